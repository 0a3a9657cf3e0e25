package workspace

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds how deep folders are searched: no repository nests deeper, and
// the time a level takes grows with its depth.
const maxDepth = 32

// Selection is what the arguments of a command mean.
type Selection struct {
	// Files are to be read with Read, Stdin aside. A file of the repository is
	// named by its path below the root, whatever folder the command was given
	// in, so that the output is the same everywhere; one outside of it as given.
	// They stand in byte order, each once.
	Files  []string
	Strays []Stray // what else lies in the specs/ folders that were meant
}

// Sources finds the files that args mean: files, folders, or Stdin; nothing
// means the specifications of the repository. A folder means the specifications
// of its specs/ if it has one, else the .yaml files below it, those of hidden
// folders aside.
//
// The error joins one for each argument that cannot be used: *PathError, or one
// that wraps ErrNoSpecifications. The Selection holds what the others mean.
func (w *Workspace) Sources(args []string) (Selection, error) {
	if len(args) == 0 {
		return w.allSpecs()
	}
	s := selector{w: w, files: map[string]bool{}, strays: map[string]Stray{}}
	var errs []error
	for _, arg := range args {
		errs = append(errs, s.add(arg))
	}
	sel := Selection{Files: slices.Sorted(maps.Keys(s.files))}
	for _, file := range slices.Sorted(maps.Keys(s.strays)) {
		sel.Strays = append(sel.Strays, s.strays[file])
	}
	return sel, errors.Join(errs...)
}

// allSpecs are the specifications of the repository.
func (w *Workspace) allSpecs() (Selection, error) {
	specs, err := w.knownSpecs()
	if err != nil {
		return Selection{}, err
	}
	sel := Selection{Files: specs.files, Strays: specs.strays}
	if len(sel.Files) == 0 {
		return sel, noSpecifications(filepath.ToSlash(w.dir))
	}
	return sel, nil
}

// selector gathers a Selection.
type selector struct {
	w      *Workspace
	files  map[string]bool
	strays map[string]Stray
	met    int // files met by walk, those known already too
}

// tree is a folder as Sources sees it: inside the repository or not.
type tree struct {
	fsys fs.FS
	dir  string                   // the folder's path in fsys
	show func(path string) string // the name under which a path of fsys is shown
	file func(path string) string // the name under which a file of fsys can be read: nearly always the same

	specs func() (specsListing, error) // what specs/ of the repository holds; nil outside of it
}

// tree returns a folder of the repository, its path given from the root.
func (w *Workspace) tree(dir string) tree {
	same := func(path string) string { return path }
	return tree{fsys: w.root.FS(), dir: dir, show: same, file: same, specs: w.knownSpecs}
}

func (s *selector) add(arg string) error {
	switch {
	case arg == Stdin:
		s.files[Stdin] = true
		return nil
	case arg == "":
		return &PathError{Path: arg, Reason: "is no path: it is empty", Err: fs.ErrInvalid}
	case !utf8.ValidString(arg):
		return &PathError{Path: arg, Reason: "is not readable text; rename the file, with small letters, digits and hyphens", Err: fs.ErrInvalid}
	}
	abs := s.w.abs(arg)
	rel, inside := s.w.rel(abs)
	var info fs.FileInfo
	var err error
	if inside {
		info, err = s.w.root.Stat(filepath.FromSlash(rel))
	} else {
		info, err = os.Stat(abs)
	}
	switch {
	case err != nil:
		return pathError(arg, err)
	case info.IsDir() && inside:
		return s.folder(s.w.tree(rel), arg)
	case info.IsDir():
		return s.folder(s.w.outsideTree(abs, arg), arg)
	case !info.Mode().IsRegular():
		return &PathError{Path: filepath.ToSlash(arg), Reason: isDevice}
	case inside:
		s.files[rel] = true
	default:
		s.files[s.w.nameOutside(filepath.ToSlash(arg), abs)] = true
	}
	return nil
}

// folder adds the specifications of a folder.
func (s *selector) folder(t tree, arg string) error {
	if t.dir == specsDir { // the specs/ of the repository
		return s.specs(t, arg)
	}
	below := t
	below.dir = path.Join(t.dir, specsDir)
	if info, err := fs.Stat(t.fsys, below.dir); err == nil && info.IsDir() {
		return s.specs(below, arg)
	}
	before := s.met
	if err := s.walk(t, 0); err != nil {
		return err
	}
	if s.met == before {
		return noSpecifications(filepath.ToSlash(arg))
	}
	return nil
}

// specs adds the specifications of a specs/ folder, and what else lies there.
func (s *selector) specs(t tree, named string) error {
	list := func() (specsListing, error) { return listSpecs(t.fsys, t.dir) }
	if t.specs != nil && t.dir == specsDir {
		list = t.specs
	}
	l, err := list()
	if err != nil {
		return err
	}
	for _, file := range l.files {
		s.files[t.file(file)] = true
	}
	for _, stray := range l.strays {
		stray.File = t.show(stray.File)
		s.strays[stray.File] = stray
	}
	if len(l.files) == 0 {
		return noSpecifications(filepath.ToSlash(named))
	}
	return nil
}

// walk adds the .yaml files below a folder. What cannot be gone into or read, or
// has a name that cannot be shown, is an error: passing it over would look like
// having checked it.
func (s *selector) walk(t tree, depth int) error {
	if depth > maxDepth {
		return &PathError{Path: t.show(t.dir), Reason: "lies deeper in folders than is searched; name the file or a folder further down"}
	}
	entries, err := entries(t.fsys, t.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		below := t
		below.dir = path.Join(t.dir, e.Name())
		switch {
		case !e.IsDir() && !strings.HasSuffix(e.Name(), suffix):
		case !utf8.ValidString(e.Name()):
			return &PathError{Path: t.show(below.dir), Reason: "has a name that is not readable text; rename it"}
		case e.IsDir():
			if err := s.walk(below, depth+1); err != nil {
				return err
			}
		case e.Type()&fs.ModeSymlink != 0:
			return &PathError{Path: t.show(below.dir), Reason: isLink}
		case !e.Type().IsRegular():
			return &PathError{Path: t.show(below.dir), Reason: isDevice}
		default:
			s.files[t.file(below.dir)] = true
			s.met++
		}
	}
	return nil
}
