package sshsig_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"hash"
	"math/big"
	"testing"

	"golang.org/x/crypto/ssh"
)

// forged is a signature with every part open to change. What is signed is made
// from the parts, so that a change to one is signed along with it.
type forged struct {
	magic     string
	version   uint32
	key       []byte // on the wire
	namespace string
	reserved  string
	hash      string
	format    string // of the innermost signature
	after     []byte // behind the innermost signature, inside it
	behind    []byte // behind everything
	flags     byte   // of a security key
	app       string // of a security key; "" for other keys
	alter     func(signature []byte) []byte
}

type outer struct {
	Version   uint32
	Key       []byte
	Namespace string
	Reserved  string
	Hash      string
	Signature []byte
}

// forge returns the parts of a good signature by the key.
func forge(t testing.TB, signer crypto.Signer) forged {
	t.Helper()
	public, err := ssh.NewPublicKey(signer.Public())
	if err != nil {
		t.Fatal(err)
	}
	format := public.Type()
	if format == ssh.KeyAlgoRSA {
		format = ssh.KeyAlgoRSASHA512
	}
	return forged{
		magic: "SSHSIG", version: 1, key: public.Marshal(), namespace: "review@credctl.v1", hash: "sha512", format: format,
		flags: 1, alter: func(signature []byte) []byte { return signature },
	}
}

// forgeSecurity returns the parts of a good signature by a security key: such a
// key is a key like others that signs more than it was given.
func forgeSecurity(t testing.TB, signer crypto.Signer) forged {
	t.Helper()
	made := forge(t, signer)
	made.app = "ssh:"
	switch public := signer.Public().(type) {
	case ed25519.PublicKey:
		made.format = ssh.KeyAlgoSKED25519
		made.key = securityKey(made.format, made.app, public)
	case *ecdsa.PublicKey:
		made.format = ssh.KeyAlgoSKECDSA256
		point, err := public.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		made.key = securityKey(made.format, made.app, point)
	}
	return made
}

// securityKey returns a security key on the wire.
func securityKey(kind, app string, point []byte) []byte {
	if kind == ssh.KeyAlgoSKED25519 {
		return ssh.Marshal(struct {
			Kind  string
			Point []byte
			App   string
		}{kind, point, app})
	}
	return ssh.Marshal(struct {
		Kind, Curve string
		Point       []byte
		App         string
	}{kind, "nistp256", point, app})
}

// blob signs the message.
func (f forged) blob(t testing.TB, signer crypto.Signer, message []byte) []byte {
	t.Helper()
	digest := map[string]func() hash.Hash{"sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New}[f.hash]()
	digest.Write(message)
	signed := append([]byte("SSHSIG"), ssh.Marshal(struct{ Namespace, Reserved, Hash, Digest string }{
		f.namespace, f.reserved, f.hash, string(digest.Sum(nil)),
	})...)
	inner := ssh.Marshal(struct {
		Format string
		Blob   []byte
	}{f.format, f.alter(f.raw(t, signer, signed))})
	if f.app != "" {
		inner = append(inner, f.flags, 0, 0, 0, 7)
	}
	whole := append([]byte(f.magic), ssh.Marshal(outer{
		f.version, f.key, f.namespace, f.reserved, f.hash, append(inner, f.after...),
	})...)
	return append(whole, f.behind...)
}

// raw returns the innermost signature.
func (f forged) raw(t testing.TB, signer crypto.Signer, signed []byte) []byte {
	t.Helper()
	if f.app != "" {
		app, text := sha256.Sum256([]byte(f.app)), sha256.Sum256(signed)
		signed = append(append(app[:], f.flags, 0, 0, 0, 7), text[:]...)
	}
	var options crypto.SignerOpts = crypto.Hash(0)
	switch public := signer.Public().(type) {
	case *rsa.PublicKey:
		options = crypto.SHA512
		if f.format == ssh.KeyAlgoRSASHA256 {
			options = crypto.SHA256
		} else if f.format == ssh.KeyAlgoRSA {
			options = crypto.SHA1
		}
	case *ecdsa.PublicKey:
		options = map[int]crypto.Hash{256: crypto.SHA256, 384: crypto.SHA384, 521: crypto.SHA512}[public.Params().BitSize]
	}
	if kind := options.HashFunc(); kind != 0 {
		digest := kind.New()
		digest.Write(signed)
		signed = digest.Sum(nil)
	}
	made, err := signer.Sign(rand.Reader, signed, options)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := signer.Public().(*ecdsa.PublicKey); ok {
		r, s := asn1Numbers(made)
		return ssh.Marshal(struct{ R, S *big.Int }{r, s})
	}
	return made
}

// asn1Numbers reads the two short numbers that an ECDSA signature is.
func asn1Numbers(der []byte) (r, s *big.Int) {
	body := der[2:]
	if der[1] == 0x81 {
		body = der[3:]
	}
	length := int(body[1])
	rest := body[2+length:]
	return new(big.Int).SetBytes(body[2 : 2+length]), new(big.Int).SetBytes(rest[2 : 2+int(rest[1])])
}

// wrap puts a blob into armour with lines of width characters.
func wrap(blob []byte, width int, newline string) []byte {
	var armour bytes.Buffer
	armour.WriteString("-----BEGIN SSH SIGNATURE-----" + newline)
	for text := base64.StdEncoding.EncodeToString(blob); text != ""; {
		n := min(width, len(text))
		armour.WriteString(text[:n] + newline)
		text = text[n:]
	}
	armour.WriteString("-----END SSH SIGNATURE-----" + newline)
	return armour.Bytes()
}
