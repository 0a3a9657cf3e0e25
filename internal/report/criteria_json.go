package report

import (
	"io"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/spec"
)

// The JSON form of packs, criteria and pages. Lists are never null, and the same
// promise of stability holds as for findings: members are added, never changed.
type (
	jsonPack struct {
		Pack     string          `json:"pack"`
		Version  string          `json:"version"`
		Title    string          `json:"title"`
		Set      string          `json:"set"`
		From     string          `json:"from"`
		Note     string          `json:"note"`
		Criteria []jsonCriterion `json:"criteria"`
	}
	jsonCriterion struct {
		ID        string      `json:"id"`
		Title     string      `json:"title"`
		Question  string      `json:"question"`
		Mandatory bool        `json:"mandatory"`
		Mark      string      `json:"mark"`
		Kind      string      `json:"kind"`
		Source    jsonSource  `json:"source"`
		Points    []jsonPoint `json:"points"`
		Guidance  []string    `json:"guidance"`
		Checks    []jsonCheck `json:"checks"`
	}
	jsonSource struct {
		Document string `json:"document"`
		Edition  string `json:"edition"`
	}
	jsonPoint struct {
		ID   string `json:"id"`
		Text string `json:"text"`
		Mark string `json:"mark"`
	}
	jsonCheck struct {
		Code     string       `json:"code"`
		Kind     string       `json:"kind"`
		Title    string       `json:"title"`
		Why      string       `json:"why"`
		Help     string       `json:"help"`
		Point    string       `json:"point"`
		Severity jsonSeverity `json:"severity"`
	}
	jsonSeverity struct {
		Proposal  string `json:"proposal"`
		Draft     string `json:"draft"`
		Candidate string `json:"candidate"`
	}
)

// CriteriaJSON lists packs and their criteria as JSON: everything of them that
// is for readers, in the order given.
func CriteriaJSON(w io.Writer, packs []*criteria.Pack) error {
	doc := struct {
		Format int        `json:"format"`
		Packs  []jsonPack `json:"packs"`
	}{jsonFormat, make([]jsonPack, 0, len(packs))}
	for _, p := range packs {
		doc.Packs = append(doc.Packs, newJSONPack(p))
	}
	return encode(w, doc)
}

// ExplainCriterionJSON writes the page of a criterion as JSON.
func ExplainCriterionJSON(w io.Writer, pack *criteria.Pack, c *criteria.Criterion) error {
	return encode(w, struct {
		Format    int           `json:"format"`
		Pack      string        `json:"pack"`
		Criterion jsonCriterion `json:"criterion"`
	}{jsonFormat, pack.Ref(), newJSONCriterion(c)})
}

func newJSONPack(p *criteria.Pack) jsonPack {
	out := jsonPack{
		Pack: p.ID, Version: p.Version, Title: p.Title, Set: string(p.Set), From: string(p.From), Note: p.Note,
		Criteria: make([]jsonCriterion, 0, len(p.Criteria)),
	}
	for i := range p.Criteria {
		out.Criteria = append(out.Criteria, newJSONCriterion(&p.Criteria[i]))
	}
	return out
}

func newJSONCriterion(c *criteria.Criterion) jsonCriterion {
	out := jsonCriterion{
		ID: c.ID, Title: c.Title, Question: c.Question, Mandatory: c.Mandatory,
		Mark: string(c.Mark), Kind: string(c.Kind),
		Source: jsonSource{c.Source.Document, c.Source.Edition},
		Points: make([]jsonPoint, 0, len(c.Points)), Guidance: list(c.Guidance),
		Checks: make([]jsonCheck, 0, len(c.Checks)),
	}
	for _, p := range c.Points {
		out.Points = append(out.Points, jsonPoint{p.ID, p.Text, string(p.Mark)})
	}
	for i := range c.Checks {
		k := &c.Checks[i]
		out.Checks = append(out.Checks, jsonCheck{
			Code: k.Code, Kind: k.Kind, Title: k.Title, Why: k.Why, Help: k.Help, Point: k.Point,
			Severity: newJSONSeverity(k.Severity),
		})
	}
	return out
}

func newJSONSeverity(s criteria.Severities) jsonSeverity {
	return jsonSeverity{
		s.At(spec.Proposal).String(), s.At(spec.Draft).String(), s.At(spec.Candidate).String(),
	}
}
