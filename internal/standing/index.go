package standing

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// Index is a book grouped by specification once, for questions about many of them.
// It is not changed after NewIndex and may be used by several goroutines at once.
type Index struct {
	book    *chain.Book
	entries map[string][]*chain.Entry // by id, in order
	pending *chain.Entry              // that lacks signatures; nil: none
}

// NewIndex groups the register of a book.
func NewIndex(book *chain.Book) *Index {
	x := &Index{book: book, entries: map[string][]*chain.Entry{}}
	for i := range book.Register {
		e := &book.Register[i]
		x.entries[e.SpecID] = append(x.entries[e.SpecID], e)
		if e.Pending() {
			x.pending = e
		}
	}
	return x
}

// Entries returns the entries of a specification in order, a pending one included.
// The caller does not change the list.
func (x *Index) Entries(id string) []*chain.Entry { return x.entries[id] }

// Pending returns the entry that lacks signatures, of whatever specification; nil
// if there is none.
func (x *Index) Pending() *chain.Entry { return x.pending }

// Earlier returns the endorsement rounds among texts of one specification that were
// opened since its last publication, by entries before number `before` (0: any).
// The entries are those of the specification. For a decision on one text its own
// rounds are among them; Decide knows to leave out the one it judges.
func Earlier(entries []*chain.Entry, texts []chain.Text, before int) []chain.Round {
	since := 0
	for _, e := range entries {
		if e.Kind == record.Publish && !e.Pending() && (before == 0 || e.Seq < before) {
			since = e.Seq
		}
	}
	var rounds []chain.Round
	for i := range texts {
		for _, r := range texts[i].Rounds {
			if r.Kind == record.Endorsement && r.Opened > since && (before == 0 || r.Opened < before) {
				rounds = append(rounds, r)
			}
		}
	}
	slices.SortFunc(rounds, func(a, b chain.Round) int { return a.Opened - b.Opened })
	return rounds
}

// Case returns the question whether an act may be done on a text, with everything
// that the book knows of it. The round that is to be opened and who signs are for
// the caller to add; and where the act is the pending entry itself, to take
// Pending away. The error is of the tree.
func (x *Index) Case(act record.Act, s record.Subject, stage string, authors []string) (Case, error) {
	texts, err := x.book.Texts(s.ID)
	if err != nil {
		return Case{}, err
	}
	return x.caseOf(act, s, stage, authors, texts)
}

// CaseAt returns the question whether an entry of the book was allowed when it was
// made: under the governance that it names, after the entries before it, by those
// who signed it. The records are those that lie there now.
func (x *Index) CaseAt(e *chain.Entry, stage string, authors []string) (Case, error) {
	texts, err := x.book.Texts(e.SpecID)
	if err != nil {
		return Case{}, err
	}
	c, err := x.caseOf(e.Kind, e.Subject(), stage, authors, texts)
	if err != nil {
		return c, err
	}
	c.Governance, c.Pending, c.Signers = nil, nil, signersOf(e)
	if n := e.Governance.Serial; n >= 1 && n <= len(x.book.Governance) && x.book.Governance[n-1].Missing == 0 {
		c.Governance = &x.book.Governance[n-1]
	}
	c.Entries = slices.DeleteFunc(slices.Clone(c.Entries), func(o *chain.Entry) bool { return o.Seq >= e.Seq })
	c.Earlier = Earlier(c.Entries, texts, e.Seq)
	return c, nil
}

func (x *Index) caseOf(act record.Act, s record.Subject, stage string, authors []string, texts []chain.Text) (Case, error) {
	c := Case{
		Act: act, Subject: s, Stage: stage, Authors: authors, Text: textOf(texts, s),
		Governance: x.book.InForce(), Serials: x.book.Governance, Entries: x.entries[s.ID], Pending: x.pending,
		Earlier: Earlier(x.entries[s.ID], texts, 0), Problems: slices.Clone(x.book.Problems),
	}
	var refs []record.PackRef
	if c.Governance != nil {
		refs = append(slices.Clone(c.Governance.Packs), c.Governance.GatewayPacks...)
	}
	if n := len(c.Text.Rounds); n > 0 {
		refs = c.Text.Rounds[n-1].Packs
	}
	for _, ref := range refs {
		pack, problems, err := x.book.PackCriteria(ref)
		if err != nil {
			return c, err
		}
		if pack != nil {
			c.Packs = append(c.Packs, pack)
		}
		c.Problems = append(c.Problems, problems...)
	}
	return c, nil
}

// textOf finds what lies in the folders of a text; nothing if it has none.
func textOf(texts []chain.Text, s record.Subject) chain.Text {
	for i := range texts {
		if texts[i].Subject == s {
			return texts[i]
		}
	}
	return chain.Text{Subject: s}
}
