package spec_test

import (
	"testing"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// BenchmarkDecode is what decoding costs; BenchmarkParse, over the same files, is
// what it is to be compared with.
func BenchmarkDecode(b *testing.B) {
	var docs []*yamldoc.Document
	size := 0
	for path, data := range specifications(b) {
		docs = append(docs, parse(b, path, string(data)))
		size += len(data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, doc := range docs {
			spec.Decode(doc)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	files := specifications(b)
	size := 0
	for _, data := range files {
		size += len(data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for path, data := range files {
			yamldoc.Parse(path, data, yamldoc.Options{})
		}
	}
}
