package docx

import (
	"strconv"
)

// look is a style of paragraphs or characters. Sizes are in half points, distances in
// twentieths of a point; what is zero is as in the style that it builds on.
type look struct {
	id, name  string
	on, next  string // the style it builds on, and that of the paragraph behind it
	outline   int    // the level of a heading, from 1
	size      int
	bold      bool
	colour    string
	mono      bool
	underline bool
	strike    bool

	before, after int // space above and below
	left          int
	keep          bool // on one page with the paragraph behind it
	list          int  // the list that its paragraphs are items of
	border        bool // a line around it
}

// The colours have a contrast of at least 4.5 to 1 on white.
const (
	ink       = "212B32"
	blue      = "005EB8"
	grey      = "4C6272"
	red       = "8A1A10"
	green     = "00502F"
	headShade = "E8EDEE"
	ruleLine  = "AEB7BD"
)

// looks are the styles of paragraphs. Word, LibreOffice and pandoc know them by their
// names, so that those are the built-in ones where there is one.
var looks = []look{
	{id: "Heading1", name: "heading 1", outline: 1, size: 44, before: 0, after: 160},
	{id: "Heading2", name: "heading 2", outline: 2, size: 34, before: 480, after: 120},
	{id: "Heading3", name: "heading 3", outline: 3, size: 28, before: 320, after: 100},
	{id: "Heading4", name: "heading 4", outline: 4, size: 24, before: 240, after: 80},
	{id: "Heading5", name: "heading 5", outline: 5, size: 22, before: 200, after: 80},
	{id: "Heading6", name: "heading 6", outline: 6, size: 22, before: 200, after: 80, colour: grey},
	{id: "Banner", name: "Banner", bold: true, colour: red, size: 26, border: true, before: 60, after: 160},
	{id: "Standing", name: "Standing", size: 20, colour: grey, after: 240},
	{id: "StrongParagraph", name: "Strong Paragraph", bold: true},
	{id: "Picture", name: "Picture Text", left: 284},
	{id: "ListBullet", name: "List Bullet", list: bulletList, after: 60},
	{id: "ListNumber", name: "List Number", after: 60},
	{id: "TableBullet", name: "Table Bullet", on: "TableText"},
	{id: "TableNumber", name: "Table Number", on: "TableText"},
	{id: "ListContinue1", name: "List Continue", left: indent, after: 60},
	{id: "ListContinue2", name: "List Continue 2", left: 2 * indent, after: 60},
	{id: "ListContinue3", name: "List Continue 3", left: 3 * indent, after: 60},
	{id: "ListContinue4", name: "List Continue 4", left: 4 * indent, after: 60},
	{id: "ListContinue5", name: "List Continue 5", left: 5 * indent, after: 60},
	{id: "DefinitionTerm", name: "Definition Term", next: "Definition", bold: true, keep: true, before: 80, after: 20},
	{id: "Definition", name: "Definition", left: 284},
	{id: "SourceCode", name: "Source Code", mono: true, size: 18, left: 284},
	{id: "Caption", name: "caption", bold: true, keep: true, size: 20, before: 200, after: 80},
	{id: "TableText", name: "Table Text", size: 19, before: 40, after: 40},
	{id: "TableHead", name: "Table Head", on: "TableText", bold: true},
	{id: "TableRowHead", name: "Table Row Head", on: "TableText", bold: true},
	{id: "AfterTable", name: "After Table", size: 12},
	{id: "TOCHeading", name: "TOC Heading", bold: true, size: 28, before: 240, after: 100, keep: true},
	{id: "TOC2", name: "toc 2", after: 40},
	{id: "TOC3", name: "toc 3", left: 284, after: 20, size: 20},
	{id: "Header", name: "header", size: 18, colour: grey, after: 160},
	{id: "Footer", name: "footer", size: 18, colour: grey, after: 40},
}

var characterLooks = []look{
	{id: "Strong", name: "Strong", bold: true},
	{id: "Hyperlink", name: "Hyperlink", colour: blue, underline: true},
	{id: "VerbatimChar", name: "Verbatim Char", mono: true},
	{id: "Added", name: "Added", colour: green, underline: true},
	{id: "Removed", name: "Removed", colour: red, strike: true},
}

