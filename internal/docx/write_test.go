package docx

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/import/own.docx anew")

const ownFile = "../../testdata/import/own.docx"

// ns declares the vocabularies that the parts below use.
const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml"`

// packed makes a Word document of parts, in the order given: name, content, name,
// content. The times in the archive are fixed, so that the bytes are.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// body makes word/document.xml of what stands in the body.
func body(content ...string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ` + ns + `><w:body>` + strings.Join(content, "\n") + `</w:body></w:document>`
}

// p makes a paragraph of a style ("" for none) and runs of text. What begins
// with < is XML already.
func p(style string, runs ...string) string {
	props := ""
	if style != "" {
		props = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return `<w:p>` + props + joined(runs) + `</w:p>`
}

// li makes an item of a list.
func li(list, level int, runs ...string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, level, list, joined(runs))
}

func joined(runs []string) string {
	out := ""
	for _, run := range runs {
		if !strings.HasPrefix(run, "<") {
			run = `<w:r><w:t xml:space="preserve">` + run + `</w:t></w:r>`
		}
		out += run
	}
	return out
}

func tbl(rows ...string) string {
	return `<w:tbl><w:tblPr/><w:tblGrid>` + strings.Repeat(`<w:gridCol w:w="2000"/>`, 4) + `</w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>`
}
func tr(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

// tc makes a cell with properties, such as <w:gridSpan w:val="2"/>.
func tc(props string, content ...string) string {
	for i, c := range content {
		if !strings.HasPrefix(c, "<") {
			content[i] = p("", c)
		}
	}
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + strings.Join(content, "") + `</w:tc>`
}

// stylesPart has headings under the names of another language, as Word writes
// them there: a style of the house that builds on one that has the level.
const stylesPart = `<?xml version="1.0"?><w:styles ` + ns + `>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="HausDomain"><w:name w:val="Haus Domain"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="HausCap"><w:name w:val="Haus Cap"/><w:basedOn w:val="Mitte"/></w:style>
<w:style w:type="paragraph" w:styleId="Mitte"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>`

// numberingPart: list 1 counts 1.1, 1.2 below an outer count; 2 is of the same
// kind and goes on; 3 has bullets; 4 begins anew at 5; 5 counts a) b).
const numberingPart = `<?xml version="1.0"?><w:numbering ` + ns + `>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:pStyle w:val="Aufzhlung"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>`

const (
	commentsPart = `<?xml version="1.0"?><w:comments ` + ns + `><w:comment w:id="0"><w:p><w:r><w:t>Is this the right word?</w:t></w:r></w:p></w:comment></w:comments>`
	notesPart    = `<?xml version="1.0"?><w:footnotes ` + ns + `><w:footnote w:id="2"><w:p><w:r><w:t>As agreed by the working group.</w:t></w:r></w:p></w:footnote></w:footnotes>`
	footerPart   = `<?xml version="1.0"?><w:ftr ` + ns + `><w:p><w:r><w:t>Draft for discussion</w:t></w:r></w:p></w:ftr>`
	typesPart    = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`
	relsPart = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	partRels = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>` +
		`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>` +
		`<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>` +
		`<Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>`
)

// ownBody is the third of the fixtures: what the other two producers do not
// write. Its content is made up.
var ownBody = body(
	p("Titel", "Sleep at night", "<w:r><w:br/></w:r>", "advanced practice framework"),
	p("Verzeichnis1", "Introduction", "<w:r><w:tab/></w:r>", "1"),
	p("berschrift1", "Intro", "duction"),
	p("", "Poor sl", "eep wears peo", "ple down", `<w:ins w:id="1" w:author="B"><w:r><w:t xml:space="preserve"> and their families</w:t></w:r></w:ins>`,
		`<w:del w:id="2" w:author="B"><w:r><w:delText> very quickly</w:delText></w:r></w:del>`, ".",
		`<w:r><w:footnoteReference w:id="2"/></w:r>`),
	p("HausDomain", "Domain A: Finding out what keeps people awake"),
	p("", "What belongs together here is the first conver", "<w:r><w:softHyphen/></w:r>", "sation."),
	p("HausCap", "Capability A1: Taking a sleep history"),
	p("", "Take a history that covers night and day", `<w:r><w:commentReference w:id="0"/></w:r>`, "."),
	li(1, 0, "Listen to the person and to whoever shares the night with them"),
	li(1, 1, "Ask about work in shifts"),
	li(1, 1, "Ask about medicines"),
	li(2, 0, "Tell tired", "<w:r><w:noBreakHyphen/></w:r>", "ness from sleepiness"),
	p("", "Mapping to the framework: MPF 1.4, 1.5"),
	p("HausCap", "Capability A2: Weighing what was found"),
	li(5, 0, "Explain what a diary can show and what it cannot"),
	li(5, 0, `<w:hyperlink r:id="rId6"><w:r><w:t>Use a published scale</w:t></w:r></w:hyperlink>`, " with care"),
	p("", "Maps to: 1.6; 1.8 to 1.10"),
	p("HausDomain", "Domain B: Helping"),
	tbl(
		tr(tc("", "Capability"), tc("", "No."), tc("", "Statement"), tc("", "MPF")),
		tr(tc(`<w:vMerge w:val="restart"/>`, "B1 Advising"), tc("", "B1.1"), tc("", "Agree one change at a time"), tc("", "1.5")),
		tr(tc(`<w:vMerge/>`, p("")), tc("", "B1.2"), tc("", "Say when to come back"), tc("", "1.3")),
		tr(tc(`<w:gridSpan w:val="2"/>`, "B2 Treating"), tc("", "Offer talking treatment before tablets"), tc("", "1.7")),
	),
	p("", `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="x"/><wps:txbx><w:txbxContent>`+
		p("", "A note in a box")+`</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+
		p("", "A note in a box")+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
		`<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`),
	p("berschrift1", "Entry requirements"),
	p("Aufzhlung", "Registered and in practice for three years"),
	p("Aufzhlung", "Works where people are looked after at night"),
	`<w:sdt><w:sdtPr/><w:sdtContent>`+p("berschrift1", "How nights are covered")+p("", "Somebody is there.")+`</w:sdtContent></w:sdt>`,
	`<w:sectPr><w:footerReference w:type="default" r:id="rId5"/></w:sectPr>`,
)

func ownDocument(t testing.TB) []byte {
	return packed(t, "[Content_Types].xml", typesPart, "_rels/.rels", relsPart, "word/document.xml", ownBody,
		"word/_rels/document.xml.rels", partRels, "word/styles.xml", stylesPart, "word/numbering.xml", numberingPart,
		"word/comments.xml", commentsPart, "word/footnotes.xml", notesPart, "word/footer1.xml", footerPart)
}

// TestOwnFixture keeps the committed file to what the code above writes.
func TestOwnFixture(t *testing.T) {
	want := ownDocument(t)
	if *update {
		if err := os.WriteFile(filepath.FromSlash(ownFile), want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(filepath.FromSlash(ownFile))
	if err != nil {
		t.Fatal(err)
	}
	a, err := Read(got)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Read(want)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Blocks) == 0 || fmt.Sprint(a) != fmt.Sprint(b) { // the packed bytes may change with Go
		t.Errorf("%s is not what the test writes; run with -update", ownFile)
	}
}
