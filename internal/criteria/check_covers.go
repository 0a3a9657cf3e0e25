package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// covers asks that everything of one collection is referred to by something of
// another. With `via`, something that is not referred to itself counts as such
// when all that it refers to under that key is: an outcome is assessed where all
// capabilities that it develops are.
type covers struct {
	of, by       int
	through, via string
}

func newCovers(c *Check) (asker, error) {
	k := covers{collectionOf(c.With.Of), collectionOf(c.With.By), c.With.Through, c.With.Via}
	switch {
	case k.of < 0:
		return nil, fmt.Errorf("`of` is %q, want the name of a collection", c.With.Of)
	case k.by < 0:
		return nil, fmt.Errorf("`by` is %q, want the name of a collection", c.With.By)
	case referring[c.With.Through] == "":
		return nil, fmt.Errorf("`through` is %q, want develops, assesses, outcomes or draws_on", c.With.Through)
	}
	return k, nil
}

// referring is, for each key that holds references, the verb for people.
var referring = map[string]string{"develops": "develops", "assesses": "assesses", "outcomes": "holds", "draws_on": "draws on"}

// homes are where the collections stand in the file.
var homes = map[string]string{"methods": "/assessment/methods", "capabilities": "/domains", "statements": "/domains"}

func (c covers) Problems(s *Subject) []Problem {
	wanted := s.collection(c.of)
	if len(wanted) == 0 {
		return nil
	}
	if len(s.collection(c.by)) == 0 {
		return []Problem{c.nobody(s)}
	}
	lacking := c.lacking(s, wanted, c.referred(s, true))
	if len(lacking) == 0 || !s.unfinished() {
		return problemsOf(lacking, c.problem)
	}
	// What only something still to be written refers to, or may refer to, and what
	// is still to be written itself, lacks it quietly.
	loud := c.lacking(s, lacking, c.referred(s, false))
	open := c.anyOpen(s)
	return problemsOf(lacking, func(e spec.Element) Problem {
		if open || s.idle(e.At) || !slices.ContainsFunc(loud, func(l spec.Element) bool { return l.At == e.At }) {
			return Problem{At: idOf(e), Quiet: true}
		}
		return c.problem(e)
	})
}

// anyOpen reports whether something that could refer is still to be written and
// does not say yet to what.
func (c covers) anyOpen(s *Subject) bool {
	return slices.ContainsFunc(s.collection(c.by), func(e spec.Element) bool {
		return s.idle(e.At) && e.At.Get(c.through).Len() == 0
	})
}

func problemsOf(elements []spec.Element, problem func(spec.Element) Problem) []Problem {
	var found []Problem
	for _, e := range elements {
		found = append(found, problem(e))
	}
	return found
}

// lacking returns those of the elements wanted that nothing refers to, nor stands
// in for.
func (c covers) lacking(s *Subject, wanted []spec.Element, referred map[string]bool) []spec.Element {
	var all []spec.Element
	var standIns map[string]bool
	for _, e := range wanted {
		if referred[e.ID] {
			continue
		}
		if c.via != "" && standIns == nil {
			standIns = c.standIns(s, referred)
		}
		if !standIns[e.ID] {
			all = append(all, e)
		}
	}
	return all
}

// nobody is the one gap there is where nothing could refer to anything.
func (c covers) nobody(s *Subject) Problem {
	home := homes[collections[c.by].name]
	if home == "" {
		home = "/" + collections[c.by].name
	}
	v := s.Doc.At(home)
	if v.Kind() == yamldoc.Absent {
		return Problem{At: v, Message: nameOf(v) + " is missing"}
	}
	return Problem{At: v, Quiet: true}
}

func (c covers) problem(e spec.Element) Problem {
	by := kindWord(collections[c.by].kind)
	return Problem{At: idOf(e), Message: fmt.Sprintf("no %s %s %s", by, referring[c.through], called(e))}
}

// referred gathers the ids that are referred to; those that only something still
// to be written refers to may be left out.
func (c covers) referred(s *Subject, writtenOnly bool) map[string]bool {
	ids := map[string]bool{}
	links := s.Spec.Links()
	for i := range links {
		if links[i].Field == c.through && links[i].From.Kind == collections[c.by].kind && !(writtenOnly && s.idle(links[i].From.At)) {
			ids[strings.TrimSpace(links[i].Ref.ID)] = true
		}
	}
	return ids
}

// standIns gathers the ids of those elements all of whose references under the
// key via are referred to.
func (c covers) standIns(s *Subject, referred map[string]bool) map[string]bool {
	all := map[string]bool{}
	links := s.Spec.Links()
	for i := range links {
		l := &links[i]
		if l.Field != c.via || l.From.Kind != collections[c.of].kind {
			continue
		}
		before, known := all[l.From.ID]
		all[l.From.ID] = (before || !known) && referred[l.Ref.ID]
	}
	return all
}
