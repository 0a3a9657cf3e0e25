package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
)

type registerDropOptions struct{ registerOptions }

func newRegisterDrop(env *Env) *cobra.Command {
	o := &registerDropOptions{registerOptions{env: env}}
	cmd := &cobra.Command{
		Use:   "drop [branch]",
		Short: "Give up an entry that lacks signatures",
		Long: `Give up the last entry of the register, if it lacks signatures. Nothing can follow
such an entry, so one that nobody wants any more stands in everybody's way.

If it lies on a branch only, and you signed it, the branch is deleted here; how it
is deleted on the remote is said. If it was taken in already, a commit on a new
branch takes it away, with its signatures and the round that it would have opened.

An entry that is complete is never dropped: what it decides is undone by a further
decision alone.`,
		Example: `  credctl register drop
  credctl register drop HEAD`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.branch = strings.Join(args, "")
			return o.run(cmd.Context())
		},
	}
	o.add(cmd)
	return cmd
}

func (o *registerDropOptions) run(ctx context.Context) error {
	office, m, all, err := o.open(ctx)
	if err != nil {
		return err
	}
	here := office.pending(all)
	all = slices.DeleteFunc(all, func(b branched) bool { return here != nil && b.entry.SHA256 == here.entry.SHA256 })
	if o.branch != "" {
		return o.named(ctx, office, m, here, all)
	}
	mine := slices.DeleteFunc(all, func(b branched) bool { return b.missing == 0 || !signedByMe(b.entry, m.ID) })
	if here != nil {
		mine = append([]branched{*here}, mine...)
	}
	switch {
	case len(mine) == 0:
		o.env.say("no entry of yours lacks signatures; nothing was changed")
		return nil
	case len(mine) > 1:
		return office.whichBranch("credctl register drop", mine)
	case here != nil:
		return o.takeAway(ctx, office, m, here)
	}
	return o.deleteBranch(ctx, office, &mine[0])
}

// pending is the entry without all its signatures that the commit itself has, and
// the branches that have it, too; nil if there is none.
func (o *office) pending(all []branched) *branched {
	n := len(o.book.Register)
	if n == 0 || !o.book.Register[n-1].Pending() {
		return nil
	}
	last := &o.book.Register[n-1]
	found := &branched{entry: last, book: o.book, places: []ledger.Place{{Commit: o.commit}}, missing: last.Missing}
	for _, b := range all {
		if b.entry.SHA256 == last.SHA256 {
			found.places = append(found.places, b.places...)
			found.missing = min(found.missing, b.missing)
		}
	}
	return found
}

// named drops the entry on a branch that was named, or in the commit itself.
func (o *registerDropOptions) named(ctx context.Context, office *office, m *me, here *branched, all []branched) error {
	if here != nil && (o.branch == office.ref || isAt(here.places, o.branch)) {
		return o.takeAway(ctx, office, m, here)
	}
	if o.branch == office.ref {
		n := len(office.book.Register)
		if n == 0 {
			return usagef("", "%s has no register", office.ref)
		}
		return complete(&office.book.Register[n-1], office.ref)
	}
	for i := range all {
		b := &all[i]
		switch {
		case !isAt(b.places, o.branch):
		case b.missing == 0:
			return complete(b.entry, o.branch)
		case !signedByMe(b.entry, m.ID):
			return hinted{err: fmt.Errorf("%s on %s is not yours: %s signed it", described(&b.entry.Entry), o.branch, orNobody(chain.SignerIDs(b.entry.Signers))), hint: "whoever signed it drops it"}
		default:
			return o.deleteBranch(ctx, office, b)
		}
	}
	return o.noBranch()
}

// complete refuses to drop what has all its signatures.
func complete(e *chain.Entry, where string) error {
	return hinted{
		err:  fmt.Errorf("%s in %s has all its signatures (%s), and is never dropped", described(&e.Entry), where, orNobody(chain.SignerIDs(e.Signers))),
		hint: "what it decides is undone by a further decision: a new round, or credctl withdraw; a branch that was never taken in is taken away with git branch -D",
	}
}

func places(all []ledger.Place) string {
	var names []string
	for _, p := range all {
		names = append(names, p.String())
	}
	return strings.Join(names, ", ")
}

