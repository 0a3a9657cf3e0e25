package workspace

import (
	"io"
	"os"
	"path"
	"path/filepath"
)

// Skim hands the first bytes of a file of the repository, limit+1 of them at
// most, to use, which must not keep them. It is Read for those who look at many
// files and remember little: folders are opened once, and no memory is asked for
// file by file. It is safe for use by several goroutines.
func (w *Workspace) Skim(file string, limit int, use func(data []byte)) error {
	f, err := w.openQuickly(file)
	if err != nil {
		return pathError(file, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = regular(file, info)
	}
	if err != nil {
		return pathError(file, err)
	}
	buf := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buf)
	size := int(min(info.Size(), int64(limit))) + 1
	if cap(*buf) < size {
		*buf = make([]byte, size)
	}
	n, err := io.ReadFull(f, (*buf)[:size])
	if err != nil && err != io.ErrUnexpectedEOF && err != io.EOF {
		return pathError(file, err)
	}
	use((*buf)[:n])
	return nil
}

// openQuickly opens a file from its folder, which stays open until Close.
func (w *Workspace) openQuickly(file string) (*os.File, error) {
	dir, name := path.Split(file)
	w.mu.RLock()
	root := w.dirs[dir]
	w.mu.RUnlock()
	if root == nil {
		var err error
		if root, err = w.openDir(dir); err != nil {
			return nil, err
		}
	}
	return root.OpenFile(name, openFlags(), 0)
}

func (w *Workspace) openDir(dir string) (*os.Root, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if root := w.dirs[dir]; root != nil {
		return root, nil
	}
	root, err := w.root.OpenRoot(filepath.FromSlash(path.Join(".", dir)))
	if err != nil {
		return nil, err
	}
	w.dirs[dir] = root
	return root, nil
}

// room returns room for a file, as much as most of them need.
func room() any {
	buf := make([]byte, 64<<10)
	return &buf
}
