package sshsig_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// edits are changes to the file of a good signature, each with what is said.
var edits = []struct {
	name string
	edit func(good string) string
	want error
	says string
}{
	{"nothing", func(good string) string { return good }, nil, ""},
	{"empty", func(string) string { return "" }, sshsig.ErrForm, "does not begin"},
	{"text before", func(good string) string { return "for the record\n" + good }, sshsig.ErrForm, "does not begin"},
	{"blank line before", func(good string) string { return "\n" + good }, sshsig.ErrForm, "does not begin"},
	{"byte order mark", func(good string) string { return "\ufeff" + good }, sshsig.ErrForm, "does not begin"},
	{"text after", func(good string) string { return good + "agreed\n" }, sshsig.ErrForm, "does not end"},
	{"blank line after", func(good string) string { return good + "\n" }, sshsig.ErrForm, "does not end"},
	{"second block", func(good string) string { return good + good }, sshsig.ErrForm, "one block"},
	{"CRLF", func(good string) string { return strings.ReplaceAll(good, "\n", "\r\n") }, sshsig.ErrForm, "Windows"},
	{"no newline at the end", func(good string) string { return strings.TrimSuffix(good, "\n") }, sshsig.ErrForm, "newline at the end"},
	{"space at a line's end", func(good string) string { return strings.Replace(good, "\n", " \n", 2) }, sshsig.ErrForm, ""},
	{"blank line inside", func(good string) string { return strings.Replace(good, "\n", "\n\n", 1) }, sshsig.ErrForm, "broken"},
	{"blank line before the end", func(good string) string { return strings.Replace(good, "-----END", "\n-----END", 1) }, sshsig.ErrForm, "broken"},
	{"header of PEM", func(good string) string { return strings.Replace(good, "-----\n", "-----\nProc-Type: 4\n\n", 1) }, sshsig.ErrForm, "base64"},
	{"another armour", func(good string) string { return strings.ReplaceAll(good, "SSH SIGNATURE", "PGP SIGNATURE") }, sshsig.ErrForm, "does not begin"},
	{"nothing inside", func(good string) string { return good[:30] + good[strings.Index(good, "-----END"):] }, sshsig.ErrForm, "broken"},
	{"cut off", func(good string) string { return good[:len(good)/2] }, sshsig.ErrForm, "does not end"},
	{"too long", func(good string) string { return good + strings.Repeat("A", sshsig.MaxSize) }, sshsig.ErrForm, "16384"},
}

func TestTakesOneFormOfFileOnly(t *testing.T) {
	signer := signers(t)["ed25519"]
	good, err := sshsig.Sign(signer, sshsig.Review, message)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range edits {
		_, err := check([]byte(row.edit(string(good))), message, sshsig.Review)
		if !errors.Is(err, row.want) || err != nil && !strings.Contains(err.Error(), row.says) {
			t.Errorf("%s: %v, want %v saying %q", row.name, err, row.want, row.says)
		}
	}
}

// forgeries are changes to a part of a good signature, signed along with it.
var forgeries = []struct {
	name string
	edit func(*forged)
	want error
}{
	{"nothing", func(*forged) {}, nil},
	{"sha256", func(f *forged) { f.hash = "sha256" }, nil},
	{"sha384", func(f *forged) { f.hash = "sha384" }, sshsig.ErrForm},
	{"reserved in use", func(f *forged) { f.reserved = "x" }, sshsig.ErrForm},
	{"version 2", func(f *forged) { f.version = 2 }, sshsig.ErrForm},
	{"another beginning", func(f *forged) { f.magic = "SSHSIH" }, sshsig.ErrForm},
	{"another meaning", func(f *forged) { f.namespace = "endorse@credctl.v1" }, sshsig.ErrNamespace},
	{"the meaning of a tag", func(f *forged) { f.namespace = "git" }, sshsig.ErrNamespace},
	{"a longer meaning", func(f *forged) { f.namespace += "x" }, sshsig.ErrNamespace},
	{"no meaning", func(f *forged) { f.namespace = "" }, sshsig.ErrForm},
	{"a meaning that ends early", func(f *forged) { f.namespace += "\x00" }, sshsig.ErrForm},
	{"more inside the signature", func(f *forged) { f.after = []byte{0} }, sshsig.ErrForm},
	{"more behind", func(f *forged) { f.behind = []byte{0} }, sshsig.ErrForm},
	{"more inside the key", func(f *forged) { f.key = append(bytes.Clone(f.key), 0) }, sshsig.ErrForm},
	{"another kind of signature", func(f *forged) { f.format = "ssh-dss" }, sshsig.ErrForm},
	{"a longer signature", func(f *forged) { f.alter = func(b []byte) []byte { return append(b, 0) } }, nil}, // see below
	{"a certificate", func(f *forged) {
		f.key = ssh.Marshal(struct{ Kind string }{"ssh-ed25519-cert-v01@openssh.com"})
	}, sshsig.ErrKeyKind},
	{"DSA", func(f *forged) { f.key = ssh.Marshal(struct{ Kind string }{"ssh-dss"}) }, sshsig.ErrKeyKind},
	{"a kind that ssh-keygen does not know", func(f *forged) {
		f.key = ssh.Marshal(struct{ Kind, Key string }{"ssh-mldsa-44", strings.Repeat("k", 1312)})
	}, sshsig.ErrKeyKind},
}

