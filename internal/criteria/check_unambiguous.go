package criteria

import (
	"fmt"
	"math/bits"
)

// unambiguous asks that no reference within the file could mean things of
// different kinds. Two things of one kind with one id are the business of unique.
type unambiguous struct{}

func newUnambiguous(*Check) (asker, error) { return unambiguous{}, nil }

func (unambiguous) Problems(s *Subject) []Problem {
	var found []Problem
	links := s.Spec.Links()
	for i := range links {
		l := &links[i]
		kinds := s.targets(l)
		if bits.OnesCount16(uint16(kinds)) < 2 {
			continue
		}
		found = append(found, Problem{At: l.Ref.At, Message: fmt.Sprintf("%s is %s, which could mean %s",
			nameOf(l.Ref.At), quoted(l.Ref.ID), listed(kinds.words(), "or"))})
	}
	return found
}

// words names the kinds of a set: "the domain", "the capability".
func (k kindSet) words() []string {
	var words []string
	for i := range collections {
		if k&(1<<i) != 0 {
			words = append(words, "the "+kindWord(collections[i].kind))
		}
	}
	if k&bareDomain != 0 {
		words = append(words, "the domain")
	}
	return words
}
