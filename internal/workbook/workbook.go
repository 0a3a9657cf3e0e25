// Package workbook is the table that a curriculum lead works in: a row for every outcome,
// capability and statement of a version of a specification, with columns to write beside
// it which module covers it. It makes the rows, reads a table back that was filled in,
// and compares it with the version that it was made from and with a later one. It knows
// no file, and says nothing of whether what a module covers is enough.
package workbook

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/spec"
)

// The columns. Those that say what a row is come first, those to be filled in last. An
// element is named by its kind and id in one cell, such as "statement 1.10", because a
// spreadsheet makes 1.1 of the number 1.10.
const (
	Element       = "Element"
	Identifier    = "Identifier"
	MadeFrom      = "Made from"
	PartOf        = "Part of"
	Text          = "Text"
	Items         = "Framework items"
	Linked        = "Outcomes and capabilities"
	Assessed      = "Assessed by"
	Module        = "Module"
	ModuleOutcome = "Module outcome"
	ModuleAssess  = "Module assessment"
	Evidence      = "Evidence"
)

// Row is what a version says of one element.
type Row struct {
	Element spec.Element
	PartOf  string // such as "domain A: Assessment"; "" of an outcome
	Text    string
	Items   []string // of frameworks, with our own short titles
	Linked  []string // what an outcome develops; by which outcomes a capability is developed
	// Assessed are the ways of assessing it, and behind a comma through what, where that
	// is not the element itself.
	Assessed []string
}

// Name is how the element of the row is called.
func (r Row) Name() string { return Named(r.Element.Kind, r.Element.ID) }

// Named is how an element is called in a row.
func Named(kind spec.Kind, id string) string { return string(kind) + " " + id }

// kinds are those that have a row.
var kinds = []spec.Kind{spec.KindOutcome, spec.KindCapability, spec.KindStatement}

// Origin is what a workbook was made from.
type Origin struct {
	Specification, Version string
	// Draft is how the SHA-256 of the text begins, of one that is not published: of such
	// there may be several texts of one version.
	Draft string
}

// draftLength is how much of a SHA-256 tells the texts of one version apart.
const draftLength = 12

// OriginOf is the origin of a workbook of an edition.
func OriginOf(e *edition.Edition) Origin {
	o := Origin{Specification: e.Spec.ID, Version: e.Version()}
	if e.Tag == "" && !e.IsPublished() {
		o.Draft = e.SHA256[:min(draftLength, len(e.SHA256))]
	}
	return o
}

// Tag is the name of the tag that the version has once it is published.
func (o Origin) Tag() string { return o.Specification + "/v" + o.Version }

// String is the origin as it stands in a workbook: "wound-care/v1.0.0", or
// "wound-care/v1.0.0 draft 1fd2ab340c1e".
func (o Origin) String() string {
	if o.Draft == "" {
		return o.Tag()
	}
	return o.Tag() + draftMark + o.Draft
}

const draftMark = " draft "

// Rows are the rows of an edition: the outcomes, then the capabilities and statements as
// they stand in their domains.
func Rows(e *edition.Edition) []Row {
	b := newBeside(e)
	var rows []Row
	add := func(r Row) {
		if r.Element.ID != "" {
			rows = append(rows, r)
		}
	}
	for i := range e.Spec.Outcomes {
		o := &e.Spec.Outcomes[i]
		add(b.row(spec.KindOutcome, o.ID, "", o.Text, nil, ""))
	}
	for i := range e.Spec.Domains {
		d := &e.Spec.Domains[i]
		domain := titled(Named(spec.KindDomain, d.ID), d.Title)
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			add(b.row(spec.KindCapability, c.ID, domain, titled(c.Title, c.Statement), c.MapsTo, ""))
			for k := range c.Statements {
				s := &c.Statements[k]
				add(b.row(spec.KindStatement, s.ID, titled(Named(spec.KindCapability, c.ID), c.Title), s.Text, s.MapsTo, Named(spec.KindCapability, c.ID)))
			}
		}
		for j := range d.Statements {
			s := &d.Statements[j]
			add(b.row(spec.KindStatement, s.ID, domain, s.Text, s.MapsTo, Named(spec.KindDomain, d.ID)))
		}
	}
	return rows
}

func titled(name, title string) string {
	name, title = strings.TrimSpace(name), strings.TrimSpace(title)
	if name == "" || title == "" {
		return name + title
	}
	return name + ": " + title
}
