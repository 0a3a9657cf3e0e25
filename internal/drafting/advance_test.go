package drafting

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/compose"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// takenBack undoes an advance: it takes out the lines that were added, and puts
// the word of the stage back. The result is false if other lines were touched.
func takenBack(before, after []byte, from, to spec.Stage) bool {
	old, now := bytes.SplitAfter(before, []byte{'\n'}), bytes.SplitAfter(after, []byte{'\n'})
	i, stages := 0, 0
	for _, line := range now {
		switch {
		case i == len(old):
		case bytes.Equal(old[i], line):
			i++
		case bytes.HasPrefix(old[i], []byte("stage:")) && bytes.Equal(bytes.Replace(old[i], []byte(from), []byte(to), 1), line):
			i++
			stages++
		}
	}
	return i == len(old) && stages == 1
}

func TestAdvanceRealSpecifications(t *testing.T) {
	files, err := filepath.Glob(filepath.FromSlash("../../specs/*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	j := judge(t)
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		file = "specs/" + filepath.Base(file)
		if s := j.judge(file, source, spec.Draft).spec; s.Provenance.Illustrative {
			a, err := j.Advance(file, source, spec.Candidate)
			if s.Stage == spec.Draft && (!errors.Is(err, ErrIllustrative) || len(a.Left) != 1 || a.Left[0].Code != "H012") {
				t.Errorf("%s: %v with %v, want a refusal that shows where it says so", file, err, a.Left)
			}
			source = bytes.Replace(source, []byte("illustrative: true"), []byte("illustrative: false"), 1)
		}
		for i, to := range spec.Stages[1:] {
			from := spec.Stages[i]
			doc, _ := yamldoc.Parse(file, source, yamldoc.Options{})
			if source, err = compose.SetWord(doc, source, "/stage", string(from)); err != nil && doc.At("/stage").Text() != string(from) {
				t.Fatal(err)
			}
			advance(t, j, file, source, from, to)
		}
	}
}

// advance advances a specification and looks at what came of it.
func advance(t *testing.T, j *Judge, file string, source []byte, from, to spec.Stage) Advanced {
	t.Helper()
	a, err := j.Advance(file, source, to)
	if err != nil {
		t.Fatalf("%s to %s: %v", file, to, err)
	}
	if a.From != from || !takenBack(source, a.Source, from, to) {
		t.Errorf("%s to %s: more than lines were added:\n%s", file, to, cmp.Diff(string(source), string(a.Source)))
	}
	found := validated(t, j, file, a.Source)
	open := 0
	for _, f := range found {
		if j.isOpen(f) {
			open++
		}
		if strings.ContainsRune("YSR", rune(f.Code[0])) && f.Code != "R020" {
			t.Errorf("%s to %s: %v", file, to, f)
		}
	}
	if open < len(a.Added) {
		t.Errorf("%s to %s: %d parts were added, and %d places are open", file, to, len(a.Added), open)
	}
	return a
}

func TestScaffoldsAdvance(t *testing.T) {
	j := judge(t)
	source, err := j.Scaffold(Answers{ID: "wound-care", Stage: spec.Proposal})
	if err != nil {
		t.Fatal(err)
	}
	draft := advance(t, j, "specs/wound-care.yaml", source, spec.Proposal, spec.Draft)
	if diff := cmp.Diff([]string{"/domains", "/outcomes", "/assessment/methods"}, draft.Added); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var left []string
	for _, f := range draft.Left {
		left = append(left, f.Code+" "+f.Pointer)
	}
	if diff := cmp.Diff([]string{"E414 /level/value", "H004 /authors", "H006 /licence"}, left); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	candidate := advance(t, j, "specs/wound-care.yaml", draft.Source, spec.Draft, spec.Candidate)
	for _, f := range validated(t, j, "specs/wound-care.yaml", candidate.Source) {
		if f.Severity >= finding.Error && !j.isOpen(f) && f.Code != "E414" {
			t.Errorf("%v", f)
		}
	}
}

func TestAdvanceRefuses(t *testing.T) {
	j := judge(t)
	at := func(stage spec.Stage) string {
		return "format: 1\nid: x\nversion: 0.1.0\nstage: " + string(stage) + "\ntitle: Wound care\n"
	}
	for name, test := range map[string]struct {
		source string
		to     spec.Stage
		want   error
		left   int
	}{
		"the same stage":    {at(spec.Draft), spec.Draft, ErrAlready, 0},
		"backwards":         {at(spec.Candidate), spec.Draft, ErrBack, 0},
		"two steps at once": {at(spec.Proposal), spec.Candidate, ErrSkips, 0},
		"no stage":          {"format: 1\nid: x\nversion: 0.1.0\ntitle: Wound care\n", spec.Draft, ErrMalformed, 1},
		"not YAML":          {at(spec.Proposal) + "summary: [a\n", spec.Draft, ErrMalformed, 1},
		"unknown keys":      {at(spec.Proposal) + "sumary: a\nx: b\n", spec.Draft, ErrMalformed, 2},
	} {
		a, err := j.Advance("specs/x.yaml", []byte(test.source), test.to)
		if !errors.Is(err, test.want) || len(a.Left) != test.left || a.Source != nil {
			t.Errorf("%s: %v with %v, want %v with %d findings", name, err, a.Left, test.want, test.left)
		}
	}
}

// What stands between braces cannot be added to without touching it.
func TestAdvanceLeavesBracesAlone(t *testing.T) {
	source := []byte("format: 1\nid: x\nversion: 0.1.0\nstage: proposal\ntitle: Wound care\nproposal: {need: {statement: Few can.}}\n")
	a := advance(t, judge(t), "specs/x.yaml", source, spec.Proposal, spec.Draft)
	if !bytes.Contains(a.Source, []byte("\nproposal: {need: {statement: Few can.}}\n")) {
		t.Errorf("the line was touched:\n%s", a.Source)
	}
	told := false
	for _, f := range a.Left {
		told = told || strings.HasPrefix(f.Pointer, "/proposal")
	}
	if !told {
		t.Errorf("what is lacking between the braces is not told: %v", a.Left)
	}
}

// Whatever a part is, the format takes it where it is put.
func TestPartsAreWellFormed(t *testing.T) {
	patterns := append(append([]string{}, textParts...), listParts...)
	for pattern := range itemParts {
		patterns = append(patterns, pattern)
	}
	for _, pattern := range patterns {
		node := part(strings.ReplaceAll(pattern, "*", "0"), "say: so")
		steps := strings.Split(pattern, "/")[1:]
		for i := len(steps) - 1; i >= 0; i-- {
			if steps[i] == "*" {
				node = compose.List(node)
			} else {
				node = compose.Map(compose.Key(steps[i], node))
			}
		}
		pointer := strings.ReplaceAll(pattern, "*", "0")
		g := judge(t).judge("x.yaml", compose.Bytes(node), spec.Proposal)
		if !g.doc.At(pointer).Present() {
			t.Errorf("%s was not made", pattern)
		}
		for _, f := range g.wrong {
			if strings.HasPrefix(f.Pointer, pointer) || f.Code != "S102" {
				t.Errorf("%s: %v", pattern, f)
			}
		}
	}
}

// What weighed as much before is no news of the new stage.
func TestAdvanceListsWhatTheStageAddsAlone(t *testing.T) {
	source := []byte("format: 1\nid: x\nversion: 0.1.0\nstage: proposal\ntitle: Wound care\ncredits: 60\nnotional_hours: 700\n")
	a := advance(t, judge(t), "specs/x.yaml", source, spec.Proposal, spec.Draft)
	for _, f := range a.Left {
		if f.Code == "H024" {
			t.Errorf("%v: it is a warning on a proposal, too", f)
		}
	}
	found := judge(t).judge("specs/x.yaml", a.Source, spec.Draft).found
	told := false
	for _, f := range found {
		told = told || f.Code == "H024"
	}
	if !told {
		t.Error("H024 was not found, so the test shows nothing")
	}
}
