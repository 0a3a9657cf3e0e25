package sshsig

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"
)

// MaxSize is the size of the largest signature file that is read, in bytes.
const MaxSize = 16 << 10

const (
	begin = "-----BEGIN SSH SIGNATURE-----\n"
	end   = "-----END SSH SIGNATURE-----\n"
)

// widthOfKeygen is how many characters ssh-keygen writes in a line.
const widthOfKeygen = 70

// widths are the lengths of lines that are taken: ssh-keygen's, that of PEM, and
// that which the description of the format advises.
var widths = []int{widthOfKeygen, 64, 76}

// unarmour returns what the armour holds, if it is written in one of the ways
// that armoured writes.
func unarmour(armour []byte) ([]byte, error) {
	switch {
	case len(armour) > MaxSize:
		return nil, fmt.Errorf("%w: it has more than %d bytes", ErrForm, MaxSize)
	case bytes.IndexByte(armour, '\r') >= 0:
		return nil, fmt.Errorf("%w: its lines end as on Windows (CR LF); want LF alone", ErrForm)
	case !bytes.HasPrefix(armour, []byte(begin)):
		return nil, fmt.Errorf("%w: it does not begin with %s", ErrForm, begin[:len(begin)-1])
	case bytes.HasSuffix(armour, []byte(end[:len(end)-1])):
		return nil, fmt.Errorf("%w: the newline at the end is missing", ErrForm)
	case !bytes.HasSuffix(armour, []byte(end)):
		return nil, fmt.Errorf("%w: it does not end with %s", ErrForm, end[:len(end)-1])
	case len(armour) < len(begin)+len(end):
		return nil, fmt.Errorf("%w: it is empty", ErrForm)
	}
	body := armour[len(begin) : len(armour)-len(end)]
	width := bytes.IndexByte(body, '\n')
	blob, err := base64.StdEncoding.Strict().DecodeString(string(body))
	if err != nil {
		return nil, fmt.Errorf("%w: want one block of base64 and nothing else", ErrForm)
	}
	if !slices.Contains(widths, width) || !bytes.Equal(armoured(blob, width), armour) {
		return nil, fmt.Errorf("%w: its lines are broken in an unusual way", ErrForm)
	}
	return blob, nil
}

// armoured wraps a signature in its armour, in lines of width characters.
func armoured(blob []byte, width int) []byte {
	encoded := base64.StdEncoding.AppendEncode(nil, blob)
	armour := make([]byte, 0, len(begin)+len(encoded)+len(encoded)/width+1+len(end))
	armour = append(armour, begin...)
	for line := range slices.Chunk(encoded, width) {
		armour = append(append(armour, line...), '\n')
	}
	return append(armour, end...)
}
