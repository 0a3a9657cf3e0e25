package report

import (
	"bufio"
	"io"
)

// writeCompact writes a line for each finding, the one that the text format opens
// it with, and the closing line: for editors and whatever else picks places out of
// the output of a program.
func writeCompact(w io.Writer, r Report) error {
	if r.Failure != "" {
		return nil
	}
	t := &textWriter{out: bufio.NewWriter(w), report: r, ink: ink(r.Options.Color)}
	t.notices()
	for _, f := range r.Result.Findings {
		if r.Options.Quiet && !r.blocks(f) {
			continue
		}
		if r.compared() && f.Known {
			f.Message += " (already there)"
		}
		t.headline(f)
	}
	t.wrote = false
	t.closing()
	return t.out.Flush()
}
