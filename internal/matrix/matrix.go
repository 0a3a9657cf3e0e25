// Package matrix holds what the specifications of a catalogue serve of a framework,
// item by item: what none of them serves, what many do, and which of their capabilities
// say nearly the same. It counts what authors claim and judges none of it. It knows no
// file, no git and no way of writing.
package matrix

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Source is one specification of the catalogue.
type Source struct {
	Spec *spec.Specification
	File string // where it lies in the repository
	// Standing is what the records make of it, in a word or two; "" where no records
	// were looked at.
	Standing string
}

// Mark says how far a specification says that it serves an item.
type Mark int

// The marks, from nothing to most.
const (
	None    Mark = iota
	Left         // it leaves the item to others, and says why
	Claimed      // it maps to it without a strength
	Partial
	Full
)

// Marks are all marks but None, the fullest first.
var Marks = []Mark{Full, Partial, Claimed, Left}

// Matrix is what specifications serve of one edition of a framework.
type Matrix struct {
	Framework *framework.Framework
	// Sources are the specifications that name the framework or map to it, by id.
	Sources []Source
	Items   []Item // in the order of the framework
	// Unresolved are how many mappings and reasons of these sources name nothing that
	// is known, of whatever framework: they stand nowhere in the matrix.
	Unresolved int
}

// Item is one item of the framework.
type Item struct {
	framework.Item
	Pillar framework.Pillar
	Cells  []Cell // one for each of the sources, in their order
}

// Cell is what one specification serves of one item.
type Cell struct {
	Mark Mark
	From []string // ids of what is mapped, such as those of capabilities, in the order of numbers
	// Reason is why the item is left to others, and By to whom; both may be empty. They
	// are given beside a mapping as well, where the specification has both.
	Reason, By string
}

// Served are how many specifications serve the item, and how many of them fully.
func (i *Item) Served() (served, full int) {
	for _, c := range i.Cells {
		if c.Mark >= Claimed {
			served++
		}
		if c.Mark == Full {
			full++
		}
	}
	return served, full
}

// Best is the fullest mark that any specification has.
func (i *Item) Best() Mark {
	best := None
	for _, c := range i.Cells {
		best = max(best, c.Mark)
	}
	return best
}

// Of puts together what specifications serve of a framework. The registry knows that
// framework and resolves what they name.
func Of(known *framework.Registry, f *framework.Framework, all []Source) *Matrix {
	m := &Matrix{Framework: f}
	places := map[string]int{}
	for _, p := range f.Pillars {
		for _, item := range p.Items {
			places[item.Number] = len(m.Items)
			m.Items = append(m.Items, Item{Item: item, Pillar: p})
		}
	}
	for _, s := range sorted(all) {
		cells := make([]Cell, len(m.Items))
		mapped, unresolved := fill(cells, places, known, f, s.Spec)
		if !mapped && !slices.Contains(s.Spec.Frameworks, f.Ref()) {
			continue
		}
		m.Unresolved += unresolved
		m.Sources = append(m.Sources, s)
		for i := range m.Items {
			m.Items[i].Cells = append(m.Items[i].Cells, cells[i])
		}
	}
	return m
}

func sorted(all []Source) []Source {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Source) int { return strings.Compare(a.Spec.ID, b.Spec.ID) })
	return all
}

// fill notes what a specification says of each item, and reports whether it says
// anything, and how much of what it says names nothing.
func fill(cells []Cell, places map[string]int, known *framework.Registry, f *framework.Framework, s *spec.Specification) (mapped bool, unresolved int) {
	find := func(ref string) *Cell {
		res := known.Resolve(ref, s.Frameworks)
		if res.Problem != framework.Resolved {
			unresolved++
			return nil
		}
		at, ok := places[res.Item.Number]
		if !ok || res.Framework != f {
			return nil
		}
		mapped = true
		return &cells[at]
	}
	for _, p := range s.Mappings() {
		if c := find(p.Mapping.Item); c != nil {
			c.Mark = max(c.Mark, markOf(p.Mapping.Strength))
			if p.From.ID != "" && !slices.Contains(c.From, p.From.ID) {
				c.From = append(c.From, p.From.ID)
			}
		}
	}
	for _, n := range s.Coverage.NotCovered {
		if n.Item == "" || n.Reason == "" || spec.Unwritten(n.Reason) {
			continue // nothing is explained
		}
		if c := find(n.Item); c != nil {
			c.Mark = max(c.Mark, Left)
			c.Reason, c.By = n.Reason, n.CoveredBy
		}
	}
	for i := range cells {
		slices.SortStableFunc(cells[i].From, ByNumber)
	}
	return mapped, unresolved
}

func markOf(strength string) Mark {
	switch strength {
	case "full":
		return Full
	case "partial":
		return Partial
	}
	return Claimed
}

// Gaps are the items that no specification serves, in the order of the framework.
// Where one says why it leaves the item to others, the cell says so.
func (m *Matrix) Gaps() []Item {
	return m.where(func(served int) bool { return served == 0 })
}

// Mapping is how many of the specifications serve any item.
func (m *Matrix) Mapping() int {
	n := 0
	for s := range m.Sources {
		if slices.ContainsFunc(m.Items, func(i Item) bool { return i.Cells[s].Mark >= Claimed }) {
			n++
		}
	}
	return n
}

// Overlaps are the items that at least two specifications serve, and more than half of
// those that serve any, the most served first. Serving the same item is no fault: the
// item is where they could share what they write.
func (m *Matrix) Overlaps() []Item {
	all := m.Mapping()
	items := m.where(func(served int) bool { return served >= 2 && 2*served > all })
	slices.SortStableFunc(items, func(a, b Item) int {
		more, _ := b.Served()
		less, _ := a.Served()
		return more - less
	})
	return items
}

func (m *Matrix) where(want func(served int) bool) []Item {
	var items []Item
	for _, i := range m.Items {
		if served, _ := i.Served(); want(served) {
			items = append(items, i)
		}
	}
	return items
}

// Frameworks are the frameworks that specifications name or map to, in the order in
// which the registry has them.
func Frameworks(known *framework.Registry, all []Source) []*framework.Framework {
	used := map[*framework.Framework]bool{}
	for _, s := range all {
		for _, ref := range s.Spec.Frameworks {
			if f, ok := known.Lookup(ref); ok {
				used[f] = true
			}
		}
		for _, p := range s.Spec.Mappings() {
			if res := known.Resolve(p.Mapping.Item, s.Spec.Frameworks); res.Problem == framework.Resolved {
				used[res.Framework] = true
			}
		}
	}
	var list []*framework.Framework
	for _, f := range known.Frameworks() {
		if used[f] {
			list = append(list, f)
		}
	}
	return list
}
