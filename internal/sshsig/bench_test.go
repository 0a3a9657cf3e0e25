package sshsig_test

import (
	"crypto/sha512"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// BenchmarkCheck is to be read beside BenchmarkBare, which is the same without
// this package: what is between them is the price of strictness.
func BenchmarkCheck(b *testing.B) {
	armour, err := sshsig.Sign(signers(b)["ed25519"], sshsig.Review, message)
	if err != nil {
		b.Fatal(err)
	}
	signature, err := sshsig.Parse(armour)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			if err := signature.Check(message, sshsig.Review); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("parse and check", func(b *testing.B) {
		for b.Loop() {
			if _, err := check(armour, message, sshsig.Review); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read a key", func(b *testing.B) {
		for b.Loop() {
			if _, err := sshsig.ParseKey(knownKey); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkBare(b *testing.B) {
	signer, err := ssh.NewSignerFromSigner(signers(b)["ed25519"])
	if err != nil {
		b.Fatal(err)
	}
	digest := sha512.Sum512(message)
	signed := append([]byte("SSHSIG"), ssh.Marshal(struct{ Namespace, Reserved, Hash, Digest string }{
		sshsig.Review, "", "sha512", string(digest[:]),
	})...)
	made, err := signer.Sign(nil, signed)
	if err != nil {
		b.Fatal(err)
	}
	public := signer.PublicKey()
	for b.Loop() {
		if err := public.Verify(signed, made); err != nil {
			b.Fatal(err)
		}
	}
}
