package sshsig

import (
	"crypto"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/ssh"
)

// maxLine is the length of the longest line that is read as a public key, in
// bytes: an RSA key of 16384 bits takes less than 3000.
const maxLine = 8 << 10

// Key is a public key. Two keys are the same if they are ==; the zero Key is no
// key.
type Key struct {
	wire string // as ssh writes it on the wire; it begins with the kind
}

// ParseKey reads a public key as governance holds it: the kind, one space, the
// key in base64, and nothing else. The error wraps ErrKeyForm, ErrKeyKind or
// ErrWeakKey.
func ParseKey(text string) (Key, error) {
	kind, encoded, found := strings.Cut(text, " ")
	if len(text) > maxLine || !found {
		return Key{}, fmt.Errorf("%w: want the kind, one space and the key", ErrKeyForm)
	}
	return readKey(kind, encoded)
}

// ParseAuthorizedKey reads a line of a .pub file, with or without the end of the
// line, and returns the key and the comment. Options before the key are refused:
// they would say more than which key it is. The error is as that of ParseKey.
func ParseAuthorizedKey(line string) (Key, string, error) {
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	if len(line) > maxLine || !utf8.ValidString(line) {
		return Key{}, "", fmt.Errorf("%w: want one short line of text", ErrKeyForm)
	}
	if strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && !unicode.IsPrint(r) }) {
		return Key{}, "", fmt.Errorf("%w: want one line, without control characters", ErrKeyForm)
	}
	kind, rest := cutBlank(strings.Trim(line, " \t"))
	encoded, comment := cutBlank(rest)
	if encoded == "" {
		return Key{}, "", fmt.Errorf("%w: want the kind and the key", ErrKeyForm)
	}
	key, err := readKey(kind, encoded)
	if err != nil {
		return Key{}, "", err
	}
	return key, comment, nil
}

// cutBlank cuts text around its first run of spaces and tabs.
func cutBlank(text string) (before, after string) {
	at := strings.IndexAny(text, " \t")
	if at < 0 {
		return text, ""
	}
	return text[:at], strings.TrimLeft(text[at:], " \t")
}

// readKey reads a key whose kind was written beside it.
func readKey(kind, encoded string) (Key, error) {
	if err := checkKind(kind); err != nil {
		return Key{}, err
	}
	wire, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || strings.ContainsAny(encoded, "\r\n") {
		return Key{}, fmt.Errorf("%w: what follows %s is cut off or is not base64", ErrKeyForm, kind)
	}
	public, err := ssh.ParsePublicKey(wire)
	if err != nil {
		return Key{}, fmt.Errorf("%w: the key is damaged", ErrKeyForm)
	}
	if public.Type() != kind {
		return Key{}, fmt.Errorf("%w: it says %s, and the key is of another kind", ErrKeyForm, kind)
	}
	key, err := keyOf(public)
	if err == nil && key.wire != string(wire) {
		return Key{}, fmt.Errorf("%w: it is not written in the one way there is", ErrKeyForm)
	}
	return key, err
}

// KeyOf returns a public key of the standard library as a Key.
func KeyOf(pub crypto.PublicKey) (Key, error) {
	public, err := ssh.NewPublicKey(pub)
	if err != nil {
		return Key{}, fmt.Errorf("%w: %T", ErrKeyKind, pub)
	}
	return keyOf(public)
}

// keyOf holds a key to what may sign.
func keyOf(public ssh.PublicKey) (Key, error) {
	if err := checkKind(public.Type()); err != nil {
		return Key{}, err
	}
	if err := checkStrength(public); err != nil {
		return Key{}, err
	}
	return Key{wire: string(public.Marshal())}, nil
}

// kinds are the kinds of keys that may sign: those that every ssh-keygen since
// 8.2 can check.
var kinds = []string{
	ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519,
	ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256,
	ssh.KeyAlgoRSA,
}

func checkKind(kind string) error {
	switch {
	case slices.Contains(kinds, kind):
		return nil
	case strings.Contains(kind, "-cert-v0"):
		return fmt.Errorf("%w: it is a certificate; want the key itself", ErrKeyKind)
	case kind == "ssh-dss":
		return fmt.Errorf("%w: DSA is broken; want an Ed25519 key", ErrKeyKind)
	case strings.HasPrefix(kind, "-----BEGIN"):
		return fmt.Errorf("%w: it is no public key; want the file whose name ends in .pub", ErrKeyForm)
	}
	return fmt.Errorf("%w: %.40q; want an Ed25519 key (%s)", ErrKeyKind, kind, ssh.KeyAlgoED25519)
}

// String returns the key as governance holds it, and "" for no key.
func (k Key) String() string {
	if k == (Key{}) {
		return ""
	}
	return k.Kind() + " " + base64.StdEncoding.EncodeToString([]byte(k.wire))
}

// Kind returns what kind of key it is, such as "ssh-ed25519"; "" for no key.
func (k Key) Kind() string {
	if len(k.wire) < 4 {
		return ""
	}
	end := 4 + int(k.wire[3]) // the names of all kinds are shorter than 256 bytes
	return k.wire[4:end]
}

// Fingerprint returns "SHA256:…", as ssh-keygen -l prints it; "" for no key.
func (k Key) Fingerprint() string {
	if k == (Key{}) {
		return ""
	}
	sum := sha256.Sum256([]byte(k.wire))
	return "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
}
