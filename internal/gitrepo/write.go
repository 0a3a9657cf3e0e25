package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Change is one commit to be made: exactly these files over the tree of the
// parent, on a branch of its own.
type Change struct {
	Branch  string            // below refs/heads/, such as credctl/review/acute-medicine/1.0.0/3f9a2c41b7de0011/okafor-a
	Parent  string            // id of the commit it is built on; "" for a first commit
	Expect  string            // what the branch must point at now: "" for "must be absent", else the id of a commit
	Files   map[string][]byte // path to content; nil deletes
	Message string            // the whole of it, trailers as well

	Author, Committer Identity

	// Sign returns an armoured signature over the commit. nil: it is not signed.
	Sign func(payload []byte) (armour []byte, err error)
}

// ErrUnchanged says that the parent has the files already as they should become,
// so that no commit was made.
var ErrUnchanged = errors.New("there is nothing to commit: the files are so already")

// Write makes a commit and the branch that points at it, and returns the
// commit's id once both are on the disk. HEAD, the index and the files of the
// work tree are not touched. Where it fails the branch is as it was. The error is
// a *MovedError, a *LockedError or a *CheckedOutError where one of these is the
// reason, and ErrUnchanged if there is nothing to write.
func (s *Store) Write(ctx context.Context, c Change) (commit string, err error) {
	w, err := s.writer()
	if err != nil {
		return "", err
	}
	defer w.close()
	return w.write(ctx, c)
}

func (w *writer) write(ctx context.Context, c Change) (string, error) {
	if err := c.check(); err != nil {
		return "", err
	}
	ref := "refs/heads/" + c.Branch
	if err := w.check(ctx, ref, c.Expect); err != nil {
		return "", err
	}
	id, objects, err := w.plan(c)
	if err != nil {
		return "", err
	}
	if err := w.put(ctx, objects); err != nil {
		return "", err
	}
	if err := w.update(ctx, refChange{ref: ref, to: id, expect: c.Expect, who: c.Committer.String(), why: c.entry()}); err != nil {
		return "", err
	}
	return id, nil
}

// check returns an error if a change is none that could be written anywhere.
func (c Change) check() error {
	if err := checkMessage(c.Message); err != nil {
		return err
	}
	for _, who := range []struct {
		what string
		Identity
	}{{"author", c.Author}, {"committer", c.Committer}} {
		if err := who.check(); err != nil {
			return fmt.Errorf("the %s of the commit cannot be written down: %w", who.what, err)
		}
	}
	if len(c.Files) == 0 {
		return ErrUnchanged
	}
	return nil
}

// entry is the line about the commit in the log of its branch, as git words it.
func (c Change) entry() string {
	subject, _, _ := strings.Cut(c.Message, "\n")
	if c.Parent == "" {
		return "commit (initial): " + subject
	}
	return "commit: " + subject
}

// plan returns the commit's id and all objects that are new with it. Nothing is
// written before it is certain, and signed, what all of it is.
func (w *writer) plan(c Change) (string, pending, error) {
	root, err := branch(c.Files)
	if err != nil {
		return "", nil, err
	}
	was := ""
	if c.Parent != "" {
		if was, err = rootOf(w.store.objects, sha1Hash, c.Parent); err != nil {
			return "", nil, err
		}
	}
	bu := &builder{store: w.store}
	tree, err := bu.tree("", was, root)
	if err != nil {
		return "", nil, err
	}
	if tree == was {
		return "", nil, ErrUnchanged
	}
	data, err := commitData(fmt.Sprintf("%x", tree), c)
	if err != nil {
		return "", nil, err
	}
	id := bu.objects.add("commit", data)
	return id, bu.objects, nil
}
