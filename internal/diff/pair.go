package diff

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
)

// comparing is one comparison on its way.
type comparing struct {
	was, is  *text
	law      law
	left     budget
	changes  []Change
	findings finding.List

	wordsWas, wordsIs map[string]bool // see known and stands
	pointed           *pointing
}

// mark is what an element is known by.
type mark struct {
	kind spec.Kind
	id   string
	n    int // of those with the same id, from 0: a file may have one twice by mistake
}

// pair finds for each element the same one in the other version: by its id, and where
// an id is gone, by what it says.
func (c *comparing) pair() {
	c.left = mostLooked
	there := map[mark]*element{}
	seen := map[mark]int{}
	note := func(e *element) mark {
		m := mark{kind: e.kind, id: e.id}
		m.n = seen[m]
		seen[mark{kind: e.kind, id: e.id}]++
		return m
	}
	for _, e := range c.was.elements {
		e.old = true
		there[note(e)] = e
	}
	clear(seen)
	for _, e := range c.is.elements {
		if before := there[note(e)]; before != nil {
			before.other, e.other = e, before
		}
	}
	c.findRenamed()
}

// findRenamed pairs what is gone with what is new: first what is exactly the same, then
// what the tombstones say and what is nearly the same.
func (c *comparing) findRenamed() {
	gone, added := alone(c.was.elements), alone(c.is.elements)
	if len(gone) == 0 || len(added) == 0 {
		return
	}
	exact := map[string][]*element{}
	for _, e := range added {
		key := string(e.kind) + "\x00" + e.words()
		exact[key] = append(exact[key], e)
	}
	for _, e := range gone {
		key := string(e.kind) + "\x00" + e.words()
		if list := exact[key]; len(list) > 0 && strings.TrimSpace(e.words()) != "" {
			join(e, list[0])
			exact[key] = list[1:]
		}
	}
	c.findAlike(alone(gone), alone(added))
}

// findAlike pairs what is gone with what is new and nearly the same, the likest first
// of each.
func (c *comparing) findAlike(gone, added []*element) {
	bags := map[*element]bag{}
	for _, list := range [][]*element{gone, added} {
		for _, e := range list {
			bags[e] = newBag(e.words())
		}
	}
	said := c.replacements()
	for _, e := range gone {
		best, most := (*element)(nil), 0.0
		for _, f := range added {
			if f.other != nil || f.kind != e.kind {
				continue
			}
			least := nearlySame
			if said[e.id] == f.id {
				least = related
			}
			if !bags[e].couldBe(bags[f], least) || !c.left.spend(bags[e], bags[f]) {
				continue
			}
			if like := bags[e].likeness(bags[f]); like >= least && like > most {
				best, most = f, like
			}
		}
		if best != nil {
			join(e, best)
		}
	}
}

func join(was, is *element) { was.other, is.other = is, was }

// alone are the elements that the other version has not.
func alone(list []*element) []*element {
	var found []*element
	for _, e := range list {
		if e.other == nil {
			found = append(found, e)
		}
	}
	return found
}

// replacements are the ids that the later version says replace a retired one, where it
// is one by one.
func (c *comparing) replacements() map[string]string {
	said := map[string]string{}
	for i := range c.is.spec.Retired {
		if r := &c.is.spec.Retired[i]; len(r.ReplacedBy) == 1 {
			said[r.ID] = r.ReplacedBy[0].ID
		}
	}
	return said
}
