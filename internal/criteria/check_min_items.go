package criteria

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// minItems asks that each list has enough items. A list that is not there has
// none. With a condition it asks only where the condition holds.
type minItems struct {
	at   places
	min  int
	when *condition
}

func newMinItems(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	if err != nil {
		return nil, err
	}
	when, err := newCondition(c.With.When)
	return minItems{at, max(1, c.With.Min), when}, err
}

func (c minItems) Problems(s *Subject) []Problem {
	if c.when != nil && !c.when.holdsIn(s) {
		return nil
	}
	var found []Problem
	for v := range c.at.values(s) {
		switch {
		case v.Kind() == yamldoc.Absent && s.beside(v):
			found = append(found, Problem{At: v, Quiet: true})
		case v.Kind() == yamldoc.Absent && c.min == 1:
			found = append(found, Problem{At: v, Message: nameOf(v) + " is missing"})
		case v.Kind() == yamldoc.Absent:
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is missing, want at least %d items", nameOf(v), c.min)})
		case v.Kind() == yamldoc.Null:
			found = append(found, Problem{At: v, Quiet: true})
		case v.Kind() == yamldoc.List && s.written(v) < min(c.min, v.Len()):
			found = append(found, Problem{At: v, Quiet: true}) // an item still to be written may become any number
		case v.Kind() == yamldoc.List && v.Len() < c.min:
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s has %s, want at least %d", nameOf(v), counted(v.Len(), "item"), c.min)})
		}
	}
	return found
}
