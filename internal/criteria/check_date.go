package criteria

import (
	"fmt"
	"time"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// date asks that each date is a day, month or year of the calendar, and, with
// `to: today`, that it is not later than the day of the check.
type date struct {
	at      places
	toToday bool
}

func newDate(c *Check) (asker, error) {
	if c.With.To != "" && c.With.To != "today" {
		return nil, fmt.Errorf("`to` is %q, want \"today\" or nothing", c.With.To)
	}
	at, err := newPlaces(c.At)
	return date{at, c.With.To != ""}, err
}

func (c date) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		if v.Kind() != yamldoc.Text || !isDate(v.Text()) {
			continue
		}
		switch {
		case !inCalendar(v.Text()):
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, which is not in the calendar", nameOf(v), quoted(v.Text()))})
		case c.toToday && s.inFuture(v.Text()):
			found = append(found, Problem{At: v, Message: fmt.Sprintf("%s is %s, want a day that is not after today, %s", nameOf(v), quoted(v.Text()), s.Today)})
		}
	}
	return found
}

// isDate reports whether a text is YYYY, YYYY-MM or YYYY-MM-DD. What looks
// different has an S finding.
func isDate(text string) bool {
	if n := len(text); n != 4 && n != 7 && n != 10 {
		return false
	}
	for i := range len(text) {
		if dash := i == 4 || i == 7; dash != (text[i] == '-') || !dash && (text[i] < '0' || text[i] > '9') {
			return false
		}
	}
	return true
}

// inCalendar reports whether a text of the right shape is a date that exists.
func inCalendar(text string) bool {
	const full = "2006-01-02"
	_, err := time.Parse(full[:len(text)], text)
	return err == nil
}

// earlier reports whether a is before b, as far as both say: a year alone is
// neither before nor after a day in it.
func earlier(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}
