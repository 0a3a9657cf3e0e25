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

// NewIndexOf is NewIndex for what concerns one specification alone, for those who ask
// of nothing else.
func NewIndexOf(book *chain.Book, id string) *Index {
	x := &Index{book: book, entries: map[string][]*chain.Entry{id: book.Entries(id)}}
	if n := len(book.Register); n > 0 && book.Register[n-1].Pending() {
		x.pending = &book.Register[n-1]
	}
	return x
}

// Entries returns the entries of a specification in order, a pending one included.
// The caller does not change the list.
func (x *Index) Entries(id string) []*chain.Entry { return x.entries[id] }

// Pending returns the entry that lacks signatures, of whatever specification; nil
// if there is none.
func (x *Index) Pending() *chain.Entry { return x.pending }

// Openings returns the entries that opened a round since the last publication, in
// order: those whose rounds bind the next one. The entries are those of one
// specification, in order; one that is pending has done neither yet.
func Openings(entries []*chain.Entry) []*chain.Entry {
	var opened []*chain.Entry
	for _, e := range entries {
		switch {
		case e.Pending():
		case e.Kind == record.Publish:
			opened = nil
		case e.Kind == record.Open:
			opened = append(opened, e)
		}
	}
	return opened
}

// earlier returns the endorsement rounds among texts of one specification that were
// opened since its last publication. For a decision on one text its own rounds are
// among them; Decide knows to leave out the one it judges.
func earlier(entries []*chain.Entry, texts []chain.Text) []chain.Round {
	byOpening := map[int]chain.Round{}
	for i := range texts {
		for _, r := range texts[i].Rounds {
			byOpening[r.Opened] = r
		}
	}
	var rounds []chain.Round
	for _, e := range Openings(entries) {
		if r := byOpening[e.Seq]; r.Kind == record.Endorsement {
			rounds = append(rounds, r)
		}
	}
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

func (x *Index) caseOf(act record.Act, s record.Subject, stage string, authors []string, texts []chain.Text) (Case, error) {
	c := Case{
		Act: act, Subject: s, Stage: stage, Authors: authors, Text: textOf(texts, s),
		Governance: x.book.InForce(), Serials: x.book.Governance, Entries: x.entries[s.ID], Pending: x.pending,
		Earlier: earlier(x.entries[s.ID], texts), Problems: slices.Clone(x.book.Problems),
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
