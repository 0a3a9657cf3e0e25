package report

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/advancing-practice/credctl/internal/finding"
)

// identities give findings a text each by which other programs recognise them in
// another run: the fingerprint and, as two may share one, which of these it is
// in its file, counted from 1 in the one order of findings.
type identities map[identity]int

type identity struct {
	file  string
	print finding.Fingerprint
}

// of returns the fingerprint of f, and which of those of its file it is. It must
// be called once for each finding.
func (ids identities) of(f finding.Finding) (print finding.Fingerprint, nth int) {
	print = f.Fingerprint
	if print.IsZero() { // what is about no value of a specification has none
		sum := sha256.Sum256([]byte(strconv.Quote(f.Code) + strconv.Quote(f.Pointer) + strconv.Quote(f.Message)))
		copy(print[:], sum[:])
	}
	key := identity{f.File, print}
	ids[key]++
	return print, ids[key]
}

// unique is like of, as one text that no other finding of the report has: 32
// hexadecimal digits.
func (ids identities) unique(f finding.Finding) string {
	print, nth := ids.of(f)
	sum := sha256.Sum256([]byte(print.String() + strconv.Itoa(nth) + f.File))
	return hex.EncodeToString(sum[:16])
}
