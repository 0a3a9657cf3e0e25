// Package release is what a release of a specification takes and what it is made of:
// the checklist, the names of its files, what the tag says, and the page that says who
// judged what, for people and for programs. Values in, values out. It knows no git, no
// folder and no clock, and it never says that a criterion is met: it says who answered
// what.
package release

import (
	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// Input is everything that the checklist of a release goes by. What is empty was
// looked for and not found, unless it says otherwise.
type Input struct {
	Subject record.Subject
	Spec    *spec.Specification

	// Found is what validation says of the text as a candidate; of a release candidate,
	// at the stage that the text has. Suppressed counts what comments in the file
	// suppress of that, with a reason.
	Found      finding.List
	Suppressed int

	// Decision is that of standing on publishing the text, and Case what was decided on,
	// both without the entry that publishes it. Of a release candidate they are nil.
	Decision *standing.Decision
	Case     *standing.Case
	// Published is the entry that publishes the text, with or without all its
	// signatures; nil where it is yet to be written.
	Published *chain.Entry
	Register  int // the number of the last entry of the register
	Serial    int // of the governance in force

	Releases []standing.Release // of the specification, without this one
	// Tagged are the versions of the specification that there is a tag of, without this
	// one where it is the tag of this very text.
	Tagged []string

	// Changes is what changed since the release before, which is Previous; both are
	// zero where there is none. Missing says why they could not be compared.
	Previous string
	Changes  *diff.Comparison
	Missing  string

	Licences []string          // under which a specification may be released
	Related  []Related         // the specifications that it names
	Comments []*comments.Sheet // on the release candidates that this version comes after
	// Tags reports whether a commit is to be tagged, Commit is the id of that, Branch is
	// one that holds it, and Detached whether none is checked out.
	Tags     bool
	Commit   string
	Branch   string
	Detached bool
	// Beside are the files of the specification and its records that differ from what
	// the commit has; Elsewhere says why nothing was compared, as that another commit
	// was asked for.
	Beside    []string
	Elsewhere string
	// Environment are the variables that set what a release goes by, whatever the commit
	// says.
	Environment []string
}

// Candidate reports whether it is a release candidate, put out for comment and
// endorsed by nobody.
func (in *Input) Candidate() bool { return record.IsCandidate(in.Subject.Version) }

// Related is a specification that another one names.
type Related struct {
	ID       string
	State    standing.State // "": there is none of that id
	Released string         // its newest version that is published and not withdrawn; "" if there is none
}

// Tag is the name of the tag of a release.
func Tag(s record.Subject) string { return record.TagName(s.ID, s.Version) }

// File is the name of a file of a release; what stands behind the id and the version
// is such as ".html".
func File(id, version, suffix string) string { return id + "-" + version + suffix }

// The files of a release that are not named after it.
const (
	Notes = "NOTES.md"
	Sums  = record.SumsName
)

// SuffixPDF is what stands behind the name of the one file that no two people make
// alike.
const SuffixPDF = ".pdf"
