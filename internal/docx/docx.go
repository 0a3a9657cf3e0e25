// Package docx reads Word documents (.docx): headings, lists, tables and
// paragraphs as blocks, in order and with their places. What it cannot read it
// lists. It writes documents for word processors as well, with real headings, lists
// and tables. It knows nothing of specifications, opens no file, follows no link, and
// reads of the archive only parts whose names it knows, so that what else an
// archive is called or holds does not matter.
package docx

import (
	"fmt"
	"strings"
)

// Document is what a Word document says, in the order in which it says it.
type Document struct {
	Blocks  []Block
	Remarks []Remark // what was not read, or not without doubt; in the document's order
}

// Kind is what a block is.
type Kind int

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Title          // the document's title, by its style
	Heading
	Item // of a list
	Table
)

// Block is one piece of a document. Only a Table has Rows; everything else has
// a Text.
type Block struct {
	Kind  Kind
	At    Place
	Text  string // runs joined; breaks are \n, tabs \t, optional hyphens U+00AD, non-breaking hyphens U+2011
	Level int    // of a heading from 1 to 9, of an item from 1
	Label string // what Word prints in front of a heading or item, such as "1.2" or "a)"; "" for a bullet
	Rows  []Row
}

// Row is one row of a table.
type Row struct {
	At    Place
	Cells []Cell
}

// Cell is one cell of a row.
type Cell struct {
	At        Place
	Span      int     // how many columns it is wide; at least 1
	Continues bool    // it is the lower part of a cell that begins in a row above
	Blocks    []Block // paragraphs and items; those of a table within the cell, too
}

// Text returns the cell's paragraphs, one a line, blank ones left out.
func (c Cell) Text() string {
	var text strings.Builder
	for _, b := range c.Blocks {
		if isBlank(b.Text) {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(b.Text)
	}
	return text.String()
}

// Place is where in a document something stands. Paragraphs are counted from 1
// through the whole body, those of tables included.
type Place struct {
	Paragraph int // 0: none
	Table     int // from 1; 0: in no table
	Row       int // from 1
	Column    int // from 1, in columns of the table's grid; 0: the row as a whole
}

// String returns the place in words, such as "paragraph 12" or "table 2, row 3,
// column B".
func (p Place) String() string {
	switch {
	case p == Place{}:
		return "the whole document"
	case p.Table == 0:
		return fmt.Sprintf("paragraph %d", p.Paragraph)
	case p.Row == 0:
		return fmt.Sprintf("table %d", p.Table)
	case p.Column == 0:
		return fmt.Sprintf("table %d, row %d", p.Table, p.Row)
	}
	return fmt.Sprintf("table %d, row %d, column %s", p.Table, p.Row, ColumnName(p.Column))
}

// ColumnName returns the letters of a column counted from 1: A, B, … Z, AA.
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// Remark is something in a document that was not read, or was read with a doubt
// that people should know of.
type Remark struct {
	At   Place
	What string // such as "a footnote"
	Text string // its words, where it has any and they were found
	Read bool   // the words are in the blocks all the same
}

// Read reads a Word document. The error, in plain words, says why nothing could
// be made of it; it wraps ErrKind where the bytes are something else.
func Read(data []byte) (*Document, error) {
	parts, err := unpack(data)
	if err != nil {
		return nil, err
	}
	body := parts.root("word/document.xml").child("body")
	if body == nil {
		return nil, fmt.Errorf("it has no text in the place where a Word document has it; open it in Word and save it again")
	}
	r := &reader{
		styles:   newStyles(parts.root("word/styles.xml")),
		numbers:  newNumbering(parts.root("word/numbering.xml")),
		comments: notes(parts.root("word/comments.xml"), "comment"),
		feet:     notes(parts.root("word/footnotes.xml"), "footnote"),
		ends:     notes(parts.root("word/endnotes.xml"), "endnote"),
	}
	r.numbers.link(r.styles)
	doc := &Document{}
	if doc.Blocks, err = r.blocks(body, Place{}); err != nil {
		return nil, err
	}
	r.margins(parts)
	doc.Remarks = r.remarks
	return doc, nil
}
