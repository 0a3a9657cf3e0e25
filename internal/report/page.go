package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/framework"
)

// pageWriter writes a page of headings and prose. Errors of the io.Writer are
// kept by out and come to light at its Flush.
type pageWriter struct {
	out   *bufio.Writer
	ink   ink
	width int
}

func newPage(w io.Writer, o Options) *pageWriter {
	return &pageWriter{out: bufio.NewWriter(w), ink: ink(o.Color), width: o.width()}
}

// line writes text that is printable already.
func (p *pageWriter) line(text string) { fmt.Fprintln(p.out, text) }

// title is the first line of a page, on one line.
func (p *pageWriter) title(text string) { p.line(p.ink.bold(lineStart(Printable(text)))) }

// heading opens a section.
func (p *pageWriter) heading(text string) {
	p.line("")
	p.line(p.ink.bold(Printable(text)))
}

// prose is a section of paragraphs; without any it is left out.
func (p *pageWriter) prose(heading, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.heading(heading)
	for _, line := range paragraphs(text, p.width-2) {
		p.line(strings.TrimRight("  "+line, " "))
	}
}

// wrapped writes one paragraph behind a prefix, the rest of it indented as far.
func (p *pageWriter) wrapped(prefix, text string) {
	for i, line := range wrap(text, p.width-columns(prefix)) {
		if i > 0 {
			prefix = strings.Repeat(" ", columns(prefix))
		}
		p.line(prefix + line)
	}
}

// markWords says a mark as a reader needs it.
var markWords = map[framework.Mark]string{
	framework.Seen:     "mark: seen, read in the source named",
	framework.Inferred: "mark: inferred, concluded rather than read",
	framework.Local:    "mark: local, our own and not official",
}