// deleteBranch deletes the branches here that an entry lies on.
func (o *registerDropOptions) deleteBranch(ctx context.Context, office *office, b *branched) error {
	o.env.say("%s, signed by %s, lacks %s and lies on:", described(&b.entry.Entry), orNobody(chain.SignerIDs(b.entry.Signers)), counted(b.entry.Missing, "signature"))
	var here []ledger.Place
	for _, p := range b.places {
		o.env.say("  %s", p)
		if p.Remote == "" {
			here = append(here, p)
		}
	}
	if len(here) > 0 {
		if err := o.yes.confirm(ctx, o.env, "delete the branch and give the entry up?"); err != nil {
			return err
		}
	}
	for _, p := range here {
		if err := office.store.DeleteBranch(ctx, p.Branch, p.Commit); err != nil {
			return undeleted(p, err)
		}
		o.env.say("The branch %s was deleted. To have it back: git branch %[1]s %s", p.Branch, p.Commit)
	}
	remote := slices.DeleteFunc(slices.Clone(b.places), func(p ledger.Place) bool { return p.Remote == "" })
	if len(remote) > 0 {
		o.env.say("Take it away there, too, and close its pull request:")
		o.env.unwanted(remote)
	}
	return nil
}

func undeleted(p ledger.Place, err error) error {
	var locked *gitrepo.LockedError
	var out *gitrepo.CheckedOutError
	switch {
	case errors.As(err, &locked):
		return hinted{err: fmt.Errorf("the branch was not deleted: %w", locked), hint: "everything is as it was; run this again once that file is gone"}
	case errors.As(err, &out):
		return hinted{err: fmt.Errorf("the branch was not deleted: %w", err), hint: "check out another branch first, such as git switch main"}
	}
	return fmt.Errorf("delete the branch %s: %w", p.Branch, err)
}

// takeAway takes a pending entry out of what was taken in already.
func (o *registerDropOptions) takeAway(ctx context.Context, office *office, m *me, b *branched) error {
	if b.missing == 0 {
		branch := "BRANCH"
		if len(b.places) == 2 {
			branch = b.places[1].String()
		}
		return hinted{
			err:  fmt.Errorf("%s lacks signatures in %s, but a branch has all of them (%s): it is never dropped", described(&b.entry.Entry), office.ref, places(b.places[1:])),
			hint: "take that branch in: git merge " + branch,
		}
	}
	paths, err := office.belonging(b.entry)
	if err != nil {
		return err
	}
	o.env.say("%s, signed by %s, lacks %s. It is taken out of the register, with all that belongs to it:",
		described(&b.entry.Entry), orNobody(chain.SignerIDs(b.entry.Signers)), counted(b.entry.Missing, "signature"))
	for _, p := range paths {
		o.env.say("  %s", p)
	}
	if err := o.yes.confirm(ctx, o.env, "give the entry up?"); err != nil {
		return err
	}
	if err := office.put(ctx, ledger.Drop(b.entry, m.ID, paths), o.put); err != nil {
		return err
	}
	if len(b.places) > 1 {
		o.env.say("The branches that brought it are of no use any more. Take them away, here and there:")
		o.env.unwanted(b.places)
	}
	return nil
}

// belonging are the files of the last entry: itself, its signatures, and the round
// that it would open.
func (o *office) belonging(e *chain.Entry) ([]string, error) {
	paths := []string{e.Path}
	entries, err := fs.ReadDir(o.tree, record.RegisterDir)
	if err != nil {
		return nil, o.unread(err)
	}
	number := strings.TrimSuffix(path.Base(e.Path), ".yaml") + "."
	for _, file := range entries {
		if strings.HasPrefix(file.Name(), number) && strings.HasSuffix(file.Name(), ".sig") {
			paths = append(paths, record.RegisterDir+"/"+file.Name())
		}
	}
	if e.Kind != record.Open {
		return paths, nil
	}
	text, err := o.book.Text(e.Subject())
	if err != nil {
		return nil, o.unread(err)
	}
	if n := len(text.Rounds); n > 0 && text.Rounds[n-1].Opened == 0 && text.Rounds[n-1].SHA256 == e.RoundSHA256 {
		paths = append(paths, text.Rounds[n-1].Path)
	}
	return paths, nil
}
