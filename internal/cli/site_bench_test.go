package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
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

// siteCrowd makes a packed repository of so many specifications, each published in so
// many versions under a signed tag, and returns the texts of all of them.
func siteCrowd(b testing.TB, dir string, specs, versions int) (texts [][]byte) {
	b.Helper()
	w := recordtest.New()
	c := crowdWriter{w: w, written: map[string]bool{}}
	var tags []func(commit string) []byte
	for n := range versions {
		for i := range specs {
			id, version := fmt.Sprintf("area-%d", i), fmt.Sprintf("1.%d.0", n)
			text := bytes.Replace(scaffold.DemoCandidate(), []byte("id: wound-care\n"), []byte("id: "+id+"\n"), 1)
			text = bytes.Replace(text, []byte("version: 1.0.0\n"), []byte("version: "+version+"\n"), 1)
			w.Files[record.SpecPath(id)] = text
			texts = append(texts, text)
			tags = append(tags, siteLife(w, id, version))
			c.commit(record.SpecPath(id))
		}
	}
	gitIn(b, dir, "init", "--quiet", "--bare", "--initial-branch=main")
	marks := filepath.Join(b.TempDir(), "marks")
	crowdImport(b, dir, c.stream.Bytes(), "--export-marks="+marks)
	data, err := os.ReadFile(marks)
	if err != nil {
		b.Fatal(err)
	}
	commits := map[string]string{}
	for line := range strings.Lines(string(data)) {
		mark, commit, _ := strings.Cut(strings.TrimSpace(line), " ")
		commits[mark] = commit
	}
	var stream bytes.Buffer
	for i, tag := range tags {
		head, message, _ := bytes.Cut(tag(commits[fmt.Sprintf(":%d", i+1)]), []byte("\n\n"))
		lines := strings.Split(string(head), "\n")
		fmt.Fprintf(&stream, "%s\nfrom %s\n%s\ndata %d\n%s\n", lines[2], strings.TrimPrefix(lines[0], "object "), lines[3], len(message), message)
	}
	crowdImport(b, dir, stream.Bytes())
	gitIn(b, dir, "repack", "-adq")
	return texts
}

// siteLife takes a text from its round to its publication, and returns what makes its
// tag.
func siteLife(w *recordtest.World, id, version string) func(commit string) []byte {
	s := w.Subject(id)
	w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a"}, nil)
	w.Review(s, "lee-m", nil)
	w.Review(s, "okafor-a", nil)
	w.Decide(record.Endorse, s, nil)
	w.Decide(record.Publish, s, nil)
	seq := w.Seq()
	hash := record.Hash(w.Files[record.EntryPath(seq)])
	return func(commit string) []byte {
		return w.Tag(commit, id, version, "rowe-e", func(t *recordtest.TagText) {
			t.Trailers = []string{fmt.Sprintf("Credctl-Seq: %d", seq), "Credctl-Register-Sha256: " + hash}
		})
	}
}

// crowdWriter writes the history of a world for git fast-import.
type crowdWriter struct {
	w       *recordtest.World
	written map[string]bool
	n       int
	stream  bytes.Buffer
}

// commit writes a commit of the files that are new, and of one that changed.
func (c *crowdWriter) commit(changed string) {
	c.n++
	fmt.Fprintf(&c.stream, "commit refs/heads/main\nmark :%d\ncommitter T. Tester <tester@example.org> %d +0000\ndata 0\n", c.n, 1767323045+c.n)
	delete(c.written, changed)
	var fresh []string
	for path := range c.w.Files {
		if !c.written[path] {
			fresh = append(fresh, path)
			c.written[path] = true
		}
	}
	slices.Sort(fresh)
	for _, path := range fresh {
		fmt.Fprintf(&c.stream, "M 100644 inline %s\ndata %d\n%s\n", path, len(c.w.Files[path]), c.w.Files[path])
	}
}

func crowdImport(b testing.TB, dir string, stream []byte, args ...string) {
	b.Helper()
	cmd := exec.Command("git", append([]string{"-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"}, args...)...)
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(stream)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
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
