package chain_test

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// fingerprint is what somebody who goes by a Book goes by: what is wrong, which
// bytes are meant, and who signed them.
func (all told) fingerprint() string {
	lines := all.problems()
	for _, s := range all.Book.Governance {
		lines = append(lines, fmt.Sprint(s.Path, s.SHA256, people(s.Signers), s.Missing))
	}
	for _, e := range all.Book.Register {
		lines = append(lines, fmt.Sprint(e.Path, e.SHA256, people(e.Signers), e.Missing))
	}
	for _, text := range all.Texts {
		for _, r := range text.Rounds {
			lines = append(lines, fmt.Sprint(r.Path, r.SHA256, r.Opened))
		}
		for _, r := range text.Records {
			lines = append(lines, fmt.Sprint(r.Path, r.SHA256, r.Key.Fingerprint(), r.Serial))
		}
	}
	return strings.Join(lines, "\n")
}

// restsOn reports whether a Book rests on a file.
func restsOn(path string) bool {
	return !strings.HasPrefix(path, "specs/") && path != ".gitattributes"
}

// TestEveryByteCounts: whichever byte of whichever file changes, the Book says
// something else. Of each file there are bytes of all parts.
func TestEveryByteCounts(t *testing.T) {
	w := recordtest.Published()
	before := read(t, w.FS()).fingerprint()
	const perFile = 10
	for i, path := range slices.Sorted(maps.Keys(w.Files)) {
		if !restsOn(path) {
			continue
		}
		data := w.Files[path]
		for part := i % oneIn; part < perFile; part += oneIn {
			at := (part*len(data) + i*len(data)/len(w.Files)) / perFile
			changed := slices.Clone(data)
			changed[at] ^= 1 << (part % 8)
			w.Files[path] = changed
			if read(t, w.FS()).fingerprint() == before {
				t.Errorf("byte %d of %s became %q from %q, and nothing says so", at, path, changed[at], data[at])
			}
		}
		w.Files[path] = data
	}
	if read(t, w.FS()).fingerprint() != before {
		t.Error("two readings say two things")
	}
}

// FuzzRead puts any bytes at any place: reading says the same twice, and says
// something else wherever a file that it rests on is another.
func FuzzRead(f *testing.F) {
	w := recordtest.Published()
	for path, data := range w.Files {
		f.Add(path, data)
	}
	f.Add("governance/0002.yaml", w.Files["governance/0001.yaml"])
	f.Add("register/0005.quinn-d.sig", w.Files["register/0005.shah-k.sig"])
	f.Add("register/0006.yaml", w.Files["register/0005.yaml"])
	before := read(f, w.FS()).fingerprint()
	f.Fuzz(func(t *testing.T, path string, data []byte) {
		if !fs.ValidPath(path) || path == "." {
			return
		}
		changed := w.Clone()
		changed.Files[path] = data
		b, err := chain.Read(context.Background(), changed.FS())
		if err != nil {
			return // a file where a folder must be
		}
		texts, err := b.Texts(specID)
		if err != nil {
			return
		}
		got := told{b, texts}.fingerprint()
		if old, known := w.Files[path]; known && restsOn(path) && (string(old) != string(data)) != (got != before) {
			t.Errorf("%s is another, and the Book is not", path)
		}
		if again := read(t, changed.FS()).fingerprint(); again != got {
			t.Errorf("two readings say two things:\n%s\n\n%s", got, again)
		}
	})
}
