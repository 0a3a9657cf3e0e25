package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

// BenchmarkSince checks what changed in 10 of 10,000 specifications and, beside
// it, in the same run and over the same files, has git say which those are. It
// reports the ratio of the two ("x-git-status"). Cold, every other file is read to
// see whether it refers to one of the ten; remembered, an earlier run is known to
// have done so.
func BenchmarkSince(b *testing.B) {
	dir := sinceCorpus(b, 10_000, 10)
	for _, test := range []struct {
		name  string
		looks validate.Looks
	}{{"cold", nil}, {"remembered", corpusLooks{}}} {
		b.Run(test.name, func(b *testing.B) {
			var ours, status time.Duration
			for b.Loop() {
				status += timed(func() { gitIn(b, dir, "status", "--porcelain") })
				ours += timed(func() { checkSince(b, dir, test.looks) })
			}
			b.ReportMetric(ours.Seconds()/status.Seconds(), "x-git-status")
			b.ReportMetric(status.Seconds()/float64(b.N)*1000, "ms-git-status")
		})
	}
}

// corpusLooks knows of every specification of the corpus that it has the id its
// file is named after and refers to none.
type corpusLooks struct{}

func (corpusLooks) RecallLook(file string) (validate.Looked, bool) {
	return validate.Looked{ID: file[len("specs/") : len(file)-len(".yaml")]}, true
}

func (corpusLooks) KeepLook(string, []byte) {}

// sinceCorpus makes a repository of n specifications and then changes some.
func sinceCorpus(b *testing.B, n, changed int) string {
	b.Helper()
	dir := b.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "specs"), 0o755); err != nil {
		b.Fatal(err)
	}
	write := func(i int, tail string) {
		file := filepath.Join(dir, "specs", corpus.Name(i)+".yaml")
		if err := os.WriteFile(file, append(corpus.Specification(i), tail...), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	for i := range n {
		write(i, "")
	}
	gitIn(b, dir, "init", "--quiet")
	gitIn(b, dir, "add", ".")
	gitIn(b, dir, "commit", "--quiet", "--message", "all")
	for i := range changed {
		write(i*n/changed, "# a remark\n")
	}
	gitIn(b, dir, "status")
	return dir
}

func gitIn(tb testing.TB, dir string, args ...string) {
	tb.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=T. Tester", "GIT_AUTHOR_EMAIL=tester@example.org", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z",
		"GIT_COMMITTER_NAME=T. Tester", "GIT_COMMITTER_EMAIL=tester@example.org", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z")
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("git %q: %v\n%s", args, err, out)
	}
}

// checkSince does what `credctl validate --since HEAD` does.
func checkSince(b *testing.B, dir string, looks validate.Looks) {
	var out, errs bytes.Buffer
	env := &Env{In: bytes.NewReader(nil), Out: &out, Err: &errs, Dir: dir, Environ: os.Environ(), Now: time.Now}
	cmd := newValidate(env)
	cmd.SetArgs(nil)
	if err := cmd.ParseFlags([]string{"--since", "HEAD"}); err != nil {
		b.Fatal(err)
	}
	o := &validateOptions{env: env, flags: cmd.Flags(), since: sinceFlags{ref: "HEAD"}}
	p, err := o.shared.open(env, cmd.Flags(), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer p.close()
	in, err := o.input(context.Background(), p)
	if err != nil {
		b.Fatal(err)
	}
	in.Looks = looks
	compared, err := o.compare(context.Background(), p, in, &remembering{env: env})
	if err != nil {
		b.Fatal(err)
	}
	defer compared.close()
	result, err := compared.run(context.Background())
	if err != nil || len(result.Verdicts) != 10 {
		b.Fatalf("%d checked, want 10; error %v", len(result.Verdicts), err)
	}
	if err := o.report(p, compared, result, nil); err != nil {
		b.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, &out)
}

// timed collects what others left behind and returns how long do takes.
func timed(do func()) time.Duration {
	runtime.GC()
	start := time.Now()
	do()
	return time.Since(start)
}
