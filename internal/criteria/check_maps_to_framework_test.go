package criteria

import "testing"

func TestMapsToFramework(t *testing.T) {
	mpf := Params{Values: []string{"mpf"}}
	askAll(t, "maps-to-framework", nil, []asked{
		{name: "the capability itself", with: mpf, text: "domains: [{id: A, capabilities: [{id: A1, maps_to: [{item: \"mpf@2025#1.1\"}]}]}]\n"},
		{name: "one of its statements", with: mpf, text: "domains: [{id: A, capabilities: [{id: A1, statements: [{id: x}, {id: y, maps_to: [{item: \"mpf@2025#1.1\"}]}]}]}]\n"},
		{name: "its domain", with: mpf, text: "domains: [{id: A, maps_to: [{item: \"mpf@2025#1.1\"}], capabilities: [{id: A1}]}]\n"},
		{name: "nothing", with: mpf, text: "domains: [{id: A, capabilities: [{id: A1}, {id: A2, maps_to: [{item: \"mpf@2025#1.1\"}]}]}]\n", want: []string{
			"1:39 capability \"A1\" maps to no item of mpf, and neither do its statements or its domain",
		}},
		{name: "a domain without capabilities", with: mpf, text: "domains: [{id: F, statements: [{id: \"6.1\", text: x}]}]\n", want: []string{
			"1:16 domain \"F\" maps to no item of mpf, and neither do its statements",
		}},
		{name: "another framework does not serve", with: mpf, text: "domains: [{id: A, capabilities: [{id: A1, maps_to: [{item: \"nmc@2020#1\"}]}]}]\n", want: []string{
			"1:39 capability \"A1\" maps to no item of mpf, and neither do its statements or its domain",
		}},
		{name: "unless any does", text: "domains: [{id: A, capabilities: [{id: A1, maps_to: [{item: \"nmc@2020#1\"}]}]}]\n"},
		{name: "a bare number has its own finding", with: mpf, text: "domains: [{id: A, capabilities: [{id: A1, maps_to: [{item: \"1.1\"}]}]}]\n"},
		{name: "no domains", with: mpf, text: "id: x\n", want: []string{"1:1 `domains` is missing"}},
		{name: "an empty list", with: mpf, text: "domains: []\n", want: []string{"1:10 (quiet)"}},
	})
}
