package sshkey

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/google/go-cmp/cmp"
)

// seen is a candidate without what differs from run to run.
type seen struct {
	Path, Comment, From string
	Agent               bool
}

func (p *person) seen(found []Candidate) []seen {
	var all []seen
	for _, c := range found {
		path := c.Path
		if below, err := filepath.Rel(p.home, path); err == nil && path != "" {
			path = filepath.ToSlash(below)
		}
		all = append(all, seen{path, c.Comment, c.From, c.Agent})
	}
	return all
}

func TestCandidatesInOrder(t *testing.T) {
	p := newPerson(t)
	p.startAgent()
	p.makes(".ssh/id_ed25519", "locked")
	p.makes(".ssh/id_ecdsa", "", "-t", "ecdsa")
	p.makes(".ssh/id_rsa", "", "-t", "rsa", "-b", "2048")
	p.makes(".ssh/aaa_other", "")
	p.makes(".ssh/colleague", "")
	p.remove(".ssh/colleague") // only the public half: somebody else's
	p.makes("git key", "")
	p.makes("in agent", "")
	p.run("ssh-add", "-q", "in agent", ".ssh/id_ecdsa")
	p.remove("in agent")

	found, err := p.candidates(Wish{GitSigningKey: "~/git key.pub"})
	if err != nil {
		t.Fatal(err)
	}
	want := []seen{
		{"git key", "key git key", "git's user.signingkey", false},
		{"", "key in agent", "ssh-agent", true},
		{".ssh/id_ecdsa", "key id_ecdsa", "ssh-agent", true},
		{".ssh/id_ed25519", "key id_ed25519", "~/.ssh/id_ed25519.pub", false},
		{".ssh/aaa_other", "key aaa_other", "~/.ssh/aaa_other.pub", false},
		{"", "", "~/.ssh/id_rsa.pub", false},
	}
	if diff := cmp.Diff(want, p.seen(found)); diff != "" {
		t.Errorf("candidates (-want +got):\n%s", diff)
	}
	last := found[len(found)-1]
	if !errors.Is(last.Problem, sshsig.ErrWeakKey) || last.Key != (sshsig.Key{}) {
		t.Errorf("a key of 2048 bits: %+v", last)
	}

	found, err = p.candidates(Wish{Flag: "in agent.pub", GitSigningKey: "~/git key.pub"})
	if diff := cmp.Diff([]seen{{"in agent.pub", "key in agent", "--key", true}}, p.seen(found)); diff != "" || err != nil {
		t.Errorf("the one that was named: %v\n%s", err, diff)
	}
}

func TestCandidatesOfGit(t *testing.T) {
	p := newPerson(t)
	p.makes("k", "")
	p.makes("weak", "", "-t", "rsa", "-b", "2048")
	for name, want := range map[string][]seen{
		"":                                nil,
		"1A2B3C4D5E6F":                    nil, // a key of GnuPG
		"~/none":                          nil,
		"k":                               {{"k", "key k", "git's user.signingkey", false}},
		"~/k":                             {{"k", "key k", "git's user.signingkey", false}},
		"key::" + p.key("k").String():     {{"", "", "git's user.signingkey", false}},
		p.key("k").String() + " at work":  {{"", "at work", "git's user.signingkey", false}},
		filepath.Join(p.home, "weak"):     {{"", "", "git's user.signingkey", false}},
		"key::ssh-ed25519 AAAA not a key": {{"", "", "git's user.signingkey", false}},
	} {
		found, err := p.candidates(Wish{GitSigningKey: name})
		if diff := cmp.Diff(want, p.seen(found)); diff != "" || err != nil {
			t.Errorf("user.signingkey = %s: %v\n%s", name, err, diff)
		}
		for _, c := range found {
			if (c.Problem == nil) == (c.Key == sshsig.Key{}) {
				t.Errorf("user.signingkey = %s: %+v", name, c)
			}
		}
	}
}

// The public half is read from the private key where it lies open, whatever the
// passphrase.
func TestCandidatesWithoutPublicFile(t *testing.T) {
	p := newPerson(t)
	p.makes(".ssh/id_ed25519", "locked")
	key := p.key(".ssh/id_ed25519")
	p.remove(".ssh/id_ed25519.pub")
	if c := p.only(Wish{}); c.Key != key {
		t.Errorf("found %+v, want %s", c, key)
	}
	p.makes("old", "locked", "-t", "rsa", "-b", "3072", "-m", "PEM")
	if c := p.only(Wish{Flag: "old"}); c.Key != p.key("old") {
		t.Errorf("found %+v, want %s", c, key)
	}
	p.remove("old.pub")
	if _, err := p.candidates(Wish{Flag: "old"}); !errors.Is(err, errOldForm) {
		t.Errorf("a key that is locked away whole: %v", err)
	}
}
