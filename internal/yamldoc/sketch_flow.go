package yamldoc

import (
	"fmt"
	"strings"
)

// flow reads a list in [ ] or keys in { } and what stands behind it.
type flow struct {
	*sketch
	parent   int
	brackets []bracket
}

// bracket is an open [ or {.
type bracket struct {
	at    int
	value bool // a value has just ended: a comma, a colon or the bracket's end must follow
	colon bool // the entry has had its colon
	plain bool // the value that has just ended has no quotes, so a new line may go on with it
}

func (s *sketch) flow(at, end, parent int) {
	f := &flow{sketch: s, parent: parent}
	after := f.read(at)
	if after < 0 {
		s.next = min(end+1, len(s.text))
		return
	}
	stop := s.eol(after)
	s.next = min(stop+1, len(s.text))
	rest := after
	for rest < stop && s.text[rest] == ' ' {
		rest++
	}
	if rest == stop || s.text[rest] == '#' || s.text[rest] == ':' {
		return
	}
	if stop == end {
		s.specialStart(at, end, parent)
		return
	}
	s.trouble(CodeBracket, rest, s.cut(rest, stop), fmt.Sprintf("%q stands behind the closing bracket, want nothing there", shorten(string(s.text[rest:s.cut(rest, stop)]))),
		"check where the bracket has to close")
}

// read reads from the opening bracket at at to the place behind its closing one;
// -1 if there is none.
func (f *flow) read(at int) (after int) {
	f.brackets = append(f.brackets, bracket{at: at})
	for i := at + 1; i < len(f.text); {
		switch c := f.text[i]; {
		case c == ' ':
			i++
		case c == '\n':
			if f.hopeless || f.ends(i+1) {
				f.unclosed()
				return -1
			}
			i++
		case c == '#' && (f.text[i-1] == ' ' || f.text[i-1] == '\n'):
			i = f.eol(i)
		case c == ']' || c == '}':
			if i++; f.closeBracket(i - 1) {
				return i
			}
		case c == ',':
			f.comma(i)
			i++
		default:
			if i = f.token(i, c); i < 0 {
				return -1
			}
		}
	}
	f.hopeless = true
	f.unclosed()
	return -1
}

// top returns the innermost open bracket.
func (f *flow) top() *bracket { return &f.brackets[len(f.brackets)-1] }

// ends reports whether the line at start cannot be within brackets: it has no
// more indentation than the key before the brackets and begins a key or an item.
func (f *flow) ends(start int) bool {
	if !f.leaves(start, f.parent) {
		return false
	}
	end := f.eol(start)
	first := start
	for first < end && f.text[first] == ' ' {
		first++
	}
	colon := f.colon(first, end, nil)
	return f.isDash(first, end) || colon >= 0 && isWord(f.text[first:colon])
}

func (f *flow) unclosed() {
	at := f.top().at
	f.trouble(CodeBracket, at, at+1, fmt.Sprintf("the bracket %q that opens here is never closed", string(f.text[at])),
		fmt.Sprintf("put %q behind the last item; put a text that begins with a bracket in quotes", string(closer(f.text[at]))))
}

// closer returns the bracket that closes an opening one.
func closer(open byte) byte {
	if open == '[' {
		return ']'
	}
	return '}'
}

// closeBracket ends the innermost bracket and reports whether it was the last.
func (f *flow) closeBracket(at int) bool {
	opening := f.top().at
	if want := closer(f.text[opening]); f.text[at] != want {
		f.trouble(CodeBracket, at, at+1, fmt.Sprintf("%q closes a bracket that was opened with %q, want %q", string(f.text[at]), string(f.text[opening]), string(want)),
			"close brackets in the opposite order of their opening")
	}
	f.brackets = f.brackets[:len(f.brackets)-1]
	if len(f.brackets) == 0 {
		return true
	}
	f.top().value = true
	return false
}

func (f *flow) comma(at int) {
	top := f.top()
	if !top.value && !top.colon {
		f.trouble(CodeComma, at, at+1, "there is nothing before this comma, want an item", "delete the comma, or write the item that is missing")
	}
	top.value, top.colon = false, false
}

// token reads a bracket, a text or a colon and returns the place behind it; -1
// if the text cannot be read on.
func (f *flow) token(at int, c byte) int {
	if c == ':' && (f.top().value && !f.top().plain || f.isBlank(at+1, f.eol(at))) {
		f.colonAt(at)
		return at + 1
	}
	if f.top().value && f.top().plain && strings.IndexByte("[{", c) < 0 {
		return f.plain(at, 'x')
	}
	if f.top().value {
		f.trouble(CodeComma, at, at+1, "a comma is missing before this, want one between two items", "put a comma between them, or put a text with brackets or quotes in it in quotes as a whole")
		f.top().colon = false
	}
	f.top().value, f.top().plain = true, false
	switch {
	case c == '[' || c == '{':
		f.top().value = false
		f.brackets = append(f.brackets, bracket{at: at})
		return at + 1
	case c == '"' || c == '\'':
		after, bad := f.closing(at, f.parent)
		if after < 0 {
			f.trouble(CodeUnclosedQuote, at, at+1, "the quote that opens here is never closed", "close it at the end of the text")
			return -1
		}
		f.backslashes(bad)
		return after
	}
	return f.plain(at, c)
}

func (f *flow) colonAt(at int) {
	top := f.top()
	if top.colon {
		f.trouble(CodeColon, at, at+1, "a second colon with a space behind it stands in this item", "put the text in quotes, or a comma between two items", edit{at: at, width: 1, instead: standIn(':')})
		return
	}
	top.colon, top.value = true, false
}

// plain reads an unquoted text in brackets.
func (f *flow) plain(at int, c byte) int {
	end := f.eol(at)
	i := at
	f.top().plain = true
	if c == '?' { // the long way to write a key
		f.top().value = false
		return at + 1
	}
	if strings.IndexByte("@`%&*!|>-", c) >= 0 {
		i++
		f.specialFlow(at, end, c)
	}
	for ; i < end; i++ {
		switch c := f.text[i]; {
		case strings.IndexByte(",[]{}", c) >= 0, c == ':' && f.isBlank(i+1, end), c == '#' && f.text[i-1] == ' ':
			return i
		case c == '?':
			f.trouble(CodeSpecialStart, i, i+1, `a question mark within brackets means something else to YAML, want the text in quotes`,
				"put the text in quotes", edit{at: i, width: 1, instead: standIn('?')})
		}
	}
	return end
}

// specialFlow reports a text in brackets that begins with a sign that means
// something else to YAML.
func (f *flow) specialFlow(at, end int, c byte) {
	stop := at + 1
	for stop < end && strings.IndexByte(" ,[]{}", f.text[stop]) < 0 {
		stop++
	}
	name := string(f.text[at+1 : stop])
	switch c {
	case '&':
		if isName(name) {
			f.anchors[name] = true
			f.top().value = false
			return
		}
	case '*':
		if isName(name) && f.anchors[name] {
			return
		}
	case '!':
		if isTag(name) {
			f.top().value = false
			return
		}
	case '-':
		if !f.isBlank(stop, end) || stop > at+1 {
			return
		}
	}
	f.trouble(CodeSpecialStart, at, at+1, fmt.Sprintf("a text begins with %q, which means something else to YAML, want it in quotes", string(c)),
		"put the text in quotes", edit{at: at, width: 1, instead: standIn(c)})
}
