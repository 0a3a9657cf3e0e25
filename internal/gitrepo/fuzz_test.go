package gitrepo

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// FuzzTree reads anything as a tree: what it makes of it is sorted, has each name
// once, and no name that leads out of its folder.
func FuzzTree(f *testing.F) {
	id := string(bytes.Repeat([]byte{7}, int(sha1Hash)))
	f.Add([]byte("100644 a.yaml\x00" + id + "40000 specs\x00" + id))
	f.Add([]byte("120000 ../x\x00" + id))
	f.Add([]byte("100644 a\x00" + id + "100644 a\x00" + id + "100644 a\x00" + id))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := parseTree(data, sha1Hash)
		if err != nil {
			return
		}
		for i, e := range entries {
			if !fs.ValidPath(e.name) || bytes.ContainsRune([]byte(e.name), '/') || e.name == "." || len(e.id) != int(sha1Hash) {
				t.Errorf("entry %q with an id of %d bytes", e.name, len(e.id))
			}
			if i > 0 && entries[i-1].name >= e.name {
				t.Errorf("%q stands before %q", entries[i-1].name, e.name)
			}
		}
	})
}

// FuzzIndex reads anything as an index, and must come to an end with or without.
func FuzzIndex(f *testing.F) {
	for _, version := range []string{"2", "4"} {
		file := filepath.Join("testdata", "index-"+version)
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(slices.Concat(data[:len(data)-20], []byte("link\x00\x00\x00\x01x"), data[len(data)-20:]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, h := range []hash{sha1Hash, sha256Hash} {
			entries, err := parseIndex(data, "specs/", h)
			if err == nil && len(entries) > len(data) {
				t.Errorf("%d entries of %d bytes", len(entries), len(data))
			}
		}
	})
}
