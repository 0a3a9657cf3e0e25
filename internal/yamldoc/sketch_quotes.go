package yamldoc

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoted reads a text in quotes and what stands behind it.
func (s *sketch) quoted(at, end, parent int) {
	after, bad := s.closing(at, parent)
	if after < 0 {
		s.unclosed(at, end)
		s.continuation(parent)
		return
	}
	s.backslashes(bad)
	stop := s.eol(after)
	s.next = min(stop+1, len(s.text))
	rest := after
	for rest < stop && s.text[rest] == ' ' {
		rest++
	}
	if rest == stop || s.text[rest] == '#' {
		return
	}
	s.behindQuote(at, after, rest, stop)
	s.continuation(parent)
}

// closing returns the place behind the quote that closes the one at at, or -1.
// A line with no more indentation than parent cannot be part of the text: the
// quote before it was never closed. bad are backslashes that mean nothing.
func (s *sketch) closing(at, parent int) (after int, bad []int) {
	quote := s.text[at]
	for i := at + 1; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '\n':
			if s.hopeless || s.leaves(i+1, parent) {
				return -1, nil
			}
		case c == '\\' && quote == '"':
			if !knownEscape(s.text[i:]) {
				bad = append(bad, i)
			} else if i+1 < len(s.text) && s.text[i+1] != '\n' {
				i++
			}
		case c != quote:
		case quote == '\'' && i+1 < len(s.text) && s.text[i+1] == '\'':
			i++
		default:
			return i + 1, bad
		}
	}
	s.hopeless = true
	return -1, nil
}

// leaves reports whether the line at start has something in it and no more
// indentation than parent.
func (s *sketch) leaves(start, parent int) bool {
	first := start
	for first < len(s.text) && s.text[first] == ' ' {
		first++
	}
	if first == len(s.text) || s.text[first] == '\n' {
		return false
	}
	return first-start <= parent
}

// knownEscape reports whether a sequence that begins with a backslash means
// something in double quotes.
func knownEscape(sequence []byte) bool {
	if len(sequence) < 2 {
		return true
	}
	digits := 0
	switch sequence[1] {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return strings.IndexByte("0abt\tnvfre \"'\\N_LP\n", sequence[1]) >= 0
	}
	if len(sequence) < 2+digits {
		return false
	}
	code := rune(0)
	for _, c := range sequence[2 : 2+digits] {
		i := strings.IndexByte("0123456789abcdef", c|0x20)
		if i < 0 || code > unicode.MaxRune {
			return false
		}
		code = code<<4 + rune(i)
	}
	return utf8.ValidRune(code)
}

// backslashes reports backslashes in double quotes that mean nothing, the first
// in words and all as mends.
func (s *sketch) backslashes(bad []int) {
	if len(bad) == 0 {
		return
	}
	var edits []edit
	for _, at := range bad {
		edits = append(edits, edit{at: at, width: 1, instead: standIn('\\')})
	}
	first := bad[0]
	sequence := s.text[first:min(first+2, len(s.text))]
	if first+1 < len(s.text) {
		sequence = s.text[first : first+1+width(s.text, first+1)]
	}
	s.trouble(CodeBackslash, first, first+len(sequence), fmt.Sprintf("in double quotes a backslash begins a special sign, and %s is none", sequence),
		`write each backslash twice, or use single quotes, in which it means itself: 'C:\Users'`, edits...)
}

// unclosed reports a quote that is never closed and reads the line as text.
func (s *sketch) unclosed(at, end int) {
	kind, help := "double", "close it at the end of the text"
	if s.text[at] == '\'' {
		kind, help = "single", "close it at the end of the text; put a text that begins with an apostrophe in double quotes"
	}
	s.trouble(CodeUnclosedQuote, at, at+1, fmt.Sprintf("the %s quote that opens here is never closed", kind), help, s.loosen(at, end)...)
}

// behindQuote reports what stands between a closing quote and the line's end. A
// text of one line is mended: it is read as if it had no quotes.
func (s *sketch) behindQuote(at, after, rest, stop int) {
	var edits []edit
	if s.eol(at) == stop {
		edits = s.loosen(at, stop)
	}
	text := string(s.text[at:s.cut(at, stop)])
	if s.text[rest] == ':' && s.isBlank(rest+1, stop) {
		s.trouble(CodeColon, rest, rest+1, fmt.Sprintf("a colon with a space behind it begins a new key within the text %q", shorten(text)),
			whole(text), edits...)
		return
	}
	help := whole(text)
	if s.text[at] == '\'' && rest == after && unicode.IsLetter(rune(s.text[after-2])) && unicode.IsLetter(rune(s.text[rest])) {
		help = `in single quotes write an apostrophe twice, or use double quotes: "people's"`
	}
	s.trouble(CodeBehindQuote, rest, s.cut(rest, stop), fmt.Sprintf("%q stands behind the closing quote, want nothing there", shorten(string(s.text[rest:s.cut(rest, stop)]))), help, edits...)
}

// whole says how to put a text that has quotes in it into quotes.
func whole(text string) string {
	if quoted := inQuotes(text); quoted != "" && !strings.Contains(text, "\n") {
		return "put the whole text in quotes: " + quoted
	}
	return `put the whole text in single quotes, and write an apostrophe in it twice: 'the patients'' "own" words'`
}
