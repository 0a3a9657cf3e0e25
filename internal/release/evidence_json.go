package release

import (
	"bytes"
	"encoding/json"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/edition"
)

// The evidence for programs. Its keys are a contract.
type (
	evidenceJSON struct {
		Specification string        `json:"specification"`
		Version       string        `json:"version"`
		SHA256        string        `json:"sha256"`
		Path          string        `json:"path"`
		Commit        string        `json:"commit"`
		Tag           string        `json:"tag,omitempty"`
		State         string        `json:"state"`
		Comment       bool          `json:"draft_for_comment"`
		Register      registerJSON  `json:"register"`
		Round         *roundJSON    `json:"round"`
		Reviewers     []reviewJSON  `json:"reviewers"`
		Criteria      []answersJSON `json:"criteria"`
		Endorsed      *entryJSON    `json:"endorsed"`
		Published     *entryJSON    `json:"published"`
	}
	registerJSON struct {
		Name      string `json:"name,omitempty"`
		URL       string `json:"url,omitempty"`
		TrustRoot string `json:"trust_root"`
	}
	roundJSON struct {
		Path       string     `json:"path"`
		SHA256     string     `json:"sha256"`
		Opened     int        `json:"opened_by_entry"`
		Governance int        `json:"governance"`
		Authors    []string   `json:"authors"`
		Packs      []packJSON `json:"packs"`
	}
	packJSON struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		SHA256  string `json:"sha256"`
	}
	reviewJSON struct {
		Person        string   `json:"person"`
		Name          string   `json:"name,omitempty"`
		Organisations []string `json:"organisations"`
		CountedAs     string   `json:"counted_as,omitempty"`
		NotCounted    string   `json:"not_counted,omitempty"`
		Released      string   `json:"released,omitempty"`
		Overall       string   `json:"overall,omitempty"`
		Path          string   `json:"path,omitempty"`
		SHA256        string   `json:"sha256,omitempty"`
		Key           string   `json:"key,omitempty"`
	}
	answersJSON struct {
		Pack      string     `json:"pack"`
		ID        string     `json:"id"`
		Mandatory bool       `json:"mandatory"`
		Meets     []string   `json:"answered_meets"`
		Other     []saidJSON `json:"answered_otherwise"`
		Open      []string   `json:"not_answered"`
	}
	saidJSON struct {
		Person  string `json:"person"`
		Outcome string `json:"outcome"`
		Note    string `json:"note,omitempty"`
	}
	entryJSON struct {
		Seq        int          `json:"entry"`
		SHA256     string       `json:"sha256"`
		Governance int          `json:"governance"`
		Signers    []signerJSON `json:"signed_by"`
	}
	signerJSON struct {
		Person string `json:"person"`
		Key    string `json:"key"`
	}
)

// EvidenceJSON is Evidence for programs.
func EvidenceJSON(e *edition.Edition) ([]byte, error) {
	out := evidenceJSON{
		Specification: e.Spec.ID, Version: e.Version(), SHA256: e.SHA256, Path: e.Path, Commit: e.Commit, Tag: e.Tag,
		State: string(e.State), Comment: e.Comment, Register: registerJSON{e.Register.Name, e.Register.URL, e.Register.Root},
		Reviewers: []reviewJSON{}, Criteria: []answersJSON{},
	}
	if v := e.Evidence; v != nil {
		out.addReview(v)
		out.Endorsed, out.Published = entryOf(v.Endorsed), entryOf(v.Published)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	err := enc.Encode(out)
	return b.Bytes(), err
}

func (out *evidenceJSON) addReview(v *edition.Evidence) {
	if r := v.Round; r != nil {
		out.Round = &roundJSON{Path: r.Path, SHA256: r.SHA256, Opened: r.Opened, Governance: r.GovernanceSerial, Authors: orEmpty(r.Authors), Packs: []packJSON{}}
		for _, p := range r.Packs {
			out.Round.Packs = append(out.Round.Packs, packJSON{p.ID, p.Version, p.SHA256})
		}
	}
	for _, r := range v.Reviewers {
		told := reviewJSON{
			Person: r.Person, Organisations: []string{}, CountedAs: string(r.Counted), Released: r.Released, Overall: string(r.Overall),
		}
		if !r.Counts && r.Released == "" {
			told.NotCounted = r.Why
		}
		if g := v.Governance; g != nil {
			if p, ok := g.Person(r.Person); ok {
				told.Name, told.Organisations = p.Name, orEmpty(p.Organisations)
			}
		}
		if r.Record != nil {
			told.Path, told.SHA256, told.Key = r.Record.Path, r.Record.SHA256, r.Record.Key.Fingerprint()
		}
		out.Reviewers = append(out.Reviewers, told)
	}
	for _, c := range v.Criteria {
		told := answersJSON{Pack: c.Pack, ID: c.ID, Mandatory: c.Mandatory, Meets: orEmpty(c.Meets), Other: []saidJSON{}, Open: orEmpty(c.Open)}
		for _, s := range c.Other {
			told.Other = append(told.Other, saidJSON{s.Person, string(s.Outcome), s.Note})
		}
		out.Criteria = append(out.Criteria, told)
	}
}

func entryOf(e *chain.Entry) *entryJSON {
	if e == nil {
		return nil
	}
	out := &entryJSON{Seq: e.Seq, SHA256: e.SHA256, Governance: e.Governance.Serial, Signers: []signerJSON{}}
	for _, s := range e.Signers {
		out.Signers = append(out.Signers, signerJSON{s.Person, s.Key.Fingerprint()})
	}
	return out
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
