package yamldoc

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// sketch reads a text that the parser would not, line by line and with much
// forgiveness, to find out what people got wrong in it. It knows as much of YAML
// as the strict part has. What it finds is reported at its place, and where the
// mend is clear it is noted as edits, so that the text can be parsed after all.
// It goes over the text once, whatever is in it.
type sketch struct {
	*report
	text   []byte
	places *places
	spaces bool // only look for spaces that YAML does not take for such

	lineStart, next int  // offset of the line being read and of the next to read
	shift           int  // bytes by which characters so far make this line longer
	rooted          bool // whether the outermost value has begun
	open            []level
	closed          level // the last level that a line with less indentation ended
	anchors         map[string]bool
	asked           int  // the column of a "?" whose ":" has not come, or -1
	hopeless        bool // a quote or bracket was looked for up to the end in vain

	edits         []edit
	troubles      int
	beyondMending bool
}

// level is a list or a group of keys that further lines may belong to.
type level struct {
	column  int // of its dashes or keys, from 0
	list    bool
	waiting bool // the last dash or key has no value yet
	line    int  // offset of the line it was begun in
}

func newSketch(r *report, text []byte) *sketch {
	return &sketch{report: r, text: text, places: newPlaces(text), anchors: map[string]bool{}, asked: -1}
}

// ordinarySpaces returns text with ordinary spaces where YAML needs one and an
// unusual one stands.
func ordinarySpaces(r *report, text []byte) []byte {
	s := newSketch(r, text)
	s.spaces = true
	s.read()
	return apply(text, s.edits)
}

// read goes over the whole text.
func (s *sketch) read() {
	for s.next < len(s.text) {
		s.readLine()
	}
}

// trouble reports a finding at the characters from start to end, mended by edits;
// without any, the text cannot be parsed. Where tabs were in the indentation,
// columns say nothing of what is meant, and the tabs are reported already.
func (s *sketch) trouble(code string, start, end int, message, help string, edits ...edit) {
	if s.spaces && code != CodeHardSpace {
		return
	}
	s.edits = append(s.edits, edits...)
	s.beyondMending = s.beyondMending || len(edits) == 0
	s.troubles++
	if s.full(code) || s.tabbed && (code == CodeIndentation || code == CodeMisaligned) {
		return
	}
	s.add(finding.Finding{
		Pos: s.places.pos(start), End: s.places.pos(max(start, end)), Code: code, Severity: finding.Error,
		Message: message, Help: help,
	})
}

