package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// columns are what the columns of a table mean.
type columns struct {
	role    map[int]string // by column
	of      map[string]int // the column of a role
	header  int            // the row of the header in the grid; -1: none
	titles  map[int]string // what stands above the columns
	numbers []int          // those that are called "No." and the like
	guessed bool           // from what stands in the columns, not above them
}

func (c *columns) set(column int, role string) {
	if old, ok := c.role[column]; ok {
		delete(c.of, old)
	}
	if other, ok := c.of[role]; ok && role != roleIgnore {
		delete(c.role, other)
	}
	c.role[column], c.of[role] = role, column
}

// useful reports whether something can be made of the columns.
func (c *columns) useful() bool {
	for _, role := range []string{roleDomain, roleCapability, roleStatement, roleDescription} {
		if _, ok := c.of[role]; ok {
			return true
		}
	}
	return false
}

// name shows a column in a message.
func (c *columns) name(column int) string {
	name := "column " + tabular.ColumnName(column)
	if title := c.titles[column]; title != "" {
		name += " " + quoted(title)
	}
	return name
}

// maxHeader is how many rows may stand above the header.
const maxHeader = 10

// columnsOf finds out what the columns of a table mean, from the words above them
// or else from what stands in them.
func (in *intake) columnsOf(g grid) *columns {
	c := &columns{role: map[int]string{}, of: map[string]int{}, header: -1, titles: map[int]string{}}
	best := 0
	for i, row := range g.rows[:min(len(g.rows), maxHeader)] {
		if n := headerWords(row); n > best && (n > 1 || i == 0) {
			best, c.header = n, i
		}
	}
	if c.header >= 0 {
		c.byTitle(g)
	}
	return c
}

// headerWords counts the cells of a row that are known titles of columns.
func headerWords(row gridRow) int {
	n := 0
	for _, cell := range row.cells {
		if columnRole(cell.text) != "" {
			n++
		}
	}
	return n
}

// year is what titles of columns and headings may have beside their words.
var year = pattern(`\b20[0-9][0-9]\b`)

func columnRole(title string) string {
	if role := roleOf(columnAliases, title); role != "" {
		return role
	}
	return roleOf(columnAliases, year().ReplaceAllString(title, ""))
}

func (c *columns) byTitle(g grid) {
	for column := 1; column <= g.wide; column++ {
		cell, ok := g.rows[c.header].cells[column]
		if !ok {
			continue
		}
		c.titles[column] = cell.text
		role := columnRole(cell.text)
		if _, taken := c.of[role]; role == "" || taken && role != roleNumber {
			continue
		}
		if role == roleNumber {
			c.numbers = append(c.numbers, column)
			continue
		}
		c.set(column, role)
	}
	c.setNumbers()
	if _, ok := c.of[roleStatement]; ok || c.of[roleDescription] == 0 {
		return
	}
	if _, ok := c.of[roleCapability]; !ok { // a description of nothing else is the statement
		c.set(c.of[roleDescription], roleStatement)
	}
}

// idRoles are the roles of the ids that belong to columns with titles and texts.
var idRoles = map[string]string{
	roleDomain: roleDomainID, roleCapability: roleCapabilityID, roleStatement: roleStatementID,
}

// setNumbers gives the columns that are called "No." to those beside them.
func (c *columns) setNumbers() {
	for _, column := range c.numbers {
		if c.role[column] == "" {
			c.setNumber(column)
		}
	}
}

// setNumber gives a column that is called "No." to the column on its right, or
// else to that on its left.
func (c *columns) setNumber(column int) {
	for _, beside := range []int{column + 1, column - 1} {
		role, ok := idRoles[c.role[beside]]
		if _, taken := c.of[role]; ok && !taken {
			c.set(column, role)
			return
		}
	}
}

// choose puts what people said over what was guessed. The error says what of it
// cannot be.
func (c *columns) choose(g grid, choices []Choice) error {
	if c.header < 0 {
		c.findHeader(g, choices)
	}
	for _, choice := range choices {
		column, err := c.find(g, choice.Of)
		if err != nil {
			return err
		}
		c.set(column, choice.Role)
	}
	c.setNumbers()
	return nil
}

// findHeader finds the titles of the columns by those of them that people named.
func (c *columns) findHeader(g grid, choices []Choice) {
	for i, row := range g.rows[:min(len(g.rows), maxHeader)] {
		for _, cell := range row.cells {
			if slices.ContainsFunc(choices, func(choice Choice) bool {
				return !columnLetters().MatchString(choice.Of) && folded(choice.Of) == folded(cell.text)
			}) {
				c.header = i
				c.byTitle(g)
				return
			}
		}
	}
}

