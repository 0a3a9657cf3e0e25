package criteria

import (
	"strings"
	"testing"
)

func TestMatches(t *testing.T) {
	with := Params{Pattern: "[0-9]+ (months|years)", Want: "a number of months or years"}
	askAll(t, "matches", []string{"/review/review_in"}, []asked{
		{name: "matches", with: with, text: "review: {review_in: 2 years}\n"},
		{name: "the whole text has to", with: with, text: "review: {review_in: in 2 years}\n", want: []string{`1:21 ` + "`review.review_in`" + ` is "in 2 years", want a number of months or years`}},
		{name: "absent is not asked", with: with, text: "review: {owner: chair}\n"},
		{name: "wrong kind is not asked", with: with, text: "review: {review_in: 2}\n"},
		{name: "alternatives are held together", with: Params{Pattern: "a|b", Want: "a or b"}, text: "review: {review_in: ab}\n", want: []string{"1:21 `review.review_in` is \"ab\", want a or b"}},
	})
}

func TestExpressionsAreRefusedInOurWords(t *testing.T) {
	for _, pattern := range []string{"(", "[a", "a{2000}", "(?P<x", "*", `\8`} {
		_, err := expression("^(?:" + pattern + ")$")
		if err == nil {
			t.Errorf("%q was accepted", pattern)
			continue
		}
		if text := err.Error(); strings.Contains(text, "regexp") || strings.Contains(text, "parsing") {
			t.Errorf("%q: the library speaks: %s", pattern, text)
		}
	}
}
