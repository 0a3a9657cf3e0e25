package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
)

// Past the soft limit the collector works as ever: a run that holds more than that for
// long would otherwise do little but collect.
func TestCollectorPastTheLimit(t *testing.T) {
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	set := []metrics.Sample{{Name: "/gc/gogc:percent"}, {Name: "/gc/gomemlimit:bytes"}}
	tuneCollector(nil)
	if metrics.Read(set); set[1].Value.Uint64() != softLimit {
		t.Fatalf("the limit is %d, want %d", set[1].Value.Uint64(), softLimit)
	}
	for range 1000 {
		runtime.GC() // as when the limit is reached
		if metrics.Read(set); set[0].Value.Uint64() == 100 && set[1].Value.Uint64() == math.MaxInt64 {
			return
		}
		runtime.Gosched()
	}
	t.Errorf("the collector is at %d %% with a limit of %d", set[0].Value.Uint64(), set[1].Value.Uint64())
}
