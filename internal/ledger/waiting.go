package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
)

// Place is a commit in which something waits for signatures.
type Place struct {
	Branch string // below refs/heads/; "" for what is checked out or was asked for
	Remote string // the remote that has it, "" for a branch of this repository
	Commit string
}

// String names p as git does.
func (p Place) String() string {
	switch {
	case p.Branch == "":
		return "what is checked out"
	case p.Remote != "":
		return p.Remote + "/" + p.Branch
	}
	return p.Branch
}

// Waiting is a file that lacks signatures: the last entry of a register, or the
// last version of governance.
type Waiting struct {
	Entry  *chain.Entry  // nil if it is a version of governance
	Serial *chain.Serial // nil if it is an entry
	Path   string
	Data   []byte
	Book   *chain.Book // as the first of the places has it
	Places []Place     // that have the same bytes: what is checked out, then branches here, then those of remotes
}

// SHA256 is the hash of the file.
func (w *Waiting) SHA256() string {
	if w.Entry != nil {
		return w.Entry.SHA256
	}
	return w.Serial.SHA256
}

// Places lists the commit at, as what is checked out, and all branches that this
// program made, here and as they were last fetched. Of a branch that a remote has
// as it is here, only the one here is listed.
func Places(store *gitrepo.Store, at string) ([]Place, error) {
	refs, err := store.Refs("refs/heads/"+Branches+"/", "refs/remotes/")
	if err != nil {
		return nil, err
	}
	places := []Place{{Commit: at}}
	for _, ref := range refs {
		p := Place{Commit: ref.ID}
		if name, here := strings.CutPrefix(ref.Name, "refs/heads/"); here {
			p.Branch = name
		} else {
			rest := strings.TrimPrefix(ref.Name, "refs/remotes/")
			remote, branch, ours := strings.Cut(rest, "/"+Branches+"/")
			if !ours {
				continue
			}
			p.Remote, p.Branch = remote, Branches+"/"+branch
		}
		if !slices.ContainsFunc(places, func(q Place) bool { return q.Branch == p.Branch && q.Commit == p.Commit }) {
			places = append(places, p)
		}
	}
	return places, nil
}

// Pending lists what waits for signatures at a commit and on the branches that
// this program made. A branch that cannot be read is named in skipped, with why.
func Pending(ctx context.Context, store *gitrepo.Store, at string) (all []Waiting, skipped []error, err error) {
	places, err := Places(store, at)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range places {
		found, err := pendingAt(ctx, store, p)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil {
			skipped = append(skipped, fmt.Errorf("%s cannot be read: %w", p, err))
			continue
		}
		all = merge(all, found, p)
	}
	return all, skipped, nil
}

// merge adds what was found in a place to what is known.
func merge(all, found []Waiting, p Place) []Waiting {
	for _, w := range found {
		same := func(k Waiting) bool { return k.Path == w.Path && k.SHA256() == w.SHA256() }
		if i := slices.IndexFunc(all, same); i >= 0 {
			all[i].Places = append(all[i].Places, p)
			continue
		}
		w.Places = []Place{p}
		all = append(all, w)
	}
	return all
}

// pendingAt finds the last entry and the last version of governance of one commit,
// if they lack signatures.
func pendingAt(ctx context.Context, store *gitrepo.Store, p Place) ([]Waiting, error) {
	tree, err := store.Tree(ctx, p.Commit)
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(tree, record.GovernanceDir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	book, err := chain.Read(ctx, tree)
	if err != nil {
		return nil, err
	}
	var found []Waiting
	if n := len(book.Governance); n > 0 && book.Governance[n-1].Missing > 0 {
		s := &book.Governance[n-1]
		found = append(found, Waiting{Serial: s, Path: s.Path, Book: book})
	}
	if n := len(book.Register); n > 0 && book.Register[n-1].Pending() {
		e := &book.Register[n-1]
		found = append(found, Waiting{Entry: e, Path: e.Path, Book: book})
	}
	for i := range found {
		if found[i].Data, err = fs.ReadFile(tree, found[i].Path); err != nil {
			return nil, err
		}
	}
	return found, nil
}
