package record_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
)

// FuzzParse: whatever is read without a finding is written in one way and read
// back the same; whatever is refused gives no value.
func FuzzParse(f *testing.F) {
	for _, data := range [][]byte{governance().Marshal(), round().Marshal(), review().Marshal(), enrolment().Marshal()} {
		f.Add(data)
	}
	for _, act := range []record.Act{record.Open, record.Accept, record.Decline, record.Endorse, record.Publish, record.Withdraw} {
		f.Add(entry(act).Marshal())
	}
	f.Add([]byte("record: credctl/review/v1\r\n"))
	f.Add([]byte("pack: a\nversion: 1.0.0\ncriteria: [{id: \"4\", mandatory: true, title: x}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		roundTrip(t, data, record.ParseGovernance, (*record.Governance).Marshal)
		roundTrip(t, data, record.ParseRound, (*record.Round).Marshal)
		roundTrip(t, data, record.ParseReview, (*record.Review).Marshal)
		roundTrip(t, data, record.ParseEntry, (*record.Entry).Marshal)
		roundTrip(t, data, record.ParseEnrolment, (*record.Enrolment).Marshal)
		if pack, found := record.ParsePack("a.yaml", data); (pack == nil) != (len(found) > 0) {
			t.Error(pack, found)
		}
		if spec, found := record.ParseSpec("a.yaml", data); (spec == nil) != (len(found) > 0) {
			t.Error(spec, found)
		}
	})
}

func roundTrip[T any](t *testing.T, data []byte, parse func(string, []byte) (*T, finding.List), marshal func(*T) []byte) {
	t.Helper()
	value, found := parse("a.yaml", data)
	if (value == nil) != (len(found) > 0) {
		t.Fatal(value, found)
	}
	if value == nil {
		return
	}
	written := marshal(value)
	if len(written) > record.MaxBytes {
		return // quotes made it longer
	}
	again, found := parse("a.yaml", written)
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, written)
	}
	if diff := cmp.Diff(value, again); diff != "" {
		t.Errorf("%s\n%s", diff, written)
	}
}

// FuzzTexts: a text comes back as it was, or the file is refused; and it is
// refused only for what cannot be seen.
func FuzzTexts(f *testing.F) {
	for _, text := range []string{
		"A. Okafor", "", " ", "true", "No", "null", "~", "1.0", "0x1f", "1e5", "2026-01-01", "12:30:45", "- a", "a: b", "a #b", "#1", "&a", "*a", "!a", "|", ">",
		"a\nb", "\n", "a\n\nb\n", " a ", "'", `"`, `\`, `\n`, "{a}", "[a]", "a, b", "%a", "@a", "`a`", "?", "? a", "<<", "...", "---", "é ✓ 李 🏥", "\u00a0a", "e\u0301",
		"a\u200bb", "a\u202eb", "a\tb", "a\x00b", "\ufeff", "\ufffd", "\u0378", "\ufe0f", "\U000e0041", "a\u2028b", "\xff", "\U0010fffd", strings.Repeat("word ", 500) + ".",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			return
		}
		seen := text != "" && canBeSeen(text)
		r, o, g := review(), round(), governance()
		r.Declaration.Conflicts = []string{"a", text}
		r.Outcomes[1].Note = text
		o.Released[0].Reason = text
		g.People[0].Name = text
		readBack(t, text, seen, r, r.Marshal(), record.ParseReview)
		readBack(t, text, seen, o, o.Marshal(), record.ParseRound)
		readBack(t, text, seen && !strings.Contains(text, "\n"), g, g.Marshal(), record.ParseGovernance)
	})
}

func readBack[T any](t *testing.T, text string, seen bool, want *T, data []byte, parse func(string, []byte) (*T, finding.List)) {
	t.Helper()
	got, found := parse("a.yaml", data)
	switch {
	case len(found) > 0 && seen:
		t.Errorf("%q is refused: %v\n%s", text, found, data)
	case len(found) == 0 && !cmp.Equal(want, got):
		t.Errorf("%q is read differently:\n%s\n%s", text, cmp.Diff(want, got), data)
	}
}

// canBeSeen reports whether a text has words and nothing that is not shown.
func canBeSeen(text string) bool {
	return utf8.ValidString(text) && strings.TrimSpace(text) != "" && strings.IndexFunc(text, func(r rune) bool {
		return r != '\n' && !unicode.IsGraphic(r) || r == 0x2800 ||
			unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
	}) < 0
}
