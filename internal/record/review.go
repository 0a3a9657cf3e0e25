package record

import (
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// ParseRound reads a round. The value is nil if anything was found. Lists may be
// empty; an empty one is nil.
func ParseRound(file string, data []byte) (*Round, finding.List) {
	return read(file, data, (*reader).round, (*reader).roundRules)
}

func (r *reader) round(v yamldoc.Value, round *Round) {
	r.Map(v, roundFields, func(key string, v yamldoc.Value) {
		switch key {
		case "record":
			r.form(v, RoundForm)
		case "kind":
			round.Kind = Kind(r.OneOf(v, kindWords))
		case "spec_sha256":
			round.SpecSHA256 = r.hash(v)
		case "packs":
			round.Packs = r.packs(v)
		case "authors":
			round.Authors = r.ids(v)
		case "reviewers":
			round.Reviewers = r.ids(v)
		case "released":
			round.Released = list(r, v, r.release)
		case "respond_by":
			round.RespondBy = r.orNull(v, &day)
		case "governance_serial":
			round.GovernanceSerial = r.number(v)
		}
	})
}

func (r *reader) release(v yamldoc.Value) (release Release) {
	r.Map(v, releaseFields, func(key string, v yamldoc.Value) {
		switch key {
		case "reviewer":
			release.Reviewer = r.id(v)
		case "reason":
			release.Reason = r.Text(v)
		}
	})
	return release
}

func (r *reader) roundRules(v yamldoc.Value, _ *Round) {
	r.once(v.Get("packs"), "id")
	r.once(v.Get("released"), "reviewer")
}

// ParseReview reads a review record. The value is nil if anything was found.
// Whether every criterion is answered, and whether the overall outcome is one of
// its kind of round, its packs and its round tell.
func ParseReview(file string, data []byte) (*Review, finding.List) {
	return read(file, data, (*reader).review, (*reader).reviewRules)
}

func (r *reader) review(v yamldoc.Value, review *Review) {
	r.Map(v, reviewFields, func(key string, v yamldoc.Value) {
		switch key {
		case "record":
			r.form(v, ReviewForm)
		case "spec":
			review.Spec = r.subject(v)
		case "round_sha256":
			review.RoundSHA256 = r.hash(v)
		case "packs":
			review.Packs = r.packs(v)
		case "governance":
			review.Governance = r.governanceRef(v)
		case "reviewer":
			r.Map(v, reviewerFields, func(_ string, v yamldoc.Value) { review.Reviewer = r.id(v) })
		case "declaration":
			review.Declaration = r.declaration(v)
		case "outcomes":
			review.Outcomes = list(r, v, r.answer)
		case "overall":
			review.Overall = Overall(r.OneOf(v, overallWords))
		case "carried_from":
			review.CarriedFrom = r.orNull(v, &hashShape)
		case "date":
			review.Date = r.Shaped(v, &day)
		}
	})
}

func (r *reader) declaration(v yamldoc.Value) (d Declaration) {
	r.Map(v, declarationFields, func(key string, v yamldoc.Value) {
		switch key {
		case "wording":
			d.Wording = r.Shaped(v, &declarationWording)
		case "authors":
			d.Authors = r.ids(v)
		case "conflicts":
			d.Conflicts = list(r, v, r.Text)
		}
	})
	return d
}

func (r *reader) answer(v yamldoc.Value) (a Answer) {
	r.Map(v, answerFields, func(key string, v yamldoc.Value) {
		switch key {
		case "criterion":
			a.Criterion = r.Shaped(v, &criterionID)
		case "outcome":
			a.Outcome = Outcome(r.OneOf(v, outcomeWords))
		case "note":
			a.Note = r.Text(v)
		}
	})
	return a
}

func (r *reader) reviewRules(v yamldoc.Value, _ *Review) {
	r.once(v.Get("packs"), "id")
	r.once(v.Get("outcomes"), "criterion")
}
