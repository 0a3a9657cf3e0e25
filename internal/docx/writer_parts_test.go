package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/document"
)

// partOf is one part of a file as it stands there.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryPage: what nobody may miss stands in the one header, version and standing in
// the one footer, and no page has others.
func TestEveryPage(t *testing.T) {
	d := sample()
	data := wordOf(t, sampleProperties, d)
	if header := partOf(t, data, "word/header1.xml"); !strings.Contains(header, ">DRAFT, NOT ENDORSED<") || !strings.Contains(header, ">Foot care &amp; &lt;skin&gt;<") {
		t.Errorf("header: %s", header)
	}
	if footer := partOf(t, data, "word/footer1.xml"); !strings.Contains(footer, ">"+d.Standing+"<") || !strings.Contains(footer, `w:instr=" PAGE "`) {
		t.Errorf("footer: %s", footer)
	}
	text := partOf(t, data, "word/document.xml")
	if n := strings.Count(text, "<w:sectPr"); n != 1 || strings.Contains(text, "titlePg") || strings.Contains(text, `w:type="first"`) || strings.Contains(text, "evenAndOdd") {
		t.Errorf("%d sections, or pages with margins of their own", n)
	}
	for _, want := range []string{
		`<w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text does not have %s", want)
		}
	}
	links := partOf(t, data, "word/_rels/document.xml.rels")
	for id, target := range map[string]string{"rId4": "header1.xml", "rId5": "footer1.xml"} {
		if !regexp.MustCompile(`Id="` + id + `"[^>]* Target="` + target + `"`).MatchString(links) {
			t.Errorf("%s is not %s in %s", id, target, links)
		}
	}
	d.Banner = ""
	if header := partOf(t, wordOf(t, sampleProperties, d), "word/header1.xml"); strings.Contains(header, "Banner") {
		t.Errorf("header without a banner: %s", header)
	}
}

// TestWhatItSaysOfItself: title, language and dates, which are those of the text.
func TestWhatItSaysOfItself(t *testing.T) {
	data := wordOf(t, sampleProperties, sample())
	core := partOf(t, data, "docProps/core.xml")
	for _, want := range []string{
		"<dc:title>Foot care &amp; &lt;skin&gt;</dc:title>", "<dc:language>cy</dc:language>", "<dc:creator>Example Register</dc:creator>",
		`<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-20T09:30:00Z</dcterms:created>`, `<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-20T09:30:00Z</dcterms:modified>`,
		"<cp:version>0.3.0</cp:version>", "<cp:contentStatus>draft</cp:contentStatus>",
	} {
		if !strings.Contains(core, want) {
			t.Errorf("there is no %s in %s", want, core)
		}
	}
	if core := partOf(t, wordOf(t, Properties{}, sample()), "docProps/core.xml"); strings.Contains(core, "created") || strings.Contains(core, "creator") {
		t.Errorf("what is not known is said: %s", core)
	}
	if styles := partOf(t, data, "word/styles.xml"); !strings.Contains(styles, `<w:lang w:val="cy" `) {
		t.Error("the styles do not say the language")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.File {
		if want := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC); !f.Modified.Equal(want) || f.Method != zip.Store {
			t.Errorf("%s: %s, method %d", f.Name, f.Modified, f.Method)
		}
	}
}

// TestTablesAreReal: what assistive technology needs of a table.
func TestTablesAreReal(t *testing.T) {
	text := partOf(t, wordOf(t, Properties{Landscape: true}, sample()), "word/document.xml")
	for _, want := range []string{
		"<w:tblHeader/>", `w:firstRow="1"`, `w:firstColumn="1"`, `<w:tblCaption w:val="Outcomes"/>`, `<w:pStyle w:val="TableRowHead"/>`,
		`<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text does not have %s", want)
		}
	}
	sum := 0
	for _, m := range regexp.MustCompile(`<w:gridCol w:w="(\d+)"/>`).FindAllStringSubmatch(text, -1) {
		width := 0
		fmt.Sscan(m[1], &width)
		if width < 500 {
			t.Errorf("a column is %d wide", width)
		}
		sum += width
	}
	if sum > lyingWidth || sum < lyingWidth-10 {
		t.Errorf("the columns are %d wide together, the page %d", sum, lyingWidth)
	}
	wide := &document.Table{Caption: "Wide", Head: make([]string, mostColumns+1)}
	err := Write(io.Discard, Properties{}, &document.Document{Intro: []document.Block{{Table: wide}}})
	if err == nil || err.Error() != `the table "Wide" has 64 columns, a Word document holds at most 63` {
		t.Errorf("error %v", err)
	}
}

