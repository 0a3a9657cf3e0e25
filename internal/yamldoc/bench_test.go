package yamldoc

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"gopkg.in/yaml.v3"
)

// realistic is a specification of about 20 KB.
func realistic(tb testing.TB) []byte {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "specs", "mental-health.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	if doc, found := Parse("mental-health.yaml", data, Options{}); doc == nil || len(found) > 0 {
		tb.Fatal(found)
	}
	return data
}

// BenchmarkBareNodes is the floor that BenchmarkParse is measured against: the
// parser alone.
func BenchmarkBareNodes(b *testing.B) {
	data := realistic(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse is all of reading: the bytes, the parser, the strict walk.
func BenchmarkParse(b *testing.B) {
	data := realistic(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, _ := Parse("f.yaml", data, Options{}); doc == nil {
			b.Fatal("no document")
		}
	}
}

// BenchmarkBytes is the first step alone.
func BenchmarkBytes(b *testing.B) {
	data := realistic(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if c := clean(newReport("f.yaml"), data, Options{}); c.crossed || !bytes.Equal(c.text(), data) {
			b.Fatal("refused")
		}
	}
}
