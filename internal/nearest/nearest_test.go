package nearest

import (
	"strings"
	"testing"
)

func TestWord(t *testing.T) {
	for _, c := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"titel", []string{"stage", "title"}, "title"},
		{"tilte", []string{"stage", "title"}, "title"},
		{"capabilitys", []string{"statements", "capabilities"}, "capabilities"},
		{"Title", []string{"title"}, "title"},
		{"target-group", []string{"target_group"}, "target_group"},
		{"ba", []string{"ab"}, "ab"},
		{"colour", []string{"title", "stage"}, ""},
		{"", []string{"a"}, ""},
		{"x", []string{"q", "s"}, ""},
		{"same", []string{"sams", "samt"}, "sams"},
		{strings.Repeat("a", 65), []string{strings.Repeat("a", 64)}, ""},
		{"word", []string{strings.Repeat("a", 65), "ward"}, "ward"},
		{"word", nil, ""},
	} {
		if got := Word(c.word, c.candidates); got != c.want {
			t.Errorf("Word(%q, %q) is %q, want %q", c.word, c.candidates, got, c.want)
		}
	}
}
