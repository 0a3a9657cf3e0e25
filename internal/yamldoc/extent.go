package yamldoc

import "gopkg.in/yaml.v3"

// Style is how a value is written.
type Style int

// The styles. A group of keys or a list is Block or Flow, everything else one of
// the others; what is absent or empty is Plain.
const (
	Plain        Style = iota // a scalar without quotes
	SingleQuoted              // 'so'
	DoubleQuoted              // "so"
	Literal                   // behind |, lines as they are
	Folded                    // behind >, lines run together
	Block                     // by dashes or keys, each on a line of its own
	Flow                      // in brackets
)

// Style returns how v is written.
func (v Value) Style() Style {
	if v.node == nil || v.missing != "" {
		return Plain
	}
	style := v.node.Style
	switch {
	case v.node.Kind == yaml.MappingNode || v.node.Kind == yaml.SequenceNode:
		if style&yaml.FlowStyle != 0 {
			return Flow
		}
		return Block
	case style&yaml.SingleQuotedStyle != 0:
		return SingleQuoted
	case style&yaml.DoubleQuotedStyle != 0:
		return DoubleQuoted
	case style&yaml.LiteralStyle != 0:
		return Literal
	case style&yaml.FoldedStyle != 0:
		return Folded
	}
	return Plain
}

// Extent returns where v begins and ends in Source, in bytes. It means what Pos
// and End mean; of an empty value, both are the same.
func (v Value) Extent() (start, end int) {
	start = v.doc.at(v.Pos())
	if v.node == nil || v.missing != "" {
		return start, start
	}
	return start, max(start, v.end())
}

// Source returns the text that was parsed, which ends before the "..." that ends
// a document. The caller does not change it.
func (d *Document) Source() []byte { return d.text }
