package export

import (
	"bytes"
	"fmt"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
	"github.com/advancing-practice/credctl/internal/workbook"
)

// flatColumns are the columns of the table. Elements are named by kind and id in one
// cell, and the version with a word before it: a spreadsheet would make 1.1 of the
// number 1.10, and a date of an id such as MAR1.
var flatColumns = []string{
	"Specification", "Version", "Standing", "Domain", "Domain title", "Element", "Part of", "Title", "Text", "Kind",
	"Framework item", "Framework item title", "Strength", "Outcome", "Outcome text",
	"Assessment", "Assessment type", "Assessment description", "Identifier", "Licence", "Made from SHA-256", "Check with",
}

// maxFlatRows is more than any specification has that was not made to be a burden.
const maxFlatRows = 100_000

// writeFlat makes the table that everything else can be made of: a row for each
// domain, capability and statement, for each item of a framework that it is mapped to,
// each outcome that develops it, and each method that assesses the outcome or itself.
// Whoever counts capabilities counts different elements, not rows. Outcomes and methods
// that nothing is linked to have rows of their own, so that none is lost.
func writeFlat(e *edition.Edition) ([]byte, error) {
	var out bytes.Buffer
	w := &flatWriter{
		e: e, table: tabular.NewWriter(&out), relations: newRelations(e.Spec), known: framework.NewRegistry(e.Frameworks...),
		shown: map[element]bool{},
	}
	w.table.Row(flatColumns...)
	for i := range e.Spec.Domains {
		w.domain(&e.Spec.Domains[i])
	}
	w.rest()
	if w.rows == 0 { // how the version stands is said nevertheless
		w.row(flatElement{}, spec.Mapping{}, nil, nil)
	}
	if w.rows > maxFlatRows {
		return nil, fmt.Errorf("the table would have more than %d rows: too much is linked with too much", maxFlatRows)
	}
	err := w.table.Flush()
	return out.Bytes(), err
}

type flatWriter struct {
	e         *edition.Edition
	table     *tabular.Writer
	relations *relations
	known     *framework.Registry
	shown     map[element]bool // outcomes and methods that have a row
	rows      int
}

// flatElement is what the rows of one element have in common.
type flatElement struct {
	element
	domain, domainTitle, partOf, title, text, kind string // kind is that of a statement
	maps                                           []spec.Mapping
}

func (w *flatWriter) domain(d *spec.Domain) {
	of := flatElement{
		element: element{spec.KindDomain, d.ID}, title: d.Title, text: d.Summary, maps: d.MapsTo,
		domain: workbook.Named(spec.KindDomain, d.ID), domainTitle: d.Title,
	}
	w.add(of)
	for i := range d.Capabilities {
		c := &d.Capabilities[i]
		w.add(flatElement{
			element: element{spec.KindCapability, c.ID}, title: c.Title, text: c.Statement, maps: c.MapsTo,
			domain: of.domain, domainTitle: d.Title, partOf: of.domain,
		})
		w.statements(of, workbook.Named(spec.KindCapability, c.ID), c.Statements)
	}
	w.statements(of, of.domain, d.Statements)
}

func (w *flatWriter) statements(of flatElement, parent string, list []spec.Statement) {
	for i := range list {
		s := &list[i]
		w.add(flatElement{
			element: element{spec.KindStatement, s.ID}, text: s.Text, kind: s.Kind, maps: s.MapsTo,
			domain: of.domain, domainTitle: of.domainTitle, partOf: parent,
		})
	}
}

// add adds the rows of an element: each item with each outcome with each method.
func (w *flatWriter) add(of flatElement) {
	maps := of.maps
	if len(maps) == 0 {
		maps = []spec.Mapping{{}}
	}
	outcomes := w.relations.developed[of.element]
	if len(outcomes) == 0 {
		outcomes = []*spec.Outcome{nil}
	}
	for _, m := range maps {
		for _, o := range outcomes {
			for _, method := range w.methods(of.element, o) {
				if w.rows++; w.rows > maxFlatRows {
					return
				}
				w.row(of, m, o, method)
			}
		}
	}
}

// methods are the ways in which an element is assessed, by itself or through an
// outcome; a single nil where there is none.
func (w *flatWriter) methods(of element, o *spec.Outcome) []*spec.Method {
	var list []*spec.Method
	seen := map[*spec.Method]bool{}
	add := func(methods []*spec.Method) {
		for _, m := range methods {
			if !seen[m] {
				seen[m] = true
				list = append(list, m)
			}
		}
	}
	if o != nil {
		add(w.relations.assessed[element{spec.KindOutcome, o.ID}])
	}
	add(w.relations.assessed[of])
	if len(list) == 0 {
		return []*spec.Method{nil}
	}
	return list
}

func (w *flatWriter) row(of flatElement, m spec.Mapping, o *spec.Outcome, method *spec.Method) {
	e := w.e
	cells := []string{e.Spec.ID, "version " + e.Version(), standingWords(e), of.domain, of.domainTitle}
	identifier := ""
	if of.element != (element{}) {
		cells = append(cells, workbook.Named(of.element.kind, of.id), of.partOf, of.title, of.text, of.kind)
		identifier = Identifier(e.Register, e.Spec.ID, of.element.kind, of.id)
	} else {
		cells = append(cells, "", "", "", "", "")
	}
	title := ""
	if found := w.known.Resolve(m.Item, nil); found.Problem == framework.Resolved {
		title = found.Item.Title
	}
	cells = append(cells, m.Item, title, m.Strength)
	if o != nil {
		w.shown[element{spec.KindOutcome, o.ID}] = true
		cells = append(cells, workbook.Named(spec.KindOutcome, o.ID), o.Text)
	} else {
		cells = append(cells, "", "")
	}
	if method != nil {
		w.shown[element{spec.KindMethod, method.ID}] = true
		cells = append(cells, workbook.Named(spec.KindMethod, method.ID), method.Type, method.Description)
	} else {
		cells = append(cells, "", "", "")
	}
	w.table.Row(append(cells, identifier, licenceWords(e.Spec.Licence), e.SHA256, checkCommand(e))...)
}

// rest adds outcomes and methods that stand in no row yet.
func (w *flatWriter) rest() {
	for i := range w.e.Spec.Outcomes {
		o := &w.e.Spec.Outcomes[i]
		if w.shown[element{spec.KindOutcome, o.ID}] {
			continue
		}
		for _, method := range w.methods(element{}, o) {
			w.rows++
			w.row(flatElement{}, spec.Mapping{}, o, method)
		}
	}
	for i := range w.e.Spec.Assessment.Methods {
		m := &w.e.Spec.Assessment.Methods[i]
		if !w.shown[element{spec.KindMethod, m.ID}] {
			w.rows++
			w.row(flatElement{}, spec.Mapping{}, nil, m)
		}
	}
}
