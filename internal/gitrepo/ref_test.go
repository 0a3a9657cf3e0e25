package gitrepo

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// quick is a writer for whom waiting takes no time.
func (s *sandbox) quick() (w *writer, waited *time.Duration) {
	s.t.Helper()
	w, err := s.store("").writer()
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(w.close)
	waited = new(time.Duration)
	w.pause = func(_ context.Context, d time.Duration) error { *waited += d; return nil }
	return w, waited
}

// two makes two commits, and returns them; the second is on a branch of its own.
func (s *sandbox) two() (first, second string) {
	s.t.Helper()
	s.write("a", "a\n")
	s.commit()
	first = s.git("rev-parse", "HEAD")
	return first, s.put(change(first))
}

func TestUpdateBranchComparesFirst(t *testing.T) {
	for _, packed := range []bool{false, true} {
		s := newSandbox(t)
		first, second := s.two()
		s.git("branch", "b", first)
		if packed {
			s.git("pack-refs", "--all", "--prune")
		}
		store := s.store("")
		for _, row := range []struct {
			branch, expect string
			want           MovedError
		}{
			{"b", second, MovedError{Ref: "refs/heads/b", Want: second, Found: first}},
			{"b", "", MovedError{Ref: "refs/heads/b", Found: first}},
			{"absent", first, MovedError{Ref: "refs/heads/absent", Want: first}},
		} {
			err := store.UpdateBranch(t.Context(), row.branch, second, row.expect)
			var moved *MovedError
			if !errors.As(err, &moved) {
				t.Fatalf("update %s from %q: %v", row.branch, row.expect, err)
			}
			if diff := cmp.Diff(row.want, *moved); diff != "" {
				t.Errorf("packed: %t: (-want +got):\n%s", packed, diff)
			}
			if got := s.git("rev-parse", "b"); got != first { // also: no empty file shadows a packed ref
				t.Errorf("packed: %t: the branch is at %s after a refusal, want %s", packed, got, first)
			}
		}
		if err := store.UpdateBranch(t.Context(), "b", second, first); err != nil {
			t.Fatal(err)
		}
		if got := s.git("rev-parse", "b"); got != second {
			t.Errorf("the branch is at %s, want %s", got, second)
		}
		if got, want := s.git("reflog", "show", "--format=%H %an", "b"), second+" A. Okafor"; !strings.HasPrefix(got, want) {
			t.Errorf("the log of the branch has %q, want first %q", got, want)
		}
		s.sound()
	}
}

func TestUpdateBranchRefusesWhatIsNoCommit(t *testing.T) {
	s := newSandbox(t)
	s.two()
	err := s.store("").UpdateBranch(t.Context(), "b", s.git("rev-parse", "HEAD^{tree}"), "")
	if err == nil || !strings.Contains(err.Error(), "want a commit") {
		t.Errorf("got %v", err)
	}
}

func TestDeleteBranch(t *testing.T) {
	for _, packed := range []bool{false, true} {
		s := newSandbox(t)
		first, second := s.two()
		s.git("tag", "-a", "-m", "x", "v1", first) // has a second line in packed-refs
		s.git("branch", "zz", first)
		if packed {
			s.git("pack-refs", "--all", "--prune")
		}
		store := s.store("")
		var moved *MovedError
		if err := store.DeleteBranch(t.Context(), reviewBranch, first); !errors.As(err, &moved) || moved.Found != second {
			t.Fatalf("with a wrong expectation: %v", err)
		}
		if err := store.DeleteBranch(t.Context(), reviewBranch, second); err != nil {
			t.Fatal(err)
		}
		if got := s.git("for-each-ref", "--format=%(refname)"); got != "refs/heads/main\nrefs/heads/zz\nrefs/tags/v1" {
			t.Errorf("packed: %t: the refs are %q", packed, got)
		}
		if err := store.DeleteBranch(t.Context(), "main", first); err == nil {
			t.Error("the branch that is checked out was deleted")
		}
		for _, folder := range []string{"refs/heads/credctl", "logs/refs/heads/credctl"} {
			if _, err := os.Stat(filepath.Join(s.dir, ".git", folder)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("packed: %t: the empty folder %s is left: %v", packed, folder, err)
			}
		}
		s.sound()
	}
}