// stylesOf defines the styles of a document in a language.
func stylesOf(lang string) []byte {
	return written(func(m *markup) {
		m.in(func() {
			m.in(func() {
				m.in(func() {
					m.in(func() {
						m.leaf("w:rFonts", "w:ascii", "Arial", "w:hAnsi", "Arial", "w:eastAsia", "Arial", "w:cs", "Arial")
						m.val("w:color", ink)
						m.val("w:sz", "22")
						m.val("w:szCs", "22")
						m.leaf("w:lang", "w:val", lang, "w:eastAsia", lang, "w:bidi", lang)
					}, "w:rPr")
				}, "w:rPrDefault")
				m.in(func() {
					m.in(func() { m.leaf("w:spacing", "w:after", "120", "w:line", "264", "w:lineRule", "auto") }, "w:pPr")
				}, "w:pPrDefault")
			}, "w:docDefaults")
			m.in(func() {
				m.val("w:name", "Normal")
				m.leaf("w:qFormat")
			}, "w:style", "w:type", "paragraph", "w:default", "1", "w:styleId", "Normal")
			m.in(func() {
				m.val("w:name", "Default Paragraph Font")
			}, "w:style", "w:type", "character", "w:default", "1", "w:styleId", "DefaultParagraphFont")
			for _, l := range looks {
				l.paragraph(m)
			}
			for _, l := range characterLooks {
				m.in(func() {
					m.val("w:name", l.name)
					m.val("w:basedOn", "DefaultParagraphFont")
					m.leaf("w:qFormat")
					l.letters(m)
				}, "w:style", "w:type", "character", "w:styleId", l.id)
			}
			tableStyles(m)
		}, "w:styles", "xmlns:w", wordSpace)
	})
}

func (l look) paragraph(m *markup) {
	if l.on == "" {
		l.on = "Normal"
	}
	if l.outline > 0 {
		l.next, l.bold, l.keep = "Normal", true, true
	}
	m.in(func() {
		m.val("w:name", l.name)
		m.val("w:basedOn", l.on)
		if l.next != "" {
			m.val("w:next", l.next)
		}
		m.leaf("w:qFormat")
		m.in(func() { l.layout(m) }, "w:pPr")
		l.letters(m)
	}, "w:style", "w:type", "paragraph", "w:styleId", l.id)
}

// layout writes the properties of the paragraph, in the order that the format asks for.
func (l look) layout(m *markup) {
	if l.keep {
		m.leaf("w:keepNext")
		m.leaf("w:keepLines")
	}
	if l.list > 0 {
		m.in(func() { m.val("w:numId", strconv.Itoa(l.list)) }, "w:numPr")
	}
	if l.border {
		m.in(func() {
			for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right"} {
				m.leaf(side, "w:val", "single", "w:sz", "12", "w:space", "4", "w:color", red)
			}
		}, "w:pBdr")
	}
	if l.before+l.after > 0 {
		m.leaf("w:spacing", "w:before", strconv.Itoa(l.before), "w:after", strconv.Itoa(l.after))
	}
	if l.left > 0 {
		m.leaf("w:ind", "w:left", strconv.Itoa(l.left))
	}
	if l.outline > 0 {
		m.val("w:outlineLvl", strconv.Itoa(l.outline-1))
	}
}

// letters writes the properties of the words, in the order that the format asks for.
func (l look) letters(m *markup) {
	m.in(func() {
		if l.mono {
			m.leaf("w:rFonts", "w:ascii", "Consolas", "w:hAnsi", "Consolas", "w:cs", "Consolas")
		}
		if l.bold {
			m.leaf("w:b")
			m.leaf("w:bCs")
		}
		if l.strike {
			m.leaf("w:strike")
		}
		if l.colour != "" {
			m.val("w:color", l.colour)
		}
		if l.size > 0 {
			m.val("w:sz", strconv.Itoa(l.size))
			m.val("w:szCs", strconv.Itoa(l.size))
		}
		if l.underline {
			m.val("w:u", "single")
		}
	}, "w:rPr")
}

// tableStyles writes the one style of tables: lines between the cells, a shaded head.
func tableStyles(m *markup) {
	m.in(func() {
		m.val("w:name", "Normal Table")
		m.in(func() {
			m.in(func() {
				m.leaf("w:left", "w:w", "108", "w:type", "dxa")
				m.leaf("w:right", "w:w", "108", "w:type", "dxa")
			}, "w:tblCellMar")
		}, "w:tblPr")
	}, "w:style", "w:type", "table", "w:default", "1", "w:styleId", "TableNormal")
	m.in(func() {
		m.val("w:name", "Register Table")
		m.val("w:basedOn", "TableNormal")
		m.in(func() {
			m.in(func() {
				for _, side := range []string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
					m.leaf(side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", ruleLine)
				}
			}, "w:tblBorders")
		}, "w:tblPr")
		m.in(func() {
			m.in(func() { m.leaf("w:shd", "w:val", "clear", "w:color", "auto", "w:fill", headShade) }, "w:tcPr")
		}, "w:tblStylePr", "w:type", "firstRow")
	}, "w:style", "w:type", "table", "w:styleId", "RegisterTable")
}
