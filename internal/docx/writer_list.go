package docx

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// The list that has bullets, and the first of those that count: each counts anew.
const (
	bulletList   = 1
	firstCounted = 2
)

// list writes a list. An item that does not begin with a paragraph begins with an
// empty one, so that its sign is there.
func (b *writer) list(block document.Block, in place) {
	level, number, style := min(in.list, maxLevels-1), bulletList, "ListBullet"
	if block.Ordered {
		b.counted = append(b.counted, level)
		number, style = firstCounted+len(b.counted)-1, "ListNumber"
	}
	if in.table {
		style = strings.Replace(style, "List", "Table", 1)
	}
	for _, item := range block.Items {
		var first []document.Span
		if len(item) > 0 && len(item[0].Text) > 0 {
			first, item = item[0].Text, item[1:]
		}
		b.out.in(func() {
			b.out.in(func() {
				b.out.val("w:pStyle", style)
				b.out.in(func() {
					b.out.val("w:ilvl", strconv.Itoa(level))
					b.out.val("w:numId", strconv.Itoa(number))
				}, "w:numPr")
			}, "w:pPr")
			b.spans(first)
		}, "w:p")
		b.blocks(item, place{list: in.list + 1, table: in.table})
	}
}

// indent is how far each level of a list stands in, in twentieths of a point.
const indent = 360

// numbering defines the lists.
func (b *writer) numbering() []byte {
	return written(func(m *markup) {
		m.in(func() {
			listDesign(m, "0", func(level int) (format, text string) {
				return "bullet", []string{"•", "–"}[level%2]
			})
			listDesign(m, "1", func(level int) (format, text string) {
				format = []string{"decimal", "lowerLetter", "lowerRoman"}[level%3]
				return format, "%" + strconv.Itoa(level+1) + "."
			})
			m.in(func() { m.val("w:abstractNumId", "0") }, "w:num", "w:numId", strconv.Itoa(bulletList))
			for i, level := range b.counted {
				m.in(func() {
					m.val("w:abstractNumId", "1")
					m.in(func() { m.val("w:startOverride", "1") }, "w:lvlOverride", "w:ilvl", strconv.Itoa(level))
				}, "w:num", "w:numId", strconv.Itoa(firstCounted+i))
			}
		}, "w:numbering", "xmlns:w", wordSpace)
	})
}

func listDesign(m *markup, id string, sign func(level int) (format, text string)) {
	m.in(func() {
		m.val("w:multiLevelType", "hybridMultilevel")
		for level := range maxLevels {
			format, text := sign(level)
			m.in(func() {
				m.val("w:start", "1")
				m.val("w:numFmt", format)
				m.val("w:lvlText", text)
				m.val("w:lvlJc", "left")
				m.in(func() {
					m.leaf("w:ind", "w:left", strconv.Itoa(indent*(level+1)), "w:hanging", strconv.Itoa(indent))
				}, "w:pPr")
			}, "w:lvl", "w:ilvl", strconv.Itoa(level))
		}
	}, "w:abstractNum", "w:abstractNumId", id)
}
