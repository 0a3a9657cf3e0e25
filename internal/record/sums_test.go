package record

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSums(t *testing.T) {
	s := SumsOf(map[string][]byte{"b-1.0.0.html": []byte("b"), "a-1.0.0.yaml": []byte("a"), "NOTES.md": nil})
	var names []string
	for _, sum := range s {
		names = append(names, sum.Name)
	}
	if diff := cmp.Diff([]string{"NOTES.md", "a-1.0.0.yaml", "b-1.0.0.html"}, names); diff != "" {
		t.Error(diff)
	}
	read, err := ParseSums(s.Marshal())
	if err != nil || !cmp.Equal(s, read) {
		t.Errorf("%v: %v", read, err)
	}
	if got := s.Of("a-1.0.0.yaml"); got != Hash([]byte("a")) || s.Of("c") != "" {
		t.Errorf("got %q", got)
	}
	if got := s.Names(Hash([]byte("b"))); !cmp.Equal(got, []string{"b-1.0.0.html"}) || s.Names(Hash([]byte("c"))) != nil {
		t.Errorf("got %q", got)
	}
}

func TestSumsRefuses(t *testing.T) {
	h := strings.Repeat("0a", 32)
	for text, want := range map[string]string{
		"":                              "empty",
		h + "  a":                       "does not end",
		h + " *a\n":                     "two spaces",
		strings.ToUpper(h) + "  a\n":    "line 1",
		h + "  ../a\n":                  "name of a file",
		h + "  .a\n":                    "name of a file",
		h + "  a\n\n":                   "line 2",
		h + "  b\n" + h + "  a\n":       `"a" behind "b"`,
		h + "  a\n" + h + "  a\n":       "each once",
		h + "  a\r\n":                   "line 1",
		"\\" + h + "  a\n":              "line 1",
		h + "  " + "a" + "\x00" + "b\n": "line 1",
	} {
		if s, err := ParseSums([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, %v, want an error with %q", text, s, err, want)
		}
	}
}

func TestCutSums(t *testing.T) {
	line := NoEntry + "  a.html"
	for _, test := range []struct{ message, notes, bad string }{
		{message: "summary", notes: "summary"},
		{message: "summary\n\nnotes\n\nmore", notes: "summary\n\nnotes\n\nmore"},
		{message: "summary\n\n" + line, notes: "summary"},
		{message: "summary\n\nnotes\n\n" + line, notes: "summary\n\nnotes"},
		{message: line, bad: "could be taken"},
		{message: "summary\n" + line, bad: "could be taken"},
		{message: "summary\n\n" + line + "\n\n" + line, bad: "could be taken"},
		{message: "summary\n\n" + line + "\n\nnotes", bad: "could be taken"},
		{message: "summary\n\nnotes\n" + strings.Repeat("AB", 32) + " *a.html", bad: "could be taken"},
		{message: "summary\n\n" + line + "\nmore", bad: "line 2"},
		{message: "summary\n\n" + line + "\n" + line, bad: "each once"},
		{message: "summary\n\n" + NoEntry + "  A.html\n" + line, bad: "in other letters"},
		{message: "summary\n\n" + NoEntry + "  SHA256SUMS", bad: "in other letters"},
	} {
		notes, sums, err := CutSums(test.message)
		switch {
		case test.bad != "" && (err == nil || !strings.Contains(err.Error(), test.bad)):
			t.Errorf("%q: %v, want %q", test.message, err, test.bad)
		case test.bad == "" && (err != nil || notes != test.notes || (len(sums) > 0) != strings.Contains(test.message, line)):
			t.Errorf("%q: %q, %v, %v", test.message, notes, sums, err)
		}
	}
}

func FuzzSums(f *testing.F) {
	f.Add(SumsOf(map[string][]byte{"a": nil, "b": []byte("b")}).Marshal())
	f.Add([]byte("\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := ParseSums(data); err == nil && !bytes.Equal(s.Marshal(), data) {
			t.Errorf("%q was read and is written as %q", data, s.Marshal())
		}
	})
}
