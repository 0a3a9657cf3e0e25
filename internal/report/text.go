package report

import (
	"bufio"
	"fmt"
	"io"
)

// writeText writes a report for people: the findings, each with the place it is
// about; what was found for each criterion; and one closing line.
func writeText(w io.Writer, r Report) error {
	if r.Failure != "" {
		return nil
	}
	t := &textWriter{out: bufio.NewWriterSize(w, 32<<10), report: r, ink: ink(r.Options.Color)}
	t.notices()
	switch {
	case r.Options.Summary && r.Options.Quiet:
	case r.Options.Summary:
		t.specifications()
	default:
		t.findings()
		if !r.Options.Quiet {
			t.evidence()
		}
	}
	t.closing()
	return t.out.Flush()
}

// Findings writes the findings of a report as the format text does, each with the
// place it is about, and nothing else: for commands that need a file to be
// readable before they can begin.
func Findings(w io.Writer, r Report) error {
	t := &textWriter{out: bufio.NewWriter(w), report: r, ink: ink(r.Options.Color)}
	t.findings()
	return t.out.Flush()
}

// textWriter writes one report as text. Errors of the io.Writer are kept by out
// and come to light at its Flush.
type textWriter struct {
	out    *bufio.Writer
	report Report
	ink    ink

	source    source          // of the file whose findings are being written
	file      string          // that file; "" before the first
	explained map[string]bool // codes whose page was pointed out
	titles    map[string]string
	wrote     bool   // something stands above, so that a blank line is due
	line      []byte // lent to what puts a line together
}

func (t *textWriter) printf(format string, args ...any) { fmt.Fprintf(t.out, format, args...) }

// gap separates what follows from what stands above.
func (t *textWriter) gap() {
	if t.wrote {
		t.printf("\n")
	}
	t.wrote = true
}

// closing is the last line: how many specifications, what was found, what of it
// is new, what blocks, what was suppressed.
func (t *textWriter) closing() {
	t.gap()
	r := t.report
	t.printf("%s: %s; ", plural(r.Checked, "specification"), countAll(r.Result.Findings))
	if r.compared() && len(r.Result.Findings) > 0 {
		introduced, known := countKnown(r.Result.Findings)
		t.printf("%d introduced, %d already there; ", introduced, known)
	}
	t.printf("%s", r.blockingWords())
	if n := len(r.Result.Suppressed); n > 0 {
		t.printf("; %d suppressed", n)
	}
	if n := len(r.Unchecked); n > 0 {
		t.printf("; %s could not be checked", plural(n, "path"))
	}
	t.printf("\n")
}
