package workspace

import (
	"io/fs"
)

// Tree is a repository that does not lie in the work tree, such as that of a
// commit: it is listed and read as a Workspace is.
type Tree struct{ fsys fs.FS }

// OfTree returns the repository whose root is the root of fsys.
func OfTree(fsys fs.FS) *Tree { return &Tree{fsys: fsys} }

// List is Workspace.List.
func (t *Tree) List() (*Listing, error) {
	return list(t.fsys, func() (specsListing, error) { return listSpecs(t.fsys, specsDir) })
}

// Read is Workspace.Read.
func (t *Tree) Read(file string, limit int) ([]byte, error) {
	info, err := fs.Stat(t.fsys, file)
	if err == nil {
		err = regular(file, info)
	}
	if err != nil {
		return nil, pathError(file, err)
	}
	f, err := t.fsys.Open(file)
	if err != nil {
		return nil, pathError(file, err)
	}
	defer f.Close()
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	data, err := readAtMost(f, size, limit)
	if err != nil {
		return nil, pathError(file, err)
	}
	return data, nil
}
