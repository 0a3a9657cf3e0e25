package comments

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// Columns are the headings of a table, in the order in which they are written. A table
// that is read may have them in any order and in any case.
var Columns = []string{"who", "on", "comment", "response", "change"}

// The bounds on what is read and written.
const (
	MaxBytes = 1 << 20 // of a table
	MaxShort = 200     // characters of who and on
	MaxLong  = 10_000  // characters of every other cell
	MaxCount = 2_000   // comments
)

// Read reads the table of a release candidate. Where it has problems, the comments are
// those that could be read, and the table is not to be written again: it would lose the
// rest.
func Read(id, version string, data []byte) *Sheet {
	s := &Sheet{ID: id, Version: version, Path: Path(id, version)}
	s.read(data)
	return s
}

func (s *Sheet) read(data []byte) {
	r := &reader{places: map[string]int{}}
	s.Notes = r.table(data)
	s.Comments, s.Problems = r.comments, r.problems
}

// table reads a whole table, and returns what is to be known of how it was read.
func (r *reader) table(data []byte) (notes []string) {
	if len(data) > MaxBytes {
		r.wrong(0, -1, "it is larger than %d MB, want less", MaxBytes>>20)
		return nil
	}
	if line := conflict(data); line > 0 {
		r.wrong(0, -1, "line %d is a mark that git leaves where two people changed the same lines; keep what both wrote, and take the marks out", line)
		return nil
	}
	table, err := tabular.Read(data)
	if err != nil {
		r.wrong(0, -1, "%s", err)
		return nil
	}
	if r.head(table.Rows[0]); len(r.problems) > 0 {
		return table.Notes
	}
	for _, row := range table.Rows[1:] {
		r.row(row)
	}
	if len(r.comments) > MaxCount {
		r.wrong(0, -1, "it has %d comments, want at most %d", len(r.comments), MaxCount)
	}
	return table.Notes
}

// conflict is the line of the first mark of a merge that was not finished; 0 is none.
func conflict(data []byte) int {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		for _, mark := range []string{"<<<<<<< ", ">>>>>>> "} {
			if bytes.HasPrefix(line, []byte(mark)) {
				return n
			}
		}
	}
	return 0
}

// reader reads one table.
type reader struct {
	places   map[string]int // of columns, from 0
	comments []Comment
	problems []Problem
}

// wrong notes a problem of a cell; a column below 0 is the whole row.
func (r *reader) wrong(row, column int, format string, args ...any) {
	name := ""
	if column >= 0 {
		name = tabular.ColumnName(column + 1)
	}
	r.problems = append(r.problems, Problem{Row: row, Column: name, Message: fmt.Sprintf(format, args...)})
}

// head reads the headings.
func (r *reader) head(row tabular.Row) {
	for i, cell := range row.Cells {
		word := strings.ToLower(strings.TrimSpace(cell))
		if word == "" {
			continue
		}
		_, twice := r.places[word]
		switch {
		case twice:
			r.wrong(row.Number, i, "the heading %q stands twice", word)
		case !isColumn(word):
			hint := ""
			if near := nearest.Word(word, Columns); near != "" {
				hint = "; perhaps " + near + " is meant"
			}
			r.wrong(row.Number, i, "there is a heading %q, want %s%s", short(word), strings.Join(Columns, ", "), hint)
		}
		r.places[word] = i
	}
	for _, word := range Columns[:3] {
		if _, ok := r.places[word]; !ok {
			r.wrong(row.Number, -1, "the heading %q is missing", word)
		}
	}
}

func isColumn(word string) bool {
	for _, c := range Columns {
		if c == word {
			return true
		}
	}
	return false
}

// row reads one comment.
func (r *reader) row(row tabular.Row) {
	before := len(r.problems)
	cells := map[string]string{}
	known := map[int]bool{}
	for word, at := range r.places {
		known[at] = true
		if at < len(row.Cells) {
			cells[word] = Clean(tabular.Plain(row.Cells[at]))
		}
	}
	for i, cell := range row.Cells {
		if !known[i] && strings.TrimSpace(cell) != "" {
			r.wrong(row.Number, i, "it holds %q and stands below no heading; perhaps a quotation mark is missing", short(cell))
		}
	}
	c := Comment{
		Who: cells["who"], On: cells["on"], Comment: cells["comment"], Response: cells["response"], Change: cells["change"],
		Row: row.Number,
	}
	if c == (Comment{Row: row.Number}) {
		return // nothing that anybody could see
	}
	c.Number = len(r.comments) + 1
	for _, p := range c.problems() {
		at, ok := r.places[p.Column]
		if !ok {
			at = -1
		}
		r.wrong(row.Number, at, "%s", p.Message)
	}
	if len(r.problems) == before || c.Comment != "" {
		r.comments = append(r.comments, c)
	}
}

// problems are what is wrong with a comment, by the heading of the column.
func (c Comment) problems() []Problem {
	var found []Problem
	for _, cell := range []struct {
		column, text string
		most         int
	}{{"who", c.Who, MaxShort}, {"on", c.On, MaxShort}, {"comment", c.Comment, MaxLong}, {"response", c.Response, MaxLong}, {"change", c.Change, MaxLong}} {
		n := len([]rune(cell.text))
		switch {
		case n == 0 && isRequired(cell.column):
			found = append(found, Problem{Column: cell.column, Message: fmt.Sprintf("%q is empty", cell.column)})
		case n > cell.most:
			found = append(found, Problem{Column: cell.column, Message: fmt.Sprintf("%q has %d characters, want at most %d", cell.column, n, cell.most)})
		case conflict([]byte(cell.text)) > 0:
			found = append(found, Problem{Column: cell.column, Message: fmt.Sprintf("%q has a line that begins as the marks do that git leaves where two people changed the same lines", cell.column)})
		}
	}
	return found
}

func isRequired(column string) bool { return column == "who" || column == "on" || column == "comment" }

// Check says what is wrong with a comment that is to be written.
func (c Comment) Check() error {
	for _, p := range c.problems() {
		return fmt.Errorf("%s", p.Message)
	}
	return nil
}

// Write writes a table. What was read and is written again is the same, whatever a
// spreadsheet made of it in between.
func Write(list []Comment) ([]byte, error) {
	var out bytes.Buffer
	w := tabular.NewWriter(&out)
	w.Row(Columns...)
	for _, c := range list {
		w.Row(Clean(c.Who), Clean(c.On), Clean(c.Comment), Clean(c.Response), Clean(c.Change))
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	if out.Len() > MaxBytes {
		return nil, fmt.Errorf("the table would be larger than %d MB", MaxBytes>>20)
	}
	return out.Bytes(), nil
}

// Clean is a text as it comes back from a table: without blanks around it, with line
// feeds at the ends of lines, and with characters that no text has as escapes.
func Clean(text string) string {
	for {
		clean := strings.TrimSpace(tabular.Plain(tabular.Safe(text)))
		if clean == text {
			return clean
		}
		text = clean
	}
}

// short is the beginning of a text, for a message.
func short(text string) string {
	const most = 40
	text = strings.TrimSpace(text)
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