// eol returns the end of the line that at is in.
func (s *sketch) eol(at int) int {
	if i := bytes.IndexByte(s.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(s.text)
}

// number returns the number of the line that at is in.
func (s *sketch) number(at int) int { return s.places.pos(at).Line }

// column returns the column of at in the line being read, from 0.
func (s *sketch) column(at int) int { return at - s.lineStart - s.shift }

// readLine reads the next line and whatever belongs to the text that begins in it.
func (s *sketch) readLine() {
	s.lineStart, s.shift = s.next, 0
	end := s.eol(s.next)
	s.next = min(end+1, len(s.text))
	at := s.blanks(s.lineStart, end)
	if at == end || s.text[at] == '#' {
		return
	}
	switch {
	case at == s.lineStart && marks(s.text[at:end], "---"):
		if at = s.blanks(at+3, end); at < end && s.text[at] != '#' {
			s.rooted = true
			s.value(at, end, -1)
		}
	case s.isDash(at, end):
		s.item(at, end)
	case (s.text[at] == '?' || s.text[at] == ':') && s.isBlank(at+1, end):
		s.longForm(at, end)
	default:
		if colon := s.key(at, end); colon >= 0 {
			s.entry(at, colon, end)
		} else {
			s.bare(at, end)
		}
	}
}

// blanks returns the first place from at on that has no space. Spaces that YAML
// does not take for such are reported, a run of them once, and mended on the way.
func (s *sketch) blanks(at, end int) int {
	for at < end {
		if s.text[at] == ' ' {
			at++
			continue
		}
		var spaces []edit
		start, first := at, rune(0)
		for at < end {
			size := s.hardSpace(at)
			if size == 0 {
				break
			}
			spaces = append(spaces, edit{at: at, width: size, instead: " "})
			if r, _ := utf8.DecodeRune(s.text[at:]); r != goneRune && first == 0 {
				first = r
			}
			s.shift += size - 1
			at += size
		}
		if len(spaces) == 0 {
			break
		}
		s.unusual(start, at, first, spaces)
	}
	return at
}

// unusual reports a run of unusual spaces, unless all of it is reported already.
func (s *sketch) unusual(start, end int, first rune, spaces []edit) {
	if first == 0 {
		s.edits = append(s.edits, spaces...)
		return
	}
	before := len(s.found)
	s.trouble(CodeHardSpace, start, end, called(first)+" stands where YAML needs an ordinary space, want that",
		"delete it and press the space bar; it often comes from Word or a web page", spaces...)
	if len(s.found) > before {
		f := &s.found[before]
		f.Edits = []finding.Edit{{Pos: f.Pos, End: f.End, New: strings.Repeat(" ", len(spaces))}}
	}
}

// hardSpace returns how many bytes the unusual space at at has, 0 if there is none.
func (s *sketch) hardSpace(at int) int {
	if s.text[at] < 0xa0 {
		return 0
	}
	size := width(s.text, at)
	character := s.text[at : at+size]
	if string(character) == gone || classify(bytes.Runes(character)[0]) == hardSpace {
		return size
	}
	return 0
}

// isBlank reports whether at is at the end of its line or at a space.
func (s *sketch) isBlank(at, end int) bool { return at >= end || s.text[at] == ' ' }

// isDash reports whether a list item begins at at.
func (s *sketch) isDash(at, end int) bool {
	return s.text[at] == '-' && (s.isBlank(at+1, end) || s.hardSpace(at+1) > 0)
}

// key returns where the colon is that ends the key which begins at at, or -1.
func (s *sketch) key(at, end int) int {
	from := at
	if quote := s.text[at]; quote == '"' || quote == '\'' {
		if from = s.sameLineQuote(at, end); from < 0 {
			return -1
		}
		for from < end && s.text[from] == ' ' {
			from++
		}
		if from < end && s.text[from] == ':' && s.isBlank(from+1, end) {
			return from
		}
		return -1
	}
	if bytes.IndexByte([]byte("[{|>@`%,]}#"), s.text[at]) >= 0 {
		return -1
	}
	return s.colon(at, s.cut(from, end), isWord)
}

// colon returns the first colon from at on with a space or the line's end behind
// it, or -1. With words, an unusual space will do behind a word of a format.
func (s *sketch) colon(at, end int, words func([]byte) bool) int {
	for i := at; i < end; i++ {
		next := bytes.IndexByte(s.text[i:end], ':')
		if next < 0 {
			return -1
		}
		i += next
		if s.isBlank(i+1, end) || words != nil && s.hardSpace(i+1) > 0 && words(s.text[at:i]) {
			return i
		}
	}
	return -1
}

// isWord reports whether text looks like the key of a format: small letters,
// digits and underscores.
func isWord(text []byte) bool {
	for i, c := range text {
		if !(c >= 'a' && c <= 'z' || c == '_' || i > 0 && c >= '0' && c <= '9') {
			return false
		}
	}
	return len(text) > 0
}

// cut returns where a remark cuts off the text that begins at at: behind the
// last character that is no space.
func (s *sketch) cut(at, end int) int {
	if i := bytes.Index(s.text[at:end], []byte(" #")); i >= 0 {
		end = at + i
	}
	for end > at && s.text[end-1] == ' ' {
		end--
	}
	return end
}

// sameLineQuote returns the place behind the quote that closes the one at at in
// the same line, or -1.
func (s *sketch) sameLineQuote(at, end int) int {
	quote := s.text[at]
	for i := at + 1; i < end; i++ {
		switch {
		case s.text[i] == '\\' && quote == '"':
			i++
		case s.text[i] != quote:
		case quote == '\'' && i+1 < end && s.text[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	return -1
}