// TestAddresses: only web and e-mail addresses are links, in a form that Word takes.
func TestAddresses(t *testing.T) {
	for from, want := range map[string]string{
		"https://example.org":                              "https://example.org",
		"HTTPS://Example.org/a?b=c#d":                      "https://Example.org/a?b=c#d",
		"http://example.org:8080/ä b":                      "http://example.org:8080/%C3%A4%20b",
		`https://example.org/"><w:p/>`:                     "https://example.org/%22%3E%3Cw:p/%3E",
		"https://example.org/%41%zz":                       "https://example.org/%41%25zz",
		"https://example.org/#a#b":                         "https://example.org/#a%23b",
		"mailto:a.b+c@example.org":                         "mailto:a.b+c@example.org",
		"javascript:alert(1)":                              "",
		"JaVaScRiPt:alert(1)":                              "",
		" https://example.org":                             "",
		"file:///etc/passwd":                               "",
		`\\server\share`:                                   "",
		"ms-word:ofe|u|https://x":                          "",
		"https:example.org":                                "",
		"https://":                                         "",
		"https://[::1]/":                                   "",
		"https://nhs.uk@example.org/":                      "",
		"https://ex\u0430mple.org/":                        "",
		"mailto:a@b@c":                                     "",
		"mailto:a@example.org?bcc=x@y":                     "",
		"mailto:":                                          "",
		"https://e.org/" + strings.Repeat("a", maxAddress): "",
		"#anchor":                                          "",
		"":                                                 "",
	} {
		if got := address(from); got != want {
			t.Errorf("%q becomes %q, want %q", from, got, want)
		}
	}
	d := &document.Document{Intro: []document.Block{document.Para(
		document.Span{Text: "a", Href: "javascript:alert(1)"}, document.Span{Text: "b", Href: "https://example.org/?a&b"}, document.Span{Text: "c", Href: "https://example.org/?a&b"},
		document.Within("nowhere", "d"),
	)}}
	data := wordOf(t, Properties{}, d)
	links := partOf(t, data, "word/_rels/document.xml.rels")
	if strings.Contains(links, "javascript") || strings.Count(links, "External") != 1 || !strings.Contains(links, `Target="https://example.org/?a&amp;b"`) {
		t.Errorf("links: %s", links)
	}
	if text := partOf(t, data, "word/document.xml"); strings.Count(text, "<w:hyperlink ") != 2 {
		t.Errorf("text: %s", text)
	}
}

