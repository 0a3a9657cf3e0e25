package dossier

import (
	"bytes"
	"io"
	"slices"
	"testing"
)

// Whatever the bytes, Open neither breaks down nor takes what it would not write.
func FuzzOpen(f *testing.F) {
	f.Add(written(f, newWorld(f, ward(f)).content(f)))
	f.Add(written(f, newWorld(f, ward(f)).gateway(f).content(f)))
	f.Add([]byte("PK\x05\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Open(data)
		if (d == nil) != (err != nil) {
			t.Fatalf("%v, %v", d, err)
		}
		if d == nil {
			return
		}
		again, err := Open(written(t, d.Content))
		if err != nil {
			t.Fatal(err)
		}
		if again.Subject != d.Subject || again.Reviewer != d.Reviewer || again.RoundHash != d.RoundHash || again.GovernedBy != d.GovernedBy {
			t.Fatal("read again it is another dossier")
		}
	})
}

// FuzzFile puts any bytes in the place of one file of a good dossier, past what
// guards the archive: what is taken is written again as it was.
func FuzzFile(f *testing.F) {
	files, err := checked(f, newWorld(f, ward(f)).content(f)).files()
	if err != nil {
		f.Fatal(err)
	}
	for i, file := range files {
		f.Add(uint8(i), file.data)
	}
	f.Add(uint8(len(files)-1), []byte(`{"dossier":"credctl/dossier/v1"}`))
	f.Fuzz(func(t *testing.T, which uint8, content []byte) {
		changed := slices.Clone(files)
		changed[int(which)%len(files)].data = content
		data, err := pack(changed)
		if err != nil {
			t.Fatal(err)
		}
		d, err := Open(data)
		if (d == nil) != (err != nil) {
			t.Fatalf("%v, %v", d, err)
		}
		if d == nil {
			return
		}
		for _, one := range changed {
			switch one.name {
			case d.RecordName(), instructionsName, letterName, pageName: // for people
			default:
				again := map[string][]byte{
					specificationName: d.Specification, roundName: d.Round, governanceName: d.Governance,
					d.Opened.Packs[0].PackPath(): d.Packs[0], manifestName: made(t, d.manifest),
				}
				if !bytes.Equal(again[one.name], one.data) {
					t.Fatalf("%s was taken, and would be written otherwise", one.name)
				}
			}
		}
	})
}

func BenchmarkDossier(b *testing.B) {
	c := newWorld(b, readFile(b, "../../specs/mental-health.yaml")).content(b)
	data := written(b, c)
	b.Run("write", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if err := Write(io.Discard, c); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("open", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			if _, err := Open(data); err != nil {
				b.Fatal(err)
			}
		}
	})
}
