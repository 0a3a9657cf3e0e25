package intake

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// grid is a table from either kind of source.
type grid struct {
	name string // such as "table 2"; "" where the source is one table
	rows []gridRow
	wide int // columns
}

type gridRow struct {
	at    string
	cells map[int]gridCell // by column, from 1; those that are not blank
}

type gridCell struct {
	at   string
	text string   // cleaned
	list []string // where the cell holds a list: its items, cleaned
	span int
}

// rowText is all of a row's words, for the report.
func (r gridRow) rowText(wide int) string {
	var parts []string
	for c := 1; c <= wide; c++ {
		if text := r.cells[c].text; text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, " | ")
}

// gridOfTable makes a grid of a table that was saved from a spreadsheet.
func (in *intake) gridOfTable(t *tabular.Table) grid {
	g := grid{}
	for _, row := range t.Rows {
		r := gridRow{at: fmt.Sprintf("row %d", row.Number), cells: map[int]gridCell{}}
		for i, cell := range row.Cells {
			at := fmt.Sprintf("row %d, column %s", row.Number, tabular.ColumnName(i+1))
			if text := in.clean(cell, at); text != "" {
				r.cells[i+1] = gridCell{at: at, text: text, list: itemsOf(text), span: 1}
				g.wide = max(g.wide, i+1)
			}
		}
		if len(r.cells) > 0 {
			g.rows = append(g.rows, r)
		}
	}
	return g
}

// itemsOf returns the items of a text that is nothing but a list: with a bullet
// in front of each but the first, whose bullet was taken off.
func itemsOf(text string) []string {
	items := strings.Split(text, "\n- ")
	if len(items) < 2 || strings.HasSuffix(items[0], ":") || strings.Contains(text, "\n\n") {
		return nil
	}
	return items
}

// gridOfWord makes a grid of a table of a Word document.
func (in *intake) gridOfWord(b docx.Block) grid {
	g := grid{name: b.At.String()}
	for _, row := range b.Rows {
		r := gridRow{at: row.At.String(), cells: map[int]gridCell{}}
		for _, c := range row.Cells {
			at := c.At.String()
			cell := gridCell{at: at, span: c.Span}
			cell.text, cell.list = in.cellWords(c, at)
			g.wide = max(g.wide, c.At.Column+c.Span-1)
			switch {
			case cell.text == "":
			case c.Continues:
				in.left(at, "words in the lower part of merged cells, which Word does not show", cell.text)
			default:
				r.cells[c.At.Column] = cell
			}
		}
		if len(r.cells) > 0 {
			g.rows = append(g.rows, r)
		}
	}
	return g
}

// cellWords returns the words of a cell, and its items where it holds a list of
// two or more and nothing else.
func (in *intake) cellWords(c docx.Cell, at string) (string, []string) {
	var parts, items []string
	onlyItems := true
	for _, b := range c.Blocks {
		text := in.clean(b.Text, at)
		switch {
		case text == "":
			continue
		case b.Kind == docx.Item:
			items = append(items, text)
			parts = append(parts, "\n- "+text)
		default:
			onlyItems = false
			parts = append(parts, "\n\n"+text)
		}
	}
	text := strings.TrimSpace(strings.Join(parts, ""))
	if len(items) == 1 && onlyItems {
		text = items[0]
	}
	if len(items) < 2 || !onlyItems {
		items = itemsOf(text)
	}
	return text, items
}
