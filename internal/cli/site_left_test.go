package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
)

// siteMaker makes the catalogue of siteWorld again and again, in one place.
type siteMaker struct {
	*testing.T
	repo, dir, root string
}

func newSiteMaker(t *testing.T) *siteMaker {
	m := &siteMaker{T: t, repo: t.TempDir(), dir: filepath.Join(t.TempDir(), "public")}
	siteWorld(t, m.repo)
	data, err := os.ReadFile(filepath.Join(m.repo, record.GovernancePath(1)))
	if err != nil {
		t.Fatal(err)
	}
	m.root = record.Hash(data)
	return m
}

// args are those of a site on which every page is another than on that of the other.
func (m *siteMaker) args(vouched bool) []string {
	if vouched {
		return []string{"site", m.dir, "--trust-root", m.root}
	}
	return []string{"site", m.dir}
}

func (m *siteMaker) run(vouched bool) (said string) {
	m.Helper()
	var out bytes.Buffer
	env := quietEnv(m.repo)
	env.Err = &out
	if status := Run(m.Context(), env, m.args(vouched)); status != exitOK {
		m.Fatalf("exit status %d\n%s", status, &out)
	}
	return out.String()
}

// held is the content of all files in a folder and beside it.
func (m *siteMaker) held(dir string) map[string]string {
	m.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir+"/")] = string(data)
		return err
	})
	if err != nil {
		m.Fatal(err)
	}
	return files
}

// alone asks that nothing lies beside the site.
func (m *siteMaker) alone() {
	m.Helper()
	entries, err := os.ReadDir(filepath.Dir(m.dir))
	if err != nil {
		m.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "public" {
			m.Errorf("%s was left beside the site", e.Name())
		}
	}
}

func (m *siteMaker) put(name, data string) {
	m.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
		m.Fatal(err)
	}
}

func (m *siteMaker) move(from, to string) {
	m.Helper()
	if err := os.Rename(from, to); err != nil {
		m.Fatal(err)
	}
}

// A run that was broken off between the two renamings has moved the site away, with
// what the user put beside it. The next one puts it back first.
func TestSiteBrokenOffBetween(t *testing.T) {
	m := newSiteMaker(t)
	m.run(false)
	m.put(filepath.Join(m.dir, "CNAME"), "mine\n")
	before := m.held(m.dir)
	work := filepath.Join(filepath.Dir(m.dir), ".public.new-17")
	m.move(m.dir, work+siteOld)
	m.put(filepath.Join(work, siteMark), siteMarkHead+"\n")
	m.put(filepath.Join(work, "index.html"), "half")
	said := m.run(false)
	for _, want := range []string{"an earlier run was broken off while it put the site in its place", "no changes"} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in\n%s", want, said)
		}
	}
	if diff := cmp.Diff(before, m.held(m.dir)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	m.alone()
}

// One that was broken off after it leaves the old site beside the new one, with what is
// not of it. The next one takes that over, and removes the rest.
func TestSiteBrokenOffAfter(t *testing.T) {
	m := newSiteMaker(t)
	m.run(false)
	m.put(filepath.Join(m.dir, "CNAME"), "mine\n")
	m.put(filepath.Join(m.dir, "notes", "a.txt"), "mine as well\n")
	away := filepath.Join(t.TempDir(), "away")
	m.move(m.dir, away)
	m.run(true)
	want := m.held(m.dir)
	want["CNAME"], want["notes/a.txt"] = "mine\n", "mine as well\n"
	old := filepath.Join(filepath.Dir(m.dir), ".public.new-17"+siteOld)
	m.move(away, old)
	if err := os.Remove(filepath.Join(old, "index.html")); err != nil { // so far it came
		t.Fatal(err)
	}
	m.run(true)
	if diff := cmp.Diff(want, m.held(m.dir)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	m.alone()
}

// What only looks like the folder of a run stays.
func TestSiteLeavesOthersAlone(t *testing.T) {
	m := newSiteMaker(t)
	others := map[string]string{".public.new-1/mine.txt": "mine", ".public.new-x/a": "a", ".public.new-2": "a file", ".publication.new-3/a": "a"}
	for name, data := range others {
		m.put(filepath.Join(filepath.Dir(m.dir), name), data)
	}
	m.run(false)
	if err := os.RemoveAll(m.dir); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(others, m.held(filepath.Dir(m.dir))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// An interrupted run leaves the site that is there, and nothing beside it.
func TestSiteInterrupted(t *testing.T) {
	m := newSiteMaker(t)
	m.run(false)
	before := m.held(m.dir)
	ctx, cancel := context.WithCancel(t.Context())
	env, said := quietEnv(m.repo), &bytes.Buffer{}
	env.Err = io.MultiWriter(said, canceling{cancel}) // it says that a tag is not presented
	if status := Run(ctx, env, m.args(true)); status != exitFailure || !strings.Contains(said.String(), "interrupted: nothing was written") {
		t.Errorf("exit status %d\n%s", status, said)
	}
	if diff := cmp.Diff(before, m.held(m.dir)); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	m.alone()
}

// siteUntilKilled is "REPOSITORY DIR ROOT" for the child.
const siteUntilKilled = "TEST_SITE_UNTIL_KILLED"

// TestChildMakesSitesUntilKilled is the child of the test below: it makes the one site
// and the other in turn, and is killed.
func TestChildMakesSitesUntilKilled(t *testing.T) {
	at := strings.Fields(os.Getenv(siteUntilKilled))
	if len(at) != 3 {
		t.Skip("is run by TestSiteKilled")
	}
	m := &siteMaker{T: t, repo: at[0], dir: at[1], root: at[2]}
	for n := 0; ; n++ {
		m.run(n%2 == 0)
		fmt.Println("made")
	}
}

// A run that is killed at any moment leaves the one site or the other, whole, or none
// until the next run, which clears up; and what is not of the site is never lost.
func TestSiteKilled(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	m := newSiteMaker(t)
	var sites [2]map[string]string
	for i := range sites {
		m.run(i == 1)
		m.put(filepath.Join(m.dir, "CNAME"), "mine\n")
		sites[i] = m.held(m.dir)
	}
	left := 0
	for round := range 12 {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChildMakesSitesUntilKilled$")
		child.Env = append(os.Environ(), strings.Join([]string{siteUntilKilled + "=" + m.repo, m.dir, m.root}, " "))
		out, err := child.StdoutPipe()
		if err := errors.Join(err, child.Start()); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(out)
		if line, err := lines.ReadString('\n'); line != "made\n" {
			rest, _ := io.ReadAll(lines)
			t.Fatalf("the child says %q, %v\n%s", line, err, rest)
		}
		time.AfterFunc(time.Duration(random.IntN(400))*time.Millisecond, func() { _ = child.Process.Kill() })
		_ = child.Wait()
		if entries, err := os.ReadDir(filepath.Dir(m.dir)); err != nil || len(entries) > 1 {
			left++
		}
		m.run(round%2 == 0)
		want := sites[0]
		if round%2 == 0 {
			want = sites[1]
		}
		if diff := cmp.Diff(want, m.held(m.dir)); diff != "" {
			t.Fatalf("round %d (-want +got)\n%s", round, diff)
		}
		m.alone()
	}
	if left == 0 {
		t.Error("none of 12 runs left anything: this shows nothing")
	}
	t.Logf("%d of 12 left something", left)
}
