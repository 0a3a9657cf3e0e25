package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// requiredIf asks that something stands at its places wherever a condition
// holds. Where condition and place share a path up to a `*`, each item is asked
// by itself: a source that was transcribed needs a licence, its neighbour not.
type requiredIf struct {
	parts []requiredPart
	when  *condition
}

// requiredPart is one place: the path it shares with the condition, and the rest
// of both.
type requiredPart struct{ shared, place, when []string }

func newRequiredIf(c *Check) (asker, error) {
	when, err := newCondition(c.With.When)
	if err != nil {
		return nil, err
	}
	r := requiredIf{when: when}
	for _, pattern := range c.At {
		p, err := newPlace(pattern)
		if err != nil {
			return nil, err
		}
		if p.steps == nil {
			return nil, fmt.Errorf("%q is not a path; this kind of check needs one", pattern)
		}
		n := sharedSteps(p.steps, when.at.steps)
		r.parts = append(r.parts, requiredPart{p.steps[:n], p.steps[n:], when.at.steps[n:]})
	}
	return r, nil
}

// sharedSteps counts the steps that two paths have in common, up to and with the
// last `*` of the common part.
func sharedSteps(a, b []string) int {
	n := 0
	for i := 0; i < min(len(a), len(b)) && a[i] == b[i]; i++ {
		if a[i] == "*" {
			n = i + 1
		}
	}
	return n
}

func (c requiredIf) Problems(s *Subject) []Problem {
	var found []Problem
	for i := range c.parts {
		part := &c.parts[i]
		eachStep(s.Doc.Root(), part.shared, func(item yamldoc.Value) bool {
			because, holds := c.when.trigger(item, part.when)
			if !holds {
				return true
			}
			eachStep(item, part.place, func(v yamldoc.Value) bool {
				if p, lacking := s.lacks(v); lacking {
					p.Message = because.reason(p)
					found = append(found, p)
				}
				return true
			})
			return true
		})
	}
	return found
}

// trigger is the value for which a condition holds.
type trigger struct{ yamldoc.Value }

// reason is the message of p, with why it is asked.
func (t trigger) reason(p Problem) string {
	switch {
	case p.Quiet:
		return ""
	case scalar(t.Value):
		return fmt.Sprintf("%s, though %s is %s", p.Message, nameOf(t.Value), shown(t.Value))
	}
	return fmt.Sprintf("%s, though %s is given", p.Message, nameOf(t.Value))
}

// condition is a compiled Condition.
type condition struct {
	at     place
	equals []string
}

// newCondition compiles a condition; nil stays nil.
func newCondition(c *Condition) (*condition, error) {
	if c == nil {
		return nil, nil
	}
	p, err := newPlace(c.At)
	if err == nil && p.steps == nil {
		err = fmt.Errorf("`when.at` is %q, want a path such as /proposal/need", c.At)
	}
	if err == nil && strings.Contains(c.At, "**") {
		err = fmt.Errorf("`when.at` is %q, want a path without **", c.At)
	}
	return &condition{p, c.Equals}, err
}

// holdsIn reports whether the condition holds anywhere in the subject.
func (c *condition) holdsIn(s *Subject) bool {
	_, holds := c.trigger(s.Doc.Root(), c.at.steps)
	return holds
}

// trigger returns the first value below v, along steps, for which the condition
// holds.
func (c *condition) trigger(v yamldoc.Value, steps []string) (trigger, bool) {
	var t trigger
	met := false
	eachStep(v, steps, func(v yamldoc.Value) bool {
		if len(c.equals) == 0 {
			met = holds(v)
		} else {
			met = scalar(v) && slices.Contains(c.equals, v.Text())
		}
		t = trigger{v}
		return !met
	})
	return t, met
}
