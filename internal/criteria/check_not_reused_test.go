package criteria

import "testing"

func TestNotReused(t *testing.T) {
	askAll(t, "not-reused", nil, []asked{
		{name: "gone for good", text: "retired: [{id: A9, since: 1.2.0}]\noutcomes: [{id: LO1, text: x}]\n"},
		{name: "again", text: "retired: [{id: LO1, since: 1.2.0}]\noutcomes: [{id: LO1, text: x}]\n", want: []string{
			"2:17 `outcomes[1].id` is \"LO1\", an id that was retired in version 1.2.0",
		}},
		{name: "as something else", text: "retired: [{id: LO1}]\nunits: [{id: LO1, title: x}]\n", want: []string{
			"2:14 `units[1].id` is \"LO1\", an id that was retired",
		}},
	})
}
