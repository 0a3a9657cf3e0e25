package validate

import (
	"bytes"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
)

// Memo is what checking one file by itself came to, all of it that depends on
// nothing but the file's path, its content and what is the same for the whole
// run. What only shows across files, and which suppressions have run out, is
// worked out anew each time.
type Memo struct {
	Verdict Verdict
	Found   finding.List
	ID      Place         // of the id; zero: it cannot be told
	Ignores []Ignore      // those that are in order and name something that was found
	Refers  []Reference   // to other specifications, in file order
	Days    criteria.Days // of Input.Today on which it is the same
}

// Place is where something stands in a file.
type Place struct{ Pos, End finding.Pos }

// Ignore is a comment in a file which asks that findings be suppressed.
type Ignore struct {
	Pos, End finding.Pos // of the comment
	Pointer  string      // the value that it stands before, and everything in it
	Code     string      // as written
	Reason   string
	Until    string // YYYY-MM-DD, the last day it holds; "" if none is given
}

// Reference is a place where one specification names another by its id.
type Reference struct {
	ID string
	At finding.Finding // the place, without code and words
}

// Suppressed is a finding that somebody asked to be suppressed.
type Suppressed struct {
	Finding finding.Finding
	Ignore  Ignore
}

// Memory keeps what earlier runs found out about files. It is used by several
// goroutines at once, and one that forgets is as good as none: only time is lost.
type Memory interface {
	// Recall returns the memo of a file if it was kept for this very content and
	// for every other input being as it is in this run; of Input.Today it is
	// enough that Memo.Days hold it.
	Recall(file string) (Memo, bool)
	// Keep is told what was found out about a file that had this content.
	Keep(file string, content []byte, m Memo)
}

// Looks keeps what is known of files that are not themselves checked. Like a
// Memory it is used by several goroutines at once and may forget.
type Looks interface {
	// RecallLook returns what LookAt makes of the file's content, if the file is
	// known to be what it was.
	RecallLook(file string) (Looked, bool)
	// KeepLook is told the content of a file, which it must not keep.
	KeepLook(file string, content []byte)
}

// IDAsWritten reads the id of a specification that is not itself checked: the
// value of the first line that starts with "id:". Nothing else of it matters
// then, so it is not parsed; a text without such a line has no id.
func IDAsWritten(content []byte) string {
	for line := range bytes.Lines(content) {
		if rest, ok := bytes.CutPrefix(line, []byte("id:")); ok {
			text, _, _ := bytes.Cut(rest, []byte(" #"))
			return string(bytes.Trim(text, " \t\r\n\"'"))
		}
	}
	return ""
}
