package cache

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
)

const proposal = "format: 1\nid: %s\nversion: 0.1.0\nstage: proposal\ntitle: %s\nsummary: TODO\n"

// place is a repository with files in it, and a cache beside it.
type place struct {
	t         *testing.T
	dir, kept string
	set       *criteria.Set
	build     string
	inputs    Digest
	today     string
	base      time.Time     // what after is counted from; zero: the time it is
	after     time.Duration // when a run takes place
	identify  func(w *workspace.Workspace) func(file string) (Identity, bool)
}

func newPlace(t *testing.T, ids ...string) *place {
	t.Helper()
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	p := &place{t: t, dir: t.TempDir(), kept: t.TempDir(), set: set, build: "this one", today: "2026-11-22", after: time.Minute}
	for _, id := range ids {
		p.write(id, fmt.Sprintf(proposal, id, id))
	}
	return p
}

func (p *place) path(id string) string { return filepath.Join(p.dir, "specs", id+".yaml") }

func (p *place) write(id, text string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Join(p.dir, "specs"), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(p.path(id), []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// ran is what one run came to.
type ran struct {
	result validate.Result
	Stats
	parsed []string // files that were judged
	saved  error
}

// open opens the repository and the cache for a run, with what is to be given
// to validate.
func (p *place) open() (*Cache, validate.Input) {
	p.t.Helper()
	w, err := workspace.Open(p.dir)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { w.Close() })
	listing, err := w.List()
	if err != nil {
		p.t.Fatal(err)
	}
	in := validate.Input{
		Files: listing.Specifications, Criteria: p.set, Frameworks: framework.NewRegistry(framework.Embedded()...), Today: p.today,
		Read: func(file string) ([]byte, error) { return w.Read(file, 256<<10) },
	}
	now := func(file string) (Identity, bool) {
		id, ok := w.Identify(file)
		return Identity(id), ok
	}
	if p.identify != nil {
		now = p.identify(w)
	}
	base := p.base
	if base.IsZero() {
		base = time.Now()
	}
	c := Open(Options{
		Dir: p.kept, Repository: p.dir, Build: p.build, Inputs: p.inputs, Today: p.today, Now: base.Add(p.after),
		Identify: now, Read: in.Read,
	})
	return c, in
}

// keeper is a Cache that tells which files were judged.
type keeper struct {
	*Cache
	mu     *sync.Mutex
	parsed *[]string
}

func (k keeper) Keep(file string, content []byte, m validate.Memo) {
	k.mu.Lock()
	*k.parsed = append(*k.parsed, file)
	k.mu.Unlock()
	k.Cache.Keep(file, content, m)
}

func (p *place) run() (r ran) {
	p.t.Helper()
	c, in := p.open()
	in.Memory, in.Looks = keeper{c, new(sync.Mutex), &r.parsed}, c
	var err error
	if r.result, err = validate.Run(context.Background(), in); err != nil {
		p.t.Fatal(err)
	}
	plain := in
	plain.Memory, plain.Looks = nil, nil
	want, err := validate.Run(context.Background(), plain)
	if err != nil {
		p.t.Fatal(err)
	}
	if diff := cmp.Diff(want, r.result, cmpopts.EquateEmpty()); diff != "" {
		p.t.Errorf("with the cache something else comes out (-without +with):\n%s", diff)
	}
	r.saved = c.Save()
	r.Stats = c.Stats()
	return r
}

// want says how many verdicts are to be recalled, and how many files to be read
// for it.
func (r ran) want(t *testing.T, what string, recalled, read int, parsed ...string) {
	t.Helper()
	if r.saved != nil {
		t.Errorf("%s: not saved: %v", what, r.saved)
	}
	if diff := cmp.Diff(Stats{recalled, read}, r.Stats); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
	if diff := cmp.Diff(parsed, r.parsed, cmpopts.SortSlices(strings.Compare), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: judged anew (-want +got):\n%s", what, diff)
	}
}

// readsUnchanged is 0 where an unchanged file is recognised without reading it.
func readsUnchanged(n int) int {
	if runtime.GOOS == "windows" {
		return n
	}
	return 0
}

func TestWhatIsUnchangedIsNotJudgedAgain(t *testing.T) {
	p := newPlace(t, "a", "b", "c")
	p.run().want(t, "first run", 0, 0, "specs/a.yaml", "specs/b.yaml", "specs/c.yaml")
	p.run().want(t, "second run", 3, readsUnchanged(3))

	p.write("b", fmt.Sprintf(proposal, "b", "another title"))
	p.run().want(t, "one changed", 2, readsUnchanged(2)+1, "specs/b.yaml")
	p.run().want(t, "after that", 3, readsUnchanged(3))

	now := time.Now()
	if err := os.Chtimes(p.path("a"), now, now); err != nil {
		t.Fatal(err)
	}
	p.run().want(t, "touched", 3, readsUnchanged(2)+1)
	p.run().want(t, "after that", 3, readsUnchanged(3))

	if err := os.Rename(p.path("c"), p.path("d")); err != nil {
		t.Fatal(err)
	}
	p.run().want(t, "renamed", 2, readsUnchanged(2), "specs/d.yaml")
	p.write("d", fmt.Sprintf(proposal, "d", "d"))
	p.run().want(t, "back to what it never was", 2, readsUnchanged(2)+1, "specs/d.yaml")
}

// A fresh checkout, or a cache that was brought to another machine: every file
// looks new, and none is.
func TestContentDecidesWhereFilesLookNew(t *testing.T) {
	p := newPlace(t, "a", "b")
	p.run()
	for _, id := range []string{"a", "b"} {
		text, err := os.ReadFile(p.path(id))
		if err != nil {
			t.Fatal(err)
		}
		os.Remove(p.path(id))
		p.write(id, string(text))
	}
	p.run().want(t, "fresh checkout", 2, 2)
	p.run().want(t, "after that", 2, readsUnchanged(2))
}

// A time of change that lies too near, or ahead because the clock was set back,
// says nothing: the content is read until it lies back.
func TestTimesThatAreTooNearAreNotTrusted(t *testing.T) {
	p := newPlace(t, "a")
	info, err := os.Stat(p.path("a"))
	if err != nil {
		t.Fatal(err)
	}
	p.base = info.ModTime()
	for _, after := range []time.Duration{-time.Hour, 0, time.Second} {
		p.kept, p.after = t.TempDir(), after
		p.run().want(t, "first run", 0, 0, "specs/a.yaml")
		p.run().want(t, "second run", 1, 1)
		p.after = time.Minute
		p.run().want(t, "a minute later", 1, 1)
		p.run().want(t, "after that", 1, readsUnchanged(1))
	}
}

// A file that is written twice within one tick of the clock looks the same both
// times. That is noticed because times so near are not trusted.
func TestChangeWithinOneTickIsNoticed(t *testing.T) {
	p := newPlace(t, "a")
	tick := time.Now().UnixNano()
	p.identify = func(w *workspace.Workspace) func(string) (Identity, bool) {
		return func(file string) (Identity, bool) {
			id, ok := w.Identify(file)
			return Identity{Size: id.Size, Modified: tick, Changed: tick, Inode: 1}, ok // whatever happens
		}
	}
	p.base, p.after = time.Unix(0, tick), 0
	p.run().want(t, "first run", 0, 0, "specs/a.yaml")
	p.write("a", fmt.Sprintf(proposal, "a", "b")) // as long as before
	p.run().want(t, "changed", 0, 1, "specs/a.yaml")
	p.run().want(t, "unchanged", 1, 1)
}

// A file that somebody writes to while it is judged is not taken for what it
// became meanwhile.
func TestChangeWhileJudged(t *testing.T) {
	p := newPlace(t, "a")
	c, in := p.open()
	read := in.Read
	in.Read = func(file string) ([]byte, error) {
		data, err := read(file)
		p.write("a", fmt.Sprintf(proposal, "a", "b"))
		return data, err
	}
	in.Memory, in.Looks = c, c
	if _, err := validate.Run(context.Background(), in); err != nil {
		t.Fatal(err)
	}
	if err := c.Save(); err != nil {
		t.Fatal(err)
	}
	p.run().want(t, "next run", 0, 1, "specs/a.yaml")
}

// Whatever a verdict rests on, a change of it is noticed.
func TestEverythingAVerdictRestsOnCounts(t *testing.T) {
	p := newPlace(t, "a")
	p.run()
	p.run().want(t, "the same again", 1, readsUnchanged(1))
	p.build = "another one"
	p.run().want(t, "another build", 0, 0, "specs/a.yaml")
	var other Inputs
	other.Add("as", []byte("draft"))
	p.inputs = other.Digest()
	p.run().want(t, "other inputs", 0, 0, "specs/a.yaml")
	p.build, p.inputs = "this one", Digest{}
	p.run().want(t, "as at first", 1, readsUnchanged(1))

	q := newPlace(t, "a")
	q.kept = p.kept
	q.run().want(t, "another repository", 0, 0, "specs/a.yaml")
}

func TestInputsAreToldApart(t *testing.T) {
	digests := map[Digest]string{}
	for _, parts := range [][]string{{}, {"a", "b"}, {"b", "a"}, {"ab", ""}, {"", "ab"}, {"a", "b", "", ""}, {"a", "b", "a", "b"}} {
		var in Inputs
		for i := 0; i < len(parts); i += 2 {
			in.Add(parts[i], []byte(parts[i+1]))
		}
		name := fmt.Sprintf("%q", parts)
		if other, met := digests[in.Digest()]; met {
			t.Errorf("%s and %s have one digest", name, other)
		}
		digest := in.Digest()
		digests[digest] = name
		if in.Digest() != digest {
			t.Errorf("%s: asking changes the digest", name)
		}
	}
}

// A verdict is recalled on the days on which it is the same.
func TestDays(t *testing.T) {
	p := newPlace(t)
	p.write("a", fmt.Sprintf(proposal, "a", "a")+"review: {last_reviewed: 2026-11-23}\n")
	p.write("b", fmt.Sprintf(proposal, "b", "b"))
	p.today = "2026-11-22"
	p.run()
	p.run().want(t, "the same day", 2, readsUnchanged(2))
	p.today = "2026-11-24"
	r := p.run()
	if len(r.parsed) == 0 && len(r.result.Findings) > 0 {
		t.Log("no check of a proposal compares this date with today")
	}
	p.run().want(t, "that day again", 2, readsUnchanged(2))
}

// One file of many: the ids of the others are known without reading them.
func TestIDsOfOthers(t *testing.T) {
	p := newPlace(t, "a", "b", "c")
	one := func() (reads int, findings int) {
		c, in := p.open()
		in.Others, in.Files = in.Files[1:], in.Files[:1]
		read := in.Read
		var mu sync.Mutex
		in.Read = func(file string) ([]byte, error) {
			mu.Lock()
			defer mu.Unlock()
			reads++
			return read(file)
		}
		in.Memory, in.Looks = c, c
		res, err := validate.Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Save(); err != nil {
			t.Fatal(err)
		}
		for _, f := range res.Findings {
			if f.Code == validate.CodeSharedID {
				findings++
			}
		}
		return reads, findings
	}
	if reads, _ := one(); reads != 3 {
		t.Errorf("the first time %d files are read, want 3", reads)
	}
	if reads, found := one(); reads != readsUnchanged(2) || found != 0 {
		t.Errorf("the second time %d files are read, want %d; %d findings", reads, readsUnchanged(2), found)
	}
	p.write("c", fmt.Sprintf(proposal, "a", "c"))
	if reads, found := one(); reads != readsUnchanged(1)+1 || found != 1 {
		t.Errorf("of a changed file %d are read, want %d; %d findings, want 1", reads, readsUnchanged(1)+1, found)
	}
	p.run().want(t, "all of them after that", 1, readsUnchanged(1), "specs/b.yaml", "specs/c.yaml")
	if reads, found := one(); reads != 0 || found != 1 {
		t.Errorf("in the end %d files are read, want none; %d findings, want 1", reads, found)
	}
}

// What is written belongs to the user alone, and nothing is written where
// nothing changed.
func TestWhatIsWritten(t *testing.T) {
	p := newPlace(t, "a")
	p.run()
	names := func() map[string]time.Time {
		all := map[string]time.Time{}
		err := filepath.WalkDir(p.kept, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err != nil {
				return err
			}
			if want := fs.FileMode(0o600); !d.IsDir() && info.Mode().Perm() != want && runtime.GOOS != "windows" {
				t.Errorf("%s has mode %v, want %v", path, info.Mode().Perm(), want)
			}
			if !d.IsDir() {
				all[path] = info.ModTime()
				if !ours.MatchString(d.Name()) || strings.HasSuffix(d.Name(), unfinished) {
					t.Errorf("%s has no name of ours", path)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if info, err := os.Stat(filepath.Join(p.kept, own)); err != nil || info.Mode().Perm() != 0o700 && runtime.GOOS != "windows" {
		t.Errorf("the folder has mode %v, want 0700", info.Mode().Perm())
	}
	before := names()
	if len(before) != 2 {
		t.Errorf("%d files were written, want 2", len(before))
	}
	p.run()
	if diff := cmp.Diff(before, names()); readsUnchanged(1) == 0 && diff != "" {
		t.Errorf("written although nothing changed:\n%s", diff)
	}
}

func TestNowhereToWrite(t *testing.T) {
	p := newPlace(t, "a")
	if err := os.WriteFile(filepath.Join(p.kept, own), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := p.run(); r.saved == nil {
		t.Error("where a file is in the way, something was written")
	}
}

// Others could have written it, so it is not believed.
func TestSnapshotsOfOthersAreNotBelieved(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no such permissions")
	}
	p := newPlace(t, "a")
	p.run()
	for _, path := range snapshots(t, p) {
		if err := os.Chmod(path, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p.run().want(t, "writable by all", 0, 0, "specs/a.yaml")
	p.run().want(t, "after that", 1, 0)
	for _, path := range snapshots(t, p) {
		if err := os.Rename(path, path+".elsewhere"); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(path+".elsewhere", path); err != nil {
			t.Fatal(err)
		}
	}
	p.run().want(t, "a link", 0, 0, "specs/a.yaml")
}

func snapshots(t *testing.T, p *place) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(p.kept, own, "*.[sv]"))
	if err != nil || len(all) == 0 {
		t.Fatalf("no snapshots (%v)", err)
	}
	return all
}

// However a snapshot is damaged, what comes out is the same (run sees to that),
// and what was lost is there again afterwards.
func TestDamagedSnapshots(t *testing.T) {
	p := newPlace(t, "a", "b")
	p.run()
	first, in := p.open()
	right := map[string]validate.Memo{}
	for _, file := range in.Files {
		m, ok := first.Recall(file)
		if !ok {
			t.Fatalf("%s is not known", file)
		}
		right[file] = m
	}
	lost := 0
	for _, path := range snapshots(t, p) {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range whole {
			flipped := bytes.Clone(whole)
			flipped[i] ^= 1 << (i % 8)
			for what, data := range map[string][]byte{"cut off": whole[:i], "changed": flipped} {
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
				c := Open(first.o)
				for file, want := range right {
					got, ok := c.Recall(file)
					if diff := cmp.Diff(want, got); ok && diff != "" {
						t.Fatalf("%s %s at byte %d: a wrong verdict (-right +recalled):\n%s", filepath.Base(path), what, i, diff)
					}
					if !ok {
						lost++
					}
				}
			}
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if lost == 0 {
		t.Error("no damage was noticed")
	}
	p.run().want(t, "as it was", 2, readsUnchanged(2))
	for _, path := range snapshots(t, p) {
		if err := os.WriteFile(path, bytes.Repeat([]byte{0xff}, 4096), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p.run().want(t, "nothing but noise", 0, 0, "specs/a.yaml", "specs/b.yaml")
	p.run().want(t, "after that", 2, readsUnchanged(2))
}

// Two runs at a time lose nothing but time.
func TestRunsAtATime(t *testing.T) {
	p := newPlace(t, "a", "b", "c", "d")
	var wg sync.WaitGroup
	for range 4 {
		c, in := p.open()
		in.Memory, in.Looks = c, c
		wg.Go(func() {
			if _, err := validate.Run(context.Background(), in); err != nil {
				t.Error(err)
			}
			if err := c.Save(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	p.run().want(t, "afterwards", 4, readsUnchanged(4))
	if left, _ := filepath.Glob(filepath.Join(p.kept, own, "*"+unfinished)); len(left) > 0 {
		t.Errorf("left lying about: %q", left)
	}
}

// What was not used for long, is too much or was never finished goes; what
// belongs to others stays.
func TestPrune(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	f := folder{t.TempDir(), now}
	if err := os.MkdirAll(f.path(""), 0o700); err != nil {
		t.Fatal(err)
	}
	name := func(i int) string { return nameOf(kindSeen, Digest{byte(i >> 8), byte(i)}, Digest{1}) }
	make := func(name string, age time.Duration, size int64) {
		if err := os.WriteFile(f.path(name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(f.path(name), size); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(f.path(name), now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	make("notes.txt", 1000*time.Hour*24, 1)
	make(name(1)+".12345.tmp", 2*time.Hour, 1)
	make(name(2)+".12345.tmp", time.Minute, 1)
	make(name(3), longestUnused+time.Hour, 1)
	make(name(4), longestUnused-time.Hour, 1)
	make(name(5), 5*time.Hour, 150<<20)
	make(name(6), 6*time.Hour, 150<<20)
	f.prune()
	var left []string
	entries, err := os.ReadDir(f.path(""))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := []string{name(2) + ".12345.tmp", name(5), "notes.txt"}
	if diff := cmp.Diff(want, left, cmpopts.SortSlices(strings.Compare)); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
	for _, name := range left {
		os.Remove(f.path(name))
	}
	for i := range mostSnapshots + 10 {
		make(name(100+i), time.Duration(i)*time.Second, 1)
	}
	f.prune()
	if all, _ := filepath.Glob(f.path("*.s")); len(all) != mostSnapshots {
		t.Errorf("%d are left, want %d", len(all), mostSnapshots)
	}
	if _, err := os.Stat(f.path(name(100 + mostSnapshots - 1))); err != nil {
		t.Error("a newer one went before an older one")
	}

	make(name(1), 25*time.Hour, 1)
	f.use(name(1))
	if info, err := os.Stat(f.path(name(1))); err != nil || !info.ModTime().Equal(now) {
		t.Error("a snapshot in use is not marked as such")
	}
}

// What a file refers to is kept, and with the file it changes.
func TestWhatAFileRefersToIsKept(t *testing.T) {
	if readsUnchanged(1) > 0 {
		t.Skip("an unchanged file is not recognised here without reading it")
	}
	p := newPlace(t, "a")
	look := func() (map[string]validate.Looked, int) {
		c, in := p.open()
		read, n := in.Read, 0
		in.Read = func(file string) ([]byte, error) { n++; return read(file) }
		in.Looks = c
		looked, err := in.Look(context.Background(), in.Files)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Save(); err != nil {
			t.Fatal(err)
		}
		return looked, n
	}
	for i, refers := range []string{"b", "b", "c", "c"} {
		if i == 2 {
			p.write("a", fmt.Sprintf(proposal, "a", "a")+"related: [{specification: c, how: x}]\n")
		} else if i == 0 {
			p.write("a", fmt.Sprintf(proposal, "a", "a")+"related: [{specification: b, how: x}]\n")
		}
		looked, read := look()
		want := map[string]validate.Looked{"specs/a.yaml": {ID: "a", Refers: []string{refers}}}
		if diff := cmp.Diff(want, looked); diff != "" {
			t.Errorf("look %d (-want +got):\n%s", i, diff)
		}
		if wantRead := 1 - i%2; read != wantRead {
			t.Errorf("look %d: %d read, want %d", i, read, wantRead)
		}
	}
}
