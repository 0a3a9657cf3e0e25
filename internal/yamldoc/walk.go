package yamldoc

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// MaxDepth is how many lists and groups of keys may lie within each other.
const MaxDepth = 24

// walker goes through the nodes of a document once and refuses what is not of
// the strict part of YAML. It takes what it refuses out of the nodes or turns it
// into what was most likely meant, so that whoever reads the document afterwards
// meets nothing but maps, lists and scalars of no more than MaxDepth.
type walker struct {
	*report
	doc     *Document
	refusal []refusal
	noted   map[string]int // how many refusals there were of each code, those beyond the most included
	bangs   bool           // whether a text may have a tag that the nodes do not tell of
}

// refusal is a finding about a node, noted during the walk and made when the
// nodes are as they stay.
type refusal struct {
	node    *yaml.Node
	parent  *yaml.Node // with key: the node is not in the document any more
	key     string
	place   func(at int) (start, end int) // where in the text, given where the node begins; nil: all of it
	finding finding.Finding
}

// document walks all of the document and makes the findings.
func (w *walker) document() {
	w.bangs = mayHaveBareTag(w.doc.text)
	w.value(w.doc.root, nil, 1)
	for i := range w.refusal {
		w.make(&w.refusal[i])
	}
	for code, n := range w.noted {
		w.count[code] += max(0, n-w.most-1)
	}
}

// refuse notes a finding about n. The words are made up only if there are not
// too many of the code already.
func (w *walker) refuse(n *yaml.Node, code string, words func() (message, help string)) *refusal {
	w.doc.refuse(n)
	if w.noted == nil {
		w.noted = map[string]int{}
	}
	if w.noted[code]++; w.noted[code] > w.most+1 {
		return &refusal{}
	}
	message, help := words()
	w.refusal = append(w.refusal, refusal{node: n, finding: finding.Finding{
		Code: code, Severity: finding.Error, Message: message, Help: help,
	}})
	return &w.refusal[len(w.refusal)-1]
}

// make fills in where the finding stands and adds it.
func (w *walker) make(r *refusal) {
	f, v := r.finding, Value{doc: w.doc, node: r.node}
	f.Pos = v.Pos()
	if r.place == nil {
		f.End = v.End()
	} else {
		start, end := r.place(w.doc.at(f.Pos))
		f.Pos, f.End = w.doc.placed().pos(start), w.doc.placed().pos(end)
	}
	if r.parent != nil {
		v = Value{doc: w.doc, node: r.parent, missing: "/" + escapeToken.Replace(r.key)}
	}
	f.Pointer = v.Pointer()
	w.add(f)
}

// value walks n, which lies in depth lists and maps counting itself.
func (w *walker) value(n, parent *yaml.Node, depth int) {
	if n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 || n.Kind == yaml.AliasNode || w.bangs {
		w.properties(n)
	}
	switch n.Kind {
	case yaml.ScalarNode:
		w.scalar(n, parent)
	case yaml.MappingNode:
		if w.deep(n, depth) {
			return
		}
		w.mapping(n, depth)
	case yaml.SequenceNode:
		if w.deep(n, depth) {
			return
		}
		for _, item := range n.Content {
			w.value(item, n, depth+1)
		}
	}
}

// deep reports whether n lies too deep, and empties it if so: nothing that goes
// down through the document later has to guard against depth.
func (w *walker) deep(n *yaml.Node, depth int) bool {
	if depth <= MaxDepth {
		return false
	}
	r := w.refuse(n, CodeTooDeep, func() (string, string) {
		return fmt.Sprintf("this lies in more than %d lists and groups of keys within each other, want no more", MaxDepth),
			"write it flatter: the format itself needs less than half of that"
	})
	r.place = func(at int) (int, int) { return at, at + 1 }
	w.doc.dropped = append(w.doc.dropped, n.Content...)
	n.Content, n.Tag = nil, longest[n.Kind]
	return true
}

// longest are the tags that lists and maps have of themselves.
var longest = map[yaml.Kind]string{yaml.MappingNode: "!!map", yaml.SequenceNode: "!!seq"}

// fewKeys is up to how many keys comparing each with each is quicker than a map.
const fewKeys = 12

// mapping walks the keys and values of n and takes out the pairs that are refused.
func (w *walker) mapping(n *yaml.Node, depth int) {
	var first map[string]int
	if len(n.Content) > 2*fewKeys {
		first = make(map[string]int, len(n.Content)/2)
	}
	kept := 0
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !w.key(n, key, value) {
			w.doc.dropped = append(w.doc.dropped, key, value)
			continue
		}
		if j := earlier(n.Content[:kept], first, key.Value); j >= 0 {
			w.duplicate(n, key, n.Content[j])
			w.doc.dropped = append(w.doc.dropped, key, value)
			continue
		}
		if first != nil {
			first[key.Value] = kept
		}
		n.Content[kept], n.Content[kept+1] = key, value
		kept += 2
		w.value(value, n, depth+1)
	}
	n.Content = n.Content[:kept]
}

// earlier returns where among the kept keys and values the key stands, or -1.
func earlier(kept []*yaml.Node, first map[string]int, key string) int {
	if first != nil {
		if j, ok := first[key]; ok {
			return j
		}
		return -1
	}
	for j := 0; j < len(kept); j += 2 {
		if kept[j].Value == key {
			return j
		}
	}
	return -1
}

func (w *walker) duplicate(parent, key, first *yaml.Node) {
	r := w.refuse(key, CodeDuplicateKey, func() (string, string) {
		return fmt.Sprintf("the key %q stands here again, first in line %d, want it once", shorten(key.Value), first.Line),
			"keep one of the two, and what belongs under it"
	})
	r.parent, r.key = parent, key.Value
}

// key looks at a key and reports whether it and its value are kept.
func (w *walker) key(parent, key, value *yaml.Node) bool {
	if key.Anchor != "" || key.Style&yaml.TaggedStyle != 0 || w.bangs {
		w.properties(key)
	}
	if key.Kind == yaml.ScalarNode && (key.Tag == "!!str" || key.Tag == "!!timestamp") {
		if key.Style&yaml.DoubleQuotedStyle != 0 {
			w.escapes(key)
		}
		return true
	}
	r := w.keyKind(key)
	r.parent, r.key = parent, key.Value
	return false
}

// keyKind refuses a key that is no text.
func (w *walker) keyKind(key *yaml.Node) *refusal {
	switch {
	case key.Kind == yaml.AliasNode:
		return w.alias(key)
	case key.Tag == "!!merge":
		return w.refuse(key, CodeMergeKey, func() (string, string) {
			return `the key "<<" copies keys from elsewhere, want every key written where it counts`, "write the keys out, and delete this line"
		})
	}
	return w.refuse(key, CodeKeyKind, func() (string, string) {
		kind := Value{doc: w.doc, node: key}.Kind()
		switch {
		case key.Kind != yaml.ScalarNode:
			return "the key is " + kind.String() + ", want a text", "put a text that begins with a bracket in quotes"
		case key.Value == "":
			return "there is no key before this colon, want one", "write the key, or put a text with a colon in quotes"
		}
		return fmt.Sprintf("the key %s is %s, want a text", shorten(key.Value), kind), fmt.Sprintf("put it in quotes: %q", shorten(key.Value))
	})
}
