package yamldoc

import (
	"bytes"
	"fmt"
)

// top returns the innermost open level, or nil.
func (s *sketch) top() *level {
	if len(s.open) == 0 {
		return nil
	}
	return &s.open[len(s.open)-1]
}

// close ends the levels that a line at column does not belong to.
func (s *sketch) close(column int, item bool) {
	s.closed = level{column: -1}
	for n := len(s.open); n > 0; n-- {
		top := s.open[n-1]
		besideKey := !item && top.list && top.column == column && n > 1 && !s.open[n-2].list && s.open[n-2].column == column
		if top.column <= column && !besideKey {
			return
		}
		s.closed = top
		s.open = s.open[:n-1]
	}
}

func (s *sketch) push(column int, list bool) {
	s.rooted = true
	s.open = append(s.open, level{column: column, list: list, line: s.lineStart})
}

// item reads a line that begins with a dash.
func (s *sketch) item(at, end int) {
	column := s.column(at)
	s.close(column, true)
	top := s.top()
	switch {
	case top == nil:
		s.push(column, true)
	case top.list && top.column == column:
	case top.waiting && (top.column < column || !top.list && top.column == column):
		top.waiting = false
		s.push(column, true)
	default:
		s.misaligned(at, column)
		s.push(column, true)
	}
	s.afterDash(at, end)
}

// longForm reads a line that begins with "? " or ": ", the long way to write a
// key and its value.
func (s *sketch) longForm(at, end int) {
	column := s.column(at)
	s.close(column, false)
	if top := s.top(); top == nil || top.column < column {
		if top != nil {
			top.waiting = false
		}
		s.push(column, false)
	}
	if s.text[at] == ':' && s.asked != column {
		s.trouble(CodeKeyKind, at, at+1, "there is no key before this colon, want one", "write the key, or put a text with a colon in quotes")
	}
	if s.asked = -1; s.text[at] == '?' {
		s.asked = column
	}
	s.afterDash(at, end)
}

// afterDash reads what stands behind a dash: more dashes, a key, a value, nothing.
func (s *sketch) afterDash(at, end int) {
	for {
		next := s.blanks(at+1, end)
		s.top().waiting = next == end || s.text[next] == '#'
		if s.top().waiting {
			return
		}
		at = next
		switch {
		case s.isDash(at, end):
			s.push(s.column(at), true)
			continue
		case (s.text[at] == '?' || s.text[at] == ':') && s.isBlank(at+1, end):
			s.push(s.column(at), false)
			continue
		}
		break
	}
	if colon := s.key(at, end); colon >= 0 {
		s.push(s.column(at), false)
		s.afterKey(at, colon, end)
		return
	}
	s.value(at, end, s.top().column)
}

// entry reads a line that begins with a key.
func (s *sketch) entry(at, colon, end int) {
	column := s.column(at)
	s.close(column, false)
	top := s.top()
	switch {
	case top == nil && !s.rooted:
		s.push(column, false)
	case top != nil && !top.list && top.column == column:
	case top != nil && top.waiting && top.column < column:
		top.waiting = false
		s.push(column, false)
	default:
		s.badIndentation(at, colon, end)
		s.push(column, false)
	}
	s.afterKey(at, colon, end)
}

// afterKey reads what stands behind a key.
func (s *sketch) afterKey(at, colon, end int) {
	if colon-at > longestKey {
		s.trouble(CodeLongKey, colon, colon+1, fmt.Sprintf("the text before this colon has more than %d characters, too many for a key, want a key or quotes", longestKey),
			"put the whole text in quotes", edit{at: colon, width: 1, instead: standIn(':')})
	}
	next := s.blanks(colon+1, end)
	top := s.top()
	top.waiting = next == end || s.text[next] == '#'
	switch {
	case top.waiting:
	case s.text[next] == '-' && s.isBlank(next+1, end):
		s.itemOnLine(at, colon, next, end)
	default:
		s.value(next, end, top.column)
	}
}

// longestKey is how many characters YAML lets a key have.
const longestKey = 1024

// itemOnLine reports a list item on the line of its key.
func (s *sketch) itemOnLine(at, colon, dash, end int) {
	s.trouble(CodeItemOnLine, dash, dash+1, fmt.Sprintf("a list item begins on the line of its key %q, want it on a line of its own", shorten(string(s.text[at:colon]))),
		"press Enter before the dash, and give all dashes of the list the same indentation; put a text that begins with a dash in quotes",
		s.loosen(dash, end)...)
	s.continuation(s.top().column)
}

