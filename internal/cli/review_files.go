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
		return nil, fmt.Errorf("%s cannot be read: %w", name, plainReason(err))
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s cannot be read: it is no ordinary file", name)
	}
	f, err := os.Open(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, plainReason(err))
	}
	defer f.Close()
	data, err := workspace.ReadAtMost(f, limit)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", name, plainReason(err))
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
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return hinted{err: fmt.Errorf("%s is there already, and is never overwritten", filepath.Base(name)), hint: "put it aside under another name, then run this again"}
	case err != nil:
		return fmt.Errorf("%s cannot be written: %w", filepath.Base(name), plainReason(err))
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("%s cannot be written: %w", filepath.Base(name), plainReason(errors.Join(err, os.Remove(name))))
	}
	return nil
}
