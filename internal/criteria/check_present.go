package criteria

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// present asks that something stands at each of its places.
type present struct{ at places }

func newPresent(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	return present{at}, err
}

func (c present) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		if p, lacking := s.lacks(v); lacking {
			found = append(found, p)
		}
	}
	return found
}

// lacks is lacks of a value of the subject; quiet, too, where it is part of an
// item that is still to be written.
func (s *Subject) lacks(v yamldoc.Value) (Problem, bool) {
	p, lacking := lacks(v)
	p.Quiet = p.Quiet || lacking && s.beside(v)
	return p, lacking
}

// lacks says what is wrong with a value that ought to hold something. What the
// format refuses (null, an empty text) and what is still to be written is lacking
// too, but quietly: other findings are about these.
func lacks(v yamldoc.Value) (Problem, bool) {
	switch v.Kind() {
	case yamldoc.Absent:
		return Problem{At: v, Message: nameOf(v) + " is missing"}, true
	case yamldoc.List, yamldoc.Map:
		if v.Len() == 0 {
			return Problem{At: v, Message: nameOf(v) + " is there, but nothing is in it"}, true
		}
		return Problem{At: v, Quiet: true}, unwritten(v)
	case yamldoc.Null:
		return Problem{At: v, Quiet: true}, true
	case yamldoc.Text:
		return Problem{At: v, Quiet: true}, strings.TrimSpace(v.Text()) == "" || unwritten(v)
	}
	return Problem{}, false
}

// holds reports whether something stands at v.
func holds(v yamldoc.Value) bool {
	return v.Kind() > yamldoc.Null && (v.Kind() < yamldoc.List || v.Len() > 0)
}
