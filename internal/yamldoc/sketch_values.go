package yamldoc

import (
	"bytes"
	"fmt"
	"strings"
)

// value reads a value that begins at at and belongs to a dash or key in the
// column parent; -1 for the outermost.
func (s *sketch) value(at, end, parent int) {
	next, text := s.properties(at, end)
	if text {
		s.specialStart(next, end, parent)
		return
	}
	if next >= end || s.text[next] == '#' {
		if top := s.top(); top != nil {
			top.waiting = true
		} else {
			s.rooted = false
		}
		return
	}
	switch c := s.text[next]; {
	case c == '"' || c == '\'':
		s.quoted(next, end, parent)
	case c == '[' || c == '{':
		s.flow(next, end, parent)
	case c == '|' || c == '>':
		s.block(next, end, parent)
	case c == '*':
		s.alias(next, end, parent)
	case strings.IndexByte("@`%,]}", c) >= 0, strings.IndexByte("-?:", c) >= 0 && s.isBlank(next+1, end):
		s.specialStart(next, end, parent)
	default:
		s.plain(next, end, parent)
	}
}

// properties skips an anchor and a tag and returns where the value proper
// begins. text is whether what begins there cannot be an anchor or a tag
// although it begins like one.
func (s *sketch) properties(at, end int) (next int, text bool) {
	for at < end && (s.text[at] == '&' || s.text[at] == '!') {
		after := at + 1
		for after < end && s.text[after] != ' ' {
			after++
		}
		name := string(s.text[at+1 : after])
		switch {
		case s.text[at] == '&' && !isName(name), s.text[at] == '!' && !isTag(name):
			return at, true
		case s.text[at] == '&':
			s.anchors[name] = true
		}
		for at = after; at < end && s.text[at] == ' '; {
			at++
		}
	}
	return at, false
}

// isName reports whether YAML takes name for that of an anchor.
func isName(name string) bool {
	for _, c := range []byte(name) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-') {
			return false
		}
	}
	return name != ""
}

// isTag reports whether YAML takes an exclamation mark with rest for a tag.
func isTag(rest string) bool {
	rest = strings.TrimPrefix(rest, "!")
	return !strings.Contains(rest, "!") && strings.IndexFunc(rest, func(r rune) bool {
		return r > 0x7e || !isName(string(r)) && !strings.ContainsRune(";/?:@&=+$.,_~*'()[]%<>", r)
	}) < 0
}

// alias reads a value that begins with a star.
func (s *sketch) alias(at, end, parent int) {
	text := s.text[at+1 : s.cut(at, end)]
	if isName(string(text)) && s.anchors[string(text)] {
		return
	}
	s.specialStart(at, end, parent)
}

// specialStart reports a text that begins with a sign that means something else
// to YAML, and reads the rest of it as text.
func (s *sketch) specialStart(at, end, parent int) {
	text := string(s.text[at:s.cut(at, end)])
	help := "put the text in quotes"
	if quoted := inQuotes(text); quoted != "" {
		help += ": " + quoted
	}
	if c := s.text[at]; (c == '|' || c == '>') && s.isBlank(at+1, end) {
		help = fmt.Sprintf("put the text on the lines below the %q, with more indentation, or put it in quotes", string(c))
	}
	s.trouble(CodeSpecialStart, at, at+1, fmt.Sprintf("a text begins with %q, which means something else to YAML, want it in quotes", string(s.text[at])),
		help, s.loosen(at, end)...)
	s.continuation(parent)
}

// loosen returns edits that make the rest of a line, from at on, an ordinary text.
func (s *sketch) loosen(at, end int) []edit {
	edits := []edit{{at: at, width: 1, instead: standIn(s.text[at])}}
	for i := at + 1; i < end; i++ {
		if s.text[i] == ':' && s.isBlank(i+1, end) || s.text[i] == '#' && s.text[i-1] == ' ' {
			edits = append(edits, edit{at: i, width: 1, instead: standIn(s.text[i])})
		}
	}
	return edits
}

