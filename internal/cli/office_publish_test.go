package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshkey"
)

// needsKeygen skips a test where nothing can be signed, which in CI is a failure.
func needsKeygen(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err == nil {
		return
	}
	if os.Getenv("REQUIRE_PROGRAMS") != "" {
		t.Fatal("ssh-keygen is missing")
	}
	t.Skip("ssh-keygen is needed")
}

// keptWorld is a world in a git repository, and the keys of its people in a folder.
type keptWorld struct {
	t    *testing.T
	env  *Env
	said *bytes.Buffer
	keys string
}

// keep commits the files of a world to a repository of their own.
func keep(t *testing.T, w *recordtest.World) *keptWorld {
	t.Helper()
	needsKeygen(t)
	k := &keptWorld{t: t, keys: t.TempDir()}
	k.env, _, k.said = world(t, 0)
	k.env.Environ = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=T. Tester", "GIT_AUTHOR_EMAIL=tester@example.org", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z",
		"GIT_COMMITTER_NAME=T. Tester", "GIT_COMMITTER_EMAIL=tester@example.org", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z",
	}
	k.git("init", "--quiet", "--initial-branch=main")
	for name, data := range w.Files {
		path := filepath.Join(k.env.Dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	k.git("add", ".")
	k.git("commit", "--quiet", "--message", "All that was recorded so far")
	for _, person := range w.Governance().People {
		if _, err := sshkey.WriteKey(k.keys, person.ID, w.Signer(person.ID)); err != nil {
			t.Fatal(err)
		}
	}
	return k
}

func (k *keptWorld) git(args ...string) string {
	k.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = k.env.Dir, k.env.Environ
	out, err := cmd.CombinedOutput()
	if err != nil {
		k.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// as opens the repository as somebody sees it who signs.
func (k *keptWorld) as(person string) (*office, *me) {
	k.t.Helper()
	o, err := openOffice(k.t.Context(), k.env, k.env.Dir, "HEAD")
	if err != nil {
		k.t.Fatal(err)
	}
	m, err := o.me(k.t.Context(), keyFlags{key: filepath.Join(k.keys, person)}, record.Staff)
	if err != nil {
		k.t.Fatal(err)
	}
	return o, m
}

func (k *keptWorld) run(args ...string) {
	k.t.Helper()
	if status := run(k.env, args...); status != exitOK {
		k.t.Fatalf("credctl %s: exit status %d\n%s", strings.Join(args, " "), status, k.said)
	}
}

// upTo is the world of scripts in which wound-care has come as far as a stage.
func upTo(stage string) *recordtest.World {
	w := recordtest.New()
	for _, life := range lives {
		life.step(w)
		if life.stage == stage {
			break
		}
	}
	return w
}

// TestFound: what waits is told from what is settled, and a branch that is no
// further than what is checked out has neither.
func TestFound(t *testing.T) {
	k := keep(t, upTo("reviewed"))
	k.git("branch", "credctl/review/elsewhere")
	k.run("endorse", "wound-care", "--yes", "--key", filepath.Join(k.keys, "rowe-e"))
	found := func() (pending, settled []ledger.Waiting) {
		t.Helper()
		o, _ := k.as("rowe-e")
		pending, settled, skipped, err := ledger.Found(t.Context(), o.store, o.commit)
		if err != nil || len(skipped) > 0 {
			t.Fatal(err, skipped)
		}
		return pending, settled
	}
	if pending, settled := found(); len(pending) != 1 || pending[0].Path != record.EntryPath(4) || len(settled) > 0 {
		t.Errorf("%d wait, %d settled, want one entry that waits", len(pending), len(settled))
	}
	k.run("sign", "--all", "--yes", "--key", filepath.Join(k.keys, "shah-k"))
	pending, settled := found()
	if len(pending) > 0 || len(settled) != 1 || settled[0].Path != record.EntryPath(4) {
		t.Fatalf("%d wait, %d settled, want one entry that is settled", len(pending), len(settled))
	}
	k.git("merge", "--quiet", settled[0].Places[0].Branch)
	if pending, settled := found(); len(pending)+len(settled) > 0 {
		t.Errorf("%d wait, %d settled, want nothing", len(pending), len(settled))
	}
}
