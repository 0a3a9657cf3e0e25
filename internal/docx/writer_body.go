package docx

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/document"
)

// writer is the text of a document that is being written.
type writer struct {
	properties Properties
	doc        *document.Document
	lang       string
	out        markup

	anchors   map[string]string // names of bookmarks by the ids of the document
	marked    map[string]bool   // those that were written
	outside   map[string]string // ids of links by address
	addresses []string          // in the order of their ids
	counted   []int             // the levels of the lists that count, in order
	err       error
}

func newWriter(p Properties, d *document.Document) *writer {
	return &writer{
		properties: p, doc: d, lang: langOf(d),
		anchors: anchors(d), marked: map[string]bool{}, outside: map[string]string{},
	}
}

// place says how blocks are written where they stand.
type place struct {
	style string // of paragraphs; "": body text
	list  int    // how many lists they stand in
	table bool
}

func (b *writer) document() {
	m := &b.out
	m.b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	m.in(func() {
		m.in(func() {
			b.heading(1, "", b.doc.Title)
			b.said("Banner", b.doc.Banner)
			b.said("Standing", b.doc.Standing)
			b.blocks(b.doc.Intro, place{})
			b.contents()
			b.sections(b.doc.Sections, 2)
			b.page()
		}, "w:body")
	}, "w:document", "xmlns:w", wordSpace, "xmlns:r", officeSpace)
}

// maxHeading is the deepest level of a heading.
const maxHeading = 6

func (b *writer) sections(sections []document.Section, level int) {
	for _, s := range sections {
		b.heading(level, s.ID, s.Title)
		b.blocks(s.Blocks, place{})
		b.sections(s.Parts, min(level+1, maxHeading))
	}
}

func (b *writer) heading(level int, id, title string) {
	if strings.TrimSpace(title) == "" {
		return // assistive technology reads out an empty heading as one
	}
	b.paragraph("Heading"+strconv.Itoa(level), func() {
		b.bookmark(id)
		b.run("", title)
	})
}

// said writes a paragraph of plain text, if there is any.
func (b *writer) said(style, text string) {
	if text != "" {
		b.paragraph(style, func() { b.run("", text) })
	}
}

// paragraph writes a paragraph of a style ("": body text) and what do writes in it.
func (b *writer) paragraph(style string, do func()) {
	b.out.in(func() {
		if style != "" {
			b.out.in(func() { b.out.val("w:pStyle", style) }, "w:pPr")
		}
		do()
	}, "w:p")
}

// run writes words in a style of characters ("": that of the paragraph). Ends of lines
// and tabs are spaces, as in a page.
func (b *writer) run(style, text string) {
	if text == "" {
		return
	}
	b.words(style, strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(text))
}

func (b *writer) words(style, text string) {
	b.out.in(func() {
		if style != "" {
			b.out.in(func() { b.out.val("w:rStyle", style) }, "w:rPr")
		}
		b.out.in(func() { b.out.text(text) }, "w:t", "xml:space", "preserve")
	}, "w:r")
}

func (b *writer) blocks(blocks []document.Block, in place) {
	for _, block := range blocks {
		b.block(block, in)
	}
}

func (b *writer) block(block document.Block, in place) {
	switch {
	case block.Items != nil:
		b.list(block, in)
	case block.Facts != nil:
		b.facts(block.Facts, in)
	case block.Table != nil:
		b.table(block.Table)
	case block.Picture != nil:
		b.said(in.paragraph("Picture"), block.Picture.Text)
	case block.Lines != "":
		b.lines(block.Lines)
	case len(block.Text) > 0:
		style := in.paragraph("")
		if block.Strong {
			style = "StrongParagraph"
		}
		b.paragraph(style, func() { b.spans(block.Text) })
	}
}

// paragraph is the style of a paragraph that would have the style own elsewhere.
func (in place) paragraph(own string) string {
	switch {
	case in.list > 0:
		return "ListContinue" + strconv.Itoa(min(in.list, 5))
	case own != "":
		return own
	}
	return in.style
}

func (b *writer) spans(spans []document.Span) {
	for i, s := range spans {
		b.span(s)
		if i+1 < len(spans) && (s.Added || s.Removed) && !apart(s, spans[i+1]) {
			b.run("", " ")
		}
	}
}

// apart reports whether the bracket behind changed words stands apart from the next
// words without a space.
func apart(changed, next document.Span) bool {
	first, _ := utf8.DecodeRuneInString(next.Text)
	opens := next.Added || next.Removed || unicode.IsLetter(first) || unicode.IsDigit(first)
	return !opens || strings.TrimRight(changed.Text, " \n\t") != changed.Text
}

func (b *writer) span(s document.Span) {
	style := ""
	if s.Code {
		style = "VerbatimChar"
	}
	switch {
	case s.Added:
		b.changed("added", "Added", s.Text)
	case s.Removed:
		b.changed("removed", "Removed", s.Text)
	case strings.HasPrefix(s.Href, "#") && b.anchors[s.Href[1:]] != "":
		b.out.in(func() { b.run("Hyperlink", s.Text) }, "w:hyperlink", "w:anchor", b.anchors[s.Href[1:]], "w:history", "1")
	case address(s.Href) != "":
		b.out.in(func() { b.run("Hyperlink", s.Text) }, "w:hyperlink", "r:id", b.link(address(s.Href)), "w:history", "1")
	default:
		b.run(style, s.Text)
	}
}

// changed writes words that were added or removed. What is only underlined or struck
// through is lost on those who hear it.
func (b *writer) changed(what, style, text string) {
	words := strings.TrimSpace(text)
	from := strings.Index(text, words)
	b.run("", text[:from]+"["+what+": ")
	b.run(style, words)
	b.run("", "]"+text[from+len(words):])
}

// lines writes text to be copied, line by line, in one paragraph.
func (b *writer) lines(text string) {
	b.paragraph("SourceCode", func() {
		for i, line := range strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n") {
			if i > 0 {
				b.out.in(func() { b.out.leaf("w:br") }, "w:r")
			}
			b.words("VerbatimChar", strings.ReplaceAll(line, "\t", "    "))
		}
	})
}

// facts writes each name above what it names: two columns would have to be a table,
// which is none. In the cell of a table there is no room for that.
func (b *writer) facts(facts []document.Fact, in place) {
	for _, f := range facts {
		if in.table && in.list == 0 && len(f.Blocks) == 1 && len(f.Blocks[0].Text) > 0 {
			b.paragraph(in.style, func() {
				b.run("Strong", f.Name+":")
				b.run("", " ")
				b.spans(f.Blocks[0].Text)
			})
			continue
		}
		if in.table {
			b.paragraph(in.style, func() { b.run("Strong", f.Name) })
		} else {
			b.said("DefinitionTerm", f.Name)
		}
		b.blocks(f.Blocks, in.below())
	}
}

// below is the place of what a fact says.
func (in place) below() place {
	if !in.table {
		in.style = "Definition"
	}
	return in
}
