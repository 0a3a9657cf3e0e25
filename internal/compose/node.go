// Package compose writes the YAML source of a specification in the format's
// layout: keys in the format's order, two spaces a level, the dashes of a list
// under the first letter of its key, texts in quotes only where they need them,
// long texts folded. It builds new sources, and puts new parts into existing ones
// without touching what is there. What a specification should say it does not
// know, and it reads and writes no files.
//
// A part that holds nothing is left out, so that a caller need not ask what it
// has: what is unknown does not appear.
package compose

import "strconv"

// Node is one value to be written, with the remarks in front of it. The zero
// Node holds nothing.
type Node struct {
	form    form
	text    string
	items   []Node
	entries []Entry
	notes   []string
}

// Entry is a key of a map with its value.
type Entry struct {
	Key   string
	Value Node
}

// form is how a node is written.
type form int

const (
	nothing   form = iota
	asIs           // a number, true or false
	text           // in quotes where need be, folded where long
	prose          // folded rather than quoted
	list           // one item a line
	flatList       // between brackets, if there is room on the line
	group          // one key a line
	flatGroup      // between braces, if there is room on the line
)

// Text is a text. One that would be read as something else is put in quotes.
func Text(s string) Node { return Node{form: text, text: s} }

// Prose is a text that people will go on writing: rather than in quotes, which
// they would have to mind, it stands on lines of its own.
func Prose(s string) Node { return Node{form: prose, text: s} }

// Bool is true or false. Both are something, so neither is left out.
func Bool(b bool) Node { return Node{form: asIs, text: strconv.FormatBool(b)} }

// Number is a number; 0 is nothing.
func Number(n float64) Node {
	if n == 0 {
		return Node{}
	}
	return Node{form: asIs, text: strconv.FormatFloat(n, 'f', -1, 64)}
}

// List is a list with an item a line. Items that hold nothing are left out.
func List(items ...Node) Node { return Node{form: list, items: items} }

// Texts is a list of texts.
func Texts(texts ...string) Node { return List(each(texts, Text)...) }

// Words is a list of short texts between brackets, such as [A1, B2], as long as
// it fits on the line.
func Words(words ...string) Node { return Node{form: flatList, items: each(words, Text)} }

func each(texts []string, node func(string) Node) []Node {
	nodes := make([]Node, len(texts))
	for i, t := range texts {
		nodes[i] = node(t)
	}
	return nodes
}

// Map is a group of keys, each on a line of its own. They are written in the
// format's order; keys that the format does not know come last, in the order
// given. Keys whose value holds nothing are left out.
func Map(entries ...Entry) Node { return Node{form: group, entries: entries} }

// FlatMap is a Map between braces, such as {item: "mpf@2025#1.5"}, as long as it
// fits on the line.
func FlatMap(entries ...Entry) Node { return Node{form: flatGroup, entries: entries} }

// Key is one entry of a map. A key is a name of the format.
func Key(name string, value Node) Entry { return Entry{name, value} }

// Noted returns n with a remark in front of it: lines that begin with #, before
// the line of its key or its dash. Several remarks stand in the order in which
// they were made. A part that is left out is left out with its remarks.
func (n Node) Noted(remark string) Node {
	n.notes = append(n.notes[:len(n.notes):len(n.notes)], remark)
	return n
}

// Empty reports whether n holds nothing, so that it is left out.
func (n Node) Empty() bool {
	switch n.form {
	case nothing:
		return true
	case list, flatList:
		for i := range n.items {
			if !n.items[i].Empty() {
				return false
			}
		}
		return true
	case group, flatGroup:
		for i := range n.entries {
			if !n.entries[i].Value.Empty() {
				return false
			}
		}
		return true
	}
	return n.text == ""
}

// present returns the entries of a map that hold something.
func (n Node) present() []Entry {
	kept := make([]Entry, 0, len(n.entries))
	for _, e := range n.entries {
		if !e.Value.Empty() {
			kept = append(kept, e)
		}
	}
	return kept
}

// presentItems returns the items of a list that hold something.
func (n Node) presentItems() []Node {
	kept := make([]Node, 0, len(n.items))
	for _, item := range n.items {
		if !item.Empty() {
			kept = append(kept, item)
		}
	}
	return kept
}
