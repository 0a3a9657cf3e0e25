package format

import (
	"cmp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// orders are the orders of keys: for each place of the format, the rank of each
// of its keys. A place is a JSON Pointer in which * is any item of a list.
type orders map[string]map[string]int

// ordersFor returns the orders that count for a document: those of the format if
// it is a specification, none otherwise. A criteria pack or a list of settings
// shares some keys with it, and sorting it by them would tear it apart.
func ordersFor(root yamldoc.Value) orders {
	all := orders{}
	for _, g := range spec.Groups() {
		ranks := make(map[string]int, len(g.Fields))
		for i, field := range g.Fields {
			ranks[field.Name] = i
		}
		for _, at := range g.At {
			all[at] = ranks
		}
	}
	known := 0
	for e := range root.Entries() {
		if _, ok := all[""][e.Name]; ok {
			known++
		}
	}
	if 2*known < root.Len() {
		return nil
	}
	return all
}

var escapeToken = strings.NewReplacer("~", "~0", "/", "~1")

// below returns the place of a key's value.
func below(place, key string) string { return place + "/" + escapeToken.Replace(key) }

// items is the place of a list's items.
func items(place string) string { return place + "/*" }

// sortKeys puts things with keys into their order; those with keys that are not
// known come last, in the order they were in.
func sortKeys[T any](all []T, ranks map[string]int, key func(T) string) {
	if ranks == nil {
		return
	}
	rank := func(t T) int {
		if r, ok := ranks[key(t)]; ok {
			return r
		}
		return len(ranks)
	}
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(rank(a), rank(b)) })
}
