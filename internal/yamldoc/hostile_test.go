package yamldoc

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
)

// mostMemory is what reading one file may allocate, all in all.
const mostMemory = 64 << 20

// largestKept is how large a hostile document may be to be kept as a file; the
// larger ones are made when they are needed.
const largestKept = 4 << 10

// TestHostile asks that every document of the corpus has exactly the codes that
// are expected of it, each at a place in the file, and costs a bounded amount of
// memory. With -update the smaller ones are written to testdata/hostile.
func TestHostile(t *testing.T) {
	documents := hostile()
	if len(documents) < 60 {
		t.Errorf("%d documents, want at least 60", len(documents))
	}
	dir := filepath.Join("..", "..", "testdata", "hostile")
	kept := map[string]bool{}
	for _, h := range documents {
		t.Run(h.name, func(t *testing.T) {
			data := h.make()
			if len(data) <= largestKept {
				kept[h.name+".yaml"] = true
				keep(t, filepath.Join(dir, h.name+".yaml"), data)
			}
			found, allocated := measured(data)
			if diff := cmp.Diff(h.codes, codesOf(found)); diff != "" {
				t.Errorf("codes (- want, + got):\n%s%v", diff, first(found, 5))
			}
			checkFindings(t, data, found)
			if allocated > mostMemory {
				t.Errorf("allocates %d MB", allocated>>20)
			}
			t.Logf("%d bytes of text, %d KB allocated", len(data), allocated>>10)
		})
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !kept[f.Name()] {
			t.Errorf("testdata/hostile/%s belongs to no document", f.Name())
		}
	}
}

// keep compares a document with its file, or writes it.
func keep(t *testing.T, path string, data []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, data) {
		t.Errorf("%s differs from what the test makes; go test -run TestHostile -update writes it again", path)
	}
}

// measured reads data and returns how many bytes that allocated.
func measured(data []byte) (finding.List, uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	doc, found := Parse("f.yaml", data, Options{})
	if doc != nil {
		doc.Root().Pointer()
		doc.Root().End()
	}
	runtime.ReadMemStats(&after)
	return found, after.TotalAlloc - before.TotalAlloc
}

// codesOf returns the codes of found, each once, sorted and joined.
func codesOf(found finding.List) string {
	var codes []string
	for _, f := range found {
		codes = append(codes, f.Code)
	}
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), " ")
}

func first(found finding.List, n int) finding.List { return found[:min(n, len(found))] }

// BenchmarkHostile reads the larger documents of the corpus, one each.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile() {
		data := h.make()
		if len(data) <= largestKept {
			continue
		}
		b.Run(h.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Parse("f.yaml", data, Options{})
			}
		})
	}
}
