package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Digest stands for everything that a verdict rests on beside the file's path,
// its content and the day.
type Digest [sha256.Size]byte

// Inputs gathers what a Digest stands for. The zero value is ready for use.
type Inputs struct {
	hash hash.Hash
}

// Add adds one input: what it is, and its value. What is told in another order
// makes another digest.
func (in *Inputs) Add(what string, value []byte) {
	if in.hash == nil {
		in.hash = sha256.New()
	}
	for _, part := range [][]byte{[]byte(what), value} {
		in.hash.Write(binary.BigEndian.AppendUint64(nil, uint64(len(part))))
		in.hash.Write(part)
	}
}

// Digest returns the digest of what was added so far.
func (in *Inputs) Digest() Digest {
	var sum []byte
	if in.hash != nil {
		sum = in.hash.Sum(nil)
	}
	return sha256.Sum256(append(sum, formatVersion))
}
