package dossier

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
)

// form is the first field of pack.json and says what it is, and in which edition.
const form = "credctl/dossier/v1"

// manifest is the file that the program finds its way by.
type manifest struct {
	Form       string             `json:"dossier"`
	Reviewer   string             `json:"reviewer"`
	Spec       manifestSubject    `json:"spec"`
	Round      string             `json:"round_sha256"`
	Packs      []manifestPack     `json:"packs"`
	Governance manifestGovernance `json:"governance"`
	Carried    string             `json:"carried_from,omitempty"`
	Contact    manifestContact    `json:"contact"`
	Evidence   []manifestEvidence `json:"evidence"`
	Findings   []manifestFinding  `json:"findings"`
}

type manifestSubject struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

type manifestPack struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

type manifestGovernance struct {
	Serial int    `json:"serial"`
	SHA256 string `json:"sha256"`
}

type manifestContact struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

type manifestEvidence struct {
	Pack      string   `json:"pack"`
	Criterion string   `json:"criterion"`
	Title     string   `json:"title"`
	Mandatory bool     `json:"mandatory"`
	State     string   `json:"state"`
	Codes     []string `json:"codes,omitempty"`
	Claimed   []string `json:"claimed,omitempty"`
}

type manifestFinding struct {
	Code      string   `json:"code"`
	Severity  string   `json:"severity"`
	Criterion string   `json:"criterion,omitempty"`
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	Pointer   string   `json:"pointer"`
	Message   string   `json:"message"`
	Help      string   `json:"help,omitempty"`
	Also      []string `json:"also,omitempty"`
}

func (d *Dossier) manifest() ([]byte, error) {
	m := manifest{
		Form: form, Reviewer: d.Reviewer, Spec: manifestSubject(d.Subject), Round: d.RoundHash,
		Governance: manifestGovernance(d.GovernedBy), Contact: manifestContact(d.Contact),
		Carried: d.Draft().CarriedFrom, Packs: []manifestPack{}, Evidence: []manifestEvidence{}, Findings: []manifestFinding{},
	}
	for _, p := range d.Opened.Packs {
		m.Packs = append(m.Packs, manifestPack(p))
	}
	for _, e := range d.Evidence {
		m.Evidence = append(m.Evidence, manifestEvidence{e.Pack, e.Criterion, e.Title, e.Mandatory, string(e.State), e.Codes, e.Claimed})
	}
	for _, f := range d.Findings {
		m.Findings = append(m.Findings, manifestFinding{
			f.Code, f.Severity.String(), f.Criterion, f.Pos.Line, f.Pos.Column, f.Pointer, f.Message, f.Help, f.Also,
		})
	}
	return m.marshal()
}

func (m *manifest) marshal() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("write %s: %w", manifestName, err)
	}
	if out.Len() > maxFile {
		return nil, fmt.Errorf("write %s: it would be larger than %d MB", manifestName, maxFile>>20)
	}
	return out.Bytes(), nil
}

// readManifest reads pack.json. It is believed once everything else was checked:
// see checkManifest.
func readManifest(data []byte) (Content, []record.PackRef, error) {
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return Content{}, nil, fmt.Errorf("its file %s cannot be read: it is no JSON of the kind that is written there", manifestName)
	}
	if m.Form != form {
		return Content{}, nil, fmt.Errorf("its file %s is of the form %.60q, want %q; a later form needs a later version of the program", manifestName, m.Form, form)
	}
	c := Content{Reviewer: m.Reviewer, Contact: Contact(m.Contact)}
	for _, e := range m.Evidence {
		c.Evidence = append(c.Evidence, criteria.Evidence{
			Pack: e.Pack, Criterion: e.Criterion, Title: e.Title, Mandatory: e.Mandatory,
			State: criteria.State(e.State), Codes: e.Codes, Claimed: e.Claimed,
		})
	}
	for i := range m.Findings {
		f, err := m.Findings[i].finding()
		if err != nil {
			return Content{}, nil, err
		}
		c.Findings = append(c.Findings, f)
	}
	refs := make([]record.PackRef, len(m.Packs))
	for i, p := range m.Packs {
		refs[i] = record.PackRef(p)
	}
	return c, refs, nil
}

func (m *manifestFinding) finding() (finding.Finding, error) {
	severity, ok := finding.ParseSeverity(m.Severity)
	if !ok || severity == finding.Off {
		return finding.Finding{}, errors.New("its file " + manifestName + " has a finding that is neither a note, a warning nor an error")
	}
	return finding.Finding{
		File: specificationName, Code: m.Code, Severity: severity, Criterion: m.Criterion,
		Pos: finding.Pos{Line: m.Line, Column: m.Column}, Pointer: m.Pointer, Message: m.Message, Help: m.Help, Also: m.Also,
	}, nil
}

// checkManifest refuses a pack.json that says anything else than would be written,
// hashes above all. So a key that stands there twice means nothing to anybody.
func (d *Dossier) checkManifest(data []byte) error {
	want, err := d.manifest()
	if err != nil {
		return err
	}
	if !bytes.Equal(want, data) {
		return fmt.Errorf("its file %s does not agree with the other files, such as in a hash, or is not written as the program writes it", manifestName)
	}
	return nil
}
