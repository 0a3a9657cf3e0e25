package workspace

import (
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
)

// Read returns the bytes of a file named by List or Sources, or of any other
// file of the repository by its path below the root. Of a file with more than
// limit bytes it returns limit+1, so that the caller can see that there is more,
// and it never reads further. A file that is none (a folder, a pipe, a device)
// and a link that leads out of the repository are refused. The error is a
// *PathError.
func (w *Workspace) Read(file string, limit int) ([]byte, error) {
	f, size, err := w.open(file)
	if err != nil {
		return nil, pathError(file, err)
	}
	defer f.Close()
	data, err := readAtMost(f, size, limit)
	if err != nil {
		return nil, pathError(file, err)
	}
	return data, nil
}

// ReadAtMost returns what r has to give, but no more than limit+1 bytes.
func ReadAtMost(r io.Reader, limit int) ([]byte, error) { return readAtMost(r, 0, limit) }

// open opens a regular file. What it is, is asked before and after: opening a
// pipe could wait for ever, and what is opened could have been put in the place
// of what was looked at.
func (w *Workspace) open(file string) (*os.File, int64, error) {
	w.mu.RLock()
	abs, outside := w.outside[file]
	w.mu.RUnlock()
	local := filepath.FromSlash(file)
	var info fs.FileInfo
	var err error
	if outside {
		info, err = os.Stat(abs)
	} else {
		info, err = w.root.Stat(local)
	}
	if err == nil {
		err = regular(file, info)
	}
	if errors.Is(err, fs.ErrNotExist) && !outside && isLinkAt(w.root.FS(), file) {
		err = &PathError{Path: file, Reason: leadsNowhere}
	}
	if err != nil {
		return nil, 0, err
	}
	var f *os.File
	if outside {
		f, err = os.OpenFile(abs, openFlags(), 0)
	} else {
		f, err = w.root.OpenFile(local, openFlags(), 0)
	}
	if err != nil {
		return nil, 0, err
	}
	if info, err = f.Stat(); err == nil {
		err = regular(file, info)
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// openFlags are those for reading without ever waiting for a writer.
func openFlags() int {
	if runtime.GOOS == "windows" {
		return os.O_RDONLY
	}
	return os.O_RDONLY | syscall.O_NONBLOCK
}

func regular(file string, info fs.FileInfo) error {
	switch {
	case info.Mode().IsRegular():
		return nil
	case info.IsDir():
		return &PathError{Path: file, Reason: isFolder}
	}
	return &PathError{Path: file, Reason: isDevice}
}

// readAtMost reads r to its end or to limit+1 bytes; size is what r is thought
// to hold.
func readAtMost(r io.Reader, size int64, limit int) ([]byte, error) {
	most := min(max(limit, 0), math.MaxInt-1) + 1
	data := make([]byte, 0, min(size, int64(most)-1)+1)
	for len(data) < most {
		if len(data) == cap(data) {
			data = slices.Grow(data, min(most-len(data), max(len(data), 4<<10)))
		}
		n, err := r.Read(data[len(data):min(cap(data), most)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	return data, nil
}
