package criteria

import (
	"fmt"
	"strings"
	"testing"
)

func TestResolvesLinks(t *testing.T) {
	const domains = "domains:\n- {id: A, capabilities: [{id: A1}, {id: A2}]}\n- {id: F, statements: [{id: \"6.1\", text: x}]}\n"
	askAll(t, "resolves", nil, []asked{
		{name: "capabilities and domains without", with: Params{To: "links"}, text: domains + "outcomes: [{id: LO1, develops: [A1, F]}]\n"},
		{name: "letter for letter", with: Params{To: "links"}, text: domains + "outcomes: [{id: LO1, develops: [a1]}]\n", want: []string{
			"4:33 `outcomes[1].develops[1]` is \"a1\", want the id of a capability or of a domain without capabilities",
		}},
		{name: "units hold outcomes alone", with: Params{To: "links"}, text: domains + "units: [{id: U1, outcomes: [A1]}]\n", want: []string{
			"4:29 `units[1].outcomes[1]` is \"A1\", want the id of an outcome",
		}},
		{name: "anything may replace", with: Params{To: "links"}, text: domains + "retired: [{id: X, since: 1.0.0, replaced_by: [A, \"6.1\", Y]}]\n", want: []string{
			"4:57 `retired[1].replaced_by[3]` is \"Y\", want an id that is in use in this file",
		}},
	})
}

func TestResolvesFrameworks(t *testing.T) {
	askAll(t, "resolves", nil, []asked{
		{name: "known", with: Params{To: "frameworks"}, text: "frameworks: [mpf@2017, mpf@2025]\n"},
		{name: "unknown", with: Params{To: "frameworks"}, text: "frameworks: [mpf@2017, mpf]\n", want: []string{"1:24 `frameworks[2]` is \"mpf\", but no such framework is known here"}},
		{name: "none", with: Params{To: "frameworks"}, text: "id: x\n"},
	})
}

func TestResolvesMappings(t *testing.T) {
	file := func(declared, item string) string {
		return fmt.Sprintf("frameworks: [%s]\ndomains:\n- id: A\n  maps_to: [{item: %q}]\n", declared, item)
	}
	is := func(item, rest string) []string {
		return []string{fmt.Sprintf("4:20 `domains[1].maps_to[1].item` is %q, %s", item, rest)}
	}
	askAll(t, "resolves", nil, []asked{
		{name: "resolves", with: Params{To: "mappings"}, text: file("mpf@2025", "mpf@2025#1.10")},
		{name: "bare", with: Params{To: "mappings"}, text: file("mpf@2025", "1.10"), want: is("1.10", "want the framework and its edition before the number, such as \"mpf@2025#1.2\"")},
		{name: "malformed", with: Params{To: "mappings"}, text: file("mpf@2025", "mpf#1.10"), want: is("mpf#1.10", "want a framework, its edition and a number, written like \"mpf@2025#1.2\"")},
		{name: "unknown framework", with: Params{To: "mappings"}, text: file("mpf@2025", "mpf@2030#1.1"), want: is("mpf@2030#1.1", "but no framework \"mpf@2030\" is known here")},
		{name: "said once where it is declared", with: Params{To: "mappings"}, text: file("mpf@2030", "mpf@2030#1.1")},
		{name: "unknown item", with: Params{To: "mappings"}, text: file("mpf@2025", "mpf@2025#5.1"), want: is("mpf@2025#5.1", "but mpf@2025 has no item \"5.1\"")},
		{name: "undeclared", with: Params{To: "mappings"}, text: file("mpf@2025", "mpf@2017#1.1"), want: is("mpf@2017#1.1", "but `frameworks` does not name mpf@2017")},
		{name: "only the ways asked for", with: Params{To: "mappings", Values: []string{"bare"}}, text: file("mpf@2025", "mpf@2017#1.1")},
		{name: "coverage too", with: Params{To: "mappings"}, text: "frameworks: [mpf@2025]\ncoverage: {not_covered: [{item: \"1.1\", reason: x}]}\n", want: []string{
			"2:33 `coverage.not_covered[1].item` is \"1.1\", want the framework and its edition before the number, such as \"mpf@2025#1.2\"",
		}},
	})
	refused(t, Check{Kind: "resolves", With: Params{To: "nowhere"}})
	refused(t, Check{Kind: "resolves", With: Params{To: "mappings", Values: []string{"odd"}}})
}

func TestResolvesHelp(t *testing.T) {
	for _, row := range []struct{ to, text, want string }{
		{"links", "domains: [{id: A, capabilities: [{id: A1}, {id: A2}]}]\noutcomes: [{id: LO1, develops: [A]}]\n", "domain \"A\" has capabilities; name those that are meant: A1 and A2"},
		{"links", "domains: [{id: A, capabilities: [{id: A1}, {id: A2}]}]\noutcomes: [{id: LO1, develops: [A3]}]\n", "the ids to choose from are A1 and A2"},
		{"links", "outcomes: [{id: LO1, develops: [A3]}]\n", "there is nothing of the kind in this file yet; add it, or take the reference out"},
		{"mappings", "frameworks: [mpf@2025]\ndomains: [{id: A, maps_to: [{item: \"1.10\"}]}]\n", "write \"mpf@2025#1.10\""},
		{"mappings", "domains: [{id: A, maps_to: [{item: \"1.10\"}]}]\n", "write one of mpf@2017#1.10, mpf@2025#1.10"},
		{"mappings", "domains: [{id: A, maps_to: [{item: \"mpf@2025#1.10\"}]}]\n", "add a line \"frameworks: [mpf@2025]\""},
		{"mappings", "frameworks: [mpf@2017]\ndomains: [{id: A, maps_to: [{item: \"mpf@2025#1.10\"}]}]\n", "add mpf@2025 to `frameworks`, or map to mpf@2017, which is named there"},
		{"mappings", "frameworks: [mpf@2025]\ndomains: [{id: A, maps_to: [{item: \"mpf@2025#99.99\"}]}]\n", "its items are 1.1 to 1.11, 2.1 to 2.11, 3.1 to 3.8 and 4.1 to 4.8"},
		{"frameworks", "frameworks: [nmc@2020]\n", "the frameworks known here are mpf@2017 and mpf@2025"},
	} {
		c := Check{Kind: "resolves", With: Params{To: row.to}}
		a, err := kinds[c.Kind].bind(&c)
		if err != nil {
			t.Fatal(err)
		}
		problems := a.Problems(subject(t, "test.yaml", row.text, ""))
		if len(problems) != 1 || problems[0].Help != row.want {
			t.Errorf("%s: got %+v, want the help %q", strings.ReplaceAll(row.text, "\n", "; "), problems, row.want)
		}
	}
}
