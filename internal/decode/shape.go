package decode

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Shape is what a text must look like.
type Shape struct {
	Pattern *regexp.Regexp      // anchored; may be nil where Match is given
	Match   func(string) bool   // the same by hand, for what is read often; nil: Pattern is used
	Want    string              // what it asks for, in words, with an example
	Max     int                 // the most characters it may have; 0: no limit
	Mend    func(string) string // what was probably meant; offered only if it has the shape; may be nil
}

// Fits reports whether text has the shape, its length included.
func (s *Shape) Fits(text string) bool { return !s.tooLong(text) && s.matches(text) }

func (s *Shape) tooLong(text string) bool {
	return s.Max > 0 && len(text) > s.Max && utf8.RuneCountInString(text) > s.Max
}

func (s *Shape) matches(text string) bool {
	if s.Match != nil {
		return s.Match(text)
	}
	return s.Pattern.MatchString(text)
}

// help offers the text that was probably meant.
func (s *Shape) help(text string) string {
	if s.Mend == nil || len(text) > 4*maxShown {
		return ""
	}
	if meant := s.Mend(text); s.Fits(meant) {
		return fmt.Sprintf("did you mean %q?", meant)
	}
	return ""
}

// Shaped reads v as a text of the given shape.
func (r *Reader) Shaped(v yamldoc.Value, shape *Shape) string {
	if r.shaped(v, shape) {
		return v.Text()
	}
	return ""
}

// ID reads v as a text of the given shape, but returns it, without white space
// around it, even if it is not well formed: what refers to it by the same letters
// is then not reported as well.
func (r *Reader) ID(v yamldoc.Value, shape *Shape) string {
	r.shaped(v, shape)
	if text := v.Text(); len(text) <= 4*maxShown {
		return strings.TrimSpace(text)
	}
	return ""
}

// shaped reports whether v has the shape, and says so if not.
func (r *Reader) shaped(v yamldoc.Value, shape *Shape) bool {
	text, kind := v.Text(), v.Kind()
	if kind == yamldoc.Text && shape.Fits(text) {
		return true
	}
	if !r.full() {
		r.misshapen(v, kind, text, shape)
	}
	return false
}

func (r *Reader) misshapen(v yamldoc.Value, kind yamldoc.Kind, text string, shape *Shape) {
	switch {
	case kind != yamldoc.Text && shape.Fits(text):
		r.is(v, yamldoc.Text) // it only lacks its quotes
	case kind != yamldoc.Text:
		r.wrongKind(v, shape.Want, "", "")
	case strings.TrimSpace(text) == "":
		r.empty(v)
	case shape.tooLong(text):
		r.Report(v, CodeTooLong, fmt.Sprintf("%s has %d characters, want at most %d", r.name(v), utf8.RuneCountInString(text), shape.Max), "shorten it; the long form belongs in a title or a text")
	default:
		r.Report(v, CodeWrongShape, fmt.Sprintf("%s is %s, want %s", r.name(v), quote(text), shape.Want), shape.help(text))
	}
}
