package export

import (
	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/standing"
)

// evidenceJSON is who judged the text under which criteria. It says who answered what,
// and never that a criterion is met.
type evidenceJSON struct {
	Round     roundJSON       `json:"round"`
	Reviewers []reviewerJSON  `json:"reviewers"`
	Criteria  []criterionJSON `json:"criteria"`
	Endorsed  *decisionJSON   `json:"endorsed"`
	Published *decisionJSON   `json:"published"`
}

type roundJSON struct {
	Kind       string     `json:"kind"`
	Path       string     `json:"path"`
	SHA256     string     `json:"sha256"`
	Governance int        `json:"governance"`
	Packs      []packJSON `json:"packs"`
}

type packJSON struct {
	Ref    string `json:"ref"`
	SHA256 string `json:"sha256"`
}

type reviewerJSON struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Organisations []string `json:"organisations"`
	CountedAs     string   `json:"counted_as"`
	Filed         bool     `json:"filed"`
	Overall       string   `json:"overall"`
	Counts        bool     `json:"counts"`
	Released      string   `json:"released"`
	Record        string   `json:"record"`
	SHA256        string   `json:"sha256"`
}

type criterionJSON struct {
	Pack      string       `json:"pack"`
	ID        string       `json:"id"`
	Mandatory bool         `json:"mandatory"`
	Asked     int          `json:"asked"`
	Meets     []string     `json:"answered_meets"`
	Other     []answerJSON `json:"answered_otherwise"`
	Open      []string     `json:"not_answered"`
}

type answerJSON struct {
	Person  string `json:"person"`
	Outcome string `json:"outcome"`
	Note    string `json:"note"`
}

type decisionJSON struct {
	Seq        int      `json:"seq"`
	Path       string   `json:"path"`
	SHA256     string   `json:"sha256"`
	Governance int      `json:"governance"`
	SignedBy   []string `json:"signed_by"`
}

// changesJSON is what the version changes since the release before it.
type changesJSON struct {
	Since  string `json:"since"`
	Class  string `json:"class"`
	Step   string `json:"step"`
	Reason string `json:"reason"`
}

func evidenceOf(e *edition.Edition) *evidenceJSON {
	v := e.Evidence
	if v == nil || v.Round == nil {
		return nil
	}
	out := &evidenceJSON{
		Round: roundJSON{
			Kind: string(v.Round.Kind), Path: v.Round.Path, SHA256: v.Round.SHA256, Governance: v.Round.GovernanceSerial,
			Packs: []packJSON{},
		},
		Reviewers: []reviewerJSON{}, Criteria: []criterionJSON{}, Endorsed: decisionOf(v.Endorsed), Published: decisionOf(v.Published),
	}
	for _, p := range v.Round.Packs {
		out.Round.Packs = append(out.Round.Packs, packJSON{p.Ref(), p.SHA256})
	}
	for i := range v.Reviewers {
		out.Reviewers = append(out.Reviewers, reviewerOf(v, &v.Reviewers[i]))
	}
	for i := range v.Criteria {
		out.Criteria = append(out.Criteria, criterionOf(&v.Criteria[i]))
	}
	return out
}

func reviewerOf(v *edition.Evidence, r *standing.ReviewerState) reviewerJSON {
	out := reviewerJSON{
		ID: r.Person, Organisations: []string{}, CountedAs: string(r.Counted), Filed: r.Filed, Overall: string(r.Overall),
		Counts: r.Counts, Released: r.Released,
	}
	if v.Governance != nil {
		if p, ok := v.Governance.Person(r.Person); ok {
			out.Name, out.Organisations = p.Name, some(p.Organisations)
		}
	}
	if r.Record != nil {
		out.Record, out.SHA256 = r.Record.Path, r.Record.SHA256
	}
	return out
}

func criterionOf(c *standing.CriterionState) criterionJSON {
	out := criterionJSON{
		Pack: c.Pack, ID: c.ID, Mandatory: c.Mandatory, Asked: c.Asked, Meets: some(c.Meets), Other: []answerJSON{}, Open: some(c.Open),
	}
	for _, said := range c.Other {
		out.Other = append(out.Other, answerJSON{said.Person, string(said.Outcome), said.Note})
	}
	return out
}

func decisionOf(e *chain.Entry) *decisionJSON {
	if e == nil {
		return nil
	}
	return &decisionJSON{e.Seq, e.Path, e.SHA256, e.Governance.Serial, some(chain.SignerIDs(e.Signers))}
}

func changesOf(e *edition.Edition) *changesJSON {
	if e.Changes == nil {
		return nil
	}
	c := e.Changes
	return &changesJSON{c.Before, c.Class.String(), c.Class.Step(), c.Reason}
}

// some is a list that is never null in JSON.
func some(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
