package spec_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// place is somewhere in a tree of plain values: a key of a map or an item of a
// list.
type place struct {
	parent any // map[string]any or *[]any
	key    string
	index  int
}

func (p place) value() any {
	if m, ok := p.parent.(map[string]any); ok {
		return m[p.key]
	}
	return (*p.parent.(*[]any))[p.index]
}

func (p place) set(v any) {
	if m, ok := p.parent.(map[string]any); ok {
		m[p.key] = v
		return
	}
	(*p.parent.(*[]any))[p.index] = v
}

func (p place) remove() {
	switch parent := p.parent.(type) {
	case map[string]any:
		delete(parent, p.key)
	case *[]any:
		*parent = slices.Delete(*parent, p.index, p.index+1)
	}
}

// tree makes a copy of plain values in which lists can be changed in place, and
// thins it: of long lists two items chosen at random stay, of long texts the
// beginning. A specification stays well formed by that, and small. Without rng
// nothing is thinned.
func tree(rng *rand.Rand, v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			m[key] = tree(rng, v[key])
		}
		return m
	case []any:
		l := []any{}
		for i, item := range v {
			if rng == nil || len(v) <= 2 || rng.IntN(len(v)) < 2 || i == len(v)-1 && len(l) == 0 {
				l = append(l, tree(rng, item))
			}
		}
		return &l
	case string:
		if rng != nil && len(v) > 64 && strings.TrimSpace(v[:24]) != "" {
			return strings.ToValidUTF8(v[:24], "")
		}
	}
	return v
}

// places lists everything below v, in a fixed order.
func places(v any, to []place) []place {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			to = places(v[key], append(to, place{parent: v, key: key}))
		}
	case *[]any:
		for i, item := range *v {
			to = places(item, append(to, place{parent: v, index: i}))
		}
	}
	return to
}

// mutation is one way to change a document. It reports whether it applied.
type mutation struct {
	name  string
	apply func(rng *rand.Rand, p place) bool
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }

// replaceText changes texts only, so that other kinds do not drown them.
func replaceText(with ...string) func(*rand.Rand, place) bool {
	return func(rng *rand.Rand, p place) bool {
		if _, ok := p.value().(string); !ok {
			return false
		}
		p.set(pick(rng, with))
		return true
	}
}

// replaceShort changes texts that are short enough to be an id, a word or a date.
func replaceShort(change func(rng *rand.Rand, text string) string) func(*rand.Rand, place) bool {
	return func(rng *rand.Rand, p place) bool {
		text, ok := p.value().(string)
		if !ok || len(text) > 24 || text == "" {
			return false
		}
		p.set(change(rng, text))
		return true
	}
}

func replaceNumber(with ...string) func(*rand.Rand, place) bool {
	return func(rng *rand.Rand, p place) bool {
		if _, ok := p.value().(json.Number); !ok {
			return false
		}
		p.set(json.Number(pick(rng, with)))
		return true
	}
}

func replaceAny(with ...func() any) func(*rand.Rand, place) bool {
	return func(rng *rand.Rand, p place) bool {
		p.set(pick(rng, with)())
		return true
	}
}

// numbers lie on both sides of every limit of the format.
var numbers = []string{
	"0", "-1", "1", "2", "7", "12", "13", "-0.5", "0.5", "7.5", "12.0000000000001", "0.0000000000001",
	"10000", "10000.5", "10000.0000000001", "9999.9999999999", "10001", "100000", "100001", "100000.000000001",
	"99999.999999999", "999999999999999", "-999999999999999",
}

