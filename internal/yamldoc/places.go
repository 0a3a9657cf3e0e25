package yamldoc

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// stride is how many bytes lie between two places whose characters were counted.
const stride = 1024

// places turns byte offsets of a text into lines and columns and back. However
// long a line is, an answer looks at no more than a stride of bytes. The text
// is valid UTF-8.
type places struct {
	text   []byte
	starts []int // offset of every line's start
	marks  []int // characters before every stride; nil if all is ASCII
}

func newPlaces(text []byte) *places {
	p := &places{text: text, starts: make([]int, 1, 1+bytes.Count(text, []byte{'\n'}))}
	ascii := true
	for i, c := range text {
		if c == '\n' && i+1 < len(text) {
			p.starts = append(p.starts, i+1)
		}
		if c >= utf8.RuneSelf {
			ascii = false
		}
	}
	if ascii {
		return p
	}
	characters := 0
	for at := 0; ; at += stride {
		p.marks = append(p.marks, characters)
		if at+stride > len(text) {
			return p
		}
		characters += leading(text[at : at+stride])
	}
}

// leading counts the bytes that begin a character.
func leading(text []byte) int {
	n := 0
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// before returns how many characters begin before offset.
func (p *places) before(offset int) int {
	if p.marks == nil {
		return offset
	}
	mark := offset / stride
	return p.marks[mark] + leading(p.text[mark*stride:offset])
}

// pos returns the place of a byte offset.
func (p *places) pos(offset int) finding.Pos {
	offset = min(offset, len(p.text))
	line := sort.SearchInts(p.starts, offset+1)
	return finding.Pos{Line: line, Column: 1 + p.before(offset) - p.before(p.starts[line-1])}
}

// offset returns the byte offset of a place; a place outside the text is taken
// as the nearest one inside.
func (p *places) offset(pos finding.Pos) int {
	line := min(max(pos.Line, 1), len(p.starts))
	start := p.starts[line-1]
	limit := len(p.text)
	if line < len(p.starts) {
		limit = p.starts[line] - 1
	}
	if p.marks == nil {
		return min(start+max(pos.Column, 1)-1, limit)
	}
	target := p.before(start) + max(pos.Column, 1) - 1
	mark := sort.SearchInts(p.marks, target+1) - 1
	count, at := p.marks[mark], mark*stride
	for ; at < limit; at++ {
		if !utf8.RuneStart(p.text[at]) {
			continue
		}
		if count >= target && at >= start {
			break
		}
		count++
	}
	return min(at, limit)
}

// line returns the text of a line, from 1, without its end; nil beyond the text.
func (p *places) line(n int) []byte {
	if n < 1 || n > len(p.starts) {
		return nil
	}
	line := p.text[p.starts[n-1]:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return line
}
