package docx

import "fmt"

// The bounds of tables: how many columns one cell may claim, and a table have.
const (
	maxSpan    = 100
	maxColumns = 300
)

// readTable reads a table of the body.
func (r *reader) readTable(e *element) (Block, error) {
	r.table++
	b := Block{Kind: Table, At: Place{Paragraph: r.paragraph + 1, Table: r.table}}
	number := 0
	for _, row := range below(e, "tr") {
		number++
		read, err := r.readRow(row, Place{Paragraph: r.paragraph + 1, Table: r.table, Row: number})
		if err != nil {
			return b, err
		}
		b.Rows = append(b.Rows, read)
	}
	return b, nil
}

// below returns the children of a name, those within wrappers too: rows and cells
// may stand in content controls.
func below(e *element, name string) []*element {
	var all []*element
	for _, c := range e.children {
		switch c.name {
		case name:
			all = append(all, c)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			all = append(all, below(c, name)...)
		}
	}
	return all
}

func (r *reader) readRow(e *element, at Place) (Row, error) {
	row := Row{At: at}
	properties := e.child("trPr")
	if properties.child("del") != nil {
		r.remark(at, "a row whose deletion is tracked; what words of it are not deleted were read", "", true)
	}
	column := 1
	if skip, ok := properties.number("gridBefore"); ok {
		column += min(max(skip, 0), maxSpan)
	}
	for _, c := range below(e, "tc") {
		if at.Column = column; column > maxColumns {
			return row, fmt.Errorf("its table %d has more than %d columns", at.Table, maxColumns)
		}
		cell, err := r.readCell(c, at)
		if err != nil {
			return row, err
		}
		row.Cells = append(row.Cells, cell)
		column += cell.Span
	}
	return row, nil
}

func (r *reader) readCell(e *element, at Place) (Cell, error) {
	at.Paragraph = r.paragraph + 1
	cell := Cell{At: at, Span: 1}
	properties := e.child("tcPr")
	if n, ok := properties.number("gridSpan"); ok {
		cell.Span = min(max(n, 1), maxSpan)
	}
	if merge := properties.child("vMerge"); merge != nil && merge.attr("val") != "restart" {
		cell.Continues = true
	}
	var err error
	cell.Blocks, err = r.blocks(e, at)
	return cell, err
}

// tableWithin reads a table that stands in a cell of another: its paragraphs
// become the cell's.
func (r *reader) tableWithin(e *element, in Place) ([]Block, error) {
	r.remark(r.near(in), "a table within a table; its words are read as those of the cell around it", "", true)
	var all []Block
	for _, row := range below(e, "tr") {
		for _, c := range below(row, "tc") {
			read, err := r.blocks(c, in)
			if err != nil {
				return nil, err
			}
			all = append(all, read...)
		}
	}
	return all, nil
}
