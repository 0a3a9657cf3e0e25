package format

import (
	"bytes"
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// leaf reads a scalar or something in brackets.
func (r *reader) leaf(v yamldoc.Value, e *entry, place string) {
	start, end := v.Extent()
	g := r.gap()
	if g.next != start {
		r.refuse(g.next, "a value written this way is not laid out")
		return
	}
	l := &leaf{base: -1, fresh: g.fresh, col: r.column(start)}
	if len(r.path) > 0 {
		l.base = r.path[len(r.path)-1].col
	}
	if g.fresh {
		r.place(g.lines, l.col, true, &e.inner)
	}
	e.leaf, r.last = l, &l.remark
	switch v.Style() {
	case yamldoc.Literal, yamldoc.Folded:
		r.block(l, start)
		return
	case yamldoc.Flow:
		l.flow = true
		if text, ok := r.oneLine(v, place); ok {
			l.lines = []string{text}
		} else {
			l.scalar = r.scalarEnds(v)
		}
	}
	if l.lines == nil {
		l.lines = strings.Split(string(r.text[start:end]), "\n")
	}
	r.at = end
}

// block reads a text behind | or >: its header, and every line that belongs to it.
func (r *reader) block(l *leaf, start int) {
	l.block, l.indent = true, -1
	eol := r.lineEnd(start)
	header := string(r.text[start:eol])
	if i := strings.IndexAny(header, " #"); i >= 0 { // a remark may follow without a space
		header = header[:i]
	}
	l.lines = []string{header}
	l.keep = strings.Contains(header, "+")
	if i := strings.IndexAny(header, "123456789"); i >= 0 {
		l.fixed = int(header[i] - '0')
		l.indent = max(l.base, 0) + l.fixed
	}
	r.at = start + len(header)
	if rest := bytes.TrimLeft(r.text[r.at:eol], " "); len(rest) > 0 {
		r.gap() // takes the remark; what else stands there is met below
	}
	r.at, r.last = r.body(l, eol), nil
}

// body reads the lines below a header that ends at eol, and returns where the
// last one ends.
func (r *reader) body(l *leaf, eol int) int {
	end, read, open := eol, 1, false
	for at := eol; at+1 < len(r.text); {
		start := at + 1
		at = r.lineEnd(start)
		text := string(r.text[start:at])
		indent := len(text) - len(strings.TrimLeft(text, " "))
		blank := indent == len(text) && (l.indent < 0 || indent <= l.indent)
		if !blank {
			if l.indent < 0 && indent > l.base {
				l.indent = indent
			}
			if l.indent < 0 || indent < l.indent {
				break
			}
		}
		l.lines = append(l.lines, text)
		if ended := at < len(r.text); !blank || l.keep && ended {
			end, read, open = at, len(l.lines), !ended
		}
	}
	l.lines = l.lines[:read]
	if open {
		l.strip()
	}
	return end
}

// strip says in the header of a block text that its last line end is not part of
// it. The file ended before that line did; the line end that it gets would
// otherwise become part of the text.
func (l *leaf) strip() {
	header := strings.Trim(l.lines[0], "+-")
	l.lines[0], l.keep = header+"-", false
}

// scalarEnds tells of each line of something in brackets whether its end lies
// within a scalar, where spaces are none of our business.
func (r *reader) scalarEnds(v yamldoc.Value) []bool {
	start, end := v.Extent()
	ends := make([]bool, bytes.Count(r.text[start:end], []byte{'\n'})+1)
	at, line := start, 0
	scalars(v, func(s yamldoc.Value) {
		from, to := s.Extent()
		if to <= at {
			return // an empty value
		}
		line += bytes.Count(r.text[at:max(from, at)], []byte{'\n'})
		for range bytes.Count(r.text[from:to], []byte{'\n'}) {
			ends[line] = true
			line++
		}
		at = to
	})
	return ends
}

// scalars calls each for every scalar in v, keys included, in the order of the
// text.
func scalars(v yamldoc.Value, each func(yamldoc.Value)) {
	switch v.Kind() {
	case yamldoc.List:
		for _, item := range v.Items() {
			scalars(item, each)
		}
	case yamldoc.Map:
		for e := range v.Entries() {
			each(e.Key)
			scalars(e.Value, each)
		}
	default:
		each(v)
	}
}

// oneLine returns something in brackets that stands on one line, with its keys in
// order and one space behind every comma and colon. It is false where a key has
// no value, where keys stand without brackets of their own, and where a line
// ends: all that is left as it is.
func (r *reader) oneLine(v yamldoc.Value, place string) (string, bool) {
	start, end := v.Extent()
	source := string(r.text[start:end])
	if start == end || strings.Contains(source, "\n") {
		return "", false
	}
	if v.Style() != yamldoc.Flow {
		return source, true
	}
	type part struct{ name, text string }
	var parts []part
	whole := true
	switch {
	case v.Kind() == yamldoc.List && source[0] == '[':
		for _, item := range v.Items() {
			text, ok := r.oneLine(item, items(place))
			parts, whole = append(parts, part{text: text}), whole && ok
		}
	case v.Kind() == yamldoc.Map && source[0] == '{' && !strings.Contains(source, "?"):
		for e := range v.Entries() {
			from, to := e.Key.Extent()
			text, ok := r.oneLine(e.Value, below(place, e.Name))
			parts, whole = append(parts, part{e.Name, string(r.text[from:to]) + ": " + text}), whole && ok
		}
		sortKeys(parts, r.orders[place], func(p part) string { return p.name })
	default:
		return "", false
	}
	texts := make([]string, len(parts))
	for i := range parts {
		texts[i] = parts[i].text
		if strings.HasSuffix(texts[i], ":") {
			return "", false
		}
	}
	if !whole {
		return "", false
	}
	closing := source[len(source)-1:]
	return source[:1] + strings.Join(texts, ", ") + closing, true
}
