package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// Filled is a workbook that was read back.
type Filled struct {
	Origin Origin // what most of its rows were made from
	Rows   []FilledRow
	Notes  []string // what its reader should know, such as that its encoding was guessed
}

// FilledRow is a row of it. The cells are as they stand there, without white space
// around them.
type FilledRow struct {
	Place                                           string // such as "row 12" or "table 2, row 3"
	Element, Identifier, MadeFrom                   string
	Module, ModuleOutcome, ModuleAssessed, Evidence string
}

// Read reads a workbook as a CSV, however a spreadsheet saved it, or as a Word document.
// Columns may have been moved, and others added. The error says in plain words why
// nothing could be made of the bytes.
func Read(data []byte) (*Filled, error) {
	f := &Filled{}
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		err = errors.New(`it is an older Word or Excel file, or protected by a password; save a Word document as .docx, and a spreadsheet as "CSV UTF-8"`)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		err = f.readWord(data)
	default:
		err = f.readTable(data)
	}
	if err != nil {
		return nil, err
	}
	return f, f.settle()
}

func (f *Filled) readTable(data []byte) error {
	table, err := tabular.Read(data)
	if err != nil {
		return err
	}
	f.Notes = table.Notes
	var rows []line
	for _, row := range table.Rows {
		cells := make([]string, len(row.Cells))
		for i, cell := range row.Cells {
			cells[i] = tabular.Plain(cell)
		}
		rows = append(rows, line{fmt.Sprintf("row %d", row.Number), cells})
	}
	near, found := f.take(rows, "")
	if !found {
		return noTable("it has no row that names the columns "+Element+" and "+Module, near)
	}
	return nil
}

func noTable(what, near string) error {
	if near != "" {
		what += "; there is " + near
	}
	return errors.New(what + "; keep the names of the columns as they were exported")
}

// brokenMark is what becomes of the mark of UTF-8 in front of a file that a program takes
// for Windows-1252.
const brokenMark = "ï»¿"

// line is a row of a table before it is known what its columns are.
type line struct {
	place string
	cells []string
}

// take takes in the rows behind the one that names the columns. made is what the rows
// were made from, of a table that does not say it in each. Where no row names the
// columns, near says what looks like one.
func (f *Filled) take(rows []line, made string) (near string, found bool) {
	for i, head := range rows {
		if broken := len(head.cells) > 0 && strings.HasPrefix(head.cells[0], brokenMark); broken && i == 0 {
			head.cells[0] = strings.TrimPrefix(head.cells[0], brokenMark)
			f.Notes = append(f.Notes, "a program that it went through took it for another encoding than UTF-8, so that letters with accents, quotation marks and dashes in it are broken; open the exported file as UTF-8 there")
		}
		columns := columnsOf(head.cells)
		_, element := columns[Element]
		_, module := columns[Module]
		if element && module {
			for _, row := range rows[i+1:] {
				f.add(row, columns, made)
			}
			return "", true
		}
		if near == "" {
			near = nearHead(head)
		}
	}
	return near, false
}

// nearHead says where a row nearly names the columns.
func nearHead(head line) string {
	for _, want := range []string{Element, Module} {
		for _, cell := range head.cells {
			if got := strings.TrimSpace(cell); got != want && nearest.Word(got, []string{want}) == want {
				return fmt.Sprintf("%q in %s, want %q", got, head.place, want)
			}
		}
	}
	return ""
}

// names are the columns that are read back.
var names = []string{Element, Identifier, MadeFrom, Module, ModuleOutcome, ModuleAssess, Evidence}

// columnsOf finds the columns that a row names: the first of each name counts.
func columnsOf(cells []string) map[string]int {
	columns := map[string]int{}
	for i, cell := range cells {
		for _, name := range names {
			if _, taken := columns[name]; !taken && strings.EqualFold(squeezed(cell), name) {
				columns[name] = i
			}
		}
	}
	return columns
}

