package criteria

import (
	"fmt"
	"regexp"
	"sync"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// matches asks that the whole of each text matches an expression.
type matches struct {
	at      places
	want    string
	compile func() (*regexp.Regexp, error) // compiles once, when first asked
}

func newMatches(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	pattern := c.With.Pattern
	return &matches{at: at, want: c.With.Want, compile: sync.OnceValues(func() (*regexp.Regexp, error) {
		return expression("^(?:" + pattern + ")$")
	})}, err
}

func (c *matches) prepare() error {
	_, err := c.compile()
	return err
}

func (c *matches) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		if v.Kind() != yamldoc.Text {
			continue
		}
		re, err := c.compile()
		if err != nil {
			return nil // NewSet refuses such a check
		}
		if !re.MatchString(v.Text()) {
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, want %s", nameOf(v), quoted(v.Text()), c.want)})
		}
	}
	return found
}
