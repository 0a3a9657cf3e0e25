package dossier

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/report"
)

// A page for people: sections in sections, blocks in them, spans in those. Every
// text in it is printable; the template escapes it.
type (
	section struct {
		ID, Title string
		Level     int // of the heading, 2 to 6; given by levelled
		Blocks    []block
		Parts     []section
		Listed    bool // it stands in the table of contents
	}

	// block is one of a paragraph, a list, facts, a table or lines to be copied.
	block struct {
		Text    []span
		Strong  bool      // of a paragraph: it stands out
		Items   [][]block // of a list
		Ordered bool
		Facts   []fact
		Table   *table
		Lines   string
	}

	// fact is something of which a few words say what it is.
	fact struct {
		Name   string
		Blocks []block
	}

	table struct {
		Caption string
		Head    []string
		Rows    []row
	}

	// row is a line of a table, its first cell the heading.
	row struct {
		ID    string // an anchor; may be empty
		Cells [][]block
	}

	// span is words; with an Href they are a link, with Code they are to be typed or
	// compared letter by letter.
	span struct {
		Text, Href string
		Code       bool
	}
)

// words is printable text in one span.
func words(s string) span { return span{Text: report.Printable(s)} }

// code is text to be compared letter by letter.
func code(s string) span { return span{Text: report.Printable(s), Code: true} }

// phrased is a message in which names stand between backticks, where they come in
// pairs.
func phrased(message string) []span {
	parts := strings.Split(message, "`")
	if len(parts)%2 == 0 {
		return []span{words(message)}
	}
	var all []span
	for i, part := range parts {
		if part != "" {
			all = append(all, span{Text: report.Printable(part), Code: i%2 == 1})
		}
	}
	return all
}

// within leads to an anchor of the same page.
func within(anchor, s string) span { return span{Text: report.Printable(s), Href: "#" + anchor} }

func para(spans ...span) block { return block{Text: spans} }
func said(text string) block   { return para(words(text)) }
func lines(text string) block  { return block{Lines: text} }

func bullets(items ...[]block) block  { return block{Items: items} }
func numbered(items ...[]block) block { return block{Items: items, Ordered: true} }
func facts(all ...fact) block         { return block{Facts: all} }

// joined puts spans one behind the other with something between them.
func joined(between string, spans []span) []span {
	var out []span
	for i, s := range spans {
		if i > 0 {
			out = append(out, span{Text: between})
		}
		out = append(out, s)
	}
	return out
}

// prose is the paragraphs and lists of a text.
func prose(text string) []block { return blocksOf(document.Prose(text)) }

// each is a list of texts, each of which may have paragraphs of its own.
func each(texts []string) []block {
	if len(texts) == 0 {
		return nil
	}
	var list block
	for _, t := range texts {
		list.Items = append(list.Items, prose(t))
	}
	return []block{list}
}

// maxLevel is the lowest heading that there is.
const maxLevel = 6

// levelled gives sections and those inside them their levels.
func levelled(sections []section, level int) {
	for i := range sections {
		sections[i].Level = min(level, maxLevel)
		levelled(sections[i].Parts, level+1)
	}
}
