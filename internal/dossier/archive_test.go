package dossier

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
)

// changed packs a good dossier again with its files changed, as an attacker can who
// knows how it is written.
func changed(t testing.TB, change func(files []file) []file) []byte {
	t.Helper()
	files, err := checked(t, newWorld(t, ward(t)).content(t)).files()
	if err != nil {
		t.Fatal(err)
	}
	data, err := pack(change(files))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// edit changes the bytes of one file.
func edit(t testing.TB, name, from, to string) []byte {
	t.Helper()
	return changed(t, func(files []file) []file {
		for i, f := range files {
			if f.name == name {
				files[i].data = bytes.ReplaceAll(f.data, []byte(from), []byte(to))
				if bytes.Equal(files[i].data, f.data) {
					t.Fatalf("%s has no %q", name, from)
				}
				return files
			}
		}
		t.Fatalf("no file %s", name)
		return nil
	})
}

// Each starts from a dossier that is taken, changes one thing, and asserts the
// reason.
func TestOpenRefuses(t *testing.T) {
	good := changed(t, func(files []file) []file { return files })
	if _, err := Open(good); err != nil {
		t.Fatal(err)
	}
	renamed := func(name string) []byte {
		return changed(t, func(files []file) []file { files[1].name = name; return files })
	}
	without := func(name string) []byte {
		return changed(t, func(files []file) []file {
			var left []file
			for _, f := range files {
				if f.name != name {
					left = append(left, f)
				}
			}
			return left
		})
	}
	flipped := bytes.Clone(good)
	flipped[bytes.Index(flipped, []byte("Deterioration"))] ^= 0x20
	for name, tc := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":         {nil, "it is no zip"},
		"text":            {[]byte("hello"), "it is no zip"},
		"cut off":         {good[:len(good)-30], "it is damaged"},
		"head alone":      {good[:40], "it is damaged"},
		"too large":       {make([]byte, MaxBytes+1), "larger than 32 MB"},
		"a byte flipped":  {flipped, "is damaged"},
		"something after": {append(bytes.Clone(good), "PK"...), "changed, or packed again"},
		"a comment":       {commented(good), "changed, or packed again"},

		"path upwards":     {renamed("../letter.txt"), `holds a file "../letter.txt", which belongs in no dossier`},
		"absolute path":    {renamed("/letter.txt"), "belongs in no dossier"},
		"backslash":        {renamed(`..\letter.txt`), "belongs in no dossier"},
		"hidden":           {renamed("criteria/.git"), "belongs in no dossier"},
		"long name":        {renamed(strings.Repeat("a", 300)), "belongs in no dossier"},
		"other letters":    {renamed("lеtter.txt"), "belongs in no dossier"},
		"folder":           {changed(t, func(files []file) []file { return append(files, file{"more/", nil}) }), "belongs in no dossier"},
		"one more":         {changed(t, func(files []file) []file { return append(files, file{"more.exe", nil}) }), "holds more.exe where it does not belong"},
		"other name":       {renamed("letter.html"), "it holds no letter.txt"},
		"twice":            {changed(t, func(files []file) []file { return append(files, files[0]) }), "holds read-me-first.html twice"},
		"another order":    {changed(t, func(files []file) []file { files[0], files[1] = files[1], files[0]; return files }), "holds letter.txt where it does not belong"},
		"a file too large": {changed(t, func(files []file) []file { files[1].data = make([]byte, maxFile+1); return files }), "letter.txt is larger than 16 MB"},
		"many": {changed(t, func(files []file) []file {
			for range maxFiles {
				files = append(files, files[0])
			}
			return files
		}), "more than 40 files"},

		"no manifest":   {without(manifestName), "it holds no for-credctl/pack.json"},
		"no text":       {without(specificationName), "it holds no specification.yaml"},
		"no round":      {without(roundName), "it holds no for-credctl/round.yaml"},
		"no governance": {without(governanceName), "it holds no for-credctl/governance.yaml"},
		"no criteria":   {without("criteria/endorsement/1.0.0.yaml"), "it holds no criteria/endorsement/1.0.0.yaml"},
		"no record":     {without("okafor-a.yaml"), "it holds no okafor-a.yaml"},
		"no page":       {without(pageName), "it holds no specification-and-criteria.html"},

		"another text":       {edit(t, specificationName, "Knows the signs", "Ignores the signs"), "but the round was opened on"},
		"another criterion":  {edit(t, "criteria/endorsement/1.0.0.yaml", "mandatory: true", "mandatory: false"), "criteria endorsement@1.0.0 have the SHA-256"},
		"another round":      {edit(t, roundName, "[smith-j, khan-r]", "[khan-r, smith-j]"), "does not agree"},
		"round for another":  {edit(t, roundName, "okafor-a, ", ""), `does not ask "okafor-a"`},
		"another governance": {edit(t, governanceName, "A. Okafor", "B. Okafor"), "does not agree"},

		"record of another round":  {edit(t, "okafor-a.yaml", "round_sha256: ", "round_sha256: 00"), "another round_sha256 than"},
		"record of another text":   {edit(t, "okafor-a.yaml", "version: 1.0.0, sha256: 6", "version: 1.0.0, sha256: 7"), "another spec than"},
		"record of another person": {edit(t, "okafor-a.yaml", "{id: okafor-a}", "{id: lee-m}"), "another reviewer than"},
		"fewer authors declared":   {edit(t, "okafor-a.yaml", "authors: [smith-j, khan-r]", "authors: [smith-j]"), "another declaration.authors than"},
		"record unreadable":        {edit(t, "okafor-a.yaml", "reviewer:", "<<: {}\nreviewer:"), "okafor-a.yaml cannot be read"},

		"manifest is no JSON":    {edit(t, manifestName, "{", "["), "it is no JSON"},
		"manifest of the future": {edit(t, manifestName, "dossier/v1", "dossier/v2"), "a later form needs a later version"},
		"manifest of another":    {edit(t, manifestName, `"reviewer": "okafor-a"`, `"reviewer": "lee-m"`), "it holds no lee-m.yaml"},
		"manifest, key twice":    {edit(t, manifestName, `"reviewer": "okafor-a",`, `"reviewer": "lee-m", "reviewer": "okafor-a",`), "does not agree"},
		"manifest, a judgement":  {edit(t, manifestName, "evidence present", "criterion met"), "which no check ever says"},
		"manifest, a weight":     {edit(t, manifestName, `"severity": "error"`, `"severity": "fatal"`), "neither a note"},
		"manifest, off":          {edit(t, manifestName, `"severity": "error"`, `"severity": "off"`), "neither a note"},
		"manifest, hash":         {edit(t, manifestName, `"round_sha256": "`, `"round_sha256": "0`), "does not agree"},
		"manifest, e-mail":       {edit(t, manifestName, "reviews@example.org", "a@b?cc=d@e"), "want an e-mail address"},
		"manifest, path in pack": {edit(t, manifestName, `"id": "endorsement"`, `"id": "../endorsement"`), "it holds no criteria/../endorsement"},
	} {
		if _, err := Open(tc.data); !says(err, tc.want) {
			t.Errorf("%s: error %v, want %q", name, err, tc.want)
		} else if len(err.Error()) > 600 {
			t.Errorf("%s: an error of %d bytes", name, len(err.Error()))
		}
	}
}