func TestWithoutRef(t *testing.T) {
	const head = "# pack-refs with: peeled fully-peeled sorted \n"
	a, b, c := strings.Repeat("a", 40), strings.Repeat("b", 40), strings.Repeat("c", 40)
	packed := head + a + " refs/heads/x\n" + b + " refs/tags/x\n^" + c + "\n" + a + " refs/tags/xy\n^" + b + "\n"
	for ref, want := range map[string]string{
		"refs/tags/x":   head + a + " refs/heads/x\n" + a + " refs/tags/xy\n^" + b + "\n",
		"refs/heads/x":  head + b + " refs/tags/x\n^" + c + "\n" + a + " refs/tags/xy\n^" + b + "\n",
		"refs/tags/xyz": packed,
	} {
		if diff := cmp.Diff(want, withoutRef(packed, ref)); diff != "" {
			t.Errorf("without %s (-want +got):\n%s", ref, diff)
		}
	}
}

// A lock of somebody else's is waited for, then named with its age, and stays.
func TestStaleLockIsNamedAndKept(t *testing.T) {
	s := newSandbox(t)
	first, _ := s.two()
	path := filepath.Join(s.dir, ".git", "refs", "heads", "b.lock")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	made := time.Date(2026, 11, 22, 7, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, made, made); err != nil {
		t.Fatal(err)
	}
	w, waited := s.quick()
	w.now = func() time.Time { return made.Add(3 * time.Hour) }
	err := w.update(t.Context(), refChange{ref: "refs/heads/b", to: first, who: tester.String()})
	var locked *LockedError
	if !errors.As(err, &locked) {
		t.Fatalf("got %v", err)
	}
	if locked.Age != 3*time.Hour || filepath.Base(locked.Path) != "b.lock" || !strings.Contains(err.Error(), "made 3 hours ago") {
		t.Errorf("got %v, of %s", err, locked.Age)
	}
	if *waited != lockPatience {
		t.Errorf("waited %s, want %s", *waited, lockPatience)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the lock is gone: %v", err)
	}
}

func TestLockIsTakenWhenItIsGivenBack(t *testing.T) {
	s := newSandbox(t)
	first, _ := s.two()
	path := filepath.Join(s.dir, ".git", "refs", "heads", "b.lock")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w, _ := s.quick()
	w.pause = func(context.Context, time.Duration) error { return os.Remove(path) }
	if err := w.update(t.Context(), refChange{ref: "refs/heads/b", to: first, who: tester.String()}); err != nil {
		t.Fatal(err)
	}
}

