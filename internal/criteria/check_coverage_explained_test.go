package criteria

import (
	"fmt"
	"strings"
	"testing"
)

func TestCoverageExplained(t *testing.T) {
	maps := func(item func(pillar, n int) bool) string {
		var items []string
		for p, size := range []int{11, 11, 8, 8} {
			for n := range size {
				if item(p+1, n+1) {
					items = append(items, fmt.Sprintf("{item: \"mpf@2025#%d.%d\"}", p+1, n+1))
				}
			}
		}
		return "frameworks: [mpf@2025]\ndomains: [{id: A, maps_to: [" + strings.Join(items, ", ") + "]}]\n"
	}
	all := maps(func(_, _ int) bool { return true })
	some := maps(func(p, n int) bool { return p < 3 && !(p == 1 && n == 1) && !(p == 2 && n > 1 && n < 6) })
	askAll(t, "coverage-explained", nil, []asked{
		{name: "all", text: all},
		{name: "runs are put together", text: some, want: []string{
			"1:14 nothing maps to 21 items of mpf@2025 (1.1, 2.2 to 2.5, 3.1 to 3.8 and 4.1 to 4.8), and `coverage.not_covered` does not say why",
		}},
		{name: "one explained", text: maps(func(p, n int) bool { return p > 1 || n > 2 }) + "coverage: {not_covered: [{item: \"mpf@2025#1.1\", reason: x}]}\n", want: []string{
			"1:14 nothing maps to 1 item of mpf@2025 (1.2), and `coverage.not_covered` does not say why",
		}},
		{name: "another edition explains nothing", text: maps(func(p, n int) bool { return p > 1 || n > 1 }) + "coverage: {not_covered: [{item: \"mpf@2017#1.1\", reason: x}]}\n", want: []string{
			"1:14 nothing maps to 1 item of mpf@2025 (1.1), and `coverage.not_covered` does not say why",
		}},
		{name: "nothing mapped at all", text: "frameworks: [mpf@2025]\n", want: []string{"1:14 (quiet)"}},
		{name: "declared twice", text: strings.Replace(some, "mpf@2025]", "mpf@2025, mpf@2025]", 1), want: []string{
			"1:14 nothing maps to 21 items of mpf@2025 (1.1, 2.2 to 2.5, 3.1 to 3.8 and 4.1 to 4.8), and `coverage.not_covered` does not say why",
		}},
		{name: "not asked about", with: Params{Values: []string{"nmc"}}, text: some},
		{name: "passed over", with: Params{Skip: []string{"mpf"}}, text: some},
		{name: "unknown", text: "frameworks: [mpf@2030]\n"},
		{name: "none declared", text: "id: x\n"},
	})
}
