package compose

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Bytes returns the source of a specification: the root is a Map of its keys.
// head are lines in front of everything, such as the one that tells editors of
// the schema; each becomes a remark. The same nodes give the same bytes.
func Bytes(root Node, head ...string) []byte {
	w := newWriter()
	w.notes(0, head)
	w.group(root, 0, "")
	return w.Bytes()
}

// writer writes lines. The path of a node has * for any item of a list.
type writer struct {
	bytes.Buffer
	fields map[string]decode.Fields // the keys that the format knows, by path
}

func newWriter() *writer {
	w := &writer{fields: map[string]decode.Fields{}}
	for _, g := range spec.Groups() {
		for _, at := range g.At {
			w.fields[at] = g.Fields
		}
	}
	return w
}

// line writes one line at an indentation.
func (w *writer) line(indent int, s string) {
	if s != "" {
		for range indent {
			w.WriteByte(' ')
		}
		w.WriteString(s)
	}
	w.WriteByte('\n')
}

// notes writes remarks, broken into lines.
func (w *writer) notes(indent int, remarks []string) {
	for _, remark := range remarks {
		for line := range strings.SplitSeq(strings.TrimSpace(remark), "\n") {
			for _, part := range wrapped(printable(line), width-indent-2) {
				w.line(indent, strings.TrimRight("# "+part, " "))
			}
		}
	}
}

// printable replaces what must not stand in a remark: a remark may quote a file
// that anybody wrote.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), unicode.Is(unicode.Co, r), r == unicode.ReplacementChar:
			return '?'
		}
		return r
	}, s)
}

// group writes the keys of a map, each on a line of its own.
func (w *writer) group(n Node, indent int, path string) {
	for _, e := range w.ordered(n.present(), path) {
		w.notes(indent, e.Value.notes)
		w.value(e.Key+":", e.Value, indent, indent+2, path+"/"+e.Key)
	}
}

// list writes the items of a list, each with a dash.
func (w *writer) list(n Node, indent int, path string) {
	path += "/*"
	for _, item := range n.presentItems() {
		w.notes(indent, item.notes)
		entries := w.ordered(item.present(), path)
		if item.form != group && (item.form != flatGroup || w.flatFits(item, indent+2, path)) || len(entries) == 0 {
			w.value("-", item, indent, indent+2, path)
			continue
		}
		// The first key stands behind the dash, so its remarks go in front of that.
		first := entries[0]
		w.notes(indent, first.Value.notes)
		w.value("- "+first.Key+":", first.Value, indent, indent+4, path+"/"+first.Key)
		w.group(Map(entries[1:]...), indent+2, path)
	}
}

// value writes a value behind a lead, a key with its colon or a dash, that stands
// at an indentation. What does not fit there goes on at the indentation inner.
func (w *writer) value(lead string, n Node, indent, inner int, path string) {
	switch n.form {
	case asIs:
		w.line(indent, lead+" "+n.text)
		return
	case text, prose:
		w.text(lead, n, indent, inner)
		return
	}
	if flat, ok := w.flat(n, path); ok && (n.form == flatList || n.form == flatGroup) && indent+len([]rune(lead))+1+len([]rune(flat)) <= width {
		w.line(indent, lead+" "+flat)
		return
	}
	w.line(indent, lead)
	switch n.form {
	case list, flatList:
		if lead != "-" { // the dashes stand under the key
			inner -= 2
		}
		w.list(n, inner, path)
	default:
		w.group(n, inner, path)
	}
}

// text writes a text behind a lead: as it is, in quotes, or on lines of its own.
func (w *writer) text(lead string, n Node, indent, inner int) {
	s := strings.ToValidUTF8(n.text, "\uFFFD")
	room := width - indent - len([]rune(lead)) - 1
	plain := plainEverywhere(s)
	if plain && len([]rune(s)) <= room {
		w.line(indent, lead+" "+s)
		return
	}
	quoted := quotedText(s)
	if n.form == prose || len([]rune(quoted)) > room || !oneLine(s) {
		if lines, ok := block(s, inner); ok && (len(lines) > 2 || !plain) {
			w.line(indent, lead+" "+lines[0])
			for _, line := range lines[1:] {
				w.line(inner, line)
			}
			return
		}
	}
	if plain {
		quoted = s
	}
	w.line(indent, lead+" "+quoted)
}

// flatFits reports whether a flat group has room at an indentation.
func (w *writer) flatFits(n Node, indent int, path string) bool {
	s, ok := w.flat(n, path)
	return ok && indent+len([]rune(s)) <= width
}

// flat returns a node between brackets or braces, on one line; false if remarks
// stand inside it.
func (w *writer) flat(n Node, path string) (string, bool) {
	switch n.form {
	case asIs:
		return n.text, true
	case text, prose:
		s := strings.ToValidUTF8(n.text, "\uFFFD")
		if !plainInBrackets(s) {
			s = quotedText(s)
		}
		return s, true
	case list, flatList:
		parts := []string{}
		for _, item := range n.presentItems() {
			s, ok := w.flat(item, path+"/*")
			if !ok || len(item.notes) > 0 {
				return "", false
			}
			parts = append(parts, s)
		}
		return "[" + strings.Join(parts, ", ") + "]", true
	}
	parts := []string{}
	for _, e := range w.ordered(n.present(), path) {
		s, ok := w.flat(e.Value, path+"/"+e.Key)
		if !ok || len(e.Value.notes) > 0 {
			return "", false
		}
		parts = append(parts, e.Key+": "+s)
	}
	return "{" + strings.Join(parts, ", ") + "}", true
}

// ordered returns the keys of the map at a path in the format's order.
func (w *writer) ordered(entries []Entry, path string) []Entry {
	fields := w.fields[path]
	if fields == nil {
		return entries
	}
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b Entry) int { return rank(fields, a.Key) - rank(fields, b.Key) })
	return sorted
}

// rank is the place of a key in the format's order; unknown ones come last.
func rank(fields decode.Fields, key string) int {
	i := slices.IndexFunc(fields, func(f decode.Field) bool { return f.Name == key })
	if i < 0 {
		return len(fields)
	}
	return i
}
