package yamldoc

import (
	"sort"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Pointer returns v's JSON Pointer, also for an absent value; "" for the root.
// The first call on a document walks it once.
func (v Value) Pointer() string {
	if v.doc == nil || v.node == nil {
		return v.missing
	}
	v.doc.indexOnce()
	pointer := v.missing
	for n := v.node; ; {
		s, ok := v.doc.parents[n]
		if !ok {
			return pointer
		}
		if s.index >= 0 {
			pointer = "/" + strconv.Itoa(s.index) + pointer
		} else {
			pointer = "/" + escapeToken.Replace(s.key) + pointer
		}
		n = s.parent
	}
}

// indexOnce notes the parent of every node.
func (d *Document) indexOnce() {
	if d.parents == nil {
		d.parents = map[*yaml.Node]step{}
		d.index(d.root)
	}
}

// index notes the parent of every node below n; a key hangs where its value does.
func (d *Document) index(n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			s := step{parent: n, key: n.Content[i].Value, index: -1}
			d.parents[n.Content[i]], d.parents[n.Content[i+1]] = s, s
			d.index(n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, c := range n.Content {
			d.parents[c] = step{parent: n, index: i}
			d.index(c)
		}
	}
}

// point gives findings that have no pointer the one of the scalar they stand in.
func (d *Document) point(found finding.List) {
	var scalars []*yaml.Node
	last, lastEnd := -1, finding.Pos{} // a scalar may be long and have many findings
	for i := range found {
		f := &found[i]
		if f.Pointer != "" {
			continue
		}
		if scalars == nil {
			scalars = d.scalars(d.root, make([]*yaml.Node, 0, 64))
		}
		next := sort.Search(len(scalars), func(i int) bool {
			return f.Pos.Compare(finding.Pos{Line: scalars[i].Line, Column: scalars[i].Column}) < 0
		})
		if next == 0 {
			continue
		}
		v := Value{doc: d, node: scalars[next-1]}
		if next != last {
			last, lastEnd = next, v.End()
		}
		if f.Pos.Compare(lastEnd) < 0 {
			f.Pointer = v.Pointer()
		}
	}
}

// scalars appends the scalars below n, keys among them, in the order of the text.
func (d *Document) scalars(n *yaml.Node, list []*yaml.Node) []*yaml.Node {
	if n.Kind == yaml.ScalarNode {
		return append(list, n)
	}
	for _, child := range n.Content {
		list = d.scalars(child, list)
	}
	return list
}
