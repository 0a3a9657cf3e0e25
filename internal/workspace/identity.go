package workspace

import (
	"io/fs"
	"path/filepath"
	"strings"
)

// Identity is what the file system says of a regular file. If two of one path
// are the same, and both times lie well before the first was taken, then nobody
// has written to the file in between: programs can set back the time of a
// file's content, but not the one of its last change.
type Identity struct {
	Size     int64
	Modified int64 // of the content; nanoseconds since 1970
	Changed  int64 // of anything about the file; nanoseconds since 1970, 0 on systems that do not say
	Inode    uint64
	Device   uint64
	Mode     uint32
}

// Identify returns the identity of a file, named as for Read, without opening
// it. It returns false for what is no regular file of the repository: for links,
// too.
func (w *Workspace) Identify(file string) (Identity, bool) {
	if w.isOutside(file) {
		return Identity{}, false
	}
	info, err := w.lstat(file)
	return identify(info, err == nil)
}

// IdentifyListed is Identify at the time when List was called, if it met the
// file, and now if it did not.
func (w *Workspace) IdentifyListed(file string) (Identity, bool) {
	if name, ok := inSpecs(file); ok {
		if s := w.specs.Load(); s != nil && s.root != nil {
			if id, regular, known := s.identity(name); known {
				return id, regular
			}
		}
	}
	return w.Identify(file)
}

func identify(info fs.FileInfo, ok bool) (Identity, bool) {
	if !ok || !info.Mode().IsRegular() {
		return Identity{}, false
	}
	return identity(info), true
}

func (w *Workspace) isOutside(file string) bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	_, outside := w.outside[file]
	return outside || file == Stdin
}

// lstat asks about a file of the repository.
func (w *Workspace) lstat(file string) (fs.FileInfo, error) {
	if name, ok := inSpecs(file); ok {
		if s := w.specs.Load(); s != nil && s.root != nil {
			return s.root.Lstat(name)
		}
	}
	return w.root.Lstat(filepath.FromSlash(file))
}

// inSpecs returns the name of a file that lies directly in specs/.
func inSpecs(file string) (name string, ok bool) {
	name, ok = strings.CutPrefix(file, specsDir+"/")
	return name, ok && name != "" && !strings.Contains(name, "/")
}
