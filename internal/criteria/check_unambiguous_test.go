package criteria

import "testing"

func TestUnambiguous(t *testing.T) {
	askAll(t, "unambiguous", nil, []asked{
		{name: "a domain shares the id of its only capability", text: "domains: [{id: C, capabilities: [{id: C}]}]\noutcomes: [{id: LO1, develops: [C]}]\n"},
		{name: "a domain without capabilities and a capability elsewhere", text: "domains: [{id: C}, {id: D, capabilities: [{id: C}]}]\noutcomes: [{id: LO1, develops: [C]}]\n", want: []string{
			"2:33 `outcomes[1].develops[1]` is \"C\", which could mean the capability or the domain",
		}},
		{name: "an outcome cannot be developed", text: "domains: [{id: C, capabilities: [{id: \"1\"}]}]\noutcomes: [{id: \"1\", develops: [\"1\"]}]\n"},
		{name: "but both can be assessed", text: "domains: [{id: C, capabilities: [{id: \"1\"}]}]\noutcomes: [{id: \"1\"}]\nassessment: {methods: [{id: M, assesses: [\"1\"]}]}\n", want: []string{
			"3:43 `assessment.methods[1].assesses[1]` is \"1\", which could mean the capability or the outcome",
		}},
		{name: "what replaces a retired thing", text: "domains: [{id: C, capabilities: [{id: C}]}]\nretired: [{id: X, since: 1.0.0, replaced_by: [C]}]\n", want: []string{
			"2:47 `retired[1].replaced_by[1]` is \"C\", which could mean the domain or the capability",
		}},
	})
}
