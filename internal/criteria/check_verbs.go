package criteria

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// verbs asks how a statement opens, once bullets, lead-ins ("the practitioner
// can") and adverbs are passed over. With terms it names openings that nobody
// can assess; with a list of verbs it names openings that are not on it. What is
// on neither is unknown, not wrong.
type verbs struct {
	at       places
	terms    openings
	known    func() map[string]bool // base forms; nil: only the terms are asked
	unusable func() openings        // left to another check
	skip     func() *regexp.Regexp
	pattern  string // of skip
}

// openingHead and openingTail hold an expression to whole words at the beginning.
const openingHead, openingTail = `(?i)^(?:`, `)(?:[^a-z0-9'-]|$)`

func newVerbs(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	if err == nil && len(c.With.Terms) == 0 && len(c.With.Verbs) == 0 {
		err = fmt.Errorf("neither `terms` nor `verbs` is given, so nothing is asked")
	}
	if err == nil {
		err = countTerms(max(len(c.With.Terms), len(c.With.Unusable)))
	}
	v := &verbs{at: at, terms: newOpenings(c.With.Terms)}
	if len(c.With.Verbs) > 0 {
		v.known = sync.OnceValue(func() map[string]bool { return knownVerbs(c.With.Verbs) })
	}
	v.unusable = sync.OnceValue(func() openings {
		terms := make([]Term, len(c.With.Unusable))
		for i, match := range c.With.Unusable {
			terms[i].Match = match
		}
		return newOpenings(terms)
	})
	if len(c.With.Skip) > 0 {
		v.pattern = openingHead + strings.Join(c.With.Skip, "|") + `)[\s:,]+`
	}
	v.skip = sync.OnceValue(func() *regexp.Regexp {
		re, err := expression(v.pattern)
		if err != nil {
			return nil // prepare says so
		}
		return re
	})
	return v, err
}

func (c *verbs) prepare() error {
	if _, err := expression(c.pattern); err != nil {
		return err
	}
	if err := prepareTerms(c.terms.terms); err != nil {
		return err
	}
	return prepareTerms(c.unusable().terms)
}

func (c *verbs) Problems(s *Subject) []Problem {
	var problems []Problem
	for v := range c.at.values(s) {
		if v.Kind() != yamldoc.Text {
			continue
		}
		if spec.Unwritten(v.Text()) {
			problems = append(problems, Problem{At: v, Quiet: true})
			continue
		}
		if p, found := c.ask(v, v.Text()); found {
			problems = append(problems, p)
		}
	}
	return problems
}

func (c *verbs) ask(v yamldoc.Value, text string) (Problem, bool) {
	if c.known != nil && c.isKnown(firstWord(text)) {
		return Problem{}, false // the common case needs no expression
	}
	if c.known == nil && c.terms.told().in(text[:runeStart(text, 4*longestOpening)]) == 0 {
		return Problem{}, false
	}
	at := c.opening(text)
	rest := text[at:]
	if t, found := c.terms.begin(rest); found {
		return openingProblem(v, text, at, t), true
	}
	if c.known == nil {
		return Problem{}, false
	}
	word := firstWord(rest)
	if _, found := c.unusable().begin(rest); found || word == "" || c.isKnown(word) {
		return Problem{}, false
	}
	return c.unknown(v, text, at, word), true
}

// openings are terms held to the beginning of a statement.
type openings struct {
	terms []*term
	told  func() *lexicon // a slot for each term
}

func newOpenings(terms []Term) openings {
	o := openings{terms: newTerms(terms, openingHead, openingTail)}
	o.told = sync.OnceValue(func() *lexicon { return lexiconByTerm(o.terms) })
	return o
}

// begin returns the first of the openings that a text has.
func (o openings) begin(text string) (found openingTerm, ok bool) {
	head := text[:runeStart(text, longestOpening)]
	told := o.told().in(head)
	for i, t := range o.terms {
		if told&(1<<i) == 0 {
			continue
		}
		re := t.expressions().match
		if re == nil {
			continue // prepare says so
		}
		if m := re.FindStringIndex(head); m != nil {
			return openingTerm{t, strings.TrimRight(head[:m[1]], " \n.,;:")}, true
		}
	}
	return openingTerm{}, false
}

// longestOpening is how much of a statement its opening can be, in bytes.
const longestOpening = 160

// openingTerm is a term with the words of a text that match it.
type openingTerm struct {
	*term
	words string
}

func openingProblem(v yamldoc.Value, text string, at int, t openingTerm) Problem {
	p := placedWords(v, text, at, t.words)
	p.Message = fmt.Sprintf("%s opens with %s, which cannot be observed or marked", nameOf(v), quoted(t.words))
	if t.Instead != "" {
		p.Message += ", want a verb such as " + t.Instead
	}
	return p
}

func (c *verbs) unknown(v yamldoc.Value, text string, at int, word string) Problem {
	p := placedWords(v, text, at, word)
	p.Message = fmt.Sprintf("%s opens with %s, want a verb that says what is to be done", nameOf(v), quoted(word))
	if base := c.fromGerund(word); base != "" {
		p.Help = fmt.Sprintf("write %q, so that the line says what the practitioner does", base)
	}
	return p
}

func placedWords(v yamldoc.Value, text string, at int, words string) Problem {
	from := utf8.RuneCountInString(text[:at])
	return Problem{At: v, From: from, To: from + utf8.RuneCountInString(words)}
}
