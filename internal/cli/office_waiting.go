package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// awaiting is a file that lacks signatures where it was found, as all places
// together have it: somebody may have signed it on a branch of their own.
type awaiting struct {
	ledger.Waiting                   // its Entry or Serial counts the signatures of every place
	complete       *ledger.Place     // that has enough of them; nil: none
	taken          []string          // why it can no longer be taken in as it is; none if it can
	rivals         []string          // other files of the same number, with who signed them
	canSign        []string          // who else may sign it, by id
	tree           fs.FS             // of the first place
	sigs           map[string][]byte // beside it, of all places
}

// spread is what is known of one place.
type spread struct {
	ledger.Place
	tree *gitrepo.Tree
}

// findWaiting finds what lacks signatures at the commit that was read, and on the
// branches that credctl made, here and as they were last fetched; and what has them
// there and is not taken in yet. Where a part of the chain is not here, nothing is
// known of what waits.
func (o *office) findWaiting(ctx context.Context) ([]*awaiting, error) {
	if broken := o.book.Problems; len(broken) > 0 && broken[0].Unclear {
		return nil, cannotTell{err: errors.New(broken[0].Message), hint: fetchEverything}
	}
	found, settled, skipped, err := ledger.Found(ctx, o.store, o.commit)
	if err != nil {
		return nil, o.unread(err)
	}
	for _, why := range skipped {
		o.env.warn(why.Error(), "what waits there is not listed")
	}
	for _, w := range settled { // it may lack signatures elsewhere, and is one thing with that
		if !slices.ContainsFunc(found, func(f ledger.Waiting) bool { return f.Path == w.Path && f.SHA256() == w.SHA256() }) {
			found = append(found, w)
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	places, err := o.spread(ctx)
	if err != nil {
		return nil, err
	}
	var all []*awaiting
	for i := range found {
		w := &awaiting{Waiting: found[i]}
		if err := o.gather(ctx, w, places); err != nil {
			return nil, o.unread(err)
		}
		if w.complete != nil && w.complete.Branch == "" {
			continue // it is settled, and the branch is a leftover
		}
		if err := w.unlisted(o.book); err != nil {
			return nil, o.unread(err)
		}
		all = append(all, w)
	}
	rivals(all)
	for _, w := range all {
		if err := w.whoCan(); err != nil {
			return nil, o.unread(err)
		}
	}
	return all, nil
}

// spread reads the trees of all places; one that cannot be read was named already.
func (o *office) spread(ctx context.Context) ([]spread, error) {
	places, err := ledger.Places(o.store, o.commit)
	if err != nil {
		return nil, o.unread(err)
	}
	var all []spread
	for _, p := range places {
		if tree, err := o.store.Tree(ctx, p.Commit); err == nil {
			all = append(all, spread{p, tree})
		}
	}
	return all, ctx.Err()
}

// gather counts the signatures over the same bytes of every place together.
func (o *office) gather(ctx context.Context, w *awaiting, places []spread) error {
	sigs := map[string][]byte{}
	for _, p := range places {
		data, err := fs.ReadFile(p.tree, w.Path)
		if err != nil {
			continue
		}
		if record.Hash(data) != w.SHA256() {
			if p.Branch == "" {
				w.taken = append(w.taken, fmt.Sprintf("%s holds another %s by now; who made this one %s", p, w.Path, w.again()))
			}
			continue
		}
		here, err := w.signaturesBeside(p.tree)
		if err != nil {
			return err
		}
		maps.Copy(sigs, here)
		if w.complete == nil && (w.missing() == 0 || !slices.Contains(w.Places, p.Place)) {
			w.complete = &p.Place
		}
	}
	at := slices.IndexFunc(places, func(p spread) bool { return p.Place == w.Places[0] })
	if at < 0 {
		return fmt.Errorf("%s has gone", w.Places[0])
	}
	w.tree = places[at].tree
	book, err := chain.Read(ctx, wouldBe{w.tree, sigs})
	if err != nil {
		return err
	}
	w.recount(book)
	if w.sigs = sigs; w.missing() > 0 {
		w.complete = nil // the file lies there, and the chain is broken before it
	}
	return nil
}

// recount takes the file as a book with more signatures has it.
func (w *awaiting) recount(book *chain.Book) {
	if e := w.Entry; e != nil && len(book.Register) >= e.Seq && book.Register[e.Seq-1].SHA256 == e.SHA256 {
		w.Entry, w.Book = &book.Register[e.Seq-1], book
	}
	if s := w.Serial; s != nil && len(book.Governance) >= s.Serial && book.Governance[s.Serial-1].SHA256 == s.SHA256 {
		w.Serial, w.Book = &book.Governance[s.Serial-1], book
	}
}

// signaturesBeside reads the signatures beside the file in a place that hold: what
// lies on somebody's branch and does not hold must not take the place of one that does.
func (w *awaiting) signaturesBeside(tree fs.FS) (map[string][]byte, error) {
	dir, _, _ := strings.Cut(w.Path, "/")
	entries, err := fs.ReadDir(tree, dir)
	if err != nil {
		return nil, err
	}
	sigs := map[string][]byte{}
	for _, e := range entries {
		path := dir + "/" + e.Name()
		person, beside := strings.CutPrefix(path, strings.TrimSuffix(w.Path, "yaml"))
		person, named := strings.CutSuffix(person, ".sig")
		if !beside || !named || !record.ValidID(person) || !e.Type().IsRegular() {
			continue
		}
		data, err := fs.ReadFile(tree, path)
		if err != nil {
			return nil, err
		}
		if w.holds(data, person) {
			sigs[path] = data
		}
	}
	return sigs, nil
}

// holds reports whether a signature over the file is by a key of a person.
func (w *awaiting) holds(armour []byte, person string) bool {
	sig, err := sshsig.Parse(armour)
	if err != nil || sig.Check(w.Data, w.namespace()) != nil {
		return false
	}
	return slices.ContainsFunc(w.under(), func(g *record.Governance) bool {
		owner, _, known := g.KeyOwner(sig.Key().String())
		return known && owner == person
	})
}

// namespace is what its signatures are given for.
func (w *awaiting) namespace() string {
	if w.Serial != nil {
		return sshsig.Govern
	}
	return sshsig.Endorse
}

// again says what is done about a file whose number goes to another one. A version of
// governance is proposed once more, because it says all of what is to be in force: the
// same file behind the other one would undo what that changed.
func (w *awaiting) again() string {
	if w.Entry != nil {
		return "renumbers it: credctl register renumber"
	}
	return "proposes the same changes again, with the number that follows: credctl governance propose"
}

// rivals names the files that have the same number as another.
func rivals(all []*awaiting) {
	for _, w := range all {
		for _, other := range all {
			if other != w && other.Path == w.Path {
				w.rivals = append(w.rivals, fmt.Sprintf("%s, signed by %s", other.Places[0], signersNamed(other.signers())))
			}
		}
	}
}

func (w *awaiting) signers() []chain.Signer {
	if w.Entry != nil {
		return w.Entry.Signers
	}
	return w.Serial.Signers
}

// missing is how many signatures it lacks, all places together.
func (w *awaiting) missing() int {
	if w.Entry != nil {
		return w.Entry.Missing
	}
	return w.Serial.Missing
}

// toMerge names what has to be merged so that all its signatures are taken in: the
// place that has them all, else every branch that has some.
func (w *awaiting) toMerge() string {
	if w.complete != nil {
		return w.complete.String()
	}
	var names []string
	for _, p := range w.Places {
		if p.Branch != "" {
			names = append(names, p.String())
		}
	}
	return strings.Join(names, " ")
}

// refused are the signatures beside it that do not count.
func (w *awaiting) refused() []chain.Problem {
	if w.Entry != nil {
		return w.Entry.Refused
	}
	return w.Serial.Refused
}

func (w *awaiting) signedBy(person string) bool {
	return slices.ContainsFunc(w.signers(), func(s chain.Signer) bool { return s.Person == person })
}

// under is the versions of governance by which it is signed: for a version of
// governance itself, and the one before.
func (w *awaiting) under() []*record.Governance {
	if e := w.Entry; e != nil {
		return []*record.Governance{&w.Book.Governance[e.Entry.Governance.Serial-1].Governance}
	}
	list := []*record.Governance{&w.Serial.Governance}
	if n := w.Serial.Serial; n > 1 {
		list = append(list, &w.Book.Governance[n-2].Governance)
	}
	return list
}

// role is that of those who sign it.
func (w *awaiting) role() record.Role {
	if w.Entry != nil {
		return record.Staff
	}
	return record.Officer
}
