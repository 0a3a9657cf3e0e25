package cache

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
)

// A snapshot is one file of the cache: a head with the words of all records, and
// a record for each specification. Each record has a checksum of its own, so that
// one which was damaged is lost without the others; what cannot be told apart any
// more is lost with all that follows. Whatever is lost is worked out again.
type snapshot struct {
	words   []string
	fresh   uint64 // how many words there were when nothing was taken over from an older snapshot
	records []entry
	next    atomic.Int64 // where the next one asked for probably stands
}

// entry is what is known of one file. Entries stand in byte order of files.
type entry struct{ file, body string }

// record returns what is known of a file. Files are asked for in order, more or
// less, so that the place is looked up near the last one first.
func (s *snapshot) record(file string) (body string, ok bool) {
	const near = 8
	next := int(s.next.Load())
	for i := next; i < min(next+near, len(s.records)); i++ {
		if s.records[i].file == file {
			s.next.Store(int64(max(0, i-1)))
			return s.records[i].body, true
		}
	}
	i, ok := slices.BinarySearchFunc(s.records, file, func(e entry, file string) int { return strings.Compare(e.file, file) })
	if !ok {
		return "", false
	}
	s.next.Store(int64(i))
	return s.records[i].body, true
}

// formatVersion is the edition of everything that this package writes.
const formatVersion = 2

// magic is how every snapshot begins.
const magic = "credctl cache\r\n\x00"

// The kinds of snapshot.
const (
	kindSeen     = 's'
	kindVerdicts = 'v'
)

// The bounds of what is written, and so of what is read.
const (
	maxSnapshot = 96 << 20
	maxRecord   = 4 << 20
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum is that of a text; scratch is lent to it.
func checksum(s string, scratch *[]byte) uint32 {
	*scratch = append((*scratch)[:0], s...)
	return crc32.Checksum(*scratch, castagnoli)
}

// headOf is the beginning of a snapshot's head, by which it is recognised.
func headOf(kind byte, inputs Digest) string {
	return magic + string([]byte{formatVersion, kind}) + string(inputs[:])
}

// parseSnapshot reads a snapshot of a kind, for inputs. What is none, or is too
// full of words that nothing refers to any more, is an empty one.
func parseSnapshot(data string, kind byte, inputs Digest) *snapshot {
	empty := &snapshot{}
	var scratch []byte
	r := reader{rest: data}
	head := headOf(kind, inputs)
	if r.fixed(uint64(len(head))) != head {
		return empty
	}
	inner := reader{rest: r.text()}
	covered := data[:len(data)-len(r.rest)]
	if sum := r.fixed(4); r.bad || sum != sumText(checksum(covered, &scratch)) {
		return empty
	}
	s := &snapshot{fresh: inner.number()}
	s.words = readList(&inner, 1, func(word *string) { *word = inner.text() })
	if inner.bad || uint64(len(s.words)) > 2*s.fresh+spareWords {
		return empty
	}
	s.parseRecords(&r, &scratch)
	return s
}

// spareWords is how many words may be kept that perhaps nothing refers to.
const spareWords = 20_000

// usualRecord is how large a record is, roughly, that is about no findings.
const usualRecord = 128

func (s *snapshot) parseRecords(r *reader, scratch *[]byte) {
	s.records = make([]entry, 0, len(r.rest)/usualRecord+1)
	last := ""
	for r.rest != "" {
		start := r.rest
		file, body := r.text(), r.text()
		covered := start[:len(start)-len(r.rest)]
		sum := r.fixed(4)
		if r.bad {
			return
		}
		if sum == sumText(checksum(covered, scratch)) && file > last {
			s.records = append(s.records, entry{file, body})
			last = file
		}
	}
}

func sumText(sum uint32) string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], sum)
	return string(b[:])
}

// writeSnapshot writes a snapshot: the records of old that keep wants, and those
// of fresh in their place or beside them.
func writeSnapshot(to io.Writer, kind byte, inputs Digest, old *snapshot, w *words, fresh map[string][]byte, keep func(file string) bool) error {
	out := bufio.NewWriterSize(to, 64<<10)
	before := old.fresh
	if len(old.records) == 0 {
		before = uint64(len(w.list))
	}
	inner := writer{}
	inner.number(before)
	writeList(&inner, w.list, func(word *string) { inner.text(*word) })
	head := writer{buf: []byte(headOf(kind, inputs))}
	head.number(uint64(len(inner.buf)))
	head.fixed(inner.buf)
	out.Write(sealed(head.buf))
	rest := slices.Sorted(maps.Keys(fresh))
	freshUpTo := func(most string) {
		for len(rest) > 0 && rest[0] <= most {
			out.Write(fresh[rest[0]])
			rest = rest[1:]
		}
	}
	for i := range old.records {
		e := &old.records[i]
		freshUpTo(e.file)
		if _, replaced := fresh[e.file]; !replaced && keep(e.file) {
			out.Write(record(e.file, e.body))
		}
	}
	for _, file := range rest {
		out.Write(fresh[file])
	}
	return out.Flush() // which returns the first error of all
}

// record frames what is known of a file.
func record(file, body string) []byte {
	w := writer{buf: make([]byte, 0, len(file)+len(body)+12)}
	w.text(file)
	w.text(body)
	return sealed(w.buf)
}

// sealed is data with its checksum.
func sealed(data []byte) []byte {
	return binary.BigEndian.AppendUint32(data, crc32.Checksum(data, castagnoli))
}
