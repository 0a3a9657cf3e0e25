package standing

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// Condition is one thing that an act asks for, and how it stands.
type Condition struct {
	Name     string // for programs: "round", "records"; a word never changes its meaning
	Text     string // what is asked for, in words
	State    ConditionState
	By       string    // what it rests on, or who is still wanted, in words; may be empty
	Blockers []Blocker // why it is not satisfied
}

// ConditionState is how a condition stands.
type ConditionState string

// The states of a condition.
const (
	Satisfied    ConditionState = "satisfied"
	NotSatisfied ConditionState = "not satisfied"
	Awaited      ConditionState = "awaited" // nothing is wrong; further signatures have to come
	Untold       ConditionState = "untold"  // it can be told only once another one is satisfied
)

// Checklist lists everything that the decided act asks for, in the order of the
// process. Each blocker of the decision stands under exactly one condition. The
// case is the one that was decided.
func (d *Decision) Checklist(c Case) []Condition {
	l := &checklist{d: d, j: newJudge(&c), left: slices.Clone(d.Blockers)}
	if c.Governance == nil {
		l.ask("chain", "a version of governance is in force", "", WhyNoGovernance)
	} else {
		l.j.setKind(kindJudged(&c))
		l.conditions(&c)
	}
	l.list[0].Blockers = append(l.list[0].Blockers, l.left...) // whatever else chain found
	for i := range l.list {
		if len(l.list[i].Blockers) > 0 {
			l.list[i].State, l.list[i].By = NotSatisfied, ""
		}
	}
	return l.list
}

// kindJudged is the kind of round that an act is about.
func kindJudged(c *Case) record.Kind {
	n := len(c.Text.Rounds)
	switch {
	case c.Round != nil:
		return c.Round.Kind
	case c.Act == record.Accept:
		return record.Gateway
	case c.Act == record.Decline && n > 0:
		return c.Text.Rounds[n-1].Kind
	}
	return record.Endorsement
}

// checklist is one in the making.
type checklist struct {
	d    *Decision
	j    *judge
	list []Condition
	left []Blocker // that stand under no condition yet
}

// ask adds a condition, with the blockers that have one of its reasons.
func (l *checklist) ask(name, text, by string, why ...Reason) *Condition {
	l.list = append(l.list, Condition{Name: name, Text: text, By: by, State: Satisfied})
	c := &l.list[len(l.list)-1]
	for _, b := range l.left {
		if slices.Contains(why, b.Reason) || slices.ContainsFunc(why, func(r Reason) bool {
			family, of := strings.CutSuffix(string(r), "*")
			return of && strings.HasPrefix(string(b.Reason), family)
		}) {
			c.Blockers = append(c.Blockers, b)
		}
	}
	l.left = slices.DeleteFunc(l.left, func(b Blocker) bool {
		return slices.ContainsFunc(c.Blockers, func(taken Blocker) bool { return taken == b })
	})
	return c
}

func (l *checklist) conditions(c *Case) {
	l.ask("chain", "governance, the register and the files on this text hold", fmt.Sprintf("governance version %d", c.Governance.Serial), WhyNoGovernance)
	act := c.Act
	endorses := act == record.Endorse || act == record.Publish || act == record.Open && l.j.kind == record.Endorsement
	if endorses {
		l.ask("stage", "the text is put forward as a candidate", "", WhyStage)
		l.ask("version", "its version was neither published nor withdrawn before", "", WhyWithdrawn, WhyPublished)
	}
	if act == record.Withdraw {
		l.ask("withdrawable", "the version was endorsed or published, and is not withdrawn", "", WhyNothingToWithdraw, WhyWithdrawn)
	} else {
		l.round(c)
	}
	if act == record.Publish {
		l.ask("endorsed", "the text is endorsed, on its last round and on all records", "", WhyNotEndorsed, WhyEndorsementOutdated)
	}
	l.ask("register", "no entry of the register waits for signatures", "", WhyPending)
	l.signatures(c)
}

// round adds what is asked of the round and of who is in it.
func (l *checklist) round(c *Case) {
	from, text := len(l.list), "a round for "+forWhat(l.j.kind)+" was opened on exactly this text"
	if c.Act == record.Open {
		text = "the round is on exactly this text, under the governance in force"
	}
	by := ""
	if r := l.d.Round; r != nil {
		by = fmt.Sprintf("%s, opened by entry %d of the register", r.Path, r.Opened)
	}
	l.ask("round", text, by, WhyNoRound, WhyRoundNotOpened, WhyRoundKind, WhyRoundText, WhyRoundGovernance, "round-*")
	if c.Act != record.Decline {
		l.people(c)
	}
	if c.Act != record.Publish {
		l.ask("undecided", "it was not decided already", "", WhyDone, WhyDeclined)
	}
	if c.Act == record.Open || l.d.Round != nil {
		return
	}
	for i := from + 1; i < len(l.list); i++ {
		if len(l.list[i].Blockers) == 0 {
			l.list[i].State, l.list[i].By = Untold, ""
		}
	}
}