// TestAnchors: every id that is led to has a name of its own that Word allows.
func TestAnchors(t *testing.T) {
	long := strings.Repeat("capability", 5)
	d := &document.Document{Sections: []document.Section{
		{ID: "1.1", Title: "a"}, {ID: "1_1", Title: "b"}, {ID: "A", Title: "c"}, {ID: "a", Title: "d"}, {ID: long + "1", Title: "e"}, {ID: long + "2", Title: "f"},
		{ID: "", Title: "g"}, {ID: "é", Title: "h"}, {ID: "a", Title: "twice"},
	}}
	names := anchors(d)
	seen := map[string]bool{}
	for id, name := range names {
		if !regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,39}$`).MatchString(name) || seen[strings.ToLower(name)] {
			t.Errorf("%q is called %q", id, name)
		}
		seen[strings.ToLower(name)] = true
	}
	if len(names) != 7 {
		t.Errorf("%d names: %v", len(names), names)
	}
	text := partOf(t, wordOf(t, Properties{}, d), "word/document.xml")
	if n := strings.Count(text, "<w:bookmarkStart "); n != 7 {
		t.Errorf("%d bookmarks", n)
	}
}

func TestVisible(t *testing.T) {
	for from, want := range map[string]string{
		"plain – é \U0001F600\n\t": "plain – é \U0001F600\n\t",
		"a\x00b\x1b[1m\x7f":        `a\x00b\x1b[1m\x7f`,
		"\u202eabc\u2066\ufffe":    `\u202eabc\u2066\ufffe`,
		"\xff\xfe":                 `\xff\xfe`,
		"\u0085\ufffd":             "\\u0085\ufffd",
	} {
		if got := visible(from); got != want {
			t.Errorf("%q becomes %q, want %q", from, got, want)
		}
	}
}

// TestChangedWords: what was added and removed is said, and not only shown.
func TestChangedWords(t *testing.T) {
	d := &document.Document{Intro: []document.Block{document.Para(
		document.Words("Looks "), document.Span{Text: "carefully ", Removed: true}, document.Span{Text: "twice", Added: true}, document.Words(", then"),
		document.Span{Text: " acts", Added: true}, document.Words("."),
	)}}
	read, err := Read(wordOf(t, Properties{}, d))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := read.Blocks[0].Text, "Looks [removed: carefully] [added: twice], then [added: acts]."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	text := partOf(t, wordOf(t, Properties{}, d), "word/document.xml")
	if !strings.Contains(text, `<w:rStyle w:val="Removed"/></w:rPr><w:t xml:space="preserve">carefully<`) {
		t.Error(text)
	}
}

// TestListsAreReal: items and numbers are those that Word would print.
func TestListsAreReal(t *testing.T) {
	item := func(text string, more ...document.Block) []document.Block {
		return append([]document.Block{document.Said(text)}, more...)
	}
	d := &document.Document{Intro: []document.Block{
		{Ordered: true, Items: [][]document.Block{item("one", document.Block{Ordered: true, Items: [][]document.Block{item("inner"), item("inner")}}), item("two", document.Bullets(item("dot")), document.Said("more"))}},
		{Ordered: true, Items: [][]document.Block{item("anew"), {document.Bullets(item("alone"))}}},
	}}
	read, err := Read(wordOf(t, Properties{}, d))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range read.Blocks {
		got = append(got, fmt.Sprintf("%d %s %s", b.Level, b.Label, b.Text))
	}
	want := []string{"1 1. one", "2 a. inner", "2 b. inner", "1 2. two", "2  dot", "0  more", "1 1. anew", "0  ", "2  alone"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestHuge: a text far larger than any is written and read back.
func TestHuge(t *testing.T) {
	table := &document.Table{Head: []string{"A", "B"}}
	for i := range 2000 {
		table.Rows = append(table.Rows, document.Row{ID: fmt.Sprint(i), Cells: [][]document.Block{document.Cell(fmt.Sprint(i)), document.Cell(strings.Repeat("word ", 100))}})
	}
	d := &document.Document{Title: strings.Repeat("long ", 10_000), Intro: []document.Block{{Table: table}}}
	read, err := Read(wordOf(t, Properties{}, d))
	if err != nil {
		t.Fatal(err)
	}
	if rows := read.Blocks[1].Rows; len(rows) != 2001 || rows[2000].Cells[0].Text() != "1999" {
		t.Errorf("%d rows", len(rows))
	}
}

// FuzzWrite: whatever a text is, in every place that has one, our own reader reads the
// file, and the heading says what it said.
func FuzzWrite(f *testing.F) {
	for _, text := range []string{"a", "]]>", "&lt;", "\x00", "\u202e", "=1+1", " a  b ", "a\nb", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := &document.Document{Sections: []document.Section{{Title: text, ID: text, Blocks: []document.Block{document.Para(document.Within(text, text)), {Lines: text}}}}}
		read, err := Read(wordOf(t, Properties{}, d))
		if err != nil {
			t.Fatal(err)
		}
		want := strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(visible(text))
		if strings.TrimSpace(text) == "" {
			return
		}
		if b := read.Blocks[0]; b.Text != want || b.Kind != Heading || b.Level != 2 {
			t.Fatalf("%q is read back as %+v, want %q", text, b, want)
		}
	})
}
