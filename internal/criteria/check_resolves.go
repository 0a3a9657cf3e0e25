package criteria

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/framework"
)

// resolves asks that references lead somewhere: references within the file
// (`to: links`), the frameworks that the file names (`to: frameworks`), or the
// framework items it maps to (`to: mappings`). Of mappings, `values` says which
// ways of failing it reports.
type resolves struct{ ways []way }

// way is a way in which a reference to a framework item can fail.
type way int

// The ways, by their names in a pack.
const (
	bare way = iota
	malformed
	unknownFramework
	unknownItem
	undeclared
)

var wayNames = []string{"bare", "malformed", "unknown-framework", "unknown-item", "undeclared"}

func newResolves(c *Check) (asker, error) {
	switch c.With.To {
	case "links":
		return resolvesLinks{}, nil
	case "frameworks":
		return resolvesFrameworks{}, nil
	case "mappings":
	default:
		return nil, fmt.Errorf("`to` is %q, want links, frameworks or mappings", c.With.To)
	}
	var r resolves
	for _, name := range c.With.Values {
		i := slices.Index(wayNames, name)
		if i < 0 {
			return nil, fmt.Errorf("`values` has %q, want some of %s", name, listed(wayNames, "and"))
		}
		r.ways = append(r.ways, way(i))
	}
	if len(r.ways) == 0 {
		r.ways = []way{bare, malformed, unknownFramework, unknownItem, undeclared}
	}
	return r, nil
}

func (c resolves) Problems(s *Subject) []Problem {
	var found []Problem
	for _, list := range [][]mapped{s.mappings(), s.explained()} {
		for i := range list {
			m := &list[i]
			w, fails := m.fails(s)
			if !fails || !slices.Contains(c.ways, w) {
				continue
			}
			found = append(found, w.problem(s, m))
		}
	}
	return oncePerFramework(found)
}

// fails says in which way a reference fails. A framework that the file declares
// but nobody knows is the business of `to: frameworks`, and said once.
func (m *mapped) fails(s *Subject) (way, bool) {
	switch m.res.Problem {
	case framework.Resolved:
		return undeclared, !slices.Contains(s.Spec.Frameworks, m.res.Framework.Ref())
	case framework.Bare:
		return bare, true
	case framework.Malformed:
		return malformed, true
	case framework.UnknownFramework:
		return unknownFramework, !slices.Contains(s.Spec.Frameworks, frameworkOf(m.ref.Item))
	}
	return unknownItem, true
}
