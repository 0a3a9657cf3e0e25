package criteria

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// notBefore asks that each date at its places is not before the one at `by`.
// Dates are compared as far as both of them say.
type notBefore struct {
	at places
	by string
}

func newNotBefore(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	return notBefore{at, c.With.By}, err
}

func (c notBefore) Problems(s *Subject) []Problem {
	from := s.Doc.At(c.by)
	if from.Kind() != yamldoc.Text || !isDate(from.Text()) {
		return nil
	}
	var found []Problem
	for v := range c.at.values(s) {
		if v.Kind() == yamldoc.Text && isDate(v.Text()) && earlier(v.Text(), from.Text()) {
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, want a date that is not before %s, which is %s",
				nameOf(v), quoted(v.Text()), nameOf(from), quoted(from.Text()))})
		}
	}
	return found
}
