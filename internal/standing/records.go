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
			j.broken(r, false)
		}
	}
}

// broken passes on why a record does not hold, and returns the first reason that
// weighs. What a record that is not counted anyway may suffer from, without having
// been wrong when it was signed, does not weigh: a later round with other authors,
// and a key that was lost.
func (j *judge) broken(r *chain.Record, counts bool) *chain.Problem {
	var first *chain.Problem
	for i := range r.Problems {
		p := &r.Problems[i]
		if !counts && (p.Reason == chain.RecordDeclaration || p.Reason == chain.RecordKeyCompromised) {
			continue
		}
		j.d.Blockers = append(j.d.Blockers, Blocker{
			Reason: p.Reason, Message: at(*p), Owner: r.Person, Command: "credctl review " + j.c.Subject.ID, Unclear: p.Unclear,
		})
		if first == nil {
			first = p
		}
	}
	return first
}

// readable reports whether a record says what its author signed, though it may not
// count: it holds, or it declares interests against the authors of an earlier
// round.
func readable(r *chain.Record) bool {
	return !slices.ContainsFunc(r.Problems, func(p chain.Problem) bool { return p.Reason != chain.RecordDeclaration })
}

// record puts the record of somebody who is asked where it belongs.
func (j *judge) record(person string, r *chain.Record) {
	told := Judgement{Person: person, Record: r}
	if p := j.broken(r, true); p != nil {
		told.Reason, told.Why = p.Reason, p.Message
	}
	if !readable(r) {
		j.d.NotCounted = append(j.d.NotCounted, told)
		return
	}
	told = j.form(told)
	why, words := j.unfavourable(r)
	switch {
	case why == WhyUnfavourable:
		j.block(why, OwnerAuthors, "", "the record of %s %s; the text has to change, and a new round to be opened on it", person, words)
		if told.Reason == "" {
			told.Reason, told.Why = why, words
		}
		j.d.Unfavourable = append(j.d.Unfavourable, told)
		return
	case why != "":
		told = j.refuse(told, why, person, "credctl review "+j.c.Subject.ID, words)
	}
	if b, never := j.barred[person]; never && told.Reason == "" {
		told.Reason, told.Why = b.Reason, b.Message
	}
	if told.Reason != "" {
		j.d.NotCounted = append(j.d.NotCounted, told)
		return
	}
	j.d.Counted = append(j.d.Counted, told)
}

// refuse blocks because of a record, and keeps the first reason.
func (j *judge) refuse(told Judgement, why Reason, owner, command, words string) Judgement {
	if told.Reason == "" {
		told.Reason, told.Why = why, words
	}
	j.block(why, owner, command, "the record of %s %s", told.Person, words)
	return told
}

// form asks that a record is one of the round, and declares what it has to.
func (j *judge) form(told Judgement) Judgement {
	r, again := told.Record, "credctl review "+j.c.Subject.ID
	if why, words := j.elsewhere(r); why != "" {
		told = j.refuse(told, why, told.Person, again, words)
	}
	if len(r.Problems) == 0 && !sameSet(r.Declaration.Authors, j.round.Authors) {
		told = j.refuse(told, WhyDeclaration, told.Person, again, "declares interests against "+orNobody(r.Declaration.Authors)+
			", and the authors of the last round are "+orNobody(j.round.Authors))
	}
	if len(r.Declaration.Conflicts) > 0 {
		told = j.refuse(told, WhyConflict, OwnerStaff, j.releasing(told.Person, "declares a conflict of interest"), "declares a conflict of interest")
	}
	return told
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
	case !samePacks(r.Packs, j.round.Packs):
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
		if j.broken(r, false) == nil && !asked[r.Person] {
			j.block(WhyNotAsked, OwnerStaff, j.amend(" --add "+r.Person), "%s filed a record and was never asked on this text", r.Person)
		}
	}
}

// samePacks compares two sets of packs, whatever their order.
func samePacks(a, b []record.PackRef) bool {
	if len(a) != len(b) {
		return false
	}
	return !slices.ContainsFunc(a, func(p record.PackRef) bool { return !slices.Contains(b, p) }) &&
		!slices.ContainsFunc(b, func(p record.PackRef) bool { return !slices.Contains(a, p) })
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
