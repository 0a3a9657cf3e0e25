// Package yamldoc reads the strict part of YAML that credctl's files are
// written in, and remembers where every value stands. It is the only home of
// yaml.v3, knows nothing of specifications or criteria, and never expands an
// anchor, an alias, a tag or a merge key: it refuses them.
//
// Reading has three steps: the bytes are looked at first, then the text is
// parsed once into nodes, then one linear walk refuses what the strict part
// does not allow. What is refused is a finding with a Y code.
package yamldoc

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Document is one file that was read: its bytes and its nodes. It is not
// changed after Parse, but its methods build look-up tables on first use, so one
// Document belongs to one goroutine.
type Document struct {
	file    string
	data    []byte // as read, without a byte order mark
	oldMac  bool   // data has lone carriage returns for line ends
	text    []byte // what was parsed: as many lines and columns as data, but nothing refused
	root    *yaml.Node
	refused map[*yaml.Node]bool
	dropped []*yaml.Node        // what was refused and taken out of the nodes
	parents map[*yaml.Node]step // built on first use by Value.Pointer
	places  *places             // of text, built on first use
	shown   *places             // of data, built on first use by Line
}

// step is how a node hangs from its parent: under a key, or as the item at index.
type step struct {
	parent *yaml.Node
	key    string
	index  int
}

// File returns the name the document was read under.
func (d *Document) File() string { return d.file }

// Root returns the document's outermost value; it is absent in an empty document.
func (d *Document) Root() Value { return Value{doc: d, node: d.root} }

// At returns the value at a JSON Pointer. Where the pointer leads beyond what is
// present, the Value returned is absent and stands at the nearest present
// ancestor.
func (d *Document) At(pointer string) Value {
	v := d.Root()
	if pointer == "" {
		return v
	}
	for _, token := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		v = v.Step(token)
	}
	return v
}

var (
	escapeToken   = strings.NewReplacer("~", "~0", "/", "~1")
	unescapeToken = strings.NewReplacer("~1", "/", "~0", "~")
)

// Finding returns a finding of this document at v: file, place, end and pointer
// are filled in, the rest is the caller's.
func (v Value) Finding(code string, severity finding.Severity, message, help string) finding.Finding {
	return finding.Finding{
		File: v.doc.file, Pos: v.Pos(), End: v.End(), Pointer: v.Pointer(),
		Code: code, Severity: severity, Message: message, Help: help,
	}
}

// Refused reports whether v itself was refused when the document was read. What
// is left of it is not what the author wrote, so another finding about it would
// only say the same thing twice.
func (v Value) Refused() bool { return v.missing == "" && v.doc != nil && v.doc.refused[v.node] }

// refuse notes that n was refused.
func (d *Document) refuse(n *yaml.Node) {
	if d.refused == nil {
		d.refused = map[*yaml.Node]bool{}
	}
	d.refused[n] = true
}

// Line returns the text of a line, from 1, as it stands in the file, without its
// end; it is "" beyond the last line. It may hold control characters. A byte that
// is not UTF-8 is shown as U+FFFD, so that columns count as in findings.
func (d *Document) Line(n int) string {
	if d.shown == nil {
		data := bytes.ReplaceAll(d.data, []byte("\r\n"), []byte{'\n'})
		if d.oldMac {
			data = bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'})
		}
		d.shown = newPlaces([]byte(string([]rune(string(data)))))
	}
	return string(d.shown.line(n))
}

// Between returns what stands from one place to just before another, as it was
// parsed; "" if there is nothing between them.
func (d *Document) Between(from, to finding.Pos) string {
	start, end := d.at(from), d.at(to)
	if start >= end {
		return ""
	}
	return string(d.text[start:end])
}

// placed returns the places of the text.
func (d *Document) placed() *places {
	if d.places == nil {
		d.places = newPlaces(d.text)
	}
	return d.places
}

// at returns the byte offset of a place in the text.
func (d *Document) at(pos finding.Pos) int { return d.placed().offset(pos) }
