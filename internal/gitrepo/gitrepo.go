// Package gitrepo answers the few questions that credctl has of a git
// repository, in plain types. They are which commit is meant, where two histories
// parted, what a commit's tree, a tag or any object holds, and which files of the
// work tree are as a tree has them. It is the only home of running git and of
// go-git. What the files mean it does not know.
//
// A Repository is a folder of a work tree that is compared with a commit; a Store
// is the objects and refs of a repository of any kind, of which a verdict is
// passed, and into which records are written: as commits on branches of their own
// and as tags, by git's own protocol of locks. HEAD, the index and the files of a
// work tree are never written to, but for a repository just made.
//
// Only rev-parse, cat-file and config are run, which no configuration of a
// repository makes run a program: never status, diff or add. The exceptions are
// push, where the user asked for it, and init and reset in a repository just made.
package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
)

// The reasons why a repository cannot answer at all.
var (
	ErrNoGit        = errors.New("git is not installed, or not on the PATH")
	ErrNoRepository = errors.New("this is no git repository")
	ErrBare         = errors.New("this is a bare git repository, without files beside it")
	ErrNoWorkTree   = errors.New("this folder lies outside the files of its git repository")
)

// Repository is the git repository that a folder lies in. It is safe for use by
// several goroutines.
type Repository struct {
	git     *git
	objects *batch

	dir     string // the folder, absolute
	prefix  string // of the folder below the root of the work tree, with slashes; "" or ending in one
	index   string // path of the index
	noted   func() notes
	hash    hash
	shallow bool
}

// Open finds the repository that dir, an absolute path, lies in. environ is the
// environment to run git in, most of git's own variables aside. The error wraps
// one of the reasons above, or holds what git said. ctx ends every git that the
// Repository has running.
func Open(ctx context.Context, dir string, environ []string) (*Repository, error) {
	g, err := newGit(dir, environ)
	if err != nil {
		return nil, err
	}
	out, err := g.run(ctx, "rev-parse", "--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository",
		"--show-object-format", "--git-path", "index", "--show-prefix")
	if err != nil {
		return nil, openError(err)
	}
	said := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	switch {
	case said[0] == "true":
		return nil, ErrBare
	case len(said) > 1 && said[1] != "true":
		return nil, ErrNoWorkTree
	case len(said) != 6:
		return nil, fmt.Errorf("git describes the repository in %d lines, want 6: is there a line break in the name of a folder?", len(said))
	}
	r := &Repository{git: g, dir: dir, shallow: said[2] == "true", index: said[4], prefix: said[5], hash: sha1Hash}
	if said[3] == "sha256" {
		r.hash = sha256Hash
	}
	if !filepath.IsAbs(r.index) {
		r.index = filepath.Join(dir, r.index)
	}
	r.objects = newBatch(ctx, g)
	r.noted = sync.OnceValue(func() notes { return loadIndex(r.index, r.prefix, r.hash) })
	go r.noted() // while git is asked for the rest
	return r, nil
}

func openError(err error) error {
	var said *gitError
	if errors.As(err, &said) {
		switch {
		case strings.Contains(said.stderr, "not a git repository"):
			return ErrNoRepository
		case strings.Contains(said.stderr, "cannot use bare repository"):
			return ErrBare
		}
	}
	return err
}

// Shallow reports whether the history was cut off when the repository was cloned.
func (r *Repository) Shallow() bool { return r.shallow }

// Close ends what git is still running.
func (r *Repository) Close() error { return r.objects.close() }
