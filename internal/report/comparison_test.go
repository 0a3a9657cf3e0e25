package report

import (
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
)

// everyComparison is a comparison with one of everything; more stands in every text.
func everyComparison(more string) *Comparison {
	outcome, item := diff.Touch{Kind: "outcome", ID: "LO1" + more}, diff.Touch{Kind: diff.KindItem, ID: "mpf@2025#1.5" + more}
	return &Comparison{
		Comparison: &diff.Comparison{
			ID: "wound-care", Title: "Wound care" + more, Before: "1.0.0", After: "1.1.0", Class: diff.Revision, Reason: "removed outcome LO2: it is gone" + more,
			Step: diff.Step{Declared: "minor", Needed: "major", Least: "2.0.0", Reason: "1.1.0 raises the minor number, and the changes are a revision"},
			Changes: []diff.Change{
				{
					What: diff.Reworded, Kind: "capability", ID: "A1", Field: "statement", Name: "capability A1, statement", Before: "Assess a wound" + more, After: "Assess any wound" + more,
					Words: []diff.Piece{{Text: "Assess "}, {Text: "a ", Removed: true}, {Text: "any ", Added: true}, {Text: "wound" + more}},
					Class: diff.Revision, Reason: "it may mean something else" + more, Touches: []diff.Touch{outcome, {Kind: "outcome", ID: "LO2"}, item}, At: finding.Pos{Line: 7, Column: 5},
				},
				{What: diff.Removed, Kind: "outcome", ID: "LO2", Name: "outcome LO2", Before: "Lead a service" + more, Class: diff.Revision, Reason: "it is gone", With: []diff.Touch{outcome}},
				{What: diff.Added, Field: "scope.in", Name: "what is in scope", After: "Adults" + more, Class: diff.Adjustment, Reason: "it is open to more"},
				{What: diff.Renamed, Kind: "method", ID: "AS2", Was: "AS1", Name: "method AS1 to AS2", Before: "AS1", After: "AS2", Class: diff.Adjustment, Reason: "the same under another id"},
				{What: diff.Moved, Kind: "reference", ID: "R1", Name: "reference R1", Before: "first", After: "behind R2", Class: diff.Correction, Reason: "another order"},
			},
			Findings: finding.List{{
				File: "specs/wound-care.yaml", Pos: finding.Pos{Line: 7, Column: 5}, Code: "R030", Severity: finding.Error,
				Message: "capability A1 says something else" + more, Help: "give it another id" + more,
			}},
		},
		From: ComparedSide{"the tag wound-care/v1.0.0", "1.0.0", strings.Repeat("a", 64)}, To: ComparedSide{"specs/wound-care.yaml" + more, "1.1.0", strings.Repeat("b", 64)},
		Version: "1.0.0",
	}
}

func TestComparisonJSONByItsSchema(t *testing.T) {
	schema := schemaFile(t, "comparison.schema.json")
	good := string(written(t, func(w io.Writer) error { return writeComparisonJSON(w, everyComparison("<&>\u202e\x1b")) }))
	if err := schema.Validate(unmarshalled(t, []byte(good))); err != nil {
		t.Error(err)
	}
	refuses(t, schema, good, map[string][2]string{
		"unknown member":       {`"format": 1`, `"format": 1, "extra": 1`},
		"no such kind":         {`"what": "moved"`, `"what": "lost"`},
		"missing member":       {`"class": "revision",`, ``},
		"null list":            {`"with": []`, `"with": null`},
		"a change of no class": {`"class": "correction"`, `"class": "none"`},
	})
}

// Every format is safe whatever the texts say, and says everything.
func TestComparisonFormats(t *testing.T) {
	hostile := "\x1b[2J\n::error::x\u202e<script>|`"
	for name, write := range ComparisonFormats {
		out := string(written(t, func(w io.Writer) error { return write(w, everyComparison(hostile)) }))
		if name != "json" && strings.ContainsAny(out, "\x1b\u202e") {
			t.Errorf("%s: control characters pass", name)
		}
		if name == "markdown" && strings.Contains(out, "<script>") || strings.Contains("\n"+out, "\n::") {
			t.Errorf("%s: what somebody obeys passes", name)
		}
	}
}

func TestComparisonText(t *testing.T) {
	c := everyComparison("")
	c.Options.Width = 80
	want := `Wound care: what changed from 1.0.0 to 1.1.0
  from version 1.0.0, the tag wound-care/v1.0.0
  to   version 1.1.0, specs/wound-care.yaml

As a whole it is a revision (2 revisions, 2 adjustments, 1 correction), because
of this: removed outcome LO2: it is gone.
The version does not go far enough: 1.1.0 raises the minor number, and the
changes are a revision; raise it to 2.0.0 or higher.

What must not be
  specs/wound-care.yaml:7:5: error[R030]: capability A1 says something else
    help: give it another id
    -> credctl explain R030

Revisions (something that people were promised is gone, or is another: the major number)
- capability A1, statement was reworded
    Assess [-a-] {+any+} wound
    why: it may mean something else
    touches: outcomes LO1, LO2; framework item mpf@2025#1.5
- outcome LO2 was removed
    [-Lead a service-]
    with it: outcome LO1
    why: it is gone

Adjustments (something was added or made clearer, and nothing is taken away: the minor number)
- what is in scope was added
    {+Adults+}
    why: it is open to more
- method AS1 has another id: AS2
    why: the same under another id

Corrections (the same is said more correctly: the patch number)
- reference R1 was moved: it stood first and stands behind R2
    why: another order

Words that were taken out stand in [-these-] brackets, words that were put in
stand in {+these+}.
Which class a change is of follows rules of this program, and is no statement by
anybody outside of this register. Whether a change is right is for people to
judge.
`
	if diff := cmp.Diff(want, string(written(t, func(w io.Writer) error { return writeComparisonText(w, c) }))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c.Options.Color = true
	got := string(written(t, func(w io.Writer) error { return writeComparisonText(w, c) }))
	if want := "Assess \x1b[1;31m[-a-]\x1b[0m \x1b[1;32m{+any+}\x1b[0m wound"; !strings.Contains(got, want) {
		t.Errorf("%q does not stand in %q", want, got)
	}
}

// Of a long text only what stands beside a change is shown.
func TestLongTextsAreShortened(t *testing.T) {
	long := strings.Repeat("word ", 100)
	var got []string
	for _, w := range markedWords([]diff.Piece{{Text: long}, {Text: "old ", Removed: true}, {Text: "new\n\n", Added: true}, {Text: long}}) {
		got = append(got, w.text)
	}
	context := strings.TrimSpace(strings.Repeat("word ", contextWords))
	if want := "(...) " + context + " [-old-] {+new ¶+} " + context + " (...)"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %q", strings.Join(got, " "), want)
	}
}
