package gitrepo

import (
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// nobody is an environment in which git knows nobody.
func nobody() []string {
	return slices.DeleteFunc(environ(), func(e string) bool {
		return strings.HasPrefix(e, "GIT_AUTHOR_") || strings.HasPrefix(e, "GIT_COMMITTER_") || strings.HasPrefix(e, "EMAIL=")
	})
}

func TestIdentity(t *testing.T) {
	set := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, row := range map[string]struct {
		config            [][2]string
		environ           []string
		author, committer Identity
	}{
		"configured": {
			config:    [][2]string{{"user.name", "A. Okafor"}, {"user.email", "a@example.org"}},
			author:    Identity{"A. Okafor", "a@example.org", when},
			committer: Identity{"A. Okafor", "a@example.org", when},
		},
		"author and committer apart": {
			config:    [][2]string{{"user.name", "A. Okafor"}, {"user.email", "a@example.org"}, {"author.email", "b@example.org"}, {"committer.name", "Bot"}},
			author:    Identity{"A. Okafor", "b@example.org", when},
			committer: Identity{"Bot", "a@example.org", when},
		},
		"variables go first": {
			config:    [][2]string{{"user.name", "A. Okafor"}, {"user.email", "a@example.org"}},
			environ:   []string{"GIT_AUTHOR_NAME=B", "GIT_AUTHOR_EMAIL=b@example.org", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z", "GIT_COMMITTER_NAME=C"},
			author:    Identity{"B", "b@example.org", set},
			committer: Identity{"C", "a@example.org", when},
		},
		"address of the system": {
			config:    [][2]string{{"user.name", "A. Okafor"}},
			environ:   []string{"EMAIL=x@example.org"},
			author:    Identity{"A. Okafor", "x@example.org", when},
			committer: Identity{"A. Okafor", "x@example.org", when},
		},
	} {
		s := newSandbox(t)
		for _, setting := range row.config {
			s.git("config", setting[0], setting[1])
		}
		author, committer, err := s.store("").Identity(t.Context(), append(nobody(), row.environ...), when)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff([]Identity{row.author, row.committer}, []Identity{author, committer}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestIdentityOfNobody(t *testing.T) {
	s := newSandbox(t)
	_, _, err := s.store("").Identity(t.Context(), nobody(), when)
	if !errors.Is(err, ErrNoIdentity) || !strings.Contains(err.Error(), "git config --global user.name") {
		t.Errorf("got %v", err)
	}
	s.git("config", "user.name", "A <b>")
	s.git("config", "user.email", "a@example.org")
	if _, _, err = s.store("").Identity(t.Context(), nobody(), when); err == nil {
		t.Error("a name that git cannot write was taken")
	}
	_, _, err = s.store("").Identity(t.Context(), append(nobody(), "GIT_AUTHOR_DATE=yesterday"), when)
	if err == nil || !strings.Contains(err.Error(), `GIT_AUTHOR_DATE is "yesterday"`) {
		t.Errorf("got %v", err)
	}
}

// Dates are read as git reads them.
func TestDatesAreGits(t *testing.T) {
	s := newSandbox(t)
	for _, text := range []string{
		"1760000000 +0100", "@1760000000 -0330", "2026-11-22T10:00:00Z", "2026-11-22T10:00:00+01:00", "2026-11-22T10:00:00+0100",
		"2026-11-22 10:00:00 +0100", "Sun, 22 Nov 2026 10:00:00 +0100", "Sun, 1 Nov 2026 10:00:00 -0500",
	} {
		got, err := parseDate(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		who := Identity{Name: "T. Tester", Email: "tester@example.org", When: got}
		want := s.gitDated(text)
		if who.String() != want {
			t.Errorf("%q is %q, git says %q", text, who.String(), want)
		}
	}
}

// gitDated is what git writes of a committer at a date.
func (s *sandbox) gitDated(date string) string {
	s.t.Helper()
	tree := s.gitWith("", "hash-object", "-w", "-t", "tree", "--stdin")
	cmd := exec.Command("git", "commit-tree", "-m", "x", tree)
	cmd.Dir, cmd.Env = s.dir, append(environ(), "GIT_COMMITTER_DATE="+date)
	id, err := cmd.Output()
	if err != nil {
		s.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(s.git("cat-file", "commit", strings.TrimSpace(string(id))), "\ncommitter ")
	line, _, _ := strings.Cut(rest, "\n")
	return line
}

func TestFillWorkTree(t *testing.T) {
	dir := t.TempDir()
	if err := Init(t.Context(), dir, environ()); err != nil {
		t.Fatal(err)
	}
	s := &sandbox{t: t, dir: dir}
	c := change("")
	id := s.put(c)
	s.write("mine", "mine\n")
	if err := s.store("").FillWorkTree(t.Context(), id); err == nil || !strings.Contains(err.Error(), `holds "mine"`) {
		t.Errorf("with a file in the way: %v", err)
	}
	if err := os.Remove(dir + "/mine"); err != nil {
		t.Fatal(err)
	}
	if err := s.store("").FillWorkTree(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := s.git("status", "--porcelain", "--branch"); got != "## main" {
		t.Errorf("git status says %q", got)
	}
	if got := s.git("rev-parse", "main"); got != id {
		t.Errorf("main is at %s, want %s", got, id)
	}
	if err := s.store("").FillWorkTree(t.Context(), id); err == nil || !strings.Contains(err.Error(), `branch "main" is at`) {
		t.Errorf("a second time: %v", err)
	}
}

// What was built on a branch elsewhere is taken in with its files; what would be lost by
// it is not.
func TestFastForward(t *testing.T) {
	dir := t.TempDir()
	if err := Init(t.Context(), dir, environ()); err != nil {
		t.Fatal(err)
	}
	s := &sandbox{t: t, dir: dir}
	first := change("")
	at := s.put(first)
	if err := s.store("").FillWorkTree(t.Context(), at); err != nil {
		t.Fatal(err)
	}
	next := change(at)
	next.Branch, next.Expect = first.Branch, at
	next.Files = map[string][]byte{"later": []byte("later\n")}
	id := s.put(next)

	s.write("later", "mine\n")
	if err := s.store("").FastForward(t.Context(), id); err == nil || s.git("rev-parse", "main") != at {
		t.Errorf("over a file of mine: %v", err)
	}
	if err := os.Remove(dir + "/later"); err != nil {
		t.Fatal(err)
	}
	if err := s.store("").FastForward(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := s.git("status", "--porcelain", "--branch"); got != "## main" || s.git("rev-parse", "main") != id {
		t.Errorf("git status says %q", got)
	}
	other := change("")
	other.Branch, other.Message = "credctl/other", "another history\n"
	if err := s.store("").FastForward(t.Context(), s.put(other)); err == nil {
		t.Error("a commit of another history was taken in")
	}
}
