package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// ErrNoSpecifications says that a folder was to be checked and holds no
// specification. An error that wraps it names the folder.
var ErrNoSpecifications = errors.New("no specifications")

func noSpecifications(where string) error {
	return fmt.Errorf("%w in %q, want files such as specs/mental-health.yaml, or the name of the file to check", ErrNoSpecifications, where)
}

// PathError says that a path cannot be used, in plain words. It wraps what the
// operating system said, so that errors.Is(err, fs.ErrNotExist) works.
type PathError struct {
	Path   string // as it was given, with slashes
	Reason string // "does not exist"
	Err    error  // may be nil
}

// Error returns the path and the reason.
func (e *PathError) Error() string { return fmt.Sprintf("%q %s", e.Path, e.Reason) }

// Unwrap returns what the operating system said.
func (e *PathError) Unwrap() error { return e.Err }

// The reasons that are decided here and not by the operating system.
const (
	leavesRepository = "is a link that leads out of the repository; put the file itself there"
	isFolder         = "is a folder, want a file"
	isDevice         = "is a pipe or a device, want a file; standard input is written as -"
	leadsNowhere     = "is a link that leads nowhere; put the file itself there"
	isLink           = "is a link, want the file itself"
)

func pathError(path string, err error) *PathError {
	var known *PathError
	if errors.As(err, &known) {
		return known
	}
	return &PathError{Path: filepath.ToSlash(path), Reason: reason(err), Err: err}
}

// reason says in plain words what the operating system said. Only where there
// are no words for it, its own are used.
func reason(err error) string {
	var errno syscall.Errno
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return "does not exist"
	case errors.Is(err, fs.ErrPermission):
		return "may not be read: permission is missing"
	case errors.Is(err, syscall.ELOOP):
		return "is a link that leads in a circle"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "is longer than a path can be"
	case escapes(err):
		return leavesRepository
	case errors.As(err, &errno):
		return "cannot be read: " + errno.Error()
	}
	return "cannot be read"
}

// escapes reports whether os.Root refused to leave its folder. The package os
// does not export that error; a test holds this to its text.
func escapes(err error) bool {
	var pe *os.PathError
	return errors.As(err, &pe) && strings.Contains(pe.Err.Error(), "escapes from parent")
}
