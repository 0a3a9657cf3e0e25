package criteria

import "testing"

func TestLength(t *testing.T) {
	askAll(t, "length", []string{"/title"}, []asked{
		{name: "long enough", with: Params{Min: 3}, text: "title: älö\n"},
		{name: "characters, not bytes", with: Params{Max: 3}, text: "title: älö\n"},
		{name: "too short", with: Params{Min: 4}, text: "title: älö\n", want: []string{"1:8 `title` has 3 characters, want at least 4"}},
		{name: "too long", with: Params{Max: 2}, text: "title: älö\n", want: []string{"1:8 `title` has 3 characters, want at most 2"}},
		{name: "absent is not asked", with: Params{Min: 4}, text: "id: x\n"},
		{name: "empty has an S finding", with: Params{Min: 4}, text: "title: \"\"\n"},
	})
	refused(t, Check{Kind: "length", At: []string{"/title"}})
}
