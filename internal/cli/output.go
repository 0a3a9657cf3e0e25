package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// watched is a writer that remembers the first failure: not everything that
// prints, help texts for one, hands its errors on.
type watched struct {
	to  io.Writer
	err error
}

func (w *watched) Write(data []byte) (int, error) {
	n, err := w.to.Write(data)
	if err != nil && w.err == nil {
		w.err = err
	}
	return n, err
}

// printJSON writes a value to standard output, as indented JSON.
func (e *Env) printJSON(value any) error {
	out := json.NewEncoder(e.Out)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(value)
}

// writeOutput writes a report to its file, or to Out. A file appears whole or
// not at all: it is written beside its place and moved there, so that an older
// one survives any failure.
func (e *Env) writeOutput(out output, data []byte) error {
	switch {
	case out.file == "", e.path(out.file) == "/dev/stdout":
		_, err := e.Out.Write(data)
		return err
	case e.path(out.file) == "/dev/stderr":
		_, err := e.Err.Write(data)
		return err
	}
	if err := replaceFile(e.path(out.file), data); err != nil {
		return fmt.Errorf("the file %q of --%s cannot be written: %w; nothing was changed", out.file, out.flag, plainReason(err))
	}
	return nil
}

// appendFile adds to a file what add makes; it is told how long the file is. What
// was there keeps a line of its own.
func appendFile(target string, add func(size int64) ([]byte, error)) (err error) {
	f, err := os.OpenFile(target, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	data, err := add(info.Size())
	if err != nil {
		return err
	}
	if info.Size() > 0 {
		data = append([]byte("\n"), data...)
	}
	_, err = f.Write(data)
	return err
}

// plainReason is why a file cannot be written, without the paths and the names
// of system calls that the operating system's errors carry.
func plainReason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("its folder does not exist")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission is missing")
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// opened reports whether a name leads to a file through what some program has open,
// as /dev/fd/3 does. To put another file there would take the system's own link away
// and leave whoever has it open with the old one.
func opened(target string) bool {
	const mostLinks = 40
	for range mostLinks {
		target = filepath.Clean(target)
		if strings.HasPrefix(target, "/dev/") || strings.HasPrefix(target, "/proc/") {
			return true
		}
		to, err := os.Readlink(target)
		if err != nil {
			return false
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(target), to)
		}
		target = to
	}
	return false
}

// replaceFile puts a file of this content at a place, all of it or none.
func replaceFile(target string, data []byte) error {
	f, err := stageFile(target, data)
	if err != nil {
		return err
	}
	return f.put()
}

// stagedFile is a file that is on the disk, beside the place where it is yet to be put.
type stagedFile struct {
	target string
	beside string       // its name until then; "" where only put writes
	write  func() error // of a device and the like
}

// stageFile writes a file beside its place.
func stageFile(target string, data []byte) (staged *stagedFile, err error) {
	info, err := os.Stat(target)
	switch {
	case err == nil && info.IsDir():
		return nil, errors.New("it is a folder")
	case err == nil && !info.Mode().IsRegular(): // a device or a pipe is written to and never replaced
		return &stagedFile{target: target, write: func() error { return os.WriteFile(target, data, 0o644) }}, nil
	case err == nil && opened(target):
		return &stagedFile{target: target, write: func() error {
			return appendFile(target, func(int64) ([]byte, error) { return data, nil })
		}}, nil
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".credctl-*")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return nil, err
	}
	if err = f.Chmod(0o644); err != nil {
		return nil, err
	}
	if err = f.Close(); err != nil {
		return nil, err
	}
	return &stagedFile{target: target, beside: f.Name()}, nil
}

// put puts the file where it belongs. One that cannot be put there is taken away.
func (f *stagedFile) put() error {
	if f.write != nil {
		return f.write()
	}
	err := os.Rename(f.beside, f.target)
	if err != nil {
		f.drop()
	}
	return err
}

// drop takes away a file that is not to be put there.
func (f *stagedFile) drop() {
	if f.beside != "" {
		os.Remove(f.beside)
	}
}
