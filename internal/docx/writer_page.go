package docx

import (
	"strconv"

	"github.com/advancing-practice/credctl/internal/document"
)

// contentsFrom is how many sections a document has at least that has a table of contents.
const contentsFrom = 3

// contents writes the table of contents: the headings of levels 2 and 3 as links, in a
// field that Word fills with the numbers of pages when its reader asks it to. Nobody
// knows them before.
func (b *writer) contents() {
	type entry struct {
		level     int
		id, title string
	}
	var entries []entry
	sections := 0
	for _, s := range b.doc.Sections {
		if s.Unlisted || s.Title == "" {
			continue
		}
		sections++
		entries = append(entries, entry{2, s.ID, s.Title})
		for _, p := range s.Parts {
			if !p.Unlisted && p.Title != "" {
				entries = append(entries, entry{3, p.ID, p.Title})
			}
		}
	}
	if sections < contentsFrom {
		return
	}
	m := &b.out
	m.in(func() {
		m.in(func() {
			m.in(func() {
				m.val("w:docPartGallery", "Table of Contents")
				m.leaf("w:docPartUnique")
			}, "w:docPartObj")
		}, "w:sdtPr")
		m.in(func() {
			b.said("TOCHeading", "Contents")
			for i, e := range entries {
				b.paragraph("TOC"+strconv.Itoa(e.level), func() {
					if i == 0 {
						fieldPart(m, "begin")
						m.in(func() { m.in(func() { m.text(` TOC \o "2-3" \h \z `) }, "w:instrText", "xml:space", "preserve") }, "w:r")
						fieldPart(m, "separate")
					}
					b.span(document.Within(e.id, e.title))
					if i == len(entries)-1 {
						fieldPart(m, "end")
					}
				})
			}
		}, "w:sdtContent")
	}, "w:sdt")
}

func fieldPart(m *markup, what string) {
	m.in(func() { m.leaf("w:fldChar", "w:fldCharType", what) }, "w:r")
}

// The sizes of a page of A4 and its margins, in twentieths of a point.
const (
	a4Short, a4Long          = "11906", "16838"
	uprightMargin, lyingSide = "1134", "850"
)

// page writes what holds for every page: its size, and what stands at its head and foot.
func (b *writer) page() {
	m := &b.out
	m.in(func() {
		m.leaf("w:headerReference", "w:type", "default", "r:id", headerLink)
		m.leaf("w:footerReference", "w:type", "default", "r:id", footerLink)
		side := uprightMargin
		if b.properties.Landscape {
			m.leaf("w:pgSz", "w:w", a4Long, "w:h", a4Short, "w:orient", "landscape")
			side = lyingSide
		} else {
			m.leaf("w:pgSz", "w:w", a4Short, "w:h", a4Long)
		}
		m.leaf("w:pgMar", "w:top", "1418", "w:right", side, "w:bottom", "1418", "w:left", side,
			"w:header", "567", "w:footer", "567", "w:gutter", "0")
	}, "w:sectPr")
}

// header stands at the head of every page: what nobody may miss, and the title.
func header(d *document.Document) []byte {
	return margin("w:hdr", func(b *writer) {
		b.said("Banner", d.Banner)
		b.paragraph("Header", func() { b.run("", d.Title) })
	})
}

// footer stands at the foot of every page: version, standing and where to check it, and
// the number of the page.
func footer(d *document.Document) []byte {
	return margin("w:ftr", func(b *writer) {
		b.said("Footer", d.Standing)
		b.paragraph("Footer", func() {
			b.run("", "Page ")
			b.field("PAGE")
			b.run("", " of ")
			b.field("NUMPAGES")
		})
	})
}

func margin(name string, write func(b *writer)) []byte {
	return written(func(m *markup) {
		b := &writer{}
		write(b)
		m.in(func() { m.b.Write(b.out.bytes()) }, name, "xmlns:w", wordSpace)
	})
}

// field writes a number that the word processor fills in.
func (b *writer) field(name string) {
	b.out.in(func() { b.run("", "1") }, "w:fldSimple", "w:instr", " "+name+" ")
}

// settings say how the document is to be read: as Word 2013 and later read one.
func settings(lang string) []byte {
	return written(func(m *markup) {
		m.in(func() {
			m.in(func() {
				m.leaf("w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word", "w:val", "15")
			}, "w:compat")
			m.leaf("w:themeFontLang", "w:val", lang)
		}, "w:settings", "xmlns:w", wordSpace)
	})
}
