package verify

import (
	"context"
	"fmt"
	"strconv"
)

// apart is how many years a record may be from the tag before its date is called odd.
const apart = 5

// dated notes dates that cannot be right: those to come, and records that are years
// away from the tag. They were written by whoever's clock it was, and nothing rests
// on them, so that they change no verdict.
func (j *judge) dated(context.Context) error {
	j.datedAs("the tag", j.tag.Date)
	for i := range j.text.Records {
		r := &j.text.Records[i]
		j.datedAs("the record of "+r.Person, r.Date)
	}
	return nil
}

func (j *judge) datedAs(what, date string) {
	years := year(date) - year(j.tag.Date)
	switch {
	case j.in.Today != "" && date > j.in.Today:
		j.note(fmt.Sprintf("%s is dated %s, which is still to come: a clock is wrong, there or here; no verdict rests on a date", what, date))
	case years > apart, years < -apart:
		j.note(fmt.Sprintf("%s is dated %s, years from the tag (%s): a clock was wrong; no verdict rests on a date", what, date, j.tag.Date))
	}
}

// year is that of a date, which was read as one.
func year(date string) int {
	n, err := strconv.Atoi(date[:min(4, len(date))])
	if err != nil {
		return 0
	}
	return n
}
