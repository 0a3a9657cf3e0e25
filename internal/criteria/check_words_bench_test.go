package criteria

import (
	"testing"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// BenchmarkWording measures all checks of words and verbs on a specification of
// this repository, beside the bare parse of the same bytes.
func BenchmarkWording(b *testing.B) {
	text := specFile(b, "mental-health.yaml")
	set := embeddedSet(b)
	var asked []asker
	for i := range set.bound {
		switch set.bound[i].ask.(type) {
		case *words, *verbs:
			asked = append(asked, set.bound[i].ask)
		}
	}
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			yamldoc.Parse("mental-health.yaml", []byte(text), yamldoc.Options{})
		}
	})
	s := subject(b, "mental-health.yaml", text, spec.Draft)
	b.Run("checks", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			s.seen.prose = nil // gathered anew for each specification
			for _, ask := range asked {
				ask.Problems(s)
			}
		}
	})
}
