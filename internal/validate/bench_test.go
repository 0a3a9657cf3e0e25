package validate_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

// corpusSize is how many specifications the benchmark checks.
const corpusSize = 1000

// BenchmarkValidate checks 1,000 specifications of about 20 KB with everything
// included, reading them too, and beside it, in the same run and under the same settings of the
// garbage collector, reads and parses the same files into yaml.v3 nodes and does nothing
// else: the floor. It reports the ratio of the two ("x-floor"), and the ratio to
// the floor under Go's default settings ("x-default-floor").
func BenchmarkValidate(b *testing.B) {
	in, size := corpusInput(b, corpusSize)
	in.TallyOnly = true // as when people read the report on many files
	files := in.Files
	parse := func() {
		spread(len(files), func(i int) {
			data, err := in.Read(files[i])
			if err != nil {
				b.Error(err)
			}
			var n yaml.Node
			if err := yaml.Unmarshal(data, &n); err != nil {
				b.Error(err)
			}
		})
	}
	check := func() {
		res, err := validate.Run(context.Background(), in)
		if err != nil {
			b.Fatal(err)
		}
		if len(res.Findings) > 0 {
			b.Fatalf("the corpus is not clean: %v", res.Findings[0])
		}
	}
	var checked, floor, defaultFloor time.Duration
	for b.Loop() {
		defaultFloor += timed(parse)
		withShortLivedCollector(func() {
			floor += timed(parse)
			checked += timed(check)
		})
	}
	n := float64(b.N)
	b.ReportMetric(checked.Seconds()/floor.Seconds(), "x-floor")
	b.ReportMetric(checked.Seconds()/defaultFloor.Seconds(), "x-default-floor")
	b.ReportMetric(n*float64(len(files))/checked.Seconds(), "files/s")
	b.ReportMetric(n*float64(size)/1e6/checked.Seconds(), "MB/s")
}

// corpusInput returns the input of a run over n made specifications, and their
// size in bytes.
func corpusInput(tb testing.TB, n int) (in validate.Input, size int) {
	tb.Helper()
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		tb.Fatal(err)
	}
	// The files lie on the disk, as a user's do: held in memory they would make
	// the heap so large that the collector hardly ever ran, for the floor as well.
	dir := tb.TempDir()
	for i := range n {
		file, data := corpus.Name(i)+".yaml", corpus.Specification(i)
		if err := os.WriteFile(filepath.Join(dir, file), data, 0o600); err != nil {
			tb.Fatal(err)
		}
		size += len(data)
		in.Files = append(in.Files, file)
	}
	in.Read = func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, file)) }
	in.Criteria, in.Frameworks, in.Today = set, framework.NewRegistry(framework.Embedded()...), "2026-11-22"
	return in, size
}

// spread calls do for 0 to n-1 on all cores.
func spread(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// withShortLivedCollector runs do under the settings that the program chooses
// for itself: no collection below a soft limit.
func withShortLivedCollector(do func()) {
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(128<<20)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	do()
}

// timed collects what others left behind and returns how long do takes.
func timed(do func()) time.Duration {
	runtime.GC()
	start := time.Now()
	do()
	return time.Since(start)
}
