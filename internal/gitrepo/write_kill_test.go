package gitrepo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// killedBranch is what the child writes to, killedIn names the variable that
// tells the child where.
const (
	killedBranch = "credctl/review/killed"
	killedIn     = "CREDCTL_TEST_WRITE_UNTIL_KILLED"
)

// TestChildWritesUntilKilled is the child of the test below: it makes one commit
// after the other, tells each that it was promised, and is killed.
func TestChildWritesUntilKilled(t *testing.T) {
	dir := os.Getenv(killedIn)
	if dir == "" {
		t.Skip("is run by TestKilledWriterLosesNothing")
	}
	store, err := OpenStore(t.Context(), dir, environ())
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		at, err := store.Resolve(t.Context(), killedBranch)
		if errors.As(err, new(*RefError)) {
			at = ""
		} else if err != nil {
			t.Fatal(err)
		}
		c := change(at)
		c.Branch, c.Expect = killedBranch, at
		c.Files = map[string][]byte{
			fmt.Sprintf("reviews/%s/%d.yaml", at, n): []byte(at + "\n"),
			fmt.Sprintf("more/%s/%d.yaml", at, n):    []byte(strings.Repeat(at, 100) + "\n"),
		}
		id, err := store.Write(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("promised", id)
	}
}

// A writer that is killed at any moment leaves a repository that git finds whole,
// with every commit that it promised, and at most a lock file.
func TestKilledWriterLosesNothing(t *testing.T) {
	rounds := 60
	if testing.Short() {
		rounds = 8
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))

	s := newSandbox(t)
	s.write("a", "a\n")
	s.commit()
	s.git("branch", killedBranch)
	var promised []string
	stale := 0
	for round := range rounds {
		promised = append(promised, s.killed(random)...)
		for _, left := range s.leftovers() {
			if strings.HasSuffix(left, ".lock") {
				stale++
				s.staleLock(left)
			}
		}
		s.sound()
		history := strings.Fields(s.git("rev-list", killedBranch))
		for _, id := range promised {
			if !slices.Contains(history, id) {
				t.Fatalf("round %d: commit %s was promised, and is not on the branch", round, id)
			}
		}
		if round%8 == 7 { // so that some rounds begin with packed refs and objects
			s.git("gc", "--quiet")
		}
	}
	t.Logf("%d rounds, %d commits promised, %d locks left behind", rounds, len(promised), stale)
	if len(promised) < rounds/4 {
		t.Errorf("only %d commits were made in %d rounds: this shows little", len(promised), rounds)
	}
}

// killed runs the child, kills it at a random moment, and returns what it
// promised. Some children are killed while they start, some while they hold the
// lock, which is for so short a time that chance would seldom meet it.
func (s *sandbox) killed(random *rand.Rand) (promised []string) {
	s.t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^TestChildWritesUntilKilled$", "-test.v")
	child.Env = append(environ(), killedIn+"="+s.dir)
	out, err := child.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		s.t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	after, aimed := random.IntN(4), random.IntN(3) == 0
	for heard := 0; heard <= after; heard++ { // the first line is that of the start
		line, err := lines.ReadString('\n')
		if err != nil {
			s.t.Fatalf("the child ended of itself: %v\n%s", err, line)
		}
		if id, ok := strings.CutPrefix(line, "promised "); ok {
			promised = append(promised, strings.TrimSpace(id))
		}
	}
	most := 40_000
	if aimed {
		s.awaitLock()
		most = 2_000
	}
	_ = pauseFor(context.Background(), time.Duration(random.IntN(most))*time.Microsecond)
	if err := child.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	rest, _ := io.ReadAll(lines) // what it said before it was killed
	_ = child.Wait()             // with the status of a killed process
	for line := range strings.Lines(string(rest)) {
		if id, ok := strings.CutPrefix(line, "promised "); ok && strings.HasSuffix(id, "\n") {
			promised = append(promised, strings.TrimSpace(id))
		}
	}
	return promised
}

// awaitLock returns when there is a lock on the branch, or was none for long.
func (s *sandbox) awaitLock() {
	path := filepath.Join(s.dir, ".git", "refs", "heads", filepath.FromSlash(killedBranch)+".lock")
	for range 1_000_000 {
		if _, err := os.Lstat(path); err == nil {
			return
		}
	}
}

// staleLock checks that the next writer is told of a lock file, and removes it,
// as the person would who reads that.
func (s *sandbox) staleLock(path string) {
	s.t.Helper()
	w, _ := s.quick()
	ref, err := filepath.Rel(filepath.Join(s.dir, ".git"), strings.TrimSuffix(path, ".lock"))
	if err != nil {
		s.t.Fatal(err)
	}
	_, err = w.lock(s.t.Context(), filepath.ToSlash(ref))
	var locked *LockedError
	if !errors.As(err, &locked) || !strings.Contains(err.Error(), filepath.Base(path)) {
		s.t.Errorf("the lock %s that was left behind: %v", path, err)
	}
	if err := os.Remove(path); err != nil {
		s.t.Fatal(err)
	}
}
