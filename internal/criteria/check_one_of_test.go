package criteria

import "testing"

func TestOneOf(t *testing.T) {
	askAll(t, "one-of", []string{"/licence/id"}, []asked{
		{name: "on the list", with: Params{Values: []string{"CC0-1.0", "CC-BY-4.0"}}, text: "licence: {id: CC-BY-4.0}\n"},
		{name: "not on it", with: Params{Values: []string{"CC0-1.0", "CC-BY-4.0"}}, text: "licence: {id: none}\n", want: []string{"1:15 `licence.id` is \"none\", want one of CC0-1.0, CC-BY-4.0"}},
		{name: "absent is not asked", with: Params{Values: []string{"CC0-1.0"}}, text: "licence: {holder: us}\n"},
	})
	askAll(t, "one-of", []string{"/provenance/illustrative"}, []asked{
		{name: "true or false", with: Params{Values: []string{"false"}}, text: "provenance: {illustrative: true}\n", want: []string{"1:28 `provenance.illustrative` is true, want false"}},
		{name: "false", with: Params{Values: []string{"false"}}, text: "provenance: {illustrative: false}\n"},
	})
}
