package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// folder is one that is being set up. Nothing outside of it is reached, whatever
// links lie in it; where it does not exist and is not to be made, root is nil.
type folder struct{ root *os.Root }

// What is done with a file.
const (
	stepCreate  = "create"
	stepReplace = "replace"
	stepSame    = "same"
	stepKeep    = "keep"
	stepRefuse  = "refuse"
)

// step is what is done with one file, and why.
type step struct {
	path string
	does string
	why  string   // may be empty
	add  []string // what may be added to a file that is kept
}

// mostRead is how much is read of a file that may have to be kept, in bytes. Ours
// are far smaller.
const mostRead = 1 << 20

func openFolder(dir string, create bool) (*folder, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !create:
		return &folder{}, nil
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, errors.New("it is a file, want a folder")
	}
	root, err := os.OpenRoot(dir)
	return &folder{root}, err
}

func (f *folder) close() {
	if f.root != nil {
		f.root.Close()
	}
}

// has reports whether anything of that name lies directly in the folder.
func (f *folder) has(name string) bool {
	if f.root == nil {
		return false
	}
	_, err := f.root.Lstat(name)
	return err == nil
}

// read returns the beginning of a regular file, to mostRead bytes and one more.
func (f *folder) read(name string) ([]byte, error) {
	if f.root == nil {
		return nil, fs.ErrNotExist
	}
	info, err := f.root.Lstat(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New(strangeness(info))
	}
	file, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return workspace.ReadAtMost(file, mostRead)
}

// strangeness says what something is that is no file.
func strangeness(info fs.FileInfo) string {
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return "a link is in its place"
	case info.IsDir():
		return "a folder is in its place"
	}
	return "a pipe or a device is in its place"
}

// plan decides what is to be done with a file.
func (f *folder) plan(file scaffold.File, force bool) step {
	s := step{path: file.Path, does: stepCreate}
	if f.root == nil {
		return s
	}
	if why := f.blocked(path.Dir(file.Path)); why != "" {
		return step{path: file.Path, does: stepRefuse, why: why}
	}
	data, err := f.read(file.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if file.Keeper && f.holdsAnything(path.Dir(file.Path)) {
			s.does, s.why = stepSame, "not needed, other files keep the folder"
		}
		return s
	case err != nil:
		return step{path: file.Path, does: stepRefuse, why: plainReason(err).Error()}
	case bytes.Equal(data, file.Data), file.Keeper:
		s.does = stepSame
		return s
	}
	switch ours := file.Lines(); {
	case file.Partial && inOrder(file.Path, ours, data):
		s.does, s.why = stepSame, "it has other lines, and all that are needed"
	case force:
		s.does = stepReplace
	case file.Partial:
		s.does, s.why, s.add = stepKeep, "it lacks some of these lines", ours
	case missing(ours, data) == 0:
		s.does, s.why = stepKeep, "it has all of our lines, and is not the same"
	default:
		s.does, s.why = stepKeep, fmt.Sprintf("it differs, %d of our %s are not in it", missing(ours, data), counted(len(ours), "line"))
	}
	return s
}

// blocked says why nothing can be put into a folder below the root; "" if
// something can.
func (f *folder) blocked(dir string) string {
	parts := strings.Split(dir, "/")
	for i := range parts {
		part := strings.Join(parts[:i+1], "/")
		info, err := f.root.Lstat(filepath.FromSlash(part))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return ""
		case err != nil:
			return plainReason(err).Error()
		case info.Mode()&fs.ModeSymlink != 0:
			return part + " is a link, want a folder"
		case !info.IsDir():
			return part + " is a file, want a folder"
		}
	}
	return ""
}

func (f *folder) holdsAnything(dir string) bool {
	entries, err := fs.ReadDir(f.root.FS(), dir)
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() != unfinished })
}

// inOrder reports whether an existing file has all lines of ours: in JSON anywhere,
// elsewhere in the same order, because of two lines the later one may win.
func inOrder(name string, ours []string, existing []byte) bool {
	if strings.HasSuffix(name, ".json") {
		return missing(ours, existing) == 0
	}
	for line := range strings.Lines(string(existing)) {
		if len(ours) > 0 && essence(line) == essence(ours[0]) {
			ours = ours[1:]
		}
	}
	return len(ours) == 0
}

// missing counts the lines of ours that an existing file does not have anywhere.
func missing(ours []string, existing []byte) int {
	have := map[string]bool{}
	for line := range strings.Lines(string(existing)) {
		have[essence(line)] = true
	}
	n := 0
	for _, line := range ours {
		if !have[essence(line)] {
			n++
		}
	}
	return n
}

// essence is a line without what may differ between two that mean the same.
func essence(line string) string { return strings.TrimSuffix(strings.TrimSpace(line), ",") }

// unfinished is what a file is called until it is complete. Names that begin with
// a dot are passed over everywhere, should one stay behind.
const unfinished = ".credctl-init.tmp"

// tidy removes what a run left that was broken off.
func (f *folder) tidy(files []scaffold.File) {
	for _, file := range files {
		dir := path.Dir(file.Path)
		if f.root != nil && f.blocked(dir) == "" {
			f.root.Remove(filepath.FromSlash(path.Join(dir, unfinished))) // if it cannot go, put says so
		}
	}
}

// put writes a file whole or not at all: beside its place, and then moved there.
// Unless it may replace one, what came to be there in the meantime stays.
func (f *folder) put(name string, data []byte, replace bool) (err error) {
	dir := path.Dir(name)
	if err := f.root.MkdirAll(filepath.FromSlash(dir), 0o777); err != nil {
		return err
	}
	temp, target := filepath.FromSlash(path.Join(dir, unfinished)), filepath.FromSlash(name)
	if err := f.root.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // something that is no file, or another run at the same time
	}
	defer f.root.Remove(temp)
	if err := f.write(temp, data); err != nil {
		return err
	}
	if replace {
		return f.root.Rename(temp, target)
	}
	switch err := f.root.Link(temp, target); {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		return errors.New("something else was put in its place just now")
	}
	return f.root.Rename(temp, target) // a file system that knows no second name for a file
}

func (f *folder) write(temp string, data []byte) error {
	file, err := f.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
