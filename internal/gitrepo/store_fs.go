package gitrepo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-billy/v5"
)

// objectFS is the folder of objects at a path of the disk, as go-git wants to see
// it: the folder "objects" of something. Nothing else is in it, so that go-git
// follows no alternates, and nothing can be written.
type objectFS struct {
	dir   string
	seeks *int // how often a file may still be gone about in
}

// maxSeeks bounds how often reading one object goes about in packs. Each delta
// takes a few, git makes chains of 4095 at most, and go-git follows one that
// leads back to itself until no memory is left.
const maxSeeks = 4 * 4096

var errChain = errors.New("it is kept as differences from differences without end")

var errReadOnly = errors.New("objects are only read here")

// on returns the path on the disk.
func (o objectFS) on(op, name string) (string, error) {
	name = filepath.ToSlash(name)
	below, ok := strings.CutPrefix(name, "objects/")
	if name == "objects" {
		return o.dir, nil
	}
	if !ok || !fs.ValidPath(below) || strings.HasPrefix(below, "info/") {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return filepath.Join(o.dir, filepath.FromSlash(below)), nil
}

func (o objectFS) Open(name string) (billy.File, error) {
	path, err := o.on("open", name)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() { // a pipe would be waited for
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("it is no plain file")}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return objectFile{f, name, o.seeks}, nil
}

func (o objectFS) OpenFile(name string, flag int, _ os.FileMode) (billy.File, error) {
	if flag != os.O_RDONLY {
		return nil, errReadOnly
	}
	return o.Open(name)
}

func (o objectFS) Stat(name string) (os.FileInfo, error) {
	path, err := o.on("stat", name)
	if err != nil {
		return nil, err
	}
	return os.Stat(path)
}

func (o objectFS) Lstat(name string) (os.FileInfo, error) {
	path, err := o.on("lstat", name)
	if err != nil {
		return nil, err
	}
	return os.Lstat(path)
}

func (o objectFS) ReadDir(name string) ([]os.FileInfo, error) {
	path, err := o.on("readdir", name)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	infos := make([]os.FileInfo, 0, len(entries))
	for _, e := range entries {
		if info, err := e.Info(); err == nil { // else it is gone by now
			infos = append(infos, info)
		}
	}
	return infos, nil
}

func (objectFS) Join(elem ...string) string                  { return filepath.Join(elem...) }
func (objectFS) Root() string                                { return "" }
func (objectFS) Create(string) (billy.File, error)           { return nil, errReadOnly }
func (objectFS) Rename(string, string) error                 { return errReadOnly }
func (objectFS) Remove(string) error                         { return errReadOnly }
func (objectFS) TempFile(string, string) (billy.File, error) { return nil, errReadOnly }
func (objectFS) MkdirAll(string, os.FileMode) error          { return errReadOnly }
func (objectFS) Symlink(string, string) error                { return errReadOnly }
func (objectFS) Readlink(string) (string, error)             { return "", errReadOnly }
func (objectFS) Chroot(string) (billy.Filesystem, error)     { return nil, errReadOnly }
func (objectFS) Capabilities() billy.Capability              { return billy.ReadCapability | billy.SeekCapability }

// objectFile is a file under the name that go-git opened it by, and by which it
// opens a pack again.
type objectFile struct {
	*os.File
	name  string
	seeks *int
}

func (f objectFile) Seek(offset int64, whence int) (int64, error) {
	if *f.seeks--; *f.seeks < 0 {
		return 0, errChain
	}
	return f.File.Seek(offset, whence)
}

func (f objectFile) Name() string            { return f.name }
func (objectFile) Lock() error               { return errReadOnly }
func (objectFile) Unlock() error             { return errReadOnly }
func (objectFile) Write([]byte) (int, error) { return 0, errReadOnly }
func (objectFile) Truncate(int64) error      { return errReadOnly }
