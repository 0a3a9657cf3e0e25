package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/page"
)

// The page of a comparison says every change once, with what came and what went for
// those who see it and those who hear it, and nothing of a text becomes markup.
func TestComparison(t *testing.T) {
	c := &diff.Comparison{
		ID: "wound-care", Title: "<b>Wound care", Before: "1.0.0", After: "1.0.1", Class: diff.Revision, Reason: "removed outcome LO2: it is gone",
		Step: diff.Step{Declared: "patch", Needed: "major", Least: "2.0.0", Reason: "it does not suffice"},
		Changes: []diff.Change{
			{
				What: diff.Reworded, Kind: "section", ID: "S1", Field: "body", Name: "section S1, body", Class: diff.Adjustment, Reason: "it explains otherwise",
				Words: []diff.Piece{{Text: "One. "}, {Text: "Two.\n\nThree <i>four", Added: true}, {Text: "five", Removed: true}},
			},
			{What: diff.Removed, Kind: "outcome", ID: "LO2", Name: "outcome LO2", Before: "Lead", Class: diff.Revision, Reason: "it is gone", Touches: []diff.Touch{{Kind: "unit", ID: "U1"}}},
		},
		Findings: finding.List{{Code: "R030", Severity: finding.Error, Message: "capability A1 says something else", Help: "give it another id"}},
	}
	var out bytes.Buffer
	if err := page.Write(&out, page.Page{Document: *Comparison(c)}); err != nil {
		t.Fatal(err)
	}
	html := out.String()
	for _, want := range []string{
		"<h2 id=\"findings\">What must not be", "<h2 id=\"revisions\">", "<h2 id=\"adjustments\">", "raise it to 2.0.0 or higher", "unit U1",
		"(added:)</span>Two.</ins>", "(added:)</span>Three &lt;i&gt;four</ins>", "(removed:)</span>five</del>", "(removed:)</span>Lead</del>",
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(html, "<h2 id=\"corrections\">") || strings.Contains(html, "<b>") || strings.Contains(html, "<i>") {
		t.Error("there is a heading without changes, or a text became markup")
	}
	if strings.Index(html, "outcome LO2: removed") > strings.Index(html, "section S1, body: reworded") {
		t.Error("the greatest class does not come first")
	}
}
