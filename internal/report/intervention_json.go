package report

import (
	"io"

	"github.com/advancing-practice/credctl/internal/intervention"
)

// The JSON form of the types of intervention. Lists are never null.
type (
	jsonInterventions struct {
		Format int                `json:"format"`
		Source string             `json:"source"`
		Caveat string             `json:"caveat"`
		Types  []jsonIntervention `json:"types"`
	}
	jsonIntervention struct {
		Type       string         `json:"type"`
		Title      string         `json:"title"`
		Words      string         `json:"words"`
		Confidence string         `json:"confidence"`
		Features   []jsonTypeCell `json:"features"`
	}
	jsonTypeCell struct {
		Feature string `json:"feature"`
		Has     bool   `json:"has"`
		Sure    bool   `json:"sure"`
	}
	jsonReading struct {
		Format        int            `json:"format"`
		Specification string         `json:"specification"`
		Stage         string         `json:"stage"`
		Note          string         `json:"note"`
		Found         []jsonFound    `json:"found"`
		Types         []jsonTypeFit  `json:"types"`
		Chosen        string         `json:"chosen"`
		SetAside      []jsonSetAside `json:"set_aside"`
		NotMentioned  []string       `json:"not_mentioned"`
		Answers       []jsonAnswer   `json:"answers"`
		Source        string         `json:"source"`
		Caveat        string         `json:"caveat"`
	}
	jsonFound struct {
		Feature string `json:"feature"`
		State   string `json:"state"`
		Why     string `json:"why"`
	}
	jsonTypeFit struct {
		Type       string   `json:"type"`
		Verdict    string   `json:"fit"`
		Confidence string   `json:"confidence"`
		For        []string `json:"for"`
		Against    []string `json:"against"`
		Unread     []string `json:"unread"`
		Unsure     []string `json:"unsure"`
	}
	jsonSetAside struct {
		Type    string `json:"type"`
		Verdict string `json:"fit"`
		WhyNot  string `json:"why_not"`
	}
	jsonAnswer struct {
		Part  string `json:"part"`
		Given bool   `json:"given"`
		Bears string `json:"bears"`
	}
)

// InterventionsJSON writes the table of the types of intervention as JSON.
func InterventionsJSON(w io.Writer, types []intervention.Type) error {
	doc := jsonInterventions{Format: jsonFormat, Source: intervention.Source, Caveat: intervention.Caveat, Types: []jsonIntervention{}}
	for _, t := range types {
		row := jsonIntervention{Type: t.ID, Title: t.Title, Words: t.Words, Confidence: string(t.Confidence)}
		for i, cell := range t.Cells {
			row.Features = append(row.Features, jsonTypeCell{string(intervention.Features[i]), cell.Has, cell.Sure})
		}
		doc.Types = append(doc.Types, row)
	}
	return encode(w, doc)
}

// InterventionOfJSON writes as JSON what InterventionOf writes as text.
func InterventionOfJSON(w io.Writer, name, stage string, r intervention.Reading) error {
	doc := jsonReading{
		Format: jsonFormat, Specification: name, Stage: stage, Note: "a reading aid, and no verdict; the choice is for people",
		Found: []jsonFound{}, Types: []jsonTypeFit{}, SetAside: []jsonSetAside{}, NotMentioned: []string{}, Answers: []jsonAnswer{},
		Source: intervention.Source, Caveat: intervention.Caveat,
	}
	if r.Chosen != nil {
		doc.Chosen = r.Chosen.Type.ID
	}
	for _, f := range r.Found {
		doc.Found = append(doc.Found, jsonFound{string(f.Feature), string(f.State), f.Why})
	}
	for _, f := range r.Fits {
		doc.Types = append(doc.Types, jsonTypeFit{f.Type.ID, string(f.Verdict), string(f.Type.Confidence), list(f.For), list(f.Against), featureWords(f.Unread), featureWords(f.Unsure)})
	}
	for _, a := range r.SetAside {
		doc.SetAside = append(doc.SetAside, jsonSetAside{a.Type.ID, string(a.Verdict), a.WhyNot})
	}
	for _, t := range r.Unconsidered {
		doc.NotMentioned = append(doc.NotMentioned, t.ID)
	}
	for _, a := range r.Answers {
		doc.Answers = append(doc.Answers, jsonAnswer(a))
	}
	return encode(w, doc)
}
