package intake

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/compose"
	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// texts returns every text of a source that is not blank, with its place.
func (s source) texts() map[string]string {
	all := map[string]string{}
	if s.table != nil {
		for _, row := range s.table.Rows {
			for i, cell := range row.Cells {
				all[fmt.Sprintf("row %d, column %s", row.Number, tabular.ColumnName(i+1))] = cell
			}
		}
		return all
	}
	for _, b := range s.document.Blocks {
		all[b.At.String()] = b.Text
		for _, row := range b.Rows {
			for _, c := range row.Cells {
				for i, inner := range c.Blocks {
					all[fmt.Sprintf("%s, paragraph %d", c.At, i)] = inner.Text
				}
			}
		}
	}
	for i, r := range s.document.Remarks {
		all[fmt.Sprintf("remark %d: %s", i, r.At)] = r.Text
	}
	return all
}

// values are all words of a draft: the values of the specification that it
// becomes, without its remarks, and what the report lists.
func values(t testing.TB, d *Draft) string {
	t.Helper()
	var tree any
	data := compose.Bytes(compose.Map(d.Entries("notes", "TODO: ")...))
	if err := yaml.Unmarshal(data, &tree); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	var b strings.Builder
	gatherValues(&b, tree)
	for _, items := range [][]Item{d.Report.Left, d.Report.Doubts} {
		for _, item := range items {
			b.WriteString("\n" + item.Text)
		}
	}
	for _, line := range d.Report.Understood {
		b.WriteString("\n" + line)
	}
	return b.String()
}

func gatherValues(b *strings.Builder, tree any) {
	switch tree := tree.(type) {
	case map[string]any:
		for _, value := range tree {
			gatherValues(b, value)
		}
	case []any:
		for _, value := range tree {
			gatherValues(b, value)
		}
	default:
		fmt.Fprintf(b, "\n%v", tree)
	}
}

// squeezed leaves the letters and digits of a text.
func squeezed(text string) string { return strings.ReplaceAll(folded(text), " ", "") }

// lost returns the texts of a source that are neither in the draft nor in its
// report. Of a text with a label in front, or of a mapping, every word that is not
// a word for the label or the mapping has to be found.
func lost(t testing.TB, s source, d *Draft) []string {
	t.Helper()
	found := values(t, d)
	whole := squeezed(found)
	words := map[string]bool{}
	for _, word := range strings.Fields(folded(found)) {
		words[word] = true
	}
	for _, a := range append(append([]alias{}, columnAliases...), kinds...) {
		for _, w := range a.words { // the titles of columns, and words for kinds, are read as what they mean
			for word := range strings.FieldsSeq(w) {
				words[word] = true
			}
		}
	}
	for _, word := range strings.Fields("multi professional mpf mapping mapped maps framework to the and no domain capability statement") {
		words[word] = true
	}
	var all []string
	for at, text := range s.texts() {
		text = newIntake(Options{Frameworks: noFrameworks}).clean(text, "")
		if strings.Contains(whole, squeezed(text)) {
			continue
		}
		for _, word := range strings.Fields(folded(text)) {
			if word = strings.TrimPrefix(word, "mpf"); !words[word] && word != "" {
				all = append(all, fmt.Sprintf("%s: %q of %q", at, word, text))
			}
		}
	}
	return all
}

// TestNothingIsDropped: every word of the fixtures is in the draft or in the
// report.
func TestNothingIsDropped(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			s := readSource(t, name)
			d, err := s.draft(Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range lost(t, s, d) {
				t.Errorf("lost: %s", text)
			}
		})
	}
}

// checkDraft holds any draft to what callers rely on.
func checkDraft(t *testing.T, s source) {
	t.Helper()
	d, err := s.draft(Options{})
	if err != nil && !errors.Is(err, ErrNothing) {
		t.Fatal(err)
	}
	for _, text := range lost(t, s, d) {
		t.Errorf("lost: %s", text)
	}
	entries := append(d.Entries("notes", "TODO: "),
		compose.Key("format", compose.Number(1)), compose.Key("id", compose.Text("x")),
		compose.Key("version", compose.Text("0.1.0")), compose.Key("stage", compose.Text("draft")))
	if d.Title.Value == "" {
		entries = append(entries, compose.Key("title", compose.Text("x")))
	}
	data := compose.Bytes(compose.Map(entries...))
	doc, found := yamldoc.Parse("x.yaml", data, yamldoc.Options{MaxBytes: 8 << 20})
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, data)
	}
	if _, found = spec.Decode(doc); len(found) > 0 {
		t.Fatalf("%v\n%s", found, data)
	}
}

func FuzzTable(f *testing.F) {
	for _, text := range []string{
		"Domain;No.;Capability;Statement no.;Statement;MPF\nA. One;A1;Two;1.1;Three;1.2, 1.3\n;;;1.2;Four;2.1 to 2.3; rest\n",
		"Capability;Statement;Kind;Strength;Mapping\nB1 x;\"- one\n- two\";skill;full;9.9 and more\n;;knowledge;;\nDomain C: y\n",
		"1.1;Listens;1.2\n1.1;Looks;1.3 to 1.4\n",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := tabular.Read(data)
		if err != nil || len(data) > 2000 {
			return
		}
		checkDraft(t, source{table: table})
	})
}

// FuzzDocument makes documents of lines: the first letter of each says what it is.
func FuzzDocument(f *testing.F) {
	f.Add("tTitle\n1Introduction\npHello\n1Domain A: One\npabout\n2A1 Two\ni1.1 three\njfour\npMPF 1.2 to 1.4\n|Statement;Kind\n|five;skill\n1More\npsix\n|a;b")
	f.Add("1Scope\n2Out of scope\nione\n1Capabilities\n2A. x\n3Knowledge\nitwo\n3Mapping\np1.2 and what\n1Learning outcomes\niLO1: y")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1500 {
			return
		}
		checkDraft(t, source{document: documentOf(text)})
	})
}

func documentOf(text string) *docx.Document {
	doc := &docx.Document{}
	for i, line := range strings.Split(text, "\n") {
		if line == "" {
			continue
		}
		b := docx.Block{At: docx.Place{Paragraph: i + 1}, Text: line[1:]}
		if strings.TrimSpace(b.Text) == "" {
			continue
		}
		switch line[0] {
		case 't':
			b.Kind = docx.Title
		case '1', '2', '3', '4':
			b.Kind, b.Level = docx.Heading, int(line[0]-'0')
		case 'i', 'j':
			b.Kind, b.Level = docx.Item, int(line[0]-'i')+1
		case '|':
			addRow(doc, i, b.Text)
			continue
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return doc
}

// addRow adds a row to the table that stands last, or begins one.
func addRow(doc *docx.Document, line int, text string) {
	at := docx.Place{Paragraph: line + 1, Table: line + 1, Row: 1}
	if n := len(doc.Blocks); n == 0 || doc.Blocks[n-1].Kind != docx.Table {
		doc.Blocks = append(doc.Blocks, docx.Block{Kind: docx.Table, At: at})
	}
	table := &doc.Blocks[len(doc.Blocks)-1]
	row := docx.Row{At: at}
	for i, cell := range strings.Split(text, ";") {
		at.Column = i + 1
		row.Cells = append(row.Cells, docx.Cell{At: at, Span: 1, Blocks: []docx.Block{{Text: cell}}})
	}
	table.Rows = append(table.Rows, row)
}
