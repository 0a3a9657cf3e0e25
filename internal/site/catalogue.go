package site

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// The catalogue for programs. schema/catalogue.schema.json describes it.
type catalogue struct {
	Schema         string            `json:"catalogue"`
	Register       catalogueRegister `json:"register"`
	Commit         string            `json:"commit"`
	Date           string            `json:"date"`
	Specifications []catalogueSpec   `json:"specifications"`
}

type catalogueRegister struct {
	Name      string `json:"name"`
	URL       string `json:"url"`
	TrustRoot string `json:"trust_root"`
	Vouched   bool   `json:"trust_root_given"`
}

type catalogueSpec struct {
	ID       string             `json:"id"`
	Title    string             `json:"title"`
	Summary  string             `json:"summary"`
	Page     string             `json:"page"`
	InForce  *string            `json:"in_force"`
	Present  *cataloguePresent  `json:"present"`
	Versions []catalogueVersion `json:"versions"`
	Refused  []catalogueRefused `json:"refused_tags"`
}

type cataloguePresent struct {
	Version  string `json:"version"`
	Standing string `json:"standing"`
	Next     string `json:"next"`
}

type catalogueVersion struct {
	Version    string          `json:"version"`
	Standing   string          `json:"standing"`
	Tag        string          `json:"tag"`
	Tagged     string          `json:"tagged"`
	Commit     string          `json:"commit"`
	Date       string          `json:"date"`
	SHA256     string          `json:"sha256"`
	Page       string          `json:"page"`
	Changes    *string         `json:"changes"`
	Superseded *string         `json:"superseded_by"`
	Withdrawn  *string         `json:"withdrawn"`
	Files      []catalogueFile `json:"files"`
}

type catalogueFile struct {
	Name   string  `json:"name"`
	SHA256 string  `json:"sha256"`
	Href   *string `json:"href"`
}

type catalogueRefused struct {
	Tag string   `json:"tag"`
	Why []string `json:"why"`
}

// catalogueForm names the form of the index, with its version.
const catalogueForm = "credctl/catalogue/v1"

// catalogue is the index for programs.
func (a *About) catalogue(all []Summary) (File, error) {
	c := catalogue{
		Schema: catalogueForm, Commit: a.Commit, Date: a.Date.UTC().Format(rfc3339),
		Register:       catalogueRegister{a.name(), a.Register.URL, a.Register.Root, a.Vouched},
		Specifications: make([]catalogueSpec, len(all)),
	}
	for i := range all {
		c.Specifications[i] = all[i].json()
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetIndent("", " ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c); err != nil {
		return File{}, fmt.Errorf("write the index for programs: %w", err)
	}
	return File{indexFile, out.Bytes()}, nil
}

func (s *Summary) json() catalogueSpec {
	c := catalogueSpec{
		ID: s.ID, Title: s.Title, Summary: s.About, Page: folder(s.ID) + "/index.html", InForce: said(s.InForce),
		Versions: make([]catalogueVersion, len(s.Versions)), Refused: make([]catalogueRefused, len(s.Refused)),
	}
	if s.Present {
		c.Present = &cataloguePresent{s.Version, s.words(), s.Next}
	}
	for i := range s.Versions {
		c.Versions[i] = s.Versions[i].json(s.ID)
	}
	for i, r := range s.Refused {
		c.Refused[i] = catalogueRefused(r)
	}
	return c
}

func (l *Line) json(id string) catalogueVersion {
	v := catalogueVersion{
		Version: l.Version, Standing: "draft", Tag: l.Tag, Tagged: l.Tagged, Commit: l.Commit, Date: l.Updated, SHA256: l.SHA256,
		Page: l.Page, Changes: said(l.Changes), Superseded: said(l.Newer), Withdrawn: said(l.Reason), Files: make([]catalogueFile, len(l.Files)),
	}
	if l.Published {
		v.Standing = string(l.Standing)
	}
	for i, f := range l.Files {
		v.Files[i] = catalogueFile{Name: f.Name, SHA256: f.SHA256}
		if f.Offered {
			v.Files[i].Href = said(folder(id) + "/" + l.Version + "/" + f.Name)
		}
	}
	return v
}

// said is nil of what is not said.
func said(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
