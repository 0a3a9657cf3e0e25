package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// awaiting is a file that lacks signatures where it was found, as all places
// together have it: somebody may have signed it on a branch of their own.
type awaiting struct {
	ledger.Waiting                   // its Entry or Serial counts the signatures of every place
	complete       *ledger.Place     // that has enough of them; nil: none
	taken          string            // why it can no longer be taken in as it is; "" if it can
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
// there and is not taken in yet.
func (o *office) findWaiting(ctx context.Context) ([]*awaiting, error) {
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
		if w.complete == nil || w.complete.Branch != "" { // else it is settled, and the branch is a leftover
			all = append(all, w)
		}
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
				w.taken = fmt.Sprintf("%s holds another %s by now", p, w.Path)
			}
			continue
		}
		here, err := signaturesBeside(p.tree, w.Path)
		if err != nil {
			return err
		}
		for path, sig := range here {
			if _, known := sigs[path]; !known {
				sigs[path] = sig
			}
		}
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

// signaturesBeside reads the signatures that stand beside a file.
func signaturesBeside(tree fs.FS, file string) (map[string][]byte, error) {
	dir, _, _ := strings.Cut(file, "/")
	entries, err := fs.ReadDir(tree, dir)
	if err != nil {
		return nil, err
	}
	sigs := map[string][]byte{}
	for _, e := range entries {
		path := dir + "/" + e.Name()
		if !strings.HasPrefix(path, strings.TrimSuffix(file, "yaml")) || !strings.HasSuffix(path, ".sig") || !e.Type().IsRegular() {
			continue
		}
		data, err := fs.ReadFile(tree, path)
		if err != nil {
			return nil, err
		}
		sigs[path] = data
	}
	return sigs, nil
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

// whoCan fills in who may sign it besides those who did.
func (w *awaiting) whoCan() error {
	if w.missing() == 0 {
		return nil
	}
	if w.Entry != nil {
		d, _, err := w.decide("")
		if err != nil {
			return err
		}
		for _, n := range d.Needs {
			if n.Role == record.Staff {
				w.canSign = n.Eligible
			}
		}
		return nil
	}
	for _, g := range w.under() {
		for _, p := range g.People {
			active := slices.ContainsFunc(p.Keys, func(k record.Key) bool { return k.Status == record.Active })
			if p.Has(record.Officer) && active && !w.signedBy(p.ID) && !slices.Contains(w.canSign, p.ID) {
				w.canSign = append(w.canSign, p.ID)
			}
		}
	}
	slices.Sort(w.canSign)
	return nil
}

// decide asks standing again whether what an entry decides may be done, as the place
// has it that holds the entry, and with one more signature.
func (w *awaiting) decide(signer string) (standing.Decision, standing.Case, error) {
	e := w.Entry
	spec, problem, err := w.spec()
	if err != nil {
		return standing.Decision{}, standing.Case{}, err
	}
	c, err := standing.NewIndex(w.Book).Case(e.Kind, e.Subject(), spec.Stage, spec.Authors)
	if err != nil {
		return standing.Decision{}, c, err
	}
	c.Pending = nil // it is this one
	if problem != nil {
		c.Problems = append(c.Problems, *problem)
	}
	switch e.Kind {
	case record.Open:
		round, problems, err := w.Book.RoundOf(e)
		if err != nil {
			return standing.Decision{}, c, err
		}
		if c.Problems = append(c.Problems, problems...); round != nil {
			c.Round = &round.Round
		}
	case record.Accept, record.Decline, record.Endorse:
		c.Problems = append(c.Problems, c.Text.Differs(e)...)
	}
	for _, s := range e.Signers {
		c.Signers = append(c.Signers, s.Person)
	}
	if signer != "" && !slices.Contains(c.Signers, signer) {
		c.Signers = append(c.Signers, signer)
	}
	return standing.Decide(c), c, nil
}

// spec reads the text that an entry is about, from the place that holds the entry.
// To decline or to withdraw does not rest on it.
func (w *awaiting) spec() (record.Spec, *chain.Problem, error) {
	e := w.Entry
	data, err := fs.ReadFile(w.tree, e.SpecPath)
	switch {
	case err == nil && record.Hash(data) == e.SpecSHA256:
		if spec, _ := record.ParseSpec(e.SpecPath, data); spec != nil {
			return *spec, nil, nil
		}
	case err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid):
		return record.Spec{}, nil, err
	}
	if e.Kind == record.Decline || e.Kind == record.Withdraw {
		return record.Spec{}, nil, nil
	}
	return record.Spec{}, &chain.Problem{
		Path: e.SpecPath, Reason: standing.WhyTextMovedOn,
		Message: fmt.Sprintf("%s on %s is no longer the text that the entry is about", e.SpecPath, w.Places[0]),
	}, nil
}
