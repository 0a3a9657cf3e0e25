package criteria

import (
	"fmt"
	"strconv"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// number asks that each number is neither too small nor too great.
type number struct {
	at       places
	min, max int
}

func newNumber(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	if c.With.Min == 0 && c.With.Max == 0 {
		err = fmt.Errorf("neither `min` nor `max` is given, so nothing is asked")
	}
	return number{at, c.With.Min, c.With.Max}, err
}

func (c number) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		n, ok := amount(v)
		switch {
		case !ok:
		case n < float64(c.min):
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, want at least %d", nameOf(v), v.Text(), c.min)})
		case c.max > 0 && n > float64(c.max):
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, want at most %d", nameOf(v), v.Text(), c.max)})
		}
	}
	return found
}

// amount reads a number; false if v is none.
func amount(v yamldoc.Value) (float64, bool) {
	if k := v.Kind(); k != yamldoc.Whole && k != yamldoc.Number {
		return 0, false
	}
	n, err := strconv.ParseFloat(v.Text(), 64)
	return n, err == nil
}
