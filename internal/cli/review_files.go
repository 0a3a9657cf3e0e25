package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/advancing-practice/credctl/internal/workspace"
)

// readFile reads a file that the user named, which may come from anybody: an
// ordinary file of a bounded size.
func (e *Env) readFile(name string, limit int) ([]byte, error) {
	info, err := os.Stat(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, plainlyMissing(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s cannot be read: it is no ordinary file", name)
	}
	f, err := os.Open(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, plainlyMissing(err))
	}
	defer f.Close()
	data, err := workspace.ReadAtMost(f, limit)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", name, plainlyMissing(err))
	case len(data) > limit:
		return nil, fmt.Errorf("%s has more than %d KiB, and no such file has", name, limit>>10)
	}
	return data, nil
}

// keepFile writes a file of the user's own, whole or not at all; nobody else may
// read it.
func keepFile(name string, data []byte) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".kept-*") // readable by its owner alone
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// leave writes a file that is not there yet.
func leave(name string, data []byte) error {
	err := createNew(name, data)
	switch {
	case errors.Is(err, fs.ErrExist):
		return hinted{err: fmt.Errorf("%s is there already, and is never overwritten", filepath.Base(name)), hint: "put it aside under another name, then run this again"}
	case err != nil:
		return fmt.Errorf("%s cannot be written: %w", filepath.Base(name), plainReason(err))
	}
	return nil
}

// createNew writes a file that is not there yet, whole or not at all: under another
// name first, so that who is killed on the way leaves no part of it under its own.
func createNew(path string, data []byte) error {
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	f, part, err := unfinishedFor(path)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Link(part, path) // never over a file that came in the meantime
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return errors.Join(renameNew(part, path), removeIfThere(part)) // a file system without hard links
		}
	}
	return errors.Join(err, os.Remove(part))
}

// unfinishedFor makes the file that is to become another one, in the same folder.
func unfinishedFor(path string) (f *os.File, part string, err error) {
	for n := os.Getpid(); ; n++ { // one that was left by a program that was killed stays
		part = filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d.part", filepath.Base(path), n))
		f, err = os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			return f, part, err
		}
	}
}

func renameNew(part, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}
	}
	return os.Rename(part, path)
}

func removeIfThere(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
