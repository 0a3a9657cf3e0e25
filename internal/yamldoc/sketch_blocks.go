package yamldoc

import (
	"bytes"
	"fmt"
	"strings"
)

// block reads a text that begins with | or > on the line of its key.
func (s *sketch) block(at, end, parent int) {
	header := strings.TrimRight(string(s.text[at+1:s.cut(at, end)]), " ")
	indent, ok := blockHeader(header)
	if !ok {
		s.specialStart(at, end, parent)
		return
	}
	if indent > 0 {
		indent += max(parent, 0)
	}
	blank := -1 // the widest of the blank lines before the first line of text
	for s.next < len(s.text) {
		stop := s.eol(s.next)
		first := s.next
		for first < stop && s.text[first] == ' ' {
			first++
		}
		column := first - s.next
		switch {
		case first == stop:
			if indent == 0 && (blank < 0 || column > s.eol(blank)-blank) {
				blank = s.next
			}
		case column <= parent:
			return
		case indent == 0:
			indent = column
			s.wideBlank(blank, indent)
		case column < indent && s.text[first] == '#':
			return
		case column < indent:
			s.trouble(CodeIndentation, first, stop, fmt.Sprintf("this line begins in column %d, want column %d or beyond like the first line of its text", column+1, indent+1),
				"give all lines of the text at least the indentation of its first line")
			indent = column
		}
		s.next = min(stop+1, len(s.text))
	}
}

// wideBlank reports a line of nothing but spaces at blank, before the first line
// of a block text, that has more of them than that line's indentation.
func (s *sketch) wideBlank(blank, indent int) {
	if blank < 0 || s.eol(blank)-blank <= indent {
		return
	}
	end := s.eol(blank)
	s.trouble(CodeIndentation, blank, end, fmt.Sprintf("this line has nothing but %d spaces, more than the text below it, want none", end-blank),
		"delete the spaces", s.blankLines(blank)...)
}

// blankLines returns edits that empty the lines of nothing but spaces from at on.
func (s *sketch) blankLines(at int) []edit {
	var edits []edit
	for at < len(s.text) {
		end := s.eol(at)
		if len(bytes.Trim(s.text[at:end], " ")) > 0 {
			break
		}
		edits = append(edits, edit{at: at, width: end - at})
		at = end + 1
	}
	return edits
}

// blockHeader reads what may stand behind | or >: a digit for the indentation
// and a sign for the line ends, in either order.
func blockHeader(header string) (indent int, ok bool) {
	header, _, _ = strings.Cut(header, "#")
	signs, numbers := 0, 0
	for _, c := range strings.TrimRight(header, " ") {
		switch {
		case c == '+' || c == '-':
			signs++
		case c >= '1' && c <= '9':
			numbers++
			indent = int(c - '0')
		default:
			return 0, false
		}
	}
	return indent, signs <= 1 && numbers <= 1
}
