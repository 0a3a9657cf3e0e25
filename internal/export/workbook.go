package export

import (
	"bytes"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
	"github.com/advancing-practice/credctl/internal/workbook"
)

// writeWorkbook writes the table that a curriculum lead fills in, for a spreadsheet and
// for a word processor. Package workbook reads either back.
func writeWorkbook(e *edition.Edition) ([]File, error) {
	table, err := workbookCSV(e)
	if err != nil {
		return nil, err
	}
	text, err := workbookDOCX(e)
	if err != nil {
		return nil, err
	}
	return []File{{fileName(e, ".workbook.csv"), table}, {fileName(e, ".workbook.docx"), text}}, nil
}

// between stands between the values of one cell.
const between = "; "

// columnNotice is what every format says of the edition. It stands in the first row alone.
const columnNotice = "Notice"

func workbookCSV(e *edition.Edition) ([]byte, error) {
	var out bytes.Buffer
	w := tabular.NewWriter(&out)
	w.Row(workbook.Element, workbook.Identifier, workbook.MadeFrom, workbook.PartOf, workbook.Text, workbook.Items, workbook.Linked, workbook.Assessed,
		workbook.Module, workbook.ModuleOutcome, workbook.ModuleAssess, workbook.Evidence, columnNotice)
	made := workbook.OriginOf(e).String()
	said := strings.Join(notice(e), " ")
	for _, r := range workbook.Rows(e) {
		w.Row(r.Name(), Identifier(e.Register, e.Spec.ID, r.Element.Kind, r.Element.ID), made, brief(r.PartOf), brief(r.Text),
			brief(strings.Join(r.Items, between)), brief(strings.Join(r.Linked, between)), brief(strings.Join(r.Assessed, between)), "", "", "", "", brief(said))
		said = ""
	}
	if said != "" { // there are no rows, and how the version stands is said nevertheless
		w.Row("", "", "", "", "", "", "", "", "", "", "", "", brief(said))
	}
	err := w.Flush()
	return out.Bytes(), err
}

// mostInCell is how many bytes of a text stand in a cell: Excel holds 32,767 characters,
// and loses the rest without a word.
const mostInCell = 30_000

// brief is a text as far as a cell holds it, and says so where there is more.
func brief(text string) string {
	if len(text) <= mostInCell {
		return text
	}
	return strings.ToValidUTF8(text[:mostInCell], "") + " [cut here: the specification has the rest]"
}

// workbookDOCX is the same as tables of a document: one of the outcomes, one for each
// domain. What they were made from stands in a table of its own.
func workbookDOCX(e *edition.Edition) ([]byte, error) {
	d := &document.Document{
		Title: "Workbook: " + e.Spec.Title, Lang: "en-GB", Banner: e.Banner(), Standing: strings.Join(notice(e), " "),
		Intro: []document.Block{
			document.Said("Write beside each outcome, capability and statement which module covers it. Rows may be copied where several modules do. Leave the first column and the table below as they are, so that the workbook can be read back: credctl workbook check FILE lists what no module covers."),
			{Table: &document.Table{
				Caption: "What this workbook was made from", Head: []string{"Specification", workbook.MadeFrom},
				Rows: []document.Row{{Cells: [][]document.Block{document.Cell(e.Spec.Title), document.Cell(workbook.OriginOf(e).String())}}},
			}},
		},
	}
	d.Sections = workbookSections(e)
	var out bytes.Buffer
	err := docx.Write(&out, docx.Properties{
		Creator: e.Register.Name, Subject: "Workbook of the credential specification " + e.Spec.ID,
		Version: e.Version(), Status: string(e.State), Date: e.Date, Landscape: true,
	}, d)
	return out.Bytes(), err
}

// workbookSections are the rows by the parts of the specification that they stand in.
func workbookSections(e *edition.Edition) []document.Section {
	var sections []document.Section
	titles := map[string]string{}
	for _, d := range e.Spec.Domains {
		title := "Domain " + strings.TrimSpace(d.ID+" "+d.Title)
		for _, c := range d.Capabilities {
			titles[workbook.Named(spec.KindCapability, c.ID)] = title
			for _, s := range c.Statements {
				titles[workbook.Named(spec.KindStatement, s.ID)] = title
			}
		}
		for _, s := range d.Statements {
			titles[workbook.Named(spec.KindStatement, s.ID)] = title
		}
	}
	for _, r := range workbook.Rows(e) {
		title := titles[r.Name()]
		if r.Element.Kind == spec.KindOutcome {
			title = "Learning outcomes"
		}
		if last := len(sections) - 1; last < 0 || sections[last].Title != title {
			sections = append(sections, document.Section{Title: title, Blocks: []document.Block{{Table: &document.Table{
				Caption: title, Head: []string{workbook.Element, workbook.Text, workbook.Items, workbook.Linked, workbook.Assessed,
					workbook.Module, workbook.ModuleOutcome, workbook.ModuleAssess, workbook.Evidence},
			}}}})
		}
		t := sections[len(sections)-1].Blocks[0].Table
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(r.Name()), document.Prose(r.Text), lines(r.Items), lines(r.Linked), lines(r.Assessed), nil, nil, nil, nil,
		}})
	}
	return sections
}

// lines are values as paragraphs of a cell.
func lines(values []string) []document.Block {
	var blocks []document.Block
	for _, v := range values {
		blocks = append(blocks, document.Said(v))
	}
	return blocks
}
