package export

import (
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/spec"
)

// caseKinds are the kinds of elements that are items of a package, in the order in
// which a reference that could mean several is read.
var caseKinds = []spec.Kind{spec.KindCapability, spec.KindDomain, spec.KindStatement, spec.KindOutcome, spec.KindActivity}

// retired are elements that are no more: each an item that says so, with what replaced
// it. The file says only the id of what was retired; of what kind it was follows from
// what replaced it. Of something that nothing replaced it is not known, so that it has
// no identifier, and stands in the notes of the document alone.
func (w *caseWriter) retired() {
	for i := range w.e.Spec.Retired {
		r := &w.e.Spec.Retired[i]
		w.gone(r.ID, r.Since, r.ReplacedBy)
	}
	if w.e.Changes == nil {
		return
	}
	for _, c := range w.e.Changes.Changes {
		if to, ok := w.nodes[element{c.Kind, c.ID}]; ok && c.What == diff.Renamed && c.Was != "" {
			w.replaced(element{c.Kind, c.Was}, w.e.Version(), to)
		}
	}
}

func (w *caseWriter) gone(id, since string, by []spec.Ref) {
	any := false
	for _, ref := range by {
		for _, kind := range caseKinds {
			if to, ok := w.nodes[element{kind, ref.ID}]; ok {
				w.replaced(element{kind, id}, since, to)
				any = true
				break
			}
		}
	}
	if !any {
		w.out.Document.Notes += "\n" + id + " was retired in version " + since + "."
	}
}

// replaced adds the item that was replaced, once, and what replaced it.
func (w *caseWriter) replaced(old element, since string, to caseNode) {
	from, ok := w.nodes[old]
	if !ok {
		item := caseItem{
			FullStatement: old.id + " (retired in version " + since + "; earlier versions have its text)",
			Extensions:    map[string]any{"credctl": map[string]string{"retired_since": since}},
		}
		from = w.place(old.kind, old.id, item, caseKindOf(old.kind), w.root)
	}
	w.associate(caseAssociation{Type: "replacedBy", Origin: from, Destination: to})
}

// caseKindOf is the kind of items that elements of a kind are.
func caseKindOf(kind spec.Kind) caseKind {
	switch kind {
	case spec.KindDomain:
		return caseDomain
	case spec.KindCapability:
		return caseCapability
	case spec.KindOutcome:
		return caseOutcome
	case spec.KindActivity:
		return caseActivity
	}
	return caseStatement
}
