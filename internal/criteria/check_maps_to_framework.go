package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// mapsToFramework asks that every capability, and every domain that has none,
// maps to at least one framework item. A mapping of its statements or of its
// domain counts; that of a text still to be written does not. `values` are the names of the frameworks that serve; none: any.
type mapsToFramework struct{ frameworks []string }

func newMapsToFramework(c *Check) (asker, error) {
	return mapsToFramework{c.With.Values}, nil
}

func (c mapsToFramework) Problems(s *Subject) []Problem {
	if len(s.Spec.Domains) == 0 {
		return []Problem{{At: s.Doc.Root().Get("domains"), Message: "`domains` is missing", Quiet: s.Doc.Root().Get("domains").Present()}}
	}
	var found []Problem
	for i := range s.Spec.Domains {
		d := &s.Spec.Domains[i]
		above := c.serves(d.MapsTo)
		switch {
		case len(d.Capabilities) > 0:
		case s.idle(d.At):
			found = append(found, Problem{At: d.At, Quiet: true})
		case !above && !c.anyStatement(d.Statements):
			found = append(found, c.problem("domain", d.ID, d.At, "neither do its statements"))
		}
		for j := range d.Capabilities {
			switch a := &d.Capabilities[j]; {
			case s.idle(a.At):
				found = append(found, Problem{At: a.At, Quiet: true})
			case !above && !c.serves(a.MapsTo) && !c.anyStatement(a.Statements):
				found = append(found, c.problem("capability", a.ID, a.At, "neither do its statements or its domain"))
			}
		}
	}
	return found
}

func (c mapsToFramework) problem(what, id string, at yamldoc.Value, nor string) Problem {
	to := "a framework"
	if len(c.frameworks) > 0 {
		to = listed(c.frameworks, "or")
	}
	e := spec.Element{ID: id, At: at}
	return Problem{At: idOf(e), Message: fmt.Sprintf("%s %s maps to no item of %s, and %s", what, quoted(id), to, nor)}
}

func (c mapsToFramework) anyStatement(statements []spec.Statement) bool {
	return slices.ContainsFunc(statements, func(s spec.Statement) bool { return c.serves(s.MapsTo) })
}

// serves reports whether any of the mappings counts. One that names no framework
// counts too: what is wrong with it is another finding.
func (c mapsToFramework) serves(mappings []spec.Mapping) bool {
	for i := range mappings {
		name, _, named := strings.Cut(mappings[i].Item, "@")
		if len(c.frameworks) == 0 || !named || slices.Contains(c.frameworks, name) {
			return true
		}
	}
	return false
}
