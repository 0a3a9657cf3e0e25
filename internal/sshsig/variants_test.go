package sshsig_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// Whatever we accept ssh-keygen accepts: good signatures are changed in every part
// many times over, and wherever we take one it is asked.
func TestKeygenAcceptsWhateverWeAccept(t *testing.T) {
	keygen := newKeygen(t)
	made := signers(t)
	chance := rand.New(rand.NewPCG(4, 1))
	accepted := map[string]int{}
	const rounds = 300 / min(oneIn, 3)
	for name, signer := range made {
		for round := range rounds {
			parts := forge(t, signer)
			if (name == "ed25519" || name == "p256") && round%2 == 0 {
				parts = forgeSecurity(t, signer)
			}
			if round%4 != 0 {
				vary(chance, &parts, signer)
			}
			blob := parts.blob(t, signer, message)
			if chance.IntN(3) == 0 {
				blob[chance.IntN(len(blob))] ^= byte(1 << chance.IntN(8))
			}
			armour := disfigure(chance, wrap(blob, []int{64, 70, 70, 70, 76, 1, 72}[chance.IntN(7)], "\n"))
			key, err := check(armour, message, sshsig.Review)
			if err != nil {
				continue
			}
			accepted[name]++
			if accepted[name]%5 == 1 || round%4 != 0 { // of those that only differ in their lines, some
				if !keygen.accepts(key, armour, message, sshsig.Review) {
					t.Errorf("%s, round %d: ssh-keygen refuses what we accept:\n%s", name, round, armour)
				}
			}
		}
		if accepted[name] < rounds/20 {
			t.Errorf("%s: only %d accepted: the test asks too little", name, accepted[name])
		}
	}
	t.Logf("accepted by both: %v of %d each", accepted, rounds)
}

// vary changes one part of a signature, which is then signed along with it.
func vary(chance *rand.Rand, parts *forged, signer crypto.Signer) {
	odd := []string{"", " ", "x", "ssh:", "ssh:\x00", "ssh:é", "review@credctl.v1", strings.Repeat("n", 300)}
	switch chance.IntN(10) {
	case 0:
		parts.hash = []string{"sha256", "sha384", "sha512"}[chance.IntN(3)]
	case 1:
		parts.reserved = odd[chance.IntN(len(odd))]
	case 2:
		parts.flags = byte(chance.IntN(256))
	case 3:
		parts.after = make([]byte, chance.IntN(3))
	case 4:
		parts.behind = make([]byte, chance.IntN(3))
	case 5:
		if parts.app != "" {
			parts.app = odd[1+chance.IntN(len(odd)-1)]
			parts.key = rekeyed(parts, signer)
		} else if parts.format == ssh.KeyAlgoRSASHA512 {
			parts.format = []string{ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSA}[chance.IntN(2)]
		}
	default:
		parts.alter = alteration(chance, signer)
	}
}

func rekeyed(parts *forged, signer crypto.Signer) []byte {
	if public, ok := signer.Public().(ed25519.PublicKey); ok {
		return securityKey(parts.format, parts.app, public)
	}
	point, err := signer.Public().(*ecdsa.PublicKey).Bytes()
	if err != nil {
		return nil
	}
	return securityKey(parts.format, parts.app, point)
}

// order is that of the group of Ed25519.
var order, _ = new(big.Int).SetString("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16)

// alteration returns a change to the innermost signature that leaves the numbers
// in it equal in some sense.
func alteration(chance *rand.Rand, signer crypto.Signer) func([]byte) []byte {
	public, elliptic := signer.Public().(*ecdsa.PublicKey)
	_, edwards := signer.Public().(ed25519.PublicKey)
	choice := chance.IntN(4)
	return func(signature []byte) []byte {
		switch {
		case elliptic:
			return alteredNumbers(choice, public, signature)
		case edwards && choice == 0: // the same number, counted once around the group
			return append(signature[:32:32], reversed(new(big.Int).Add(order, new(big.Int).SetBytes(reversed(signature[32:]))).Bytes())...)
		case choice == 1:
			return append([]byte{0}, signature...)
		case choice == 2:
			return bytes.TrimLeft(signature, "\x00")
		}
		return signature
	}
}

func alteredNumbers(choice int, public *ecdsa.PublicKey, signature []byte) []byte {
	var numbers struct{ R, S *big.Int }
	if ssh.Unmarshal(signature, &numbers) != nil {
		return nil
	}
	switch choice {
	case 0:
		numbers.S.Sub(public.Params().N, numbers.S) // which is as good
	case 1:
		numbers.S.Neg(numbers.S)
	case 2:
		return ssh.Marshal(struct{ R, S []byte }{append([]byte{0, 0}, numbers.R.Bytes()...), numbers.S.Bytes()})
	}
	return ssh.Marshal(numbers)
}

func reversed(number []byte) []byte {
	turned := make([]byte, len(number))
	for i, b := range number {
		turned[len(number)-1-i] = b
	}
	return turned
}

// disfigure does now and then what mailers, editors and forgers do to a file.
func disfigure(chance *rand.Rand, armour []byte) []byte {
	switch chance.IntN(12) {
	case 0:
		return bytes.ReplaceAll(armour, []byte("\n"), []byte("\r\n"))
	case 1:
		return append(armour, armour...)
	case 2:
		return append(armour, "text\n"...)
	case 3:
		at := chance.IntN(len(armour))
		return append(armour[:at:at], append([]byte(" \n\t=")[chance.IntN(4):][:1], armour[at:]...)...)
	}
	return armour
}
