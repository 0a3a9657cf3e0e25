package intake

import (
	"errors"

	"github.com/advancing-practice/credctl/internal/tabular"
)

// Table takes in a table that was saved from a spreadsheet. Beside ErrNothing the
// draft holds the report; beside any other error, which is about the options, it
// is nil.
func Table(t *tabular.Table, options Options) (*Draft, error) {
	if len(options.Headings) > 0 {
		return nil, errors.New("a table has no headings; say what its columns mean with --column")
	}
	in := newIntake(options)
	g := in.gridOfTable(t)
	c := in.columnsOf(g)
	if err := c.choose(g, options.Columns); err != nil {
		return nil, err
	}
	if !c.useful() && len(options.Columns) == 0 {
		in.guessColumns(c, g)
	}
	for _, note := range t.Notes {
		in.doubt("the whole file", note, "")
	}
	if !c.useful() {
		in.tell(c, g)
		for _, row := range g.rows {
			in.left(row.at, "no column is known to hold domains, capabilities or statements", row.rowText(g.wide))
		}
		return in.done()
	}
	in.table(g, c)
	return in.done()
}