func TestTakesOneFormOfSignatureOnly(t *testing.T) {
	for name, signer := range signers(t) {
		for _, row := range forgeries {
			parts := forge(t, signer)
			row.edit(&parts)
			if row.name == "another kind of signature" && name == "rsa" {
				parts.format = ssh.KeyAlgoRSA // SHA-1
			}
			want := row.want
			if row.name == "a longer signature" {
				want = sshsig.ErrForm
				if name == "ed25519" { // its length is the business of the check
					want = sshsig.ErrBad
				}
			}
			_, err := check(wrap(parts.blob(t, signer, message), 70, "\n"), message, sshsig.Review)
			if !errors.Is(err, want) {
				t.Errorf("%s: %s: %v, want %v", name, row.name, err, want)
			}
		}
	}
}

// Both kinds of security keys, made by hand: there is no device here, and what
// ssh-keygen checks is the same.
func TestSecurityKeyMustBeTouched(t *testing.T) {
	keygen := newKeygen(t)
	made := signers(t)
	for _, name := range []string{"ed25519", "p256"} {
		for _, row := range []struct {
			name string
			edit func(*forged)
			want error
		}{
			{"touched", func(*forged) {}, nil},
			{"touched and verified", func(f *forged) { f.flags = 5 }, nil},
			{"not touched", func(f *forged) { f.flags = 0 }, sshsig.ErrPresence},
			{"verified but not touched", func(f *forged) { f.flags = 4 }, sshsig.ErrPresence},
			{"more behind the counter", func(f *forged) { f.after = []byte{1} }, sshsig.ErrForm},
			{"no counter", func(f *forged) { f.app = "" }, sshsig.ErrForm},
			{"another meaning", func(f *forged) { f.namespace = sshsig.Git }, sshsig.ErrNamespace},
			{"another application", func(f *forged) { f.app = "ssh:other" }, sshsig.ErrBad},
		} {
			parts := forgeSecurity(t, made[name])
			row.edit(&parts)
			armour := wrap(parts.blob(t, made[name], message), 70, "\n")
			key, err := check(armour, message, sshsig.Review)
			if !errors.Is(err, row.want) {
				t.Errorf("%s: %s: %v, want %v", name, row.name, err, row.want)
			}
			if row.want == nil && !keygen.accepts(key, armour, message, sshsig.Review) {
				t.Errorf("%s: %s: ssh-keygen refuses what we accept", name, row.name)
			}
		}
	}
}

func TestNoByteMayChange(t *testing.T) {
	for name, signer := range signers(t) {
		blob := forge(t, signer).blob(t, signer, message)
		armour := wrap(blob, 70, "\n")
		if _, err := check(armour, message, sshsig.Review); err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(message); at += oneIn {
			changed := bytes.Clone(message)
			changed[at] ^= 1
			if _, err := check(armour, changed, sshsig.Review); !errors.Is(err, sshsig.ErrBad) {
				t.Errorf("%s: byte %d of the text changed: %v", name, at, err)
			}
		}
		for _, other := range [][]byte{message[:len(message)-1], append(bytes.Clone(message), '\n'), nil} {
			if _, err := check(armour, other, sshsig.Review); !errors.Is(err, sshsig.ErrBad) {
				t.Errorf("%s: a text of another length: %v", name, err)
			}
		}
		for at := 0; at < len(blob); at += oneIn {
			changed := bytes.Clone(blob)
			changed[at] ^= 1 << (at % 8)
			if _, err := check(wrap(changed, 70, "\n"), message, sshsig.Review); err == nil {
				t.Errorf("%s: byte %d of the signature may change", name, at)
			}
		}
		for at := 0; at < len(armour); at += oneIn {
			changed := bytes.Clone(armour)
			changed[at] ^= 1
			if _, err := check(changed, message, sshsig.Review); err == nil {
				t.Errorf("%s: byte %d of the file may change", name, at)
			}
		}
	}
}

// Each of these keys is one for which a signature of zeros is good over some
// texts; what the standard library says is asked first.
func TestRefusesKeysThatAnybodySignsFor(t *testing.T) {
	for _, text := range []string{
		"0000000000000000000000000000000000000000000000000000000000000000",
		"0100000000000000000000000000000000000000000000000000000000000000",
		"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
		"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
		"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	} {
		point, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		zero := append([]byte{1}, make([]byte, 63)...)
		forgeable := false
		for n := 0; n < 500 && !forgeable; n++ {
			forgeable = ed25519.Verify(point, []byte(fmt.Sprint("text ", n)), zero)
		}
		if !forgeable {
			t.Errorf("%s: nobody could sign for it, so why refuse it", text)
		}
		for _, sign := range []byte{0, 0x80} {
			key := bytes.Clone(point)
			key[31] |= sign
			if _, err := sshsig.KeyOf(ed25519.PublicKey(key)); !errors.Is(err, sshsig.ErrWeakKey) {
				t.Errorf("%x: %v", key, err)
			}
		}
	}
}
