package intake

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/docx"
)

// heading is a heading of a document with what stands below it.
type heading struct {
	text, at string // cleaned
	number   string // what Word counts in front of it
	level    int
	body     []docx.Block // until the next heading
	children []*heading
	label    label
}

// outline builds the tree of headings. What stands in front of the first is the
// body of the root; titles are returned on their own.
func (in *intake) outline(blocks []docx.Block) (root *heading, titles []docx.Block) {
	root = &heading{}
	open := []*heading{root}
	for _, b := range blocks {
		switch b.Kind {
		case docx.Title:
			titles = append(titles, b)
		case docx.Heading:
			h := &heading{at: b.At.String(), number: b.Label, level: b.Level}
			if h.text = oneLine(in.clean(b.Text, h.at)); h.text == "" {
				continue
			}
			h.label = labelOf(h.text, true)
			for len(open) > 1 && open[len(open)-1].level >= h.level {
				open = open[:len(open)-1]
			}
			above := open[len(open)-1]
			above.children = append(above.children, h)
			open = append(open, h)
		default:
			last := open[len(open)-1]
			last.body = append(last.body, b)
		}
	}
	return root, titles
}

// any reports whether do holds for a heading or one below it.
func (h *heading) any(do func(*heading) bool) bool {
	if do(h) {
		return true
	}
	for _, c := range h.children {
		if c.any(do) {
			return true
		}
	}
	return false
}

// lists reports whether a list or a table stands directly below a heading.
func (h *heading) lists() bool {
	for _, b := range h.body {
		if b.Kind == docx.Item || b.Kind == docx.Table {
			return true
		}
	}
	return false
}

// piece is a paragraph, or an item with those below it.
type piece struct {
	text, at, number string
	below            []string // items of deeper levels, lines of the text in the end
	item             bool
	table            *docx.Block
}

// pieces takes the blocks of a body together: items of deeper levels become lines
// of the item that they are below.
func (in *intake) pieces(body []docx.Block) []piece {
	var all []piece
	top := 0 // the level of the list that is open; 0: none
	for i, b := range body {
		at := b.At.String()
		if b.Kind == docx.Table {
			all, top = append(all, piece{at: at, table: &body[i]}), 0
			continue
		}
		text := in.clean(b.Text, at)
		switch {
		case text == "":
		case b.Kind != docx.Item:
			all, top = append(all, piece{text: text, at: at}), 0
		case top > 0 && b.Level > top:
			last := &all[len(all)-1]
			last.below = append(last.below, "\n- "+oneLine(text))
		default:
			top = b.Level
			all = append(all, piece{text: text, at: at, number: b.Label, item: true})
		}
	}
	for i := range all {
		all[i].text += strings.Join(all[i].below, "")
	}
	return all
}
