package docx

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/document"
)

// mostColumns is how many columns Word allows a table.
const mostColumns = 63

// table writes a table: its caption above it, its head repeated on every page, the first
// cell of each row marked as its heading.
func (b *writer) table(t *document.Table) {
	columns := len(t.Head)
	for _, row := range t.Rows {
		columns = max(columns, len(row.Cells))
	}
	if columns == 0 {
		return
	}
	if columns > mostColumns {
		b.err = fmt.Errorf("the table %q has %d columns, a Word document holds at most %d", t.Caption, columns, mostColumns)
		return
	}
	b.said("Caption", t.Caption)
	widths := b.widths(t, columns)
	m := &b.out
	m.in(func() {
		b.tableProperties(t)
		m.in(func() {
			for _, width := range widths {
				m.leaf("w:gridCol", "w:w", strconv.Itoa(width))
			}
		}, "w:tblGrid")
		if len(t.Head) > 0 {
			b.row("", headCells(t.Head), widths, true)
		}
		for _, row := range t.Rows {
			b.row(row.ID, row.Cells, widths, false)
		}
	}, "w:tbl")
	b.paragraph("AfterTable", func() {}) // two tables on end would be one
}

func headCells(head []string) [][]document.Block {
	cells := make([][]document.Block, len(head))
	for i, h := range head {
		cells[i] = document.Cell(h)
	}
	return cells
}

func (b *writer) tableProperties(t *document.Table) {
	m := &b.out
	m.in(func() {
		m.val("w:tblStyle", "RegisterTable")
		m.leaf("w:tblW", "w:w", "5000", "w:type", "pct")
		m.val("w:tblLayout", "fixed")
		look, first := "0680", "0"
		if len(t.Head) > 0 {
			look, first = "06A0", "1"
		}
		m.leaf("w:tblLook", "w:val", look, "w:firstRow", first, "w:lastRow", "0", "w:firstColumn", "1", "w:lastColumn", "0",
			"w:noHBand", "1", "w:noVBand", "1")
		if t.Caption != "" {
			m.val("w:tblCaption", t.Caption)
		}
	}, "w:tblPr")
}

// tallRow is how many letters a row has at least that may be broken between pages.
const tallRow = 1200

func (b *writer) row(id string, cells [][]document.Block, widths []int, head bool) {
	m := &b.out
	m.in(func() {
		m.in(func() {
			if head || lettersOf(cells) < tallRow {
				m.leaf("w:cantSplit")
			}
			if head {
				m.leaf("w:tblHeader")
			}
		}, "w:trPr")
		for i, width := range widths {
			var blocks []document.Block
			if i < len(cells) {
				blocks = cells[i]
			}
			m.in(func() {
				m.in(func() { m.leaf("w:tcW", "w:w", strconv.Itoa(width), "w:type", "dxa") }, "w:tcPr")
				b.cell(blocks, id, i == 0, head)
			}, "w:tc")
		}
	}, "w:tr")
}

// cell writes what stands in a cell. It ends with a paragraph, as the format asks.
func (b *writer) cell(blocks []document.Block, id string, first, head bool) {
	style := "TableText"
	if head {
		style = "TableHead"
	} else if first {
		style = "TableRowHead"
	}
	if first && id != "" {
		b.bookmark(id)
	}
	b.blocks(blocks, place{style: style, table: true})
	if len(blocks) == 0 || !endsWithParagraph(blocks[len(blocks)-1]) {
		b.paragraph(style, func() {})
	}
}

// endsWithParagraph reports whether a block leaves one behind.
func endsWithParagraph(b document.Block) bool {
	switch {
	case b.Items != nil:
		return endsWithItem(b.Items)
	case b.Facts != nil:
		said := b.Facts[len(b.Facts)-1].Blocks
		return len(said) == 0 || endsWithParagraph(said[len(said)-1])
	case b.Table != nil:
		return false
	case b.Picture != nil:
		return b.Picture.Text != ""
	}
	return b.Lines != "" || len(b.Text) > 0
}

func endsWithItem(items [][]document.Block) bool {
	if len(items) == 0 {
		return false
	}
	last := items[len(items)-1]
	return len(last) == 0 || endsWithParagraph(last[len(last)-1])
}

// The widths of the text on a page of A4, upright and on its side, in twentieths of a point.
const (
	uprightWidth = 9638
	lyingWidth   = 15138
)

// The bounds of what a column asks for, in letters.
const (
	longWord     = 24 // a longer word is broken
	mostLetters  = 60
	writeLetters = 20 // of a column with nothing below its head: it is there to be written in
)

// The width of a letter in a table, on the broad side, and what a cell has beside its
// text, in twentieths of a point.
const (
	letterWidth = 125
	cellSides   = 240
)

// widths share the page among the columns: each has room for its longest word, and what
// is left goes by the letters of the longest cells.
func (b *writer) widths(t *document.Table, columns int) []int {
	page := uprightWidth
	if b.properties.Landscape {
		page = lyingWidth
	}
	widths, wish := make([]int, columns), make([]int, columns)
	needed, wished := 0, 0
	for i := range widths {
		word, letters := 0, 0
		for _, row := range t.Rows {
			if i < len(row.Cells) {
				w, n := measure(row.Cells[i])
				word, letters = max(word, w), max(letters, n)
			}
		}
		if letters == 0 {
			letters = writeLetters
		}
		if i < len(t.Head) {
			word = max(word, longestWord(t.Head[i]))
		}
		widths[i] = min(word, longWord)*letterWidth + cellSides
		wish[i] = 1 + max(min(letters, mostLetters)-word, 0)
		needed, wished = needed+widths[i], wished+wish[i]
	}
	for i := range widths {
		if needed > page {
			widths[i] = widths[i] * page / needed
		} else {
			widths[i] += (page - needed) * wish[i] / wished
		}
	}
	return widths
}

// measure returns the letters of the longest word of blocks, and of all.
func measure(blocks []document.Block) (word, letters int) {
	add := func(text string) {
		word, letters = max(word, longestWord(text)), letters+utf8.RuneCountInString(text)
	}
	within := func(blocks []document.Block) {
		w, n := measure(blocks)
		word, letters = max(word, w), letters+n
	}
	for _, b := range blocks {
		for _, s := range b.Text {
			add(s.Text)
		}
		for _, item := range b.Items {
			within(item)
		}
		for _, f := range b.Facts {
			add(f.Name)
			within(f.Blocks)
		}
		add(b.Lines)
	}
	return word, letters
}

func longestWord(text string) int {
	longest := 0
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, utf8.RuneCountInString(word))
	}
	return longest
}

// lettersOf counts the letters of cells.
func lettersOf(cells [][]document.Block) int {
	all := 0
	for _, blocks := range cells {
		_, n := measure(blocks)
		all += n
	}
	return all
}
