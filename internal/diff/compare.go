package diff

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// compare writes down every change, in the order of the later version; what was removed
// stands behind what it stood behind.
func (c *comparing) compare() {
	c.pointed = newPointing(c.was, c.is)
	gone := map[*element][]*element{} // by the element of the later version that they stand behind
	behind := c.is.elements[0]
	for _, e := range c.was.elements {
		switch {
		case e.other != nil:
			behind = e.other
		case e.parent.other != nil:
			gone[behind] = append(gone[behind], e)
		}
	}
	out := c.outOfOrder()
	for _, e := range c.is.elements {
		switch {
		case e.other == nil && e.parent.other == nil: // told with what it stands in
		case e.other == nil:
			c.whole(Added, e, c.law.find(e.kind, "").added)
		default:
			c.renamed(e)
			c.moved(e, out[e])
			told := len(c.changes)
			for i := range e.fields {
				c.field(e, &e.other.fields[i], &e.fields[i])
			}
			if slices.ContainsFunc(c.changes[told:], func(ch Change) bool { return ch.What == Reworded }) {
				c.reused(e)
			}
		}
		for _, was := range gone[e] {
			c.whole(Removed, was, c.law.find(was.kind, "").removed)
		}
	}
	c.revived()
}

// note adds a change of an element or one of its fields. e is the element as the later
// version has it, or the earlier one where it is gone.
func (c *comparing) note(e *element, ch Change, v verdict) {
	ch.Kind, ch.ID, ch.Class, ch.Reason = e.kind, e.id, v.class, v.why
	c.changes = append(c.changes, ch)
}

// whole notes that an element as a whole came or went.
func (c *comparing) whole(what What, e *element, v verdict) {
	ch := Change{What: what, Name: e.name(), At: e.pos(nil, 0, ""), Touches: c.pointed.byElement(e, true)}
	for _, in := range e.inside {
		if in.other == nil {
			ch.With = append(ch.With, within(in)...)
		}
	}
	if what == Added {
		ch.After = e.headline()
	} else {
		ch.Before = e.headline()
	}
	c.note(e, ch, v)
}

// within are an element and those in it that the other version has not.
func within(e *element) []Touch {
	list := []Touch{e.touch()}
	for _, in := range e.inside {
		if in.other == nil {
			list = append(list, within(in)...)
		}
	}
	return list
}

func (c *comparing) renamed(e *element) {
	if e.id == e.other.id {
		return
	}
	c.note(e, Change{
		What: Renamed, Was: e.other.id, Name: e.other.name() + " to " + e.id, Before: e.other.id, After: e.id, At: e.pos(nil, 0, ""),
		Touches: c.pointed.byElement(e, false),
	}, newlyCalled)
}

// moved notes that an element stands in another one, or in another order there.
func (c *comparing) moved(e *element, outOfOrder bool) {
	ch := Change{What: Moved, Name: e.name(), At: e.pos(nil, 0, "")}
	switch {
	case e.parent != nil && e.parent.other != e.other.parent:
		ch.Before, ch.After = "in "+e.other.parent.name(), "in "+e.parent.name()
		ch.Touches = c.pointed.byElement(e, false)
		c.note(e, ch, moved(e.kind))
	case outOfOrder:
		ch.Before, ch.After = standing(e.other), standing(e)
		c.note(e, ch, reordered)
	}
}

// standing says where an element stands among those beside it.
func standing(e *element) string {
	before := ""
	for _, in := range e.parent.inside {
		if in == e {
			break
		}
		if in.kind == e.kind {
			before = in.id
		}
	}
	if before == "" {
		return "first"
	}
	return "behind " + before
}

// outOfOrder are the elements that were moved among those beside them: as few as
// explain the new order.
func (c *comparing) outOfOrder() map[*element]bool {
	at := map[*element]int{}
	for i, e := range c.was.elements {
		at[e] = i
	}
	type group struct {
		in   *element
		kind spec.Kind
	}
	var order []group
	groups := map[group][]*element{}
	for _, e := range c.is.elements {
		if e.other == nil || e.parent == nil || e.parent.other != e.other.parent {
			continue
		}
		g := group{e.parent, e.kind}
		if groups[g] == nil {
			order = append(order, g)
		}
		groups[g] = append(groups[g], e)
	}
	out := map[*element]bool{}
	for _, g := range order {
		places := make([]int, len(groups[g]))
		for i, e := range groups[g] {
			places[i] = at[e.other]
		}
		for i, kept := range rising(places) {
			if !kept {
				out[groups[g][i]] = true
			}
		}
	}
	return out
}

// rising says which numbers of a list belong to a longest rising one among them.
func rising(list []int) []bool {
	kept := make([]bool, len(list))
	before := make([]int, len(list)) // by place: the place of the one before it, -1 for none
	var ends []int                   // by length less one: the place of the least number that ends one so long
	for i, n := range list {
		at, _ := slices.BinarySearchFunc(ends, n, func(place, n int) int { return list[place] - n })
		before[i] = -1
		if at > 0 {
			before[i] = ends[at-1]
		}
		if at == len(ends) {
			ends = append(ends, i)
		} else {
			ends[at] = i
		}
	}
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			kept[i] = true
		}
	}
	return kept
}

// reused says so where an id means something else now.
func (c *comparing) reused(e *element) {
	if e.kind == "" || e.id != e.other.id {
		return
	}
	was, is := newBag(e.other.words()), newBag(e.words())
	if len(was) < enoughWords || len(is) < enoughWords || was.likeness(is) > unlike {
		return
	}
	c.found(e, CodeReused,
		fmt.Sprintf("%s says something else than in version %s: hardly a word of it is the same", e.name(), c.was.spec.Version),
		fmt.Sprintf("give it an id that was never used, and note under retired that %s is gone", e.id))
}

// revived says so where an id that the earlier version had retired is used.
func (c *comparing) revived() {
	since := map[string]string{}
	for i := range c.was.spec.Retired {
		since[c.was.spec.Retired[i].ID] = c.was.spec.Retired[i].Since
	}
	for _, e := range c.is.elements {
		at, retired := since[e.id]
		if !retired || e.kind == "" || e.other != nil && e.other.id == e.id {
			continue
		}
		c.found(e, CodeRevived,
			fmt.Sprintf("%s has an id that version %s had retired (since %s)", e.name(), c.was.spec.Version, at),
			"give it an id that was never used: elsewhere the old one still means what is gone")
	}
}

// found adds a finding about the id of an element of the later version.
func (c *comparing) found(e *element, code, message, help string) {
	f := finding.Finding{Code: code, Severity: finding.Error, Message: message, Help: help}
	if e.at.Kind() != yamldoc.Absent {
		f = e.at.Get("id").Finding(code, finding.Error, message, help)
	}
	c.findings = append(c.findings, f)
}
