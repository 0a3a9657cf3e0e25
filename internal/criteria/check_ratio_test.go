package criteria

import "testing"

func TestRatio(t *testing.T) {
	with := Params{By: "/notional_hours", Ratio: 10}
	askAll(t, "ratio", []string{"/credits"}, []asked{
		{name: "agree", with: with, text: "credits: 60\nnotional_hours: 600\n"},
		{name: "agree in fractions", with: with, text: "credits: 7.1\nnotional_hours: 71\n"},
		{name: "differ", with: with, text: "credits: 60\nnotional_hours: 500\n", want: []string{"2:17 `notional_hours` is 500, want 600: 10 for each of 60 in `credits`"}},
		{name: "one alone", with: with, text: "credits: 60\n"},
		{name: "no number", with: with, text: "credits: sixty\nnotional_hours: 500\n"},
	})
}
