package report

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

func TestText(t *testing.T) {
	with := func(r Report, o Options, failOn finding.Severity) Report {
		r.Options, r.FailOn = o, failOn
		return r
	}
	for name, r := range map[string]Report{
		"many.txt":          sampleMany(),
		"many-colour.txt":   with(sampleMany(), Options{Color: true}, finding.Off),
		"many-quiet.txt":    with(sampleMany(), Options{Quiet: true}, finding.Warning),
		"many-summary.txt":  with(sampleMany(), Options{Summary: true}, finding.Note),
		"quiet-summary.txt": with(sampleMany(), Options{Summary: true, Quiet: true}, finding.Error),
		"narrow.txt":        with(sampleMany(), Options{Width: 50}, finding.Error),
		"one.txt":           sampleOne(),
		"one-colour.txt":    with(sampleOne(), Options{Color: true}, finding.Error),
		"one-warning.txt":   with(sampleOne(), Options{}, finding.Warning),
		"nothing.txt":       {Checked: 11},
		"since.txt":         sampleSince(),
		"since-quiet.txt":   with(sampleSince(), Options{Quiet: true, Color: true}, finding.Error),
		"unreached.txt":     sampleUnreached(),
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, func(w io.Writer) error { return writeText(w, r) })
		})
	}
}

// Nobody may read a verdict into what a machine writes.
func TestTextNeverSaysMet(t *testing.T) {
	text := string(written(t, func(w io.Writer) error { return writeText(w, sampleOne()) }))
	for _, word := range []string{" met", "satisf", "fulfil", "pass", "complian"} {
		if strings.Contains(text, word) {
			t.Errorf("the text says %q:\n%s", word, text)
		}
	}
}

func TestSourcesAreAskedOncePerFileInARow(t *testing.T) {
	r := sampleMany()
	asked := map[string]int{}
	r.Sources = func(file string) []byte {
		asked[file]++
		return sampleSources(file)
	}
	written(t, func(w io.Writer) error { return writeText(w, r) })
	if asked["specs/cabling.yaml"] != 1 || asked["specs/rough.yaml"] != 1 {
		t.Errorf("sources were asked for %v", asked)
	}
}

func TestTextWithoutSources(t *testing.T) {
	r := sampleMany()
	r.Sources = nil
	text := string(written(t, func(w io.Writer) error { return writeText(w, r) }))
	if strings.Contains(text, "^") || !strings.Contains(text, "specs/cabling.yaml:7:5: error[E401]: ") {
		t.Errorf("want findings without excerpts, got:\n%s", text)
	}
}

func TestTextKeepsTheWriterError(t *testing.T) {
	for name, write := range map[string]Writer{"text": writeText, "json": writeJSON} {
		if err := write(brokenWriter{}, sampleMany()); err != io.ErrClosedPipe {
			t.Errorf("%s: error is %v, want the writer's", name, err)
		}
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestBlocking(t *testing.T) {
	l := finding.List{{Severity: finding.Note}, {Severity: finding.Warning}, {Severity: finding.Error}}
	for failOn, want := range map[finding.Severity]int{finding.Off: 1, finding.Error: 1, finding.Warning: 2, finding.Note: 3} {
		if got := (Report{Result: validate.Result{Findings: l}, FailOn: failOn}).Blocking(); got != want {
			t.Errorf("with %s %d findings block, want %d", failOn, got, want)
		}
	}
}

func TestFailureAsTextIsSilent(t *testing.T) {
	var buf bytes.Buffer
	if err := Failure(&buf, "text", "1.2.3", "the disk is gone"); err != nil || buf.Len() > 0 {
		t.Errorf("got %q, %v, want nothing", buf.String(), err)
	}
	if err := Failure(&buf, "morse", "1.2.3", "the disk is gone"); err == nil {
		t.Error("an unknown format is no error")
	}
}

// What a file lacks as a whole stands at its top, where no line has to do with it.
func TestNoLineIsShownForWhatTheFileLacks(t *testing.T) {
	top, inner := finding.Pos{Line: 1, Column: 1}, finding.Pos{Line: 1, Column: 3}
	for _, test := range []struct {
		f     finding.Finding
		shown bool
	}{
		{finding.Finding{File: "a.yaml", Pos: top, End: top, Pointer: "/outcomes", Code: "H101"}, false},
		{finding.Finding{File: "a.yaml", Pos: top, End: top, Pointer: "/level/value", Code: "E414"}, false},
		{finding.Finding{File: "a.yaml", Pos: inner, End: inner, Pointer: "/scope/out", Code: "H015"}, true},
		{finding.Finding{File: "a.yaml", Pos: top, End: finding.Pos{Line: 1, Column: 4}, Pointer: "/id", Code: "S105"}, true},
	} {
		r := Report{
			Checked: 1, Sources: func(string) []byte { return []byte("the first line\n") },
			Result: validate.Result{Findings: finding.List{test.f}},
		}
		text := string(written(t, func(w io.Writer) error { return writeText(w, r) }))
		if got := strings.Contains(text, "the first line"); got != test.shown {
			t.Errorf("%s: the line is shown: %v, want %v", test.f.Pointer, got, test.shown)
		}
	}
}

// A report on part of what was asked for must not look like one on all of it.
func TestReportsSayWhatWasNotChecked(t *testing.T) {
	r := Report{Checked: 1, Unchecked: []string{`"a.yaml" does not exist`, `"b.yaml" is a folder, want a file`}}
	text := string(written(t, func(w io.Writer) error { return writeText(w, r) }))
	if want := "1 specification: no findings; nothing blocks; 2 paths could not be checked\n"; text != want {
		t.Errorf("the text is %q, want %q", text, want)
	}
	doc := string(written(t, func(w io.Writer) error { return writeJSON(w, r) }))
	if want := `"\"a.yaml\" does not exist",`; !strings.Contains(doc, want) {
		t.Errorf("the JSON does not hold %s:\n%s", want, doc)
	}
}
