package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// A run that holds much is given room beyond the soft limit: it would do little but
// collect otherwise. Once it holds little, the limit is as before.
func TestCollectorFollowsTheHeap(t *testing.T) {
	percent, limit := debug.SetGCPercent(100), debug.SetMemoryLimit(math.MaxInt64)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	tuneCollector(nil)
	if now := debug.SetMemoryLimit(-1); now != softLimit {
		t.Fatalf("the limit is %d, want %d", now, softLimit)
	}
	const much = 3 * softLimit
	held := make([]byte, much)
	becomes := func(wanted func(int64) bool) bool {
		for range 1000 {
			runtime.GC() // as when the limit is reached
			if wanted(debug.SetMemoryLimit(-1)) {
				return true
			}
			runtime.Gosched()
		}
		return false
	}
	if !becomes(func(now int64) bool { return now >= 2*much && now < 3*much }) {
		t.Errorf("with %d bytes held the limit is %d", len(held), debug.SetMemoryLimit(-1))
	}
	runtime.KeepAlive(held)
	held = nil
	if !becomes(func(now int64) bool { return now == softLimit }) {
		t.Errorf("with nothing held the limit is %d", debug.SetMemoryLimit(-1))
	}
}
