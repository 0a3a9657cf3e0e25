package render

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/report"
)

// Markdown writes an edition as Markdown.
func Markdown(e *edition.Edition) ([]byte, error) { return MarkdownOf(Document(e)), nil }

// MarkdownOf writes a document as Markdown in the flavour of GitHub, which GitLab and
// others read as well. It has no HTML in it, so that it reads the same where HTML is
// let through and where it is not; and every text in it is a text, whatever it would
// mean in Markdown.
func MarkdownOf(d *document.Document) []byte {
	w := &marker{slugs: slugs(d)}
	w.line("# " + inline(d.Title))
	if d.Banner != "" {
		w.line("> **" + inline(d.Banner) + "**")
	}
	if d.Standing != "" {
		w.line(opening(inline(d.Standing)))
	}
	w.blocks(d.Intro, "")
	for i := range d.Sections {
		w.section(&d.Sections[i], 2)
	}
	return []byte(w.String())
}

// marker writes Markdown.
type marker struct {
	strings.Builder
	slugs map[string]string // by anchor of a section
}

// line writes a line with an empty one behind it.
func (w *marker) line(s string) { w.WriteString(s + "\n\n") }

func (w *marker) section(s *document.Section, level int) {
	if s.Title != "" {
		w.line(strings.Repeat("#", min(level, 6)) + " " + inline(s.Title))
	}
	w.blocks(s.Blocks, "")
	for i := range s.Parts {
		w.section(&s.Parts[i], level+1)
	}
}

// blocks writes blocks, each line behind the indentation. Two lists of which one
// follows the other have different marks: else they would be one.
func (w *marker) blocks(blocks []document.Block, indent string) {
	marks, last := []string{"-", "*"}, 1
	for i := range blocks {
		b := &blocks[i]
		listed := len(b.Items) > 0 && !b.Ordered || len(b.Facts) > 0
		if listed {
			last = 1 - last
		}
		w.block(b, indent, marks[last])
	}
}

func (w *marker) block(b *document.Block, indent, mark string) {
	switch {
	case len(b.Items) > 0:
		for i, item := range b.Items {
			if b.Ordered {
				mark = strconv.Itoa(i+1) + "."
			}
			w.item(item, indent, mark, "")
		}
		w.apart()
	case len(b.Facts) > 0:
		for _, f := range b.Facts {
			w.item(f.Blocks, indent, mark, "**"+inline(f.Name)+":**")
		}
		w.apart()
	case b.Table != nil:
		w.table(b.Table, indent)
	case b.Picture != nil:
		w.line(indent + opening(inline(b.Picture.Text)))
	case b.Lines != "":
		w.lines(b.Lines, indent)
	case len(b.Text) > 0:
		if text := w.spans(b.Text); text != "" {
			if b.Strong {
				text = "**" + text + "**"
			}
			w.line(indent + opening(text))
		}
	}
}

// item writes an item of a list, with its first paragraph in the line of the mark.
func (w *marker) item(blocks []document.Block, indent, mark, lead string) {
	first := ""
	if len(blocks) > 0 && len(blocks[0].Text) > 0 {
		first, blocks = w.spans(blocks[0].Text), blocks[1:]
	}
	text := strings.TrimSpace(lead + " " + first)
	if lead == "" {
		text = opening(first)
	}
	if text == "" && len(blocks) == 0 {
		return
	}
	w.WriteString(strings.TrimRight(indent+mark+" "+text, " ") + "\n")
	if len(blocks) == 0 {
		return
	}
	if len(blocks[0].Items) == 0 { // a list may follow at once; a paragraph would go on in the same one
		w.apart()
	}
	w.blocks(blocks, indent+strings.Repeat(" ", len(mark)+1))
}

// apart sees to it that what comes stands behind an empty line.
func (w *marker) apart() {
	if !strings.HasSuffix(w.String(), "\n\n") {
		w.WriteByte('\n')
	}
}

// table writes a table: its cells have no blocks in Markdown, so that what they hold
// is put into one line.
func (w *marker) table(t *document.Table, indent string) {
	if t.Caption != "" {
		w.line(indent + "**" + inline(t.Caption) + "**")
	}
	row := func(cells []string) {
		w.WriteString(indent + "|")
		for _, c := range cells {
			w.WriteString(" " + c + " |")
		}
		w.WriteByte('\n')
	}
	var head, rule []string
	for _, name := range t.Head {
		head, rule = append(head, inline(name)), append(rule, "---")
	}
	row(head)
	row(rule)
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, w.flat(c))
		}
		row(cells)
	}
	w.WriteByte('\n')
}

