package intake

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/docx"
)

// domainOf takes in a domain with all that stands below it.
func (d *document) domainOf(h *heading, why string) {
	d.newDomain(d.numbered(h), h.at)
	if why != "" {
		d.domain.guess("a domain, as " + why)
	}
	d.say(h, "domain "+d.domain.ID, "")
	for _, p := range d.pieces(h.body) {
		d.statementOrText(p, &d.domain.node, &d.domain.Summary, "")
	}
	for _, c := range h.children {
		if role, asked := d.role(c); asked && role != roleCapability && role != roleDomain {
			d.part(c, role)
		} else if role == roleDomain || c.label.word == "domain" && c.label.id != "" {
			d.domainOf(c, "")
		} else {
			d.capabilityOf(c)
		}
	}
}

// numbered is a heading's label; what Word counts in front of it takes the place
// of a missing one.
func (d *document) numbered(h *heading) label {
	l := h.label
	if h.number == "" {
		return l
	}
	if l.id == "" {
		l.id = idOf(h.number)
	}
	if l.id != idOf(h.number) {
		d.left(h.at, "the number that Word puts in front, as the words have one of their own", h.number)
	}
	return l
}

// capabilityOf takes in a capability with all that stands below it.
func (d *document) capabilityOf(h *heading) {
	d.newCapability(d.numbered(h), h.at)
	if h.label.word != "capability" {
		d.current.guess(fmt.Sprintf("a capability, as it is a heading below that of domain %s", d.domain.ID))
	}
	d.say(h, "capability "+d.current.ID, "")
	for _, p := range d.pieces(h.body) {
		d.statementOrText(p, &d.current.node, &d.current.Statement, "")
	}
	for _, c := range h.children {
		d.below(c)
	}
}

// below takes in a heading within a capability: a kind of statements, its
// mapping, or a mere division.
func (d *document) below(h *heading) {
	kind := roleOf(kinds, h.text)
	switch {
	case kind != "":
		d.say(h, "the kind "+kind+" of the statements below it", "")
	case slices.Contains(mappingHeadings, folded(h.text)):
		d.say(h, "the mapping of capability "+d.current.ID, "")
		for _, p := range d.pieces(h.body) {
			if p.table != nil {
				d.statementOrText(p, &d.current.node, &d.current.Statement, "")
				continue
			}
			d.maps(&d.current.node, p.text, p.at)
		}
		return
	default:
		d.left(h.at, "a heading within a capability; what stands below it was read as the capability's", h.text)
	}
	for _, p := range d.pieces(h.body) {
		if kind != "" {
			p.item = true
		}
		d.statementOrText(p, &d.current.node, &d.current.Statement, kind)
	}
	for _, c := range h.children {
		d.below(c)
	}
}

// statementOrText takes in one piece of a domain or capability: a table, an item
// as a statement, a mapping, or a paragraph.
func (d *document) statementOrText(p piece, n *node, text *[]string, kind string) {
	switch {
	case p.table != nil:
		if !d.tableOf(*p.table) {
			g := d.gridOfWord(*p.table)
			for _, row := range g.rows {
				d.left(row.at, "a table whose columns are not known", row.rowText(g.wide))
			}
		}
	case d.isMapping(p.text):
		d.maps(n, p.text, p.at)
	case p.item:
		l := labelOf(p.text, false)
		if l.id == "" {
			l.id = idOf(p.number)
		}
		d.newStatement(l, p.at, kind)
	default:
		*text = append(*text, p.text)
	}
}

// tableOf takes in a table if its columns are known, and reports whether they
// are. Where they are not, it leaves no trace of having looked.
func (d *document) tableOf(b docx.Block) bool {
	look := newIntake(d.options)
	if !look.columnsOf(look.gridOfWord(b)).useful() {
		return false
	}
	g := d.gridOfWord(b)
	d.table(g, d.columnsOf(g))
	return true
}
