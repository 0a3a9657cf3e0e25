package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/document"
)

// sample has one of everything that a document may hold.
func sample() *document.Document {
	return &document.Document{
		Title: "Foot care & <skin>", Lang: "cy", Banner: "DRAFT, NOT ENDORSED", Standing: "foot-care 0.3.0, a draft. Check it at https://example.org/foot-care",
		Intro: []document.Block{
			document.Said("Begins here."),
			{Text: []document.Span{document.Words("Stands out.")}, Strong: true},
		},
		Sections: []document.Section{
			{ID: "about", Title: "About", Blocks: []document.Block{
				{Facts: []document.Fact{{Name: "Version", Blocks: document.Cell("0.3.0")}, {Name: "Authors", Blocks: []document.Block{document.Bullets(document.Cell("J. Smith"), document.Cell("R. Khan"))}}}},
				document.Para(document.Words("See "), document.Within("capability-A1", "capability A1"), document.Words(" and "), document.Outside("https://example.org/a b?q=[1]#x", "the page"),
					document.Words(", or write to "), document.Outside("mailto:a@example.org", "us"), document.Words(".")),
			}},
			{ID: "capabilities", Title: "Capabilities", Parts: []document.Section{
				{ID: "domain-A", Title: "Domain A", Parts: []document.Section{
					{ID: "capability-A1", Title: "A1 Looks at feet", Blocks: document.Prose("Does this.\n\n- one\n- two\n\nAnd that."), Parts: []document.Section{
						{ID: "deep", Title: "Five", Parts: []document.Section{{ID: "deeper", Title: "Six", Parts: []document.Section{{ID: "deepest", Title: "Seven is six"}}}}},
					}},
				}},
			}},
			{ID: "tables", Title: "Tables and the rest", Blocks: []document.Block{
				{Table: &document.Table{Caption: "Outcomes", Head: []string{"Outcome", "Text", "Item"}, Rows: []document.Row{
					{ID: "outcome-LO1", Cells: [][]document.Block{document.Cell("LO1"), document.Prose("First.\n\n- a\n- b"), document.Cell("mpf@2025#1.10")}},
					{Cells: [][]document.Block{document.Cell("LO2"), document.Cell("Second")}},
				}}},
				{Ordered: true, Items: [][]document.Block{document.Cell("first"), {document.Said("second"), document.Said("more of it"), document.Bullets(document.Cell("inner"))}}},
				{Ordered: true, Items: [][]document.Block{document.Cell("anew")}},
				{Lines: "credctl verify foot-care/v0.3.0\n\tand on\n"},
				{Picture: &document.Picture{SVG: "<svg/>", Text: "Of four pillars, three are covered."}},
				document.Para(document.Words("The "), document.Span{Text: "old", Removed: true}, document.Span{Text: "new", Added: true}, document.Words("word, typed as "), document.Code("a  b")),
			}},
		},
	}
}

var sampleProperties = Properties{Creator: "Example Register", Subject: "wound care", Version: "0.3.0", Status: "draft", Date: time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)}

func wordOf(t testing.TB, p Properties, d *document.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, p, d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestWriteReads holds the writer to our own reader.
func TestWriteReads(t *testing.T) {
	d, err := Read(wordOf(t, sampleProperties, sample()))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		if b.Kind == Heading {
			got = append(got, strings.Repeat("#", b.Level)+" "+b.Text)
		}
	}
	if diff := cmp.Diff(headings(sample()), got); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(tables(sample()), tablesRead(d)); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
}

// headings are those of a document as they are to be read back.
func headings(d *document.Document) []string {
	all := []string{"# " + d.Title}
	var below func(sections []document.Section, level int)
	below = func(sections []document.Section, level int) {
		for _, s := range sections {
			all = append(all, strings.Repeat("#", min(level, 6))+" "+s.Title)
			below(s.Parts, level+1)
		}
	}
	below(d.Sections, 2)
	return all
}

// tables are the cells of the tables of a document, row by row, the head first.
func tables(d *document.Document) [][][]string {
	var all [][][]string
	below := func(blocks []document.Block) {
		for _, b := range blocks {
			if b.Table == nil {
				continue
			}
			rows := [][]string{b.Table.Head}
			for _, row := range b.Table.Rows {
				cells := make([]string, len(b.Table.Head))
				for i, cell := range row.Cells {
					cells[i] = textOf(cell)
				}
				rows = append(rows, cells)
			}
			all = append(all, rows)
		}
	}
	var sections func(list []document.Section)
	sections = func(list []document.Section) {
		for _, s := range list {
			below(s.Blocks)
			sections(s.Parts)
		}
	}
	below(d.Intro)
	sections(d.Sections)
	return all
}

// textOf is the text of blocks, a paragraph or item a line.
func textOf(blocks []document.Block) string {
	var lines []string
	for _, b := range blocks {
		line := ""
		for _, s := range b.Text {
			line += s.Text
		}
		for _, item := range b.Items {
			lines = append(lines, textOf(item))
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func tablesRead(d *Document) [][][]string {
	var all [][][]string
	for _, b := range d.Blocks {
		if b.Kind != Table {
			continue
		}
		var rows [][]string
		for _, row := range b.Rows {
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, c.Text())
			}
			rows = append(rows, cells)
		}
		all = append(all, rows)
	}
	return all
}

// TestWriteWellFormed: every part is XML, whatever the texts are.
func TestWriteWellFormed(t *testing.T) {
	for name, d := range map[string]*document.Document{"sample": sample(), "hostile": hostile("]]></w:t><w:p/>\x00\x1b\u202e\ufffe\xff<!DOCTYPE x>&amp;"), "empty": {}} {
		data := wordOf(t, Properties{}, d)
		archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.File {
			part, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			for decoder := xml.NewDecoder(part); ; {
				if _, err := decoder.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Fatalf("%s, %s: %v", name, f.Name, err)
				}
			}
		}
		if _, err := Read(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// hostile has a text in every place that a document has for one.
func hostile(text string) *document.Document {
	cell := document.Cell(text)
	return &document.Document{
		Title: text, Lang: text, Banner: text, Standing: text, Intro: append(cell, document.Block{Lines: text}),
		Sections: []document.Section{{ID: text, Title: text, Blocks: []document.Block{
			{Table: &document.Table{Caption: text, Head: []string{text}, Rows: []document.Row{{ID: "r" + text, Cells: [][]document.Block{cell}}}}},
			document.Bullets(cell), {Facts: []document.Fact{{Name: text, Blocks: cell}}}, {Picture: &document.Picture{Text: text}},
			document.Para(document.Span{Text: text, Href: text}, document.Span{Text: text, Href: "https://example.org/" + text}, document.Within(text, text)),
		}}},
	}
}

// TestSameBytes: the same document makes the same file.
func TestSameBytes(t *testing.T) {
	if !bytes.Equal(wordOf(t, sampleProperties, sample()), wordOf(t, sampleProperties, sample())) {
		t.Error("two files of one document differ")
	}
}
