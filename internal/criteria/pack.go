// Package criteria holds packs: editions of sets of criteria, as data. It parses
// them, binds their checks to Go code (one file a kind of check), and evaluates
// them on a specification. A check says what evidence it found; whether a
// criterion is met is for people, and nothing here ever says so.
package criteria

import (
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Pack is one edition of a set of criteria. Once published under a version it
// never changes.
type Pack struct {
	ID       string // "endorsement"
	Version  string // semantic version of the pack itself
	Title    string
	Set      SetName    // which of the three sets it belongs to
	From     spec.Stage // the first stage at which its criteria are shown
	Note     string     // what a reader should know about the whole; may be empty
	Criteria []Criterion
}

// Ref returns the pack's name with its version, such as "endorsement@1.0.0".
func (p *Pack) Ref() string { return p.ID + "@" + p.Version }

// SetName is what a pack is for.
type SetName string

// The sets. Gateway packs test a proposal, endorsement packs a full draft; house
// packs hold everything useful that no source can be cited for.
const (
	Gateway     SetName = "gateway"
	Endorsement SetName = "endorsement"
	House       SetName = "house"
)

// Criterion is one thing that is asked of a specification.
type Criterion struct {
	ID        string // official number only where Mark is Seen; otherwise a local id such as "L-EQUALITY"
	Mandatory bool
	Mark      framework.Mark
	Kind      CriterionKind // how its points belong together
	Title     string        // our own words
	Question  string        // our own words: what a reviewer answers
	Source    Source
	Points    []Point  // what it asks in detail; may be empty
	Guidance  []string // advice to the reader; not numbered by the source
	Checks    []Check  // the evidence checks that feed it; none: for reviewers alone
}

// CriterionKind says how the points of a criterion belong together.
type CriterionKind string

// The kinds of criterion.
const (
	AllOf        CriterionKind = "all-of"
	AtLeastOneOf CriterionKind = "at-least-one-of"
)

// Source is where a criterion was read.
type Source struct {
	Document string // title in words
	Edition  string // such as "2023-05"; empty for local criteria
	Code     string // the code of the source in the project's papers; empty for local criteria
}

// Point is one thing that a criterion lists.
type Point struct {
	ID   string // "i"
	Text string // our own words
	Mark framework.Mark
}

// Check is one machine question: data that names a kind of check and what it
// looks at.
type Check struct {
	Code     string // "E401"
	Kind     string // the kind of check: present, covers ...
	Title    string
	Why      string // no two checks share one
	Help     string // what serves
	Point    string // the point of the criterion that it feeds; may be empty
	At       []string
	With     Params
	Severity Severities
}

// Severities say how much a finding weighs at each stage.
type Severities struct{ Proposal, Draft, Candidate finding.Severity }

// At returns the severity at a stage.
func (s Severities) At(stage spec.Stage) finding.Severity {
	switch stage {
	case spec.Proposal:
		return s.Proposal
	case spec.Candidate:
		return s.Candidate
	}
	return s.Draft
}
