package standing

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// nextStep says what comes next, what stands in its way, and who is in the round.
func (l *life) nextStep(s *Standing) {
	switch s.State {
	case Proposed:
		s.Next = "acceptance at the gateway"
		l.decide(s, record.Accept, "credctl accept "+s.ID, "everybody asked has filed a favourable record; staff may accept it")
	case Accepted:
		s.Next = "development into a draft"
		l.look(s)
		s.add(WhyNotDrafted, OwnerAuthors, "credctl validate --as draft "+record.SpecPath(s.ID),
			"the proposal is accepted; the draft begins when the specification says stage: draft")
	case InDevelopment:
		s.Next = "a candidate"
		l.look(s)
		l.used(s)
		s.add(WhyNotCandidate, OwnerAuthors, "credctl validate --as candidate "+record.SpecPath(s.ID),
			"review begins when the draft is complete and the specification says stage: candidate")
	case Candidate:
		s.Next = "a round of review"
		l.candidate(s)
	case UnderReview, Reviewed:
		s.Next = "endorsement"
		l.decide(s, record.Endorse, "credctl endorse "+s.ID, "everybody asked has filed a favourable record; staff may endorse it")
	case Endorsed:
		s.Next = "publication"
		l.decide(s, record.Publish, "credctl release "+s.ID, "the text is endorsed; staff may publish it")
	case Published, Withdrawn, Superseded:
		l.look(s)
	}
	if s.Policy == "" && l.c.Governance != nil {
		s.Policy = l.policy(s.State)
	}
}

func (l *life) policy(state State) string {
	g := l.c.Governance
	switch state {
	case Candidate:
		return policyWords(record.Open, record.Endorsement, g.Policy, max(1, g.Policy.Openers))
	case Accepted, InDevelopment:
		return policyWords(record.Endorse, record.Endorsement, g.Policy, max(1, g.Policy.Endorsers))
	}
	return ""
}

func (s *Standing) add(why Reason, owner, command, message string) {
	s.Blockers = append(s.Blockers, Blocker{Reason: why, Message: message, Owner: owner, Command: command})
}

// decide asks Decide for the next step; if nothing stands in the way, what is left
// is to do it.
func (l *life) decide(s *Standing, act record.Act, command, ready string) {
	c := l.c
	c.Act = act
	if p := s.Pending; p != nil && p.Kind == act && p.Subject() == s.Text {
		c.Signers = chain.SignerIDs(p.Signers)
	}
	d := Decide(c)
	s.Blockers, s.Needs, s.Policy = d.Blockers, d.Needs, d.Policy
	l.people(s, &d)
	if d.Allowed() {
		s.add(WhyNotYetDecided, OwnerStaff, command, ready)
		if act == record.Publish {
			s.Blockers[len(s.Blockers)-1].Reason = WhyNotYetReleased
		}
	}
	if i := slices.IndexFunc(s.Blockers, func(b Blocker) bool { return b.Reason == WhyDeclined }); i >= 0 {
		s.Blockers, s.Needs = []Blocker{s.Blockers[i]}, nil
	}
	if d.Round == nil && act == record.Accept {
		s.Needs = l.wanted(record.Gateway)
	}
}

// candidate says what opening a round on the present text takes.
func (l *life) candidate(s *Standing) {
	if s.Round != nil && s.Round.Kind == record.Endorsement { // it was declined
		l.decide(s, record.Endorse, "", "")
		return
	}
	l.look(s)
	if l.c.Governance == nil {
		return
	}
	j := newJudge(&l.c)
	j.versionFree()
	j.authorsKnown(distinct(l.c.Authors))
	j.nothingPending()
	if p := s.Pending; p == nil || p.Kind != record.Open || p.Subject() != s.Text {
		j.block(WhyNoRound, OwnerStaff, j.openCommand(), "no round was opened on this text, want one for endorsement")
	}
	s.Blockers = append(s.Blockers, j.d.Blockers...)
	s.Needs = l.wanted(record.Endorsement)
}

// wanted says whom a new round on the present text would have to ask.
func (l *life) wanted(kind record.Kind) []Need {
	if l.c.Governance == nil {
		return nil
	}
	j := newJudge(&l.c)
	j.setKind(kind)
	j.needs(assign(j.policy.OfRole, nil), 0)
	return j.d.Needs
}

// used says that the version was published or withdrawn with another text.
func (l *life) used(s *Standing) {
	j := newJudge(&l.c)
	j.versionFree()
	s.Blockers = append(s.Blockers, j.d.Blockers...)
}

// look lists the people and the criteria of the last round without deciding
// anything, and passes on what is broken.
func (l *life) look(s *Standing) {
	if l.c.Governance == nil {
		s.add(WhyNoGovernance, OwnerOfficers, "credctl governance init", "no version of governance is in force")
		return
	}
	j := newJudge(&l.c)
	for _, list := range [][]chain.Problem{l.c.Problems, l.c.Text.Problems} {
		for _, p := range list {
			j.problem(p)
		}
	}
	s.Blockers = j.d.Blockers
	if s.Round != nil {
		j := newJudge(&l.c)
		if s.State == Published || s.State == Superseded || s.State == Withdrawn {
			if e := lastOf(l.c.Entries, record.Endorse, j.ofText); e != nil {
				j.decidedBy = chain.SignerIDs(e.Signers)
			}
		}
		j.review(s.Round.Kind)
		l.people(s, &j.d)
	}
}

// people lists who is in the round, and what they said of each criterion.
func (l *life) people(s *Standing, d *Decision) {
	s.Criteria = d.Criteria
	if d.Round == nil {
		return
	}
	known := peopleOf(l.c.Governance)
	for _, list := range [][]Judgement{d.Counted, d.Unfavourable, d.NotCounted, d.Awaited, d.Released} {
		for _, told := range list {
			r := ReviewerState{
				Person: told.Person, Counted: told.Role, Round: l.firstAsked(told.Person), Reason: told.Reason, Why: told.Why,
				Counts: told.Reason == "", Record: told.Record,
			}
			if told.Reason == WhyReleased {
				r.Released = told.Why
			}
			if told.Record != nil {
				r.Filed, r.Overall, r.Carried = true, told.Record.Overall, told.Record.CarriedFrom != ""
			}
			if p := known[told.Person]; p != nil {
				r.Roles = slices.DeleteFunc(slices.Clone(p.Roles), func(role record.Role) bool { return !reviews([]record.Role{role}, "") })
			}
			s.Reviewers = append(s.Reviewers, r)
		}
	}
	order := slices.Clone(d.Round.Reviewers)
	for _, r := range d.Round.Released {
		order = append(order, r.Reviewer)
	}
	place := func(r ReviewerState) int {
		if i := slices.Index(order, r.Person); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(s.Reviewers, func(a, b ReviewerState) int { return place(a) - place(b) })
}

// firstAsked returns the number of the round on this text that first asked somebody.
func (l *life) firstAsked(person string) int {
	for _, r := range l.c.Text.Rounds {
		if r.Opened > 0 && slices.Contains(r.Reviewers, person) {
			return r.N
		}
	}
	return 0
}
