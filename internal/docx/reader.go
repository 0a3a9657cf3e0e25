package docx

import (
	"fmt"
	"slices"
	"strings"
)

// reader turns the XML of a document into blocks.
type reader struct {
	styles               *styles
	numbers              *numbers
	comments, feet, ends map[string]string // their words by id
	remarks              []Remark
	paragraph, table     int // counted so far
}

func (r *reader) remark(at Place, what, text string, read bool) {
	r.remarks = append(r.remarks, Remark{At: at, What: what, Text: text, Read: read})
}

// blocks reads what stands in the body or in a cell: paragraphs, tables, and
// those within wrappers such as content controls. in is the cell's place.
func (r *reader) blocks(e *element, in Place) ([]Block, error) {
	var all []Block
	for _, c := range e.children {
		read, err := r.block(c, in)
		if err != nil {
			return nil, err
		}
		all = append(all, read...)
	}
	return all, nil
}

func (r *reader) block(e *element, in Place) ([]Block, error) {
	switch {
	case e.name == "p":
		if r.paragraph++; r.paragraph > maxBlocks {
			return nil, fmt.Errorf("it has more than %d paragraphs", maxBlocks)
		}
		in.Paragraph = r.paragraph
		return r.readParagraph(e, in), nil
	case e.name == "tbl" && in.Table > 0:
		return r.tableWithin(e, in)
	case e.name == "tbl":
		t, err := r.readTable(e)
		return []Block{t}, err
	case e.name == "altChunk":
		r.remark(r.near(in), "a document put in as a whole", "", false)
	case strings.HasSuffix(e.name, "/oMathPara"):
		r.remark(r.near(in), "an equation", e.words(), false)
	case strings.HasSuffix(e.name, "/AlternateContent"):
		return r.block(chosen(e), in)
	case slices.Contains(wrappers, e.name):
		return r.blocks(e, in)
	default:
		if words := e.words(); words != "" {
			r.remark(r.near(in), "a part of a kind that is not read", words, false)
		}
	}
	return nil, nil
}

// wrappers are elements that only stand around others.
var wrappers = []string{"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}

// near is the place of something that stands between paragraphs: the last one
// before it.
func (r *reader) near(in Place) Place {
	in.Paragraph = max(r.paragraph, 1)
	return in
}

// chosen is that one of several ways to say the same that is read.
func chosen(e *element) *element {
	for _, c := range e.children {
		if strings.HasSuffix(c.name, "/Choice") {
			return &element{name: "sdt", children: c.children}
		}
	}
	return &element{}
}

// readParagraph reads one paragraph: nothing where it is an entry of a table of
// contents, which repeats what stands elsewhere.
func (r *reader) readParagraph(e *element, at Place) []Block {
	properties := e.child("pPr")
	style := properties.val("pStyle")
	l := line{reader: r, at: at}
	l.read(e)
	b := Block{Kind: Paragraph, At: at, Text: l.text.String()}
	if properties.at("rPr").child("del") != nil {
		r.remark(at, "the end of this paragraph is a tracked deletion, so that it may belong together with the next", "", true)
	}
	if r.styles.isContents(style) {
		if !isBlank(b.Text) {
			r.remark(at, "an entry of the table of contents", strings.Join(strings.Fields(b.Text), " "), false)
		}
		return nil
	}
	r.classify(&b, properties, style)
	return []Block{b}
}

// classify says what a paragraph is: a title, a heading, an item of a list.
func (r *reader) classify(b *Block, properties *element, style string) {
	n, by := r.styles.numbers(style)
	if own := numberingOf(properties); own.list != "" {
		if !own.hasLevel && n.hasLevel {
			own.level = n.level
		}
		n, by = own, ""
	}
	if by != "" && !n.hasLevel {
		n.level = r.numbers.levelOf(n.list, by)
	}
	listed := n.list != "" && n.list != "0" && !isBlank(b.Text) && r.numbers.lists[n.list] != nil
	if listed {
		b.Label = r.numbers.next(n.list, n.level)
	}
	level := outlineOf(properties)
	if level == 0 {
		level = r.styles.heading(style)
	}
	switch {
	case isBlank(b.Text):
	case r.styles.is(style, "Title") && !r.styles.is(style, "Subtitle"):
		b.Kind = Title
	case level > 0:
		b.Kind, b.Level = Heading, level
	case listed:
		b.Kind, b.Level = Item, n.level+1
	}
}

func isBlank(text string) bool { return strings.TrimSpace(text) == "" }

// margins remarks on headers and footers: they are read for their words alone.
func (r *reader) margins(p parts) {
	var names []string
	for name, root := range p {
		if isMargin(name) && root.words() != "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		what := "a header, which stands on every page"
		if strings.Contains(name, "footer") {
			what = "a footer, which stands on every page"
		}
		r.remark(Place{}, what, p[name].words(), false)
	}
}

// notes returns the words of comments or notes by their ids. Those that Word
// keeps for the lines between text and notes have none.
func notes(root *element, name string) map[string]string {
	all := map[string]string{}
	if root == nil {
		return all
	}
	for _, c := range root.children {
		if c.name == name {
			all[c.attr("id")] = c.words()
		}
	}
	return all
}
