package intervention

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/spec"
)

// Verdict says how a type goes with what could be read.
type Verdict string

// The verdicts, the best first.
const (
	Fits       Verdict = "fits"         // everything could be read, and nothing speaks against it
	MayFit     Verdict = "may fit"      // nothing speaks against it, but not everything could be read
	DoesNotFit Verdict = "does not fit" // something speaks against it
)

// Fit is how one type goes with what could be read of a specification.
type Fit struct {
	Type    Type
	Verdict Verdict
	For     []string  // where the file and the type agree, in words
	Against []string  // where they do not: what the type is, and what the file shows, in words
	Unread  []Feature // what the file does not show
	Unsure  []Feature // what the file shows, and the table is not sure of
}

// Alternative is a type that the proposal set aside.
type Alternative struct {
	Type    Type
	WhyNot  string // what the proposal says; "" if nothing
	Verdict Verdict
}

// Answer is a part of the proposal that bears on the choice and that only people
// can weigh.
type Answer struct {
	Part  string // where it stands: "need.scale"
	Given bool
	Bears string // how it bears on the choice
}

// Reading is all that can be told of the choice in one specification.
type Reading struct {
	Found        []Found // in the order of Features
	Fits         []Fit   // in the order of Types
	Chosen       *Fit    // nil: the proposal names none
	SetAside     []Alternative
	Unconsidered []Type // neither chosen nor set aside
	Answers      []Answer
}

// Read reads a specification. It takes the file at its word, and what it says is
// no judgement.
func Read(s *spec.Specification) Reading {
	r := Reading{Found: find(s), Answers: answers(s)}
	for _, t := range Types() {
		r.Fits = append(r.Fits, compare(t, r.Found))
	}
	chosen := s.Proposal.Intervention
	for i := range r.Fits {
		fit := &r.Fits[i]
		if fit.Type.ID == chosen.Chosen {
			r.Chosen = fit
		}
		at := slices.IndexFunc(chosen.Considered, func(a spec.Alternative) bool { return a.Type == fit.Type.ID })
		switch {
		case at >= 0:
			why := chosen.Considered[at].WhyNot
			if !written(why) {
				why = ""
			}
			r.SetAside = append(r.SetAside, Alternative{Type: fit.Type, WhyNot: why, Verdict: fit.Verdict})
		case fit.Type.ID != chosen.Chosen:
			r.Unconsidered = append(r.Unconsidered, fit.Type)
		}
	}
	return r
}

// compare holds what was found to one row of the table.
func compare(t Type, found []Found) Fit {
	fit := Fit{Type: t}
	for i, f := range found {
		cell := t.Cells[i]
		switch {
		case f.State == Unknown:
			fit.Unread = append(fit.Unread, f.Feature)
		case !cell.Sure:
			fit.Unsure = append(fit.Unsure, f.Feature)
		case cell.Has && f.State == Present:
			fit.For = append(fit.For, string(f.Feature))
		case !cell.Has && f.State == Absent:
			fit.For = append(fit.For, "without "+string(f.Feature))
		case cell.Has:
			fit.Against = append(fit.Against, fmt.Sprintf("it has %s; here: %s", f.Feature, f.Why))
		default:
			fit.Against = append(fit.Against, fmt.Sprintf("it does not have %s; here: %s", f.Feature, f.Why))
		}
	}
	switch {
	case len(fit.Against) > 0:
		fit.Verdict = DoesNotFit
	case len(fit.Unread)+len(fit.Unsure) > 0:
		fit.Verdict = MayFit
	default:
		fit.Verdict = Fits
	}
	return fit
}

// answers are the parts of the proposal that bear on the choice.
func answers(s *spec.Specification) []Answer {
	p := &s.Proposal
	several := "a need of one profession alone speaks against a credential of this kind"
	if n := given(p.MultiProfessional.Professions); n > 0 {
		several += "; " + counted(n, "profession") + " named"
	}
	return []Answer{
		{"need.statement", written(p.Need.Statement), "a need for particular tasks, or of one job, speaks for something smaller than a credential"},
		{"need.scale", written(p.Need.Scale), "a need that is local or short-lived speaks against a credential; one across the system speaks for it"},
		{"feasibility.existing_provision", written(p.Feasibility.ExistingProvision), "a need that other education already meets at scale speaks against a credential"},
		{"feasibility.development", written(p.Feasibility.Development), "a credential takes people who can write and keep a whole specification"},
		{"feasibility.delivery", written(p.Feasibility.Delivery), "assessed learning needs providers, places and supervisors; standards and frameworks do not"},
		{"feasibility.return_on_investment", written(p.Feasibility.ReturnOnInvestment), "a credential is costly to make and to keep, so what comes back has to be worth it"},
		{"multi_professional", written(p.MultiProfessional.Statement) || given(p.MultiProfessional.Professions) > 0, several},
	}
}
