package workspace

import "path/filepath"

// Locate returns where Read finds a file: its absolute path on this machine, and
// whether it lies in the repository. Whoever writes there asks again what the
// path leads to: in between, a link may have been put in its place.
func (w *Workspace) Locate(file string) (path string, inside bool) {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if abs, outside := w.outside[file]; outside {
		return abs, false
	}
	return filepath.Join(w.dir, filepath.FromSlash(file)), true
}
