package sshkey

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

// signs has the person sign, and holds the signature to what was asked.
func (p *person) signs(c Candidate) error {
	p.t.Helper()
	p.t.Setenv("TMPDIR", p.t.TempDir())
	tool := p.tool()
	made, err := tool.Sign(context.Background(), c, sshsig.Review, message)
	if left := leftovers(p.t); left != nil {
		p.t.Errorf("left behind: %q", left)
	}
	if err != nil {
		if made != nil {
			p.t.Error("a signature and an error")
		}
		return err
	}
	signature, err := sshsig.Parse(made)
	if err != nil {
		p.t.Fatal(err)
	}
	if signature.Key() != c.Key {
		p.t.Errorf("signed by %s, want %s", signature.Key().Fingerprint(), c.Key.Fingerprint())
	}
	if err := signature.Check(message, sshsig.Review); err != nil {
		p.t.Error(err)
	}
	return nil
}

func TestSignsWithEveryKindOfKey(t *testing.T) {
	for name, args := range map[string][]string{
		"ed25519": {"-t", "ed25519"}, "ecdsa": {"-t", "ecdsa", "-b", "384"},
		"rsa": {"-t", "rsa", "-b", "3072"}, "rsa in the old form": {"-t", "rsa", "-b", "3072", "-m", "PEM"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPerson(t)
			p.makes("k", "", args...)
			for _, named := range []string{"k", "k.pub", "~/k", filepath.Join(p.home, "k.pub")} {
				if err := p.signs(p.only(Wish{Flag: named})); err != nil {
					t.Errorf("%s: %v", named, err)
				}
			}
		})
	}
}

func TestSignsWithPassphrase(t *testing.T) {
	p := newPerson(t)
	p.makes("k", "hard to guess")
	p.answers("hard to guess")
	if err := p.signs(p.only(Wish{Flag: "k"})); err != nil {
		t.Error(err)
	}
	p.answers("easy to guess")
	err := p.signs(p.only(Wish{Flag: "k"}))
	if !errors.Is(err, ErrPassphrase) || !errors.Is(err, ErrNotSigned) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if err != nil && strings.Contains(err.Error(), "guess") {
		t.Errorf("the passphrase is told: %v", err)
	}
}

// What stands in for a passphrase must not be read from anywhere but the terminal:
// the message begins with it here.
func TestTakesNoPassphraseFromTheMessage(t *testing.T) {
	p := newPerson(t)
	p.makes("k", "record: credctl/review/v1")
	if err := p.signs(p.only(Wish{Flag: "k"})); !errors.Is(err, ErrPassphrase) {
		t.Errorf("got %v, want that nobody could be asked", err)
	}
}

func TestSignsWithAgent(t *testing.T) {
	p := newPerson(t)
	p.startAgent()
	p.makes("open", "")
	p.makes("locked", "hard to guess")
	p.answers("hard to guess")
	p.run("ssh-add", "-q", "open", "locked")
	p.answers("forgotten")
	open, locked := p.key("open"), p.key("locked")

	t.Run("public half and agent", func(t *testing.T) {
		p.remove("open")
		c := p.only(Wish{Flag: "open.pub"})
		if c.Key != open || !c.Agent {
			t.Errorf("found %+v", c)
		}
		if err := p.signs(c); err != nil {
			t.Error(err)
		}
	})
	t.Run("locked key in the agent", func(t *testing.T) {
		if err := p.signs(p.only(Wish{Flag: "locked"})); err != nil {
			t.Error(err)
		}
	})
	t.Run("agent alone", func(t *testing.T) {
		p.remove("open.pub")
		for _, wish := range []Wish{
			{}, {Flag: open.Fingerprint()}, {Flag: open.String()}, {GitSigningKey: "key::" + open.String() + " comment"},
			{GitSigningKey: open.String()},
		} {
			c := p.only(wish)
			if c.Key != open || !c.Agent || c.Path != "" {
				t.Errorf("%+v: found %+v", wish, c)
			}
			if err := p.signs(c); err != nil {
				t.Errorf("%+v: %v", wish, err)
			}
		}
	})
	t.Run("agent without ssh-keygen", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		for _, key := range []sshsig.Key{open, locked} {
			c := p.only(Wish{Flag: key.Fingerprint()})
			if err := p.signs(c); err != nil {
				t.Error(err)
			}
		}
		other := p.only(Wish{Flag: newKey(t).String()})
		if err := p.signs(other); !errors.Is(err, ErrNoKeygen) || !errors.Is(err, ErrNotFound) {
			t.Errorf("a key that the agent does not hold: %v", err)
		}
	})
	t.Run("no longer in the agent", func(t *testing.T) {
		c := p.only(Wish{Flag: open.Fingerprint()})
		p.run("ssh-add", "-q", "-D")
		if err := p.signs(c); !errors.Is(err, ErrNoSecret) {
			t.Errorf("got %v, want that the private half is missing", err)
		}
	})
}

