package standing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// judge is one decision in the making.
type judge struct {
	c      *Case
	d      Decision
	kind   record.Kind
	policy record.Policy
	round  *record.Round // that is judged; nil: none
	people map[string]*record.Person

	decidedBy []string            // who signed the decision that the reviewers are held against
	barred    map[string]Blocker  // asked people who can never be counted, and why
	authorsOf map[int]*authorship // by serial of governance
}

func newJudge(c *Case) *judge {
	j := &judge{c: c, decidedBy: c.Signers, barred: map[string]Blocker{}, authorsOf: map[int]*authorship{}}
	j.d.Act = c.Act
	if c.Governance != nil {
		j.people = peopleOf(c.Governance)
		j.setKind(record.Endorsement)
		if c.Round != nil {
			j.setKind(c.Round.Kind)
		}
	}
	return j
}

func (j *judge) setKind(k record.Kind) {
	j.kind, j.policy = k, j.c.Governance.Policy
	if k == record.Gateway {
		j.policy = j.c.Governance.GatewayPolicy
	}
}

func peopleOf(g *chain.Serial) map[string]*record.Person {
	people := make(map[string]*record.Person, len(g.People))
	for i := range g.People {
		people[g.People[i].ID] = &g.People[i]
	}
	return people
}

// block adds a blocker.
func (j *judge) block(why Reason, owner, command, format string, args ...any) {
	j.d.Blockers = append(j.d.Blockers, Blocker{
		Reason: why, Message: fmt.Sprintf(format, args...), Owner: owner, Command: command,
	})
}

// amend is the command that opens the next round with a change.
func (j *judge) amend(change string) string {
	if j.c.Act == record.Open {
		return ""
	}
	return "credctl round amend " + j.c.Subject.ID + change
}

// releasing is the command that excuses somebody.
func (j *judge) releasing(person, reason string) string {
	return j.amend(fmt.Sprintf(" --release %s --reason %q", person, reason))
}

// review asks of the last round on the text everything that a favourable decision
// needs.
func (j *judge) review(kind record.Kind) {
	j.setKind(kind)
	for _, p := range j.c.Text.Problems {
		j.problem(p)
	}
	if !j.lastRound() {
		return
	}
	j.packsInForce()
	j.releases()
	j.authors()
	j.independence()
	j.nobodyDropped()
	j.records()
	j.strangers()
	j.enough()
	j.criteria()
}

// problem passes on what chain found.
func (j *judge) problem(p chain.Problem) {
	j.d.Blockers = append(j.d.Blockers, Blocker{Reason: p.Reason, Message: at(p), Owner: OwnerStaff, Unclear: p.Unclear})
}

func at(p chain.Problem) string {
	if p.Path == "" || strings.Contains(p.Message, p.Path) {
		return p.Message
	}
	return p.Path + ": " + p.Message
}

// lastRound takes up the last round on the text, if it is of the kind wanted and
// was opened.
func (j *judge) lastRound() bool {
	rounds := j.c.Text.Rounds
	command := j.openCommand()
	if len(rounds) == 0 {
		j.block(WhyNoRound, OwnerStaff, command, "no round was opened on this text, want one for %s", forWhat(j.kind))
		return false
	}
	last := &rounds[len(rounds)-1]
	switch {
	case last.Opened == 0 && j.c.Pending != nil && j.c.Pending.RoundSHA256 == last.SHA256:
		return false // nothingPending says so
	case last.Opened == 0:
		j.block(WhyRoundNotOpened, OwnerStaff, "credctl sign",
			"%s is the last round on this text, and no complete entry of the register opens it", last.Path)
		return false
	case last.Kind != j.kind:
		j.block(WhyRoundKind, OwnerStaff, command, "the last round on this text is for %s, want one for %s", forWhat(last.Kind), forWhat(j.kind))
		return false
	}
	j.d.Round, j.round = last, &last.Round
	return true
}

// openCommand is the command that opens a round on the present text. Whoever was
// asked before has to be asked again, or released.
func (j *judge) openCommand() string {
	command := "credctl round open " + j.c.Subject.ID
	if j.kind == record.Gateway {
		return command + " --gateway --reviewers PERSON"
	}
	who, released := []string{}, map[string]bool{}
	for _, r := range j.before() {
		who = append(who, r.Reviewers...)
		for _, p := range r.Released {
			released[p.Reviewer] = true
		}
	}
	who = slices.DeleteFunc(distinct(who), func(p string) bool { return released[p] })
	for len(who) < min(j.policy.Reviewers, 9) {
		who = append(who, "PERSON")
	}
	return command + " --reviewers " + strings.Join(who, ",")
}

// forWhat says in words what a round is for.
func forWhat(k record.Kind) string {
	if k == record.Gateway {
		return "the gateway"
	}
	return "endorsement"
}

// packsInForce asks that the round is answered on exactly the packs in force.
func (j *judge) packsInForce() {
	want := j.c.Governance.PacksFor(j.kind)
	if !samePacks(j.round.Packs, want) {
		j.block(WhyPacks, OwnerStaff, j.amend(""), "the round is on %s, and governance %d has %s in force for %s",
			packNames(j.round.Packs, want), j.c.Governance.Serial, packNames(want, nil), forWhat(j.kind))
	}
}
