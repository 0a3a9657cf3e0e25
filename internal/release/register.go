package release

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// register asks that the entry that publishes the text can be written or, once it is,
// that it is the last one.
func (l *list) register() {
	e := l.in.Published
	if e == nil {
		l.ask("register", "no entry of the register waits for signatures", "", standing.WhyPending)
		return
	}
	l.ask("register", "the register ends with the entry that publishes it", fmt.Sprintf("entry %d", e.Seq))
	// The commit that completed the entry holds all that the tag rests on.
	there := fmt.Sprintf("credctl release %s --ref $(git log -1 --format=%%H -- 'register/%04d.*')", l.in.Subject.ID, e.Seq)
	if l.in.Register > e.Seq {
		l.block(WhyNotLast, standing.OwnerStaff, there, "the register goes on behind entry %d, which publishes it: the tag goes on a commit that ends with that", e.Seq)
	}
	if l.in.Serial > e.Governance.Serial {
		l.block(WhyNewSerial, standing.OwnerStaff, there, "entry %d is under governance version %d, and version %d is in force by now: the tag goes on a commit from before", e.Seq, e.Governance.Serial, l.in.Serial)
	}
}

// signatures asks for those of the staff over the entry.
func (l *list) signatures() {
	policy := max(1, l.in.endorsers())
	text := fmt.Sprintf("%d different members of staff sign the publication", policy)
	if policy == 1 {
		text = "1 member of staff signs the publication"
	}
	by := ""
	if e := l.in.Published; e != nil {
		by = names(chain.SignerIDs(e.Signers))
	} else {
		by = names(l.in.Case.Signers)
	}
	l.ask("signatures", text, by, standing.WhyNotStaff, standing.WhySignerAuthor, standing.WhyQuorum)
	for _, need := range l.in.Decision.Needs {
		if need.Role != record.Staff || need.Count == 0 {
			continue
		}
		c := &l.all[len(l.all)-1]
		c.State = standing.Awaited
		wanted := fmt.Sprintf("%d more, of %s", need.Count, names(need.Eligible))
		if by != "" {
			wanted = by + ", and " + wanted
		}
		c.By = wanted
	}
}

func (in *Input) endorsers() int {
	if in.Case.Governance == nil {
		return 1
	}
	return in.Case.Governance.Policy.Endorsers
}
