package chain

import (
	"errors"
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
)

// Why no entry can follow those of a Book.
var (
	errBroken       = errors.New("the chain is broken, and nothing can follow")
	errNoGovernance = errors.New("no version of governance is in force")
	errPending      = errors.New("the last entry lacks signatures, and nothing follows it until then")
)

// Next returns the entry that an act on a text would be: the next of the register,
// under the version of governance in force. What the act asks for besides is filled
// in from the tree: the last round that was opened on the text, all records in its
// folder, the entry that endorses it. A round that is yet to be opened and a reason
// are for the caller to add.
//
// Whether the act may be done is not asked here. An error says that no entry can
// follow, or that the tree could not be read.
func (b *Book) Next(act record.Act, s record.Subject) (record.Entry, error) {
	g := b.InForce()
	switch {
	case len(b.Problems) > 0:
		return record.Entry{}, fmt.Errorf("%w: %s: %s", errBroken, b.Problems[0].Path, b.Problems[0].Message)
	case g == nil:
		return record.Entry{}, errNoGovernance
	}
	e := record.Entry{
		Seq: len(b.Register) + 1, Previous: record.NoEntry, Kind: act,
		SpecID: s.ID, SpecVersion: s.Version, SpecPath: record.SpecPath(s.ID), SpecSHA256: s.SHA256,
		Governance: record.GovernanceRef{Serial: g.Serial, SHA256: g.SHA256},
	}
	if n := len(b.Register); n > 0 {
		if b.Register[n-1].Pending() {
			return record.Entry{}, fmt.Errorf("%s: %w", b.Register[n-1].Path, errPending)
		}
		e.Previous = b.Register[n-1].SHA256
	}
	switch act {
	case record.Accept, record.Decline, record.Endorse:
		return e, b.decides(&e)
	case record.Publish:
		e.Endorsement = b.endorses(s)
	}
	return e, nil
}

// decides fills in the round that a decision is on, and the records it rests on.
func (b *Book) decides(e *record.Entry) error {
	t, err := b.Text(e.Subject())
	if err != nil {
		return err
	}
	if last := t.Last(); last != nil {
		e.RoundSHA256 = last.SHA256
	}
	for i := range t.Records {
		r := &t.Records[i]
		if r.SHA256 == "" {
			return fmt.Errorf("%s cannot be listed: %s", r.Path, r.Problems[0].Message)
		}
		e.Records = append(e.Records, record.Listed{Path: r.Path, SHA256: r.SHA256})
	}
	return nil
}

// endorses returns the number of the last complete entry that endorses a text; 0 if
// none does.
func (b *Book) endorses(s record.Subject) (seq int) {
	for _, e := range b.Entries(s.ID) {
		if e.Kind == record.Endorse && !e.Pending() && e.Subject() == s {
			seq = e.Seq
		}
	}
	return seq
}
