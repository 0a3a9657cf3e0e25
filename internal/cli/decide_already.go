package cli

import (
	"context"

	"github.com/advancing-practice/credctl/internal/record"
)

// already reports whether the same was decided before, or waits for signatures, and
// says so: to run a command twice does no more than to run it once.
func (d *deciding) already(ctx context.Context) (bool, error) {
	if n := d.decision.Done; n > 0 {
		d.env.say("%s %s is already %s, by entry %d of the register (%s); nothing was recorded.",
			d.subject.ID, d.subject.Version, pastWord(d.opts.act), n, signersNamed(d.book.Register[n-1].Signers))
		return true, d.printAlready(n)
	}
	waiting, err := d.findWaiting(ctx)
	if err != nil {
		return false, err
	}
	for _, w := range waiting {
		if w.Entry != nil && w.Places[0].Branch == "" {
			d.pendingSigners = w.canSign
		}
		if w.Entry == nil || w.Entry.Kind != d.opts.act || w.Entry.Subject() != d.subject || len(w.taken) > 0 {
			continue
		}
		d.env.say("%s is recorded already, on %s, signed by %s; nothing was recorded.", described(&w.Entry.Entry), w.Places[0], signersNamed(w.Entry.Signers))
		if !w.Entry.Pending() {
			d.env.hint("it has all its signatures; take it in: git merge %s", w.toMerge())
			return true, d.printAlready(w.Entry.Seq)
		}
		d.env.hint("it takes %s: credctl sign %s", moreSignatures(w.Entry.Missing, w.canSign), w.Path)
		return true, d.printAlready(w.Entry.Seq)
	}
	return false, nil
}

// printAlready tells a program which entry decides the same already; people were told.
func (d *deciding) printAlready(seq int) error {
	if d.opts.format != "json" {
		return nil
	}
	out := checklistOf(d.opts.act, d.subject, &d.decision, d.question)
	out.Entry = seq
	return d.env.printJSON(out)
}

// pastWord says what a specification is after an act.
func pastWord(act record.Act) string {
	switch act {
	case record.Accept:
		return "accepted"
	case record.Decline:
		return "declined"
	case record.Endorse:
		return "endorsed"
	case record.Publish:
		return "published"
	case record.Withdraw:
		return "withdrawn"
	}
	return "opened"
}
