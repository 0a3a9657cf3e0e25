package criteria

import (
	"fmt"
	"regexp"
	"sync"
)

// term is one term with its expressions, which are compiled when a text that
// could hold the term is first met.
type term struct {
	Term
	compile func() (expressions, error)
}

// expressions are the compiled parts of a term. unless is nil where nothing
// excuses a match.
type expressions struct{ match, unless *regexp.Regexp }

// newTerms wraps the expression of every term in a head and a tail.
func newTerms(terms []Term, head, tail string) []*term {
	all := make([]*term, len(terms))
	for i, data := range terms {
		if data.First == nil {
			data.First, data.Closer = stemsOf(data.Match, fewStems), stemsOf(data.Match, manyStems)
		}
		all[i] = &term{
			Term:    data,
			compile: sync.OnceValues(func() (expressions, error) { return data.compiled(head, tail) }),
		}
	}
	return all
}

// countTerms refuses more terms than a lexicon tells apart.
func countTerms(n int) error {
	if n > mostSlots {
		return fmt.Errorf("%d terms are given, want at most %d", n, mostSlots)
	}
	return nil
}

func (t Term) compiled(head, tail string) (e expressions, err error) {
	if e.match, err = expression(head + t.Match + tail); err != nil {
		return expressions{}, err
	}
	if e.match.MatchString("") {
		return expressions{}, fmt.Errorf("the expression %s matches an empty text", quoted(t.Match))
	}
	if t.Unless != "" {
		if e.unless, err = expression("(?i)(?:" + t.Unless + ")"); err != nil {
			return expressions{}, err
		}
	}
	return e, nil
}

// expressions returns the compiled parts; none if the term is not well formed.
func (t *term) expressions() expressions {
	e, err := t.compile()
	if err != nil {
		return expressions{}
	}
	return e
}

// prepareTerms compiles every term now.
func prepareTerms(terms []*term) error {
	for _, t := range terms {
		if _, err := t.compile(); err != nil {
			return err
		}
	}
	return nil
}

// stemsOfAll are pieces of which a text must hold at least one if it matches any
// of the terms; nil if that is not known of all.
func stemsOfAll(terms []*term) []string {
	var all []string
	for _, t := range terms {
		if t.First == nil {
			return nil
		}
		all = append(all, t.First...)
	}
	if all == nil {
		return nil
	}
	return withoutLonger(all)
}

// lexiconByTerm has a slot for each term.
func lexiconByTerm(terms []*term) *lexicon {
	slots := make([][]string, len(terms))
	for i, t := range terms {
		slots[i] = t.Closer
	}
	return newLexicon(slots...)
}
