package intake

import (
	"strings"
)

// rows reads the rows of a table into the draft, below the domain and capability
// that the document is in.
type rows struct {
	*intake
	grid    grid
	columns *columns
	byKey   map[string]*Domain     // domains of this table by what stands in their cells
	capKey  map[capKey]*Capability // the same of capabilities
	pending []pendingMapping
}

// table reads a whole table. The columns must be useful.
func (in *intake) table(g grid, c *columns) {
	in.tell(c, g)
	r := &rows{intake: in, grid: g, columns: c, byKey: map[string]*Domain{}, capKey: map[capKey]*Capability{}}
	for i, row := range g.rows {
		switch {
		case i == c.header:
		case i < c.header:
			in.left(row.at, "words above the titles of the columns", row.rowText(g.wide))
		case c.header >= 0 && sameWords(row, g.rows[c.header], g.wide):
			in.doubt(row.at, "the titles of the columns are repeated; the row is passed over", "")
		default:
			r.row(row)
		}
	}
	r.settle()
}

func sameWords(a, b gridRow, wide int) bool { return a.rowText(wide) == b.rowText(wide) }

// pick returns a cell of a role and takes it off the row; what is left on the row
// in the end was not read.
func (r *rows) pick(row gridRow, role string) gridCell {
	column, ok := r.columns.of[role]
	if !ok {
		return gridCell{}
	}
	cell := row.cells[column]
	delete(row.cells, column)
	return cell
}

func (r *rows) row(row gridRow) {
	if r.alone(row) {
		return
	}
	r.enterDomain(row)
	begins := r.enterCapability(row)
	statements := r.statements(row)
	p := pendingMapping{domain: r.domain, capability: r.current, statements: statements, begins: begins}
	if cell := r.pick(row, roleMapping); cell.text != "" {
		p.text, p.at = cell.text, cell.at
	}
	if cell := r.pick(row, roleStrength); cell.text != "" {
		if p.strength = strings.ToLower(cell.text); p.strength != "full" && p.strength != "partial" || p.text == "" {
			r.left(cell.at, "no strength of a mapping, want full or partial beside a mapping", cell.text)
			p.strength = ""
		}
	}
	if p.text != "" {
		r.pending = append(r.pending, p)
	}
	r.rest(row)
}

// alone reads a row that has words in one cell alone: a title across the table.
// It reports whether the row was one.
func (r *rows) alone(row gridRow) bool {
	if len(row.cells) != 1 {
		return false
	}
	for column, cell := range row.cells {
		role := r.columns.role[column]
		l := labelOf(cell.text, true)
		switch {
		case l.word == "domain" && l.id != "":
			r.newDomain(l, cell.at)
		case l.word == "capability" && l.id != "":
			r.newCapability(l, cell.at)
		case r.across(column, cell.span), role == "":
			r.left(cell.at, "a row with words in one cell alone", cell.text)
		default:
			return false
		}
	}
	return true
}

// across reports whether a cell is as wide as two columns for titles or texts.
func (r *rows) across(column, span int) bool {
	texts := 0
	for c := column; c < column+span; c++ {
		switch r.columns.role[c] {
		case roleDomain, roleCapability, roleStatement, roleDescription:
			texts++
		}
	}
	return texts > 1
}

// enterDomain goes to the domain that a row names; a blank cell means that of the
// row above.
func (r *rows) enterDomain(row gridRow) {
	title, id := r.pick(row, roleDomain), r.pick(row, roleDomainID)
	if title.text == "" && id.text == "" {
		return
	}
	keys := keysOf(title, id)
	if known := r.byKey[keys[0]]; known != nil {
		if r.domain != known {
			r.domain, r.current = known, nil
		}
		return
	}
	at := title.at
	if title.text == "" {
		at = id.at
	}
	r.newDomain(r.labelled(title, id), at)
	for _, key := range keys {
		r.byKey[key] = r.domain
	}
}

