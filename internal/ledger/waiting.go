package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
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

// Pending lists what waits for signatures at a commit and on the branches that this
// program made. A branch that cannot be read is named in skipped, with why.
func Pending(ctx context.Context, store *gitrepo.Store, at string) (all []Waiting, skipped []error, err error) {
	all, _, skipped, err = Found(ctx, store, at)
	return all, skipped, err
}

// Found is Pending, and lists as well what has all its signatures on a branch and is
// not at the commit yet: settled waits to be taken in.
func Found(ctx context.Context, store *gitrepo.Store, at string) (pending, settled []Waiting, skipped []error, err error) {
	places, err := Places(store, at)
	if err != nil {
		return nil, nil, nil, err
	}
	var here *chain.Book
	for _, p := range places {
		found, book, err := lastAt(ctx, store, p, here)
		if ctx.Err() != nil {
			return nil, nil, nil, ctx.Err()
		}
		if err != nil {
			skipped = append(skipped, fmt.Errorf("%s cannot be read: %w", p, err))
			continue
		}
		if p.Branch == "" {
			here = book
		}
		for _, w := range found {
			switch {
			case w.missing() > 0:
				pending = merge(pending, w, p)
			case !w.in(here):
				settled = merge(settled, w, p)
			}
		}
	}
	return pending, settled, skipped, nil
}

// missing is how many signatures w lacks where it was found.
func (w *Waiting) missing() int {
	if w.Entry != nil {
		return w.Entry.Missing
	}
	return w.Serial.Missing
}

// in reports whether a book has gone as far as w, with this file or another.
func (w *Waiting) in(book *chain.Book) bool {
	switch {
	case book == nil:
		return false
	case w.Entry != nil:
		return len(book.Register) >= w.Entry.Seq
	}
	return len(book.Governance) >= w.Serial.Serial
}

// merge adds what was found in a place to what is known.
func merge(all []Waiting, w Waiting, p Place) []Waiting {
	same := func(k Waiting) bool { return k.Path == w.Path && k.SHA256() == w.SHA256() }
	if i := slices.IndexFunc(all, same); i >= 0 {
		all[i].Places = append(all[i].Places, p)
		return all
	}
	w.Places = []Place{p}
	return append(all, w)
}

// lastAt finds the last entry and the last version of governance of one commit. One
// that is no further than here, as its last files say, has nothing to be found, and
// is not read through: most branches carry a review and no decision.
func lastAt(ctx context.Context, store *gitrepo.Store, p Place, here *chain.Book) ([]Waiting, *chain.Book, error) {
	tree, err := store.Tree(ctx, p.Commit)
	if err != nil {
		return nil, nil, err
	}
	if here != nil && noFurther(tree, here) {
		return nil, nil, nil
	}
	if _, err := fs.Stat(tree, record.GovernanceDir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	book, err := chain.Read(ctx, tree)
	if err != nil {
		return nil, nil, err
	}
	if len(book.Problems) > 0 && book.Problems[0].Unclear { // what comes last is not known
		return nil, nil, errors.New(book.Problems[0].Message)
	}
	var found []Waiting
	if n := len(book.Governance); n > 0 {
		s := &book.Governance[n-1]
		found = append(found, Waiting{Serial: s, Path: s.Path, Book: book})
	}
	if n := len(book.Register); n > 0 {
		e := &book.Register[n-1]
		found = append(found, Waiting{Entry: e, Path: e.Path, Book: book})
	}
	for i := range found {
		if found[i].Data, err = fs.ReadFile(tree, found[i].Path); err != nil {
			return nil, nil, err
		}
	}
	return found, book, nil
}

// noFurther reports whether the last entry and the last version of governance of a
// tree are, by their bytes, in a book that has all their signatures.
func noFurther(tree fs.FS, here *chain.Book) bool {
	n, hash := lastOf(tree, record.RegisterDir)
	if n > 0 && (n > len(here.Register) || here.Register[n-1].Missing > 0 || here.Register[n-1].SHA256 != hash) {
		return false
	}
	n, hash = lastOf(tree, record.GovernanceDir)
	return n > 0 && n <= len(here.Governance) && here.Governance[n-1].Missing == 0 && here.Governance[n-1].SHA256 == hash
}

// lastOf returns the highest number of the files of a folder, and the hash of that
// file, "" if it cannot be read.
func lastOf(tree fs.FS, dir string) (n int, hash string) {
	files, err := fs.ReadDir(tree, dir)
	if err != nil {
		return 0, ""
	}
	last := ""
	for _, f := range files {
		text, ok := strings.CutSuffix(f.Name(), ".yaml")
		if number, err := strconv.Atoi(text); ok && err == nil && number > n {
			n, last = number, f.Name()
		}
	}
	if data, err := fs.ReadFile(tree, dir+"/"+last); err == nil && last != "" {
		hash = record.Hash(data)
	}
	return n, hash
}
