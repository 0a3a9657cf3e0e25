package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"
)

// writer is what a Store writes with: the folder that all work trees of the
// repository share, and a clock, which tests replace. It cannot be led out of
// the folder.
type writer struct {
	store *Store
	root  *os.Root
	now   func() time.Time
	pause func(ctx context.Context, d time.Duration) error

	unsynced map[string]bool   // folders with names that may not be on the disk
	settings map[string]string // what git is configured with, as far as it was asked
}

func (s *Store) writer() (*writer, error) {
	root, err := os.OpenRoot(s.CommonDir())
	if err != nil {
		return nil, fmt.Errorf("open the repository for writing: %w", err)
	}
	return &writer{store: s, root: root, now: time.Now, pause: pauseFor, unsynced: map[string]bool{}, settings: map[string]string{}}, nil
}

func (w *writer) close() { _ = w.root.Close() }

// path is where a file of the repository lies, for people.
func (w *writer) path(name string) string {
	return filepath.Join(w.root.Name(), filepath.FromSlash(name))
}

// dirty notes that names in a folder have changed.
func (w *writer) dirty(folder string) { w.unsynced[folder] = true }

// flush returns when all names that have changed are on the disk.
func (w *writer) flush() error {
	for _, name := range slices.Sorted(maps.Keys(w.unsynced)) {
		folder, err := w.root.Open(name)
		if errors.Is(err, fs.ErrNotExist) { // git removed it, being empty
			continue
		}
		if err != nil {
			return fmt.Errorf("write out folder %s: %w", w.path(name), err)
		}
		err = syncFolder(folder)
		_ = folder.Close() // nothing was written to it
		if err != nil {
			return fmt.Errorf("write out folder %s: %w", w.path(name), err)
		}
	}
	clear(w.unsynced)
	return nil
}

// attempts is how often a folder is made again that git removes, being empty,
// before there is a file in it.
const attempts = 50

// create makes a file that is not there, and the folders it lies in. Who may use
// it is as with the folder, so that a repository shared by a group stays so.
func (w *writer) create(name string, perm fs.FileMode) (file *os.File, err error) {
	for range attempts {
		if err = w.makeFolder(path.Dir(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		file, err = w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if err == nil {
			w.share(name, perm)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return file, err
		}
	}
	return nil, err
}

// makeFolder makes a folder and those it lies in.
func (w *writer) makeFolder(name string) error {
	if at, err := w.root.Stat(name); err == nil && at.IsDir() || name == "." {
		return nil
	}
	if err := w.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	err := w.root.Mkdir(name, 0o777)
	switch {
	case err == nil:
		w.share(name, 0o777|fs.ModeSetgid)
		w.dirty(path.Dir(name))
	case errors.Is(err, fs.ErrExist):
		return nil // made meanwhile; or a file, which opening something below it will say
	}
	return err
}

// share gives a new file or folder those permissions of perm that the folder it
// lies in has. Where that is not possible it stays as it was made.
func (w *writer) share(name string, perm fs.FileMode) {
	if parent, err := w.root.Stat(path.Dir(name)); err == nil {
		_ = w.root.Chmod(name, parent.Mode()&perm)
	}
}
