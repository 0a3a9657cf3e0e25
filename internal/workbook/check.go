package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Result is what a workbook covers of the version that it was made from, and what of it
// is to be looked at again because a later version changed it. Whether a module is
// enough is for people to say.
type Result struct {
	Origin   Origin
	Elements int // of the version: outcomes, capabilities and statements
	Covered  int // of them, with a module in at least one row

	Open    []Entry // a row, or several, and no module
	Missing []Entry // no row at all
	Unknown []Entry // a row that names nothing of the version

	Against string  // the version that it was compared with; "": it was not
	Revisit []Entry // changed, renamed or gone since, with the place of its row
	Added   []Entry // in the later version and not in the earlier
}

// Entry is an element or a row that something is to be said about.
type Entry struct {
	Element string   // such as "capability A1"; of an unknown row, what it says
	Place   string   // of its row, or of the first of them; "" if it has none
	Text    string   // how the element begins
	Why     []string // what is to be said of it
}

// Clean reports whether there is nothing to do.
func (r *Result) Clean() bool {
	return len(r.Open)+len(r.Missing)+len(r.Unknown)+len(r.Revisit)+len(r.Added) == 0
}

// Version is a version of the specification that a workbook is held against. Identifier
// gives the identifier of an element in its register.
type Version struct {
	Rows       []Row
	Spec       *spec.Specification
	Identifier func(kind spec.Kind, id string) string
}

// Check holds a workbook against the version that it was made from, and a later one
// with what changed since; later and changes are nil where there is none.
func Check(f *Filled, made Version, later *Version, changes *diff.Comparison) *Result {
	c := &checking{filled: f, made: made, rows: map[string][]*FilledRow{}, result: &Result{Origin: f.Origin, Elements: len(made.Rows)}}
	if later != nil {
		c.later, c.result.Against = later, later.Spec.Version
	}
	c.assign()
	for _, row := range made.Rows {
		c.cover(row)
	}
	if later != nil {
		c.revisit(changes)
	}
	return c.result
}

// checking is a check on its way.
type checking struct {
	filled *Filled
	made   Version
	later  *Version
	rows   map[string][]*FilledRow // of the workbook, by the element they are of
	result *Result
}

// assign finds the element of each row: by its name, or by its identifier where the
// name was lost.
func (c *checking) assign() {
	known, byIdentifier := map[string]bool{}, map[string]string{}
	take := func(v *Version) {
		if v == nil {
			return
		}
		for _, row := range v.Rows {
			name := row.Name()
			known[name] = true
			byIdentifier[v.Identifier(row.Element.Kind, row.Element.ID)] = name
		}
	}
	take(&c.made)
	take(c.later)
	for i := range c.filled.Rows {
		row := &c.filled.Rows[i]
		name := normal(row.Element)
		by := byIdentifier[strings.ToLower(row.Identifier)]
		switch {
		case !c.isOurs(row):
			c.unknown(row, c.otherOrigin(row))
		case !known[name] && by == "":
			c.unknown(row, c.nearest(name, known))
		case known[name] && by != "" && by != name:
			c.unknown(row, fmt.Sprintf("its identifier is that of %s", by))
		case known[name]:
			c.rows[name] = append(c.rows[name], row)
		default:
			c.rows[by] = append(c.rows[by], row)
		}
	}
}

// isOurs reports whether a row was made from the version of the workbook, or from the
// later one, from which people copy new rows.
func (c *checking) isOurs(row *FilledRow) bool {
	origin, ok := parseOrigin(row.MadeFrom)
	isLater := c.later != nil && origin.Specification == c.later.Spec.ID && origin.Version == c.later.Spec.Version
	return ok && (origin == c.filled.Origin || isLater)
}

// normal is the name of an element with its kind in small letters, as some retype it.
func normal(name string) string {
	kind, id, found := strings.Cut(name, " ")
	if !found {
		return name
	}
	return Named(spec.Kind(strings.ToLower(kind)), id)
}

func (c *checking) otherOrigin(row *FilledRow) string {
	if row.MadeFrom == "" {
		return "it does not say which version it was made from"
	}
	return fmt.Sprintf("it was made from %s, most rows from %s", row.MadeFrom, c.filled.Origin)
}

// nearest says what a name may have been meant to be. A number that is one digit away
// from another means something else, so that only kinds are guessed.
func (c *checking) nearest(name string, known map[string]bool) string {
	if name == "" {
		return "it does not say which element it is of"
	}
	word, id, _ := strings.Cut(name, " ")
	var words []string
	for _, kind := range kinds {
		if known[Named(kind, id)] {
			words = append(words, string(kind))
		}
	}
	if near := nearest.Word(word, words); near != "" {
		return "did you mean " + near + " " + id + "?"
	}
	if len(words) > 0 {
		return "there is " + words[0] + " " + id
	}
	return fmt.Sprintf("version %s has no such element", c.filled.Origin.Version)
}

func (c *checking) unknown(row *FilledRow, why string) {
	c.result.Unknown = append(c.result.Unknown, Entry{Element: row.Element, Place: row.Place, Why: []string{why}})
}

// cover says whether an element has a module.
func (c *checking) cover(row Row) {
	name := row.Name()
	rows := c.rows[name]
	e := Entry{Element: name, Text: row.Text}
	if len(rows) == 0 {
		c.result.Missing = append(c.result.Missing, e)
		return
	}
	e.Place = rows[0].Place
	if slices.ContainsFunc(rows, func(r *FilledRow) bool { return says(r.Module) }) {
		c.result.Covered++
		return
	}
	if said := rows[0].Module; said != "" {
		e.Why = []string{fmt.Sprintf("the module is %q", said)}
	}
	c.result.Open = append(c.result.Open, e)
}

// nothing is what people write who have nothing to write.
var nothing = []string{"n/a", "na", "no", "none", "nil", "tba", "tbc", "tbd"}

// says reports whether a cell says something.
func says(cell string) bool {
	word := strings.ToLower(strings.Trim(squeezed(cell), ".,;:!?-–—_*/()[] '\""))
	return word != "" && !slices.Contains(nothing, word) && !spec.Unwritten(strings.TrimSpace(cell))
}