// flat is blocks in one line.
func (w *marker) flat(blocks []document.Block) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	for i := range blocks {
		b := &blocks[i]
		for _, item := range b.Items {
			add(w.flat(item))
		}
		for _, f := range b.Facts {
			add(inline(f.Name) + ": " + w.flat(f.Blocks))
		}
		switch {
		case b.Picture != nil:
			add(inline(b.Picture.Text))
		case b.Table != nil:
			for _, r := range b.Table.Rows {
				for _, c := range r.Cells {
					add(w.flat(c))
				}
			}
		default:
			add(w.spans(b.Text))
			add(inline(b.Lines))
		}
	}
	return strings.Join(parts, "; ")
}

// lines writes lines to be copied, between fences longer than any in them.
func (w *marker) lines(text, indent string) {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	w.WriteString(indent + fence + "\n")
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		w.WriteString(indent + report.Printable(line) + "\n")
	}
	w.line(indent + fence)
}

func (w *marker) spans(spans []document.Span) string {
	var b strings.Builder
	for i := range spans {
		b.WriteString(w.span(&spans[i]))
	}
	return strings.TrimSpace(b.String())
}

func (w *marker) span(s *document.Span) string {
	text := report.Printable(s.Text)
	if s.Code && text != "" && !strings.ContainsAny(text, "`|\\") && text == strings.TrimSpace(text) {
		text = "`" + text + "`"
	} else {
		text = escaped(text)
	}
	switch {
	case s.Added:
		text = `\{+` + text + `+\}`
	case s.Removed:
		text = `\[-` + text + `-\]`
	}
	if href := w.href(s.Href); href != "" && strings.TrimSpace(s.Text) != "" {
		return "[" + text + "](<" + href + ">)"
	}
	return text
}

// href is an address as Markdown has it between angle brackets; "" where there is
// nothing to lead to, as to the row of a table.
func (w *marker) href(href string) string {
	if anchor, is := strings.CutPrefix(href, "#"); is {
		if slug := w.slugs[anchor]; slug != "" {
			return "#" + slug
		}
		return ""
	}
	if document.Outside(href, "").Href == "" {
		return ""
	}
	var b strings.Builder
	for _, c := range []byte(href) {
		if c <= ' ' || c > '~' || strings.IndexByte("<>\\\"'`|&*_[]()", c) >= 0 && c != '&' && c != '_' {
			b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(c)+0x100, 16)[1:]))
			continue
		}
		b.WriteByte(c)
	}
	return strings.ReplaceAll(b.String(), "&", "&amp;")
}

// special are the characters that mean something within a line of Markdown.
const special = "\\`*_[]<>|~$&#!@^{}"

// inline is a text as Markdown that is nothing but that text.
func inline(s string) string { return escaped(strings.TrimSpace(report.Printable(s))) }

// escaped is printable text as Markdown, also in a cell of a table and where addresses
// are made links by themselves.
func escaped(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		before := strings.ToLower(s[max(0, i-3):i])
		if strings.IndexByte(special, c) >= 0 || c == ':' && i+1 < len(s) && s[i+1] != ' ' || c == '.' && before == "www" {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

// opening is text that opens a line, where a few more characters mean something.
func opening(s string) string {
	digits := strings.TrimLeft(s, "0123456789")
	switch n := len(s) - len(digits); {
	case s == "":
	case n == 0 && strings.IndexByte("-+=", s[0]) >= 0:
		return `\` + s
	case n > 0 && digits != "" && (digits[0] == '.' || digits[0] == ')'):
		return s[:n] + `\` + digits
	}
	return s
}

// slugs are the anchors that readers of Markdown make of headings, by the anchors of
// the sections.
func slugs(d *document.Document) map[string]string {
	all, seen := map[string]string{}, map[string]int{}
	next := func(title string) string {
		slug := slug(report.Printable(title))
		n := seen[slug]
		seen[slug]++
		if n > 0 {
			slug += "-" + strconv.Itoa(n)
		}
		return slug
	}
	next(d.Title)
	var walk func(sections []document.Section)
	walk = func(sections []document.Section) {
		for _, s := range sections {
			if s.Title != "" {
				all[s.ID] = next(s.Title)
			}
			walk(s.Parts)
		}
	}
	walk(d.Sections)
	return all
}

func slug(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(title))
}
