// Package diff compares two versions of a specification field by field, by the ids of
// their elements and never by lines, and says of each change and of the whole what
// class it is of. It knows no file, no git and no way of writing.
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
	Adjustment              // something was added or reworded, and nothing that people were promised is gone: the minor number
	Revision                // what is to be learnt or assessed is another: the major number
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

// Piece is a run of words of a prose text that was compared.
type Piece struct {
	Text           string
	Added, Removed bool // neither: it stands in both
}

// Change is one change.
type Change struct {
	What   What
	Kind   spec.Kind // of the element; "" of a field of the file itself
	ID     string    // of the element, as the later version has it; of a removed one, as the earlier had it
	Was    string    // the id before, of a renamed one
	Field  string    // such as "text" or "maps_to"; "" where the whole element was added, removed, moved or renamed
	Name   string    // in words, such as "capability A1, title"
	Before string    // the value before; "" where there was none
	After  string
	Words  []Piece // of reworded prose
	Class  Class
	Reason string // why it is of that class, in words
	// Touches are the mappings, outcomes and ways of assessing that the change bears
	// on, in words such as "outcome LO1".
	Touches []string
	At      finding.Pos // in the later version; of what was removed, in the earlier one
}

// Comparison is what changed from one version to another.
type Comparison struct {
	ID            string // of the specification
	Before, After string // the versions
	Class         Class  // the greatest of all changes
	Reason        string // of that class, in words
	Changes       []Change
	Findings      finding.List // what must not be, such as an id that now means something else
}

// Compare compares two versions of one specification.
func Compare(before, after *spec.Specification) *Comparison {
	return &Comparison{ID: after.ID, Before: before.Version, After: after.Version}
}
