package format

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// step is how far a level is indented.
const step = 2

// writer writes a tree.
type writer struct {
	out   bytes.Buffer
	begun bool   // a line was written
	blank bool   // a blank line is due before the next one
	kept  bool   // the last line is part of a text to which blank lines below it would belong
	dash  string // begins the next line, instead of its indentation
}

// write returns a tree as text.
func write(t *tree) []byte {
	w := &writer{}
	w.lines(t.head, 0)
	if t.marker != nil {
		w.marker(t)
	} else {
		w.lines(t.middle, 0)
	}
	switch {
	case t.root.group != nil:
		w.group(t.root.group, 0)
	case t.root.leaf != nil:
		w.lines(t.root.inner, 0)
		w.leaf(t.root.leaf, -1, w.start(t.root.leaf.col)) // on the line of a marker, that comes first
	}
	w.lines(t.end, 0)
	return w.out.Bytes()
}

// marker writes the "---" and what stands below it. A value may stand on the same
// line.
func (w *writer) marker(t *tree) {
	if l := t.root.leaf; l != nil && !l.fresh {
		w.dash = t.marker.text + " "
		return
	}
	w.remark(t.marker.text, t.marker.remark)
	w.lines(t.middle, 0)
}

// group writes a list or a group of keys at column col.
func (w *writer) group(g *group, col int) {
	g.sort()
	opener := g.opener
	if !g.root {
		opener, g.entries[0].lead = unspaced(opener), unspaced(g.entries[0].lead)
	}
	w.lines(opener, col)
	for _, e := range g.entries {
		w.lines(e.lead, col)
		w.entry(g, e, col)
	}
	w.lines(g.trailer, col)
}

// unspaced returns lines without the blank ones that begin them.
func unspaced(lines []line) []line {
	for len(lines) > 0 && lines[0].text == "" {
		lines = lines[1:]
	}
	return lines
}

// sort puts the keys of a group into their order.
func (g *group) sort() {
	first := g.entries[0]
	sortKeys(g.entries, g.order, func(e *entry) string { return e.name })
	if g.root && g.order != nil {
		g.keepOrders(first)
	}
}

func (w *writer) entry(g *group, e *entry, col int) {
	head := w.start(col)
	inside := col + step
	if g.list {
		head += "-"
	} else {
		head += e.key + ":"
		if e.group != nil && e.group.list {
			inside = col
		}
	}
	switch {
	case e.group != nil && g.list && e.remark.text == "" && !e.group.opensWithRemark():
		w.dash = head + " "
		w.group(e.group, inside)
		return
	case e.group != nil:
		w.remark(head, e.remark)
		w.group(e.group, inside)
		return
	case e.leaf == nil:
		w.remark(head, e.remark)
	case e.leaf.fresh:
		w.remark(head, e.remark)
		w.lines(e.inner, inside)
		w.leaf(e.leaf, col, strings.Repeat(" ", inside))
	default:
		w.leaf(e.leaf, col, head+" ")
	}
	trail := inside
	if e.leaf != nil && e.leaf.block {
		trail = min(trail, e.leaf.indented(col)-1)
	}
	w.lines(e.trail, trail)
}

// opensWithRemark reports whether there is a remark above the first entry, in the
// order of keys.
func (g *group) opensWithRemark() bool {
	g.sort()
	return len(unspaced(g.opener)) > 0 || len(unspaced(g.entries[0].lead)) > 0
}

// leaf writes a value that belongs to an entry at column base; head is what
// stands before it on its first line.
func (w *writer) leaf(l *leaf, base int, head string) {
	first := head + l.lines[0]
	if l.block {
		w.remark(first, l.remark)
		w.body(l, base)
		return
	}
	shift := base - l.base
	if l.fresh {
		shift = utf8.RuneCountInString(head) - l.col
	}
	for i, text := range l.lines {
		switch {
		case i == 0:
			text = first
		default:
			text = l.shifted(text, shift, base)
		}
		if l.flow && (l.scalar == nil || !l.scalar[i]) {
			text = strings.TrimRight(text, " ")
		}
		if i == len(l.lines)-1 {
			w.remark(text, l.remark)
			return
		}
		w.raw(text)
	}
}

// shifted indents a further line of a value. Outside brackets it stays further
// right than its key, in brackets no further left, and nowhere may it become a
// marker between documents.
func (l *leaf) shifted(text string, by, base int) string {
	bare := strings.TrimLeft(text, " ")
	if bare == "" {
		return text
	}
	least := base + 1
	if l.flow && !strings.HasPrefix(bare, "---") && !strings.HasPrefix(bare, "...") {
		least = base
	}
	return strings.Repeat(" ", max(len(text)-len(bare)+by, least, 0)) + bare
}

// indented is how far a block text of an entry at column base is indented; just
// beyond the entry if there is no line that tells.
func (l *leaf) indented(base int) int {
	switch {
	case l.fixed > 0:
		return max(base, 0) + l.fixed
	case l.indent < 0:
		return base + 1
	case l.base < 0:
		return l.indent
	}
	return base + step
}

// body writes the lines of a block text. Blank ones hold as many spaces as they
// must: those beyond the indentation are part of the text.
func (w *writer) body(l *leaf, base int) {
	indent := l.indented(base)
	for _, text := range l.lines[1:] {
		spaces := len(text) - len(strings.TrimLeft(text, " "))
		switch {
		case l.indent < 0:
		case spaces >= l.indent:
			text = strings.Repeat(" ", indent) + text[l.indent:]
		default:
			text = text[:min(spaces, indent)]
		}
		w.raw(text)
	}
	w.kept = l.keep
}

// start returns what the next line begins with.
func (w *writer) start(col int) string {
	if dash := w.dash; dash != "" {
		w.dash = ""
		return dash
	}
	return strings.Repeat(" ", col)
}

// remark writes a line with the remark behind it.
func (w *writer) remark(text string, r remark) {
	if r.text == "" {
		w.raw(text)
		return
	}
	text += strings.Repeat(" ", max(r.gap, 1))
	w.raw(text + r.text)
	for _, below := range r.below {
		w.raw(strings.Repeat(" ", utf8.RuneCountInString(text)) + below)
	}
}

// lines writes blank lines and remarks; of blank lines in a row one.
func (w *writer) lines(lines []line, col int) {
	for _, l := range lines {
		if l.text == "" {
			w.blank = w.begun && !w.kept
			continue
		}
		indent := max(col, 0)
		if l.apart {
			indent++ // no more, or else a block text above would take it in
		}
		w.raw(strings.Repeat(" ", indent) + l.text)
	}
}

// raw writes a line as it is.
func (w *writer) raw(text string) {
	if w.blank {
		w.out.WriteByte('\n')
	}
	w.begun, w.blank, w.kept = true, false, false
	w.out.WriteString(text)
	w.out.WriteByte('\n')
}