// Whoever waits may give up.
func TestLockEndsWithTheContext(t *testing.T) {
	s := newSandbox(t)
	if err := os.WriteFile(filepath.Join(s.dir, ".git", "refs", "heads", "b.lock"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w, _ := s.quick()
	w.pause = pauseFor
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.lock(ctx, "refs/heads/b"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestAgeInWords(t *testing.T) {
	for age, want := range map[time.Duration]string{
		-time.Minute: "0 seconds", time.Second: "1 second", 59 * time.Second: "59 seconds", 90 * time.Second: "1 minute",
		2 * time.Hour: "2 hours", 25 * time.Hour: "1 day", 72 * time.Hour: "3 days",
	} {
		if got := ageInWords(age); got != want {
			t.Errorf("%s is %q, want %q", age, got, want)
		}
	}
}

// A file that holds no whole id is what a crash of another program leaves behind.
// It is named, not overwritten.
func TestBrokenRefIsAnError(t *testing.T) {
	for _, content := range []string{"", "\n", "3f9a2c41b7de0011\n", "ref: refs/heads/main\n"} {
		s := newSandbox(t)
		first, _ := s.two()
		path := filepath.Join(s.dir, ".git", "refs", "heads", "b")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		err := s.store("").UpdateBranch(t.Context(), "b", first, "")
		if err == nil || errors.As(err, new(*MovedError)) {
			t.Errorf("%q: got %v", content, err)
		}
		if data, err := os.ReadFile(path); err != nil || string(data) != content {
			t.Errorf("%q: the file holds %q, %v", content, data, err)
		}
	}
}

// Git keeps refs as files in folders: of a and a/b there can be one.
func TestRefsOfWhichOneIsTheBeginning(t *testing.T) {
	for _, packed := range []bool{false, true} {
		s := newSandbox(t)
		first, _ := s.two()
		s.git("branch", "a", first)
		s.git("branch", "b/c/d", first)
		if packed {
			s.git("pack-refs", "--all", "--prune")
		}
		for _, row := range [][2]string{{"a/b", `there is branch "a"`}, {"a/b/c", `there is branch "a"`}, {"b", `there is branch "b/c/d"`}, {"b/c", `there is branch "b/c/d"`}} {
			err := s.store("").UpdateBranch(t.Context(), row[0], first, "")
			if err == nil || !strings.Contains(err.Error(), row[1]) {
				t.Errorf("packed: %t: %s: got %v, want %q", packed, row[0], err, row[1])
			}
		}
		s.git("branch", "-D", "b/c/d")
		if err := os.MkdirAll(filepath.Join(s.dir, ".git", "refs", "heads", "b", "c"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := s.store("").UpdateBranch(t.Context(), "b", first, ""); err != nil {
			t.Errorf("packed: %t: where only empty folders are in the way: %v", packed, err)
		}
		s.sound()
	}
}

func TestNamesOfBranches(t *testing.T) {
	s := newSandbox(t)
	first, _ := s.two()
	for _, name := range []string{
		"", "HEAD", "-x", "a/-x", ".x", "a/.x", "a..b", "a.", "a.lock", "a.LOCK/b", "a//b", "/a", "a/", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[",
		`a\b`, "a@{1}", "a\x00", "a\n", "é", "../../x", strings.Repeat("x", 241),
	} {
		if err := s.store("").UpdateBranch(t.Context(), name, first, ""); err == nil {
			t.Errorf("%q was taken for a name", name)
		}
	}
	for _, name := range []string{"credctl/review/a/1.0.0-rc.1+x/3f9a/okafor-a", "a_b@c", strings.Repeat("x", 240)} {
		if err := s.store("").UpdateBranch(t.Context(), name, first, ""); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		s.git("check-ref-format", "--branch", name)
	}
	s.sound()
}

// A link among the refs leads nowhere that credctl would write to.
func TestRefsDoNotLeadOut(t *testing.T) {
	s := newSandbox(t)
	first, _ := s.two()
	out := t.TempDir()
	if err := os.Symlink(out, filepath.Join(s.dir, ".git", "refs", "heads", "out")); err != nil {
		t.Skip(err)
	}
	if err := s.store("").UpdateBranch(t.Context(), "out/b", first, ""); err == nil {
		t.Error("a branch was written outside of the repository")
	}
	entries, err := os.ReadDir(out)
	if err != nil || len(entries) > 0 {
		t.Errorf("outside there is %v, %v", entries, err)
	}
}

// A branch that is being rebased is detached from HEAD, and moved at the end.
func TestBranchBeingRebasedIsCheckedOut(t *testing.T) {
	s := newSandbox(t)
	first, second := s.two()
	s.git("branch", "b", first)
	folder := filepath.Join(s.dir, ".git", "rebase-merge")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "head-name"), []byte("refs/heads/b\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.store("").UpdateBranch(t.Context(), "b", second, first); !errors.As(err, new(*CheckedOutError)) {
		t.Errorf("got %v", err)
	}
}

func TestLogIsKeptAsConfigured(t *testing.T) {
	for value, want := range map[string]bool{"true": true, "false": false, "always": true} {
		s := newSandbox(t)
		s.git("config", "core.logAllRefUpdates", value)
		s.put(change(""))
		_, err := os.Stat(filepath.Join(s.dir, ".git", "logs", "refs", "heads", filepath.FromSlash(reviewBranch)))
		if (err == nil) != want {
			t.Errorf("core.logAllRefUpdates=%s: there is a log: %t", value, err == nil)
		}
	}
}

// That a log cannot be written is no reason to fail.
func TestLogThatCannotBeWritten(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "a\n")
	s.commit()
	if err := os.RemoveAll(filepath.Join(s.dir, ".git", "logs")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, ".git", "logs"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s.put(change(""))
}

// tagOf is an annotated tag as git keeps it.
func tagOf(commit, name string) []byte {
	return []byte("object " + commit + "\ntype commit\ntag " + name + "\ntagger " + tester.String() + "\n\nReleased\n")
}

func TestWriteTag(t *testing.T) {
	s := newSandbox(t)
	first, _ := s.two()
	const name = "acute-medicine/v1.0.0"
	id, err := s.store("").WriteTag(t.Context(), name, tagOf(first, name))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.git("rev-parse", "refs/tags/"+name); got != id {
		t.Errorf("the tag is %s, want %s", got, id)
	}
	if diff := cmp.Diff(string(tagOf(first, name)), s.git("cat-file", "tag", id)+"\n"); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	s.sound()
}

func TestWriteTagRefuses(t *testing.T) {
	s := newSandbox(t)
	first, _ := s.two()
	tree := s.git("rev-parse", "HEAD^{tree}")
	good := string(tagOf(first, "v1"))
	for name, raw := range map[string]string{
		"another name":  string(tagOf(first, "v2")),
		"of a tree":     strings.Replace(good, "type commit", "type tree", 1),
		"a tree":        string(tagOf(tree, "v1")),
		"nothing":       string(tagOf(strings.Repeat("1", 40), "v1")),
		"no tagger":     strings.Replace(good, "tagger", "author", 1),
		"two objects":   "object " + first + "\n" + good,
		"a fifth":       strings.Replace(good, "\n\n", "\nmore x\n\n", 1),
		"no message":    strings.Replace(good, "Released\n", "", 1),
		"no end":        strings.TrimSuffix(good, "\n"),
		"empty":         "",
		"headers alone": good[:strings.Index(good, "\n\n")+1],
	} {
		if _, err := s.store("").WriteTag(t.Context(), "v1", []byte(raw)); err == nil {
			t.Errorf("%s: written", name)
		}
	}
	if got := s.git("tag"); got != "" {
		t.Errorf("there are the tags %q", got)
	}
}

// Of several who publish at once exactly one does, and the others are told.
func TestWriteTagAtOnce(t *testing.T) {
	s := newSandbox(t)
	first, second := s.two()
	rounds := 15
	if testing.Short() {
		rounds = 4
	}
	for round := range rounds {
		name := "acute-medicine/v1." + string(rune('a'+round))
		errs := make([]error, 4)
		var all sync.WaitGroup
		for i := range errs {
			store := s.store("")
			all.Go(func() {
				_, errs[i] = store.WriteTag(t.Context(), name, tagOf([]string{first, second}[i%2], name))
			})
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			var moved *MovedError
			switch {
			case err == nil:
				won++
			case !errors.As(err, &moved) || moved.Found == "" || moved.Want != "":
				t.Errorf("%s: %v", name, err)
			}
		}
		if won != 1 {
			t.Fatalf("%s: %d won, want 1", name, won)
		}
	}
	s.sound()
}
