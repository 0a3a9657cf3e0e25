package criteria

import "testing"

func TestRequiredIf(t *testing.T) {
	transcribed := Params{When: &Condition{At: "/provenance/sources/*/relation", Equals: []string{"transcribed"}}}
	askAll(t, "required-if", []string{"/provenance/sources/*/licence"}, []asked{
		{
			name: "each item by itself", with: transcribed,
			text: "provenance:\n  sources:\n  - {title: a, relation: transcribed}\n  - {title: b, relation: based-on}\n  - {title: c, relation: transcribed, licence: none}\n",
			want: []string{"3:5 `provenance.sources[1].licence` is missing, though `provenance.sources[1].relation` is \"transcribed\""},
		},
		{name: "no items", with: transcribed, text: "id: x\n"},
	})
	askAll(t, "required-if", []string{"/notional_hours"}, []asked{
		{name: "any value triggers", with: Params{When: &Condition{At: "/credits"}}, text: "credits: 60\n", want: []string{"1:1 `notional_hours` is missing, though `credits` is 60"}},
		{name: "nothing does", with: Params{When: &Condition{At: "/credits"}}, text: "id: x\n"},
		{name: "both", with: Params{When: &Condition{At: "/credits"}}, text: "credits: 60\nnotional_hours: 600\n"},
		{name: "a list triggers", with: Params{When: &Condition{At: "/units"}}, text: "units: [{id: U1}]\n", want: []string{"1:1 `notional_hours` is missing, though `units` is given"}},
		{name: "quiet where an S finding says it", with: Params{When: &Condition{At: "/credits"}}, text: "credits: 60\nnotional_hours:\n", want: []string{"2:16 (quiet)"}},
	})
	askAll(t, "required-if", []string{"/provenance/sources/*/licence", "/licence"}, []asked{
		{
			name: "a place outside the list asks once", with: transcribed,
			text: "provenance:\n  sources:\n  - {relation: transcribed, licence: a}\n  - {relation: transcribed, licence: b}\n",
			want: []string{"1:1 `licence` is missing, though `provenance.sources[1].relation` is \"transcribed\""},
		},
	})
	refused(t, Check{Kind: "required-if", At: []string{"outcomes"}, With: Params{When: &Condition{At: "/credits"}}})
	refused(t, Check{Kind: "required-if", At: []string{"/credits"}, With: Params{When: &Condition{At: "outcomes"}}})
	refused(t, Check{Kind: "required-if", At: []string{"/credits"}, With: Params{When: &Condition{At: "/**"}}})
}
