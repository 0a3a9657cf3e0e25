package chain

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// missingObject is what an error of a tree says when the content of a file, or a
// folder, belongs to the tree and was not fetched.
type missingObject interface{ ObjectMissing() bool }

func isMissingObject(err error) bool {
	var missing missingObject
	return errors.As(err, &missing) && missing.ObjectMissing()
}

// source is where a Book reads from, and what it looks up quickly.
type source struct {
	tree    fs.FS
	people  *people
	history *history
	packs   *packs
	shelf   *Shelf // nil: this tree is read alone
	short   bool   // governance ends where something was not fetched: there may be more of it
	cut     bool   // and so does the register
}

// folder is what one folder holds. A name that stands twice, or that differs from
// another in capitals alone, is there once, as something that cannot be read.
type folder struct {
	dir   string
	names []string // sorted
	modes map[string]fs.FileMode
}

// folder lists a folder. One that is not there is empty; one that cannot be read
// is empty with the reason.
func (s source) folder(dir string) (folder, *Problem, error) {
	f := folder{dir: dir, modes: map[string]fs.FileMode{}}
	entries, err := fs.ReadDir(s.tree, dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, nil, nil
	case isMissingObject(err):
		return f, notFetched(dir), nil
	case err != nil:
		if info, statErr := fs.Stat(s.tree, dir); statErr == nil && !info.IsDir() {
			return f, &Problem{Path: dir, Reason: Mode, Message: dir + " is not a folder"}, nil
		}
		return f, nil, fmt.Errorf("list %s: %w", dir, err)
	}
	folded := make(map[string]string, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return f, nil, fmt.Errorf("list %s: %w", dir, err)
		}
		mode, lower := info.Mode(), strings.ToLower(e.Name())
		if other, twice := folded[lower]; twice {
			mode, f.modes[other] = fs.ModeIrregular, fs.ModeIrregular
		}
		if _, known := f.modes[e.Name()]; !known {
			f.names = append(f.names, e.Name())
		}
		folded[lower], f.modes[e.Name()] = e.Name(), mode
	}
	return f, nil, nil
}

// has reports whether the folder has an entry of a name, whatever it is.
func (f folder) has(name string) bool {
	_, ok := f.modes[name]
	return ok
}

// read returns the bytes of a file of a folder, or why they cannot be used.
func (s source) read(f folder, name string, limit int) ([]byte, *Problem, error) {
	path := f.dir + "/" + name
	mode, ok := f.modes[name]
	switch {
	case !ok:
		return nil, &Problem{Path: path, Reason: MissingFile, Message: path + " is missing"}, nil
	case mode != 0o644:
		return nil, &Problem{Path: path, Reason: Mode, Message: path + " is not one ordinary file: " + kindOf(mode)}, nil
	}
	file, err := s.tree.Open(path)
	var data []byte
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(file, int64(limit)+1))
		err = errors.Join(err, file.Close())
	}
	switch {
	case isMissingObject(err):
		return nil, notFetched(path), nil
	case err != nil:
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	case len(data) > limit:
		return nil, &Problem{Path: path, Reason: Form, Message: fmt.Sprintf("%s has more than %d KiB", path, limit>>10)}, nil
	}
	return data, nil, nil
}

// readPath is read for a file that is alone in its folder to be asked for.
func (s source) readPath(path string) ([]byte, *Problem, error) {
	at := strings.LastIndexByte(path, '/')
	f, problem, err := s.folder(path[:at])
	if problem != nil || err != nil {
		return nil, problem, err
	}
	return s.read(f, path[at+1:], record.MaxBytes)
}

func notFetched(path string) *Problem {
	return &Problem{
		Path: path, Reason: MissingObject, Unclear: true,
		Message: fmt.Sprintf("the content of %s is not in this clone; fetch it and ask again", path),
	}
}

// kindOf says what an entry is that is no ordinary file.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "it is a folder"
	case mode&fs.ModeSymlink != 0:
		return "it is a link"
	case mode.IsRegular() && mode&0o111 != 0:
		return "it is marked as a program"
	case mode.IsRegular():
		return fmt.Sprintf("its mode is %o", mode.Perm())
	}
	return "it is a submodule, or its name stands twice"
}
