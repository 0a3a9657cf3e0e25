package report

import (
	"bufio"
	"io"
	"strings"
)

// sheet is a page of headings, sentences, lists and tables that is written as text,
// as Markdown and as HTML. Its texts are as they came: what is written escapes them.
// What stands between two backticks is code.
type sheet struct {
	Title    string
	Lead     string // the one thing that a reader must not miss; may be empty
	Intro    []string
	Sections []sheetSection
	Foot     string // what to know about all of it
	Version  string
}

// sheetSection is a part with a heading. Those with Below belong to the one before.
type sheetSection struct {
	Heading string
	Below   bool
	Lead    string
	Text    []string
	Items   []sheetItem
	Table   *sheetTable
}

// sheetItem is an item of a list, with what is to be done about it.
type sheetItem struct {
	Text    string
	More    []string
	Command string // "" if there is none
}

// sheetTable is a table. As text each row begins with its first Inline cells in
// one line, and the others follow under the name of their column, if there is
// anything in them.
type sheetTable struct {
	Caption string
	Head    []string
	Inline  int
	Rows    [][]string
}

// writeSheetText writes a sheet for a terminal.
func writeSheetText(w io.Writer, s sheet, o Options) error {
	p := &pageWriter{out: bufio.NewWriter(w), ink: ink(o.Color), width: o.width()}
	p.title(uncoded(s.Title))
	if s.Lead != "" {
		p.wrapped("", uncoded(s.Lead))
	}
	for _, text := range s.Intro {
		p.wrapped("", uncoded(text))
	}
	for _, section := range s.Sections {
		p.section(section)
	}
	if s.Foot != "" {
		p.line("")
		p.wrapped("", uncoded(s.Foot))
	}
	return p.out.Flush()
}

func (p *pageWriter) section(s sheetSection) {
	indent := "  "
	switch {
	case s.Heading == "":
		p.line("")
		indent = ""
	case s.Below:
		p.line("")
		p.line("  " + p.ink.bold(Printable(uncoded(s.Heading))))
		indent = "    "
	default:
		p.heading(lineStart(uncoded(s.Heading)))
	}
	if s.Lead != "" {
		p.wrapped(indent, uncoded(s.Lead))
	}
	for _, text := range s.Text {
		p.wrapped(indent, uncoded(text))
	}
	for _, item := range s.Items {
		p.wrapped(indent+"- ", uncoded(item.Text))
		for _, more := range item.More {
			p.wrapped(indent+"  ", uncoded(more))
		}
		if item.Command != "" {
			p.line(indent + "  -> " + Printable(item.Command))
		}
	}
	if s.Table != nil {
		p.rows(indent, s.Table)
	}
}

// rows writes a table row by row, the first cells of all rows below one another.
func (p *pageWriter) rows(indent string, t *sheetTable) {
	wide := make([]int, t.Inline)
	for _, row := range t.Rows {
		for i := range wide {
			wide[i] = max(wide[i], columns(Printable(uncoded(row[i]))))
		}
	}
	for _, row := range t.Rows {
		var b strings.Builder
		for i := range wide {
			cell := Printable(uncoded(row[i]))
			b.WriteString(cell + strings.Repeat(" ", wide[i]-columns(cell)+2))
		}
		p.line(lineStart(strings.TrimRight(indent+b.String(), " ")))
		for i := t.Inline; i < len(row); i++ {
			if row[i] != "" {
				p.wrapped(indent+"    "+strings.ToLower(t.Head[i][:1])+t.Head[i][1:]+": ", uncoded(row[i]))
			}
		}
	}
}

// uncoded takes the backticks away that mark code: on a terminal everything is
// typed as it stands.
func uncoded(s string) string {
	if !strings.Contains(s, "`") {
		return s
	}
	var b strings.Builder
	for _, p := range phrases(s) {
		b.WriteString(p.Text)
	}
	return b.String()
}
