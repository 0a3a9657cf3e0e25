package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestLabels(t *testing.T) {
	doc, err := Read(packed(t, "word/document.xml", body(
		li(1, 0, "first"), li(4, 0, "anew"), li(4, 0, "next"), li(4, 1, "below"), li(5, 0, "letter"), li(3, 0, "bullet"), li(99, 0, "no such list"),
		p("Loop", "style that builds on itself"), p("Nowhere", "style that is not there"),
		`<w:p><w:pPr><w:pStyle w:val="Aufzhlung"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>taken out of the list</w:t></w:r></w:p>`,
		`<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>heading by itself</w:t></w:r></w:p>`,
		`<w:p><w:pPr><w:pStyle w:val="Mitte"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>body text after all</w:t></w:r></w:p>`,
	), "word/styles.xml", stylesPart, "word/numbering.xml", numberingPart))
	if err != nil {
		t.Fatal(err)
	}
	want := `paragraph 1: item 1: 1."first"
paragraph 2: item 1: 5."anew"
paragraph 3: item 1: 6."next"
paragraph 4: item 2: 6.1"below"
paragraph 5: item 1: a)"letter"
paragraph 6: item 1: "bullet"
paragraph 7: text: "no such list"
paragraph 8: text: "style that builds on itself"
paragraph 9: text: "style that is not there"
paragraph 10: text: "taken out of the list"
paragraph 11: heading 3: "heading by itself"
paragraph 12: text: "body text after all"
`
	if got := shown(doc.Blocks); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// claiming makes an archive whose styles say that they unpack to so many bytes.
func claiming(t *testing.T, size uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range known[:2] {
		w, err := z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, UncompressedSize64: size, CompressedSize64: 4})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("data")); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestManyElements: the tree of a part has a bound, however well it packs.
func TestManyElements(t *testing.T) {
	_, err := parse([]byte("<a>" + strings.Repeat("<b/>", maxElements) + "</a>"))
	if err == nil || !strings.Contains(err.Error(), "elements") {
		t.Errorf("error %v", err)
	}
}

func TestRefuses(t *testing.T) {
	odt := packed(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>")
	flagged := ownDocument(t)
	flagged[6] |= 1
	if at := bytes.Index(flagged, []byte("PK\x01\x02")); at > 0 {
		flagged[at+8] |= 1
	}
	for name, tc := range map[string]struct {
		data []byte
		want string
		kind bool
	}{
		"empty":           {nil, "empty", false},
		"doc":             {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "save it as .docx, without a password", true},
		"pdf":             {[]byte("%PDF-1.7"), "a PDF", true},
		"rtf":             {[]byte(`{\rtf1}`), "RTF", true},
		"text":            {[]byte("Domain A"), "something else", true},
		"odt":             {odt, "OpenDocument", true},
		"ods":             {packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "spreadsheet (.ods); in LibreOffice choose Save As and \"Text CSV\"", true},
		"xlsx":            {packed(t, "xl/workbook.xml", "<x/>"), "CSV UTF-8", true},
		"other archive":   {packed(t, "readme.txt", "hello"), "without word/document.xml", true},
		"password":        {flagged, "protected by a password", true},
		"cut off":         {ownDocument(t)[:2000], "damaged", false},
		"document type":   {packed(t, "word/document.xml", `<!DOCTYPE x [<!ENTITY a "b">]>`+body(p("", "&a;"))), "declares a document type", false},
		"entity":          {packed(t, "word/document.xml", body(p("", "&a;"))), "XML is broken", false},
		"broken":          {packed(t, "word/document.xml", body(p("", "x"))[:600]), "XML is broken", false},
		"no body":         {packed(t, "word/document.xml", `<a/>`), "no text in the place", false},
		"nested":          {packed(t, "word/document.xml", body(strings.Repeat("<w:sdt>", 200)+strings.Repeat("</w:sdt>", 200))), "nests elements more than", false},
		"many paragraphs": {packed(t, "word/document.xml", body(strings.Repeat("<w:p/>", maxBlocks+1))), "paragraphs", false},
		"many columns":    {packed(t, "word/document.xml", body(tbl(tr(strings.Repeat(tc(`<w:gridSpan w:val="9999"/>`, "x"), 5))))), "columns", false},
		"bomb":            {packed(t, "word/document.xml", body(p("", strings.Repeat("a", freeRatio)))), "times its size", false},
		"too large":       {claiming(t, maxPart+1), "larger than", false},
		"twice":           {packed(t, "word/document.xml", body(p("", "one")), "word/document.xml", body(p("", "two"))), "twice", false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(tc.data)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Fatalf("error %v, want one with %q", err, tc.want)
			}
			if errors.Is(err, ErrKind) != tc.kind {
				t.Errorf("error %q: is ErrKind %v, want %v", err, !tc.kind, tc.kind)
			}
		})
	}
}

// TestManyParts: the list of an archive's entries is not even read when it is
// absurd.
func TestManyParts(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for range maxParts + 1 {
		if _, err := z.CreateRaw(&zip.FileHeader{Name: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(b.Bytes()); err == nil || !strings.Contains(err.Error(), "parts") {
		t.Errorf("error %v", err)
	}
}

// TestOddNames: what else an archive holds does not matter.
func TestOddNames(t *testing.T) {
	doc, err := Read(packed(t, "../../etc/passwd", "x", "/abs", "y", "word/document.xml", body(p("", "read")), `word\styles.xml`, "<not xml"))
	if err != nil || len(doc.Blocks) != 1 || doc.Blocks[0].Text != "read" {
		t.Errorf("got %v, %v", doc, err)
	}
}

func FuzzParts(f *testing.F) {
	f.Add(ownBody, stylesPart, numberingPart)
	f.Add(body(li(1, 0, "x"), tbl(tr(tc("", tbl(tr(tc("", "in"))), p("", "x"))))), stylesPart, numberingPart)
	f.Fuzz(func(t *testing.T, document, styles, numbering string) {
		doc, err := Read(packed(t, "word/document.xml", document, "word/styles.xml", styles, "word/numbering.xml", numbering))
		if err != nil {
			return
		}
		last := 0
		for _, b := range doc.Blocks {
			if b.Kind != Table && b.At.Paragraph <= last {
				t.Fatalf("paragraph %d after %d", b.At.Paragraph, last)
			}
			last = max(last, b.At.Paragraph)
			if (b.Kind == Table) != (b.Text == "" && b.Label == "" && b.Level == 0 && b.At.Table > 0) {
				t.Fatalf("a table that is none: %+v", b)
			}
			if (b.Kind == Heading || b.Kind == Item) && (b.Level < 1 || b.Level > 9 || strings.TrimSpace(b.Text) == "") {
				t.Fatalf("a heading or item that is none: %+v", b)
			}
			for _, row := range b.Rows {
				for _, c := range row.Cells {
					if c.Span < 1 || c.At.Column < 1 {
						t.Fatalf("a cell that is none: %+v", c)
					}
				}
			}
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(ownDocument(f))
	f.Add(packed(f, "word/document.xml", body(p("", "x"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(data)
		if (doc == nil) == (err == nil) {
			t.Fatalf("document %v, error %v", doc, err)
		}
	})
}
