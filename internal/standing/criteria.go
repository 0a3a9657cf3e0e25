package standing

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// CriterionState is what reviewers have said of one criterion so far. Whether it is
// met is nothing that a program says.
type CriterionState struct {
	Pack      string // "endorsement@1.0.0"
	ID        string
	Title     string // as the pack has it; may be empty
	Mandatory bool
	Asked     int      // how many reviewers the round asks
	Meets     []string // who answered that it is met
	Other     []Said   // who answered otherwise, not-applicable included
	Open      []string // who was asked and has not answered
}

// Said is one answer other than `meets`.
type Said struct {
	Person   string
	Outcome  record.Outcome
	Note     string
	Negative bool // it permits nothing; false: the criterion is not mandatory and does not apply
}

// String says it in words, such as "2 of 3 answered meets".
func (s *CriterionState) String() string {
	return fmt.Sprintf("%d of %d answered meets", len(s.Meets), s.Asked)
}

// asked returns the criteria of the round's packs in order, each with its pack; ok
// is false if a pack is not at hand.
func (j *judge) asked() (list []CriterionState, ok bool) {
	ok = true
	for _, ref := range j.round.Packs {
		at := slices.IndexFunc(j.c.Packs, func(p *record.Pack) bool { return p != nil && p.ID == ref.ID && p.Version == ref.Version })
		if at < 0 {
			ok = false
			continue
		}
		for _, c := range j.c.Packs[at].Criteria {
			list = append(list, CriterionState{Pack: ref.Ref(), ID: c.ID, Title: c.Title, Mandatory: c.Mandatory})
		}
	}
	return list, ok
}

// favourableOverall is the overall outcome that permits something.
func favourableOverall(k record.Kind) record.Overall {
	if k == record.Gateway {
		return record.OverallAccept
	}
	return record.OverallEndorse
}

// unfavourable says why a record is not favourable; "" if it is.
func (j *judge) unfavourable(r *chain.Record) (Reason, string) {
	criteria, complete := j.asked()
	mandatory := make(map[string]bool, len(criteria))
	for _, c := range criteria {
		mandatory[c.ID] = c.Mandatory
	}
	seen := map[string]bool{}
	var against []string
	for _, a := range r.Outcomes {
		must, known := mandatory[a.Criterion]
		switch {
		case !known && complete:
			return WhyCriterionUnknown, "answers the criterion " + a.Criterion + ", which no pack of the round has"
		case seen[a.Criterion]:
			return WhyCriterionTwice, "answers the criterion " + a.Criterion + " twice"
		case negative(a.Outcome, must || !known):
			against = append(against, a.Criterion+" "+string(a.Outcome))
		}
		seen[a.Criterion] = true
	}
	for _, c := range criteria {
		if !seen[c.ID] {
			return WhyCriterionUnanswered, "leaves the criterion " + c.ID + " unanswered"
		}
	}
	if r.Overall != favourableOverall(j.kind) {
		against = append(against, "overall "+string(r.Overall))
	}
	if len(against) > 0 {
		return WhyUnfavourable, "says " + listed(against)
	}
	return "", ""
}

// negative reports whether an answer permits nothing.
func negative(o record.Outcome, mandatory bool) bool {
	return o != record.Meets && (o != record.NotApplicable || mandatory)
}

// criteria lists what was said of each criterion by the people whom the round asks.
func (j *judge) criteria() {
	list, ok := j.asked()
	if !ok && len(j.c.Problems) == 0 {
		j.d.Blockers = append(j.d.Blockers, Blocker{
			Reason: chain.PackMissing, Owner: OwnerStaff, Unclear: true,
			Message: "not every pack of the round is here (" + packNames(j.round.Packs, nil) + "), so its criteria are not known",
		})
	}
	place := make(map[string]*CriterionState, len(list))
	reviewers := distinct(j.round.Reviewers)
	for i := range list {
		list[i].Asked = len(reviewers)
		place[list[i].ID] = &list[i]
	}
	for _, person := range reviewers {
		answered := map[string]bool{}
		if r := j.recordBy(person); r != nil && readable(r) && r.Spec == j.c.Subject {
			for _, a := range r.Outcomes {
				if s := place[a.Criterion]; s != nil && !answered[a.Criterion] {
					answered[a.Criterion] = true
					s.add(person, a)
				}
			}
		}
		for i := range list {
			if !answered[list[i].ID] {
				list[i].Open = append(list[i].Open, person)
			}
		}
	}
	j.d.Criteria = list
}

func (s *CriterionState) add(person string, a record.Answer) {
	if a.Outcome == record.Meets {
		s.Meets = append(s.Meets, person)
		return
	}
	s.Other = append(s.Other, Said{person, a.Outcome, a.Note, negative(a.Outcome, s.Mandatory)})
}
