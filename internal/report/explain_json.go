package report

import (
	"io"

	"github.com/advancing-practice/credctl/internal/criteria"
)

type (
	jsonPage struct {
		Format  int           `json:"format"`
		Code    string        `json:"code"`
		Title   string        `json:"title"`
		Why     string        `json:"why"`
		Help    string        `json:"help"`
		Serves  []jsonService `json:"serves"`
		Weight  *jsonSeverity `json:"severity,omitempty"`
		Example *jsonExample  `json:"example,omitempty"`
	}
	jsonService struct {
		Pack      string       `json:"pack"`
		Criterion string       `json:"criterion"`
		Title     string       `json:"title"`
		Mark      string       `json:"mark"`
		Source    jsonSource   `json:"source"`
		Point     string       `json:"point"`
		Severity  jsonSeverity `json:"severity"`
	}
	jsonExample struct {
		As       string     `json:"as"`
		Base     []jsonFile `json:"base,omitempty"`
		Fail     []jsonFile `json:"fail"`
		Findings []string   `json:"findings"`
		Pass     []jsonFile `json:"pass"`
	}
	jsonFile struct {
		Name string `json:"name"`
		Text string `json:"text"`
	}
)

// ExplainJSON writes the page of a code as JSON.
func ExplainJSON(w io.Writer, e Explanation) error {
	doc := jsonPage{
		Format: jsonFormat, Code: e.Page.Code, Title: e.Page.Title, Why: e.Page.Why, Help: e.Page.Help,
		Serves: make([]jsonService, 0, len(e.Serves)),
	}
	for _, s := range e.Serves {
		doc.Serves = append(doc.Serves, jsonService{
			Pack: s.Pack.Ref(), Criterion: s.Criterion.ID, Title: s.Criterion.Title,
			Mark:   string(s.Criterion.Mark),
			Source: jsonSource{s.Criterion.Source.Document, s.Criterion.Source.Edition},
			Point:  s.Check.Point, Severity: newJSONSeverity(s.Check.Severity),
		})
	}
	if len(e.Serves) == 0 && e.Severity != (criteria.Severities{}) {
		weight := newJSONSeverity(e.Severity)
		doc.Weight = &weight
	}
	if len(e.Example.Fail)+len(e.Example.Pass) > 0 {
		doc.Example = &jsonExample{
			As: e.Example.As, Base: jsonFiles(e.Example.Base), Fail: jsonFiles(e.Example.Fail),
			Findings: list(e.Example.Findings), Pass: jsonFiles(e.Example.Pass),
		}
	}
	return encode(w, doc)
}

func jsonFiles(files []File) []jsonFile {
	out := make([]jsonFile, 0, len(files))
	for _, f := range files {
		out = append(out, jsonFile(f))
	}
	return out
}
