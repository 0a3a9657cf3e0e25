// Package render writes an edition of a specification as a document for people: as a
// web page, as Markdown and for a word processor. Values in, bytes out; the same
// edition makes the same bytes. What it says of a version is what the records of the
// register say: it speaks for nobody else, and never says that a criterion is met.
package render

import (
	"bytes"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/page"
)

// HTML writes an edition as one page.
func HTML(e *edition.Edition) ([]byte, error) {
	var out bytes.Buffer
	err := page.Write(&out, Page(e, nil))
	return out.Bytes(), err
}

// Page is the page of an edition, to which a catalogue can add the way back. related
// is the address of the page of another specification; nil, or "" from it: it has none.
func Page(e *edition.Edition, related func(id string) string) page.Page {
	return page.Page{
		Document: *documentOf(e, related),
		Tab:      e.Spec.Title + ", version " + e.Version(),
		Register: page.Link{Text: registerName(e), Href: e.Register.URL},
		Foot:     []document.Block{document.Said(speaksFor(e))},
	}
}
