package yamldoc

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Comment is a remark in a document, from its "#" to the end of its line.
type Comment struct {
	Text     string      // what stands behind the "#", without spaces around it
	Pos, End finding.Pos // of the "#", and just behind the last letter
	Trailing bool        // something that is no comment stands before it in its line
	About    Value       // the value that it stands before; absent if it stands before none
}

// Comments returns those comments whose text, as in Comment.Text, is wanted, in
// the order of the file. What looks like a comment inside a text is none. A
// document that has nothing wanted behind any "#" costs one look at each of them.
//
// A comment that has its line to itself stands before what begins on the next line
// that is neither blank nor a comment: an item of a list, the value of a key, or a
// value that has been moved to a line of its own. Of several it is the first. A
// comment before the first key or item of the document is about all of it. One
// that is indented further than that next line stands at the end of something and
// before nothing.
func (d *Document) Comments(wanted func(text []byte) bool) []Comment {
	if !d.mentions(wanted) {
		return nil
	}
	o := d.outline()
	var comments []Comment
	for _, at := range o.remarks() {
		end := d.lineEnd(at)
		text := bytes.TrimSpace(d.text[at+1 : end])
		if !wanted(text) {
			continue
		}
		c := Comment{Text: strings.ReplaceAll(string(text), gone, ""), Pos: d.placed().pos(at), Trailing: d.indent(at) < at, About: Value{doc: d}}
		c.End = d.placed().pos(at + len(bytes.TrimRight(d.text[at:end], " ")))
		if !c.Trailing {
			c.About = o.before(at)
		}
		comments = append(comments, c)
	}
	return comments
}

// CommentPlace returns where a comment about v would begin if a line were put in
// for it, above the one that stands there, and what it would then be about: v, or
// the nearest value around it that begins a line. It is false where no line can be
// put in, because the document begins behind other signs.
func (v Value) CommentPlace() (at finding.Pos, about Value, ok bool) {
	d := v.doc
	if d == nil || v.node == nil {
		return finding.Pos{}, Value{}, false
	}
	o := d.outline()
	d.indexOnce()
	for n := v.node; ; n = d.parents[n].parent {
		start := d.indent(d.at(o.begins(n)))
		if about := o.at(start); about.node != nil && d.within(n, about.node) {
			return d.placed().pos(start), about, true
		}
		if _, inside := d.parents[n]; !inside {
			return finding.Pos{}, Value{}, false
		}
	}
}

// within reports whether n is outer or lies in it.
func (d *Document) within(n, outer *yaml.Node) bool {
	for n != outer {
		up, inside := d.parents[n]
		if !inside {
			return false
		}
		n = up.parent
	}
	return true
}

// mentions reports whether anything wanted stands behind a "#".
func (d *Document) mentions(wanted func(text []byte) bool) bool {
	for rest := d.text; ; {
		i := bytes.IndexByte(rest, '#')
		if i < 0 {
			return false
		}
		rest = rest[i+1:]
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			end = len(rest)
		}
		if wanted(bytes.TrimSpace(rest[:end])) {
			return true
		}
	}
}