// people adds what is asked of the authors and the reviewers.
func (l *checklist) people(c *Case) {
	round := c.Round
	if l.d.Round != nil {
		round = &l.d.Round.Round
	}
	if round == nil {
		round = &record.Round{}
	}
	l.ask("packs", "it puts the criteria in force to the reviewers", packNames(round.Packs, nil), WhyPacks, "pack-*")
	l.ask("authors", "every author is named in it and is known with an organisation", listed(distinct(round.Authors)),
		WhyAuthorLeftOut, WhyAuthorUnknown, WhyNoOrganisation)
	l.ask("nobody-dropped", "nobody who was asked or named before is missing without a reason", releasedWords(round),
		WhyReviewerDropped, WhyAuthorDropped, WhyReleaseReason, WhyReleasedAsked)
	l.ask("independence", "everybody asked may judge: known, no author, of no author's organisation, without a conflict, and signs no decision on it", listed(distinct(round.Reviewers)),
		WhyUnknownPerson, WhyNoKey, WhyNoRole, WhyReviewerIsAuthor, WhySharedOrganisation, WhyReviewerSigned, WhyConflict)
	if c.Act != record.Open {
		l.ask("records", "everybody asked has filed a favourable record on exactly this text", filedBy(l.d.Counted),
			WhyRecordMissing, WhyUnfavourable, WhyRecordOfOtherRound, WhyRecordPacks, WhyCriterionUnanswered, WhyCriterionUnknown,
			WhyCriterionTwice, WhyDeclaration, WhyNotAsked, "record-*")
	}
	l.enough(c)
}

// enough adds how many reviewers it takes, and who is still wanted.
func (l *checklist) enough(c *Case) {
	text := "at least " + counted(l.j.policy.Reviewers, "reviewer", "different reviewers")
	var roles []string
	for _, r := range l.j.policy.OfRole {
		if r.Count > 0 {
			roles = append(roles, fmt.Sprintf("%d %s", r.Count, r.Role))
		}
	}
	if len(roles) > 0 {
		text += ", among them " + listed(roles)
	}
	filled := l.ask("reviewers", text, "", WhyTooFewReviewers, WhyTooFewOfRole)
	if c.Act == record.Open {
		return
	}
	var wanted []string
	for _, n := range l.d.Needs {
		switch n.Role {
		case record.Staff:
		case "":
			wanted = append(wanted, fmt.Sprintf("%d more", n.Count))
		default:
			wanted = append(wanted, fmt.Sprintf("%d more %s", n.Count, n.Role))
		}
	}
	if len(wanted) > 0 {
		filled.State, filled.By = NotSatisfied, listed(wanted)+" wanted"
		return
	}
	filled.By = filledBy(l.d.Counted)
}

// signatures adds whose signatures it takes.
func (l *checklist) signatures(c *Case) {
	n := l.j.signaturesWanted()
	text := counted(n, "member of staff signs", "different members of staff sign")
	if c.Act == record.Accept || c.Act == record.Endorse {
		text += ", nobody who is an author or is asked to review"
	}
	signed := l.ask("signatures", text, listed(distinct(c.Signers)), WhyNotStaff, WhySignerAuthor, WhyQuorum)
	for _, need := range l.d.Needs {
		if need.Role != record.Staff {
			continue
		}
		signed.State = Awaited
		wanted := fmt.Sprintf("%d more, of %s", need.Count, orNobody(need.Eligible))
		if signed.By != "" {
			wanted = signed.By + ", and " + wanted
		}
		signed.By = wanted
	}
}

func releasedWords(r *record.Round) string {
	var who []string
	for _, released := range r.Released {
		who = append(who, fmt.Sprintf("%s is released: %s", released.Reviewer, released.Reason))
	}
	return strings.Join(who, "; ")
}

// filedBy names those whose records count.
func filedBy(counted []Judgement) string {
	var who []string
	for _, c := range counted {
		who = append(who, c.Person)
	}
	return listed(who)
}

// filledBy names those whose records count, with what they are counted for.
func filledBy(counted []Judgement) string {
	var who []string
	for _, c := range counted {
		if c.Role == "" {
			who = append(who, c.Person)
			continue
		}
		who = append(who, fmt.Sprintf("%s (%s)", c.Person, c.Role))
	}
	return listed(who)
}
