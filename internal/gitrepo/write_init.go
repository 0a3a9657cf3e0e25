package gitrepo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Init makes an empty repository with a work tree in dir, an absolute path that
// is an empty folder or is not there. Nothing of the user's own templates gets
// into it; its first branch is main.
func Init(ctx context.Context, dir string, environ []string) error {
	if !filepath.IsAbs(dir) {
		return fmt.Errorf("make a repository: %q is no absolute path", dir)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("make a repository: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("make a repository: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("make a repository: folder %s is not empty, it holds %q", dir, entries[0].Name())
	}
	g, err := newGit(dir, environ)
	if err != nil {
		return err
	}
	_, err = g.run(ctx, "-c", "init.defaultRefFormat=files", "init", "--quiet", "--initial-branch=main",
		"--object-format=sha1", "--template=")
	return err
}

// FillWorkTree makes the first branch of a repository that Init made point at a
// commit, and writes its files and the index. It is for a repository whose history
// was written on other branches, and in which nobody has worked: a branch that has
// commits, an index, or any file beside .git is an error, and nothing is changed.
func (s *Store) FillWorkTree(ctx context.Context, commit string) error {
	if s.git == nil {
		return ErrNoGit
	}
	root, prefix, ok := s.WorkTree()
	if !ok || prefix != "" {
		return ErrNoWorkTree
	}
	if branch, at, err := s.Head(); !errors.Is(err, ErrUnborn) {
		return cmp.Or(err, fmt.Errorf("fill the work tree: branch %q is at %s already", branch, at))
	}
	if _, err := os.Lstat(filepath.Join(s.GitDir(), "index")); !errors.Is(err, fs.ErrNotExist) {
		return cmp.Or(err, errors.New("fill the work tree: there is an index already"))
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		return fmt.Errorf("fill the work tree: %w", err)
	}
	for _, entry := range entries {
		if entry.Name() != ".git" {
			return fmt.Errorf("fill the work tree: folder %s holds %q already", root, entry.Name())
		}
	}
	if _, err := rootOf(s.objects, sha1Hash, commit); err != nil {
		return err
	}
	in := *s.git
	in.dir = root // which git takes for the work tree, being told where the repository is
	_, err = in.run(ctx, "reset", "--quiet", "--hard", commit)
	return err
}

// FastForward moves the branch that is checked out to a commit that was built on it,
// with the index and the files, as "git merge --ff-only" does. It is for a repository
// that Init made and in which nobody but the program has worked: git runs what the
// configuration of a repository names. A file that would be lost is an error, and
// nothing is changed.
func (s *Store) FastForward(ctx context.Context, commit string) error {
	if s.git == nil {
		return ErrNoGit
	}
	root, prefix, ok := s.WorkTree()
	if !ok || prefix != "" {
		return ErrNoWorkTree
	}
	if _, err := rootOf(s.objects, sha1Hash, commit); err != nil {
		return err
	}
	in := *s.git
	in.dir = root // as for FillWorkTree
	_, err := in.run(ctx, "merge", "--quiet", "--ff-only", commit)
	return err
}
