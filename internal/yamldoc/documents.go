package yamldoc

import (
	"bytes"
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
)

// oneDocument reports directives and whatever comes after the first document,
// and returns the text of the first document alone. A single "---" before it and
// a "..." with nothing behind it are harmless. In YAML both are markers wherever
// they begin a line, even within a text in quotes.
func (r *report) oneDocument(text []byte) []byte {
	begun, owned := false, false
	for start, number := 0, 1; start < len(text); number++ {
		end := len(text)
		if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		line := text[start:end]
		switch {
		case marks(line, "..."):
			r.afterEnd(text[start:], number)
			return text[:start]
		case marks(line, "---"):
			if begun {
				r.secondDocument(number, text[end:])
				return text[:start]
			}
			begun = true
		case begun || isBlankOrComment(line):
		case line[0] == '%':
			r.directive(line, number)
			if !owned {
				text, owned = slices.Clone(text), true
			}
			text[start] = '#'
		default:
			begun = true
		}
		start = end
	}
	return text
}

// marks reports whether line begins with a marker that stands by itself.
func marks(line []byte, marker string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(marker))
	return ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\n')
}

func isBlankOrComment(line []byte) bool {
	line = bytes.TrimLeft(line, " \n")
	return len(line) == 0 || line[0] == '#'
}

// secondDocument reports the marker in a line, and whether anything is behind it.
func (r *report) secondDocument(number int, rest []byte) {
	help := "delete this line, or put what follows it into a file of its own"
	if len(bytes.TrimSpace(rest)) == 0 {
		help = "delete this line"
	}
	r.add(finding.Finding{
		Pos: finding.Pos{Line: number, Column: 1}, End: finding.Pos{Line: number, Column: 4},
		Code: CodeSecondDocument, Severity: finding.Error,
		Message: `a line with "---" begins a second document here, want one document in a file`, Help: help,
	})
}

// afterEnd reports the first line with anything behind the end of the document;
// rest begins with the line that ends it.
func (r *report) afterEnd(rest []byte, number int) {
	for line := range bytes.Lines(rest) {
		behind := line
		if marks(line, "...") {
			behind = line[len("..."):]
		}
		if !isBlankOrComment(behind) {
			r.add(finding.Finding{
				Pos: finding.Pos{Line: number, Column: 1}, End: finding.Pos{Line: number, Column: 1 + len(bytes.Runes(bytes.TrimRight(line, "\n")))},
				Code: CodeSecondDocument, Severity: finding.Error,
				Message: `this stands behind the "..." that ends the document, want one document in a file`,
				Help:    `delete the "...", or put what follows it into a file of its own`,
			})
			return
		}
		number++
	}
}

func (r *report) directive(line []byte, number int) {
	r.add(finding.Finding{
		Pos: finding.Pos{Line: number, Column: 1}, End: finding.Pos{Line: number, Column: 1 + len(bytes.Runes(bytes.TrimRight(line, " \n")))},
		Code: CodeDirective, Severity: finding.Error,
		Message: `this line begins with "%", which gives orders to the program that reads the file, want none`,
		Help:    "delete the line",
	})
}
