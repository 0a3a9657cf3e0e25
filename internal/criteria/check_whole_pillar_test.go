package criteria

import (
	"fmt"
	"strings"
	"testing"
)

func TestWholePillar(t *testing.T) {
	pillar := func(id, strength string, n int) string {
		var items []string
		for i := range n {
			items = append(items, fmt.Sprintf("{item: \"mpf@2025#3.%d\"%s}", i+1, strength))
		}
		return "- {id: " + id + ", maps_to: [" + strings.Join(items, ", ") + "]}\n"
	}
	askAll(t, "whole-pillar", nil, []asked{
		{name: "all but one", text: "domains:\n" + pillar("A", "", 7)},
		{name: "all", text: "domains:\n" + pillar("A", "", 1) + pillar("B", "", 8), want: []string{
			"3:20 domain \"B\" maps to the whole of pillar 3 of mpf@2025 (3.1 to 3.8), which makes coverage look better than it may be",
		}},
		{name: "said to be partial", text: "domains:\n" + pillar("A", ", strength: partial", 8)},
		{name: "two together", text: "domains:\n" + pillar("A", "", 7) + "- {id: B, maps_to: [{item: \"mpf@2025#3.8\"}]}\n"},
	})
}
