package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// sitting is one person, and what waits for signatures.
type sitting struct {
	*office
	opts *signOptions
	all  []*signable
}

// signable is a file that waits, as the person sees it who runs the command.
type signable struct {
	*awaiting
	me       *me   // nil: not for the person to sign
	stranger error // why not
	number   int   // in the list of those that can be signed; 0: it cannot
	left     int   // how many signatures it lacks still, once signed
	spread   bool  // once signed, it has them all, and not in one place

	question standing.Case
	decision *standing.Decision // with the person's signature; nil for governance
}

// find lists what waits, and finds out for each who the person is in it.
func (s *sitting) find(ctx context.Context) error {
	all, err := s.findWaiting(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	tool, keys, err := s.env.keys(ctx, s.office, s.opts.key.key)
	if err != nil {
		return err
	}
	number := 0
	for _, w := range all {
		a := &signable{awaiting: w}
		for _, g := range w.under() {
			if a.me, a.stranger = among(g, tool, keys, s.opts.key, w.role()); a.me != nil {
				break
			}
			if errors.Is(a.stranger, errSeveralPeople) {
				return a.stranger
			}
		}
		if w.Entry != nil && a.isMine() {
			d, c, err := w.decide(a.me.ID)
			if err != nil {
				return s.unread(err)
			}
			a.decision, a.question = &d, c
		}
		if a.isMine() && len(a.reasons()) == 0 {
			number++
			a.number = number
		}
		s.all = append(s.all, a)
	}
	return s.known()
}

// known says so where nothing that waits knows the person by the keys at hand. Who was
// named with --as must be somebody.
func (s *sitting) known() error {
	if slices.ContainsFunc(s.all, func(a *signable) bool { return a.me != nil }) {
		return nil
	}
	why := s.all[0].stranger
	if s.opts.key.as != "" {
		return why
	}
	if s.opts.file == "" {
		s.env.hint("%v", why)
	}
	return nil
}

// isMine reports whether it waits for this person's signature.
func (a *signable) isMine() bool {
	return a.me != nil && a.missing() > 0 && !a.signedBy(a.me.ID)
}

// reasons are why the person cannot sign it.
func (a *signable) reasons() []string {
	why := slices.Clone(a.taken)
	if a.Places[0].Branch == "" {
		for _, p := range a.refused() {
			if p.Reason == chain.SignatureFalse { // nobody is asked to sign what others did not
				why = append(why, p.Message+"; the file was changed after it was signed: compare it with a clone that was verified")
			}
		}
	}
	if a.me != nil && a.Book.Compromised(a.me.key.Key) {
		why = append(why, "your key is marked as compromised by now")
	}
	if a.decision != nil {
		for _, b := range a.decision.Blockers {
			why = append(why, b.Message)
		}
	}
	return why
}

// able are those that can be signed, as they are numbered.
func (s *sitting) able() []*signable {
	return slices.DeleteFunc(slices.Clone(s.all), func(a *signable) bool { return a.number == 0 })
}

// isAt reports whether it waits in a place of that name.
func (a *signable) isAt(name string) bool {
	return slices.ContainsFunc(a.Places, func(p ledger.Place) bool {
		return p.String() == name || p.Branch == "" && name == "HEAD"
	})
}

// name is how it is named on the command line: with its branch where the file alone
// says too little.
func (s *sitting) name(a *signable) string {
	if len(a.rivals) == 0 {
		return a.Path
	}
	if a.Places[0].Branch == "" {
		return "HEAD:" + a.Path
	}
	return a.Places[0].String() + ":" + a.Path
}

// batch is what one commit adds signatures to.
type batch struct {
	on     ledger.Place // Branch "": a new branch
	base   string       // commit to build a new branch on
	who    *me
	signed []ledger.Signed
	items  []*signable
}

// sign signs what was chosen, all of it before anything is written, and records it in
// one commit a branch.
func (s *sitting) sign(ctx context.Context, chosen []*signable) error {
	var batches []*batch
	for _, a := range chosen {
		signed, err := a.sign(ctx)
		if err != nil {
			return err
		}
		on := s.target(a)
		at := slices.IndexFunc(batches, func(b *batch) bool { return b.on == on && b.who.ID == a.me.ID })
		if at < 0 {
			batches, at = append(batches, &batch{on: on, base: on.Commit, who: a.me}), len(batches)
		}
		batches[at].signed = append(batches[at].signed, signed)
		batches[at].items = append(batches[at].items, a)
	}
	for i, b := range batches {
		if err := s.write(ctx, b); err != nil {
			if i > 0 {
				s.env.say("What is named above was recorded; the rest was not.")
			}
			return err
		}
	}
	return nil
}

// sign makes the person's signature, and reads the place as it would be with it.
func (a *signable) sign(ctx context.Context) (ledger.Signed, error) {
	sig, err := a.me.sign(ctx, a.namespace(), a.Data)
	if err != nil {
		return ledger.Signed{}, err
	}
	path := record.SignaturePath(a.Path, a.me.ID)
	mine := map[string][]byte{path: sig}
	all := maps.Clone(a.sigs)
	maps.Copy(all, mine)
	seen, err := a.with(ctx, all)
	if err != nil {
		return ledger.Signed{}, err
	}
	here, err := a.with(ctx, mine)
	if err != nil {
		return ledger.Signed{}, err
	}
	for _, p := range seen.refused() {
		if p.Path == path {
			return ledger.Signed{}, fmt.Errorf("the signature would not count: %s; nothing was recorded", p.Message)
		}
	}
	if !seen.signedBy(a.me.ID) {
		return ledger.Signed{}, fmt.Errorf("the signature over %s would not be read; nothing was recorded", a.Path)
	}
	a.left, a.spread = seen.missing(), here.missing() > seen.missing()
	return ledger.Signed{Path: a.Path, Data: a.Data, Sigs: mine}, nil
}

// with is what waits as the first of its places would have it with these signatures.
func (a *signable) with(ctx context.Context, sigs map[string][]byte) (*awaiting, error) {
	book, err := chain.Read(ctx, wouldBe{a.tree, sigs})
	if err != nil {
		return nil, fmt.Errorf("read what was signed: %w", err)
	}
	seen := &awaiting{Waiting: a.Waiting}
	seen.recount(book)
	return seen, nil
}

// target is where a signature goes: onto the branch here that holds the file, else
// onto one of the same name that goes on from that of a remote; a new branch where it
// waits in what is checked out, or where the branch here has gone another way.
func (s *sitting) target(a *signable) ledger.Place {
	for _, p := range a.Places {
		if p.Branch == "" {
			return p
		}
	}
	for _, p := range a.Places {
		if p.Remote == "" {
			return p
		}
	}
	p := a.Places[0]
	refs, err := s.store.Refs("refs/heads/" + p.Branch)
	for _, ref := range refs {
		if err == nil && ref.Name == "refs/heads/"+p.Branch {
			return ledger.Place{Commit: p.Commit}
		}
	}
	return p
}

// write records one batch and says how it goes on.
func (s *sitting) write(ctx context.Context, b *batch) error {
	act := ledger.Countersign(b.on.Branch, b.who.ID, b.signed)
	put := s.opts.put
	put.waits = slices.ContainsFunc(b.items, func(a *signable) bool { return a.left > 0 })
	var err error
	if b.on.Branch == "" {
		err = s.putOn(ctx, act, b.base, put)
	} else {
		err = s.add(ctx, act, b.on, put)
	}
	if err != nil {
		return err
	}
	for _, a := range b.items {
		if a.left == 0 && a.spread {
			s.env.say("%s has all its signatures, on several branches, and counts once they are taken in: credctl sign --list names them.", a.Path)
			continue
		} else if a.left == 0 {
			s.env.say("%s has all its signatures, and counts once it is taken in.", a.Path)
			if e := a.Entry; e != nil && e.Kind == record.Publish {
				s.env.say("Then anybody of the staff tags it: credctl release %s", e.SpecID)
			}
			continue
		}
		others := slices.DeleteFunc(slices.Clone(a.canSign), func(id string) bool { return id == a.me.ID })
		s.env.say("%s takes %s.", a.Path, moreSignatures(a.left, others))
	}
	return nil
}
