package workspace

import (
	"os"
	"path"
	"path/filepath"
)

// outsideTree returns a folder outside the repository.
func (w *Workspace) outsideTree(abs, arg string) tree {
	show := func(p string) string { return path.Join(filepath.ToSlash(arg), p) }
	file := func(p string) string {
		return w.nameOutside(show(p), filepath.Join(abs, filepath.FromSlash(p)))
	}
	return tree{fsys: os.DirFS(abs), dir: ".", show: show, file: file}
}

// nameOutside returns the name that a file outside the repository is shown and
// read by: as it was given, unless it was met under another name already or the
// name is that of something in the repository.
func (w *Workspace) nameOutside(given, abs string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if name, met := w.shownAs[abs]; met {
		return name
	}
	if _, taken := w.outside[given]; taken || w.names(given) {
		given = filepath.ToSlash(abs)
	}
	w.outside[given], w.shownAs[abs] = abs, given
	return given
}

// names reports whether name is that of something in the repository.
func (w *Workspace) names(name string) bool {
	_, err := w.root.Lstat(filepath.FromSlash(name))
	return err == nil
}
