package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

// manySpecs is a git repository with n made specifications, all committed.
func manySpecs(b *testing.B, n int) (dir string) {
	b.Helper()
	dir = b.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "specs"), 0o755); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, "specs", corpus.Name(i)+".yaml"), corpus.Specification(i), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "--quiet"}, {"add", "."}, {"-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "all"}} {
		git := exec.Command("git", args...)
		git.Dir = dir
		if out, err := git.CombinedOutput(); err != nil {
			b.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	return dir
}

// spent is what some runs of a program took.
type spent struct{ wall, cpu time.Duration }

// program runs a program in dir and adds what it took.
func (s *spent) program(b *testing.B, dir string, name string, args ...string) (stderr string) {
	b.Helper()
	var said bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stderr, cmd.Env = dir, &said, append(os.Environ(), "CREDCTL_DEBUG=1")
	start := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s %q: %v\n%s", name, args, err, &said)
	}
	s.wall += time.Since(start)
	s.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return said.String()
}

// BenchmarkWarm checks 10,000 specifications of which none was changed since the
// last run, and beside it, in turn, lets git say that nothing was: the whole of
// both programs, from start to exit. It reports the ratios of wall clock
// ("x-git-wall") and of processor time ("x-git-cpu").
func BenchmarkWarm(b *testing.B) {
	dir := manySpecs(b, 10_000)
	credctl := filepath.Join(b.TempDir(), "credctl")
	if out, err := exec.Command("go", "build", "-o", credctl, "../../cmd/credctl").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	args := []string{"validate", "--summary", "--cache-dir", b.TempDir()}
	var warmUp, git, warm spent
	const recognised = "parsed 0; read 0"
	for said := ""; !strings.Contains(said, recognised); { // at first the last files are too new to be trusted
		said = warmUp.program(b, dir, credctl, args...)
		warmUp.program(b, dir, "git", "status")
	}
	for b.Loop() {
		git.program(b, dir, "git", "status")
		if said := warm.program(b, dir, credctl, args...); !strings.Contains(said, recognised) {
			b.Fatalf("not everything was recognised: %s", said)
		}
	}
	b.ReportMetric(warm.wall.Seconds()/git.wall.Seconds(), "x-git-wall")
	b.ReportMetric(warm.cpu.Seconds()/git.cpu.Seconds(), "x-git-cpu")
	b.ReportMetric(float64(warm.wall.Milliseconds())/float64(b.N), "ms/run")
}

// BenchmarkCold checks 1,000 specifications with nothing to recall, everything
// included, and writes what it found out; beside it, in the same run and under
// the same settings of the garbage collector, it reads and parses the same files
// into yaml.v3 nodes and does nothing else. It reports the ratio ("x-floor"), and
// that of the same run without a cache ("x-floor-no-cache").
func BenchmarkCold(b *testing.B) {
	dir := manySpecs(b, 1000)
	files, err := filepath.Glob(filepath.Join(dir, "specs", "*.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(softLimit)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	validate := func(args ...string) time.Duration {
		env := &Env{Out: new(bytes.Buffer), Err: new(bytes.Buffer), Dir: dir, Now: time.Now}
		runtime.GC()
		start := time.Now()
		if status := run(env, append([]string{"validate", "--summary"}, args...)...); status != exitOK {
			b.Fatalf("exit status %d\n%s", status, env.Err)
		}
		return time.Since(start)
	}
	var floor, with, without time.Duration
	kept := b.TempDir()
	for i := 0; b.Loop(); i++ {
		floor += parseAll(b, files)
		with += validate("--cache-dir", filepath.Join(kept, strconv.Itoa(i)))
		without += validate("--no-cache")
	}
	b.ReportMetric(with.Seconds()/floor.Seconds(), "x-floor")
	b.ReportMetric(without.Seconds()/floor.Seconds(), "x-floor-no-cache")
}

// parseAll is the floor: it parses files on all cores, and returns how long that
// takes.
func parseAll(b *testing.B, files []string) time.Duration {
	runtime.GC()
	start := time.Now()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				data, err := os.ReadFile(files[i])
				if err != nil {
					b.Error(err)
				}
				var n yaml.Node
				if err := yaml.Unmarshal(data, &n); err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	return time.Since(start)
}
