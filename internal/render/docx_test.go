package render

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/docx"
)

// outline is what must be the same in a document and in what somebody else reads of
// its Word file: headings with their levels, and tables with caption, head and cells.
type outline struct {
	Headings []string
	Tables   []outlineTable
}

type outlineTable struct {
	Caption string
	Head    []string
	Rows    [][]string
}

// TestPandocReadsTheDocument: a reader that nobody here wrote finds in the Word file the
// headings and tables of the document, of the fullest specification and of a release.
func TestPandocReadsTheDocument(t *testing.T) {
	for name, e := range map[string]func(testing.TB) *document.Document{
		"fullest": func(t testing.TB) *document.Document { return Document(publish(draft(t, fullest))) },
		"release": func(t testing.TB) *document.Document { return Document(released(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			d := e(t)
			want := outlineOf(d)
			if len(want.Headings) < 10 || len(want.Tables) == 0 {
				t.Fatalf("there is little to compare: %d headings, %d tables", len(want.Headings), len(want.Tables))
			}
			var out bytes.Buffer
			if err := docx.Write(&out, docx.Properties{}, d); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, pandocReads(t, out.Bytes())); diff != "" {
				t.Errorf("(-document +pandoc):\n%s", diff)
			}
			for what, change := range map[string][]string{
				"headings that are none": {`w:val="Heading3"`, `w:val="TableText"`},
				"heads that are none":    {`<w:tblHeader/>`, ``, `"06A0" w:firstRow="1"`, `"0680" w:firstRow="0"`},
				"cells that are gone":    {`<w:tc>`, `<w:sdt>`, `</w:tc>`, `</w:sdt>`},
				"captions that are gone": {`<w:tblCaption `, `<w:tblNothing `},
			} {
				if cmp.Equal(want, pandocReads(t, changed(t, out.Bytes(), change))) {
					t.Errorf("pandoc does not see %s", what)
				}
			}
		})
	}
}

// changed is a Word file with something else in the place of something in its text.
func changed(t *testing.T, data []byte, change []string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, strings.NewReplacer(change...).Replace(string(part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// pandocReads is what pandoc reads of a Word file.
func pandocReads(t *testing.T, data []byte) outline {
	t.Helper()
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal("pandoc is required and is not installed")
		}
		t.Skip("pandoc is not installed; it reads the Word file for comparison")
	}
	cmd := exec.Command(pandoc, "--from", "docx", "--to", "json")
	cmd.Stdin = bytes.NewReader(data)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Blocks []any `json:"blocks"`
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatal(err)
	}
	var o outline
	o.take(read.Blocks)
	return o
}

// take takes in blocks of pandoc's, each a kind ("t") with what it has ("c").
func (o *outline) take(blocks []any) {
	for _, block := range blocks {
		b := block.(map[string]any)
		content, _ := b["c"].([]any)
		switch b["t"] {
		case "Header": // level, attributes, words
			o.Headings = append(o.Headings, fmt.Sprintf("%v %s", content[0], said(content[2])))
		case "Div": // attributes, blocks
			o.take(content[1].([]any))
		case "Table": // attributes, caption, columns, head, bodies, foot
			t := outlineTable{Caption: said(content[1].([]any)[1])}
			for _, row := range content[3].([]any)[1].([]any) {
				t.Head = append(t.Head, cellsOf(row)...)
			}
			for _, body := range content[4].([]any) {
				for _, row := range body.([]any)[3].([]any) {
					t.Rows = append(t.Rows, cellsOf(row))
				}
			}
			o.Tables = append(o.Tables, t)
		}
	}
}

// cellsOf are the cells of a row, [attributes, cells]; each ends with its blocks.
func cellsOf(row any) []string {
	cells := []string{}
	for _, cell := range row.([]any)[1].([]any) {
		cells = append(cells, said(cell.([]any)[4]))
	}
	return cells
}

// said are the words below a node of pandoc's, apart by single spaces.
func said(node any) string {
	var b strings.Builder
	say(&b, node)
	return strings.Join(strings.Fields(b.String()), " ")
}

func say(b *strings.Builder, node any) {
	switch node := node.(type) {
	case []any:
		for _, n := range node {
			say(b, n)
		}
	case map[string]any:
		switch node["t"] {
		case "Str":
			b.WriteString(node["c"].(string))
		case "Space", "SoftBreak", "LineBreak":
			b.WriteByte(' ')
		case "Code", "CodeBlock": // attributes, text
			b.WriteString(node["c"].([]any)[1].(string))
		case "Link", "Span", "Quoted", "Div": // attributes, what it has
			say(b, node["c"].([]any)[1])
		case "OrderedList":
			say(b, node["c"].([]any)[1])
		case "Para", "Plain":
			b.WriteByte(' ')
			say(b, node["c"])
			b.WriteByte(' ')
		default:
			say(b, node["c"])
		}
	}
}

// outlineOf is what a document has.
func outlineOf(d *document.Document) outline {
	o := outline{Headings: []string{"1 " + plain(d.Title)}}
	o.blocks(d.Intro)
	o.sections(d.Sections, 2)
	return o
}

func (o *outline) sections(sections []document.Section, level int) {
	for _, s := range sections {
		o.Headings = append(o.Headings, fmt.Sprintf("%d %s", min(level, 6), plain(s.Title)))
		o.blocks(s.Blocks)
		o.sections(s.Parts, level+1)
	}
}

func (o *outline) blocks(blocks []document.Block) {
	for _, b := range blocks {
		if b.Table == nil {
			continue
		}
		t := outlineTable{Caption: plain(b.Table.Caption)}
		for _, head := range b.Table.Head {
			t.Head = append(t.Head, plain(head))
		}
		for _, row := range b.Table.Rows {
			cells := make([]string, max(len(b.Table.Head), len(row.Cells)))
			for i, cell := range row.Cells {
				cells[i] = plain(textOf(cell))
			}
			t.Rows = append(t.Rows, cells)
		}
		o.Tables = append(o.Tables, t)
	}
}

func textOf(blocks []document.Block) string {
	var b strings.Builder
	for _, block := range blocks {
		for _, s := range block.Text {
			b.WriteString(s.Text)
		}
		for _, item := range block.Items {
			b.WriteString(" " + textOf(item) + " ")
		}
		for _, fact := range block.Facts {
			name := fact.Name
			if len(fact.Blocks) == 1 && len(fact.Blocks[0].Text) > 0 {
				name += ":" // in one line, as cells have little room
			}
			b.WriteString(" " + name + " " + textOf(fact.Blocks) + " ")
		}
		if block.Picture != nil {
			b.WriteString(block.Picture.Text)
		}
		b.WriteString(" " + block.Lines + " ")
	}
	return b.String()
}

func plain(text string) string { return strings.Join(strings.Fields(text), " ") }
