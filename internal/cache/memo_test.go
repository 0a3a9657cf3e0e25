package cache

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/validate"
)

// fill puts something else into every field of v, down to the last one, so that
// one which is not kept shows.
func fill(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString("text " + string(rune('a'+*n%26)) + string(rune('a'+*n/26%26)))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 256))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	default:
		t.Fatalf("no test knows how to fill a %s: say so here, and in the writer and the reader of memos", v.Type())
	}
}

func encodeMemo(m validate.Memo, file string) (string, []string) {
	all := newWords(nil)
	w := memoWriter{writer: writer{words: all}, file: file}
	w.memo(&m)
	return string(w.buf), all.list
}

func decodeMemo(body string, words []string, file string) (validate.Memo, bool) {
	r := memoReader{reader: reader{rest: body, words: words}, file: file}
	return r.memo()
}

// Whoever adds a field to a Memo, or to anything in it, and forgets to keep it
// here, hears of it from this test.
func TestEveryFieldOfAMemoIsKept(t *testing.T) {
	var full validate.Memo
	n := 0
	fill(t, reflect.ValueOf(&full).Elem(), &n)
	own := full
	own.Verdict.File = "specs/a.yaml"
	own.Found = append(own.Found[:0:0], own.Found...)
	own.Found[0].File = "specs/a.yaml"
	empty := validate.Memo{}
	empty.Verdict.Evidence = empty.Verdict.Evidence[:0:0]
	negative := validate.Memo{}
	negative.ID.Pos.Line, negative.Verdict.Tally.Missing = -1, -1<<40
	for name, want := range map[string]validate.Memo{"full": full, "own": own, "zero": {}, "empty": empty, "negative": negative} {
		body, words := encodeMemo(want, "specs/a.yaml")
		got, ok := decodeMemo(body, words, "specs/a.yaml")
		if !ok {
			t.Errorf("%s: cannot be read back", name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-kept +read back):\n%s", name, diff)
		}
	}
}

// The same for what is known of files as such.
func TestEveryFieldOfWhatWasSeenIsKept(t *testing.T) {
	want := seen{identity: Identity{1, -2, 3 << 40, 1<<64 - 1, 5, 6}, hashed: true, hash: [32]byte{0, 31: 7}, looked: validate.Looked{ID: "mental-health", Refers: []string{"a", ""}}}
	if n := reflect.TypeFor[seen]().NumField() + reflect.TypeFor[Identity]().NumField(); n != 4+6 || reflect.TypeFor[validate.Looked]().NumField() != 3 {
		t.Fatalf("there are %d fields now: say so in encode and decodeSeen, and here", n)
	}
	for _, want := range []seen{want, {}, {looked: validate.Looked{ID: "a"}}, {hashed: true}} {
		got, ok := decodeSeen(want.encode())
		if !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("kept %+v, read back %+v (%v)", want, got, ok)
		}
	}
}

// A memo cut off anywhere is none, and one of which a byte was changed is no
// reason to panic or to set aside much memory.
func TestDamagedMemos(t *testing.T) {
	var full validate.Memo
	n := 0
	fill(t, reflect.ValueOf(&full).Elem(), &n)
	body, words := encodeMemo(full, "specs/a.yaml")
	for i := range len(body) {
		if _, ok := decodeMemo(body[:i], words, "specs/a.yaml"); ok {
			t.Errorf("the first %d of %d bytes are taken for a memo", i, len(body))
		}
		for _, b := range []byte{0, 1, 0x7f, 0x80, 0xff, body[i] ^ 1} {
			decodeMemo(body[:i]+string([]byte{b})+body[i+1:], words, "specs/a.yaml")
		}
	}
	if _, ok := decodeMemo(body+"\x00", words, "specs/a.yaml"); ok {
		t.Error("a memo with more behind it is taken for one")
	}
}

func TestHostileLengths(t *testing.T) {
	huge := "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"
	allocated := testing.AllocsPerRun(1, func() {
		r := reader{rest: huge + "abc"}
		if list := readList(&r, 1, func(*validate.Memo) {}); list != nil || !r.bad {
			t.Error("a list longer than its bytes was set aside")
		}
		r = reader{rest: huge + "abc"}
		if r.text() != "" || !r.bad {
			t.Error("a text longer than its bytes was read")
		}
		r = reader{rest: "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"}
		if r.number() != 0 || !r.bad {
			t.Error("a number of too many bytes was read")
		}
	})
	if allocated > 10 {
		t.Errorf("%v pieces of memory were set aside", allocated)
	}
}

func FuzzMemo(f *testing.F) {
	var full validate.Memo
	body, words := encodeMemo(full, "specs/a.yaml")
	f.Add(body)
	words = append(words, "a", "b", "c")
	f.Fuzz(func(t *testing.T, body string) {
		m, ok := decodeMemo(body, words, "specs/a.yaml")
		if !ok {
			return
		}
		again, list := encodeMemo(m, "specs/a.yaml")
		m2, ok := decodeMemo(again, list, "specs/a.yaml")
		if diff := cmp.Diff(m, m2); !ok || diff != "" {
			t.Errorf("read, kept and read again (%v):\n%s", ok, diff)
		}
	})
}