// misaligned reports a dash in a column where no list is.
func (s *sketch) misaligned(at, column int) {
	want := "below the key it belongs to"
	if s.closed.list {
		want = fmt.Sprintf("in column %d like those before it in line %d", s.closed.column+1, s.number(s.closed.line))
	} else if list := s.innermost(true); list != nil {
		want = fmt.Sprintf("in column %d like those before it in line %d", list.column+1, s.number(list.line))
	}
	s.trouble(CodeMisaligned, at, at+1, fmt.Sprintf("this dash is in column %d, want it %s", column+1, want), "give all dashes of a list the same indentation")
}

// innermost returns the innermost open level that is a list, or that is not.
func (s *sketch) innermost(list bool) *level {
	for i := len(s.open) - 1; i >= 0; i-- {
		if s.open[i].list == list {
			return &s.open[i]
		}
	}
	return nil
}

// badIndentation reports a key in a column where no keys are.
func (s *sketch) badIndentation(at, colon, end int) {
	name := shorten(string(s.text[at:colon]))
	if s.text[at] == '-' && at+1 < colon && s.text[at+1] != '-' && s.innermost(true) != nil {
		s.missingSpace(at, 1, end)
		return
	}
	beside := &s.closed
	if beside.column < 0 || beside.list {
		if keys := s.innermost(false); keys != nil {
			beside = keys
		}
	}
	column := s.column(at)
	if beside.column < 0 || beside.list || beside.column == column {
		s.trouble(CodeIndentation, at, colon, fmt.Sprintf("the key %q begins in column %d, where none can be", name, column+1), "begin it in the same column as the keys it belongs to")
		return
	}
	first := s.places.line(s.number(beside.line))
	neighbour, _, _ := bytes.Cut(bytes.TrimLeft(first, " -"), []byte(":"))
	s.trouble(CodeIndentation, at, colon,
		fmt.Sprintf("the key %q begins in column %d, want column %d like %q in line %d", name, column+1, beside.column+1, shorten(string(neighbour)), s.number(beside.line)),
		"begin keys that belong together in the same column; if this is part of the text above, put the whole text in quotes")
}

// bare reads a line that has neither a dash nor a key.
func (s *sketch) bare(at, end int) {
	column := s.column(at)
	s.close(column, false)
	top := s.top()
	switch {
	case top == nil && !s.rooted:
		s.rooted = true
		s.value(at, end, -1)
	case top != nil && top.waiting && (top.column < column || s.text[at] == '|' || s.text[at] == '>'):
		top.waiting = false
		s.value(at, end, top.column)
	default:
		s.noKey(at, end)
	}
}

// noKey reports a line where a key or a dash is missing.
func (s *sketch) noKey(at, end int) {
	line := s.text[at:s.cut(at, end)]
	if line[0] == '-' && len(line) > 1 && line[1] != '-' {
		s.missingSpace(at, 1, end)
		return
	}
	if name, rest, ok := bytes.Cut(line, []byte(":")); ok && isWord(name) && !bytes.HasPrefix(rest, []byte("//")) {
		s.missingSpace(at, len(name)+1, end)
		return
	}
	help := "if it belongs to the text above, give it more indentation than the key of that text; if it is a key, put a colon behind it"
	if len(s.open) == 0 {
		help = "put a key and a colon before it, or delete it"
	}
	s.trouble(CodeNoKey, at, at+len(line), fmt.Sprintf("%q is neither a key with a colon nor a list item", shorten(string(line))), help)
}

// missingSpace reports a dash or colon, the last of size bytes from at, that has
// no space behind it.
func (s *sketch) missingSpace(at, size, end int) {
	sign, rest := s.text[at+size-1], string(s.text[at+size:s.cut(at, end)])
	name := map[byte]string{'-': "dash", ':': "colon"}[sign]
	s.trouble(CodeMissingSpace, at+size-1, at+size, fmt.Sprintf("a space is missing behind this %s", name),
		fmt.Sprintf("write %q", string(s.text[at:at+size])+" "+shorten(rest)))
}
