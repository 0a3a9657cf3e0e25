package fix

import (
	"bytes"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// edit is one edit with the code of the finding that asks for it.
type edit struct {
	code string
	finding.Edit
}

// mark is the byte order mark, which findings do not count as a character.
var mark = []byte("\ufeff")

// apply makes edits, which are in order, and counts them in places. One that
// overlaps the one before is left for another pass.
func apply(data []byte, edits []edit, places map[string]int) []byte {
	c := cursor{data: data, line: 1, column: 1, alone: bytes.IndexByte(data, '\n') < 0}
	if bytes.HasPrefix(data, mark) {
		c.at = len(mark)
	}
	out := make([]byte, 0, len(data)+len(edits))
	copied := 0
	for _, e := range edits {
		start := c.seek(e.Pos)
		if start < copied {
			continue
		}
		end := c.seek(e.End)
		out, copied = append(out, data[copied:start]...), start
		if e.New == "" && opensRemark(out, data[end:]) {
			continue
		}
		out = append(out, e.New...)
		copied = end
		places[e.code]++
	}
	return append(out, data[copied:]...)
}

// opensRemark reports whether what comes next would be a remark behind what stands
// before it: with what was between taken away, words of the author would be lost.
func opensRemark(before, next []byte) bool {
	return bytes.HasPrefix(next, []byte{'#'}) && (len(before) == 0 || bytes.IndexByte([]byte(" \n"), before[len(before)-1]) >= 0)
}

// cursor goes over a text and counts lines and columns as findings do.
type cursor struct {
	data         []byte
	at           int
	line, column int
	alone        bool // a carriage return ends a line by itself
}

// seek goes forward to a place and returns its offset; a place that was passed
// already is where the cursor is.
func (c *cursor) seek(p finding.Pos) int {
	for c.at < len(c.data) && (finding.Pos{Line: c.line, Column: c.column}).Compare(p) < 0 {
		_, size := utf8.DecodeRune(c.data[c.at:])
		ends := c.data[c.at] == '\n' || c.alone && c.data[c.at] == '\r'
		if ends && c.line == p.Line {
			break // a place behind the line's end is its end
		}
		c.at += size
		c.column++
		if ends {
			c.line, c.column = c.line+1, 1
		}
	}
	return c.at
}

// ofLines are the codes of line ends and the byte order mark.
var ofLines = []string{
	yamldoc.CodeByteOrderMark, yamldoc.CodeCRLF, yamldoc.CodeCarriageReturn, yamldoc.CodeFinalNewline,
}

// lineEnds reports whether a code is about the line ends of data or the byte
// order mark, which are mended for the whole file at once. A carriage return is
// about them only where it ends every line.
func lineEnds(code string, data []byte) bool {
	switch code {
	case yamldoc.CodeByteOrderMark, yamldoc.CodeCRLF, yamldoc.CodeFinalNewline:
		return true
	case yamldoc.CodeCarriageReturn:
		return bytes.IndexByte(data, '\n') < 0
	}
	return false
}

// endLines takes the byte order mark away, and ends every line, the last one
// too, with a line feed alone.
func endLines(data []byte) []byte {
	data = bytes.TrimPrefix(data, mark)
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte{'\n'})
	if len(data) > 0 && data[len(data)-1] != '\n' {
		data = append(data, '\n')
	}
	return data
}
