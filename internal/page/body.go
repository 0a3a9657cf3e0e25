package page

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/report"
)

// A page has thousands of texts and a catalogue thousands of pages, and the template
// package takes its time over each text; so that the body is written here. Every text
// goes through text, every attribute through attribute, every address through
// safeHref, and nothing else of a document gets into the page but the pictures that
// we drew.

// writer writes the body of a page.
type writer struct {
	strings.Builder
	tables int // written so far: each has an anchor for its caption
	inside int // how deep in lists, facts and cells
}

// markup is blocks outside of the sections.
func markup(blocks []document.Block) template.HTML {
	var w writer
	w.blocks(blocks)
	return template.HTML(w.String())
}

// body is the sections.
func body(sections []document.Section) template.HTML {
	var w writer
	for i := range sections {
		w.section(&sections[i], 2)
	}
	return template.HTML(w.String())
}

// escaper writes what would be markup as text.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func (w *writer) text(s string) { _, _ = escaper.WriteString(w, report.Printable(s)) }

func (w *writer) attribute(name, value string) {
	w.WriteString(" " + name + `="`)
	w.text(value)
	w.WriteByte('"')
}

// safeHref is an address as it may be led to: within the page, beside it, on the web
// or by e-mail; "" for any other.
func safeHref(href string) string {
	before, _, scheme := strings.Cut(href, ":")
	switch {
	case href != report.Printable(href): // whoever sees the address would see another
		return ""
	case !scheme, strings.ContainsAny(before, "#?/"):
		if strings.HasPrefix(href, "//") || strings.Contains(href, `\`) {
			return "" // of another host
		}
		return href
	case strings.EqualFold(before, "https"), strings.EqualFold(before, "http"), strings.EqualFold(before, "mailto"):
		return href
	}
	return ""
}

const lowestHeading = 6

func (w *writer) section(s *document.Section, level int) {
	w.WriteString("<section>\n")
	if s.Title != "" {
		heading := "h" + strconv.Itoa(min(level, lowestHeading))
		w.WriteString("<" + heading)
		if s.ID != "" {
			w.attribute("id", s.ID)
		}
		w.WriteString(">")
		w.text(s.Title)
		w.WriteString("</" + heading + ">\n")
	}
	w.blocks(s.Blocks)
	for i := range s.Parts {
		w.section(&s.Parts[i], level+1)
	}
	w.WriteString("</section>\n")
}

func (w *writer) blocks(blocks []document.Block) {
	for i := range blocks {
		w.block(&blocks[i])
	}
}

func (w *writer) block(b *document.Block) {
	switch {
	case len(b.Items) > 0:
		w.list(b)
	case len(b.Facts) > 0:
		w.facts(b.Facts)
	case b.Table != nil:
		w.table(b.Table)
	case b.Picture != nil:
		w.WriteString(`<figure class="scroll" tabindex="0">` + b.Picture.SVG + "</figure>\n")
	case b.Lines != "":
		w.lines(b.Lines)
	case len(b.Text) > 0:
		w.WriteString("<p")
		if b.Strong {
			w.WriteString(` class="strong"`)
		}
		w.WriteString(">")
		w.spans(b.Text)
		w.WriteString("</p>\n")
	}
}

// within writes what stands in an item, a cell or a fact: a single paragraph needs
// none of its own there.
func (w *writer) within(blocks []document.Block) {
	if len(blocks) == 1 && len(blocks[0].Text) > 0 && !blocks[0].Strong {
		w.spans(blocks[0].Text)
		return
	}
	w.inside++
	w.blocks(blocks)
	w.inside--
}

func (w *writer) list(b *document.Block) {
	open, end := `<ul class="nhsuk-list nhsuk-list--bullet">`, "</ul>\n"
	if b.Ordered {
		open, end = `<ol class="nhsuk-list nhsuk-list--number">`, "</ol>\n"
	}
	w.WriteString(open + "\n")
	for _, item := range b.Items {
		w.WriteString("<li>")
		w.within(item)
		w.WriteString("</li>\n")
	}
	w.WriteString(end)
}

// facts is a table whose rows have headings, since a description list is nothing at
// all once a browser has printed it as PDF. Inside of something else it is a list: no
// table stands in a table.
func (w *writer) facts(facts []document.Fact) {
	row, between, end := `<tr><th scope="row">`, "</th><td>", "</td></tr>\n"
	if w.inside > 0 {
		row, between, end = "<li><strong>", ":</strong> ", "</li>\n"
		w.WriteString(`<ul class="facts">` + "\n")
	} else {
		w.WriteString(`<table class="nhsuk-table facts">` + "\n<tbody>\n")
	}
	for _, f := range facts {
		w.WriteString(row)
		w.text(f.Name)
		w.WriteString(between)
		w.within(f.Blocks)
		w.WriteString(end)
	}
	if w.inside > 0 {
		w.WriteString("</ul>\n")
	} else {
		w.WriteString("</tbody>\n</table>\n")
	}
}

// broad is from how many columns on a table may be wider than a narrow window, and
// scrolls in a region of its own, which the keyboard has to reach.
const broad = 4

func (w *writer) table(t *document.Table) {
	w.tables++
	caption := "table-" + strconv.Itoa(w.tables)
	scrolls := len(t.Head) >= broad
	if scrolls {
		w.WriteString(`<section class="scroll" tabindex="0"`)
		w.attribute("aria-labelledby", caption)
		w.WriteString(">\n")
	}
	w.WriteString(`<table class="nhsuk-table">` + "\n<caption")
	w.attribute("id", caption)
	w.WriteString(` class="nhsuk-table__caption">`)
	w.text(t.Caption)
	w.WriteString("</caption>\n")
	w.head(t.Head)
	w.WriteString(`<tbody class="nhsuk-table__body">` + "\n")
	for _, row := range t.Rows {
		w.row(&row)
	}
	w.WriteString("</tbody>\n</table>\n")
	if scrolls {
		w.WriteString("</section>\n")
	}
}

func (w *writer) head(names []string) {
	w.WriteString(`<thead class="nhsuk-table__head"><tr>`)
	for _, name := range names {
		w.WriteString(`<th scope="col">`)
		w.text(name)
		w.WriteString("</th>")
	}
	w.WriteString("</tr></thead>\n")
}

func (w *writer) row(row *document.Row) {
	w.WriteString("<tr")
	if row.ID != "" {
		w.attribute("id", row.ID)
	}
	w.WriteString(">")
	for i, cell := range row.Cells {
		open, end := "<td>", "</td>"
		if i == 0 {
			open, end = `<th scope="row">`, "</th>"
		}
		w.WriteString(open)
		w.within(cell)
		w.WriteString(end)
	}
	w.WriteString("</tr>\n")
}

func (w *writer) lines(text string) {
	w.WriteString("<pre><code>")
	for i, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if i > 0 {
			w.WriteByte('\n')
		}
		w.text(line)
	}
	w.WriteString("</code></pre>\n")
}

func (w *writer) spans(spans []document.Span) {
	for i := range spans {
		w.span(&spans[i])
	}
}

// heard is what those hear, and do not see, to whom the page is read: most screen readers
// say nothing of what was added or removed.
func heard(what string) string { return `<span class="nhsuk-u-visually-hidden">(` + what + `:)</span>` }

func (w *writer) span(s *document.Span) {
	var open, end string
	wrap := func(name string) { open, end = open+"<"+name+">", "</"+name+">"+end }
	if href := safeHref(s.Href); href != "" {
		w.WriteString("<a")
		w.attribute("href", href)
		w.WriteString(">")
		end = "</a>"
	}
	switch {
	case s.Added:
		wrap("ins")
		open += heard("added")
	case s.Removed:
		wrap("del")
		open += heard("removed")
	}
	if s.Code {
		wrap("code")
	}
	w.WriteString(open)
	w.text(s.Text)
	w.WriteString(end)
}

// fewest is how many entries a table of contents has at least: fewer stand in the way.
const fewest = 3

// contents is the table of contents; "" where it would have next to nothing in it.
func contents(sections []document.Section) template.HTML {
	var w writer
	if w.entries(sections) < fewest {
		return ""
	}
	return template.HTML(w.String())
}

// entries lists sections and what is listed inside them, and returns how many that are.
func (w *writer) entries(sections []document.Section) int {
	listed, all := 0, 0
	for _, s := range sections {
		if s.Unlisted || s.ID == "" {
			continue
		}
		if listed == 0 {
			w.WriteString(`<ol class="nhsuk-contents-list__list">` + "\n")
		}
		listed++
		w.WriteString(`<li class="nhsuk-contents-list__item"><a class="nhsuk-contents-list__link"`)
		w.attribute("href", "#"+s.ID)
		w.WriteString(">")
		w.text(s.Title)
		w.WriteString("</a>\n")
		all += w.entries(s.Parts)
		w.WriteString("</li>\n")
	}
	if listed > 0 {
		w.WriteString("</ol>\n")
	}
	return listed + all
}
