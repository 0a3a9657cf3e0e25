package criteria

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// length asks that each text is neither too short nor too long, in characters.
type length struct {
	at       places
	min, max int
}

func newLength(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	if c.With.Min == 0 && c.With.Max == 0 {
		err = fmt.Errorf("neither `min` nor `max` is given, so nothing is asked")
	}
	return length{at, c.With.Min, c.With.Max}, err
}

func (c length) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		if v.Kind() != yamldoc.Text {
			continue
		}
		n := utf8.RuneCountInString(strings.TrimSpace(v.Text()))
		switch {
		case n == 0: // an S finding says so
		case spec.Unwritten(v.Text()):
			found = append(found, Problem{At: v, Quiet: true})
		case n < c.min:
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s has %s, want at least %d", nameOf(v), counted(n, "character"), c.min)})
		case c.max > 0 && n > c.max:
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s has %d characters, want at most %d", nameOf(v), n, c.max)})
		}
	}
	return found
}
