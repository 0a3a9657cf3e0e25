package criteria

import "testing"

func TestNotBefore(t *testing.T) {
	with := Params{By: "/provenance/sources/0/date"}
	askAll(t, "not-before", []string{"/review/last_reviewed"}, []asked{
		{name: "after", with: with, text: "provenance: {sources: [{date: 2022-05}]}\nreview: {last_reviewed: 2022-06-01}\n"},
		{name: "as far as both say", with: with, text: "provenance: {sources: [{date: 2022-05}]}\nreview: {last_reviewed: 2022-05-01}\n"},
		{name: "before", with: with, text: "provenance: {sources: [{date: 2022-05}]}\nreview: {last_reviewed: 2022-04-30}\n", want: []string{
			"2:25 `review.last_reviewed` is \"2022-04-30\", want a date that is not before `provenance.sources[1].date`, which is \"2022-05\"",
		}},
		{name: "nothing to compare with", with: with, text: "review: {last_reviewed: 2022-04-30}\n"},
		{name: "no date", with: with, text: "provenance: {sources: [{date: spring}]}\nreview: {last_reviewed: 2022-04-30}\n"},
	})
}
