package sshsig_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// knownKey is the public half of a key that was thrown away.
const (
	knownKey  = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIaaWqFUKHsRKZDBP1zOzkmQKWQYSWJlDHvIgCKPMjJF"
	knownWire = "AAAAC3NzaC1lZDI1NTE5AAAAIIaaWqFUKHsRKZDBP1zOzkmQKWQYSWJlDHvIgCKPMjJF"
)

func TestParseKey(t *testing.T) {
	rsaWire := func(e, n *big.Int) string {
		wire := ssh.Marshal(struct {
			Kind string
			E, N *big.Int
		}{"ssh-rsa", e, n})
		return "ssh-rsa " + base64.StdEncoding.EncodeToString(wire)
	}
	large := new(big.Int).Lsh(big.NewInt(1), 3071)
	odd := new(big.Int).Add(large, big.NewInt(1))
	e := big.NewInt(65537)
	for _, row := range []struct {
		name, text string
		want       error
		says       string
	}{
		{"a key", knownKey, nil, ""},
		{"nothing", "", sshsig.ErrKeyForm, "one space"},
		{"the kind alone", "ssh-ed25519", sshsig.ErrKeyForm, "one space"},
		{"the key alone", knownWire, sshsig.ErrKeyForm, "one space"},
		{"two spaces", "ssh-ed25519  " + knownWire, sshsig.ErrKeyForm, "base64"},
		{"a tab", "ssh-ed25519\t" + knownWire, sshsig.ErrKeyForm, "one space"},
		{"a comment", knownKey + " okafor-a", sshsig.ErrKeyForm, "base64"},
		{"space behind", knownKey + " ", sshsig.ErrKeyForm, "base64"},
		{"a newline behind", knownKey + "\n", sshsig.ErrKeyForm, "base64"},
		{"a newline inside", knownKey[:40] + "\n" + knownKey[40:], sshsig.ErrKeyForm, "base64"},
		{"space before", " " + knownKey, sshsig.ErrKeyKind, ""},
		{"options", "no-pty " + knownKey, sshsig.ErrKeyKind, `"no-pty"`},
		{"cut off", knownKey[:60], sshsig.ErrKeyForm, "damaged"},
		{"more behind", "ssh-ed25519 " + knownWire + "AAAA", sshsig.ErrKeyForm, "damaged"},
		{"another kind beside it", "ssh-rsa " + knownWire, sshsig.ErrKeyForm, "another kind"},
		{"capital letters", "SSH-ED25519 " + knownWire, sshsig.ErrKeyKind, ""},
		{"a certificate", "ssh-ed25519-cert-v01@openssh.com AAAA", sshsig.ErrKeyKind, "certificate"},
		{"DSA", "ssh-dss AAAA", sshsig.ErrKeyKind, "DSA"},
		{"a private key", "-----BEGIN OPENSSH PRIVATE KEY-----", sshsig.ErrKeyForm, ".pub"},
		{"RSA of 3072 bits", rsaWire(e, odd), nil, ""},
		{"RSA of 3071 bits", rsaWire(e, new(big.Int).Sub(large, big.NewInt(1))), sshsig.ErrWeakKey, "3071"},
		{"RSA below zero", rsaWire(e, new(big.Int).Neg(odd)), sshsig.ErrKeyForm, "damaged"},
		{"RSA that is even", rsaWire(e, large), sshsig.ErrKeyForm, "damaged"},
		{"RSA with exponent 1", rsaWire(big.NewInt(1), odd), sshsig.ErrKeyForm, "damaged"},
		{"RSA beyond all measure", rsaWire(e, new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 20000), big.NewInt(1))), sshsig.ErrKeyForm, "damaged"},
		{"too long", "ssh-ed25519 " + strings.Repeat("A", 9000), sshsig.ErrKeyForm, ""},
	} {
		key, err := sshsig.ParseKey(row.text)
		if !errors.Is(err, row.want) || err != nil && !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: %v, want %v saying %q", row.name, err, row.want, row.says)
		}
		if err == nil && key.String() != row.text || err != nil && key != (sshsig.Key{}) {
			t.Errorf("%s: got %q", row.name, key)
		}
	}
}

func TestParseAuthorizedKey(t *testing.T) {
	for _, row := range []struct {
		name, line, comment string
		want                error
	}{
		{"as in a file", knownKey + " a.okafor@trust-b\n", "a.okafor@trust-b", nil},
		{"of Windows", knownKey + " a.okafor@trust-b\r\n", "a.okafor@trust-b", nil},
		{"without a comment", knownKey, "", nil},
		{"a comment of words", knownKey + " my key at work", "my key at work", nil},
		{"a comment of any letters", knownKey + " Zoë", "Zoë", nil},
		{"with tabs", "\tssh-ed25519\t" + knownWire + "\tx\t", "x", nil},
		{"options", `restrict,command="true" ` + knownKey, "", sshsig.ErrKeyKind},
		{"two lines", knownKey + "\n" + knownKey + "\n", "", sshsig.ErrKeyForm},
		{"a comment that moves the cursor", knownKey + " \x1b[2J", "", sshsig.ErrKeyForm},
		{"a comment that is no text", knownKey + " \xff", "", sshsig.ErrKeyForm},
		{"empty", "\n", "", sshsig.ErrKeyForm},
		{"a remark", "# my key", "", sshsig.ErrKeyKind},
	} {
		key, comment, err := sshsig.ParseAuthorizedKey(row.line)
		if !errors.Is(err, row.want) || comment != row.comment {
			t.Errorf("%s: comment %q, %v; want %q, %v", row.name, comment, err, row.comment, row.want)
		}
		if err == nil && key.String() != knownKey {
			t.Errorf("%s: key %q", row.name, key)
		}
	}
}

func TestKeyOf(t *testing.T) {
	weak, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	unusual, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for public, want := range map[any]error{
		weak.Public(): sshsig.ErrWeakKey, unusual.Public(): sshsig.ErrKeyKind, "text": sshsig.ErrKeyKind,
	} {
		if _, err := sshsig.KeyOf(public); !errors.Is(err, want) {
			t.Errorf("%T: %v, want %v", public, err, want)
		}
	}
	if _, err := sshsig.Sign(weak, sshsig.Review, message); !errors.Is(err, sshsig.ErrWeakKey) {
		t.Errorf("a weak key signs: %v", err)
	}
	if _, err := sshsig.Sign(signers(t)["ed25519"], "", message); err == nil {
		t.Error("a signature for nothing in particular is made")
	}
}

func TestNoKeyIsNoKey(t *testing.T) {
	var none sshsig.Key
	if none.String() != "" || none.Fingerprint() != "" || none.Kind() != "" {
		t.Errorf("no key is written %q, %q, %q", none, none.Fingerprint(), none.Kind())
	}
}
