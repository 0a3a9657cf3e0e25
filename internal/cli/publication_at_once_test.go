package cli

import (
	"bytes"
	"errors"
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
	o, m := k.as(person)
	text, err := o.text(wound)
	if err != nil {
		k.t.Fatal(err)
	}
	act, err := o.publication(k.t.Context(), m, text)
	if err != nil {
		k.t.Fatal(err)
	}
	if err := o.put(k.t.Context(), act, putFlags{remote: "origin"}); err != nil {
		k.t.Fatal(err)
	}
	k.run("sign", record.EntryPath(5), "--yes", "--key", filepath.Join(k.keys, second))
	k.git("merge", "--quiet", act.Branch)
}

// TestPublishAtOnceOnOneMachine: of several who tag the same version at once, exactly
// one succeeds, and the others are told who did.
func TestPublishAtOnceOnOneMachine(t *testing.T) {
	k := keep(t, upTo("endorsed"))
	k.publish("rowe-e", "shah-k")
	staff := []string{"rowe-e", "shah-k", "quinn-d"}
	done := make(chan error)
	for _, person := range staff {
		o, m := k.as(person)
		go func() {
			_, err := o.tagPublished(t.Context(), m, "wound-care 1.0.0, by "+person)
			done <- err
		}()
	}
	won := 0
	for range staff {
		err := <-done
		var told hinted
		switch {
		case err == nil:
			won++
		case !errors.As(err, &told) || !strings.Contains(err.Error(), "there is a tag wound-care/v1.0.0 already, made by T. Tester <tester@example.org>, and a published version never changes") ||
			told.hint != "see what it holds: credctl verify wound-care/v1.0.0":
			t.Errorf("%v", err)
		}
	}
	if won != 1 {
		t.Errorf("%d succeeded, want 1", won)
	}
	o, _ := k.as("rowe-e")
	k.run("verify", release100, "--state", "none", "--trust-root", o.book.Governance[0].SHA256)
	k.git("fsck", "--strict")
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
		o, m := k.as(by[0])
		if _, err := o.tagPublished(t.Context(), m, "wound-care 1.0.0, by "+by[0]); err != nil {
			t.Fatal(err)
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
