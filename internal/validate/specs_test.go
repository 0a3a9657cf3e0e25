package validate_test

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// areas are the eleven areas of the Centre's list, and the stage at which this
// repository holds each.
var areas = map[string]spec.Stage{
	"acute-medicine":                 spec.Draft,
	"community-based-rehabilitation": spec.Proposal,
	"end-of-life-care":               spec.Proposal,
	"learning-disability-and-autism": spec.Draft,
	"mental-health":                  spec.Draft,
	"musculo-skeletal":               spec.Proposal,
	"neurological-rehabilitation":    spec.Proposal,
	"older-people":                   spec.Draft,
	"pelvic-health":                  spec.Proposal,
	"public-health":                  spec.Proposal,
	"surgery":                        spec.Draft,
}

// transcribed are those that were transcribed from a real document; the others
// are made up, and say so.
var transcribed = []string{"learning-disability-and-autism", "mental-health", "surgery"}

func realSpecifications(t *testing.T) validate.Input {
	t.Helper()
	specs := os.DirFS("../..")
	files, err := fs.Glob(specs, "specs/*")
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, nil, files...)
	in.Read = func(file string) ([]byte, error) { return fs.ReadFile(specs, file) }
	return in
}

// decoded reads one of the repository's own specifications.
func decoded(t *testing.T, id string) *spec.Specification {
	t.Helper()
	data, err := os.ReadFile("../../specs/" + id + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	doc, found := yamldoc.Parse(id, data, yamldoc.Options{Exact: true})
	if len(found) > 0 {
		t.Fatal(found)
	}
	s, found := spec.Decode(doc)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

func TestRealSpecificationsAreCleanAtTheirOwnStage(t *testing.T) {
	res, err := validate.Run(context.Background(), realSpecifications(t))
	if err != nil {
		t.Fatal(err)
	}
	stages := map[string]spec.Stage{}
	for _, v := range res.Verdicts {
		stages[v.ID] = v.Stage
	}
	if diff := cmp.Diff(areas, stages); diff != "" {
		t.Errorf("areas and stages (-want +got):\n%s", diff)
	}
	for _, f := range res.Findings {
		if f.Severity == finding.Error || strings.HasPrefix(f.Code, "W") {
			t.Error(f)
		}
	}
}

func TestRealSpecificationsLackSomethingAsCandidates(t *testing.T) {
	in := realSpecifications(t)
	in.As = spec.Candidate
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	lacking := map[string]bool{}
	for _, f := range res.Findings {
		if f.Severity == finding.Error {
			lacking[f.File] = true
		}
	}
	for id := range areas {
		if !lacking["specs/"+id+".yaml"] {
			t.Errorf("%s could go forward as a candidate, but no part of it was put forward by anybody", id)
		}
	}
}

func TestRealSpecificationsSayWhatTheyAre(t *testing.T) {
	for id := range areas {
		s := decoded(t, id)
		isTranscribed := false
		for _, source := range s.Provenance.Sources {
			isTranscribed = isTranscribed || source.Relation == "transcribed"
		}
		want := false
		for _, name := range transcribed {
			want = want || name == id
		}
		if isTranscribed != want {
			t.Errorf("%s: marked as transcribed is %v, want %v", id, isTranscribed, want)
		}
		if s.Provenance.Illustrative == want {
			t.Errorf("%s: provenance.illustrative is %v, want %v", id, s.Provenance.Illustrative, !want)
		}
		if !s.Proposal.Illustrative || !s.Provenance.OwnWords || len(s.Provenance.Notes) == 0 {
			t.Errorf("%s: want an illustrative proposal, own words, and notes on what is known", id)
		}
		if s.Credits != 0 || s.NotionalHours != 0 || s.Duration != "" {
			t.Errorf("%s gives credits, hours or a duration; none is known", id)
		}
	}
}

// shape is how many domains, capabilities and statements there are.
type shape struct{ Domains, Capabilities, Statements int }

func TestTranscriptionsHaveThePublishedShape(t *testing.T) {
	for id, want := range map[string]shape{
		"mental-health":                  {6, 13, 64},
		"learning-disability-and-autism": {5, 19, 0},
		"surgery":                        {0, 0, 0},
	} {
		s := decoded(t, id)
		got := shape{
			len(s.Elements(spec.KindDomain)), len(s.Elements(spec.KindCapability)), len(s.Elements(spec.KindStatement)),
		}
		if got != want {
			t.Errorf("%s has %+v, want %+v", id, got, want)
		}
	}
}

// publishedMapping is the mapping line of each capability of the learning
// disability document, as its transcription has it; 2, 3 and 4 are whole pillars.
var publishedMapping = map[string]string{
	"1": "1.2 1.3 1.4 1.5 1.6", "2": "1.3 1.5 1.9 2.5", "3": "1.7 1.8 1.9", "4": "1.5 1.7 1.8",
	"5": "1.10 1.11 2.7", "6": "1.4 1.6 1.8 1.10", "7": "1.3 1.4 1.5 1.7 2.7", "8": "1.7 1.11",
	"9": "1.6 1.7 1.8", "10": "1.4 1.6 1.8", "11": "1.4 1.5 1.7", "12": "1.4 1.5", "13": "1.4 1.6 1.7",
	"14": "1.8 2.10 2.11", "15": "1.10 2.10 2.11", "16": "1.3",
	"17": "2.1 2.2 2.3 2.4 2.5 2.6 2.7 2.8 2.9 2.10 2.11",
	"18": "3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8", "19": "4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8",
}

func TestLearningDisabilityKeepsItsPublishedMapping(t *testing.T) {
	got := map[string]string{}
	for _, placed := range decoded(t, "learning-disability-and-autism").Mappings() {
		number, ok := strings.CutPrefix(placed.Mapping.Item, "mpf@2017#")
		if !ok {
			t.Errorf("%s maps to %s, want the 2017 edition that the document names", placed.From.ID, placed.Mapping.Item)
		}
		got[placed.From.ID] = strings.TrimSpace(got[placed.From.ID] + " " + number)
	}
	if diff := cmp.Diff(publishedMapping, got); diff != "" {
		t.Errorf("(-published +here):\n%s", diff)
	}
}
