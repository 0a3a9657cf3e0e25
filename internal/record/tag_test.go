package record_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

func aTag() record.Tag {
	w := recordtest.Published()
	return record.Tag{
		Commit: strings.Repeat("0a", 20), ID: "acute-medicine", Version: "1.0.0", Tagger: "rowe-e <rowe-e@example.org> 1795000000 +0000",
		Message: "acute-medicine 1.0.0", Seq: w.Seq(), RegisterSHA256: record.Hash(w.Files[record.EntryPath(w.Seq())]),
	}
}

// TestTag: the bytes are those that the tests of verification begin from.
func TestTag(t *testing.T) {
	tag := aTag()
	got, err := tag.Unsigned()
	if err != nil {
		t.Fatal(err)
	}
	raw := recordtest.Published().Tag(tag.Commit, tag.ID, tag.Version, "rowe-e", nil)
	want, _, _ := bytes.Cut(raw, []byte("-----BEGIN"))
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
	tag.Message, tag.SumsSHA256 = "acute-medicine 1.0.0\n\nNotes on\ntwo lines.\n\n", record.NoEntry
	got, err = tag.Unsigned()
	if want := "two lines.\n\nCredctl-Seq: 5\nCredctl-Register-Sha256: " + tag.RegisterSHA256 + "\nCredctl-Sums-Sha256: " + record.NoEntry + "\n"; err != nil || !strings.HasSuffix(string(got), want) {
		t.Errorf("%v\n%s", err, got)
	}
}

// TestTagOfACandidate: it names its files and no entry of the register.
func TestTagOfACandidate(t *testing.T) {
	tag := aTag()
	tag.Version, tag.Seq, tag.RegisterSHA256, tag.SumsSHA256 = "1.1.0-rc.2", 0, "", record.NoEntry
	got, err := tag.Unsigned()
	if want := "\n\nacute-medicine 1.0.0\n\nCredctl-Sums-Sha256: " + record.NoEntry + "\n"; err != nil || !strings.HasSuffix(string(got), want) {
		t.Errorf("%v\n%s", err, got)
	}
}

// TestTagRefused: what could be read in two ways is not written.
func TestTagRefused(t *testing.T) {
	for _, test := range []struct {
		name string
		edit func(*record.Tag)
		want string
	}{
		{"a short id", func(t *record.Tag) { t.Commit = "0a0a0a" }, "full id of a commit"},
		{"an id of a specification", func(t *record.Tag) { t.ID = "a\ntag b" }, "name of a release"},
		{"another version", func(t *record.Tag) { t.Version = "1.0.0-beta.1" }, "name of a release"},
		{"candidate 0", func(t *record.Tag) { t.Version = "1.0.0-rc.0" }, "name of a release"},
		{"a candidate on an entry", func(t *record.Tag) { t.Version = "1.0.0-rc.1" }, "on no entry"},
		{"a candidate without files", func(t *record.Tag) { t.Version, t.Seq, t.RegisterSHA256 = "1.0.0-rc.1", 0, "" }, "without its files"},
		{"a tagger of two lines", func(t *record.Tag) { t.Tagger = "x\ny <a@b> 1 +0000" }, "name and address"},
		{"no tagger", func(t *record.Tag) { t.Tagger = "" }, "name and address"},
		{"no entry", func(t *record.Tag) { t.Seq = 0 }, "entry of the register"},
		{"no hash", func(t *record.Tag) { t.RegisterSHA256 = "x" }, "entry of the register"},
		{"no sums", func(t *record.Tag) { t.SumsSHA256 = "x\ny" }, "no SHA-256"},
		{"no message", func(t *record.Tag) { t.Message = "\n \n" }, "no summary"},
		{"a field in the notes", func(t *record.Tag) { t.Message += "\n\ncredctl-seq: 9" }, "taken for a field"},
		{"a signature in the notes", func(t *record.Tag) { t.Message += "\n-----BEGIN PGP SIGNATURE-----" }, "taken for a field or a signature"},
		{"a carriage return", func(t *record.Tag) { t.Message += "\r\nx" }, "cannot be seen"},
		{"text that turns around", func(t *record.Tag) { t.Message += "\u202e" }, "cannot be seen"},
		{"no UTF-8", func(t *record.Tag) { t.Message += "\xff" }, "not UTF-8"},
	} {
		tag := aTag()
		test.edit(&tag)
		if data, err := tag.Unsigned(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q\n%s", test.name, err, test.want, data)
		}
	}
}
