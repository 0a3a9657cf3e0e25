package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/chain"
)

// wouldBe is a tree as it would be with some files more, or others in their place.
// It is how a record is held to every rule before it is recorded.
type wouldBe struct {
	base  fs.FS
	files map[string][]byte // nil: not there any more; not changed while somebody reads
}

// with reads what the commit would hold with some files more.
func (o *office) with(ctx context.Context, files map[string][]byte) (*chain.Book, error) {
	book, err := chain.Read(ctx, wouldBe{o.tree, files})
	if err != nil {
		return nil, o.unread(err)
	}
	return book, nil
}

// Open opens a file of either.
func (w wouldBe) Open(name string) (fs.File, error) {
	data, ok := w.files[name]
	switch {
	case ok && data == nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case ok:
		return &newFile{newEntry{path.Base(name), len(data), 0o644}, bytes.NewReader(data)}, nil
	}
	f, err := w.base.Open(name)
	if errors.Is(err, fs.ErrNotExist) && len(w.below(name)) > 0 {
		return &newFile{newEntry{path.Base(name), 0, fs.ModeDir | 0o755}, bytes.NewReader(nil)}, nil
	}
	return f, err
}

// ReadDir lists a folder of both.
func (w wouldBe) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.base, name)
	added := w.below(name)
	entries = slices.DeleteFunc(slices.Clone(entries), func(e fs.DirEntry) bool {
		data, ok := w.files[path.Join(name, e.Name())]
		return ok && data == nil
	})
	if errors.Is(err, fs.ErrNotExist) && len(added) > 0 {
		err = nil
	}
	if err != nil {
		return entries, err
	}
	for _, a := range added {
		at := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return e.Name() == a.Name() })
		switch {
		case at < 0:
			entries = append(entries, a)
		case !a.IsDir():
			entries[at] = a
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// below are the entries that the files make in a folder.
func (w wouldBe) below(dir string) []newEntry {
	prefix := dir + "/"
	if dir == "." {
		prefix = ""
	}
	var found []newEntry
	for name, data := range w.files {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok || data == nil {
			continue
		}
		e := newEntry{rest, len(data), 0o644}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			e = newEntry{first, 0, fs.ModeDir | 0o755}
		}
		if !slices.ContainsFunc(found, func(f newEntry) bool { return f.name == e.name }) {
			found = append(found, e)
		}
	}
	return found
}

// newEntry is a file or folder that is not in the commit.
type newEntry struct {
	name string
	size int
	mode fs.FileMode
}

func (e newEntry) Name() string               { return e.name }
func (e newEntry) Size() int64                { return int64(e.size) }
func (e newEntry) Mode() fs.FileMode          { return e.mode }
func (e newEntry) Type() fs.FileMode          { return e.mode.Type() }
func (e newEntry) ModTime() time.Time         { return time.Time{} }
func (e newEntry) IsDir() bool                { return e.mode.IsDir() }
func (e newEntry) Sys() any                   { return nil }
func (e newEntry) Info() (fs.FileInfo, error) { return e, nil }

// newFile is one opened.
type newFile struct {
	newEntry
	content *bytes.Reader
}

func (f *newFile) Stat() (fs.FileInfo, error) { return f.newEntry, nil }
func (f *newFile) Close() error               { return nil }

func (f *newFile) Read(p []byte) (int, error) {
	if f.IsDir() {
		return 0, errors.New("it is a folder")
	}
	n, err := f.content.Read(p)
	if n == 0 && err == nil && len(p) > 0 {
		err = io.EOF
	}
	return n, err
}
