package criteria

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Bounds on the search for what was meant: a file with more wrong references, or
// more ids to choose from, is told what is wrong, but not what was meant.
const (
	maxProposals = 20
	maxChoices   = 256
	maxListed    = 12
)

// resolvesLinks asks that every reference within the file leads to something.
type resolvesLinks struct{}

func (resolvesLinks) Problems(s *Subject) []Problem {
	var found []Problem
	links := s.Spec.Links()
	for i := range links {
		l := &links[i]
		if l.Ref.ID == "" || s.targets(l) != 0 {
			continue
		}
		p := Problem{At: l.Ref.At, Message: fmt.Sprintf("%s is %s, want %s", nameOf(l.Ref.At), quoted(l.Ref.ID), wanted(l))}
		if len(found) < maxProposals {
			p.Help = choicesFor(s, l)
		}
		found = append(found, p)
	}
	return found
}

// wanted says what a reference may mean.
func wanted(l *spec.Link) string {
	var words []string
	for _, k := range l.To {
		switch {
		case len(l.To) > len(collections)/2:
			return "an id that is in use in this file"
		case k == spec.KindDomain:
			words = append(words, "of a domain without capabilities")
		default:
			words = append(words, "of "+article(kindWord(k)))
		}
	}
	return "the id " + listed(words, "or")
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) && noun != "unit" {
		return "an " + noun
	}
	return "a " + noun
}

// choicesFor says what somebody who wrote a reference that leads nowhere can write
// instead.
func choicesFor(s *Subject, l *spec.Link) string {
	var choices []string
	listedAlready := map[string]bool{} // things of two kinds may share an id
	for _, k := range l.To {
		for _, e := range s.Spec.Elements(k) {
			if k == spec.KindDomain && e.At.Get("capabilities").Present() {
				if e.ID == l.Ref.ID {
					return domainHelp(e)
				}
				continue
			}
			if !listedAlready[e.ID] {
				listedAlready[e.ID] = true
				choices = append(choices, e.ID)
			}
		}
	}
	switch {
	case len(choices) == 0:
		return "there is nothing of the kind in this file yet; add it, or take the reference out"
	case len(choices) <= maxListed:
		return "the ids to choose from are " + listed(choices, "and")
	case len(choices) <= maxChoices:
		if near := nearest.Word(l.Ref.ID, choices); near != "" {
			return fmt.Sprintf("did you mean %q?", near)
		}
	}
	return "the ids to choose from are " + fewOf(choices, maxListed)
}

// domainHelp names what can be referred to instead of a domain that has
// capabilities.
func domainHelp(e spec.Element) string {
	var ids []string
	for _, c := range e.At.Get("capabilities").Items() {
		if id := c.Get("id").Text(); id != "" && len(ids) <= maxListed {
			ids = append(ids, id)
		}
	}
	return fmt.Sprintf("domain %s has capabilities; name those that are meant: %s", quoted(e.ID), fewOf(ids, maxListed))
}
