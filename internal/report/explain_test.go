package report

import (
	"encoding/json"
	"io"
	"testing"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

func samplePacks() []*criteria.Pack {
	return []*criteria.Pack{
		{
			ID: "endorsement", Version: "1.0.0", Title: "Endorsement of cabling", Set: criteria.Endorsement,
			From: spec.Draft, Note: "Made up for the tests of reports; nothing here was read in any source, whatever the marks say.",
			Criteria: []criteria.Criterion{
				{
					ID: "4.1", Mandatory: true, Mark: framework.Seen, Kind: criteria.AllOf,
					Title: "Level and breadth of cabling", Question: "Does the text show cabling that is broad and deep?",
					Source: criteria.Source{Document: "The cabling handbook", Edition: "2023-05", Code: "X1"},
					Points: []criteria.Point{
						{ID: "i", Text: "the cable is long", Mark: framework.Seen},
						{ID: "ii", Text: "the duct is narrow, which is a thing that has to be said at such a length that the line is broken at its end", Mark: framework.Inferred},
					},
					Guidance: []string{"Look at the ducts first.", "Then at the cable."},
					Checks: []criteria.Check{
						{
							Code: "E401", Kind: "maps-to-framework", Title: "Every capability maps to a framework", Point: "i",
							Why: "why", Help: "help",
							Severity: criteria.Severities{Proposal: finding.Off, Draft: finding.Warning, Candidate: finding.Error},
						},
						{Code: "E401", Kind: "present", Title: "The same again", Severity: criteria.Severities{Proposal: finding.Note, Draft: finding.Note, Candidate: finding.Note}},
					},
				},
				{
					ID: "L-ODD", Mark: framework.Local, Kind: criteria.AtLeastOneOf, Title: "Odd \x1bcables",
					Question: "Is any cable odd?", Source: criteria.Source{Document: "This project"},
				},
			},
		},
		{ID: "house", Version: "0.1.0", Title: "House rules", Set: criteria.House, From: spec.Proposal},
	}
}

func sampleExplanation() Explanation {
	pack := samplePacks()[0]
	return Explanation{
		Page: finding.Page{
			Code: "E401", Title: "Every capability maps to a framework",
			Why:  "Nobody can tell what a capability is for unless it says which item it serves; and this is a long\nline.\n\nSecond paragraph:\n- first item of a list that is so long that it has to be broken, which shows whether the rest of it is indented\n- second item",
			Help: "Add maps_to with the item.",
		},
		Serves: []Service{{Pack: pack, Criterion: &pack.Criteria[0], Check: &pack.Criteria[0].Checks[0]}},
		Example: Example{
			As:       "candidate",
			Fail:     []File{{Name: "fail.yaml", Text: "domains:\n- id: A\n  title: \x1b[31m\n"}},
			Pass:     []File{{Name: "specs/a.yaml", Text: "id: a\n"}, {Name: "specs/b.yaml", Text: "id: b\n\nx: y"}},
			Findings: []string{`fail.yaml:2:3: error[E401]: domain "A" maps to no item`},
		},
	}
}

func TestExplain(t *testing.T) {
	bare := Explanation{
		Page:     finding.Page{Code: "Y101", Title: "The file is too long", Why: "Long files are slow.", Help: "Make it shorter."},
		Severity: criteria.Severities{Proposal: finding.Error, Draft: finding.Error, Candidate: finding.Error},
	}
	pack := samplePacks()[0]
	for name, write := range map[string]func(io.Writer) error{
		"explain.txt":         func(w io.Writer) error { return Explain(w, sampleExplanation(), Options{}) },
		"explain-colour.txt":  func(w io.Writer) error { return Explain(w, sampleExplanation(), Options{Color: true, Width: 60}) },
		"explain.json":        func(w io.Writer) error { return ExplainJSON(w, sampleExplanation()) },
		"explain-bare.txt":    func(w io.Writer) error { return Explain(w, bare, Options{}) },
		"explain-bare.json":   func(w io.Writer) error { return ExplainJSON(w, bare) },
		"criterion.txt":       func(w io.Writer) error { return ExplainCriterion(w, pack, &pack.Criteria[0], Options{}) },
		"criterion-unfed.txt": func(w io.Writer) error { return ExplainCriterion(w, pack, &pack.Criteria[1], Options{}) },
		"criterion.json":      func(w io.Writer) error { return ExplainCriterionJSON(w, pack, &pack.Criteria[0]) },
		"criteria.txt":        func(w io.Writer) error { return Criteria(w, samplePacks(), Options{}) },
		"criteria.json":       func(w io.Writer) error { return CriteriaJSON(w, samplePacks()) },
		"codes.txt": func(w io.Writer) error {
			return Codes(w, []finding.Page{bare.Page, sampleExplanation().Page}, Options{})
		},
		"criteria-no-packs.json": func(w io.Writer) error { return CriteriaJSON(w, nil) },
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, write)
			out := written(t, write)
			if name != "explain-colour.txt" {
				checkHarmless(t, string(out))
			}
			if name[len(name)-5:] == ".json" && !json.Valid(out) {
				t.Errorf("not JSON:\n%s", out)
			}
		})
	}
}
