// Package edition is one version of a specification as it is put before people and
// programs: its text, what the records of its register say of it, and where that can
// be checked. Documents, machine formats and the catalogue are made from editions and
// from nothing else, so that all of them say the same of a version. It knows no git,
// no clock and no way of writing.
package edition

import (
	"time"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// Edition is one version of a specification. What is not known is zero.
type Edition struct {
	Spec   *spec.Specification
	Source []byte // the file, as it is
	SHA256 string // of Source
	Path   string // where the file lies in the repository

	// Frameworks are those that the specification names and that are known, in the
	// order in which it names them.
	Frameworks []*framework.Framework

	Register Register
	// State is what the records say of this very text; "" where no records were
	// looked at, as of a file that is in no commit.
	State   standing.State
	Comment bool   // it is a release candidate, put out for comment
	Tag     string // of the release, such as "wound-care/v1.0.0"; "": it has none
	Commit  string // that it was read from
	// Date is when that commit was made, UTC.
	Date time.Time
	// Newer is the version that superseded it; Reason why it was withdrawn.
	Newer, Reason string

	Evidence *Evidence // nil: nobody has judged this text
	// Previous is the release before it, and Changes what changed since; nil: it is
	// the first.
	Previous string
	Changes  *diff.Comparison
}

// Register is the register that an edition belongs to.
type Register struct {
	Name string // as its settings call it; "" if they do not
	URL  string // where its catalogue is published, without a slash at the end; "" if nobody said
	// Root is its trust root, the SHA-256 of the first version of its governance; ""
	// where there is none yet. It never changes, so that identifiers hang on it.
	Root string
}

// Evidence is who judged an edition, under which criteria, by the records.
type Evidence struct {
	Round      *chain.Round
	Reviewers  []standing.ReviewerState
	Criteria   []standing.CriterionState
	Endorsed   *chain.Entry       // nil: it is not endorsed
	Published  *chain.Entry       // nil: it is not published
	Governance *record.Governance // that it was judged under: names and organisations of people
}

// Version is the version that the text says it has.
func (e *Edition) Version() string { return e.Spec.Version }

// IsPublished reports whether the text was published by this register, whatever
// became of it since.
func (e *Edition) IsPublished() bool {
	return e.State == standing.Published || e.State == standing.Superseded || e.State == standing.Withdrawn
}

// Banner is what every page of the edition says above everything else: "" of the
// version that is published and in force. What is not published says that it is a
// draft.
func (e *Edition) Banner() string {
	switch {
	case e.Comment && !e.IsPublished():
		return "DRAFT FOR COMMENT, NOT ENDORSED"
	case e.State == standing.Withdrawn:
		return "WITHDRAWN"
	case e.State == standing.Superseded:
		return "SUPERSEDED"
	case e.State == standing.Published:
		return ""
	case e.State == standing.Endorsed:
		return "DRAFT, NOT PUBLISHED"
	}
	return "DRAFT, NOT ENDORSED"
}
