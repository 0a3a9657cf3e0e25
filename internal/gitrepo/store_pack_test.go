package gitrepo

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writePack writes a pack with one object and an index that gives it the id, below
// a folder of objects.
func writePack(t *testing.T, objects, id, object string) {
	t.Helper()
	raw, err := hex.DecodeString(id)
	if err != nil {
		t.Fatal(err)
	}
	sealed := func(data []byte) []byte { sum := sha1.Sum(data); return append(data, sum[:]...) }
	number := binary.BigEndian.AppendUint32
	header := number(number([]byte("PACK"), 2), 1)
	pack := sealed(append(header, object...))
	sum := pack[len(pack)-sha1.Size:]
	index := number([]byte("\xfftOc"), 2)
	for first := range 256 { // how many ids begin with this byte or one before
		index = number(index, map[bool]uint32{true: 1}[first >= int(raw[0])])
	}
	index = append(index, raw...)
	index = number(number(index, 0), uint32(len(header))) // a checksum that nobody looks at, the offset
	index = sealed(append(index, sum...))
	if err := os.MkdirAll(filepath.Join(objects, "pack"), 0o755); err != nil {
		t.Fatal(err)
	}
	for ending, data := range map[string][]byte{"pack": pack, "idx": index} {
		if err := os.WriteFile(filepath.Join(objects, "pack", fmt.Sprintf("pack-%x.%s", sum, ending)), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// pack writes a pack into the sandbox.
func (s *sandbox) pack(id, object string) {
	s.t.Helper()
	writePack(s.t, filepath.Join(s.dir, ".git", "objects"), id, object)
}

// packed is how a pack keeps content of fewer than sixteen bytes.
func packed(kind byte, before, content string) string {
	var body bytes.Buffer
	w := zlib.NewWriter(&body)
	_, _ = w.Write([]byte(content)) // into memory
	_ = w.Close()
	return string([]byte{kind<<4 | byte(len(content))}) + before + body.String()
}

func TestPackOfOurOwnIsRead(t *testing.T) {
	s := newSandbox(t)
	id := hex.EncodeToString([]byte(sha1Hash.blob([]byte("hello\n"))))
	s.pack(id, packed(3, "", "hello\n"))
	if kind, data, err := s.store("").Object(id); kind != "blob" || string(data) != "hello\n" || err != nil {
		t.Errorf("%s %q, %v", kind, data, err)
	}
}

// A difference from itself leads nowhere, and must not take the program with it.
func TestDeltaOfItselfIsRefused(t *testing.T) {
	id := strings.Repeat("ab", 20)
	raw, _ := hex.DecodeString(id)
	delta := "\x03\x03\x90\x03" // of three bytes all three
	for name, object := range map[string]string{
		"by its id":     packed(7, string(raw), delta),
		"by its offset": packed(6, "\x00", delta),
	} {
		s := newSandbox(t)
		s.pack(id, object)
		if kind, data, err := s.store("").Object(id); err == nil || errors.As(err, new(*MissingError)) {
			t.Errorf("%s: %s %q, %v", name, kind, data, err)
		}
	}
}

func TestPackWithAnotherContentIsRefused(t *testing.T) {
	s := newSandbox(t)
	id := strings.Repeat("ab", 20)
	s.pack(id, packed(3, "", "hello\n"))
	if kind, data, err := s.store("").Object(id); err == nil || !strings.Contains(err.Error(), "is damaged") {
		t.Errorf("%s %q, %v", kind, data, err)
	}
}

// FuzzPack has anything stand in a pack: reading comes to an end, and what it gives
// has the id that was asked for.
func FuzzPack(f *testing.F) {
	id := hex.EncodeToString([]byte(sha1Hash.blob([]byte("hello\n"))))
	raw, _ := hex.DecodeString(id)
	f.Add(packed(3, "", "hello\n"))
	f.Add(packed(7, string(raw), "\x03\x03\x90\x03"))
	f.Add(packed(6, "\x00", "\x03\x03\x90\x03"))
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\x7f")
	f.Fuzz(func(t *testing.T, object string) {
		dir := t.TempDir()
		writePack(t, dir, id, object)
		objects, err := openObjects(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer objects.close()
		if kind, data, err := objects.get(id, maxBlob); err == nil && (kind != "blob" || string(data) != "hello\n") {
			t.Errorf("%s %q", kind, data)
		}
	})
}

// FuzzHeaders reads anything as a commit: one that is taken has one tree, first.
func FuzzHeaders(f *testing.F) {
	id := strings.Repeat("ab", 20)
	f.Add("tree " + id + "\nparent " + id + "\nauthor a\ncommitter b\n\ntree x\n")
	f.Add("tree " + id + "\nauthor a\ncommitter b\ngpgsig x\n tree " + id + "\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		tree, err := commitTree("x", []byte(text), sha1Hash)
		if err != nil {
			return
		}
		head, _, _ := strings.Cut(text, "\n\n")
		if !strings.HasPrefix(text, "tree "+tree+"\n") || strings.Contains(head, "\ntree ") || !isStrictID(tree) {
			t.Errorf("%q has the tree %q", text, tree)
		}
	})
}
