// Package comments is what stakeholders said of a release candidate, and what became
// of it: one table a candidate, which a spreadsheet opens and may save again. It reads
// strictly, so that a table that was changed by hand loses nothing when it is written,
// and it writes what no spreadsheet takes for a formula. It knows no folder, no git and
// no clock, and it does not judge whether an answer is a good one.
package comments

import (
	"fmt"
	"path"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
)

// Dir is the folder of all comments.
const Dir = "comments"

// Path is where the comments on a release candidate lie in the repository.
func Path(id, version string) string { return path.Join(Dir, id, version+extension) }

const extension = ".csv"

// Comment is one thing that somebody said.
type Comment struct {
	Who      string // a name or a body: it is published
	On       string // the id of what it is on, or words such as "the whole"
	Comment  string
	Response string // "" or TODO: it is not answered yet
	Change   string // what was changed because of it; may be empty

	// Number counts the comments of a candidate from 1. None is ever taken away, so
	// that a comment keeps its number. Row is where the spreadsheet shows it; 0: it was
	// not read from one.
	Number, Row int
}

// Answered reports whether somebody wrote a response.
func (c Comment) Answered() bool {
	return strings.TrimSpace(c.Response) != "" && !spec.Unwritten(c.Response)
}

// Problem is why a table cannot be read, or not without losing something.
type Problem struct {
	Row     int    // as the spreadsheet counts; 0: the whole
	Column  string // "C"; "" is the whole row
	Message string // what was found and what was wanted: lower case, no full stop
}

// String names the place as a spreadsheet does.
func (p Problem) String() string {
	switch {
	case p.Row == 0:
		return p.Message
	case p.Column == "":
		return fmt.Sprintf("row %d: %s", p.Row, p.Message)
	}
	return fmt.Sprintf("cell %s%d: %s", p.Column, p.Row, p.Message)
}

// Sheet is all comments on one release candidate.
type Sheet struct {
	ID, Version string // the version is "" where the name of the file says none
	Path        string
	Comments    []Comment
	// Problems are why not everything in the file can be told. There may be comments
	// beside them.
	Problems []Problem
	Notes    []string // what is to be known of how it was read, such as that it is no UTF-8
}

// Unanswered are the comments that nobody answered yet, in order.
func (s *Sheet) Unanswered() []Comment {
	var open []Comment
	for _, c := range s.Comments {
		if !c.Answered() {
			open = append(open, c)
		}
	}
	return open
}

// Open reports whether something of the sheet is still to be done: a comment to be
// answered, or a problem to be mended.
func (s *Sheet) Open() bool { return len(s.Problems) > 0 || len(s.Unanswered()) > 0 }