// squeezed is a text with single spaces, as those of hard spaces and broken lines.
func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

func (f *Filled) add(row line, columns map[string]int, made string) {
	cell := func(name string) string {
		if at, there := columns[name]; there && at < len(row.cells) {
			return strings.TrimSpace(row.cells[at])
		}
		return ""
	}
	r := FilledRow{
		Place: row.place, Element: squeezed(cell(Element)), Identifier: squeezed(cell(Identifier)), MadeFrom: squeezed(cell(MadeFrom)),
		Module: cell(Module), ModuleOutcome: cell(ModuleOutcome), ModuleAssessed: cell(ModuleAssess), Evidence: cell(Evidence),
	}
	if r.MadeFrom == "" {
		r.MadeFrom = made
	}
	if strings.EqualFold(r.Element, Element) || r == (FilledRow{Place: r.Place, MadeFrom: r.MadeFrom}) {
		return // the head once more, or nothing that is read
	}
	f.Rows = append(f.Rows, r)
}

// readWord reads the tables of a document. One that names what it was made from says so
// for all those that follow.
func (f *Filled) readWord(data []byte) error {
	doc, err := docx.Read(data)
	if err != nil {
		return err
	}
	made, near, found := "", "", false
	for _, b := range doc.Blocks {
		if b.Kind != docx.Table {
			continue
		}
		rows := wordRows(b)
		if says := origin(rows); says != "" {
			made = says
			continue
		}
		like, is := f.take(rows, made)
		if near == "" {
			near = like
		}
		found = found || is
	}
	if !found {
		return noTable("it has no table that names the columns "+Element+" and "+Module, near)
	}
	return nil
}

// origin is what a table says that the others were made from; "" where it is another one.
func origin(rows []line) string {
	if len(rows) < 2 {
		return ""
	}
	columns := columnsOf(rows[0].cells)
	at, there := columns[MadeFrom]
	if _, element := columns[Element]; !there || element || at >= len(rows[1].cells) {
		return ""
	}
	return squeezed(rows[1].cells[at])
}

// wordRows are the rows of a table of a document. A cell that was joined with the one
// above it says what that says.
func wordRows(b docx.Block) []line {
	var rows []line
	var above []string
	for _, row := range b.Rows {
		var cells []string
		for _, c := range row.Cells {
			for len(cells) < c.At.Column-1 {
				cells = append(cells, "")
			}
			text := c.Text()
			if c.Continues && c.At.Column-1 < len(above) {
				text = above[c.At.Column-1]
			}
			cells = append(cells, text)
		}
		rows = append(rows, line{row.At.String(), cells})
		above = cells
	}
	return rows
}

var originForm = regexp.MustCompile(`^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)/v([0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?)(?:` + draftMark + `([0-9a-f]+))?$`)

// parseOrigin reads an origin as String writes it.
func parseOrigin(text string) (Origin, bool) {
	m := originForm.FindStringSubmatch(text)
	if m == nil {
		return Origin{}, false
	}
	return Origin{Specification: m[1], Version: m[2], Draft: m[3]}, true
}

// settle finds out what the workbook was made from: what most rows say, the first of
// those that are as many.
func (f *Filled) settle() error {
	said := map[Origin]int{}
	var order []Origin
	for _, r := range f.Rows {
		if o, ok := parseOrigin(r.MadeFrom); ok {
			if said[o]++; said[o] == 1 {
				order = append(order, o)
			}
		}
	}
	if len(f.Rows) == 0 {
		return errors.New("it has no rows below the names of the columns")
	}
	if len(order) == 0 {
		return fmt.Errorf(`no row says in the column %q which version it was made from, such as "wound-care/v1.0.0"; export the workbook again and copy your columns into it`, MadeFrom)
	}
	f.Origin = slices.MaxFunc(order, func(a, b Origin) int { return said[a] - said[b] })
	return nil
}
