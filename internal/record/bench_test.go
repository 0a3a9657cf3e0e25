package record_test

import (
	"fmt"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/record"
)

// realistic is a review record of about 1.5 KB.
func realistic(tb testing.TB) []byte {
	tb.Helper()
	r := review()
	r.Outcomes = nil
	for i := range 12 {
		r.Outcomes = append(r.Outcomes, record.Answer{Criterion: fmt.Sprintf("4.%d", i), Outcome: record.Meets, Note: "The need is shown for the area."})
	}
	data := r.Marshal()
	if len(data) < 1300 || len(data) > 1800 || strings.Count(string(data), "\n") < 20 {
		tb.Fatalf("%d bytes", len(data))
	}
	return data
}

// BenchmarkBareNodes is the floor that BenchmarkParseReview is measured against:
// the parser alone.
func BenchmarkBareNodes(b *testing.B) {
	data := realistic(b)
	b.ReportAllocs()
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseReview is all of reading a record.
func BenchmarkParseReview(b *testing.B) {
	data := realistic(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, found := record.ParseReview("a.yaml", data); len(found) > 0 {
			b.Fatal(found)
		}
	}
}
