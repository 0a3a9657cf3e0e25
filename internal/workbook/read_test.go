package workbook

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/tabular"
)

const own = "Element,Identifier,Made from,Text,Module,Module outcome,Module assessment,Evidence\n" +
	"outcome LO1,0b1c,wound-care/v1.0.0,\"Looks, and sees\",NUR701,MO1,viva,folder 3\n" +
	"statement 1.10,2d3e,wound-care/v1.0.0,Says so,'=NUR702,,,\n"

// wide is a text as Excel saves it under "Unicode Text".
func wide(text string) []byte {
	data := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		data = binary.LittleEndian.AppendUint16(data, unit)
	}
	return data
}

// TestReadsWhatSpreadsheetsSave starts from a workbook as it was exported and filled in,
// and changes what programs and people change.
func TestReadsWhatSpreadsheetsSave(t *testing.T) {
	want := []FilledRow{
		{Element: "outcome LO1", Identifier: "0b1c", MadeFrom: "wound-care/v1.0.0", Module: "NUR701", ModuleOutcome: "MO1", ModuleAssessed: "viva", Evidence: "folder 3"},
		{Element: "statement 1.10", Identifier: "2d3e", MadeFrom: "wound-care/v1.0.0", Module: "=NUR702"},
	}
	semicolons := strings.NewReplacer("\"Looks, and sees\"", "Looks, and sees", ",", ";").Replace(own)
	for name, data := range map[string][]byte{
		"as exported":                []byte("\ufeff" + own),
		"LibreOffice":                []byte(own),
		"Excel, semicolons":          []byte("\ufeff" + strings.ReplaceAll(semicolons, "\n", "\r\n")),
		"Excel, Unicode Text":        wide(strings.ReplaceAll(strings.ReplaceAll(own, "\"Looks, and sees\"", "Looks"), ",", "\t")),
		"older Excel":                []byte(strings.ReplaceAll(own, "Says so", "Says \x96 so")),
		"taken for another encoding": []byte(brokenMark + own),
		"declared":                   []byte("sep=,\r\n" + own),
		"everything quoted":          []byte(`"` + strings.NewReplacer("\"Looks, and sees\"", "Looks", ",", `","`, "\n", "\"\n\"").Replace(strings.TrimSpace(own)) + `"`),
		"apostrophe taken":           []byte(strings.ReplaceAll(own, "'=", "=")),
		"a title above":              []byte("Modules of our programme,,,,,,,\n,,,,,,,\n" + own),
		"head retyped":               []byte(strings.ReplaceAll(strings.ReplaceAll(own, "Module outcome", " module  OUTCOME "), "Made from", "Made\u00a0from")),
		"empty rows":                 []byte(strings.ReplaceAll(own, "\nstatement", "\n,,,,,,,\n\n,,,note of mine,,,,\nstatement")),
		"head repeated":              []byte(strings.ReplaceAll(own, "\nstatement", "\n"+strings.SplitN(own, "\n", 2)[0]+"\nstatement")),
		"columns moved": []byte("Notes,Evidence,Module assessment,Module outcome,Module,Made from,Identifier,Element\n" +
			"x,folder 3,viva,MO1,NUR701,wound-care/v1.0.0,0b1c,outcome LO1\n,,,,=NUR702,wound-care/v1.0.0,2d3e,statement 1.10\n"),
	} {
		f, err := Read(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, f.Rows, cmpopts.IgnoreFields(FilledRow{}, "Place")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if f.Origin != (Origin{Specification: "wound-care", Version: "1.0.0"}) {
			t.Errorf("%s: origin %v", name, f.Origin)
		}
		if (name == "older Excel" || name == "taken for another encoding") != (len(f.Notes) == 1) {
			t.Errorf("%s: notes %q", name, f.Notes)
		}
	}
}

func TestRefusesWhatIsNoWorkbook(t *testing.T) {
	for want, data := range map[string]string{
		"it is empty":                                  "",
		"Element and Module; keep the names":           "Domain,Text\nA,b\n",
		`there is "Elements" in row 1, want "Element"`: strings.Replace(own, "Element", "Elements", 1),
		"no rows below":                                strings.SplitAfterN(own, "\n", 2)[0],
		`the column "Made from"`:                       strings.ReplaceAll(own, "wound-care/v1.0.0", "1.0.0"),
		"save a Word document as .docx":                "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"it is damaged":                                "PK\x03\x04",
		"null bytes":                                   strings.ReplaceAll(own, ",", ",\x00"),
	} {
		if f, err := Read([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: read %v, error %v", want, f, err)
		}
	}
}

// TestReadsWord: tables among others, with cells that somebody joined.
func TestReadsWord(t *testing.T) {
	row := func(cells ...string) document.Row {
		var r document.Row
		for _, cell := range cells {
			r.Cells = append(r.Cells, document.Cell(cell))
		}
		return r
	}
	head := []string{"Element", "Text", "Module", "Evidence"}
	d := &document.Document{Title: "Workbook", Intro: []document.Block{
		{Table: &document.Table{Head: []string{"Specification", "Made from"}, Rows: []document.Row{row("Wound care", "wound-care/v1.0.0 draft 0123456789ab")}}},
		{Table: &document.Table{Head: []string{"Our", "Modules"}, Rows: []document.Row{row("a", "b")}}},
		{Table: &document.Table{Head: head, Rows: []document.Row{row("outcome LO1", "x", "NUR701", "")}}},
		{Table: &document.Table{Head: head, Rows: []document.Row{row("capability A1", "x", "NUR702", "here"), row("statement 1.1", "x", "", "")}}},
	}}
	var out bytes.Buffer
	if err := docx.Write(&out, docx.Properties{}, d); err != nil {
		t.Fatal(err)
	}
	f, err := Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	made := "wound-care/v1.0.0 draft 0123456789ab"
	want := &Filled{
		Origin: Origin{"wound-care", "1.0.0", "0123456789ab"},
		Rows: []FilledRow{
			{Place: "table 3, row 2", Element: "outcome LO1", MadeFrom: made, Module: "NUR701"},
			{Place: "table 4, row 2", Element: "capability A1", MadeFrom: made, Module: "NUR702", Evidence: "here"},
			{Place: "table 4, row 3", Element: "statement 1.1", MadeFrom: made},
		},
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestJoinedCells: a cell that goes on from the row above says what that says.
func TestJoinedCells(t *testing.T) {
	cell := func(column int, text string, goesOn bool) docx.Cell {
		return docx.Cell{At: docx.Place{Table: 1, Column: column}, Span: 1, Continues: goesOn, Blocks: []docx.Block{{Text: text}}}
	}
	got := wordRows(docx.Block{Kind: docx.Table, Rows: []docx.Row{
		{Cells: []docx.Cell{cell(1, "outcome LO1", false), cell(2, "NUR701", false)}},
		{Cells: []docx.Cell{cell(1, "outcome LO2", false), cell(2, "", true)}},
		{Cells: []docx.Cell{cell(1, "outcome LO3", false), cell(2, "", true)}},
		{Cells: []docx.Cell{cell(2, "only", false)}},
	}})
	want := [][]string{{"outcome LO1", "NUR701"}, {"outcome LO2", "NUR701"}, {"outcome LO3", "NUR701"}, {"", "only"}}
	for i, row := range got {
		if diff := cmp.Diff(want[i], row.cells); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestOrigin(t *testing.T) {
	for _, o := range []Origin{{"a", "1.0.0", ""}, {"wound-care", "1.2.0-rc.1", ""}, {"a1-b2", "0.3.0", "0123456789ab"}} {
		if got, ok := parseOrigin(o.String()); !ok || got != o {
			t.Errorf("%s is read as %v, %v", o, got, ok)
		}
	}
	for _, text := range []string{"", "wound-care", "wound-care/1.0.0", "Wound/v1.0.0", "a/v1", "a/v1.0.0 draft", "a/v1.0.0 draft xyz", "../v1.0.0", "a/v1.0.0\nb"} {
		if got, ok := parseOrigin(text); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

// written is a workbook as a CSV with the columns that are read back.
func written(t testing.TB, f *Filled) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tabular.NewWriter(&out)
	w.Row(names...)
	for _, r := range f.Rows {
		w.Row(r.Element, r.Identifier, r.MadeFrom, r.Module, r.ModuleOutcome, r.ModuleAssessed, r.Evidence)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// FuzzRead: what was read from any bytes, written and read again, is the same.
func FuzzRead(f *testing.F) {
	f.Add([]byte(own))
	f.Add([]byte("\ufeff" + strings.ReplaceAll(own, ",", ";")))
	f.Add(wide(own))
	f.Add([]byte("x\n" + own + "Element,Module\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := Read(data)
		if err != nil {
			return
		}
		again, err := Read(written(t, once))
		if err != nil {
			if strings.Contains(err.Error(), "more than") {
				return // it grew beyond what is read
			}
			t.Fatal(err)
		}
		if diff := cmp.Diff(once.Rows, again.Rows, cmpopts.IgnoreFields(FilledRow{}, "Place")); diff != "" || once.Origin != again.Origin {
			t.Fatal(fmt.Sprint(once.Origin, again.Origin), diff)
		}
	})
}
