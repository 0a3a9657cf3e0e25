package sshsig

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"fmt"
	"math/big"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Signature is a detached signature. It says itself which key made it and what
// for; whether that is true, Check finds out.
type Signature struct {
	key    Key
	parsed *sshsig.Signature
}

// Parse reads a signature file. It takes one form only: at most 16 KiB that begin
// with the armour and end with the newline after it, one block, lines as
// ssh-keygen or another common writer breaks them, nothing reserved in use, a hash
// that is sha256 or sha512, and a key that ParseKey takes. The error wraps ErrForm,
// ErrKeyForm, ErrKeyKind or ErrWeakKey.
func Parse(armour []byte) (*Signature, error) {
	blob, err := unarmour(armour)
	if err != nil {
		return nil, err
	}
	if err := checkKeyIn(blob); err != nil {
		return nil, err
	}
	parsed, err := sshsig.ParseSignature(blob)
	if err != nil {
		return nil, fmt.Errorf("%w: the signature is damaged or of an unknown version", ErrForm)
	}
	// What the library leaves out when it reads is missed here: the reserved
	// field, and numbers written in a longer way than need be.
	if !bytes.Equal(parsed.Marshal(), blob) || !isCanonical(parsed) {
		return nil, fmt.Errorf("%w: it holds more than a signature needs", ErrForm)
	}
	key, err := keyOf(parsed.PublicKey)
	if err != nil {
		return nil, err
	}
	return &Signature{key: key, parsed: parsed}, nil
}

// checkKeyIn tells a key of a kind that may not sign from a damaged signature,
// before the library reads further: it does not know some of the kinds.
func checkKeyIn(blob []byte) error {
	var outer struct {
		Magic   [6]byte
		Version uint32
		Key     []byte
		Rest    []byte `ssh:"rest"`
	}
	var inner struct {
		Kind string
		Rest []byte `ssh:"rest"`
	}
	if ssh.Unmarshal(blob, &outer) != nil || ssh.Unmarshal(outer.Key, &inner) != nil {
		return fmt.Errorf("%w: the signature is damaged", ErrForm)
	}
	return checkKind(inner.Kind)
}

// skFields is how many bytes a security key adds to a signature: a byte of flags,
// of which the lowest says that somebody touched it, and a counter.
const skFields = 5

// isCanonical reports whether the innermost part of a signature is written in the
// one way there is. The library for SSH is lenient there, and ssh-keygen is not.
func isCanonical(parsed *sshsig.Signature) bool {
	signature, kind := parsed.Signature, parsed.PublicKey.Type()
	added := 0
	if isSecurityKey(kind) {
		added = skFields
	}
	if len(signature.Rest) != added || !plain(parsed.Namespace) {
		return false
	}
	switch kind {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519:
		return signature.Format == kind
	case ssh.KeyAlgoRSA: // the library has looked at the format
		public, ok := parsed.PublicKey.(ssh.CryptoPublicKey).CryptoPublicKey().(*rsa.PublicKey)
		return ok && len(signature.Blob) == public.Size()
	}
	var numbers struct{ R, S *big.Int }
	return signature.Format == kind && ssh.Unmarshal(signature.Blob, &numbers) == nil &&
		numbers.R.Sign() > 0 && numbers.S.Sign() > 0 &&
		bytes.Equal(ssh.Marshal(numbers), signature.Blob)
}

// Key returns the key that the signature says it is by.
func (s *Signature) Key() Key { return s.key }

// Namespace returns what the signature says it was given for.
func (s *Signature) Namespace() string { return s.parsed.Namespace }

// Check returns nil if the signature was made with its key over message, for
// namespace, and by somebody who was there if the key is a security key. The error
// wraps ErrNamespace, ErrPresence or ErrBad.
func (s *Signature) Check(message []byte, namespace string) error {
	if namespace == "" || s.parsed.Namespace != namespace {
		return fmt.Errorf("%w: namespace %.60q, want %q", ErrNamespace, s.parsed.Namespace, namespace)
	}
	if isSecurityKey(s.key.Kind()) && s.parsed.Signature.Rest[0]&1 == 0 {
		return ErrPresence
	}
	err := sshsig.Verify(bytes.NewReader(message), s.parsed, s.parsed.PublicKey, s.parsed.HashAlgorithm, namespace)
	if err != nil {
		return fmt.Errorf("%w: it is not by %s over these bytes", ErrBad, s.key.Fingerprint())
	}
	return nil
}

// Sign returns a signature by a key that is in this process, in the bytes that
// ssh-keygen would write. It is for throw-away keys, of demonstrations and tests:
// a person's key stays with ssh-keygen. The same input gives the same bytes.
func Sign(signer crypto.Signer, namespace string, message []byte) (armour []byte, err error) {
	inner, err := ssh.NewSignerFromSigner(signer)
	if err != nil {
		return nil, fmt.Errorf("%w: %T", ErrKeyKind, signer.Public())
	}
	return SignBy(inner, namespace, message)
}

// SignBy is Sign for a signer of SSH, such as a key that an agent holds.
func SignBy(signer ssh.Signer, namespace string, message []byte) (armour []byte, err error) {
	// An agent's key says of itself only how it is written, so it is read anew.
	public, err := ssh.ParsePublicKey(signer.PublicKey().Marshal())
	if err != nil {
		return nil, fmt.Errorf("%w: the key is damaged", ErrKeyForm)
	}
	if _, err := keyOf(public); err != nil {
		return nil, err
	}
	// No randomness is handed in: Ed25519 and RSA need none, and the standard
	// library draws what ECDSA needs from the key and the text.
	made, err := sshsig.SignWithRand(bytes.NewReader(message), nil, signer, sshsig.HashSHA512, namespace)
	if err != nil {
		return nil, fmt.Errorf("sign for %q: %w", namespace, err)
	}
	return armoured(made.Marshal(), widthOfKeygen), nil
}
