package criteria

import (
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Subject is one specification as the checks see it. It belongs to one
// goroutine, because checks keep in it what they have gathered for each other.
type Subject struct {
	Doc        *yamldoc.Document
	Spec       *spec.Specification
	Stage      spec.Stage // the stage it is judged at
	Frameworks *framework.Registry
	Today      string // the day it is judged on, YYYY-MM-DD; empty: dates are not compared with it

	// Days are the days on which Evaluate comes to the same, set by it.
	Days Days

	seen memo
}

// Days are the first and the last day, YYYY-MM-DD, on which something holds; ""
// where there is no bound.
type Days struct{ First, Last string }

// Hold reports whether a day, YYYY-MM-DD, is among d.
func (d Days) Hold(day string) bool {
	return !earlier(day, d.First) && (d.Last == "" || !earlier(d.Last, day))
}

// inFuture reports whether a date (YYYY, YYYY-MM or YYYY-MM-DD) is later than
// today, and notes on which days that is so.
func (s *Subject) inFuture(date string) bool {
	if s.Today == "" {
		return false
	}
	if earlier(s.Today, date) {
		s.Days = Days{s.Today, s.Today} // the message names the day
		return true
	}
	if s.Days.Last == "" {
		s.Days.First = max(s.Days.First, date)
	}
	return false
}

// Problem is what a kind of check found: the place and the words. Code, severity
// and criterion are added by the pack.
type Problem struct {
	At      yamldoc.Value // an absent value is placed at its nearest present ancestor
	Message string
	Help    string // more precise than the check's own help; may be empty

	// From and To are the part of At's text that is at fault, in characters from
	// 0; To is just behind it. To is 0 where the whole value is meant.
	From, To int

	// Quiet is set where another finding says the same already (a text that is
	// empty, say, has an S finding). The evidence is missing all the same.
	Quiet bool

	once string // what several problems of one check have in common, where one of them is enough
}

// State says what the machine found for a criterion. It never says that a
// criterion is met.
type State string

// The states.
const (
	EvidencePresent State = "evidence present" // the checks feeding it found nothing
	EvidenceMissing State = "evidence missing" // at least one of them found something
	ForReviewers    State = "for reviewers"    // no check in force feeds it
)

// Evidence is what the machine has to say about one criterion for one
// specification.
type Evidence struct {
	Pack      string // "endorsement@1.0.0"
	Criterion string // "4.1"
	Title     string
	Mandatory bool
	State     State
	Codes     []string // the checks that found something, sorted
	Claimed   []string // what rests on an author's claim alone, in words; sorted
}
