package criteria

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// atLeastOneOf asks that at least one of its places holds something; where
// `values` are given, one of these texts.
type atLeastOneOf struct {
	at       places
	patterns []string
	values   []string
}

func newAtLeastOneOf(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	switch {
	case err != nil:
		return nil, err
	case c.With.Of == "keys" && len(c.With.Values) > 0:
		return anyKey{at, c.With.Values}, nil
	case c.With.Of != "":
		return nil, fmt.Errorf("`of` is %q, want \"keys\" with the keys in `values`, or nothing", c.With.Of)
	}
	return atLeastOneOf{at, c.At, c.With.Values}, nil
}

func (c atLeastOneOf) Problems(s *Subject) []Problem {
	var last, idle yamldoc.Value
	some := false
	for v := range c.at.values(s) {
		if holds(v) && (len(c.values) == 0 || slices.Contains(c.values, v.Text())) {
			if !s.idle(v) {
				return nil
			}
			idle = v
		}
		if !some || v.Present() && !last.Present() {
			last, some = v, true
		}
	}
	if idle.Present() {
		return []Problem{{At: idle, Quiet: true}}
	}
	if !some {
		last = parentOfItems(s, c.at)
	}
	return []Problem{{At: last, Message: c.message(last)}}
}

func (c atLeastOneOf) message(v yamldoc.Value) string {
	switch {
	case v.Kind() == yamldoc.Absent && (len(c.values) > 0 || len(c.patterns) == 1):
		return nameOf(v) + " is missing"
	case len(c.values) == 0:
		return "nothing is given at any of " + listed(c.patterns, "and")
	}
	if len(c.patterns) == 1 && scalar(v) {
		return fmt.Sprintf("%s is %s, want %s", nameOf(v), shown(v), listed(c.values, "or"))
	}
	return fmt.Sprintf("%s names none of %s", nameOf(v), listed(c.values, "and"))
}

// parentOfItems is the list whose items a place asks about, present or not: what
// is missing when there are no items at all.
func parentOfItems(s *Subject, at places) yamldoc.Value {
	v := s.Doc.Root()
	for _, step := range at[0].steps {
		if step == "*" {
			break
		}
		v = v.Get(step)
	}
	return v
}

// anyKey asks that each map has something under at least one of some keys.
type anyKey struct {
	at   places
	keys []string
}

func (c anyKey) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		held, idle := c.look(s, v)
		switch {
		case v.Kind() != yamldoc.Map || held:
			continue
		case idle:
			found = append(found, Problem{At: v, Quiet: true})
			continue
		}
		at := v
		if id := v.Get("id"); id.Present() {
			at = id
		}
		found = append(found, Problem{At: at, Message: fmt.Sprintf("%s has neither %s", nameOf(v), listed(c.keys, "nor"))})
	}
	return found
}

// look reports whether a map has something under one of the keys, and whether it
// would have if that were written.
func (c anyKey) look(s *Subject, v yamldoc.Value) (held, idle bool) {
	for _, key := range c.keys {
		switch under := v.Get(key); {
		case !holds(under):
		case s.idle(under):
			idle = true
		default:
			return true, false
		}
	}
	return false, idle
}
