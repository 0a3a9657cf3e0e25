// Package render writes an edition of a specification as a document for people: as a
// web page, as Markdown and for a word processor. Values in, bytes out; the same
// edition makes the same bytes.
package render

import (
	"bytes"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/page"
)

// Document puts an edition together as a document.
func Document(e *edition.Edition) *document.Document {
	return &document.Document{Title: e.Spec.Title, Lang: "en-GB", Banner: e.Banner()}
}

// HTML writes an edition as one page.
func HTML(e *edition.Edition) ([]byte, error) {
	var out bytes.Buffer
	err := page.Write(&out, page.Page{Document: *Document(e)})
	return out.Bytes(), err
}

// Markdown writes an edition as Markdown.
func Markdown(e *edition.Edition) ([]byte, error) { return []byte("# " + e.Spec.Title + "\n"), nil }
