package criteria

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// unique asks that the texts found at its places differ from each other. Where
// `by` names a key, the items are compared by it.
type unique struct {
	at places
	by string
}

func newUnique(c *Check) (asker, error) {
	if c.With.Of == "ids" {
		return uniqueIDs{}, nil
	}
	if c.With.Of != "" {
		return nil, fmt.Errorf("`of` is %q, want \"ids\" or nothing", c.With.Of)
	}
	if len(c.At) == 0 {
		return nil, fmt.Errorf("`at` is missing, so nothing is compared")
	}
	at, err := newPlaces(c.At)
	return unique{at, c.With.By}, err
}

func (c unique) Problems(s *Subject) []Problem {
	var found []Problem
	first := map[string]yamldoc.Value{}
	for v := range c.at.values(s) {
		if c.by != "" {
			v = v.Get(c.by)
		}
		if v.Kind() != yamldoc.Text || v.Text() == "" {
			continue
		}
		if before, again := first[v.Text()]; again {
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, which line %d has already", nameOf(v), quoted(v.Text()), before.Pos().Line)})
			continue
		}
		first[v.Text()] = v
	}
	return found
}

// uniqueIDs asks that no two elements of one kind share an id.
type uniqueIDs struct{}

func (uniqueIDs) Problems(s *Subject) []Problem {
	repeated := s.ids().repeated
	if len(repeated) == 0 {
		return nil
	}
	type key struct {
		kind spec.Kind
		id   string
	}
	first := map[key]spec.Element{}
	for i := range collections {
		for _, e := range s.Spec.Elements(collections[i].kind) {
			if _, known := first[key{e.Kind, e.ID}]; !known {
				first[key{e.Kind, e.ID}] = e
			}
		}
	}
	found := make([]Problem, 0, len(repeated))
	for _, e := range repeated {
		v := idOf(e)
		found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, which the %s in line %d has already",
			nameOf(v), quoted(e.ID), kindWord(e.Kind), first[key{e.Kind, e.ID}].At.Pos().Line)})
	}
	return found
}
