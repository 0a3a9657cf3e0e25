package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

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

// unlisted names the records that the commit has by now on the text of a decision, and
// that the decision does not list: taken in beside them it would not hold.
func (w *awaiting) unlisted(book *chain.Book) error {
	e := w.Entry
	if e == nil || e.Kind != record.Accept && e.Kind != record.Decline && e.Kind != record.Endorse || w.missing() == 0 {
		return nil
	}
	text, err := book.Text(e.Subject())
	if err != nil {
		return err
	}
	for _, r := range text.Records {
		if !slices.ContainsFunc(e.Records, func(l record.Listed) bool { return l.Path == r.Path && l.SHA256 == r.SHA256 }) {
			w.taken = append(w.taken, fmt.Sprintf("what is checked out has %s by now, which %s does not list; it is given up with credctl register drop, and made anew", r.Path, w.Path))
		}
	}
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
	c.Signers = append(c.Signers, chain.SignerIDs(e.Signers)...)
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
