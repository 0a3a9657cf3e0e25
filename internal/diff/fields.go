package diff

import (
	"strings"
)

// field compares one field of an element.
func (c *comparing) field(e *element, was, is *field) {
	if !is.list {
		c.value(e, was, is)
		return
	}
	c.list(e, was, is)
}

// value compares a field that is one value.
func (c *comparing) value(e *element, was, is *field) {
	var before, after part
	if len(was.items) > 0 {
		before = was.items[0].parts[0]
	}
	if len(is.items) > 0 {
		after = is.items[0].parts[0]
	}
	c.part(e, was, is, 0, 0, before, after, "")
}

// part compares one value of a field, of items of a list the one at these places. of
// is what the item is known by.
func (c *comparing) part(e *element, was, is *field, i, j int, before, after part, of string) {
	if before.value == after.value {
		return
	}
	path := is.path
	if after.name != "" {
		path += "." + after.name
	}
	r := c.law.find(e.kind, path)
	ch := Change{Field: path, Name: called(e, path, of), Before: before.value, After: after.value, At: e.pos(is, j, after.name)}
	ch.Touches = c.pointed.byField(e, is, j)
	switch {
	case before.value == "":
		ch.What = Added
		c.note(e, ch, r.added)
	case after.value == "":
		ch.What, ch.At = Removed, e.other.pos(was, i, before.name)
		c.note(e, ch, r.removed)
	case after.prose:
		ch.What, ch.Words = Reworded, compareWords(before.value, after.value)
		c.note(e, ch, r.prose(weigh(ch.Words, before.value, after.value, c.known, c.stands)))
	default:
		ch.What = Changed
		c.note(e, ch, r.changed)
	}
}

// list compares the items of a list.
func (c *comparing) list(e *element, was, is *field) {
	to := c.sameItems(was, is) // by place in the later list
	stays := make([]bool, len(was.items))
	var kept, places []int
	for j, i := range to {
		if i >= 0 {
			stays[i] = true
			kept, places = append(kept, j), append(places, i)
		}
	}
	r := c.law.find(e.kind, is.path)
	for i := range was.items {
		if !stays[i] {
			c.note(e, Change{
				What: Removed, Field: is.path, Name: called(e, is.path, was.items[i].key), Before: was.items[i].said(), At: e.other.pos(was, i, ""),
				Touches: c.pointed.byField(e.other, was, i),
			}, r.removed)
		}
	}
	inOrder := map[int]bool{}
	for n, ok := range rising(places) {
		inOrder[kept[n]] = ok
	}
	for j := range is.items {
		item, i := &is.items[j], to[j]
		if i < 0 {
			c.note(e, Change{
				What: Added, Field: is.path, Name: called(e, is.path, item.key), After: item.said(), At: e.pos(is, j, ""),
				Touches: c.pointed.byField(e, is, j),
			}, r.added)
			continue
		}
		if !inOrder[j] {
			c.note(e, Change{
				What: Moved, Field: is.path, Name: called(e, is.path, item.parts[0].value), Before: after(was, i), After: after(is, j), At: e.pos(is, j, ""),
			}, reordered)
		}
		for n := range item.parts {
			before := was.items[i].parts[n]
			if is.refs != nil {
				before.value = item.parts[n].value // what it points at may have another id now
			}
			c.part(e, was, is, i, j, before, item.parts[n], item.known())
		}
	}
}

// after says where an item stands in its list.
func after(f *field, i int) string {
	if i == 0 {
		return "first"
	}
	return "behind " + f.items[i-1].parts[0].value
}

// known is what people know an item of a list by: "" if it is all there is to it.
func (i *item) known() string {
	if len(i.parts) == 1 {
		return ""
	}
	if i.key != "" {
		return i.key
	}
	return i.parts[0].value
}

// labels are what people call fields whose keys say too little by themselves.
var labels = map[string]string{
	"maps_to": "mapping", "develops": "what it develops", "draws_on": "what it draws on", "assesses": "what it assesses",
	"maps_to.item": "mapping", "maps_to.strength": "strength of the mapping", "scope.in": "what is in scope", "scope.out": "what is out of scope",
	"coverage.not_covered": "what is not covered", "coverage.not_covered.reason": "what is not covered, reason",
	"coverage.not_covered.covered_by": "what is not covered, covered by", "entry": "entry requirement", "related": "related specification",
	"retired": "retired id", "retired.since": "retired id, since", "retired.replaced_by": "retired id, replaced by",
}

