package criteria

import "testing"

func TestMinItems(t *testing.T) {
	askAll(t, "min-items", []string{"/target_group/professions"}, []asked{
		{name: "enough", with: Params{Min: 2}, text: "target_group: {professions: [a, b]}\n"},
		{name: "too few", with: Params{Min: 2}, text: "target_group: {professions: [a]}\n", want: []string{"1:29 `target_group.professions` has 1 item, want at least 2"}},
		{name: "none", with: Params{Min: 1}, text: "target_group: {professions: []}\n", want: []string{"1:29 `target_group.professions` has 0 items, want at least 1"}},
		{name: "absent", with: Params{Min: 2}, text: "id: x\n", want: []string{"1:1 `target_group.professions` is missing, want at least 2 items"}},
		{name: "null has an S finding", with: Params{Min: 1}, text: "target_group:\n  professions:\n", want: []string{"2:15 (quiet)"}},
		{name: "only if given", with: Params{Min: 2, When: &Condition{At: "/target_group/professions"}}, text: "id: x\n"},
		{name: "given", with: Params{Min: 2, When: &Condition{At: "/target_group/professions"}}, text: "target_group: {professions: [a]}\n", want: []string{"1:29 `target_group.professions` has 1 item, want at least 2"}},
	})
}
