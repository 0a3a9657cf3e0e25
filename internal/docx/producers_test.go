package docx

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// producers are the documents of three programs, with what is read of each.
var producers = []string{"foot-care.pandoc", "foot-care.libreoffice", "own"}

func readFixture(t *testing.T, name string) *Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "import", name+".docx"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestProducers(t *testing.T) {
	for _, name := range producers {
		t.Run(name, func(t *testing.T) {
			doc := readFixture(t, name)
			got := shown(doc.Blocks) + "\n" + remarks(doc.Remarks)
			golden := filepath.Join("..", "..", "testdata", "import", name+".blocks.txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		})
	}
}

// TestPandocAgrees holds the reader to one that nobody here wrote: the same
// headings, items of lists and cells of tables, in the same order.
func TestPandocAgrees(t *testing.T) {
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal("pandoc is required and is not installed")
		}
		t.Skip("pandoc is not installed; it reads the same documents for comparison")
	}
	for _, name := range producers {
		t.Run(name, func(t *testing.T) {
			out, err := exec.Command(pandoc, "--from", "docx", "--to", "json", filepath.Join("..", "..", "testdata", "import", name+".docx")).Output()
			if err != nil {
				t.Fatal(err)
			}
			var theirs struct {
				Blocks []any `json:"blocks"`
			}
			if err := json.Unmarshal(out, &theirs); err != nil {
				t.Fatal(err)
			}
			p := pandocText{}
			p.blocks(theirs.Blocks)
			doc := readFixture(t, name)
			for what, pair := range map[string][2][]string{
				"headings": {p.headings, ours(doc, Heading)},
				"items":    {p.items, ours(doc, Item)},
				"cells":    {p.cells, cells(doc)},
			} {
				if diff := cmp.Diff(pair[0], pair[1]); diff != "" {
					t.Errorf("%s (-pandoc +ours):\n%s", what, diff)
				}
			}
			if len(p.headings) == 0 || len(p.items) == 0 || len(p.cells) == 0 {
				t.Errorf("nothing was compared: %+v", p)
			}
		})
	}
}

func ours(doc *Document, kind Kind) []string {
	var all []string
	for _, b := range doc.Blocks {
		if b.Kind == kind {
			all = append(all, squeezed(b.Text))
		}
	}
	return all
}

func cells(doc *Document) []string {
	var all []string
	for _, b := range doc.Blocks {
		for _, row := range b.Rows {
			for _, c := range row.Cells {
				if text := squeezed(c.Text()); text != "" {
					all = append(all, text)
				}
			}
		}
	}
	return all
}

// squeezed leaves the letters and digits of a text: the programs differ on
// quotation marks, hyphens and white space.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, text)
}

// pandocText gathers what is compared from pandoc's tree of a document.
type pandocText struct{ headings, items, cells []string }

func (p *pandocText) blocks(blocks []any) {
	for _, b := range blocks {
		node := b.(map[string]any)
		content, _ := node["c"].([]any)
		switch node["t"] {
		case "Header":
			p.headings = append(p.headings, squeezed(words(content[2])))
		case "BulletList":
			p.list(content)
		case "OrderedList":
			p.list(content[1].([]any))
		case "Table":
			p.table(content)
		case "BlockQuote":
			p.blocks(content)
		case "Div":
			p.blocks(content[1].([]any))
		}
	}
}

// list takes the first paragraph of each item; lists below follow it.
func (p *pandocText) list(items []any) {
	for _, item := range items {
		blocks := item.([]any)
		if len(blocks) == 0 {
			continue
		}
		first := blocks[0].(map[string]any)
		if first["t"] == "BlockQuote" { // what is indented by hand
			first = first["c"].([]any)[0].(map[string]any)
		}
		if t := first["t"]; t == "Para" || t == "Plain" {
			p.items = append(p.items, squeezed(words(first["c"])))
			blocks = blocks[1:]
		}
		p.blocks(blocks)
	}
}

// table takes every cell that is not blank: [attr, caption, columns, head,
// bodies, foot], each row [attr, cells], each cell [attr, alignment, rowspan,
// colspan, blocks].
func (p *pandocText) table(content []any) {
	rows := content[3].([]any)[1].([]any)
	for _, body := range content[4].([]any) {
		rows = append(rows, body.([]any)[2].([]any)...)
		rows = append(rows, body.([]any)[3].([]any)...)
	}
	for _, row := range rows {
		for _, cell := range row.([]any)[1].([]any) {
			if text := squeezed(words(cell.([]any)[4])); text != "" {
				p.cells = append(p.cells, text)
			}
		}
	}
}

// words returns all words below a node, those of notes aside.
func words(node any) string {
	switch node := node.(type) {
	case []any:
		var b strings.Builder
		for _, n := range node {
			b.WriteString(words(n))
		}
		return b.String()
	case map[string]any:
		switch node["t"] {
		case "Str":
			return node["c"].(string)
		case "Note", "Math":
			return ""
		case "Link", "Span", "Quoted":
			return words(node["c"].([]any)[1])
		}
		return words(node["c"])
	}
	return ""
}
