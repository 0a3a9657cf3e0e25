package cli

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// question is what is asked of standing: may this be done on this text, signed by
// this person?
func (o *office) question(act record.Act, t *judged, signer string) (standing.Case, error) {
	c, err := standing.NewIndex(o.book).Case(act, t.Subject, t.spec.Stage, t.spec.Authors)
	if err != nil {
		return c, o.unread(err)
	}
	c.Signers = []string{signer}
	return c, nil
}

// opens asks whether a round may be opened: with it come the criteria that it puts
// to reviewers, and what already lies in the folder that it goes into.
func (o *office) opens(c *standing.Case, round *record.Round) (standing.Decision, error) {
	c.Round = round
	_, problems, err := o.book.Criteria(round.Packs)
	if err != nil {
		return standing.Decision{}, o.unread(err)
	}
	for _, p := range slices.Concat(problems, c.Text.Problems) {
		waiting := c.Pending != nil && p.Reason == chain.RoundUnopened
		if !waiting && !slices.Contains(c.Problems, p) {
			c.Problems = append(c.Problems, p)
		}
	}
	return standing.Decide(*c), nil
}

// whoSigns are those who can give an entry the signatures that it lacks.
func (o *office) whoSigns(e *chain.Entry) ([]string, error) {
	c, err := standing.NewIndex(o.book).Case(e.Kind, e.Subject(), "", nil)
	if err != nil {
		return nil, o.unread(err)
	}
	c.Signers = chain.SignerIDs(e.Signers)
	d := standing.Decide(c)
	_, who := signaturesWanted(&d)
	return who, nil
}

// signaturesWanted is how many staff are still to sign what was decided on, and who
// can.
func signaturesWanted(d *standing.Decision) (n int, who []string) {
	for _, need := range d.Needs {
		if need.Role == record.Staff {
			return need.Count, need.Eligible
		}
	}
	return 0, nil
}
