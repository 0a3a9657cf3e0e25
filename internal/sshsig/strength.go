package sshsig

import (
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"
)

// minRSA is the fewest bits of an RSA key that may sign.
const minRSA = 3072

// checkStrength refuses keys with which others could sign, and those that
// ssh-keygen does not read as we do.
func checkStrength(public ssh.PublicKey) error {
	if at, ok := application(public); ok && !plain(at) {
		return fmt.Errorf("%w: the application of the security key is not plain text", ErrKeyForm)
	}
	holder, ok := public.(ssh.CryptoPublicKey)
	if !ok {
		return fmt.Errorf("%w: %s", ErrKeyKind, public.Type())
	}
	switch key := holder.CryptoPublicKey().(type) {
	case *rsa.PublicKey:
		if key.N.Sign() <= 0 || key.N.Bit(0) == 0 {
			return fmt.Errorf("%w: the key is damaged", ErrKeyForm)
		}
		if bits := key.N.BitLen(); bits < minRSA {
			return fmt.Errorf("%w: RSA with %d bits; want at least %d, or an Ed25519 key", ErrWeakKey, bits, minRSA)
		}
	case ed25519.PublicKey:
		if isSmallOrder(key) {
			return fmt.Errorf("%w: anybody can sign for this Ed25519 key", ErrWeakKey)
		}
	}
	return nil
}

// application returns what a security key was made for, which is the last part
// of it, and whether public is such a key.
func application(public ssh.PublicKey) (string, bool) {
	var ed struct{ Kind, Point, Application string }
	var ec struct{ Kind, Curve, Point, Application string }
	switch public.Type() {
	case ssh.KeyAlgoSKED25519:
		if ssh.Unmarshal(public.Marshal(), &ed) != nil {
			return "", true
		}
		return ed.Application, true
	case ssh.KeyAlgoSKECDSA256:
		if ssh.Unmarshal(public.Marshal(), &ec) != nil {
			return "", true
		}
		return ec.Application, true
	}
	return "", false
}

// isSecurityKey reports whether keys of this kind live in a device that somebody
// has to touch.
func isSecurityKey(kind string) bool {
	return kind == ssh.KeyAlgoSKED25519 || kind == ssh.KeyAlgoSKECDSA256
}

// plain reports whether text is a few printable characters of ASCII.
func plain(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// smallOrder are the points of order 1, 2, 4 and 8 on the curve of Ed25519 (their
// sign left out), in every way in which they can be written. The standard library
// takes them as keys, and a signature for such a key fits a text whoever made it.
var smallOrder = []string{
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
}

func isSmallOrder(key ed25519.PublicKey) bool {
	point := slices.Clone(key)
	point[len(point)-1] &= 0x7f
	return slices.Contains(smallOrder, hex.EncodeToString(point))
}
