package report

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
)

// ourCommand matches a command that we mean, alone on its line. Behind its second
// "::" a text may say what it likes.
var ourCommand = regexp.MustCompile(`(?m)^::(error|warning|notice)( [^\n\r]*?)?::[^\n\r]*$`)

func withoutCommands(out string) string { return ourCommand.ReplaceAllString(out, "") }

func TestGitHubPlaces(t *testing.T) {
	at := func(line, column, endLine, endColumn int) (pos, end finding.Pos) {
		return samplePos(line, column), samplePos(endLine, endColumn)
	}
	for name, test := range map[string]struct {
		line, column, endLine, endColumn int
		want                             string
	}{
		"a value":                       {3, 5, 3, 9, "3-3 5-9"},
		"a point":                       {3, 5, 3, 5, "3-3 5-5"},
		"a point without an end":        {3, 5, 0, 0, "3-3 5-5"},
		"several lines have no columns": {3, 5, 6, 2, "3-6 0-0"},
		"up to the end of its line":     {3, 5, 4, 1, "3-3 0-0"},
		"no particular place":           {0, 0, 0, 0, "0-0 0-0"},
	} {
		pos, end := at(test.line, test.column, test.endLine, test.endColumn)
		line, endLine, column, endColumn := annotated(pos, end)
		if got := fmt.Sprintf("%d-%d %d-%d", line, endLine, column, endColumn); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// GitHub drops what is more than ten of a kind without a word, so the worst come
// first and the last line says how many there are besides and where.
func TestGitHubLimits(t *testing.T) {
	out := string(written(t, func(w io.Writer) error { return writeGitHub(w, sampleFlood(100)) }))
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	for kind, want := range map[string]int{"::error ": 10, "::warning ": 10, "::notice ": 10} {
		if got := strings.Count(out, kind); got != want {
			t.Errorf("%d of %s, want %d", got, kind, want)
		}
	}
	if !strings.HasPrefix(lines[0], "::error ") || !strings.HasPrefix(lines[10], "::warning ") {
		t.Errorf("want the worst first, found:\n%s", out)
	}
	want := "3 specifications: 33 errors, 33 warnings, 34 notes; 33 findings block (at or above error); not annotated, because GitHub takes 10 of a kind: 23 errors, 23 warnings, 24 notes in specs/a.yaml (24), specs/b.yaml (23), specs/c.yaml (23); credctl validate lists them all"
	if diff := cmp.Diff(want, lines[len(lines)-1]); diff != "" {
		t.Errorf("the last line (-want +got):\n%s", diff)
	}
	if len(lines) != 31 {
		t.Errorf("%d lines, want 31", len(lines))
	}
}

// What a pull request introduced goes before what was there, and with
// --fail-on-new what was there is no error.
func TestGitHubIntroducedFirst(t *testing.T) {
	r := sampleFlood(4)
	r.Since = &Since{Ref: "main", Base: "abc"}
	for i := range r.Result.Findings {
		r.Result.Findings[i].Severity = finding.Error
		r.Result.Findings[i].Known = i < 2
	}
	out := string(written(t, func(w io.Writer) error { return writeGitHub(w, r) }))
	lines := strings.Split(out, "\n")
	for i, before := range []bool{false, false, true, true} {
		if got := strings.Contains(lines[i], "(already there)"); got != before || !strings.HasPrefix(lines[i], "::error ") {
			t.Errorf("line %d is %q", i+1, lines[i])
		}
	}
	r.FailOnNew = true
	out = string(written(t, func(w io.Writer) error { return writeGitHub(w, r) }))
	if strings.Count(out, "::error ") != 2 || strings.Count(out, "::notice ") != 2 {
		t.Errorf("want 2 errors and 2 notices:\n%s", out)
	}
	if want := "2 findings block (introduced, at or above error); 2 introduced since main, 2 already there"; !strings.Contains(out, want) {
		t.Errorf("want %q in:\n%s", want, out)
	}
}

func TestGitHubOfStandardInputNamesNoFile(t *testing.T) {
	r := sampleFlood(1)
	r.Result.Findings[0].File = "-"
	out := string(written(t, func(w io.Writer) error { return writeGitHub(w, r) }))
	if strings.Contains(out, "file=") || strings.Contains(out, "line=") {
		t.Errorf("a file that is in no pull request is annotated: %s", out)
	}
}
