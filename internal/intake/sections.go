package intake

import "strings"

// part takes in a heading whose role is known, with all that stands below it.
// Headings below it that have a role of their own are taken in by that.
func (d *document) part(h *heading, role string) {
	switch role {
	case partSection:
		d.section(h)
		return
	case partIgnore:
		for _, text := range d.flat(h) {
			d.left(text.At, "left out, as was asked for", text.Value)
		}
		return
	case roleCapability:
		d.capabilityOf(h)
		return
	}
	d.field(h, role)
}

// field takes in what belongs to one key of the specification.
func (d *document) field(h *heading, role string) {
	for _, p := range d.pieces(h.body) {
		d.draft.fields[role] = append(d.draft.fields[role], d.words(p, !isList(role))...)
	}
	for _, c := range h.children {
		own, asked := d.role(c)
		if own != "" && own != partContainer && own != roleDomain && own != roleCapability {
			d.say(c, meaning(headingAliases, own), byRequest(asked))
			d.part(c, own)
			continue
		}
		if isList(role) {
			d.left(c.at, "a heading within a list; what stands below it was read as part of the list", c.text)
		} else {
			d.draft.fields[role] = append(d.draft.fields[role], Text{c.text, c.at})
		}
		d.field(c, role)
	}
}

// isList reports whether a role's key holds a list of texts.
func isList(role string) bool {
	switch role {
	case "scope-in", "scope-out", "professions", "entry", "outcomes", "content", "methods", "references":
		return true
	}
	return false
}

// words returns a piece as texts: a table as a line a row. In prose, items have a
// "- " in front.
func (d *document) words(p piece, prose bool) []Text {
	dash := ""
	if prose {
		dash = "- "
	}
	switch {
	case p.table != nil:
		g := d.gridOfWord(*p.table)
		d.doubt(p.at, "a table in a text was made lines, with | between its cells", "")
		var all []Text
		for _, row := range g.rows {
			all = append(all, Text{dash + oneLine(row.rowText(g.wide)), row.at})
		}
		return all
	case p.item:
		text := p.text
		if prose && !strings.Contains(text, "\n") {
			text = oneLine(text)
		}
		return []Text{{dash + text, p.at}}
	}
	return []Text{{p.text, p.at}}
}

// section keeps a heading and all that stands below it as a section.
func (d *document) section(h *heading) {
	texts := d.flat(h)[1:]
	if len(texts) == 0 {
		d.left(h.at, "a heading with nothing below it", h.text)
		return
	}
	s := section{heading: h.text, at: h.at}
	for _, text := range texts {
		s.body = append(s.body, text.Value)
	}
	d.draft.sections = append(d.draft.sections, s)
	d.say(h, "a section of its own, which is kept as it is", "")
}

// flat returns all texts of a heading and below it, its own words first.
func (d *document) flat(h *heading) []Text {
	all := []Text{{h.text, h.at}}
	for _, p := range d.pieces(h.body) {
		all = append(all, d.words(p, true)...)
	}
	for _, c := range h.children {
		all = append(all, d.flat(c)...)
	}
	return all
}

// paragraphs joins texts as prose: items of a list stand on lines of their own,
// everything else is a paragraph.
func paragraphs(texts []string) string {
	var b strings.Builder
	before := false // the text before was an item
	for i, text := range texts {
		item := strings.HasPrefix(text, "- ")
		switch {
		case i == 0:
		case item && before:
			b.WriteString("\n")
		default:
			b.WriteString("\n\n")
		}
		b.WriteString(text)
		before = item
	}
	return b.String()
}
