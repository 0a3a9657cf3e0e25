package diff

import (
	"cmp"
	"slices"

	"github.com/advancing-practice/credctl/internal/spec"
)

// pointing is who points at whom in both versions.
type pointing struct{ was, is *points }

// points is who points at whom in one version.
type points struct {
	byID map[mark]*element // those that are pointed at, by kind and id
	from map[*element][]*element
}

func newPointing(was, is *text) *pointing {
	return &pointing{was: newPoints(was), is: newPoints(is)}
}

// of is the version that an element is of.
func (p *pointing) of(e *element) *points {
	if e.old {
		return p.was
	}
	return p.is
}

func newPoints(t *text) *points {
	p := &points{byID: map[mark]*element{}, from: map[*element][]*element{}}
	for _, e := range t.elements {
		if m := (mark{kind: e.kind, id: e.id}); p.byID[m] == nil {
			p.byID[m] = e
		}
	}
	for _, e := range t.elements {
		for i := range e.fields {
			f := &e.fields[i]
			for j := range f.items {
				if to := p.find(f.refs, f.items[j].key); f.refs != nil && to != nil {
					p.from[to] = append(p.from[to], e)
				}
			}
		}
	}
	return p
}

// find returns what a reference means; nil if there is nothing of that id.
func (p *points) find(kinds []spec.Kind, id string) *element {
	for _, k := range kinds {
		if e := p.byID[mark{kind: k, id: id}]; e != nil {
			return e
		}
	}
	return nil
}

// touches collects what a change bears on, nothing twice.
type touches struct {
	list []Touch
	self Touch
}

func (t *touches) add(e *element) {
	if e.old && e.other != nil {
		e = e.other // called as the later version calls it
	}
	t.put(e.touch())
}

func (t *touches) put(touch Touch) {
	if touch != t.self && touch.Kind != "" && !slices.Contains(t.list, touch) {
		t.list = append(t.list, touch)
	}
}

func (t *touches) sorted() []Touch {
	rank := func(k spec.Kind) int {
		if i := slices.Index(spec.Kinds, k); i >= 0 {
			return i
		}
		return len(spec.Kinds)
	}
	slices.SortStableFunc(t.list, func(a, b Touch) int { return cmp.Compare(rank(a.Kind), rank(b.Kind)) })
	return t.list
}

// byElement is what a change of an element bears on: what it maps to, what it points
// at, and what points at it or at what it is a part of. deep takes in what stands
// inside it, which came or went with it.
func (p *pointing) byElement(e *element, deep bool) []Touch {
	t := touches{self: e.touch()}
	for _, side := range []*element{e, e.other} {
		if side != nil {
			p.of(side).around(&t, side, deep)
		}
	}
	return t.sorted()
}

func (p *points) around(t *touches, e *element, deep bool) {
	for i := range e.fields {
		f := &e.fields[i]
		for j := range f.items {
			p.item(t, f, j)
		}
	}
	p.pointers(t, e)
	if e.kind == spec.KindStatement && e.parent != nil {
		t.add(e.parent)
		p.pointers(t, e.parent)
	}
	if deep {
		for _, in := range e.inside {
			if in.other == nil {
				p.around(t, in, true)
			}
		}
	}
}

// pointers are those that point at an element, and how the outcomes among them are
// assessed.
func (p *points) pointers(t *touches, e *element) {
	for _, from := range p.from[e] {
		t.add(from)
		if from.kind == spec.KindOutcome {
			for _, further := range p.from[from] {
				t.add(further)
			}
		}
	}
}

// item is what one item of a field points at or maps to.
func (p *points) item(t *touches, f *field, i int) {
	switch {
	case f.refs != nil:
		if to := p.find(f.refs, f.items[i].key); to != nil {
			t.add(to)
		}
	case f.path == "maps_to", f.path == "coverage.not_covered":
		t.put(Touch{KindItem, f.items[i].key})
	}
}

// textual are the fields that say what an element is: whoever leans on the element
// leans on them.
var textual = wordSet("title statement text kind type description summary features")

// byField is what a change of a field bears on: of a reference or a mapping what it
// points at, of what an element says whatever leans on the element.
func (p *pointing) byField(e *element, f *field, i int) []Touch {
	if e.kind != "" && textual[f.path] {
		return p.byElement(e, false)
	}
	if i >= len(f.items) {
		return nil
	}
	t := touches{self: e.touch()}
	p.of(e).item(&t, f, i)
	return t.sorted()
}
