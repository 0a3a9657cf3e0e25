package criteria

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// wholePillar tells of capabilities, domains and statements that map to every
// item of a pillar: coverage then looks better than the text may be.
type wholePillar struct{}

func newWholePillar(*Check) (asker, error) { return wholePillar{}, nil }

func (wholePillar) Problems(s *Subject) []Problem {
	var found []Problem
	all := s.mappings()
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].from == all[i].from {
			j++
		}
		found = append(found, wholePillars(all[i].from, all[i:j])...)
		i = j
	}
	return found
}

// wholePillars looks at the mappings of one element.
func wholePillars(from spec.Element, mappings []mapped) []Problem {
	const smallest = 3 // a pillar of one or two items is soon mapped in full
	if len(mappings) < smallest {
		return nil
	}
	hit := map[*framework.Framework]map[string]bool{}
	var order []*framework.Framework
	for i := range mappings {
		f := mappings[i].res.Framework
		if f == nil || mappings[i].ref.Strength == "partial" {
			continue // a mapping that is said to be partial flatters nobody
		}
		if hit[f] == nil {
			hit[f] = map[string]bool{}
			order = append(order, f)
		}
		hit[f][mappings[i].res.Item.Number] = true
	}
	var found []Problem
	for _, f := range order {
		for _, p := range f.Pillars {
			if len(p.Items) >= smallest && coversPillar(p, hit[f]) {
				found = append(found, Problem{At: from.At.Get("maps_to"), Message: fmt.Sprintf(
					"%s maps to the whole of pillar %s of %s (%s to %s), which makes coverage look better than it may be",
					called(from), p.Number, f.Ref(), p.Items[0].Number, p.Items[len(p.Items)-1].Number)})
			}
		}
	}
	return found
}

func coversPillar(p framework.Pillar, hit map[string]bool) bool {
	for _, item := range p.Items {
		if !hit[item.Number] {
			return false
		}
	}
	return true
}
