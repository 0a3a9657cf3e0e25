package gitrepo

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// maxTree and maxBlob bound what is read of one object, in bytes. No folder comes
// near the one; of a longer file it is enough to know that it is too long.
const (
	maxTree = 64 << 20
	maxBlob = 16 << 20
)

// source hands out objects by their ids, in hexadecimal. get returns what kind of
// object id is and what it holds; of one with more than limit bytes limit+1. Its
// error is a *MissingError if the object is not here.
//
// There are two. For a Store it is go-git's storage, which needs no git installed.
// For a Repository it is a git that is running: that also reads names by SHA-256
// and refs in tables, and begins at once, where go-git first reads the index of
// every pack (300,000 objects: 0.2 s against 0.02 s).
type source interface {
	get(id string, limit int) (kind string, data []byte, err error)
}

// Tree is a folder of a repository as a commit holds it: an fs.FS. Files are
// the entries of mode 100644 and 100755 whose name stands once in its folder;
// links, submodules and names that stand twice are listed, and cannot be opened.
// Of a file with more than 16 MiB it gives one byte more. An object that is not
// here is a *MissingError, never "does not exist".
type Tree struct {
	objects source
	hash    hash
	root    string // raw id; "" if the commit has no such folder

	mu      sync.Mutex
	folders map[string]*folder // by path
}

// folder is one tree object.
type folder struct {
	entries []treeEntry // in byte order of their names
}

// entry returns the entry of a name.
func (f *folder) entry(name string) (treeEntry, bool) {
	i, ok := slices.BinarySearchFunc(f.entries, name, func(e treeEntry, name string) int { return strings.Compare(e.name, name) })
	if !ok {
		return treeEntry{}, false
	}
	return f.entries[i], true
}

// treeEntry is an entry of a tree object.
type treeEntry struct {
	name string
	mode fs.FileMode // of what is no file and no folder only the type matters
	id   string      // raw
}

// Tree returns the repository's folder as the commit has it.
func (r *Repository) Tree(ctx context.Context, commit string) (*Tree, error) {
	root, err := rootOf(r.objects, r.hash, commit)
	if err != nil {
		return nil, err
	}
	t := newTree(r.objects, r.hash, root)
	if r.prefix == "" {
		return t, ctx.Err()
	}
	e, err := t.find("open", strings.TrimSuffix(r.prefix, "/"))
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && !e.mode.IsDir():
		return newTree(r.objects, r.hash, ""), ctx.Err()
	case err != nil:
		return nil, err
	}
	return newTree(r.objects, r.hash, e.id), ctx.Err()
}

// newTree is of the tree object with the raw id root.
func newTree(objects source, h hash, root string) *Tree {
	return &Tree{objects: objects, hash: h, root: root, folders: map[string]*folder{}}
}

// rootOf returns the raw id of a commit's tree.
func rootOf(objects source, h hash, commit string) (string, error) {
	kind, data, err := objects.get(commit, maxOutput)
	switch {
	case err != nil:
		return "", err
	case kind != "commit":
		return "", fmt.Errorf("object %s is a %s, want a commit", commit, kind)
	case len(data) > maxOutput:
		return "", fmt.Errorf("commit %s has more than %d bytes", commit, maxOutput)
	}
	text, err := commitTree(commit, data, h)
	if err != nil {
		return "", err
	}
	raw, err := hex.DecodeString(text)
	return string(raw), err
}

// parseTree reads a tree object whose ids have h bytes. The entries share the
// memory of one text.
func parseTree(data []byte, h hash) ([]treeEntry, error) {
	usual := len("100644 measured-area.yaml\x00") + int(h)
	entries := make([]treeEntry, 0, len(data)/usual+1)
	for text := string(data); text != ""; {
		mode, rest, ok := strings.Cut(text, " ")
		name, rest, named := strings.Cut(rest, "\x00")
		bits, err := strconv.ParseUint(mode, 8, 32)
		if !ok || !named || err != nil || len(rest) < int(h) {
			return nil, errors.New("it is not as git writes them")
		}
		if !fs.ValidPath(name) || strings.Contains(name, "/") || name == "." {
			return nil, fmt.Errorf("it holds the name %q, which no file can have", name)
		}
		entries = append(entries, treeEntry{name: name, mode: modeOf(bits), id: rest[:h]})
		text = rest[h:]
	}
	byName := func(a, b treeEntry) int { return strings.Compare(a.name, b.name) }
	if !slices.IsSortedFunc(entries, byName) { // git puts a folder where its name with a slash would stand
		slices.SortStableFunc(entries, byName)
	}
	return single(entries), nil
}

