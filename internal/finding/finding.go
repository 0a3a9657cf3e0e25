// Package finding is what every check of credctl reports: a code, a severity,
// a place and plain words. It knows nothing of YAML, files or terminals.
//
// A finding is data. An error in this program always means that the tool could
// not do its work; the two are never mixed.
package finding

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
)

// Pos is a place in a text: line and column, both from 1, the column counted in
// characters (Unicode code points). The zero Pos means "no particular place".
type Pos struct {
	Line   int
	Column int
}

// IsZero reports whether p is no particular place.
func (p Pos) IsZero() bool { return p == Pos{} }

// Compare orders places from top to bottom, then left to right.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Finding is one thing a check has to say about one place in one file.
type Finding struct {
	File      string   // slash-separated, relative to the repository root; "-" is standard input
	Pos       Pos      // start of the offending value
	End       Pos      // just behind its last character; zero when the place is a point
	Pointer   string   // JSON Pointer to the value, "" for the whole document
	Code      string   // stable identifier, such as "E401"; never reused
	Severity  Severity // how much it weighs at the stage it was judged at
	Message   string   // what was found and what was wanted: lower case, no full stop
	Help      string   // what would do for this document; may be empty
	Criterion string   // the criterion served, as "PACK ID" ("endorsement 4.1"); may be empty
	Also      []string // other codes that ask about the same gap, sorted; one gap is one finding
	Edits     []Edit   // the fix, where there is one right answer; in the order of the text, none overlapping

	Fingerprint Fingerprint // recognises the finding in another text of the same specification; zero where none was taken
	Known       bool        // the text that a run was compared with has it too
}

// Edit puts New in the place of what stands from Pos to just before End, as both
// are counted in findings; where they are equal it is put in front of Pos.
type Edit struct {
	Pos, End Pos
	New      string
}

// Fingerprint is of a finding's code, the way to its value by ids rather than by
// numbers of items, and the value itself. It does not hold the
// file's name or any line, so that it survives moved lines and renamed files.
// Two findings of one file may have the same.
type Fingerprint [16]byte

// IsZero reports whether no fingerprint was taken.
func (p Fingerprint) IsZero() bool { return p == Fingerprint{} }

// String returns p as 32 hexadecimal digits.
func (p Fingerprint) String() string { return hex.EncodeToString(p[:]) }

// String renders f in the form that editors and CI matchers parse:
// path:line:col: severity[CODE]: message.
func (f Finding) String() string {
	at := f.File
	if !f.Pos.IsZero() {
		at = fmt.Sprintf("%s:%d:%d", f.File, f.Pos.Line, f.Pos.Column)
	}
	return fmt.Sprintf("%s: %s[%s]: %s", at, f.Severity, f.Code, f.Message)
}

// Compare is the one order of findings: file, place, code, pointer, message.
func (f Finding) Compare(g Finding) int {
	return cmp.Or(
		cmp.Compare(f.File, g.File),
		f.Pos.Compare(g.Pos),
		cmp.Compare(f.Code, g.Code),
		cmp.Compare(f.Pointer, g.Pointer),
		cmp.Compare(f.Message, g.Message),
	)
}

// List is a number of findings.
type List []Finding

// Sort puts l into the one order of findings.
func (l List) Sort() { slices.SortStableFunc(l, Finding.Compare) }

// Count returns how many findings of l have exactly the severity s.
func (l List) Count(s Severity) int {
	n := 0
	for i := range l {
		if l[i].Severity == s {
			n++
		}
	}
	return n
}

// AtLeast reports whether any finding of l weighs s or more.
func (l List) AtLeast(s Severity) bool {
	return slices.ContainsFunc(l, func(f Finding) bool { return f.Severity >= s })
}