var columnLetters = pattern(`^[A-Za-z]{1,2}$`)

// find returns the column that people call by its letters or its title.
func (c *columns) find(g grid, called string) (int, error) {
	var titles []string
	for column := 1; column <= g.wide; column++ {
		title := folded(c.titles[column])
		if title != "" && title == folded(called) {
			return column, nil
		}
		titles = append(titles, title)
	}
	if !columnLetters().MatchString(called) {
		hint := ""
		if near := nearest.Word(folded(called), titles); near != "" {
			hint = fmt.Sprintf("; did you mean %q?", near)
		}
		return 0, fmt.Errorf("no column is called %q, want the letters of a column or the words above it%s", called, hint)
	}
	column := 0
	for _, letter := range strings.ToUpper(called) {
		column = column*26 + int(letter-'A') + 1
	}
	if column > g.wide {
		return 0, fmt.Errorf("there is no column %s: the last one with anything in it is %s", strings.ToUpper(called), tabular.ColumnName(g.wide))
	}
	return column, nil
}

// sentence is how many bytes the cells of a column have on average that are taken
// for statements where nothing says so.
const sentence = 25

// guessColumns finds out what columns without titles mean from what stands in them.
func (in *intake) guessColumns(c *columns, g grid) {
	c.guessed = true
	var texts []int
	longest := 0
	lengths := map[int]int{}
	for column := 1; column <= g.wide; column++ {
		kind, length := in.contentOf(g, column)
		lengths[column] = length
		switch {
		case kind == roleNumber:
			continue
		case kind == roleMapping && c.of[roleMapping] == 0:
			c.set(column, roleMapping)
		case kind == "":
			texts = append(texts, column)
			if longest == 0 || length > lengths[longest] {
				longest = column
			}
		}
	}
	if longest == 0 || lengths[longest] < sentence && c.of[roleMapping] == 0 {
		return // words and dates could be anything
	}
	c.set(longest, roleStatement)
	before := texts[:slices.Index(texts, longest)]
	for i, role := range []string{roleCapability, roleDomain} {
		if i < len(before) {
			c.set(before[len(before)-1-i], role)
		}
	}
	for column := 1; column <= g.wide; column++ {
		if kind, _ := in.contentOf(g, column); kind == roleNumber {
			c.setNumber(column)
		}
	}
}

var wholeID = pattern(`^` + idShape + `$`)

// contentOf says what the cells of a column look like: numbers or ids, mappings,
// or "" for texts, and how long they are on average; "none" for no cells.
func (in *intake) contentOf(g grid, column int) (string, int) {
	cells, ids, mappings, length := 0, 0, 0, 0
	seen := map[string]bool{}
	for _, row := range g.rows {
		cell, ok := row.cells[column]
		if !ok {
			continue
		}
		cells++
		length += len(cell.text)
		if id := idOf(cell.text); wholeID().MatchString(id) && !seen[id] {
			seen[id] = true
			ids++
		}
		if m := in.mappingOf(cell.text); len(m.items) > 0 && len(m.left)+len(m.wrong) == 0 {
			mappings++
		}
	}
	switch {
	case cells == 0:
		return "none", 0
	case ids == cells:
		return roleNumber, length / cells
	case mappings*5 >= cells*4:
		return roleMapping, length / cells
	}
	return "", length / cells
}

// tell says how the columns are read.
func (in *intake) tell(c *columns, g grid) {
	where := ""
	if g.name != "" {
		where = g.name + ": "
	}
	switch {
	case c.guessed:
		in.understood(where + "no row of titles was recognised; what the columns mean is guessed from what stands in them")
	case c.header < 0:
		in.understood(where + "no row of titles was recognised, so that the first row is read as content; name a column by the words above it to have them recognised")
	default:
		in.understood(fmt.Sprintf("%s has the titles of the columns", g.rows[c.header].at)) // which names the table
	}
	for column := 1; column <= g.wide; column++ {
		switch role, ok := c.role[column]; {
		case role == roleIgnore:
			in.understood(where + c.name(column) + " is left out, as was asked for")
		case ok:
			in.understood(where + c.name(column) + " is read as " + meaning(columnAliases, role))
		case c.titles[column] != "":
			in.understood(where + c.name(column) + " is not read: its title is not known")
		}
	}
}
