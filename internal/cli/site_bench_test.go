package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// BenchmarkSite makes the site of 500 specifications with 3 published versions each
// and, beside it and in the same run, does what nobody can do without: takes each text
// of each version out of the same repository, and parses it, on all cores. It reports
// the ratio of the two ("x-floor"), and what it costs to find that nothing changed.
func BenchmarkSite(b *testing.B) {
	dir := b.TempDir()
	texts := siteCrowd(b, dir, 500, 3)
	var floor, made, same time.Duration
	for b.Loop() {
		target := filepath.Join(b.TempDir(), "public")
		run := func() {
			if status := Run(b.Context(), quietEnv(dir), []string{"site", target}); status != exitOK {
				b.Fatal(status)
			}
		}
		floor += timed(func() { siteFloor(b, texts) })
		made += timed(run)
		same += timed(run)
	}
	b.ReportMetric(made.Seconds()/floor.Seconds(), "x-floor")
	b.ReportMetric(floor.Seconds()/float64(b.N)*1000, "ms-floor")
	b.ReportMetric(made.Seconds()/float64(b.N)*1000, "ms-site")
	b.ReportMetric(same.Seconds()/float64(b.N)*1000, "ms-same")
}

// siteFloor parses all texts, on all cores.
func siteFloor(b *testing.B, texts [][]byte) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(texts); i = int(next.Add(1)) - 1 {
				if err := yaml.Unmarshal(texts[i], new(yaml.Node)); err != nil {
					b.Error(err)
				}
			}
		})
	}
	workers.Wait()
}

// TestSiteCrowdKept makes the repository of BenchmarkSite in the folder that the
// environment names, to be looked at by hand.
func TestSiteCrowdKept(t *testing.T) {
	dir := os.Getenv("SITE_CROWD")
	if dir == "" {
		t.Skip("SITE_CROWD names no folder")
	}
	siteCrowd(t, dir, 500, 3)
}
