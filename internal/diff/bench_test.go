package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/spec"
)

// large is a specification of about 100 KB; turn makes its texts differ.
func large(t testing.TB, version, turn string) *spec.Specification {
	var b strings.Builder
	b.WriteString("domains:\n")
	for d := range 10 {
		fmt.Fprintf(&b, "- id: D%d\n  title: Domain %d\n  capabilities:\n", d, d)
		for c := range 8 {
			fmt.Fprintf(&b, "  - id: D%d.%d\n    title: Capability %d of %d\n    statement: Assesses the %s of person %d with a condition %d that changes, and decides what to do about it next.\n    statements:\n", d, c, c, d, turn, c, d)
			for s := range 10 {
				fmt.Fprintf(&b, "    - {id: \"%d.%d.%d\", text: Tell apart the usual causes of condition %d and %s signs of the sort %d}\n", d, c, s, d, turn, s)
			}
		}
	}
	return document(t, version, b.String())
}

func BenchmarkCompare(b *testing.B) {
	for name, turn := range map[string]string{"same": "whole", "all_reworded": "entire"} {
		before, after := large(b, "1.0.0", "whole"), large(b, "2.0.0", turn)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				diff.Compare(before, after)
			}
		})
	}
	// Every id is another, and no text is the same: the search for what became of what
	// is gone has the most to look at.
	before := large(b, "1.0.0", "whole")
	after := large(b, "2.0.0", "entirely other set of words that has nothing to do with the one before it at all")
	for i := range after.Domains {
		for j := range after.Domains[i].Capabilities {
			c := &after.Domains[i].Capabilities[j]
			c.ID += "x"
			for k := range c.Statements {
				c.Statements[k].ID += "x"
			}
		}
	}
	b.Run("all_renamed", func(b *testing.B) {
		for b.Loop() {
			diff.Compare(before, after)
		}
	})
	long := strings.Repeat("a b c d e f g h ", 8000)
	other := strings.Repeat("i j k l m n o p ", 8000)
	one, two := capability(b, long), capability(b, other)
	b.Run("hostile_prose", func(b *testing.B) {
		for b.Loop() {
			diff.Compare(one, two)
		}
	})
}
