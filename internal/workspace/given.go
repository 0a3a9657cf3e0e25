package workspace

import (
	"errors"
	"io/fs"
	"path/filepath"
	"unicode/utf8"
)

// ReadGiven returns the bytes of a file that the argument of a command names, in
// the repository or outside of it, by the rules of Read. The error is a
// *PathError with the file's name as it was given.
func (w *Workspace) ReadGiven(arg string, limit int) ([]byte, error) {
	switch {
	case arg == "":
		return nil, &PathError{Path: arg, Reason: "is no path: it is empty", Err: fs.ErrInvalid}
	case !utf8.ValidString(arg):
		return nil, &PathError{Path: arg, Reason: "is not readable text; rename the file, with small letters, digits and hyphens", Err: fs.ErrInvalid}
	}
	abs := w.abs(arg)
	name, inside := w.rel(abs)
	if !inside {
		name = w.nameOutside(filepath.ToSlash(arg), abs)
	}
	data, err := w.Read(name, limit)
	var path *PathError
	if errors.As(err, &path) {
		return nil, &PathError{Path: filepath.ToSlash(arg), Reason: path.Reason, Err: path.Err}
	}
	return data, err
}
