package export

import "github.com/advancing-practice/credctl/internal/spec"

// retired are elements that are no more: each an item that says so, with what replaced
// it. Of those that nothing replaced the notes of the document speak.
func (w *caseWriter) retired() {
	list, left := replacements(w.e)
	for _, r := range list {
		var from caseNode
		for _, by := range r.by {
			to, ok := w.nodes[by]
			if !ok { // of a kind that is no item
				continue
			}
			if from == (caseNode{}) {
				from = w.gone(r)
			}
			w.associate(caseAssociation{Type: "replacedBy", Origin: from, Destination: to})
		}
	}
	for _, words := range left {
		w.out.Document.Notes += "\n" + words
	}
}

// gone adds the item of an element that is no more.
func (w *caseWriter) gone(r replacement) caseNode {
	item := caseItem{
		FullStatement: "Retired in version " + r.since + "; earlier versions have its text.",
		Extensions:    map[string]any{"credctl": map[string]string{"retired_since": r.since}},
	}
	return w.place(r.old.kind, r.old.id, item, caseKindOf(r.old.kind), w.root)
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
