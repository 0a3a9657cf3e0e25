package yamldoc

import (
	"bytes"
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// properties refuses what may stand before a value (an anchor, a tag) or instead
// of one (an alias), and takes it away.
func (w *walker) properties(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		w.alias(n)
		return
	}
	if n.Anchor != "" {
		name := n.Anchor
		r := w.refuse(n, CodeAnchor, func() (string, string) {
			return fmt.Sprintf("%q gives what follows a name to be used elsewhere, want none", "&"+shorten(name)),
				"delete it, or put a text that begins with & in quotes"
		})
		r.place = w.property('&')
		n.Anchor = ""
	}
	tag := w.tag(n)
	if tag == "" {
		return
	}
	r := w.refuse(n, CodeTag, func() (string, string) {
		return fmt.Sprintf("%q orders what follows to be read in a special way, want none", shorten(tag)),
			"delete it, or put a text that begins with ! in quotes"
	})
	r.place = w.property('!')
	n.Style &^= yaml.TaggedStyle
	if n.Tag = longest[n.Kind]; n.Kind == yaml.ScalarNode {
		n.Tag = "!!str"
	}
}

// alias refuses an alias and turns it into a text that reads as it was written.
func (w *walker) alias(n *yaml.Node) *refusal {
	*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "*" + n.Value, Line: n.Line, Column: n.Column}
	return w.refuse(n, CodeAlias, func() (string, string) {
		return fmt.Sprintf("%q stands for something written elsewhere, want it written here", shorten(n.Value)),
			"write out what it stands for, or put a text that begins with * in quotes"
	})
}

// tag returns the tag that n was given, or "". The parser forgets a tag of a
// lone "!", so the text itself is looked at where there may be one.
func (w *walker) tag(n *yaml.Node) string {
	if n.Style&yaml.TaggedStyle != 0 {
		return n.Tag
	}
	if !w.bangs || n.Kind != yaml.ScalarNode || n.Value == "" && n.Style == 0 {
		return ""
	}
	start, end := w.property('!')(w.doc.at(finding.Pos{Line: n.Line, Column: n.Column}))
	return string(w.doc.text[start:end])
}

// mayHaveBareTag reports whether text may have a lone "!" as a tag.
func mayHaveBareTag(text []byte) bool {
	for i := 0; ; i++ {
		next := bytes.IndexByte(text[i:], '!')
		if next < 0 {
			return false
		}
		i += next
		before := i == 0 || bytes.IndexByte([]byte(" \n[{,"), text[i-1]) >= 0
		behind := i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n'
		if before && behind {
			return true
		}
	}
}

// property finds the anchor or tag that begins with sign among those that stand
// from at on; start and end are the same if there is none.
func (w *walker) property(sign byte) func(at int) (start, end int) {
	return func(at int) (int, int) {
		text := w.doc.text
		for start := at; start < len(text) && (text[start] == '&' || text[start] == '!'); {
			end := start + 1
			for end < len(text) && !bytes.ContainsRune([]byte(" \n,[]{}"), rune(text[end])) {
				end++
			}
			if text[start] == sign {
				return start, end
			}
			for start = end; start < len(text) && (text[start] == ' ' || text[start] == '\n'); {
				start++
			}
		}
		return at, at
	}
}
