package verify

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

func TestParseTag(t *testing.T) {
	w := recordtest.Published()
	raw := w.Tag(commit, id, "1.0.0", "rowe-e", func(t *recordtest.TagText) {
		t.Message = "Acute medicine 1.0.0\n\nNotes: the first release\n\nSeq: 9"
		t.Trailers = append(t.Trailers, "Credctl-Sums-Sha256: "+strings.Repeat("ab", 32))
	})
	tag, err := ParseTag(raw)
	if err != nil {
		t.Fatal(err)
	}
	if tag.Commit != commit || tag.Name != "acute-medicine/v1.0.0" || tag.Seq != 5 || tag.SumsSHA256 != strings.Repeat("ab", 32) ||
		tag.Message != "Acute medicine 1.0.0\n\nNotes: the first release\n\nSeq: 9" || tag.Date != "2026-11-18" {
		t.Errorf("%+v", tag)
	}
	if !bytes.HasPrefix(raw, tag.Signed) || !bytes.HasPrefix(raw[len(tag.Signed):], []byte(armourStart)) {
		t.Error("what is signed is not everything before the signature")
	}
}

// TestParseTagOfACandidate: it has the hash of its files, and is on no entry.
func TestParseTagOfACandidate(t *testing.T) {
	w, sums := recordtest.Published(), "Credctl-Sums-Sha256: "+strings.Repeat("ab", 32)
	tag := func(fields ...string) []byte {
		return w.Tag(commit, id, "1.1.0-rc.2", "rowe-e", func(t *recordtest.TagText) { t.Trailers = fields })
	}
	got, err := ParseTag(tag(sums))
	if err != nil || got.Seq != 0 || got.RegisterSHA256 != "" || got.SumsSHA256 != strings.Repeat("ab", 32) {
		t.Errorf("%+v: %v", got, err)
	}
	for _, fields := range [][]string{{"Credctl-Seq: 5"}, {"Credctl-Seq: 5", "Credctl-Register-Sha256: " + strings.Repeat("0", 64), sums}, {sums, sums}} {
		var bad *TagError
		if _, err := ParseTag(tag(fields...)); !errors.As(err, &bad) || bad.Reason != TagFields {
			t.Errorf("%q: %v", fields, err)
		}
	}
}

// The artefacts that the message lists are taken from it, and nothing else of it.
func TestParseTagArtefacts(t *testing.T) {
	raw := recordtest.Published().Tag(commit, id, "1.0.0", "rowe-e", func(t *recordtest.TagText) {
		t.Message = "Acute medicine 1.0.0\n\nNotes: the first release"
		withSums(t)
	})
	tag, err := ParseTag(raw)
	if err != nil {
		t.Fatal(err)
	}
	if tag.Message != "Acute medicine 1.0.0\n\nNotes: the first release" || len(tag.Sums) != 1 || tag.Sums[0] != (record.Sum{SHA256: record.NoEntry, Name: "a.html"}) {
		t.Errorf("%+v", tag)
	}
}

