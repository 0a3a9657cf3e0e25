package gitrepo

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// remote makes a bare repository beside the sandbox and calls it origin.
func (s *sandbox) remote() *sandbox {
	s.t.Helper()
	r := newSandbox(s.t, "--bare")
	s.git("remote", "add", "origin", r.dir)
	return r
}

func (s *sandbox) refs() string {
	s.t.Helper()
	return s.git("for-each-ref", "--format=%(refname) %(objectname)")
}

func TestPush(t *testing.T) {
	s := newSandbox(t)
	r := s.remote()
	first, second := s.two()
	id, err := s.store("").WriteTag(t.Context(), "v1", tagOf(first, "v1"))
	if err != nil {
		t.Fatal(err)
	}
	s.git("branch", "private", first)
	s.git("tag", "-a", "-m", "private", "private", first) // which push.followTags would take along
	s.git("config", "push.followTags", "true")
	var out bytes.Buffer
	err = s.store("").Push(t.Context(), &out, "origin", "refs/heads/"+reviewBranch, "refs/heads/main:refs/heads/main", "refs/tags/v1:refs/tags/v1")
	if err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	want := "refs/heads/" + reviewBranch + " " + second + "\nrefs/heads/main " + first + "\nrefs/tags/v1 " + id
	if diff := cmp.Diff(want, r.refs()); diff != "" {
		t.Errorf("the other side (-want +got):\n%s", diff)
	}
	if !strings.Contains(out.String(), "[new tag]") {
		t.Errorf("what git said was not passed on: %q", out.String())
	}
	// once more: it is there already
	if err := s.store("").Push(t.Context(), &out, "origin", "refs/tags/v1"); err != nil {
		t.Errorf("a second time: %v", err)
	}
	r.sound()
}

// A push that is refused leaves both sides as they were, and says why in git's
// words.
func TestPushRefused(t *testing.T) {
	s := newSandbox(t)
	r := s.remote()
	first, second := s.two()
	s.git("push", "--quiet", "origin", first+":refs/tags/light", second+":refs/heads/main")
	s.git("tag", "light", second)
	if err := os.WriteFile(filepath.Join(r.dir, "hooks", "update"), []byte("#!/bin/sh\ncase $1 in *closed*) echo 'closed for the weekend'; exit 1;; esac\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s.git("branch", "closed", first)
	ours, theirs := s.refs(), r.refs()
	for name, row := range map[string]struct {
		ref, says, most string
	}{
		"a tag that moved":         {"refs/tags/light", "stale info", "stale info"},
		"a branch that went on":    {"refs/heads/main", "non-fast-forward", "non-fast-forward"},
		"a hook of the other side": {"refs/heads/closed", "closed for the weekend", "[remote rejected]"},
	} {
		var out bytes.Buffer
		err := s.store("").Push(t.Context(), &out, "origin", "refs/heads/"+reviewBranch, row.ref)
		var refused *PushError
		if !errors.As(err, &refused) || !strings.Contains(out.String(), row.says) {
			t.Errorf("%s: got %v\n%s", name, err, out.String())
		}
		if got := s.refs(); got != ours {
			t.Errorf("%s: here there is now %q", name, got)
		}
		if got := r.refs(); got != theirs {
			t.Errorf("%s: on the other side there is now %q", name, got)
		}
	}
}

func TestPushToNowhere(t *testing.T) {
	s := newSandbox(t)
	s.two()
	for _, remote := range []string{"", "-x", "--receive-pack=touch x", "a\nb", "none", "ext::touch x"} {
		if err := s.store("").Push(t.Context(), &bytes.Buffer{}, remote, "refs/heads/main"); err == nil {
			t.Errorf("pushed to %q", remote)
		}
	}
	for _, spec := range []string{"", "main", ":refs/heads/main", "+refs/heads/main:refs/heads/main", "refs/heads/main:refs/heads/x", "refs/heads/*:refs/heads/*", "--all"} {
		if err := s.store("").Push(t.Context(), &bytes.Buffer{}, "origin", spec); err == nil || errors.As(err, new(*PushError)) {
			t.Errorf("pushing %q: %v", spec, err)
		}
	}
}

// The repository's own hooks are not run; a path of a remote is relative to the
// work tree, wherever in it credctl was called.
func TestPushRunsNoHook(t *testing.T) {
	s := newSandbox(t)
	r := s.remote()
	s.two()
	s.write("specs/a.yaml", "a\n")
	relative, err := filepath.Rel(s.dir, r.dir)
	if err != nil {
		t.Fatal(err)
	}
	s.git("config", "remote.origin.url", filepath.ToSlash(relative))
	if err := os.WriteFile(filepath.Join(s.dir, ".git", "hooks", "pre-push"), []byte("#!/bin/sh\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := s.store("specs").Push(t.Context(), &bytes.Buffer{}, "origin", "refs/heads/main"); err != nil {
		t.Error(err)
	}
}

// A push is run with what the user's own would be run with, but for what leads
// git to another repository.
func TestPushEnvironment(t *testing.T) {
	got := pushEnvironment([]string{
		"SSH_AUTH_SOCK=x", "GIT_SSH_COMMAND=ssh -i key", "GIT_TERMINAL_PROMPT=1", "GIT_ASKPASS=ask", "LC_ALL=de_DE.UTF-8", "HOME=/h",
		"GIT_DIR=/elsewhere", "GIT_INDEX_FILE=x", "git_work_tree=x",
	})
	want := []string{"SSH_AUTH_SOCK=x", "GIT_SSH_COMMAND=ssh -i key", "GIT_TERMINAL_PROMPT=1", "GIT_ASKPASS=ask", "LC_ALL=de_DE.UTF-8", "HOME=/h"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
