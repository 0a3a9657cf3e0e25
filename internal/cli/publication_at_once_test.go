package cli

import (
	"bytes"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
)

// elsewhere is the same people and keys, at another clone.
func (k *keptWorld) elsewhere(dir string) *keptWorld {
	other := *k
	env := *k.env
	env.Dir, other.env = dir, &env
	return &other
}

// publish has a member of staff publish wound-care, another sign, and what both did
// taken in.
func (k *keptWorld) publish(person, second string) {
	k.t.Helper()
	k.run("release", wound, "--yes", "--key", filepath.Join(k.keys, person))
	k.run("sign", record.EntryPath(5), "--yes", "--key", filepath.Join(k.keys, second))
	k.git("merge", "--quiet", strings.TrimSpace(k.git("for-each-ref", "--format=%(refname:short)", "refs/heads/credctl/publish")))
}

// tagging is credctl release on a commit that publishes, and what it told.
func (k *keptWorld) tagging(person string) (status int, said string) {
	env := *k.env
	var told bytes.Buffer
	env.Out, env.Err = io.Discard, &told
	status = Run(k.t.Context(), &env, []string{"release", wound, "--no-pdf", "--yes", "--key", filepath.Join(k.keys, person)})
	return status, told.String()
}

// TestPublishAtOnceOnOneMachine: of several who tag the same version at once, exactly
// one succeeds, and the others are told who did.
func TestPublishAtOnceOnOneMachine(t *testing.T) {
	k := keep(t, upTo("endorsed"))
	k.publish("rowe-e", "shah-k")
	staff := []string{"rowe-e", "shah-k", "quinn-d"}
	type end struct {
		status int
		said   string
	}
	done := make(chan end)
	for _, person := range staff {
		go func() {
			status, said := k.tagging(person)
			done <- end{status, said}
		}()
	}
	won := 0
	for range staff {
		e := <-done
		told := strings.Contains(e.said, "there is a tag wound-care/v1.0.0 already, made by T. Tester <tester@example.org>, and a published version never changes") ||
			strings.Contains(e.said, "wound-care 1.0.0 is tagged already, made by T. Tester <tester@example.org>")
		switch {
		case strings.Contains(e.said, "The release is tagged"):
			won++
		case !told:
			t.Errorf("status %d: %s", e.status, e.said)
		}
	}
	if won != 1 {
		t.Errorf("%d succeeded, want 1", won)
	}
	o, _ := k.as("rowe-e")
	k.run("verify", release100, "--state", "none", "--trust-root", o.book.Governance[0].SHA256)
	k.git("fsck", "--strict")
	// The files that lie there are those that the tag lists.
	if status, said := k.tagging("rowe-e"); status != exitOK || !strings.Contains(said, "and its files are in dist/wound-care/1.0.0; no changes") {
		t.Errorf("status %d: %s", status, said)
	}
}

// TestPublishAtOnceOnTwoMachines: the number in the register is taken by two. Whoever
// pushes second has both refs refused, and the entries conflict once they meet.
func TestPublishAtOnceOnTwoMachines(t *testing.T) {
	first := keep(t, upTo("endorsed"))
	server := filepath.Join(t.TempDir(), "server.git")
	first.git("clone", "--quiet", "--bare", ".", server)
	first.git("remote", "add", "origin", server)
	dir := filepath.Join(t.TempDir(), "second")
	first.git("clone", "--quiet", server, dir)
	second := first.elsewhere(dir)

	push := func(k *keptWorld) error {
		o, _ := k.as("quinn-d")
		return o.store.Push(t.Context(), new(bytes.Buffer), "origin", "refs/heads/main", "refs/tags/"+release100)
	}
	for k, by := range map[*keptWorld][]string{first: {"rowe-e", "shah-k"}, second: {"quinn-d", "shah-k"}} {
		k.publish(by[0], by[1])
		if status, said := k.tagging(by[0]); status != exitOK {
			t.Fatal(said)
		}
	}
	if err := push(first); err != nil {
		t.Fatal(err)
	}
	refs := first.git("-C", server, "for-each-ref")
	if err := push(second); !errors.As(err, new(*gitrepo.PushError)) {
		t.Errorf("the second push: %v", err)
	}
	if now := first.git("-C", server, "for-each-ref"); now != refs {
		t.Errorf("the server had\n%sand now has\n%s", refs, now)
	}

	// An entry names nobody, so that both meant the same one: once they meet it has the
	// signatures of all, and the tag that stands verifies as before.
	second.git("fetch", "--quiet", "--no-tags", "origin")
	second.git("merge", "--quiet", "--no-edit", "origin/main")
	second.git("fetch", "--quiet", "--force", "origin", "refs/tags/"+release100+":refs/tags/"+release100)
	o, _ := second.as("rowe-e")
	second.run("verify", release100, "--state", "none", "--trust-root", o.book.Governance[0].SHA256)
	if n := len(o.book.Register[4].Signers); n != 3 {
		t.Errorf("entry 5 has %d signatures, want 3", n)
	}
}

// TestDecideAtOnceOnTwoMachines: of two entries with one number, git lets no second in.
func TestDecideAtOnceOnTwoMachines(t *testing.T) {
	first := keep(t, upTo("endorsed"))
	dir := filepath.Join(t.TempDir(), "second")
	first.git("clone", "--quiet", ".", dir)
	second := first.elsewhere(dir)
	first.publish("rowe-e", "shah-k")
	second.run("withdraw", wound, "--version", "1.0.0", "--reason", "too early", "--yes", "--key", filepath.Join(second.keys, "quinn-d"))
	second.run("sign", "--all", "--yes", "--key", filepath.Join(second.keys, "shah-k"))
	second.git("fetch", "--quiet", "origin")
	branch := strings.TrimSpace(second.git("for-each-ref", "--format=%(refname:short)", "refs/heads/credctl"))
	second.git("merge", "--quiet", branch)
	cmd := exec.Command("git", "merge", "origin/main")
	cmd.Dir, cmd.Env = second.env.Dir, second.env.Environ
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "Merge conflict in register/0005.yaml") {
		t.Errorf("two entries with one number were merged: %s", out)
	}
}
