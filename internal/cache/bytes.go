package cache

import (
	"encoding/binary"
	"sync"
)

// Nothing here trusts what it reads: a reader that comes to something impossible
// is bad from then on and yields zero values, and no length makes it set aside
// more memory than the bytes it has can fill.

// words are texts that come up again and again, such as the help of a check:
// they are written once and referred to by number.
type words struct {
	mu     sync.Mutex
	list   []string
	number map[string]uint64
}

// newWords returns the words of a snapshot, to which others can be added.
func newWords(list []string) *words {
	w := &words{list: list, number: make(map[string]uint64, len(list))}
	for i, word := range list {
		w.number[word] = uint64(i)
	}
	return w
}

// numberOf returns the number of a word, which it gets if it is new.
func (w *words) numberOf(word string) uint64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, known := w.number[word]
	if !known {
		n = uint64(len(w.list))
		w.list = append(w.list, word)
		w.number[word] = n
	}
	return n
}

// writer appends values to a record.
type writer struct {
	buf   []byte
	words *words
}

func (w *writer) number(n uint64) { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *writer) signed(n int)    { w.buf = binary.AppendVarint(w.buf, int64(n)) }
func (w *writer) word(s string)   { w.number(w.words.numberOf(s)) }
func (w *writer) fixed(b []byte)  { w.buf = append(w.buf, b...) }

func (w *writer) text(s string) {
	w.number(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *writer) flag(b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	w.number(n)
}

// writeList writes a list; an empty one and none at all are told apart.
func writeList[T any](w *writer, list []T, write func(item *T)) {
	if list == nil {
		w.number(0)
		return
	}
	w.number(uint64(len(list)) + 1)
	for i := range list {
		write(&list[i])
	}
}

// reader takes values from a record, in the order in which they were written.
// What it returns shares the memory of the record.
type reader struct {
	rest  string
	words []string
	bad   bool
}

func (r *reader) number() uint64 {
	var n uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *reader) signed() int {
	n := r.number()
	return int(int64(n>>1) ^ -int64(n&1))
}

func (r *reader) flag() bool { return r.number() == 1 }

func (r *reader) word() string {
	n := r.number()
	if n >= uint64(len(r.words)) {
		r.fail()
		return ""
	}
	return r.words[n]
}

func (r *reader) text() string { return r.fixed(r.number()) }

func (r *reader) fixed(size uint64) string {
	if size > uint64(len(r.rest)) {
		r.fail()
		return ""
	}
	s := r.rest[:size]
	r.rest = r.rest[size:]
	return s
}

func (r *reader) fail() { r.rest, r.bad = "", true }

// readList reads a list whose items take at least so many bytes each.
func readList[T any](r *reader, least int, read func(item *T)) []T {
	n := r.number()
	if n == 0 || r.bad {
		return nil
	}
	n--
	if n > uint64(len(r.rest)/least) {
		r.fail()
		return nil
	}
	list := make([]T, n)
	for i := range list {
		read(&list[i])
	}
	return list
}
