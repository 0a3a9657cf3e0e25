package sshkey

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

func TestGenerate(t *testing.T) {
	p := newPerson(t)
	path := filepath.Join(p.home, "keys", "mine")
	tool := p.tool()
	if _, err := tool.Generate(context.Background(), path, "a.okafor@trust-b", false); !errors.Is(err, ErrNoTerminal) ||
		!strings.Contains(err.Error(), "ssh-keygen -t ed25519 -f "+path) {
		t.Errorf("without a terminal: %v", err)
	}
	if _, err := os.Stat(filepath.Dir(path)); err == nil {
		t.Error("a folder was made for a key that was not")
	}
	tool.NoPassphrase = true
	made, err := tool.Generate(context.Background(), path, "a.okafor@trust-b", false)
	if err != nil {
		t.Fatal(err)
	}
	if made.Path != path || made.Comment != "a.okafor@trust-b" || made.Key.Kind() != "ssh-ed25519" {
		t.Errorf("made %+v", made)
	}
	if err := p.signs(made); err != nil {
		t.Error(err)
	}

	before := p.read("keys/mine")
	if _, err := tool.Generate(context.Background(), path, "again", false); !errors.Is(err, ErrExists) {
		t.Errorf("over a key: %v", err)
	}
	p.remove("keys/mine.pub")
	if _, err := tool.Generate(context.Background(), path, "again", false); !errors.Is(err, ErrExists) {
		t.Errorf("over a private half: %v", err)
	}
	if p.read("keys/mine") != before {
		t.Error("a key was written over")
	}
	if _, err := tool.Generate(context.Background(), filepath.Join(p.home, "x"), "two\nlines", false); err == nil {
		t.Error("a comment of two lines was taken")
	}
}

// ssh-keygen asks for a passphrase twice, in the way that the person has set up.
func TestGenerateAsksForPassphrase(t *testing.T) {
	p := newPerson(t)
	p.answers("hard to guess")
	made, err := p.tool().Generate(context.Background(), filepath.Join(p.home, "mine"), "mine", true)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.signs(made); err != nil {
		t.Error(err)
	}
	p.answers("something else")
	if err := p.signs(made); !errors.Is(err, ErrPassphrase) {
		t.Errorf("with another passphrase: %v", err)
	}
}

func TestWriteKey(t *testing.T) {
	p := newPerson(t)
	signer, key, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	path, err := WriteKey(p.home, "okafor-a", signer)
	if err != nil {
		t.Fatal(err)
	}
	c := p.only(Wish{Flag: path})
	if c.Key != key || c.Comment != "okafor-a" || c.Path != filepath.Join(p.home, "okafor-a") {
		t.Errorf("found %+v, want %s", c, key)
	}
	if err := p.signs(c); err != nil {
		t.Errorf("ssh-keygen does not sign with it: %v", err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	if _, err := WriteKey(p.home, "okafor-a", signer); !errors.Is(err, ErrExists) {
		t.Errorf("over a key: %v", err)
	}
	p.remove("okafor-a")
	if _, err := WriteKey(p.home, "okafor-a", signer); !errors.Is(err, ErrExists) {
		t.Errorf("over a public half: %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("half a key was left")
	}
	for _, name := range []string{"", ".", "..", "a/b", "../a"} {
		if _, err := WriteKey(p.home, name, signer); err == nil {
			t.Errorf("%q is taken as a name", name)
		}
	}
}

func TestNewKeysDiffer(t *testing.T) {
	if one, other := newKey(t), newKey(t); one == other || one == (sshsig.Key{}) {
		t.Errorf("two new keys are one, %q", one)
	}
}
