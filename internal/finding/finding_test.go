package finding

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStringIsWhatEditorsParse(t *testing.T) {
	f := Finding{File: "specs/a.yaml", Pos: Pos{3, 5}, Code: "E401", Severity: Warning, Message: "no capabilities"}
	if got, want := f.String(), "specs/a.yaml:3:5: warning[E401]: no capabilities"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	f.Pos = Pos{}
	if got, want := f.String(), "specs/a.yaml: warning[E401]: no capabilities"; got != want {
		t.Errorf("without a place: %q, want %q", got, want)
	}
}

func TestSortIsByFilePlaceCodePointerMessage(t *testing.T) {
	want := List{
		{File: "a", Pos: Pos{1, 2}, Code: "B"},
		{File: "a", Pos: Pos{2, 1}, Code: "A", Pointer: "/x", Message: "m"},
		{File: "a", Pos: Pos{2, 1}, Code: "A", Pointer: "/x", Message: "n"},
		{File: "a", Pos: Pos{2, 1}, Code: "A", Pointer: "/y"},
		{File: "a", Pos: Pos{2, 1}, Code: "B"},
		{File: "a", Pos: Pos{2, 3}, Code: "A"},
		{File: "b"},
	}
	for shift := range want {
		got := append(append(List{}, want[shift:]...), want[:shift]...)
		got.Sort()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("turned by %d (-want +got):\n%s", shift, diff)
		}
	}
}

func TestSeverityWords(t *testing.T) {
	for _, s := range []Severity{Off, Note, Warning, Error} {
		if got, ok := ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("%v read back is %v, %v", s, got, ok)
		}
	}
	if _, ok := ParseSeverity("fatal"); ok {
		t.Error(`"fatal" is read as a severity`)
	}
	if got, want := Severity(9).String(), "severity(9)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestCounting(t *testing.T) {
	l := List{{Severity: Note}, {Severity: Warning}, {Severity: Note}}
	if l.Count(Note) != 2 || l.Count(Error) != 0 {
		t.Errorf("%d notes and %d errors, want 2 and 0", l.Count(Note), l.Count(Error))
	}
	if !l.AtLeast(Warning) || l.AtLeast(Error) {
		t.Errorf("at least a warning: %v, an error: %v", l.AtLeast(Warning), l.AtLeast(Error))
	}
}
