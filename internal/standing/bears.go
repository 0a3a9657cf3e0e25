package standing

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
)

// Bears says which criteria of a pack some changed parts bear on, with the parts
// that their checks read. A criterion that no check feeds is for reviewers alone;
// nobody but they can tell what it rests on, so every change bears on it.
func Bears(pack *criteria.Pack, changed []Part) map[string][]Part {
	found := map[string][]Part{}
	for i := range pack.Criteria {
		c := &pack.Criteria[i]
		reads, everything := readBy(c)
		for _, p := range changed {
			if everything || p.Key == "" || slices.Contains(reads, p.Key) {
				found[c.ID] = append(found[c.ID], p)
			}
		}
	}
	return found
}

// keysOf are the top-level keys that hold a collection's elements.
var keysOf = map[string][]string{
	"units": {"units"}, "activities": {"activities"}, "domains": {"domains"}, "capabilities": {"domains"},
	"statements": {"domains"}, "outcomes": {"outcomes"}, "methods": {"assessment"},
	"references": {"references"}, "sections": {"sections"},
}

// readsOf are the top-level keys that a kind of check reads whatever it is pointed
// at. A kind that is not here reads what it is pointed at, and nothing else.
var readsOf = map[string][]string{
	"maps-to-framework":  {"frameworks", "domains"},
	"claims":             {"domains"},
	"coverage-explained": {"frameworks", "domains", "coverage"},
	"whole-pillar":       {"frameworks", "domains"},
}

// readBy returns the top-level keys that the checks of a criterion read; everything
// is true where that cannot be told.
func readBy(c *criteria.Criterion) (keys []string, everything bool) {
	if len(c.Checks) == 0 {
		return nil, true
	}
	for i := range c.Checks {
		check := &c.Checks[i]
		places := append(slices.Clone(check.At), readsOf[check.Kind]...)
		for _, more := range []string{check.With.Of, check.With.By, check.With.To} {
			if strings.HasPrefix(more, "/") || keysOf[more] != nil {
				places = append(places, more)
			}
		}
		if check.With.When != nil {
			places = append(places, check.With.When.At)
		}
		if len(places) == 0 {
			return nil, true
		}
		for _, place := range places {
			first, all := topLevel(place)
			if all {
				return nil, true
			}
			keys = append(keys, first...)
		}
	}
	return keys, false
}

// topLevel returns the top-level keys that a pattern begins with.
func topLevel(place string) (keys []string, everything bool) {
	rest, isPath := strings.CutPrefix(place, "/")
	if !isPath {
		if keys := keysOf[place]; keys != nil {
			return keys, false
		}
		return []string{place}, false
	}
	first, _, _ := strings.Cut(rest, "/")
	return []string{first}, strings.HasPrefix(first, "*")
}
