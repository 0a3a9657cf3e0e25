package drafting

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
)

var update = flag.Bool("update", false, "rewrite the scaffolds that are looked at")

func judge(t testing.TB) *Judge {
	t.Helper()
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return &Judge{Criteria: set, Frameworks: framework.NewRegistry(framework.Embedded()...), Today: "2026-11-22"}
}

// validated is what the whole of validation has to say of a source.
func validated(t testing.TB, j *Judge, file string, source []byte) finding.List {
	t.Helper()
	res, err := validate.Run(context.Background(), validate.Input{
		Files: []string{file}, Criteria: j.Criteria, Frameworks: j.Frameworks, Today: j.Today,
		Read: func(string) ([]byte, error) { return source, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return res.Findings
}

// full are answers to everything that is asked.
func full(stage spec.Stage) Answers {
	return Answers{
		ID: "wound-care", Stage: stage, Title: "Wound care: adults", Author: "J. Smith", Organisation: "Example Trust",
		Need:       "Too few practitioners may change the plan when a wound does not heal.",
		Population: "Adults whose wounds last for months", Professions: []string{"Nursing", "Podiatry"}, Level: 7,
	}
}

func TestScaffoldsAreWhatTheyWere(t *testing.T) {
	for _, stage := range spec.Stages {
		for name, a := range map[string]Answers{"bare": {ID: "wound-care", Stage: stage}, "full": full(stage)} {
			got, err := judge(t).Scaffold(a)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", string(stage)+"-"+name+".yaml")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		}
	}
}

// A scaffold validates: nothing blocks but, in a candidate, what is still to be
// written.
func TestScaffoldsValidate(t *testing.T) {
	j := judge(t)
	for _, stage := range spec.Stages {
		for name, a := range map[string]Answers{
			"bare": {ID: "wound-care", Stage: stage, Level: 7}, "full": full(stage),
			"one profession": {ID: "wound-care", Stage: stage, Level: 7, Professions: []string{"Nursing"}, Organisation: "Trust"},
		} {
			source, err := j.Scaffold(a)
			if err != nil {
				t.Fatal(err)
			}
			open := 0
			for _, f := range validated(t, j, "specs/wound-care.yaml", source) {
				if j.isOpen(f) {
					open++
					continue
				}
				if f.Severity >= finding.Error {
					t.Errorf("%s, %s: %v", stage, name, f)
				}
			}
			if marks := strings.Count(string(source), Mark); open != marks || open < 5 {
				t.Errorf("%s, %s: %d open places have a finding, want %d", stage, name, open, marks)
			}
		}
	}
}

func TestOpenPlacesAreNoEvidence(t *testing.T) {
	j := judge(t)
	source, err := j.Scaffold(Answers{ID: "wound-care", Stage: spec.Candidate, Level: 7})
	if err != nil {
		t.Fatal(err)
	}
	g := j.judge("specs/wound-care.yaml", source, spec.Candidate)
	_, evidence := j.Criteria.Evaluate(&criteria.Subject{Doc: g.doc, Spec: g.spec, Stage: spec.Candidate, Frameworks: j.Frameworks})
	for _, e := range evidence {
		if e.Mandatory && e.State == criteria.EvidencePresent {
			t.Errorf("%s %s: evidence present in a scaffold of which nothing was written", e.Pack, e.Criterion)
		}
	}
}

func TestAuthorID(t *testing.T) {
	for name, want := range map[string]string{
		"J. Smith": "smith-j", "Prof. Dr Jane van der Berg": "berg-j", "The Society": "society-t", "Madonna": "madonna", "李": "author-1", "": "author-1",
		"José Pérez": "rez-j", "Dr Who": "who", strings.Repeat("a", 90): strings.Repeat("a", 40),
	} {
		if got := authorID(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
		a := full(spec.Proposal)
		a.Author = name
		if found := judge(t).Check(a); len(found) > 0 {
			t.Errorf("%q: %v", name, found)
		}
	}
}
