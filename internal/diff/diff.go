// Package diff compares two versions of a specification field by field, by the ids of
// their elements and never by lines, and says of each change and of the whole what
// class it is of, by the one table in rules.go. It knows no file, no git and no way of
// writing, and it never says whether a change is a good one.
package diff

import (
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Class is how much a change changes. Each takes a step of the version.
type Class int

// The classes, the least first.
const (
	Same       Class = iota // nothing changed that anybody reads
	Correction              // the same is said more correctly: the patch number
	Adjustment              // something was added or made clearer, and nothing that people were promised is gone: the minor number
	Revision                // something that people were promised is gone, or is another: the major number
)

// String returns the word for the class.
func (c Class) String() string {
	return [...]string{"none", "correction", "adjustment", "revision"}[c]
}

// Step returns the number of the version that the class raises: "patch", "minor" or
// "major"; "none" where nothing changed.
func (c Class) Step() string { return [...]string{"none", "patch", "minor", "major"}[c] }

// What says what happened to an element or to a field.
type What string

// What may have happened.
const (
	Added    What = "added"
	Removed  What = "removed"
	Moved    What = "moved"    // it stands in another place
	Renamed  What = "renamed"  // it has another id, and is the same otherwise
	Reworded What = "reworded" // its prose reads otherwise
	Changed  What = "changed"  // a value is another one
)

// Piece is a run of words of a prose text that was compared. The pieces of a text that
// are not Added make the text before, those that are not Removed the text after, white
// space aside.
type Piece struct {
	Text           string
	Added, Removed bool // neither: it stands in both
}

// KindItem is the kind of a Touch that is an item of a framework, such as
// "mpf@2025#1.5".
const KindItem spec.Kind = "framework item"

// Touch is something that a change bears on.
type Touch struct {
	Kind spec.Kind // of the element, or KindItem
	ID   string
}

// String names it in words, such as "outcome LO1".
func (t Touch) String() string { return string(t.Kind) + " " + t.ID }

// Change is one change.
type Change struct {
	What What
	Kind spec.Kind // of the element; "" of a field of the file itself
	ID   string    // of the element, as the later version has it; of a removed one, as the earlier had it
	Was  string    // the id before, of a renamed one
	// Field is the way to the field by keys, such as "text", "maps_to.strength" or
	// "scope.in"; "" where the whole element was added, removed, moved or renamed.
	Field  string
	Name   string // in words, such as "capability A1, title"
	Before string // the value before; "" where there was none
	After  string
	Words  []Piece // of reworded prose
	Class  Class
	Reason string // why it is of that class, in words
	// Touches are the mappings, outcomes, ways of assessing and the like that the
	// change bears on.
	Touches []Touch
	With    []Touch     // what stood inside an element, and was added or removed together with it
	At      finding.Pos // in the later version; of what was removed, in the earlier one
}

// Comparison is what changed from one version to another.
type Comparison struct {
	ID            string // of the specification
	Title         string // of the later version
	Before, After string // the versions
	Class         Class  // the greatest of all changes
	Reason        string // of that class, in words
	Changes       []Change
	Step          Step         // how far the version went, and how far it has to go
	Findings      finding.List // what must not be, such as an id that now means something else
}

// OK reports whether the later version may be put forward as the next one: its number
// goes far enough, and nothing blocks.
func (c *Comparison) OK() bool { return c.Step.OK && !c.Findings.AtLeast(finding.Error) }

// Compare compares two versions of one specification. Its changes stand in the order
// of the later version, each removed element where it stood.
// Layout, comments, the order of keys, `version` and `stage` are no change. Neither
// Specification is changed.
func Compare(before, after *spec.Specification) *Comparison {
	c := &comparing{was: newText(before), is: newText(after), law: newLaw()}
	c.pair()
	c.compare()
	out := &Comparison{ID: after.ID, Title: after.Title, Before: before.Version, After: after.Version, Changes: c.changes, Findings: c.findings}
	for i := range out.Changes {
		if ch := &out.Changes[i]; ch.Class > out.Class {
			out.Class, out.Reason = ch.Class, string(ch.What)+" "+ch.Name+": "+ch.Reason
		}
	}
	out.Step = NewStep(before.Version, after.Version, out.Class)
	out.Findings.Sort()
	return out
}
