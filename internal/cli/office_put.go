package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// putFlags say what becomes of what a command records.
type putFlags struct {
	push   bool
	remote string
	waits  bool // what is recorded lacks signatures, and is not to be taken in yet
}

func (f *putFlags) add(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.push, "push", false, "send the new branch to the remote")
	cmd.Flags().StringVar(&f.remote, "remote", "origin", "the `REMOTE` that branches are sent to")
}

// put records an act on a new branch, built on the commit that was read, and says
// how it goes on.
func (o *office) put(ctx context.Context, a ledger.Act, f putFlags) error {
	return o.putOn(ctx, a, o.commit, f)
}

// putOn is put on another commit than the one that was read.
func (o *office) putOn(ctx context.Context, a ledger.Act, base string, f putFlags) error {
	w, err := o.writer(ctx)
	if err != nil {
		return err
	}
	commit, err := w.Put(ctx, a, base)
	if err != nil {
		return o.unrecorded(a, err)
	}
	return o.recorded(ctx, a, commit, f)
}

// add records an act on top of a branch that has been made already.
func (o *office) add(ctx context.Context, a ledger.Act, on ledger.Place, f putFlags) error {
	w, err := o.writer(ctx)
	if err != nil {
		return err
	}
	commit, err := w.Add(ctx, a, on.Commit, on.Remote == "")
	if err != nil {
		return o.unrecorded(a, err)
	}
	return o.recorded(ctx, a, commit, f)
}

// writer is how this user records things.
func (o *office) writer(ctx context.Context) (*ledger.Writer, error) {
	author, committer, err := o.store.Identity(ctx, o.env.Environ, o.env.Now())
	if err != nil {
		return nil, err // it says how git is told
	}
	return &ledger.Writer{Store: o.store, Author: author, Committer: committer}, nil
}

// unrecorded says why nothing was recorded.
func (o *office) unrecorded(a ledger.Act, err error) error {
	var locked *gitrepo.LockedError
	var moved *gitrepo.MovedError
	switch {
	case errors.As(err, &locked):
		return hinted{err: fmt.Errorf("nothing was recorded: %w", locked), hint: "everything is as it was; run this again once that file is gone"}
	case errors.As(err, &moved) && moved.Want == "":
		return hinted{
			err:  fmt.Errorf("nothing was recorded: there is a branch %s already", a.Branch),
			hint: "see what it holds: git log -p " + a.Branch + "; take it away with git branch -D " + a.Branch + " if it is not wanted",
		}
	case errors.As(err, &moved):
		return hinted{err: fmt.Errorf("nothing was recorded: somebody else changed %s in the meantime", a.Branch), hint: "run this again"}
	}
	return fmt.Errorf("nothing was recorded: %w", err)
}

// recorded says what was recorded, and how it gets to the others.
func (o *office) recorded(ctx context.Context, a ledger.Act, commit string, f putFlags) error {
	e := o.env
	e.say("Recorded in commit %s on the branch %s:", commit[:12], a.Branch)
	for _, path := range a.Paths() {
		e.say("  %s", path)
	}
	if f.push {
		if err := o.store.Push(ctx, e.Err, f.remote, "refs/heads/"+a.Branch+":refs/heads/"+a.Branch); err != nil {
			return hinted{err: fmt.Errorf("recorded, but not sent: %w", err), hint: unsent(err, a, f.remote)}
		}
		e.say("Sent to %s.", f.remote)
	} else {
		e.say("Send it:   git push %s %s", f.remote, a.Branch)
	}
	if _, _, ok := o.store.WorkTree(); !ok { // git merges where files are checked out
		e.say("Take it in, after a look at the pull request, from a clone that has its files checked out; this repository has none.")
		return nil
	}
	if f.waits {
		e.say("Take it in once it has all its signatures, not before:   git merge %s", a.Branch)
		return nil
	}
	e.say("Take it in, after a look at the pull request:   git merge %s", a.Branch)
	return nil
}

// unsent says what to do about a branch that was not sent. A signature can be sent
// beside somebody else's, and they count together; another record cannot.
func unsent(err error, a ledger.Act, remote string) string {
	var refused *gitrepo.PushError
	if !errors.As(err, &refused) || !strings.HasPrefix(refused.Said, "! [rejected]") {
		return "send it later: git push " + remote + " " + a.Branch
	}
	hint := fmt.Sprintf("%s has another branch of that name; see what it holds: git fetch %[1]s, then git log -p %[1]s/%[2]s", remote, a.Branch)
	if a.Signs() {
		hint += fmt.Sprintf("; if somebody else signed first, send yours beside that: git push %[1]s %[2]s:refs/heads/%[2]s-2", remote, a.Branch)
	}
	return hint
}

// clean refuses to go on where the file beside the commit is another than what the
// commit has: who looks at it would judge something else than what is recorded.
func (o *office) clean(t *judged) error {
	dir, _, ok := o.store.WorkTree()
	if !ok || o.ref != "HEAD" {
		return nil
	}
	files, err := workspace.Open(dir)
	if err != nil {
		return nil // no files, nothing that could be looked at
	}
	defer files.Close()
	here, err := files.Read(t.path, len(t.data)*2+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // not checked out, as in a sparse checkout
	case err == nil && bytes.Equal(bytes.ReplaceAll(here, []byte("\r\n"), []byte("\n")), t.data):
		return nil
	}
	return hinted{
		err:  fmt.Errorf("%s has changes that are not committed, so it is not the text that would be judged", t.path),
		hint: "commit the changes (then the new text is judged), put them aside with git stash, or judge the committed text all the same with --ref HEAD~0",
	}
}
