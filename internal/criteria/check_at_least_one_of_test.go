package criteria

import "testing"

func TestAtLeastOneOf(t *testing.T) {
	kinds := Params{Values: []string{"population", "setting"}}
	askAll(t, "at-least-one-of", []string{"/proposal/need/relates_to/*/kind"}, []asked{
		{name: "one of them", with: kinds, text: "proposal: {need: {relates_to: [{kind: other}, {kind: setting}]}}\n"},
		{name: "none of them", with: kinds, text: "proposal: {need: {relates_to: [{kind: other}]}}\n", want: []string{"1:39 `proposal.need.relates_to[1].kind` is \"other\", want population or setting"}},
		{name: "no items", with: kinds, text: "proposal: {need: {relates_to: []}}\n", want: []string{"1:31 `proposal.need.relates_to` names none of population and setting"}},
		{name: "no list", with: kinds, text: "id: x\n", want: []string{"1:1 `proposal.need.relates_to` is missing"}},
	})
	askAll(t, "at-least-one-of", []string{"/credits", "/duration"}, []asked{
		{name: "the second place", text: "duration: a year\n"},
		{name: "neither place", text: "id: x\n", want: []string{"1:1 nothing is given at any of /credits and /duration"}},
	})
	askAll(t, "at-least-one-of", []string{"domains"}, []asked{
		{
			name: "keys of each element", with: Params{Of: "keys", Values: []string{"capabilities", "statements"}},
			text: "domains:\n- id: A\n  capabilities: [{id: A1}]\n- id: B\n  statements: []\n- id: C\n  statements: [{id: x}]\n",
			want: []string{"4:7 `domains[2]` has neither capabilities nor statements"},
		},
	})
	refused(t, Check{Kind: "at-least-one-of", At: []string{"domains"}, With: Params{Of: "keys"}})
	refused(t, Check{Kind: "at-least-one-of", At: []string{"nonsense"}})
}
