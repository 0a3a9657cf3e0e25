package cli

import (
	"context"
	"fmt"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
)

// holds asks whether somebody's record, which is in the book, holds by every rule
// that verification has. Nothing is recorded that would not.
func (o *office) holds(book *chain.Book, s record.Subject, person string, besides chain.Reason) error {
	problems, err := problemsOf(book, s, person)
	if err != nil {
		return o.unread(err)
	}
	failed := false
	for _, p := range problems {
		if p.Reason != besides {
			o.env.complain(fmt.Errorf("the record would not hold: %s", p.Message), "")
			failed = true
		}
	}
	if failed {
		o.env.hint("nothing was recorded")
		return errFindings
	}
	return nil
}

// problemsOf are what keeps a record from holding.
func problemsOf(book *chain.Book, s record.Subject, person string) ([]chain.Problem, error) {
	text, err := book.Text(s)
	if err != nil {
		return nil, err
	}
	for _, r := range text.Records {
		if r.Person == person {
			return r.Problems, nil
		}
	}
	return nil, fmt.Errorf("%s is not in the tree that was to hold it", s.ReviewPath(person))
}

// putRecord records a review on a branch that is new, or in the place of what a
// branch holds at tip.
func (o *office) putRecord(ctx context.Context, a ledger.Act, tip string, f putFlags) error {
	if tip == "" {
		return o.put(ctx, a, f)
	}
	w, err := o.writer(ctx)
	if err != nil {
		return err
	}
	commit, err := w.Replace(ctx, a, o.commit, tip)
	if err != nil {
		return o.unrecorded(a, err)
	}
	o.env.say("The commit %s, which was on that branch, is not on it any more.", tip[:12])
	if err := o.recorded(ctx, a, commit, f); err != nil {
		return hinted{err: err, hint: "the branch was made anew; send it in the place of the old one: git push --force-with-lease " + f.remote + " " + a.Branch}
	}
	if !f.push {
		o.env.hint("if the old branch was sent already: git push --force-with-lease %s %s", f.remote, a.Branch)
	}
	return nil
}
