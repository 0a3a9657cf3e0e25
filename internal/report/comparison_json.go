package report

import (
	"io"

	"github.com/advancing-practice/credctl/internal/diff"
)

// The JSON form of a comparison; schema/comparison.schema.json is its contract. Lists
// are never null.
type (
	jsonComparison struct {
		Format        int              `json:"format"`
		Tool          jsonTool         `json:"tool"`
		Note          string           `json:"note"`
		Specification string           `json:"specification"`
		Title         string           `json:"title"`
		Before        jsonCompared     `json:"before"`
		After         jsonCompared     `json:"after"`
		Class         string           `json:"class"`
		Reason        string           `json:"reason"`
		Step          jsonStep         `json:"step"`
		OK            bool             `json:"ok"`
		Findings      []jsonMustNot    `json:"findings"`
		Changes       []jsonSpecChange `json:"changes"`
	}
	jsonCompared struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		SHA256  string `json:"sha256"`
	}
	jsonStep struct {
		Declared string `json:"declared"`
		Needed   string `json:"needed"`
		Least    string `json:"least"`
		OK       bool   `json:"ok"`
		Reason   string `json:"reason"`
	}
	jsonMustNot struct {
		Code     string `json:"code"`
		Severity string `json:"severity"`
		Message  string `json:"message"`
		Help     string `json:"help"`
		Line     int    `json:"line"`
		Column   int    `json:"column"`
	}
	jsonSpecChange struct {
		What    string      `json:"what"`
		Kind    string      `json:"kind"`
		ID      string      `json:"id"`
		Was     string      `json:"was"`
		Field   string      `json:"field"`
		Name    string      `json:"name"`
		Before  string      `json:"before"`
		After   string      `json:"after"`
		Words   []jsonPiece `json:"words"`
		Class   string      `json:"class"`
		Reason  string      `json:"reason"`
		Touches []jsonTouch `json:"touches"`
		With    []jsonTouch `json:"with"`
		Line    int         `json:"line"`
		Column  int         `json:"column"`
	}
	jsonPiece struct {
		How  string `json:"how"`
		Text string `json:"text"`
	}
	jsonTouch struct {
		Kind string `json:"kind"`
		ID   string `json:"id"`
	}
)

func writeComparisonJSON(w io.Writer, c *Comparison) error {
	doc := jsonComparison{
		Format: jsonFormat, Tool: jsonTool{"credctl", c.Version}, Note: comparisonNote, Specification: c.ID, Title: c.Title,
		Before: jsonCompared(c.From), After: jsonCompared(c.To), Class: c.Class.String(), Reason: c.Reason, Step: jsonStep(c.Step), OK: c.OK(),
		Findings: []jsonMustNot{}, Changes: []jsonSpecChange{},
	}
	for _, f := range c.Findings {
		doc.Findings = append(doc.Findings, jsonMustNot{f.Code, f.Severity.String(), f.Message, f.Help, f.Pos.Line, f.Pos.Column})
	}
	for i := range c.Changes {
		ch := &c.Changes[i]
		out := jsonSpecChange{
			What: string(ch.What), Kind: string(ch.Kind), ID: ch.ID, Was: ch.Was, Field: ch.Field, Name: ch.Name, Before: ch.Before, After: ch.After,
			Words: []jsonPiece{}, Class: ch.Class.String(), Reason: ch.Reason, Touches: newJSONTouches(ch.Touches), With: newJSONTouches(ch.With),
			Line: ch.At.Line, Column: ch.At.Column,
		}
		for _, p := range ch.Words {
			how := "same"
			switch {
			case p.Added:
				how = "added"
			case p.Removed:
				how = "removed"
			}
			out.Words = append(out.Words, jsonPiece{how, p.Text})
		}
		doc.Changes = append(doc.Changes, out)
	}
	return encode(w, doc)
}

func newJSONTouches(list []diff.Touch) []jsonTouch {
	out := []jsonTouch{}
	for _, t := range list {
		out = append(out, jsonTouch{string(t.Kind), t.ID})
	}
	return out
}
