package gitrepo

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"
)

// checkedOut returns a *CheckedOutError if a ref is a branch that a work tree
// shows, or that a rebase there will move when it is done.
func (w *writer) checkedOut(ctx context.Context, ref string) error {
	kind, name, _ := splitRef(ref)
	if kind != "branch" {
		return nil
	}
	var folders []string
	if bare, err := w.isBare(ctx); err != nil {
		return err
	} else if !bare {
		folders = append(folders, ".")
	}
	trees, err := fs.ReadDir(w.root.FS(), "worktrees")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, tree := range trees {
		folders = append(folders, path.Join("worktrees", tree.Name()))
	}
	for _, folder := range folders {
		for _, file := range []string{"HEAD", "rebase-merge/head-name", "rebase-apply/head-name"} {
			shown, err := w.shown(path.Join(folder, file))
			if err != nil {
				return err
			}
			if shown == ref {
				return &CheckedOutError{Branch: name, Where: w.path(path.Join(folder, file))}
			}
		}
	}
	return nil
}

// shown returns the ref that a file such as HEAD names; "" if it names none.
func (w *writer) shown(file string) (string, error) {
	at, err := w.root.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err == nil && at.Mode()&fs.ModeSymlink != 0 { // as git made HEAD twenty years ago
		return w.root.Readlink(file)
	}
	text, err := readSmall(w.path(file))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return strings.TrimSpace(strings.TrimPrefix(string(text), "ref:")), err
}

// isBare reports whether the repository has no work tree of its own.
func (w *writer) isBare(ctx context.Context) (bool, error) {
	value, err := w.setting(ctx, "core.bare")
	return value == "true", err
}

// setting returns what git is configured with, asked once; "" if nothing is set,
// or there is no git to ask.
func (w *writer) setting(ctx context.Context, key string) (string, error) {
	if value, known := w.settings[key]; known {
		return value, nil
	}
	value, err := w.store.Config(ctx, key)
	if errors.Is(err, ErrNoGit) {
		value, err = "", nil
	}
	if err == nil {
		w.settings[key] = value
	}
	return value, err
}