// commented is an archive with a comment at its end.
func commented(data []byte) []byte {
	data = append(bytes.Clone(data), "hello"...)
	binary.LittleEndian.PutUint16(data[len(data)-7:], 5)
	return data
}

// repacked packs the files of a good dossier as other programs do.
func repacked(t *testing.T, header func(*zip.FileHeader)) []byte {
	t.Helper()
	files, err := checked(t, newWorld(t, ward(t)).content(t)).files()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name}
		header(h)
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestOpenRefusesOtherPacking(t *testing.T) {
	for name, header := range map[string]func(*zip.FileHeader){
		"deflated": func(h *zip.FileHeader) { h.Method = zip.Deflate },
		"stored":   func(h *zip.FileHeader) { h.Method = zip.Store },
		"symlink":  func(h *zip.FileHeader) { h.SetMode(0o120777) },
	} {
		if _, err := Open(repacked(t, header)); !says(err, "give the zip as it came by e-mail") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A small archive that would unpack to a great deal is refused before it does.
func TestBombs(t *testing.T) {
	var packed bytes.Buffer
	deflate, err := flate.NewWriter(&packed, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(deflate, zeros{}, 200<<20); err != nil {
		t.Fatal(err)
	}
	if err := deflate.Close(); err != nil {
		t.Fatal(err)
	}
	bomb := func(method uint16, packed []byte, size uint64) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		w, err := z.CreateRaw(&zip.FileHeader{Name: letterName, Method: method, CompressedSize64: uint64(len(packed)), UncompressedSize64: size})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(packed); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	for name, data := range map[string][]byte{
		"a ratio":          bomb(zip.Deflate, packed.Bytes(), 200<<20),
		"a size that lies": bomb(zip.Deflate, packed.Bytes(), uint64(packed.Len())),
		"a size claimed":   bomb(zip.Store, []byte("x"), 1<<40),
		"one over another": overlapping(t),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := Open(data)
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s is taken", name)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
			t.Errorf("%s: %d MB were used (%v)", name, used>>20, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// overlapping is an archive whose list names one file in the bytes of another.
func overlapping(t *testing.T) []byte {
	t.Helper()
	data := changed(t, func(files []file) []file { return files })
	at := bytes.Index(data, []byte("PK\x01\x02"))
	second := at + 4 + bytes.Index(data[at+4:], []byte("PK\x01\x02"))
	third := second + 4 + bytes.Index(data[second+4:], []byte("PK\x01\x02"))
	copy(data[third+42:third+46], data[second+42:second+46])
	return data
}

// The bytes of an archive are the same on every machine and with every edition of
// the libraries: a zip that was sent must still be read years later.
func TestArchiveBytes(t *testing.T) {
	data, err := pack([]file{{"a.txt", []byte("hello\n")}, {"b/c.yaml", nil}})
	if err != nil {
		t.Fatal(err)
	}
	const want = "8b883c0731c2a9145317af37b1bf04ab6cb1d49cb92a3fd01c1f894b51b26583"
	if got := record.Hash(data); got != want {
		t.Errorf("the archive has the SHA-256 %s, want %s", got, want)
	}
}
