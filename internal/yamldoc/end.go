package yamldoc

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// End returns the place just behind v's last character, computed from the bytes;
// of an absent value it is its Pos. Of quotes and brackets the closing one is
// v's last character; blank lines and remarks behind v are not part of it.
func (v Value) End() finding.Pos {
	if v.node == nil || v.missing != "" {
		return v.Pos()
	}
	return v.doc.placed().pos(v.end())
}

// end is End as an offset in the text.
func (v Value) end() int {
	d, n := v.doc, v.node
	start := d.at(v.Pos())
	at := d.content(start)
	if n.Style == 0 && n.Value != "" && (n.Value[0] == '&' || n.Value[0] == '!') {
		at = start // a mended text that begins like an anchor or a tag
	}
	switch {
	case n.Kind == yaml.AliasNode:
		return d.word(at)
	case n.Kind != yaml.ScalarNode:
		return d.collectionEnd(n, at)
	case n.Value == "" && n.Style == 0:
		return d.propertiesEnd(start)
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return d.doubleQuoteEnd(at)
	case n.Style&yaml.SingleQuotedStyle != 0:
		return d.singleQuoteEnd(at)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return d.blockEnd(n, at)
	}
	return d.plainEnd(n.Value, at)
}

// content skips an anchor and a tag, which a value's place is before.
func (d *Document) content(at int) int {
	text := d.text
	for at < len(text) && (text[at] == '&' || text[at] == '!') {
		at = d.skip(d.word(at), " \n")
	}
	return at
}

// propertiesEnd is the end of the anchor and the tag at the start of a value
// that has nothing else.
func (d *Document) propertiesEnd(at int) int {
	end := at
	for at < len(d.text) && (d.text[at] == '&' || d.text[at] == '!') {
		end = d.word(at)
		at = d.skip(end, " ")
	}
	return end
}

// word returns the end of the anchor or tag at at.
func (d *Document) word(at int) int {
	for at < len(d.text) && bytes.IndexByte([]byte(" \n,[]{}"), d.text[at]) < 0 {
		at++
	}
	return at
}

// skip returns the first place from at on that has none of the characters.
func (d *Document) skip(at int, characters string) int {
	for at < len(d.text) && bytes.IndexByte([]byte(characters), d.text[at]) >= 0 {
		at++
	}
	return at
}

func (d *Document) doubleQuoteEnd(at int) int {
	for at++; at < len(d.text); at++ {
		switch d.text[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(d.text)
}

func (d *Document) singleQuoteEnd(at int) int {
	for at++; at < len(d.text); at++ {
		if d.text[at] != '\'' {
			continue
		}
		if at+1 == len(d.text) || d.text[at+1] != '\'' {
			return at + 1
		}
		at++
	}
	return len(d.text)
}

// plainEnd goes along an unquoted text and its value together: white space in
// one is white space in the other, however much, and everything else is one
// character for one.
func (d *Document) plainEnd(value string, at int) int {
	for _, r := range value {
		at = d.skipGone(at)
		if r == ' ' || r == '\n' {
			at = d.skip(at, " \n")
			continue
		}
		for at = d.skip(at, " \n"); bytes.HasPrefix(d.text[at:], []byte(gone)); {
			at = d.skip(at+len(gone), " \n")
		}
		_, size := utf8.DecodeRune(d.text[at:])
		at += size
	}
	return d.skipGone(at)
}

// skipGone skips characters that are not in the value.
func (d *Document) skipGone(at int) int {
	for bytes.HasPrefix(d.text[at:], []byte(gone)) {
		at += len(gone)
	}
	return at
}

// blockEnd returns the end of the last line of a block text (| or >) that is
// not blank, or of the line that announces it if there is none.
func (d *Document) blockEnd(n *yaml.Node, at int) int {
	header := at
	for header < len(d.text) && d.text[header] != '\n' && d.text[header] != ' ' {
		header++
	}
	end, indent := header, 0
	if digit := bytes.IndexFunc(d.text[at:header], unicode.IsDigit); digit >= 0 {
		indent = d.parentIndent(n) + int(d.text[at+digit]-'0')
	}
	if len(bytes.Trim([]byte(n.Value), "\n")) == 0 {
		return end
	}
	for at = d.nextLine(header); at < len(d.text); at = d.nextLine(at) {
		first := d.skip(at, " ")
		if first == len(d.text) || d.text[first] == '\n' {
			continue
		}
		if indent == 0 {
			indent = first - at
		}
		if first-at < indent {
			break
		}
		if end = bytes.IndexByte(d.text[first:], '\n') + first; end < first {
			end = len(d.text)
		}
	}
	return end
}

// nextLine returns the start of the line after the one that at is in.
func (d *Document) nextLine(at int) int {
	if i := bytes.IndexByte(d.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(d.text)
}

// parentIndent is the indentation that a block text's own is counted from.
func (d *Document) parentIndent(n *yaml.Node) int {
	d.indexOnce()
	if up, ok := d.parents[n]; ok {
		return up.parent.Column - 1
	}
	return 0
}

// collectionEnd returns the end of a list or map: behind its bracket, or where
// its last value ends.
func (d *Document) collectionEnd(n *yaml.Node, at int) int {
	end := min(at+1, len(d.text))
	if last := len(n.Content) - 1; last >= 0 {
		for _, child := range n.Content[max(0, last-1):] {
			end = max(end, Value{doc: d, node: child}.end())
		}
	}
	if n.Style&yaml.FlowStyle == 0 || at < len(d.text) && d.text[at] != '[' && d.text[at] != '{' {
		return end
	}
	for end < len(d.text) && d.text[end] != ']' && d.text[end] != '}' {
		if d.text[end] == '#' {
			end = d.nextLine(end)
			continue
		}
		end++
	}
	return min(end+1, len(d.text))
}
