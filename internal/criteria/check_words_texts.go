package criteria

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// prose is the texts of a document in which a lexicon found something, gathered
// in one walk for all the checks that share the lexicon.
type prose struct {
	lexicon  *lexicon
	suspects []passage
}

// passage is one text, with the slots of the lexicon that were found in it and
// the steps that lead to it, "*" for any item of a list. The steps are noted on
// the way, because the JSON Pointer of a value is dear.
type passage struct {
	at    yamldoc.Value
	text  string
	slots uint64
	path  []string
}

// prose returns the texts of the document in which a lexicon finds something.
func (s *Subject) prose(x *lexicon) []passage {
	if s.seen.prose == nil || s.seen.prose.lexicon != x {
		s.seen.prose = &prose{lexicon: x}
		s.seen.prose.walk(s.Doc.Root(), make([]string, 0, 32))
	}
	return s.seen.prose.suspects
}

func (p *prose) walk(v yamldoc.Value, path []string) {
	switch v.Kind() {
	case yamldoc.Text:
		text := v.Text()
		if slots := p.lexicon.in(text); slots != 0 && !spec.Unwritten(text) {
			p.suspects = append(p.suspects, passage{v, text, slots, slices.Clone(path)})
		}
	case yamldoc.List:
		for _, item := range v.Items() {
			p.walk(item, append(path, "*"))
		}
	case yamldoc.Map:
		for e := range v.Entries() {
			p.walk(e.Value, append(path, e.Name))
		}
	}
}

// marks are the texts that are still to be written where the mark they begin with is
// itself one of the terms: a strict check that asks for finished texts finds them
// lacking, too, but quietly.
func (w *words) marks(s *Subject) []Problem {
	if !w.strict || !s.unfinished() {
		return nil
	}
	var found []Problem
	for v := range w.at.values(s) {
		eachText(v, func(v yamldoc.Value) bool {
			if spec.Unwritten(v.Text()) && w.opensWithTerm(v.Text()) {
				found = append(found, Problem{At: v, Quiet: true})
			}
			return true
		})
	}
	return found
}

// opensWithTerm reports whether the first word of a text is one of the terms.
func (w *words) opensWithTerm(text string) bool {
	text = strings.TrimSpace(text)
	flat := strings.ReplaceAll(text, "\n", " ")
	return slices.ContainsFunc(w.terms, func(t *term) bool {
		found, ok := w.find(t, text, flat)
		return ok && found.from == 0
	})
}

// below reports whether the passage is at or below any of the patterns, each a
// pattern's steps from the root.
func (g *passage) below(patterns [][]string) bool {
	return slices.ContainsFunc(patterns, func(pattern []string) bool {
		return len(pattern) <= len(g.path) && slices.Equal(pattern, g.path[:len(pattern)])
	})
}

// prosePatterns splits pointer patterns into their steps.
func prosePatterns(pointers []string) [][]string {
	patterns := make([][]string, len(pointers))
	for i, pointer := range pointers {
		patterns[i] = strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	}
	return patterns
}