// plain reads an unquoted text and the lines that go on with it.
func (s *sketch) plain(at, end, parent int) {
	cut := s.cut(at, end)
	own := len(bytes.Trim(s.text[s.lineStart:at], " ")) == 0
	goesOn := !s.cutOffBefore(cut, end) && s.goesOn(parent)
	s.colons(at, cut, goesOn)
	if s.cutOffBefore(cut, end) {
		return
	}
	if own && s.keysFollow(at, cut) {
		s.noKey(at, end)
		s.push(s.column(at), false)
		return
	}
	s.continuation(parent)
}

// cutOffBefore reports whether a remark follows in the line: no further line
// goes on with the text then.
func (s *sketch) cutOffBefore(cut, end int) bool {
	return len(bytes.TrimLeft(s.text[cut:end], " ")) > 0
}

// keysFollow reports whether the line after a text on a line of its own begins
// in the same column with a key: then the text was meant for a key as well.
func (s *sketch) keysFollow(at, cut int) bool {
	first, end := s.peek()
	return first >= 0 && first-s.next == at-s.lineStart && s.key(first, end) >= 0
}

// colons reports the first colon in an unquoted text that YAML takes for the end
// of a key, and mends all of them. part is whether the text has further lines.
func (s *sketch) colons(at, end int, part bool) {
	first := s.colon(at, end, nil)
	if first < 0 {
		return
	}
	var edits []edit
	for i := first; i >= 0; i = s.colon(i+1, end, nil) {
		edits = append(edits, edit{at: i, width: 1, instead: standIn(':')})
	}
	text := string(s.text[at:end])
	help := "put the whole text in quotes"
	if quoted := inQuotes(straight(text)); part {
		help = "put the whole text in quotes, from its first line to its last"
	} else if quoted != "" {
		help = "put the text in quotes: " + quoted
	}
	if strings.HasPrefix(text, "“") || strings.HasPrefix(text, "‘") {
		help += `; the curly quotes of Word are no quotes to YAML`
	}
	s.trouble(CodeColon, first, first+1, fmt.Sprintf("a colon with a space behind it begins a new key within the text %q", shorten(text)), help, edits...)
}

// straight takes the curly quotes off a text that is wholly in them.
func straight(text string) string {
	for _, pair := range []string{"“”", "‘’"} {
		quotes := []rune(pair)
		if inner, ok := strings.CutPrefix(text, string(quotes[0])); ok && strings.HasSuffix(inner, string(quotes[1])) {
			return strings.TrimSuffix(inner, string(quotes[1]))
		}
	}
	return text
}

// peek returns where the next line that is not blank begins and ends; -1 if
// there is none. Blank lines before it are read.
func (s *sketch) peek() (first, end int) {
	for s.next < len(s.text) {
		end = s.eol(s.next)
		first = s.next
		for first < end && s.text[first] == ' ' {
			first++
		}
		if first < end {
			return first, end
		}
		s.next = min(end+1, len(s.text))
	}
	return -1, -1
}

// goesOn reports whether the next line goes on with an unquoted text.
func (s *sketch) goesOn(parent int) bool {
	first, end := s.peek()
	if first < 0 || first-s.next <= parent || s.text[first] == '#' {
		return false
	}
	if first == s.next && (marks(s.text[first:end], "---") || marks(s.text[first:end], "...")) {
		return false
	}
	colon := s.colon(first, s.cut(first, end), nil)
	return colon < 0 || !isWord(s.text[first:colon])
}

// continuation reads the lines that go on with an unquoted text: those with more
// indentation than parent. A line that looks like a key is left to be read as one.
func (s *sketch) continuation(parent int) {
	for s.goesOn(parent) {
		first, end := s.peek()
		cut := s.cut(first, end)
		s.colons(first, cut, true)
		s.next = min(end+1, len(s.text))
		if s.cutOffBefore(cut, end) {
			return
		}
	}
}