func modeOf(bits uint64) fs.FileMode {
	switch bits {
	case 0o100644:
		return 0o644
	case 0o100755:
		return 0o755
	case 0o040000:
		return fs.ModeDir | 0o755
	case 0o120000:
		return fs.ModeSymlink
	}
	return fs.ModeIrregular
}

// single leaves of entries of one name the first, as something that cannot be
// opened: it could mean two things.
func single(entries []treeEntry) []treeEntry {
	kept := entries[:0]
	for _, e := range entries {
		if n := len(kept); n > 0 && kept[n-1].name == e.name {
			kept[n-1].mode = fs.ModeIrregular
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// folder returns what the tree has at path, which must be one.
func (t *Tree) folder(at, id string) (*folder, error) {
	if known := t.known(at); known != nil {
		return known, nil
	}
	name := hex.EncodeToString([]byte(id))
	kind, data, err := t.objects.get(name, maxTree)
	switch {
	case err != nil:
		return nil, err
	case kind != "tree" || len(data) > maxTree:
		return nil, fmt.Errorf("object %s is no tree that can be read", name)
	}
	entries, err := parseTree(data, t.hash)
	if err != nil {
		return nil, fmt.Errorf("tree %s cannot be read: %w", name, err)
	}
	f := &folder{entries: entries}
	t.mu.Lock()
	t.folders[at] = f
	t.mu.Unlock()
	return f, nil
}

// known returns a folder that was read already; nil if it was not.
func (t *Tree) known(at string) *folder {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.folders[at]
}

// find returns the entry of a path; op is for the error.
func (t *Tree) find(op, name string) (treeEntry, error) {
	fail := func(err error) (treeEntry, error) {
		return treeEntry{}, &fs.PathError{Op: op, Path: name, Err: err}
	}
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	at := treeEntry{name: ".", mode: fs.ModeDir | 0o755, id: t.root}
	if name == "." {
		return at, nil
	}
	if t.root == "" {
		return fail(fs.ErrNotExist)
	}
	walked := "."
	for part := range strings.SplitSeq(name, "/") {
		if !at.mode.IsDir() {
			return fail(fs.ErrNotExist)
		}
		f, err := t.folder(walked, at.id)
		if err != nil {
			return fail(err)
		}
		e, ok := f.entry(part)
		if !ok {
			return fail(fs.ErrNotExist)
		}
		at, walked = e, path.Join(walked, part)
	}
	return at, nil
}

// Open opens a file or folder.
func (t *Tree) Open(name string) (fs.File, error) {
	e, err := t.find("open", name)
	if err != nil {
		return nil, err
	}
	if e.mode.IsDir() {
		return &openFile{info: info{e, 0}}, nil
	}
	if !e.mode.IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	kind, data, err := t.objects.get(hex.EncodeToString([]byte(e.id)), maxBlob)
	if err == nil && kind != "blob" {
		err = fmt.Errorf("object %x is no file", e.id)
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &openFile{Reader: bytes.NewReader(data), info: info{e, int64(len(data))}}, nil
}

// ReadDir lists a folder.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := t.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !e.mode.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	if e.id == "" { // the commit has no such folder
		return nil, nil
	}
	f, err := t.folder(name, e.id)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	all := make([]fs.DirEntry, len(f.entries))
	for i := range f.entries {
		all[i] = listed{&f.entries[i]}
	}
	return all, nil
}

// Stat describes an entry, a link itself and not what it leads to. The size of a
// file is 0: it is not known before the file is opened.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	e, err := t.find("stat", name)
	if err != nil {
		return nil, err
	}
	return info{e, 0}, nil
}

// Lstat is Stat.
func (t *Tree) Lstat(name string) (fs.FileInfo, error) { return t.Stat(name) }

// ReadLink refuses: no link of a tree is followed.
func (t *Tree) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
}

// blob returns the raw id of a file; false if there is no such file. Nearly all
// files that are asked about lie in a folder that was listed.
func (t *Tree) blob(name string) (string, bool, error) {
	if slash := strings.LastIndexByte(name, '/'); slash > 0 {
		if f := t.known(name[:slash]); f != nil {
			e, ok := f.entry(name[slash+1:])
			return e.id, ok && e.mode.IsRegular(), nil
		}
	}
	e, err := t.find("stat", name)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		return "", false, nil
	case err != nil:
		return "", false, err
	}
	return e.id, e.mode.IsRegular(), nil
}

// openFile is a file or folder that was opened.
type openFile struct {
	io.Reader
	info info
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

func (f *openFile) Read(data []byte) (int, error) {
	if f.Reader == nil {
		return 0, &fs.PathError{Op: "read", Path: f.info.Name(), Err: errors.New("is a directory")}
	}
	return f.Reader.Read(data)
}
