package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// oneOf asks that each text, number or true/false is one of a closed list.
type oneOf struct {
	at     places
	values []string
}

func newOneOf(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	return oneOf{at, c.With.Values}, err
}

func (c oneOf) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		if !scalar(v) || slices.Contains(c.values, v.Text()) {
			continue
		}
		found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, want %s", nameOf(v), shown(v), c.wanted())})
	}
	return found
}

func (c oneOf) wanted() string {
	if len(c.values) == 1 {
		return c.values[0]
	}
	return "one of " + strings.Join(c.values, ", ")
}

// scalar reports whether v is a text, a number or true/false.
func scalar(v yamldoc.Value) bool {
	k := v.Kind()
	return k == yamldoc.Text || k == yamldoc.Whole || k == yamldoc.Number || k == yamldoc.Bool
}

// shown is a scalar as messages show it: texts in quotes, the rest bare.
func shown(v yamldoc.Value) string {
	if v.Kind() == yamldoc.Text {
		return quoted(v.Text())
	}
	return v.Text()
}
