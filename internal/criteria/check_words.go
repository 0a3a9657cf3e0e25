package criteria

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// words asks that texts do without certain terms. Unless it is strict, a term
// that is quoted, negated or only spoken of is no misuse. One text yields at
// most one problem for each term, and one that is still to be written yields none:
// its words are not the specification's, but for the mark it begins with (see marks).
type words struct {
	at     places
	all    bool // the places are every text of the document
	skip   [][]string
	strict bool
	terms  []*term
	own    func() *lexicon // of this check
	shared func() *lexicon // of all checks that look through every text; nil: not shared
	slot   uint64          // its slot in the shared lexicon
	byTerm func() *lexicon // a closer look: a slot for each term
}

// mostMatches is how many places in one text are looked at for each term.
const mostMatches = 32

func newWords(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	if err == nil {
		err = countTerms(len(c.With.Terms))
	}
	w := &words{
		at: at, all: slices.Equal(c.At, []string{everyText}),
		skip: prosePatterns(c.With.Skip), strict: c.With.Strict,
		terms: newTerms(c.With.Terms, `(?i)(?:`, `)`),
	}
	w.own = sync.OnceValue(func() *lexicon { return newLexicon(stemsOfAll(w.terms)) })
	w.byTerm = sync.OnceValue(func() *lexicon { return lexiconByTerm(w.terms) })
	return w, err
}

func (w *words) prepare() error { return prepareTerms(w.terms) }

func (w *words) Problems(s *Subject) []Problem {
	problems := w.marks(s)
	if w.all {
		x, slot := w.own, uint64(1)
		if w.shared != nil {
			x, slot = w.shared, w.slot
		}
		texts := s.prose(x())
		for i := range texts {
			if g := &texts[i]; g.slots&slot != 0 && !g.below(w.skip) {
				problems = w.ask(g.at, g.text, problems)
			}
		}
		return problems
	}
	suspects := w.own()
	for v := range w.at.values(s) {
		eachText(v, func(v yamldoc.Value) bool {
			if text := v.Text(); suspects.in(text) != 0 && !spec.Unwritten(text) {
				problems = w.ask(v, text, problems)
			}
			return true
		})
	}
	return problems
}

// ask looks for every term in one text.
func (w *words) ask(v yamldoc.Value, text string, problems []Problem) []Problem {
	flat := strings.ReplaceAll(text, "\n", " ")
	told := w.byTerm().in(text)
	for i, t := range w.terms {
		if told&(1<<i) == 0 {
			continue
		}
		if found, ok := w.find(t, text, flat); ok {
			problems = append(problems, t.problem(v, text, found))
		}
	}
	return problems
}

// find returns the first place where a text misuses a term. flat is the text
// with spaces for line breaks.
func (w *words) find(t *term, text, flat string) (span, bool) {
	re := t.expressions()
	if re.match == nil {
		return span{}, false // prepare says so
	}
	var quotes []span
	for i, m := range re.match.FindAllStringSubmatchIndex(flat, mostMatches) {
		found := meant(m)
		around := sentenceAround(text, found.from, found.to)
		if i == 0 && !w.strict {
			quotes = quotations(text)
		}
		switch {
		case re.unless != nil && excused(re.unless, around, m[0]-around.start, m[1]-around.start):
		case !w.strict && (isQuoted(quotes, found) || around.mentioned() || around.negated()):
		default:
			return found, true
		}
	}
	return span{}, false
}

// meant is the part of a match that is at fault: the first group that took part
// in it, or else all of it.
func meant(match []int) span {
	for i := 2; i < len(match); i += 2 {
		if match[i] >= 0 {
			return span{match[i], match[i+1]}
		}
	}
	return span{match[0], match[1]}
}

// excused reports whether an expression overlaps a match, given by its place in
// the sentence.
func excused(unless *regexp.Regexp, s sentence, from, to int) bool {
	flat := strings.ReplaceAll(s.text, "\n", " ")
	return slices.ContainsFunc(unless.FindAllStringIndex(flat, mostMatches), func(m []int) bool {
		return m[0] < to && from < m[1]
	})
}

func isQuoted(quotes []span, found span) bool {
	return slices.ContainsFunc(quotes, func(q span) bool { return q.from < found.from && found.to < q.to })
}

// problem is what to say of a find.
func (t *term) problem(v yamldoc.Value, text string, found span) Problem {
	from := utf8.RuneCountInString(text[:found.from])
	p := Problem{At: v, From: from, To: from + utf8.RuneCountInString(text[found.from:found.to])}
	p.Message = fmt.Sprintf("%s says %s", nameOf(v), quoted(text[found.from:found.to]))
	if t.Instead != "" {
		p.Message += ", want " + t.Instead
	}
	return p
}
