package export

import (
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// element is an element of a specification by its kind and id.
type element struct {
	kind spec.Kind
	id   string
}

// relations are what refers to what in a specification, read from the other end.
type relations struct {
	there     map[element]bool            // what a reference may mean
	developed map[element][]*spec.Outcome // the outcomes that develop something
	assessed  map[element][]*spec.Method  // the methods that assess something
}

func newRelations(s *spec.Specification) *relations {
	r := &relations{there: map[element]bool{}, developed: map[element][]*spec.Outcome{}, assessed: map[element][]*spec.Method{}}
	for _, kind := range []spec.Kind{spec.KindOutcome, spec.KindCapability, spec.KindDomain} {
		for _, e := range s.Elements(kind) {
			r.there[element{kind, e.ID}] = true
		}
	}
	for i := range s.Outcomes {
		o := &s.Outcomes[i]
		for _, to := range r.meant(o.Develops, spec.KindCapability, spec.KindDomain) {
			r.developed[to] = append(r.developed[to], o)
		}
	}
	for i := range s.Assessment.Methods {
		m := &s.Assessment.Methods[i]
		for _, to := range r.meant(m.Assesses, spec.KindOutcome, spec.KindCapability, spec.KindDomain) {
			r.assessed[to] = append(r.assessed[to], m)
		}
	}
	return r
}

// meant is what references mean, each thing once: of several kinds that have the id,
// the first. What is not there is left out.
func (r *relations) meant(refs []spec.Ref, kinds ...spec.Kind) []element {
	var list []element
	seen := map[string]bool{}
	for _, ref := range refs {
		if seen[ref.ID] {
			continue
		}
		seen[ref.ID] = true
		for _, kind := range kinds {
			if e := (element{kind, ref.ID}); r.there[e] {
				list = append(list, e)
				break
			}
		}
	}
	return list
}

// methodWords says which methods assess something.
func (r *relations) methodWords(e element) []string {
	var list []string
	for _, m := range r.assessed[e] {
		list = append(list, m.ID+" "+m.Type)
	}
	return list
}

// mappingWords says what something is mapped to, with our titles where they are known.
func mappingWords(known *framework.Registry, maps []spec.Mapping) []string {
	var list []string
	for _, m := range maps {
		text := m.Item
		if m.Strength != "" {
			text += " (" + m.Strength + ")"
		}
		if found := known.Resolve(m.Item, nil); found.Problem == framework.Resolved {
			text += " " + found.Item.Title
		}
		list = append(list, text)
	}
	return list
}
