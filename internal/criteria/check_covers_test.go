package criteria

import "testing"

func TestCovers(t *testing.T) {
	develops := Params{Of: "capabilities", By: "outcomes", Through: "develops"}
	const domains = "domains: [{id: A, capabilities: [{id: A1}, {id: A2}]}, {id: F, statements: [{id: x}]}]\n"
	askAll(t, "covers", nil, []asked{
		{name: "all", with: develops, text: domains + "outcomes: [{id: LO1, develops: [A1, A2]}, {id: LO2, develops: [F]}]\n"},
		{name: "some", with: develops, text: domains + "outcomes: [{id: LO1, develops: [A2]}]\n", want: []string{
			"1:39 no outcome develops capability \"A1\"", "1:61 no outcome develops domain \"F\"",
		}},
		{name: "nothing to cover", with: develops, text: "outcomes: [{id: LO1, develops: [A1]}]\n"},
		{name: "nothing that covers", with: develops, text: domains, want: []string{"1:1 `outcomes` is missing"}},
		{name: "nothing that covers, said by others", with: develops, text: domains + "outcomes: []\n", want: []string{"2:11 (quiet)"}},
		{
			name: "another key does not count", with: Params{Of: "outcomes", By: "methods", Through: "assesses"},
			text: "outcomes: [{id: LO1}]\nunits: [{id: U1, outcomes: [LO1]}]\nassessment: {methods: [{id: M1, assesses: [LO2]}]}\n",
			want: []string{"1:17 no assessment method assesses outcome \"LO1\""},
		},
	})
	assesses := Params{Of: "outcomes", By: "methods", Through: "assesses", Via: "develops"}
	const outcomes = "outcomes:\n- {id: LO1, develops: [A1, A2]}\n- {id: LO2, develops: [A1]}\n- {id: LO3}\n"
	askAll(t, "covers", nil, []asked{
		{name: "by what it develops, all of it", with: assesses, text: domains + outcomes + "assessment: {methods: [{id: M1, assesses: [A1]}]}\n", want: []string{
			"3:8 no assessment method assesses outcome \"LO1\"", "5:8 no assessment method assesses outcome \"LO3\"",
		}},
		{name: "the last alone is not enough", with: assesses, text: domains + outcomes + "assessment: {methods: [{id: M1, assesses: [A2, LO2, LO3]}]}\n", want: []string{
			"3:8 no assessment method assesses outcome \"LO1\"",
		}},
		{name: "no methods", with: assesses, text: domains + outcomes, want: []string{"1:1 `assessment.methods` is missing"}},
	})
	refused(t, Check{Kind: "covers", With: Params{Of: "nothing", By: "outcomes", Through: "develops"}})
	refused(t, Check{Kind: "covers", With: Params{Of: "outcomes", By: "nothing", Through: "develops"}})
	refused(t, Check{Kind: "covers", With: Params{Of: "outcomes", By: "methods", Through: "nothing"}})
}
