package gitrepo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"time"
)

// indexEntry is what git noted of a file when it last looked at it.
type indexEntry struct {
	ctime, mtime stamp
	inode        uint32 // the lower half
	size         uint32 // likewise
	id           string // raw, of the blob that the file was then
}

// stamp is a time as the index keeps it.
type stamp struct{ sec, nsec uint32 }

// stampOf is of nanoseconds since 1970.
func stampOf(nano int64) stamp {
	t := time.Unix(0, nano)
	return stamp{uint32(t.Unix()), uint32(t.Nanosecond())}
}

// same reports whether two stamps mean one time; a file system or a git that
// knows whole seconds only leaves the rest zero.
func (s stamp) same(t stamp) bool {
	return s.sec == t.sec && (s.nsec == t.nsec || s.nsec == 0 || t.nsec == 0)
}

// tick is longer than the clock of any file system needs to go on.
const tick = 100 * time.Millisecond

// before reports whether s was surely over when t began: a file that is changed
// within the same tick of the clock looks as it did before.
func (s stamp) before(t stamp) bool {
	if s.nsec == 0 || t.nsec == 0 {
		return s.sec < t.sec
	}
	at := func(s stamp) time.Time { return time.Unix(int64(s.sec), int64(s.nsec)) }
	return at(s).Add(tick).Before(at(t))
}

// errIndex says that an index is of a kind, or in a state, that is not read here.
var errIndex = errors.New("the index cannot be read")

// maxIndex bounds what is read of an index, in bytes: some three million files.
const maxIndex = 256 << 20

// notes are what git noted of files, by their path, and when it was written down.
type notes struct {
	files   map[string]indexEntry
	written stamp
}

// loadIndex returns what git noted of the files below prefix, by their path
// behind it. What is not known costs time alone: the files are then read.
func loadIndex(file, prefix string, h hash) notes {
	info, err := os.Stat(file)
	if err != nil || info.Size() > maxIndex {
		return notes{}
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return notes{}
	}
	entries, err := parseIndex(data, prefix, h)
	if err != nil {
		return notes{}
	}
	return notes{entries, stampOf(info.ModTime().UnixNano())}
}

// The layout of an index (gitformat-index): a header, entries of a fixed part, an
// id, flags and a path, then extensions, then a checksum.
const (
	indexHeader = 12
	fixedPart   = 40
)

// parseIndex reads an index of version 2, 3 or 4. One that leans on another, or
// has an extension that must be understood and is not, is refused.
func parseIndex(data []byte, prefix string, h hash) (map[string]indexEntry, error) {
	if len(data) < indexHeader+int(h) || string(data[:4]) != "DIRC" {
		return nil, errIndex
	}
	version, count := binary.BigEndian.Uint32(data[4:]), binary.BigEndian.Uint32(data[8:])
	if version < 2 || version > 4 || int(count) > len(data)/fixedPart {
		return nil, errIndex
	}
	rest, body := data[indexHeader:], len(data)-int(h)
	entries := make(map[string]indexEntry, count)
	var name []byte
	for range count {
		var e indexEntry
		var stage bool
		var err error
		if e, name, stage, rest, err = parseEntry(rest, name, version, h); err != nil {
			return nil, err
		}
		if below, ok := bytes.CutPrefix(name, []byte(prefix)); ok && !stage {
			entries[string(below)] = e
		}
	}
	if known := extensionsKnown(rest, body-(len(data)-len(rest))); !known {
		return nil, errIndex
	}
	return entries, nil
}

// parseEntry reads the first entry of data; last is the path of the one before.
// Entries of a conflict (stage) say nothing of a file.
func parseEntry(data, last []byte, version uint32, h hash) (e indexEntry, name []byte, stage bool, rest []byte, err error) {
	at := fixedPart + int(h) + 2
	if len(data) < at {
		return e, nil, false, nil, errIndex
	}
	word := func(i int) uint32 { return binary.BigEndian.Uint32(data[i:]) }
	e = indexEntry{
		ctime: stamp{word(0), word(4)}, mtime: stamp{word(8), word(12)}, inode: word(20), size: word(36),
		id: string(data[fixedPart : fixedPart+int(h)]),
	}
	flags := binary.BigEndian.Uint16(data[at-2:])
	if flags&0x4000 != 0 { // there are more flags
		at += 2
	}
	keep := 0
	if version == 4 {
		strip, n := varint(data[min(at, len(data)):])
		if n == 0 || strip > uint64(len(last)) {
			return e, nil, false, nil, errIndex
		}
		at, keep = at+n, len(last)-int(strip)
	}
	if at > len(data) {
		return e, nil, false, nil, errIndex
	}
	end := bytes.IndexByte(data[at:], 0)
	if end < 0 {
		return e, nil, false, nil, errIndex
	}
	name = append(last[:keep:keep], data[at:at+end]...)
	next := at + end + 1
	if version < 4 {
		next = (at + end + 8) &^ 7 // filled up with NUL to a multiple of eight
	}
	if next > len(data) {
		return e, nil, false, nil, errIndex
	}
	return e, name, flags&0x3000 != 0, data[next:], nil
}

// varint reads a number as git writes offsets; n is how many bytes it took, 0 if
// there is none.
func varint(data []byte) (value uint64, n int) {
	for n < len(data) && n < 9 {
		c := data[n]
		n++
		value |= uint64(c & 0x7f)
		if c&0x80 == 0 {
			return value, n
		}
		value = (value + 1) << 7
	}
	return 0, 0
}

// extensionsKnown reports whether the first size bytes of data are extensions
// that may be passed over: those with a capital letter, and the mark of an index
// that leaves out folders which are not checked out.
func extensionsKnown(data []byte, size int) bool {
	if size < 0 || size > len(data) {
		return false
	}
	for data = data[:size]; len(data) > 0; {
		if len(data) < 8 {
			return false
		}
		name, length := string(data[:4]), binary.BigEndian.Uint32(data[4:])
		if uint64(length) > uint64(len(data)-8) {
			return false
		}
		if strings.ToUpper(name[:1]) != name[:1] && name != "sdir" {
			return false
		}
		data = data[8+length:]
	}
	return true
}
