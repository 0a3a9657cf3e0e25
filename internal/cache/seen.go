package cache

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/advancing-practice/credctl/internal/validate"
)

// Identity is what the file system says of a regular file. If it is the same as
// before, and nobody was writing to the file when it was read, then so is the
// content. Changed is 0 where the system does not say when anything about a file
// was last changed; then its content is always read.
type Identity struct {
	Size     int64
	Modified int64 // nanoseconds since 1970
	Changed  int64 // nanoseconds since 1970
	Inode    uint64
	Device   uint64
	Mode     uint32
}

// seen is what is known of a file as such, whatever it is judged by.
type seen struct {
	identity Identity // zero: the content decides
	hashed   bool
	hash     [sha256.Size]byte // of the content, if hashed
	looked   validate.Looked   // as validate.LookAt
}

// is reports whether a file that looks like now is the one that was seen.
func (s *seen) is(now Identity) bool { return now.Changed != 0 && s.identity == now }

const fixedSeen = 5*8 + 4

func (s *seen) encode() string {
	w := writer{buf: make([]byte, 0, fixedSeen+sha256.Size+len(s.looked.ID)+4)}
	for _, n := range []uint64{uint64(s.identity.Size), uint64(s.identity.Modified), uint64(s.identity.Changed), s.identity.Inode, s.identity.Device} {
		w.buf = binary.BigEndian.AppendUint64(w.buf, n)
	}
	w.buf = binary.BigEndian.AppendUint32(w.buf, s.identity.Mode)
	w.text(s.looked.ID)
	writeList(&w, s.looked.Refers, func(id *string) { w.text(*id) })
	if s.hashed {
		w.fixed(s.hash[:])
	}
	return string(w.buf)
}

func decodeSeen(body string) (s seen, ok bool) {
	r := reader{rest: body}
	fixed := r.fixed(fixedSeen)
	if r.bad {
		return s, false
	}
	s.identity = Identity{
		Size: int64(bigEndian(fixed[0:8])), Modified: int64(bigEndian(fixed[8:16])), Changed: int64(bigEndian(fixed[16:24])),
		Inode: bigEndian(fixed[24:32]), Device: bigEndian(fixed[32:40]), Mode: uint32(bigEndian(fixed[40:44])),
	}
	s.looked.ID = r.text()
	s.looked.Refers = readList(&r, 1, func(id *string) { *id = r.text() })
	if s.hashed = r.rest != ""; s.hashed {
		copy(s.hash[:], r.fixed(sha256.Size))
	}
	return s, !r.bad && r.rest == ""
}

func bigEndian(b string) (n uint64) {
	for i := range len(b) {
		n = n<<8 | uint64(b[i])
	}
	return n
}
