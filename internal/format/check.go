package format

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// sameContent says how two texts differ in what they say: in their values, the
// order of keys aside, or in their remarks, wherever these stand.
func sameContent(a, b document) error {
	if pointer, ok := sameValue(a.doc.Root(), b.doc.Root()); !ok {
		return fmt.Errorf("%w at %q", ErrChanged, pointer)
	}
	before, after := remarks(a), remarks(b)
	slices.Sort(before)
	slices.Sort(after)
	if !slices.Equal(before, after) {
		return fmt.Errorf("%w: there are %d remarks, and other ones than the %d there were", ErrChanged, len(after), len(before))
	}
	return nil
}

// sameValue reports whether two values say the same, and where they do not.
func sameValue(a, b yamldoc.Value) (string, bool) {
	if a.Kind() != b.Kind() || a.Text() != b.Text() || a.Len() != b.Len() {
		return a.Pointer(), false
	}
	for i, item := range a.Items() {
		if pointer, ok := sameValue(item, b.Index(i)); !ok {
			return pointer, false
		}
	}
	if a.Kind() != yamldoc.Map {
		return "", true
	}
	others := make(map[string]yamldoc.Value, b.Len())
	for e := range b.Entries() {
		others[e.Name] = e.Value
	}
	for e := range a.Entries() {
		other, ok := others[e.Name]
		if !ok {
			return e.Value.Pointer(), false
		}
		if pointer, ok := sameValue(e.Value, other); !ok {
			return pointer, false
		}
	}
	return "", true
}

// remarks returns every remark of a text. It goes by the places of the scalars
// alone, so that it shares nothing with the reader it checks.
func remarks(d document) []string {
	text := d.doc.Source()
	var all []string
	find := func(from, to int) {
		for from < to {
			i := bytes.IndexByte(text[from:to], '#')
			if i < 0 {
				return
			}
			rest := text[from+i:]
			if end := bytes.IndexByte(rest, '\n'); end >= 0 {
				rest = rest[:end]
			}
			all = append(all, trim(rest))
			from += i + len(rest)
		}
	}
	at := 0
	scalars(d.doc.Root(), func(v yamldoc.Value) {
		start, end := v.Extent()
		find(at, start)
		if at = max(at, end); v.Style() == yamldoc.Literal || v.Style() == yamldoc.Folded {
			if eol := bytes.IndexByte(text[start:end], '\n'); eol >= 0 {
				find(start, start+eol)
			} else {
				at = start // there is only a header, and maybe a remark behind it
			}
		}
	})
	find(at, len(text))
	text = d.behind()
	find(0, len(text))
	return all
}
