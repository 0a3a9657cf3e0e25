// Package report turns what was found into bytes: one file a format. It takes
// values and writes to an io.Writer; it reads no file, asks no terminal, and
// decides nothing: what is a finding, what weighs how much and what a criterion
// asks is settled before it is called. Nothing it writes says that a criterion
// is met, because that is for people to judge.
//
// Whatever comes from a file is hostile until shown otherwise: every format
// escapes what a terminal or a log would obey (see Printable).
package report

import (
	"fmt"
	"io"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

// Report is all that a format may want to know of one run.
type Report struct {
	Result    validate.Result
	Packs     []*criteria.Pack         // the packs in force, for the titles of their criteria
	Set       *criteria.Set            // says what may be suppressed; nil: that of Packs
	Checked   int                      // specifications that were checked
	FailOn    finding.Severity         // findings at or above it block; Off, the zero value, means Error
	Sources   func(file string) []byte // the bytes of a file for excerpts, asked once for each file in a row; may be nil or return nil
	Version   string                   // of this program
	Unchecked []string                 // what was asked for and could not be checked, and why: one message each
	Failure   string                   // why the run broke off; if not "", Result says nothing. See Failure
	Since     *Since                   // what the run was compared with; nil: nothing
	FailOnNew bool                     // findings that were there before do not block
	Notices   []string                 // what whoever reads the report has to know of the run as a whole: one message each
	Pages     []finding.Page           // the pages of all codes, for formats that explain them
	Options   Options
}

// Since says what a run was compared with. Findings that were there before are
// Known.
type Since struct {
	Ref  string // as the user wrote it
	Base string // the commit compared with, in full; "" if it could not be reached, and then no finding is Known
}

// Options are the wishes of whoever reads a report for people. Formats for
// programs are always complete and pass them over.
type Options struct {
	Color   bool // mark severities and places with ANSI colours
	Quiet   bool // only the findings that block, and the closing line
	Summary bool // no findings: a line for each specification, and the closing line; with Quiet the closing line alone
	Width   int  // columns to fill with excerpts and prose; 0: 100, and never less than 40

	MaxBytes int // the most that a Markdown report may have; 0: MarkdownBytes
}

// Writer writes a report in one format. Its error is always the io.Writer's.
type Writer func(w io.Writer, r Report) error

// Formats is every format of `credctl validate --format`, by name; each has a
// file of its own name in this package. A Writer must heed Report.Failure.
var Formats = map[string]Writer{
	"compact":  writeCompact,
	"github":   writeGitHub,
	"gitlab":   writeGitLab,
	"html":     writeHTML,
	"ignore":   writeIgnore,
	"json":     writeJSON,
	"junit":    writeJUnit,
	"markdown": writeMarkdown,
	"sarif":    writeSARIF,
	"text":     writeText,
}

// Failure writes that the run broke off and why, as a document of the format: a
// program that asked for JSON gets JSON. As text nothing is written, because the
// message goes to standard error. The format must be one of Formats.
func Failure(w io.Writer, format, version, message string) error {
	write, ok := Formats[format]
	if !ok {
		return fmt.Errorf("no format %q", format)
	}
	if message == "" {
		message = "internal error"
	}
	return write(w, Report{Version: version, Failure: message})
}

// Blocking returns how many findings are at or above FailOn.
func (r Report) Blocking() int {
	n := 0
	for i := range r.Result.Findings {
		if r.blocks(r.Result.Findings[i]) {
			n++
		}
	}
	return n
}

// compared reports whether findings are told apart by when they came.
func (r Report) compared() bool { return r.Since != nil && r.Since.Base != "" }

func (r Report) blocks(f finding.Finding) bool {
	return f.Severity >= r.failOn() && !(f.Known && r.FailOnNew)
}

func (r Report) failOn() finding.Severity {
	if r.FailOn == finding.Off {
		return finding.Error
	}
	return r.FailOn
}

// Bounds of Options.Width.
const (
	usualWidth = 100
	leastWidth = 40
)

func (o Options) width() int {
	if o.Width == 0 {
		return usualWidth
	}
	return max(o.Width, leastWidth)
}
