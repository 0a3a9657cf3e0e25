package standing

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// recordBy returns the record that somebody filed on the text; nil if none.
func (j *judge) recordBy(person string) *chain.Record {
	for i := range j.c.Text.Records {
		if j.c.Text.Records[i].Person == person {
			return &j.c.Text.Records[i]
		}
	}
	return nil
}

// records judges the record of everybody who is asked, and lists who is released.
func (j *judge) records() {
	for _, person := range distinct(j.round.Reviewers) {
		r := j.recordBy(person)
		if r == nil {
			j.d.Awaited = append(j.d.Awaited, Judgement{Person: person, Reason: WhyRecordMissing, Why: "asked, and no record filed"})
			j.block(WhyRecordMissing, person, "credctl review "+j.c.Subject.ID, "%s was asked and has filed no record on this text", person)
			continue
		}
		j.record(person, r)
	}
	for _, released := range j.round.Released {
		r := j.recordBy(released.Reviewer)
		j.d.Released = append(j.d.Released, Judgement{Person: released.Reviewer, Record: r, Reason: WhyReleased, Why: released.Reason})
		if r != nil {
			j.broken(r)
		}
	}
}

// broken passes on why a record does not hold, and reports whether it does not.
func (j *judge) broken(r *chain.Record) bool {
	for _, p := range r.Problems {
		j.problem(p, r.Person)
	}
	return len(r.Problems) > 0
}

// record puts the record of somebody who is asked where it belongs.
func (j *judge) record(person string, r *chain.Record) {
	told := Judgement{Person: person, Record: r}
	refuse := func(why Reason, owner, command, words string) {
		if told.Reason == "" {
			told.Reason, told.Why = why, words
		}
		j.block(why, owner, command, "the record of %s %s", person, words)
	}
	again := "credctl review " + j.c.Subject.ID
	if j.broken(r) {
		told.Reason, told.Why = r.Problems[0].Reason, r.Problems[0].Message
	}
	if why, words := j.elsewhere(r); why != "" {
		refuse(why, person, again, words)
	}
	if !sameSet(r.Declaration.Authors, j.round.Authors) {
		refuse(WhyDeclaration, person, again, "declares interests against "+orNobody(r.Declaration.Authors)+
			", and the authors of the last round are "+orNobody(j.round.Authors))
	}
	if len(r.Declaration.Conflicts) > 0 {
		refuse(WhyConflict, OwnerStaff, j.releasing(person, "declares a conflict of interest"), "declares a conflict of interest")
	}
	unread := told.Reason != ""
	why, words := j.unfavourable(r)
	if why != "" {
		owner, command := person, again
		if why == WhyUnfavourable {
			owner, command = OwnerAuthors, ""
		}
		refuse(why, owner, command, words)
	}
	switch {
	case why == WhyUnfavourable && !unread:
		j.d.Unfavourable = append(j.d.Unfavourable, told)
	case told.Reason != "":
		j.d.NotCounted = append(j.d.NotCounted, told)
	case j.barred[person].Reason != "":
		told.Reason, told.Why = j.barred[person].Reason, j.barred[person].Message
		j.d.NotCounted = append(j.d.NotCounted, told)
	default:
		j.d.Counted = append(j.d.Counted, told)
	}
}

// elsewhere says why a record is not one of the round: it has to name a round that
// lies on this text, of the same kind, and the same packs.
func (j *judge) elsewhere(r *chain.Record) (Reason, string) {
	at := slices.IndexFunc(j.c.Text.Rounds, func(round chain.Round) bool { return round.SHA256 == r.RoundSHA256 })
	switch {
	case at < 0 || j.c.Text.Rounds[at].Opened == 0:
		return WhyRecordOfOtherRound, "names a round that was not opened on this text"
	case j.c.Text.Rounds[at].Kind != j.kind:
		return WhyRecordOfOtherRound, "is of a round for " + forWhat(j.c.Text.Rounds[at].Kind)
	case r.Spec != j.c.Subject:
		return WhyRecordOfOtherRound, "is on another text"
	case !slices.Equal(r.Packs, j.round.Packs):
		return WhyRecordPacks, "answers " + packNames(r.Packs, j.round.Packs) + ", and the round asks " + packNames(j.round.Packs, nil)
	}
	return "", ""
}

// strangers are people whose record lies in the folder though nobody asked them.
// Somebody of an earlier round on this text is the business of nobodyDropped.
func (j *judge) strangers() {
	asked := map[string]bool{}
	for _, r := range j.c.Text.Rounds {
		if r.Opened == 0 {
			continue
		}
		for _, p := range r.Reviewers {
			asked[p] = true
		}
	}
	for _, r := range j.round.Released {
		asked[r.Reviewer] = true
	}
	for i := range j.c.Text.Records {
		r := &j.c.Text.Records[i]
		inRound := slices.Contains(j.round.Reviewers, r.Person) ||
			slices.ContainsFunc(j.round.Released, func(released record.Release) bool { return released.Reviewer == r.Person })
		if inRound {
			continue
		}
		told := Judgement{Person: r.Person, Record: r, Reason: WhyNotAsked, Why: "filed a record that the last round does not ask for"}
		j.d.NotCounted = append(j.d.NotCounted, told)
		if !j.broken(r) && !asked[r.Person] {
			j.block(WhyNotAsked, OwnerStaff, j.amend(" --add "+r.Person), "%s filed a record and was never asked on this text", r.Person)
		}
	}
}

func sameSet(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}

func orNobody(people []string) string {
	if len(people) == 0 {
		return "nobody"
	}
	return listed(people)
}
