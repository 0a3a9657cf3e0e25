package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
	"github.com/advancing-practice/credctl/internal/workbook"
)

func workbooks(t testing.TB, e *edition.Edition) (table, text []byte) {
	t.Helper()
	files, err := writeWorkbook(e)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || !strings.HasSuffix(files[0].Name, "-"+e.Version()+".workbook.csv") || !strings.HasSuffix(files[1].Name, ".workbook.docx") {
		t.Fatalf("files %v", files)
	}
	return files[0].Data, files[1].Data
}

func version(e *edition.Edition) workbook.Version {
	return workbook.Version{Rows: workbook.Rows(e), Spec: e.Spec, Identifier: func(kind spec.Kind, id string) string {
		return Identifier(e.Register, e.Spec.ID, kind, id)
	}}
}

// TestWorkbookComesBack: both forms of the workbook of the fullest specification are read
// back with every outcome, capability and statement, 1.1 and 1.10 apart, and with the
// version that they were made from.
func TestWorkbookComesBack(t *testing.T) {
	for name, e := range map[string]*edition.Edition{"full": full(t), "draft": editionOf(t, fullText(t)), "hostile": hostile(t)} {
		table, text := workbooks(t, e)
		for form, data := range map[string][]byte{"CSV": table, "DOCX": text} {
			f, err := workbook.Read(data)
			if err != nil {
				t.Fatalf("%s %s: %v", name, form, err)
			}
			var want, got []string
			for _, kind := range []spec.Kind{spec.KindOutcome, spec.KindCapability, spec.KindStatement} {
				for _, element := range e.Spec.Elements(kind) {
					want = append(want, workbook.Named(kind, element.ID))
				}
			}
			for i, r := range f.Rows {
				got = append(got, r.Element)
				f.Rows[i].Module = "NUR701"
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %s (-want +got):\n%s", name, form, diff)
			}
			if f.Origin != workbook.OriginOf(e) {
				t.Errorf("%s %s: origin %v", name, form, f.Origin)
			}
			if r := workbook.Check(f, version(e), nil, nil); !r.Clean() || r.Covered != len(want) {
				t.Errorf("%s %s: %+v", name, form, r)
			}
		}
	}
	if got := workbook.OriginOf(full(t)).String(); got != "full-example/v1.4.0" {
		t.Errorf("made from %q", got)
	}
}

// TestWorkbookWithoutNames: where somebody lost the names of the rows, their identifiers
// still say what they are of; where both say different things, the row is listed.
func TestWorkbookWithoutNames(t *testing.T) {
	e := full(t)
	table, _ := workbooks(t, e)
	f, err := workbook.Read(table)
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Rows {
		f.Rows[i].Element, f.Rows[i].Module = "1.1", "NUR701"
	}
	if r := workbook.Check(f, version(e), nil, nil); !r.Clean() {
		t.Errorf("%+v", r)
	}
	f.Rows[0].Element, f.Rows[1].Element = "outcome LO2", "outcome LO1"
	r := workbook.Check(f, version(e), nil, nil)
	if len(r.Unknown) == 0 || !strings.HasPrefix(r.Unknown[0].Why[0], "its identifier is that of ") {
		t.Errorf("%+v", r)
	}
}

// TestWorkbookHasNoFormulas: no text of a specification becomes a formula.
func TestWorkbookHasNoFormulas(t *testing.T) {
	text := strings.Replace(fullText(t), "text: Does something.,", `text: "=HYPERLINK(\"https://evil.example\",\"a\")",`, 1)
	table, _ := workbooks(t, editionOf(t, text))
	if !strings.Contains(string(table), "'=HYPERLINK(") {
		t.Fatal("the formula is not there at all")
	}
	hostileTable, _ := workbooks(t, hostile(t))
	for _, data := range [][]byte{table, hostileTable} {
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for _, cell := range row {
				if cell != tabular.Safe(tabular.Plain(cell)) || strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
					t.Errorf("row %d has the cell %q", i+1, cell)
				}
			}
		}
	}
}

// TestWorkbookNamesAreNoNumbers: a spreadsheet makes numbers and dates of what looks like
// one, and 1.1 of 1.10. What a row is told by begins with letters or is no number.
func TestWorkbookNamesAreNoNumbers(t *testing.T) {
	table, _ := workbooks(t, full(t))
	f, err := workbook.Read(table)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range f.Rows {
		for _, cell := range []string{r.Element, r.MadeFrom} {
			if cell == "" || cell[0] < 'a' || cell[0] > 'z' {
				t.Errorf("%s: %q", r.Place, cell)
			}
		}
		if strings.Count(r.Identifier, "-") != 4 {
			t.Errorf("%s: %q", r.Place, r.Identifier)
		}
	}
}

// TestWorkbookSaysWhatItIs: a draft is marked on every page and in every row.
func TestWorkbookSaysWhatItIs(t *testing.T) {
	e := editionOf(t, fullText(t))
	table, text := workbooks(t, e)
	if rows := bytes.Count(table, []byte(" draft "+e.SHA256[:12])); rows != len(workbook.Rows(e)) {
		t.Errorf("%d rows are marked as of a draft", rows)
	}
	doc, err := docx.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	margins := ""
	for _, r := range doc.Remarks {
		if r.At == (docx.Place{}) {
			margins += r.What + ": " + r.Text + "\n"
		}
	}
	for _, want := range []string{"a header, which stands on every page: DRAFT, NOT ENDORSED", "a footer, which stands on every page: DRAFT, NOT ENDORSED. Version 1.4.0 of full-example"} {
		if !strings.Contains(margins, want) {
			t.Errorf("there is no %q in\n%s", want, margins)
		}
	}
	again, textAgain := workbooks(t, editionOf(t, fullText(t)))
	if !bytes.Equal(table, again) || !bytes.Equal(text, textAgain) {
		t.Error("the same edition makes other bytes")
	}
}

// TestPandocReadsTheWorkbook: a reader that nobody here wrote finds the head and rows of
// its tables.
func TestPandocReadsTheWorkbook(t *testing.T) {
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal("pandoc is required and is not installed")
		}
		t.Skip("pandoc is not installed; it reads the workbook for comparison")
	}
	e := full(t)
	_, text := workbooks(t, e)
	cmd := exec.Command(pandoc, "--from", "docx", "--to", "html", "--wrap", "none")
	cmd.Stdin = bytes.NewReader(text)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	page := string(out)
	for _, column := range []string{workbook.Element, workbook.Text, workbook.Module, workbook.ModuleOutcome, workbook.ModuleAssess, workbook.Evidence} {
		if n := strings.Count(page, "<th>"+column+"</th>"); n != len(workbookSections(e)) {
			t.Errorf("%d tables have a column headed %s, want %d", n, column, len(workbookSections(e)))
		}
	}
	for _, r := range workbook.Rows(e) {
		if !strings.Contains(page, fmt.Sprintf("<td>%s</td>", r.Name())) {
			t.Errorf("no row of %s", r.Name())
		}
	}
}
