package format

import (
	"bytes"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// reader goes through a text from token to token, led by the document's values,
// and gives every line in between to what it belongs to. Where it meets something
// other than the values led it to expect, it gives up.
type reader struct {
	file   string
	text   []byte
	orders orders

	at   int      // behind the last token; -1 before the first line
	last *remark  // takes the remark on the line of the last token
	path []*group // the groups that the last token lies in, outermost first
	err  error    // the first thing that is not laid out
}

// read turns a document into a tree.
func read(file string, d document) (*tree, error) {
	root := d.doc.Root()
	r := &reader{file: file, text: d.doc.Source(), orders: ordersFor(root), at: -1}
	t := &tree{}
	r.marker(t)
	r.value(root, &t.root, "")
	end := r.gap()
	if end.next < len(r.text) {
		r.refuse(end.next, "this stands behind everything else and belongs to nothing")
	}
	if r.err != nil {
		return nil, r.err
	}
	r.split(t)
	r.place(end.lines, -1, false, &t.end)
	behind := &reader{text: d.behind(), at: -1}
	if len(behind.text) > 0 {
		behind.ended(t)
	}
	return t, nil
}

// marker reads up to the "---" that begins the document, if there is one.
func (r *reader) marker(t *tree) {
	probe := reader{text: r.text, at: -1}
	g := probe.gap()
	rest, ok := bytes.CutPrefix(r.text[g.next:], []byte("---"))
	if !ok || len(rest) > 0 && rest[0] != ' ' && rest[0] != '\n' {
		return
	}
	t.head, t.marker = g.lines, &remarked{text: "---"}
	r.at, r.last = g.next+len("---"), &t.marker.remark
}

// ended reads the "..." that ends the document, and the remarks below it.
func (r *reader) ended(t *tree) {
	g := r.gap()
	marker := &remark{}
	r.at, r.last = g.next+len("..."), marker
	g = r.gap()
	text := "..."
	if marker.text != "" {
		text += " " + marker.text
	}
	t.end = append(append(t.end, line{text: text}), g.lines...)
}

// value reads a value; e takes it.
func (r *reader) value(v yamldoc.Value, e *entry, place string) {
	if v.Style() == yamldoc.Block {
		r.group(v, e, place)
		return
	}
	if start, end := v.Extent(); start < end {
		r.leaf(v, e, place)
	}
}

// group reads a list or a group of keys.
func (r *reader) group(v yamldoc.Value, e *entry, place string) {
	g := &group{list: v.Kind() == yamldoc.List}
	e.group = g
	depth := len(r.path)
	g.root = depth == 0
	token := func() *entry {
		gap := r.gap()
		first := len(g.entries) == 0
		child := &entry{}
		if first {
			g.col = r.column(gap.next)
		}
		r.place(gap.lines, g.col, first, &child.lead)
		if first && !g.root { // of the file's first key, split decides
			g.opener, child.lead = opener(child.lead)
		}
		r.path = append(r.path[:depth], g)
		g.entries = append(g.entries, child)
		r.at = gap.next
		return child
	}
	if g.list {
		for _, item := range v.Items() {
			child := token()
			r.dash()
			r.last = &child.remark
			r.value(item, child, items(place))
		}
		return
	}
	g.order = r.orders[place]
	for entry := range v.Entries() {
		child := token()
		r.key(entry, child)
		r.last = &child.remark
		r.value(entry.Value, child, below(place, entry.Name))
	}
}

func (r *reader) dash() {
	if rest := r.text[min(r.at, len(r.text)):]; !bytes.HasPrefix(rest, []byte{'-'}) || !r.spaceAt(r.at+1) {
		r.refuse(r.at, `this is not laid out, want a list item that begins with "- "`)
		return
	}
	r.at++
}

func (r *reader) key(e yamldoc.Entry, child *entry) {
	start, end := e.Key.Extent()
	child.name, child.key = e.Name, string(r.text[start:end])
	colon := end
	for colon < len(r.text) && r.text[colon] == ' ' {
		colon++
	}
	switch {
	case start != r.at || bytes.IndexByte(r.text[start:end], '\n') >= 0:
		r.refuse(r.at, `a key written this way is not laid out, want "key: value", without "?"`)
	case colon >= len(r.text) || r.text[colon] != ':' || !r.spaceAt(colon+1):
		r.refuse(colon, "this key is not laid out, want a colon and a space directly behind it")
	default:
		r.at = colon + 1
	}
}

// spaceAt reports whether a space, a line end or nothing more is at at.
func (r *reader) spaceAt(at int) bool {
	return at >= len(r.text) || r.text[at] == ' ' || r.text[at] == '\n'
}

// refuse notes that what stands at at is not laid out.
func (r *reader) refuse(at int, what string) {
	if r.err != nil {
		return
	}
	before := r.text[:min(at, len(r.text))]
	r.err = &UnsupportedError{File: r.file, What: what, Pos: finding.Pos{
		Line: 1 + bytes.Count(before, []byte{'\n'}), Column: 1 + r.column(len(before)),
	}}
}

// column returns the column of an offset, from 0, in characters.
func (r *reader) column(at int) int {
	start := bytes.LastIndexByte(r.text[:at], '\n') + 1
	return utf8.RuneCount(r.text[start:at])
}

// lineEnd returns the offset of the end of the line that at is in.
func (r *reader) lineEnd(at int) int {
	if i := bytes.IndexByte(r.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(r.text)
}

// gap is what lies between two tokens.
type gap struct {
	lines []line
	next  int  // where the next token begins, or the end of the text
	fresh bool // it begins a line
}

// gap reads what lies behind the last token. A remark on its line goes to it.
func (r *reader) gap() gap {
	at := r.at
	if at >= 0 {
		for at < len(r.text) && r.text[at] == ' ' {
			at++
		}
		switch {
		case at == len(r.text):
			return gap{next: at}
		case r.text[at] == '#':
			end := r.lineEnd(at)
			if r.last == nil {
				r.refuse(at, "a remark here is not laid out, want it on a line of its own")
			} else {
				r.last.text, r.last.gap, r.last.col = trim(r.text[at:end]), at-r.at, r.column(at)
			}
			at = end
		case r.text[at] != '\n':
			return gap{next: at}
		}
	}
	g := gap{fresh: true}
	for start := at + 1; start < len(r.text); start = at + 1 {
		g.next = start
		for g.next < len(r.text) && r.text[g.next] == ' ' {
			g.next++
		}
		at = r.lineEnd(g.next)
		switch {
		case g.next == at:
			g.lines = append(g.lines, line{})
		case r.text[g.next] == '#':
			g.lines = append(g.lines, line{text: trim(r.text[g.next:at]), col: g.next - start})
		default:
			return g
		}
	}
	g.next = len(r.text)
	return g
}

// trim takes the spaces off the end of a remark.
func trim(text []byte) string { return string(bytes.TrimRight(text, " ")) }
