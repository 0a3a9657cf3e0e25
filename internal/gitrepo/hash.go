package gitrepo

import (
	"bytes"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// hash is how a repository names its objects: the length of an id in bytes.
type hash int

const (
	sha1Hash   hash = sha1.Size
	sha256Hash hash = sha256.Size
)

// isID reports whether text is a full object id.
func (h hash) isID(text string) bool {
	_, err := hex.DecodeString(text)
	return err == nil && len(text) == 2*int(h)
}

// blob returns the id, as raw bytes, that a file of this content has.
func (h hash) blob(data []byte) string {
	prefix := fmt.Appendf(nil, "blob %d\x00", len(data))
	if h == sha256Hash {
		sum := sha256.New()
		sum.Write(prefix)
		sum.Write(data)
		return string(sum.Sum(nil))
	}
	sum := sha1.New()
	sum.Write(prefix)
	sum.Write(data)
	return string(sum.Sum(nil))
}

// plainLineEnds returns data with CR LF as LF, which is how git keeps a text that
// is checked out with the line ends of Windows.
func plainLineEnds(data []byte) []byte { return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) }
