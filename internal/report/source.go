package report

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// source is one file's text, in which places are looked up. Findings come sorted,
// so it remembers the last place and goes on from there: many findings on one
// enormous line cost one walk along it.
type source struct {
	text   string
	starts []int // byte offset of every line's start
	last   finding.Pos
	offset int // byte offset of last
}

// load makes s the source of data, keeping its memory.
func (s *source) load(data []byte) {
	s.text = string(data)
	s.starts = append(s.starts[:0], 0)
	for i := range len(s.text) {
		if s.text[i] == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	s.last, s.offset = finding.Pos{}, 0
}

// has reports whether there is such a line.
func (s *source) has(line int) bool {
	return s.text != "" && line >= 1 && line <= len(s.starts)
}

// line returns a line that s has, without its line feed, and where it starts.
func (s *source) line(number int) (text string, start int) {
	start = s.starts[number-1]
	if number < len(s.starts) {
		return s.text[start : s.starts[number]-1], start
	}
	return s.text[start:], start
}

// seek returns the byte offset, within its line, of a place on a line that s has;
// a place behind the line's end is its end.
func (s *source) seek(p finding.Pos) int {
	line, start := s.line(p.Line)
	if s.last.Line != p.Line || s.last.Column > p.Column {
		s.last, s.offset = finding.Pos{Line: p.Line, Column: 1}, start
	}
	for s.last.Column < p.Column && s.offset < start+len(line) {
		_, size := utf8.DecodeRuneInString(s.text[s.offset:])
		s.offset += size
		s.last.Column++
	}
	return s.offset - start
}

// excerpt is one line of a source with the place that a finding points at.
type excerpt struct {
	text   string // printable, at most as wide as was asked for
	indent int    // columns before the place
	caret  int    // columns of the place, 1 or more

	from, to int // the place in text, in bytes: of a point, the character there
}

// excerpt returns the first line of the place, in at most width columns.
func (s *source) excerpt(pos, end finding.Pos, width int) (excerpt, bool) {
	if !s.has(pos.Line) || pos.Column < 1 {
		return excerpt{}, false
	}
	at := s.seek(pos)
	line, _ := s.line(pos.Line)
	run := runLength(pos, end)
	// A carriage return that ends the line is shown only where it is the point.
	if strings.HasSuffix(line, "\r") && (at < len(line)-1 || run == 0) {
		line = line[:len(line)-1]
		at = min(at, len(line))
	}
	return frame(line, at, run, width), true
}

// runLength is how many characters of the place are on its first line: 0 for a
// point, as many as there are for a value of several lines.
func runLength(pos, end finding.Pos) int {
	switch {
	case end.Line > pos.Line:
		return math.MaxInt
	case end.Line == pos.Line && end.Column > pos.Column:
		return end.Column - pos.Column
	}
	return 0
}