func newKey(t *testing.T) sshsig.Key {
	t.Helper()
	_, key, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestWillNotSign(t *testing.T) {
	p := newPerson(t)
	p.makes("weak", "", "-t", "rsa", "-b", "2048")
	p.write("dsa", "ssh-dss AAAA of old\n")
	p.makes("ca", "")
	p.makes("k", "")
	p.run("ssh-keygen", "-q", "-s", "ca", "-I", "id", "-n", "someone", "k.pub")
	p.makes("public", "")
	p.remove("public")
	p.makes("swapped", "")
	p.write("swapped.pub", p.read("k.pub"))
	for name, want := range map[string]error{
		"weak": sshsig.ErrWeakKey, "weak.pub": sshsig.ErrWeakKey, "dsa": sshsig.ErrKeyKind, "k-cert.pub": sshsig.ErrKeyKind,
		"none": ErrNotFound, "none.pub": ErrNotFound, ".ssh": sshsig.ErrKeyForm, "SHA256:none": ErrNotFound,
		"ssh-ed25519 AAAA": sshsig.ErrKeyForm,
	} {
		if found, err := p.candidates(Wish{Flag: name}); !errors.Is(err, want) || !strings.Contains(err.Error(), "--key") {
			t.Errorf("--key %s: %v, %v; want %v", name, found, err, want)
		}
	}
	if err := p.signs(p.only(Wish{Flag: "public.pub"})); !errors.Is(err, ErrNoSecret) {
		t.Errorf("without a private half: %v", err)
	}
	if err := p.signs(p.only(Wish{Flag: "swapped.pub"})); !errors.Is(err, ErrNotSigned) || !strings.Contains(err.Error(), "match") {
		t.Errorf("halves of two keys: %v", err)
	}
	if err := p.signs(Candidate{}); !errors.Is(err, ErrNotFound) {
		t.Errorf("no key: %v", err)
	}
	if err := p.signs(Candidate{Problem: sshsig.ErrWeakKey, Path: "weak"}); !errors.Is(err, sshsig.ErrWeakKey) {
		t.Errorf("a key with a problem: %v", err)
	}
}

// A program in ssh-keygen's place may write anything.
func TestChecksWhatWasMade(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program in its place is a shell script")
	}
	signer, key, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	sign := func(namespace string, message []byte) string {
		made, err := sshsig.Sign(signer, namespace, message)
		if err != nil {
			t.Fatal(err)
		}
		return string(made)
	}
	good := sign(sshsig.Review, message)
	another, _, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	byAnother, err := sshsig.Sign(another, sshsig.Review, message)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name, made string
		want       error
	}{
		{"good", good, nil},
		{"as on Windows", strings.ReplaceAll(good, "\n", "\r\n"), nil},
		{"for something else", sign(sshsig.Git, message), sshsig.ErrNamespace},
		{"over something else", sign(sshsig.Review, nil), sshsig.ErrBad},
		{"by another key", string(byAnother), ErrNotSigned},
		{"twice", good + good, sshsig.ErrForm},
		{"nothing", "", sshsig.ErrForm},
	} {
		p := &person{t: t, home: t.TempDir()}
		p.write("made", row.made)
		p.write("ssh-keygen", "#!/bin/sh\nfor last; do :; done\ncat '"+filepath.Join(p.home, "made")+"' >\"$last.sig\"\n")
		if err := os.Chmod(filepath.Join(p.home, "ssh-keygen"), 0o700); err != nil {
			t.Fatal(err)
		}
		tool := &Tool{keygen: filepath.Join(p.home, "ssh-keygen"), environ: os.Environ()}
		got, err := tool.Sign(context.Background(), Candidate{Key: key}, sshsig.Review, message)
		if !errors.Is(err, row.want) || err == nil && !bytes.Equal(got, []byte(good)) {
			t.Errorf("%s: %q, %v; want %v", row.name, got, err, row.want)
		}
	}
}

func TestStopsWhenToldTo(t *testing.T) {
	p := newPerson(t)
	p.makes("k", "")
	c := p.only(Wish{Flag: "k"})
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := p.tool().Sign(ctx, c, sshsig.Review, message); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := Find(nil); !errors.Is(err, ErrNoKeygen) || !strings.Contains(err.Error(), "openssh-client") {
		t.Errorf("got %v", err)
	}
}
