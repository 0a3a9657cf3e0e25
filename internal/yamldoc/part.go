package yamldoc

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Part returns the place of a part of v's text, from and to counted in characters
// from 0, to just behind the part. It is false where the text does not stand in
// the file character for character (in double quotes with backslashes), where v
// is no text, and where there is no such part.
func (v Value) Part(from, to int) (start, end finding.Pos, ok bool) {
	if v.Kind() != Text || from < 0 || from >= to {
		return finding.Pos{}, finding.Pos{}, false
	}
	d, n := v.doc, v.node
	at := d.content(d.at(v.Pos()))
	quotes := n.Style&yaml.SingleQuotedStyle != 0
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		if bytes.IndexByte(d.text[at:d.doubleQuoteEnd(at)], '\\') >= 0 {
			return finding.Pos{}, finding.Pos{}, false
		}
		at++
	case quotes:
		at++
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		at = d.nextLine(at)
	}
	first, behind := d.along(n.Value, at, from, to, quotes)
	if behind > len(d.text) || behind == 0 {
		return finding.Pos{}, finding.Pos{}, false
	}
	return d.placed().pos(first), d.placed().pos(behind), true
}

// along goes along a text and its value together, as plainEnd does, and returns
// where the value's characters from to to stand; 0 if they are not met. In single
// quotes, a quote of the value is two in the text.
func (d *Document) along(value string, at, from, to int, quotes bool) (first, behind int) {
	i := 0
	for _, r := range value {
		if at >= len(d.text) {
			return 0, 0
		}
		if !strings.ContainsRune(" \n", r) {
			at = d.skipBlank(at)
		}
		if i == from {
			first = at
		}
		at = d.step(at, r, quotes)
		if i++; i == to {
			return first, at
		}
	}
	return 0, 0
}

// skipBlank skips white space and characters that are not in the value.
func (d *Document) skipBlank(at int) int {
	for {
		next := d.skipGone(d.skip(at, " \n"))
		if next == at {
			return at
		}
		at = next
	}
}

// step returns the place behind one character of a value.
func (d *Document) step(at int, r rune, quotes bool) int {
	switch {
	case r == ' ' || r == '\n':
		return d.skip(at, " \n")
	case r == '\'' && quotes:
		return at + 2
	case at >= len(d.text):
		return at + 1
	}
	_, size := utf8.DecodeRune(d.text[at:])
	return at + size
}
