package sshsig_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// keygen is the real ssh-keygen, in a folder of its own.
type keygen struct {
	t       *testing.T
	program string
	dir     string
}

// newKeygen skips the test where ssh-keygen is missing, unless REQUIRE_PROGRAMS
// is set.
func newKeygen(t *testing.T) *keygen {
	t.Helper()
	program, err := exec.LookPath("ssh-keygen")
	if err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal("ssh-keygen is missing")
		}
		t.Skip("ssh-keygen is missing")
	}
	return &keygen{t: t, program: program, dir: t.TempDir()}
}

// run runs ssh-keygen with the user's home in the test's folder.
func (k *keygen) run(input []byte, args ...string) ([]byte, error) {
	k.t.Helper()
	cmd := exec.CommandContext(context.Background(), k.program, args...)
	cmd.Dir, cmd.Stdin = k.dir, bytes.NewReader(input)
	cmd.Env = []string{"LC_ALL=C", "HOME=" + k.dir, "PATH=" + os.Getenv("PATH")}
	return cmd.Output()
}

func (k *keygen) must(input []byte, args ...string) []byte {
	k.t.Helper()
	out, err := k.run(input, args...)
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = errors.New(string(exit.Stderr))
		}
		k.t.Fatalf("ssh-keygen %s: %v", strings.Join(args, " "), err)
	}
	return out
}

// generate makes a key without a passphrase and returns the line of its .pub file.
func (k *keygen) generate(name string, args ...string) string {
	k.t.Helper()
	k.must(nil, append([]string{"-q", "-N", "", "-C", name, "-f", name}, args...)...)
	line, err := os.ReadFile(filepath.Join(k.dir, name+".pub"))
	if err != nil {
		k.t.Fatal(err)
	}
	return string(line)
}

// makesDSA reports whether this ssh-keygen is older than the end of DSA.
func (k *keygen) makesDSA() bool {
	_, err := k.run(nil, "-q", "-t", "dsa", "-N", "", "-f", "old")
	return err == nil
}

// accepts reports whether stock ssh-keygen takes the signature.
func (k *keygen) accepts(key sshsig.Key, armour, message []byte, namespace string) bool {
	k.t.Helper()
	k.write("allowed", []byte("someone "+key.String()+"\n"))
	k.write("candidate.sig", armour)
	_, err := k.run(message, "-Y", "verify", "-f", "allowed", "-I", "someone", "-n", namespace, "-s", "candidate.sig")
	return err == nil
}

func (k *keygen) write(name string, data []byte) {
	k.t.Helper()
	if err := os.WriteFile(filepath.Join(k.dir, name), data, 0o600); err != nil {
		k.t.Fatal(err)
	}
}

var message = []byte("record: credctl/review/v1\noverall: endorse\n")

// check is what a caller does with a signature.
func check(armour, message []byte, namespace string) (sshsig.Key, error) {
	signature, err := sshsig.Parse(armour)
	if err != nil {
		return sshsig.Key{}, err
	}
	return signature.Key(), signature.Check(message, namespace)
}

// kinds are the kinds of keys that ssh-keygen makes, and whether they may sign.
var kinds = []struct {
	name    string
	args    []string
	refused error
}{
	{"ed25519", []string{"-t", "ed25519"}, nil},
	{"ecdsa256", []string{"-t", "ecdsa", "-b", "256"}, nil},
	{"ecdsa384", []string{"-t", "ecdsa", "-b", "384"}, nil},
	{"ecdsa521", []string{"-t", "ecdsa", "-b", "521"}, nil},
	{"rsa2048", []string{"-t", "rsa", "-b", "2048"}, sshsig.ErrWeakKey},
	{"rsa3072", []string{"-t", "rsa", "-b", "3072"}, nil},
	{"rsa4096", []string{"-t", "rsa", "-b", "4096"}, nil},
	{"dsa", []string{"-t", "dsa"}, sshsig.ErrKeyKind},
}

func TestAcceptsWhatKeygenSigns(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			keygen := newKeygen(t)
			if kind.name == "dsa" && !keygen.makesDSA() {
				t.Skip("this ssh-keygen no longer makes such keys")
			}
			wanted, comment, err := sshsig.ParseAuthorizedKey(keygen.generate(kind.name, kind.args...))
			if !errors.Is(err, kind.refused) {
				t.Fatalf("key: %v, want %v", err, kind.refused)
			}
			for _, hash := range []string{"sha256", "sha512"} {
				armour := keygen.must(message, "-Y", "sign", "-q", "-n", sshsig.Review, "-O", "hashalg="+hash, "-f", kind.name)
				got, err := check(armour, message, sshsig.Review)
				if !errors.Is(err, kind.refused) || got != wanted {
					t.Errorf("signature with %s: by %q, %v; want %q, %v", hash, got, err, wanted, kind.refused)
				}
			}
			if kind.refused != nil {
				return
			}
			if comment != kind.name {
				t.Errorf("comment %q, want %q", comment, kind.name)
			}
			printed := string(keygen.must(nil, "-l", "-f", kind.name+".pub"))
			if !strings.Contains(printed, " "+wanted.Fingerprint()+" ") {
				t.Errorf("ssh-keygen -l prints %s, want %s", printed, wanted.Fingerprint())
			}
		})
	}
}

// signers returns keys of the standard library, of every kind that may sign.
func signers(t testing.TB) map[string]crypto.Signer {
	t.Helper()
	made, err := madeOnce()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// madeOnce spares the tests the making of keys, of which that of RSA takes long.
var madeOnce = sync.OnceValues(func() (map[string]crypto.Signer, error) {
	_, ed, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	made := map[string]crypto.Signer{"ed25519": ed}
	for name, curve := range map[string]elliptic.Curve{"p256": elliptic.P256(), "p384": elliptic.P384(), "p521": elliptic.P521()} {
		if made[name], err = ecdsa.GenerateKey(curve, rand.Reader); err != nil {
			return nil, err
		}
	}
	made["rsa"], err = rsa.GenerateKey(rand.Reader, 3072)
	return made, err
})

func TestKeygenAcceptsWhatWeSign(t *testing.T) {
	keygen := newKeygen(t)
	for name, signer := range signers(t) {
		armour, err := sshsig.Sign(signer, sshsig.Endorse, message)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		again, err := sshsig.Sign(signer, sshsig.Endorse, message)
		if err != nil || !bytes.Equal(armour, again) {
			t.Errorf("%s: a second signature differs (%v)", name, err)
		}
		key, err := check(armour, message, sshsig.Endorse)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if want, err := sshsig.KeyOf(signer.Public()); err != nil || key != want {
			t.Errorf("%s: key %v, want %v (%v)", name, key, want, err)
		}
		if !keygen.accepts(key, armour, message, sshsig.Endorse) {
			t.Errorf("%s: ssh-keygen refuses what we sign and accept", name)
		}
	}
}

// Ed25519 leaves no choice, so the bytes are the same.
func TestSignsInTheBytesOfKeygen(t *testing.T) {
	keygen := newKeygen(t)
	_, signer, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(signer, "")
	if err != nil {
		t.Fatal(err)
	}
	keygen.write("key", pem.EncodeToMemory(block))
	theirs := keygen.must(message, "-Y", "sign", "-q", "-n", sshsig.Govern, "-f", "key")
	ours, err := sshsig.Sign(signer, sshsig.Govern, message)
	if err != nil || !bytes.Equal(ours, theirs) {
		t.Errorf("%v\n%s\nwant\n%s", err, ours, theirs)
	}
}
