package yamldoc

import (
	"iter"
	"strconv"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Kind is what a value is.
type Kind int

// The kinds of value. A date is Text: it is never turned into a time.
const (
	Absent Kind = iota // nothing is there
	Null               // a key with nothing behind it, or null
	Text
	Whole  // a whole number in plain decimal spelling
	Number // a number with a fraction
	Bool
	List
	Map
)

// kindNames are the words for people, with their article.
var kindNames = [...]string{
	Absent: "missing", Null: "empty", Text: "a text", Whole: "a whole number",
	Number: "a number", Bool: "true or false", List: "a list", Map: "a group of keys",
}

// String returns the kind in words for people, such as "a list".
func (k Kind) String() string { return kindNames[k] }

// Value is one value of a document, or the place where one is absent. The zero
// Value is absent from no document; only Kind may be called on it.
type Value struct {
	doc     *Document
	node    *yaml.Node // of an absent value: the nearest present ancestor; nil in an empty document
	missing string     // of an absent value: the rest of its pointer below node
}

// Entry is one key of a map with its value.
type Entry struct {
	Key   Value // the key itself, for a finding about the key
	Name  string
	Value Value
}

// Kind returns what v is.
func (v Value) Kind() Kind {
	if v.node == nil || v.missing != "" {
		return Absent
	}
	switch v.node.Kind {
	case yaml.MappingNode:
		return Map
	case yaml.SequenceNode:
		return List
	}
	switch v.node.Tag {
	case "!!null":
		return Null
	case "!!int":
		return Whole
	case "!!float":
		return Number
	case "!!bool":
		return Bool
	}
	return Text
}

// Present reports whether anything is there, null included.
func (v Value) Present() bool { return v.Kind() != Absent }

// Text returns a scalar's text as YAML reads it: quotes and folding undone. It
// is "" for lists, maps and absent values.
func (v Value) Text() string {
	if v.node == nil || v.missing != "" || v.node.Kind != yaml.ScalarNode {
		return ""
	}
	return v.node.Value
}

// Len returns the number of items of a list or keys of a map, else 0.
func (v Value) Len() int {
	switch v.Kind() {
	case List:
		return len(v.node.Content)
	case Map:
		return len(v.node.Content) / 2
	}
	return 0
}

// Get returns the value under a key of a map; absent if v is no map or has no
// such key.
func (v Value) Get(key string) Value {
	if v.Kind() == Map {
		for i := 0; i+1 < len(v.node.Content); i += 2 {
			if v.node.Content[i].Value == key {
				return Value{doc: v.doc, node: v.node.Content[i+1]}
			}
		}
	}
	return Value{doc: v.doc, node: v.node, missing: v.missing + "/" + escapeToken.Replace(key)}
}

// Index returns the item at position i, from 0, of a list; absent if v is no
// list or is shorter.
func (v Value) Index(i int) Value {
	if v.Kind() == List && i >= 0 && i < len(v.node.Content) {
		return Value{doc: v.doc, node: v.node.Content[i]}
	}
	return Value{doc: v.doc, node: v.node, missing: v.missing + "/" + strconv.Itoa(i)}
}

// Step returns the value one step of a JSON Pointer further down: the item of a
// list or the value under a key. The token is escaped as in pointers.
func (v Value) Step(token string) Value { return v.child(unescapeToken.Replace(token)) }

// child is Get or Index, whichever v allows.
func (v Value) child(token string) Value {
	if v.Kind() == List {
		if i, err := strconv.Atoi(token); err == nil {
			return v.Index(i)
		}
	}
	return v.Get(token)
}

// Items yields the items of a list in order; nothing if v is no list.
func (v Value) Items() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		if v.Kind() != List {
			return
		}
		for i, n := range v.node.Content {
			if !yield(i, Value{doc: v.doc, node: n}) {
				return
			}
		}
	}
}

// Entries yields the keys of a map in file order; nothing if v is no map.
func (v Value) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		if v.Kind() != Map {
			return
		}
		for i := 0; i+1 < len(v.node.Content); i += 2 {
			k := v.node.Content[i]
			e := Entry{
				Key: Value{doc: v.doc, node: k}, Name: k.Value,
				Value: Value{doc: v.doc, node: v.node.Content[i+1]},
			}
			if !yield(e) {
				return
			}
		}
	}
}

// Pos returns where v starts; an absent value stands at its nearest present
// ancestor, in an empty document at line 1, column 1.
func (v Value) Pos() finding.Pos {
	if v.node == nil {
		return finding.Pos{Line: 1, Column: 1}
	}
	return finding.Pos{Line: v.node.Line, Column: v.node.Column}
}

// Nearest returns v itself, or the nearest present ancestor of an absent value.
func (v Value) Nearest() Value { return Value{doc: v.doc, node: v.node} }

// Gap returns the pointer of the first thing that is missing on the way to an
// absent value: of /proposal/need/statement in a document without proposal it is
// /proposal. It is "" for a present value.
func (v Value) Gap() string {
	if v.Kind() != Absent {
		return ""
	}
	first := v.missing
	for i := 1; i < len(first); i++ {
		if first[i] == '/' {
			first = first[:i]
			break
		}
	}
	return v.Nearest().Pointer() + first
}