// called is what people call a field: "capability A1, title" or "what is in scope".
func called(e *element, path, of string) string {
	words, has := labels[path]
	if !has {
		words = strings.ReplaceAll(strings.ReplaceAll(path, "_", " "), ".", ", ")
	}
	if e.kind != "" {
		words = e.name() + ", " + words
	}
	if of != "" {
		words += " (" + of + ")"
	}
	return words
}

// sameItems finds for each item of the later list the same one of the earlier: what
// says the same, then what is known by the same, then what reads nearly the same. -1:
// it is new.
func (c *comparing) sameItems(was, is *field) []int {
	to := make([]int, len(is.items))
	taken := make([]bool, len(was.items))
	for j := range to {
		to[j] = -1
	}
	c.byKey(was, is, to, taken, func(f *field, i *item) string { return c.translated(f, i.full(), f == was) })
	c.byKey(was, is, to, taken, func(f *field, i *item) string { return i.key })
	if len(is.items) == 0 {
		return to
	}
	for n := range is.items[0].parts { // known by other words, and otherwise the same
		c.byKey(was, is, to, taken, func(f *field, i *item) string { return i.without(n) })
	}
	if !hasProse(is) {
		return to
	}
	var bags []bag
	for i := range was.items {
		bags = append(bags, newBag(was.items[i].said()))
	}
	for j := range to {
		if to[j] >= 0 {
			continue
		}
		mine, most := newBag(is.items[j].said()), 0.0
		best := -1
		for i := range was.items {
			if taken[i] || !mine.couldBe(bags[i], related) || !c.left.spend(mine, bags[i]) {
				continue
			}
			if like := mine.likeness(bags[i]); like >= related && like > most {
				best, most = i, like
			}
		}
		if best >= 0 {
			to[j], taken[best] = best, true
		}
	}
	return to
}

// without is what an item says in all parts but one; "" where that is too little to know
// it by.
func (i *item) without(n int) string {
	const enough = 2
	var b strings.Builder
	said := 0
	for m, p := range i.parts {
		if m != n && p.value != "" {
			said++
			b.WriteString(p.name + "\x00" + p.value + "\x00")
		}
	}
	if said < enough {
		return ""
	}
	return b.String()
}

func hasProse(f *field) bool {
	for _, p := range f.items[0].parts {
		if p.prose {
			return true
		}
	}
	return false
}

// byKey pairs those items that have the same key, in order.
func (c *comparing) byKey(was, is *field, to []int, taken []bool, key func(*field, *item) string) {
	free := map[string][]int{}
	for i := range was.items {
		if k := key(was, &was.items[i]); k != "" && !taken[i] {
			free[k] = append(free[k], i)
		}
	}
	for j := range is.items {
		if to[j] >= 0 {
			continue
		}
		k := key(is, &is.items[j])
		if list := free[k]; k != "" && len(list) > 0 {
			to[j], taken[list[0]] = list[0], true
			free[k] = list[1:]
		}
	}
}

// translated is a reference of the earlier version as the later one would write it.
func (c *comparing) translated(f *field, id string, earlier bool) string {
	if f.refs == nil || !earlier {
		return id
	}
	if e := c.pointed.was.find(f.refs, id); e != nil && e.other != nil {
		return e.other.id
	}
	return id
}

// known reports whether a word stands in the earlier version.
func (c *comparing) known(word string) bool {
	if c.wordsWas == nil {
		c.wordsWas = vocabulary(c.was)
	}
	return c.wordsWas[word]
}

// stands reports whether a word stands in the later version.
func (c *comparing) stands(word string) bool {
	if c.wordsIs == nil {
		c.wordsIs = vocabulary(c.is)
	}
	return c.wordsIs[word]
}

func vocabulary(t *text) map[string]bool {
	set := map[string]bool{}
	for _, w := range bare(t.elements[0].words()) {
		set[w] = true
	}
	return set
}
