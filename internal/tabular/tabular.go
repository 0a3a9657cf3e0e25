// Package tabular reads tables that were saved from a spreadsheet as text: CSV with
// commas, semicolons or tabs, in the encodings that spreadsheets write; and it writes
// tables that are to be opened in one. It gives rows of cells with the numbers that the
// spreadsheet shows. What the columns mean it does not know, and it opens no file.
package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The bounds on what is read.
const (
	MaxBytes = 8 << 20 // of the file

	maxRows    = 20_000
	maxColumns = 200
	maxCell    = 64 << 10 // bytes
)

// Table is a table as it was saved.
type Table struct {
	Encoding  string // "UTF-8", "UTF-16" or "Windows-1252"
	Delimiter rune   // ',', ';' or '\t'
	Rows      []Row  // those with at least one cell that is not blank
	Notes     []string
}

// Row is one row.
type Row struct {
	Number int      // as the spreadsheet counts, from 1
	Cells  []string // of column A, B, ...; rows may be of different lengths
}

// delimiters are those that are tried, the likelier one first where two fit
// equally well.
var delimiters = []rune{'\t', ';', ','}

// Read reads a table. The error says in plain words why nothing could be made of
// the bytes.
func Read(data []byte) (*Table, error) {
	t := &Table{}
	text, err := t.decode(data)
	if err != nil {
		return nil, err
	}
	text = t.lineEnds(text)
	first := 1
	if rest, delimiter := declared(text); delimiter != 0 {
		text, first, t.Delimiter = rest, 2, delimiter
	} else {
		t.Delimiter = guess(text)
	}
	records, err := t.records(text)
	if err != nil {
		return nil, err
	}
	return t, t.take(records, first)
}

// lineEnds writes all ends of lines as line feeds.
func (t *Table) lineEnds(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n")
}

// declared reads the line sep=; that Excel understands in front of a table.
func declared(text string) (rest string, delimiter rune) {
	line, rest, _ := strings.Cut(text, "\n")
	if sign, ok := strings.CutPrefix(strings.Trim(line, `"`), "sep="); ok {
		for _, d := range delimiters {
			if sign == string(d) {
				return rest, d
			}
		}
	}
	return text, 0
}

// record is a line of a table, as encoding/csv calls it, with the number of rows
// that it is below the one before.
type record struct {
	cells []string
	step  int
}

// guess returns the delimiter that makes the most even table of the first rows:
// the most rows of the same number of cells, of which there is more than one.
func guess(text string) rune {
	best, bestScore := ',', 0.0
	for _, d := range delimiters {
		widths := map[int]int{}
		rows := 0
		r := newReader(text, d, true)
		for rows < 50 {
			cells, err := r.Read()
			if err != nil {
				break
			}
			rows++
			widths[len(cells)]++
		}
		for width, n := range widths {
			if score := float64(n)/float64(rows) + float64(min(width, 20))/1000; width > 1 && score > bestScore {
				best, bestScore = d, score
			}
		}
	}
	return best
}

func newReader(text string, delimiter rune, lazy bool) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = delimiter, -1, lazy
	return r
}

// records splits the text. A quotation mark in the middle of a cell that does not
// begin with one is common in tables that no spreadsheet wrote, and is taken for
// what it is; any other that is out of place would make the rest a guess.
func (t *Table) records(text string) ([]record, error) {
	all, err := readAll(newReader(text, t.Delimiter, false), text)
	if err == nil {
		return all, nil
	}
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return nil, err
	}
	if errors.Is(err, csv.ErrBareQuote) {
		if all, err := readAll(newReader(text, t.Delimiter, true), text); err == nil {
			t.Notes = append(t.Notes, fmt.Sprintf("line %d has a quotation mark in the middle of a cell that does not begin with one; such marks are read as they stand", parse.Line))
			return all, nil
		}
	}
	return nil, fmt.Errorf("the quotation marks do not pair: a cell that begins in line %d is not closed, or has a mark in it that is not doubled; save the table from the spreadsheet again", parse.StartLine)
}

func readAll(r *csv.Reader, text string) ([]record, error) {
	var all []record
	var before int64
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		if len(all) >= maxRows {
			return nil, fmt.Errorf("it has more than %d rows", maxRows)
		}
		if len(cells) > maxColumns {
			return nil, fmt.Errorf("it has more than %d columns", maxColumns)
		}
		after := r.InputOffset()
		all = append(all, record{cells, 1 + blankLines(text[before:after])})
		before = after
	}
}

// blankLines counts the lines in front of a record that have nothing in them:
// they are rows of the spreadsheet, and encoding/csv passes over them.
func blankLines(text string) int {
	return len(text) - len(strings.TrimLeft(text, "\n"))
}

// take numbers the rows and keeps those with something in them.
func (t *Table) take(records []record, first int) error {
	number := first - 1
	for _, r := range records {
		number += r.step
		for i, cell := range r.cells {
			if len(cell) > maxCell {
				return fmt.Errorf("the cell in row %d, column %s has more than %d characters; perhaps a quotation mark is missing before it", number, ColumnName(i+1), maxCell)
			}
		}
		if slices.ContainsFunc(r.cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			t.Rows = append(t.Rows, Row{Number: number, Cells: r.cells})
		}
	}
	if len(t.Rows) == 0 {
		return errEmpty
	}
	return nil
}

var errEmpty = errors.New("it is empty")

// refuse says what bytes are that are no table, by how they begin.
func refuse(data []byte) error {
	const how = `open it in the spreadsheet program, choose Save As and "CSV UTF-8", and give that file`
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return errEmpty
	case len(data) > MaxBytes:
		return fmt.Errorf("it is larger than %d MB, want less", MaxBytes>>20)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return errors.New("it is a workbook (.xlsx, .xls or .ods) or a document and no CSV, whatever its name says; " + how)
	case bytes.HasPrefix(data, []byte("%PDF")):
		return errors.New("it is a PDF and no CSV; use the spreadsheet that it was made from")
	}
	return nil
}

// ColumnName returns the letters of a column counted from 1: A, B, … Z, AA.
func ColumnName(n int) string {
	name := ""
	for ; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