// lineEnd returns the end of the line that at is in.
func (d *Document) lineEnd(at int) int {
	if i := bytes.IndexByte(d.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(d.text)
}

// indent returns the first place in the line of at that has no space.
func (d *Document) indent(at int) int {
	return d.skip(bytes.LastIndexByte(d.text[:at], '\n')+1, " ")
}

// outline is a document's nodes in the order in which they begin; of those that
// begin together the outer one is first.
type outline struct {
	doc   *Document
	spots []spot

	next  int   // the last line that a comment was found to stand before: where it begins
	ahead Value // what that line is about
}

// spot is where a node begins.
type spot struct {
	pos   finding.Pos
	node  *yaml.Node
	about *yaml.Node // of a key its value, else the node; nil if it was refused and taken out
}

func (d *Document) outline() *outline {
	o := &outline{doc: d}
	o.add(d.root, d.root)
	for _, n := range d.dropped {
		o.add(n, nil)
	}
	slices.SortStableFunc(o.spots, func(a, b spot) int { return a.pos.Compare(b.pos) })
	return o
}

// add adds n and what is in it; about is nil if n was taken out.
func (o *outline) add(n, about *yaml.Node) {
	o.spots = append(o.spots, spot{finding.Pos{Line: n.Line, Column: n.Column}, n, about})
	for i, child := range n.Content {
		switch {
		case about == nil:
			o.add(child, nil)
		case n.Kind == yaml.MappingNode && i%2 == 0 && i+1 < len(n.Content):
			o.add(child, n.Content[i+1])
		default:
			o.add(child, child)
		}
	}
}

// remarks returns where comments begin: at each "#" that is in no scalar.
func (o *outline) remarks() []int {
	d := o.doc
	var all []int
	done := 0
	gap := func(end int) {
		for done < end {
			i := bytes.IndexByte(d.text[done:end], '#')
			if i < 0 {
				break
			}
			all = append(all, done+i)
			done = d.lineEnd(done + i)
		}
		done = max(done, end)
	}
	for i := range o.spots {
		n := o.spots[i].node
		if n.Kind != yaml.ScalarNode {
			continue
		}
		at := d.at(o.spots[i].pos)
		end := Value{doc: d, node: n}.end()
		if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
			at = d.nextLine(d.content(at)) // behind the "|" there may be a comment
		}
		if end > max(at, done) {
			gap(at)
			done = max(done, end)
		}
	}
	gap(len(d.text))
	return all
}

// before returns the value that a comment at a place stands before.
func (o *outline) before(at int) Value {
	d := o.doc
	if at >= o.next {
		for o.next = d.nextLine(at); o.next < len(d.text); o.next = d.nextLine(o.next) {
			line := d.text[o.next:d.lineEnd(o.next)]
			if !isBlankOrComment(line) && !(marks(line, "---") && isBlankOrComment(line[len("---"):])) {
				break
			}
		}
		o.ahead = o.at(d.indent(o.next))
	}
	if start := bytes.LastIndexByte(d.text[:at], '\n') + 1; at-start > d.indent(o.next)-o.next {
		return Value{doc: d}
	}
	return o.ahead
}

// at returns the value that a line is about whose first sign is at start; absent
// if none begins there.
func (o *outline) at(start int) Value {
	d, nothing := o.doc, Value{doc: o.doc}
	if start >= len(d.text) {
		return nothing
	}
	pos := d.placed().pos(start)
	if root := d.Root(); root.Pos() == pos {
		return root
	}
	behind := sort.Search(len(o.spots), func(i int) bool { return o.spots[i].pos.Compare(pos) > 0 })
	last := o.spots[max(behind, 1)-1]
	switch {
	case d.dash(start) && behind < len(o.spots) && !o.inside(last.node, start):
		return Value{doc: d, node: o.spots[behind].about}
	case last.pos == pos:
		return Value{doc: d, node: last.about}
	}
	return nothing
}

// inside reports whether a place is in the scalar n, which begins before it.
func (o *outline) inside(n *yaml.Node, at int) bool {
	return n.Kind == yaml.ScalarNode && at < Value{doc: o.doc, node: n}.end()
}

// dash reports whether the sign at a place begins an item of a list.
func (d *Document) dash(at int) bool {
	return d.text[at] == '-' && (at+1 == len(d.text) || d.text[at+1] == ' ' || d.text[at+1] == '\n')
}

// begins returns where a node begins, with its key if it has one.
func (o *outline) begins(n *yaml.Node) finding.Pos {
	if up, ok := o.doc.parents[n]; ok && up.index < 0 {
		for i := 1; i < len(up.parent.Content); i += 2 {
			if up.parent.Content[i] == n {
				n = up.parent.Content[i-1]
				break
			}
		}
	}
	return finding.Pos{Line: n.Line, Column: n.Column}
}