// keysOf are what later rows may name a domain or capability by: its id and
// title, or one of them alone. The first is what this row has.
func keysOf(title, id gridCell) []string {
	both, only := folded(id.text)+"|"+folded(title.text), []string{}
	if id.text != "" && title.text != "" {
		only = []string{folded(id.text) + "|", "|" + folded(title.text)}
	}
	return append([]string{both}, only...)
}

// labelled joins a title with an id from a cell of its own.
func (r *rows) labelled(title, id gridCell) label {
	l := labelOf(oneLine(title.text), true)
	if id.text == "" {
		if l.id == "" && wholeID().MatchString(title.text) { // an id is all there is
			return label{id: title.text}
		}
		return l
	}
	own := idOf(id.text)
	if own == "" {
		r.left(id.at, "no id: want letters and digits with single dots or hyphens between them", id.text)
		return l
	}
	if l.id != "" && l.id != own || l.guessed {
		return label{id: own, rest: oneLine(title.text)}
	}
	return label{id: own, rest: l.rest}
}

// enterCapability goes to the capability that a row names, and reports whether it
// begins there.
func (r *rows) enterCapability(row gridRow) bool {
	title, id, said := r.pick(row, roleCapability), r.pick(row, roleCapabilityID), r.pick(row, roleDescription)
	begins := false
	if title.text != "" || id.text != "" {
		begins = r.toCapability(title, id)
	}
	switch {
	case said.text == "":
	case r.current != nil:
		r.current.Statement = append(r.current.Statement, said.text)
	case r.domain != nil:
		r.domain.Summary = append(r.domain.Summary, said.text)
	default:
		r.left(said.at, "a description of nothing", said.text)
	}
	return begins
}

// toCapability goes to a capability of the domain, and reports whether it is new.
func (r *rows) toCapability(title, id gridCell) bool {
	keys := keysOf(title, id)
	if known := r.capKey[capKey{r.domain, keys[0]}]; known != nil {
		r.current = known
		return false
	}
	at := title.at
	if title.text == "" {
		at = id.at
	}
	r.newCapability(r.labelled(title, id), at)
	for _, key := range keys {
		r.capKey[capKey{r.domain, key}] = r.current
	}
	return true
}

// capKey is what a capability is named by: its domain, and its id or title.
type capKey struct {
	domain *Domain
	key    string
}

// statements reads the statement of a row, or the several that one cell lists.
func (r *rows) statements(row gridRow) []*Statement {
	text, id, kind := r.pick(row, roleStatement), r.pick(row, roleStatementID), r.pick(row, roleKind)
	word := roleOf(kinds, kind.text)
	if kind.text != "" && (word == "" || text.text == "") {
		r.left(kind.at, "no kind of a statement, want knowledge, skill or behaviour beside a statement", kind.text)
	}
	if text.text == "" {
		if id.text != "" {
			r.left(id.at, "the number of a statement without its text", id.text)
		}
		return nil
	}
	own := idOf(id.text)
	if own == "" && id.text != "" {
		r.left(id.at, "no id: want letters and digits with single dots or hyphens between them", id.text)
	}
	if len(text.list) > 1 && id.text == "" {
		var all []*Statement
		for _, item := range text.list {
			all = append(all, r.newStatement(labelOf(item, false), text.at, word))
		}
		return all
	}
	l := labelOf(text.text, false)
	if own != "" && l.id != own {
		l = label{id: own, rest: text.text}
	}
	return []*Statement{r.newStatement(l, text.at, word)}
}

// rest lists the cells of a row that no column's meaning accounts for.
func (r *rows) rest(row gridRow) {
	for column := 1; column <= r.grid.wide; column++ {
		cell, ok := row.cells[column]
		switch {
		case !ok:
		case r.columns.role[column] == roleIgnore:
			r.left(cell.at, "left out, as was asked for: "+r.columns.name(column), cell.text)
		default:
			r.left(cell.at, r.columns.name(column)+" is not understood", cell.text)
		}
	}
}

// oneLine joins the lines of a title.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\n- ", " ")), " ")
}
