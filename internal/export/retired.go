package export

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/spec"
)

// replacement is an element that is no more, and what took its place.
type replacement struct {
	old   element
	since string // the version in which it was retired
	by    []element
}

// retiredOrder is how a reference that could mean several kinds is read.
var retiredOrder = []spec.Kind{
	spec.KindCapability, spec.KindDomain, spec.KindStatement, spec.KindOutcome, spec.KindActivity, spec.KindMethod,
	spec.KindUnit, spec.KindSection, spec.KindReference,
}

// replacements are the elements that something else took the place of: by what the file
// says, and by what was only renamed since the release before. The file says of what was
// retired only the id; of what kind it was follows from what replaced it. Of something
// that nothing replaced it cannot be told, so that it has no identifier: those are left,
// in words.
func replacements(e *edition.Edition) (list []replacement, left []string) {
	there := map[element]bool{}
	for _, kind := range spec.Kinds {
		for _, el := range e.Spec.Elements(kind) {
			there[element{kind, el.ID}] = true
		}
	}
	for i := range e.Spec.Retired {
		r := &e.Spec.Retired[i]
		found := false
		for _, ref := range r.ReplacedBy {
			for _, kind := range retiredOrder {
				if by := (element{kind, ref.ID}); there[by] && !there[element{kind, r.ID}] {
					list = replaced(list, element{kind, r.ID}, r.Since, by)
					found = true
					break
				}
			}
		}
		if !found {
			left = append(left, r.ID+" was retired in version "+r.Since+".")
		}
	}
	if e.Changes == nil {
		return list, left
	}
	for _, c := range e.Changes.Changes {
		by, old := element{c.Kind, c.ID}, element{c.Kind, c.Was}
		if c.What == diff.Renamed && c.Was != "" && there[by] && !there[old] {
			list = replaced(list, old, e.Version(), by)
		}
	}
	return list, left
}

// replaced adds what took the place of an element to those that did already.
func replaced(list []replacement, old element, since string, by element) []replacement {
	i := slices.IndexFunc(list, func(r replacement) bool { return r.old == old })
	if i < 0 {
		list = append(list, replacement{old: old, since: since})
		i = len(list) - 1
	}
	if !slices.Contains(list[i].by, by) {
		list[i].by = append(list[i].by, by)
	}
	return list
}