// Everything that could be read in two ways, or that git takes and we do not.
func TestParseTagRefuses(t *testing.T) {
	w := recordtest.Published()
	whole := func(edit func(*recordtest.TagText)) string { return string(w.Tag(commit, id, "1.0.0", "rowe-e", edit)) }
	good := whole(nil)
	replace := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%q does not stand in the tag", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	message := func(text string) string { return whole(func(t *recordtest.TagText) { t.Message = text }) }
	fields := func(lines ...string) string { return whole(func(t *recordtest.TagText) { t.Trailers = lines }) }
	seq, register := "Credctl-Seq: 5", "Credctl-Register-Sha256: "+strings.Repeat("0", 64)
	tests := []struct {
		name, raw string
		reason    Reason
	}{
		{"nothing", "", TagUnsigned},
		{"object twice", replace("type commit", "object "+commit+"\ntype commit"), TagForm},
		{"tag twice", replace("tagger", "tag other\ntagger"), TagForm},
		{"another order", replace("object "+commit+"\ntype commit", "type commit\nobject "+commit), TagForm},
		{"no tagger", replace("tagger rowe-e <rowe-e@example.org> 1795000000 +0000\n", ""), TagForm},
		{"a header more", replace("\n\n", "\nencoding latin1\n\n"), TagForm},
		{"a header that goes on", replace("\n\n", "\n more\n\n"), TagForm},
		{"on a tree", replace("type commit", "type tree"), TagForm},
		{"on a tag", replace("type commit", "type tag"), TagForm},
		{"an abbreviated id", replace("object "+commit, "object "+commit[:12]), TagForm},
		{"an id in capitals", replace(commit, strings.ToUpper(commit)), TagForm},
		{"carriage returns", strings.ReplaceAll(good, "\n", "\r\n"), TagSignature},
		{"NUL in the message", message("a\x00b"), TagForm},
		{"not UTF-8", message("a\xffb"), TagForm},
		{"turned around", message("a\u202eb"), TagForm},
		{"escape", message("a\x1b[2Kb"), TagForm},
		{"no summary", message(""), TagFields},
		{"no fields", fields(), TagFields},
		{"one field", fields(seq), TagFields},
		{"fields in another order", fields(register, seq), TagFields},
		{"a field twice", fields(seq, seq, register), TagFields},
		{"an unknown field", fields(seq, register, "Credctl-Other: 1"), TagFields},
		{"four fields", fields(seq, register, "Credctl-Sums-Sha256: "+strings.Repeat("0", 64), seq), TagFields},
		{"a number with a zero before it", fields("Credctl-Seq: 05", register), TagFields},
		{"a number that is none", fields("Credctl-Seq: five", register), TagFields},
		{"a hash in capitals", fields(seq, "Credctl-Register-Sha256: "+strings.Repeat("A", 64)), TagFields},
		{"a hash that is short", fields(seq, "Credctl-Register-Sha256: "+strings.Repeat("a", 63)), TagFields},
		{"a field among the notes", message("a\n\nCredctl-Seq: 9\n\nb"), TagFields},
		{"a field among the notes in other letters", message("a\ncredctl-seq: 9"), TagFields},
		{"a blank line after the fields", fields(seq, register, ""), TagFields},
		{"a candidate with the fields of a release", string(w.Tag(commit, id, "1.1.0-rc.1", "rowe-e", nil)), TagFields},
		{"a release with the fields of a candidate", fields("Credctl-Sums-Sha256: " + strings.Repeat("0", 64)), TagFields},
		{"unsigned", good[:strings.Index(good, "-----BEGIN")], TagUnsigned},
		{"a second signature", good + good[strings.Index(good, "-----BEGIN"):], TagSignatures},
		{"another kind of signature before", replace("-----BEGIN SSH", "-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----\n-----BEGIN SSH"), TagSignatures},
		{"another kind of signature", replace("-----BEGIN SSH SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----"), TagSignature},
		{"text after the signature", good + "more\n", TagAfterSignature},
		{"a line end after the signature", good + "\n", TagAfterSignature},
		{"cut off", good[:len(good)-40], TagSignature},
		{"far too long", message(strings.Repeat("x", MaxTag)), TagForm},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseTag([]byte(test.raw))
			var bad *TagError
			if !errors.As(err, &bad) || bad.Reason != test.reason {
				t.Errorf("%v, want %s", err, test.reason)
			}
		})
	}
}

