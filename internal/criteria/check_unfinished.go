package criteria

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Unfinished is the kind of check that says of a text that it is still to be
// written.
const Unfinished = "unfinished"

// unfinishedTexts asks that no text is still to be written. What other kinds of
// check have against such a text they keep to themselves.
type unfinishedTexts struct{ at places }

func newUnfinished(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	return unfinishedTexts{at}, err
}

func (c unfinishedTexts) Problems(s *Subject) []Problem {
	if !s.unfinished() {
		return nil
	}
	var found []Problem
	for v := range c.at.values(s) {
		eachText(v, func(v yamldoc.Value) bool {
			if spec.Unwritten(v.Text()) {
				from := strings.Index(strings.ToUpper(v.Text()), "TODO") // behind white space alone, so bytes are characters
				found = append(found, Problem{At: v, Message: nameOf(v) + " is still to be written", From: from, To: from + len("TODO")})
			}
			return true
		})
	}
	return found
}
