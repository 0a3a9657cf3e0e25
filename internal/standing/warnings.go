package standing

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// Warning is something about governance that stands in no way yet, and would if
// somebody left.
type Warning struct {
	Reason  Reason
	Message string
	Owner   string
	Command string
	People  []string // whom it rests on, by id
}

// Governance says what one departure would break: the officers who could change
// governance, the staff who could decide, and the reviewers of each role. Only
// people with an active key count.
func Governance(book *chain.Book) []Warning {
	var found []Warning
	if n := len(book.Governance); n > 0 && book.Governance[n-1].Missing > 0 {
		g := &book.Governance[n-1]
		found = append(found, Warning{
			Reason: WhyGovernanceWaits, Owner: OwnerOfficers, Command: "credctl sign",
			Message: fmt.Sprintf("governance %d lacks %s and is not in force yet", g.Serial, counted(g.Missing, "signature", "signatures")),
		})
	}
	g := book.InForce()
	if g == nil {
		return append(found, Warning{
			Reason: WhyNoGovernance, Owner: OwnerOfficers, Command: "credctl governance init", Message: "no version of governance is in force",
		})
	}
	add := func(why Reason, who []string, want int, one, many, lost string) {
		message := ""
		switch n := len(who); {
		case n < want:
			message = fmt.Sprintf("%s with an active key, and it takes %d: %s", counted(n, one, many), want, lost)
		case n == want && want > 0:
			message = fmt.Sprintf("%s with an active key, and it takes %d: one departure, and %s", counted(n, one, many), want, lost)
		default:
			return
		}
		found = append(found, Warning{Reason: why, Message: message, Owner: OwnerOfficers, Command: "credctl governance propose", People: who})
	}
	holding := func(role record.Role) []string { return holders(g, role) }
	add(WhyOfficersFew, holding(record.Officer), g.OfficerThreshold, "officer", "officers", "nobody can change governance any more")
	endorsers := max(1, g.Policy.Endorsers, g.Policy.Openers)
	add(WhyStaffFew, holding(record.Staff), endorsers, "member of staff", "members of staff", "nothing can be decided")
	for _, kind := range []record.Kind{record.Endorsement, record.Gateway} {
		p := g.PolicyFor(kind)
		for _, want := range p.OfRole {
			r := string(want.Role)
			add(WhyReviewersFew, holding(want.Role), want.Count, r+" reviewer", r+" reviewers", "no round for "+forWhat(kind)+" can be opened")
		}
		add(WhyReviewersFew, holding(""), p.Reviewers, "reviewer", "reviewers", "no round for "+forWhat(kind)+" can be opened")
	}
	return found
}

// holders returns who has a role and an active key, by id; "" is the role of any
// reviewer.
func holders(g *chain.Serial, role record.Role) []string {
	var who []string
	for i := range g.People {
		if p := &g.People[i]; reviews(p.Roles, role) && hasKey(p) {
			who = append(who, p.ID)
		}
	}
	slices.Sort(who)
	return who
}