func TestParseName(t *testing.T) {
	long := strings.Repeat("a", 64)
	for name, want := range map[string]Name{
		"acute-medicine/v1.0.0":      {ID: "acute-medicine", Version: "1.0.0"},
		"a1/v0.10.200":               {ID: "a1", Version: "0.10.200"},
		"acute-medicine/v1.2.0-rc.1": {ID: "acute-medicine", Version: "1.2.0-rc.1", Candidate: true},
		long + "/v1.0.0":             {ID: long, Version: "1.0.0"},
	} {
		if got, ok := ParseName(name); !ok || got != want {
			t.Errorf("%s: %+v, %t", name, got, ok)
		}
	}
	for _, name := range []string{
		"", "v1.0.0", "acute-medicine", "acute-medicine/1.0.0", "acute-medicine/v1.0", "acute-medicine/v01.0.0", "acute-medicine/v1.0.0-rc", "acute-medicine/v1.0.0-rc.0",
		"acute-medicine/v1.0.0-beta.1", "acute-medicine/v1.0.0+x", "Acute/v1.0.0", "acute--medicine/v1.0.0", "../v1.0.0", "a/b/v1.0.0", "-x/v1.0.0", "con/v1.0.0",
		"refs/tags/acute-medicine/v1.0.0", "acute-medicine/v1.0.0\n", long + "a/v1.0.0", "аcute/v1.0.0",
	} {
		if got, ok := ParseName(name); ok {
			t.Errorf("%q: %+v", name, got)
		}
	}
	for name, want := range map[string]string{
		"refs/tags/acute-medicine/v1.0.0": "acute-medicine/v1.0.0", "acute-medicine@1.0.0": "acute-medicine/v1.0.0", "acute-medicine 1.0.0": "acute-medicine/v1.0.0",
		"Acute-Medicine/V1.0.0": "acute-medicine/v1.0.0", "acute-medicine/1.0.0": "acute-medicine/v1.0.0", "acute-medicine-v1.0.0": "acute-medicine/v1.0.0", "v1.0.0": "",
	} {
		if got := NearestName(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestMeant(t *testing.T) {
	here := []string{"wound-care/v1.0.0", "wound-care/v1.10.0", "wound-care/v1.9.0", "wound-care/v1.10.0-rc.2", "frailty/v1.0.0", "nightly", "x\x1b/v1.0.0"}
	for name, want := range map[string]string{
		"wound-care":                 "wound-care/v1.10.0",
		"specs/wound-care.yaml":      "wound-care/v1.10.0",
		"wound-care@1.9.0":           "wound-care/v1.9.0",
		"refs/tags/frailty/v1.0.0":   "frailty/v1.0.0",
		"1.9.0":                      "wound-care/v1.9.0",
		"v1.0.0":                     "frailty/v1.0.0 wound-care/v1.0.0",
		"woundcare/v1.9.0":           "wound-care/v1.9.0",
		"woundcare@1.9.0":            "wound-care/v1.9.0",
		"wound-care/v1.9.1":          "wound-care/v1.9.0",
		"frailty/1.0.0":              "frailty/v1.0.0",
		"main":                       "",
		"3f9ac2417bde00113f9ac2417b": "",
		"nightly":                    "",
		"":                           "",
	} {
		if got := strings.Join(meant(name, here), " "); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := meant("wound-care@1.0.0", nil); len(got) != 1 || got[0] != "wound-care/v1.0.0" {
		t.Errorf("with no tag here: %q", got)
	}
	if got := meant("wound-care/v1.0.0", nil); len(got) != 0 {
		t.Errorf("with no tag here, for a name that is right: %q", got)
	}
}

// Whatever the bytes: no panic, and what is taken is exactly what was given.
func FuzzParseTag(f *testing.F) {
	w := recordtest.Published()
	f.Add(w.Tag(commit, id, "1.0.0", "rowe-e", nil))
	f.Add(w.Tag(commit, id, "1.0.0", "rowe-e", func(t *recordtest.TagText) { t.After = "x" }))
	f.Fuzz(func(t *testing.T, raw []byte) {
		tag, err := ParseTag(raw)
		if err != nil {
			return
		}
		if !bytes.HasPrefix(raw, tag.Signed) || bytes.Contains(tag.Signed, []byte("\n"+armourStart)) || !bytes.HasSuffix(raw, []byte(armourEnd)) {
			t.Errorf("%q is taken, and what is signed is %q", raw, tag.Signed)
		}
		if again, err := ParseTag(bytes.Clone(raw)); err != nil || again.Seq != tag.Seq || again.RegisterSHA256 != tag.RegisterSHA256 {
			t.Errorf("read twice, two ways: %v", err)
		}
	})
}
