// Package workspace says which files of a folder are what: specifications,
// frameworks, criteria packs, and what merely lies among them. It finds the
// repository, lists it, and reads single files of it, never beyond its root and
// never more than it was told to. What is in the files it does not know, and it
// writes nothing.
package workspace

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// The places that mean something, below the root of a repository.
const (
	SettingsFile  = ".credctl.yaml"
	specsDir      = "specs"
	frameworksDir = "frameworks"
	criteriaDir   = "criteria"
)

// Stdin is the argument that means standard input. Reading it is the caller's
// business.
const Stdin = "-"

// Workspace is one repository in the work tree. It is safe for use by several
// goroutines.
type Workspace struct {
	dir  string // absolute, links resolved
	by   FoundBy
	from string // what relative arguments start from; absolute, links resolved
	root *os.Root

	specs atomic.Pointer[specsFolder] // as it was listed last; nil: it was not yet

	buffers sync.Pool // of *[]byte, for Skim

	mu      sync.RWMutex
	dirs    map[string]*os.Root // folders that Skim opened, by path with a slash at the end
	outside map[string]string   // the files that Sources met outside the repository: shown name to absolute path
	shownAs map[string]string   // the same the other way round
}

// Open finds the repository that dir lies in and opens it. The error is a
// *PathError.
func Open(dir string) (*Workspace, error) { return OpenFor(dir, nil) }

// OpenFor opens the repository that args mean, the arguments of a command given
// in the folder dir: that of the first path among them, or else that of dir. A
// path that is a folder with specs/ in it is taken for the repository itself.
func OpenFor(dir string, args []string) (*Workspace, error) {
	w := &Workspace{outside: map[string]string{}, shownAs: map[string]string{}, dirs: map[string]*os.Root{}}
	w.buffers.New = room
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, pathError(dir, err)
	}
	if _, err := os.Stat(abs); err != nil {
		return nil, pathError(dir, err)
	}
	w.from = physical(abs)
	w.dir, w.by = w.choose(args)
	if w.root, err = os.OpenRoot(w.dir); err != nil {
		return nil, pathError(w.dir, err)
	}
	return w, nil
}

// Close gives back what Open took. Files already read stay good.
func (w *Workspace) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, dir := range w.dirs {
		dir.Close()
	}
	if s := w.specs.Load(); s != nil && s.root != nil {
		s.root.Close()
	}
	return w.root.Close()
}

// Dir returns the root of the repository, an absolute path of this machine.
func (w *Workspace) Dir() string { return w.dir }

// FoundBy returns how the root was found.
func (w *Workspace) FoundBy() FoundBy { return w.by }
