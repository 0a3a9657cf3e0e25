package sshsig_test

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

func FuzzParse(f *testing.F) {
	for _, signer := range signers(f) {
		armour, err := sshsig.Sign(signer, sshsig.Review, message)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(armour)
	}
	f.Add([]byte("-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"))
	f.Fuzz(func(t *testing.T, armour []byte) {
		signature, err := sshsig.Parse(armour)
		if err != nil {
			return
		}
		if key, err := sshsig.ParseKey(signature.Key().String()); err != nil || key != signature.Key() {
			t.Errorf("the key of a signature is no key: %v", err)
		}
		lines := strings.Split(string(armour), "\n")
		blob, err := base64.StdEncoding.DecodeString(strings.Join(lines[1:len(lines)-2], ""))
		if err != nil || !bytes.Equal(wrap(blob, len(lines[1]), "\n"), armour) {
			t.Errorf("not written as armour is: %v", err)
		}
		if signature.Namespace() == "" {
			t.Error("a signature for nothing in particular")
		}
		_ = signature.Check(message, signature.Namespace()) // must not panic
	})
}

func FuzzParseKey(f *testing.F) {
	f.Add(knownKey)
	for _, signer := range signers(f) {
		key, err := sshsig.KeyOf(signer.Public())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(key.String())
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, err := sshsig.ParseKey(text)
		if err != nil {
			return
		}
		if key.String() != text {
			t.Errorf("%q is written %q", text, key)
		}
		if kind, _, _ := strings.Cut(text, " "); key.Kind() != kind {
			t.Errorf("%q is of kind %q", text, key.Kind())
		}
	})
}

func FuzzParseAuthorizedKey(f *testing.F) {
	f.Add(knownKey + " a.okafor@trust-b\n")
	f.Add("\t" + knownKey + "\r\n")
	f.Fuzz(func(t *testing.T, line string) {
		key, comment, err := sshsig.ParseAuthorizedKey(line)
		if err != nil {
			return
		}
		again, words, err := sshsig.ParseAuthorizedKey(key.String() + " " + comment + "\n")
		if err != nil || again != key || words != comment {
			t.Errorf("%q is read as %v %q, and that as %v %q (%v)", line, key, comment, again, words, err)
		}
		if alone, err := sshsig.ParseKey(key.String()); err != nil || alone != key {
			t.Errorf("%q: the key alone is no key: %v", line, err)
		}
	})
}
