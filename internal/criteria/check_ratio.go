package criteria

import (
	"fmt"
	"math"
	"strconv"
)

// ratio asks that the number at `by` is so many times the number at its place.
type ratio struct {
	at    places
	by    string
	ratio float64
}

func newRatio(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	return ratio{at, c.With.By, c.With.Ratio}, err
}

func (c ratio) Problems(s *Subject) []Problem {
	to := s.Doc.At(c.by)
	got, ok := amount(to)
	if !ok {
		return nil
	}
	var found []Problem
	for v := range c.at.values(s) {
		n, ok := amount(v)
		want := n * c.ratio
		if !ok || math.Abs(got-want) <= 1e-9*math.Abs(want) {
			continue
		}
		found = append(found, Problem{At: to, Message: fmt.Sprintf("%s is %s, want %s: %s for each of %s in %s",
			nameOf(to), to.Text(), plainNumber(want), plainNumber(c.ratio), v.Text(), nameOf(v))})
	}
	return found
}

// plainNumber writes a number without an exponent and without needless zeros.
func plainNumber(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