var mutations = []mutation{
	{"nothing", func(*rand.Rand, place) bool { return true }},
	{"delete", func(_ *rand.Rand, p place) bool { p.remove(); return true }},
	{"rename a key", func(rng *rand.Rand, p place) bool {
		m, ok := p.parent.(map[string]any)
		if !ok {
			return false
		}
		m[pick(rng, []string{p.key + "s", strings.ToUpper(p.key), "id", "title", "statement", "item", "", "a key", "ключ", "7"})] = m[p.key]
		delete(m, p.key)
		return true
	}},
	{"add a key", func(rng *rand.Rand, p place) bool {
		m, ok := p.value().(map[string]any)
		if !ok {
			return false
		}
		m[pick(rng, []string{"note", "x-ours", "Title", "maps_to", "features", "outcomes", "url", "credits"})] = pick(rng, []any{"text", json.Number("3"), nil, &[]any{}})
		return true
	}},
	{"another kind", replaceAny(
		func() any { return "text" }, func() any { return json.Number("7") }, func() any { return json.Number("0.5") },
		func() any { return true }, func() any { return false }, func() any { return &[]any{} },
		func() any { return &[]any{"text"} }, func() any { return map[string]any{} },
		func() any { return map[string]any{"id": "A", "title": "B", "text": "C", "statement": "D"} },
	)},
	{"null", replaceAny(func() any { return nil })},
	{"empty text", replaceText("")},
	{"white space", replaceText(" ", "\n", "  \n ", "\u00a0", "\u2003\u3000", " \u1680")},
	{"nearly white space", replaceText(" .", "\u00a0x\u00a0", "–")},
	{"another text", replaceText("text", "A1", "1.10", "true", "null", "~", "2026-02-30", "7", "a\nb", "- a")},
	{"capitals", replaceShort(func(_ *rand.Rand, text string) string { return strings.ToUpper(text) })},
	{"a character put in", replaceShort(func(rng *rand.Rand, text string) string {
		i := rng.IntN(len(text) + 1)
		return strings.ToValidUTF8(text[:i]+pick(rng, []string{"-", ".", " ", "_", "a", "0", "é", "/", "\n", "+"})+text[i:], "")
	})},
	{"a character taken out", replaceShort(func(rng *rand.Rand, text string) string {
		i := rng.IntN(len(text))
		return strings.ToValidUTF8(text[:i]+text[i+1:], "")
	})},
	{"a digit changed", replaceShort(func(rng *rand.Rand, text string) string {
		i := rng.IntN(len(text))
		return strings.ToValidUTF8(text[:i]+pick(rng, []string{"0", "1", "3", "9"})+text[i+1:], "")
	})},
	{"a long id", replaceShort(func(rng *rand.Rand, _ string) string {
		return strings.Repeat("a", pick(rng, []int{31, 32, 33, 63, 64, 65, 300}))
	})},
	{"a long version", replaceShort(func(rng *rand.Rand, _ string) string {
		return "1.0.0-" + strings.Repeat("é", rng.IntN(2)) + strings.Repeat("a", pick(rng, []int{57, 58, 59}))
	})},
	{"a word of another list", replaceShort(func(rng *rand.Rand, _ string) string {
		return pick(rng, []string{
			"proposal", "draft", "candidate", "transcribed", "population", "other", "module", "complexity", "risk",
			"skill", "full", "partial", "after-masters", "patients", "endorsed", "Draft", "draft ",
		})
	})},
	{"a date", replaceShort(func(rng *rand.Rand, _ string) string {
		return pick(rng, []string{
			"2026", "2026-03", "2026-03-31", "2026-3-1", "2026-13", "2026-00-01", "2026-01-32", "2026-01-", "2026-",
			"31.03.2026", "202", "20260", "2026-03-31T00:00:00Z", "٢٠٢٦",
		})
	})},
	{"an address", replaceShort(func(rng *rand.Rand, _ string) string {
		return pick(rng, []string{
			"https://example.org", "http://x", "https://", "HTTPS://example.org", "ftp://example.org", "https://a b",
			"https://a\u00a0b", "https://a\n", " https://a", "https://é", "www.example.org",
		})
	})},
	{"a version", replaceShort(func(rng *rand.Rand, _ string) string {
		return pick(rng, []string{
			"1.0.0", "0.3.0-rc.1", "1.0.0+a.b", "1.0", "v1.0.0", "01.0.0", "1.0.0-01", "1.0.0-0a", "1.0.0-", "1.0.0+",
			"1.0.0-a..b", "1.0.0--", "1.0.0+01", "1.0.0-a+b+c", "1.0.0.0", "1..0", "-1.0.0",
		})
	})},
	{"a number", replaceNumber(numbers...)},
	{"twice in a list", func(_ *rand.Rand, p place) bool {
		l, ok := p.parent.(*[]any)
		if !ok {
			return false
		}
		*l = append(*l, p.value())
		return true
	}},
	{"an item put in", func(rng *rand.Rand, p place) bool {
		l, ok := p.value().(*[]any)
		if !ok {
			return false
		}
		*l = append(*l, pick(rng, []any{"risk", "text", "", nil, json.Number("1"), map[string]any{"id": "Z"}, "A1"}))
		return true
	}},
	{"list to group", func(_ *rand.Rand, p place) bool {
		l, ok := p.value().(*[]any)
		if !ok {
			return false
		}
		m := map[string]any{}
		for i, item := range *l {
			m[fmt.Sprint(i)] = item
		}
		p.set(m)
		return true
	}},
	{"group to list", func(_ *rand.Rand, p place) bool {
		m, ok := p.value().(map[string]any)
		if !ok {
			return false
		}
		p.set(&[]any{m})
		return true
	}},
	{"only the first item", func(_ *rand.Rand, p place) bool {
		l, ok := p.value().(*[]any)
		if !ok || len(*l) == 0 {
			return false
		}
		p.set((*l)[0])
		return true
	}},
}
