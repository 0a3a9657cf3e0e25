package sshkey

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

var message = []byte("record: credctl/review/v1\noverall: endorse\n")

// person is somebody with a home folder, real OpenSSH and maybe an agent; nothing
// of the machine's own keys is seen.
type person struct {
	t       *testing.T
	home    string
	environ []string
}

// newPerson skips the test where OpenSSH is missing, unless REQUIRE_PROGRAMS is
// set.
func newPerson(t *testing.T) *person {
	t.Helper()
	for _, program := range []string{"ssh-keygen", "ssh-add", "ssh-agent"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("REQUIRE_PROGRAMS") != "" {
				t.Fatalf("%s is missing", program)
			}
			t.Skipf("%s is missing", program)
		}
	}
	p := &person{t: t, home: t.TempDir()}
	if err := os.Mkdir(filepath.Join(p.home, ".ssh"), 0o700); err != nil {
		t.Fatal(err)
	}
	p.environ = []string{"HOME=" + p.home, "PATH=" + os.Getenv("PATH")}
	return p
}

// run runs a program of OpenSSH and returns what it says.
func (p *person) run(program string, args ...string) string {
	p.t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = p.home, p.environ
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		p.t.Fatalf("%s %q: %v\n%s", program, args, err, errs.String())
	}
	return string(out)
}

// startAgent gives the person an agent until the end of the test.
func (p *person) startAgent() {
	p.t.Helper()
	dir, err := os.MkdirTemp("", "a") // the test's own folder may be too long a name for a socket
	if err != nil {
		p.t.Fatal(err)
	}
	said := p.run("ssh-agent", "-s", "-a", filepath.Join(dir, "s"))
	_, rest, _ := strings.Cut(said, "SSH_AGENT_PID=")
	id, _, _ := strings.Cut(rest, ";")
	p.environ = append(p.environ, "SSH_AUTH_SOCK="+filepath.Join(dir, "s"), "SSH_AGENT_PID="+id)
	environ := p.environ
	p.t.Cleanup(func() {
		p.environ = environ
		p.run("ssh-agent", "-k")
		if err := os.RemoveAll(dir); err != nil {
			p.t.Error(err)
		}
	})
}

// answers has passphrases asked for with a program that says this one, as the
// person may have set it up.
func (p *person) answers(passphrase string) {
	p.t.Helper()
	program := filepath.Join(p.home, "askpass")
	p.write("askpass", "#!/bin/sh\necho '"+passphrase+"'\n")
	if err := os.Chmod(program, 0o700); err != nil {
		p.t.Fatal(err)
	}
	p.environ = append(p.environ, "SSH_ASKPASS="+program, "SSH_ASKPASS_REQUIRE=force")
}

func (p *person) write(name, text string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.home, name), []byte(text), 0o600); err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) remove(name string) {
	p.t.Helper()
	if err := os.Remove(filepath.Join(p.home, name)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *person) read(name string) string {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.home, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return string(data)
}

// makes has ssh-keygen make a key, of Ed25519 unless told otherwise.
func (p *person) makes(name, passphrase string, args ...string) {
	p.t.Helper()
	if len(args) == 0 {
		args = []string{"-t", "ed25519"}
	}
	p.run("ssh-keygen", append(args, "-q", "-N", passphrase, "-C", "key "+filepath.Base(name), "-f", name)...)
}

// key returns the public half of a key.
func (p *person) key(name string) sshsig.Key {
	p.t.Helper()
	key, _, err := sshsig.ParseAuthorizedKey(p.read(name + ".pub"))
	if err != nil {
		p.t.Fatal(err)
	}
	return key
}

func (p *person) tool() *Tool {
	p.t.Helper()
	tool, err := Find(p.environ)
	if err != nil {
		p.t.Fatal(err)
	}
	return tool
}

// candidates looks for keys in the person's home.
func (p *person) candidates(w Wish) ([]Candidate, error) {
	w.Home, w.Dir = p.home, p.home
	return p.tool().Candidates(context.Background(), w)
}

// only returns the one key that the wish names.
func (p *person) only(w Wish) Candidate {
	p.t.Helper()
	found, err := p.candidates(w)
	if err != nil || len(found) == 0 || found[0].Problem != nil {
		p.t.Fatalf("found %+v: %v", found, err)
	}
	return found[0]
}

// leftovers are the files of this package in the folder for temporary files, which
// the test must have made its own.
func leftovers(t *testing.T) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(os.TempDir(), "credctl-*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}
