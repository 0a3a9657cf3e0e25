package report

import (
	"io"
	"slices"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// The JSON form of a status; schema/status.schema.json is its contract. Lists are
// never null.
type (
	jsonStatus struct {
		Format         int              `json:"format"`
		Tool           jsonTool         `json:"tool"`
		Note           string           `json:"note"`
		Ref            string           `json:"ref"`
		Commit         string           `json:"commit"`
		Today          string           `json:"today"`
		Governance     int              `json:"governance"`
		Register       int              `json:"register"`
		Broken         []jsonBroken     `json:"broken"`
		Warnings       []jsonWarning    `json:"warnings"`
		Pending        *jsonPending     `json:"pending"`
		Notices        []string         `json:"notices"`
		Specifications []jsonSpecStatus `json:"specifications"`
	}
	jsonBroken struct {
		Path    string `json:"path"`
		Reason  string `json:"reason"`
		Message string `json:"message"`
		Unclear bool   `json:"unclear"`
	}
	jsonWarning struct {
		Reason  string   `json:"reason"`
		Message string   `json:"message"`
		Owner   string   `json:"owner"`
		Command string   `json:"command"`
		People  []string `json:"people"`
	}
	jsonPending struct {
		Entry         int      `json:"entry"`
		Kind          string   `json:"kind"`
		Specification string   `json:"specification"`
		Version       string   `json:"version"`
		Missing       int      `json:"missing"`
		SignedBy      []string `json:"signed_by"`
	}
	jsonSpecStatus struct {
		ID       string `json:"id"`
		Path     string `json:"path"`
		Unread   string `json:"unread"`
		WorkTree string `json:"work_tree"`
		*jsonStanding
	}
	jsonStanding struct {
		Version    string          `json:"version"`
		Title      string          `json:"title"`
		SHA256     string          `json:"sha256"`
		Stage      string          `json:"stage"`
		State      string          `json:"state"`
		Meaning    string          `json:"meaning"`
		Next       string          `json:"next"`
		Policy     string          `json:"policy"`
		Blockers   []jsonBlocker   `json:"blockers"`
		Needs      []jsonNeed      `json:"needs"`
		Round      *jsonRound      `json:"round"`
		Reviewers  []jsonReviewer  `json:"reviewers"`
		Criteria   []jsonJudged    `json:"criteria"`
		Stale      []jsonStale     `json:"stale"`
		Acceptance *jsonAcceptance `json:"acceptance"`
		Published  []jsonRelease   `json:"published"`
		Pending    bool            `json:"pending"`
		Branches   []string        `json:"branches"`
	}
	jsonBlocker struct {
		Reason  string `json:"reason"`
		Message string `json:"message"`
		Owner   string `json:"owner"`
		Command string `json:"command"`
		Unclear bool   `json:"unclear"`
	}
	jsonNeed struct {
		Role     string   `json:"role"`
		Count    int      `json:"count"`
		Asked    []string `json:"asked"`
		Eligible []string `json:"eligible"`
	}
	jsonRound struct {
		Path      string   `json:"path"`
		Number    int      `json:"number"`
		Kind      string   `json:"kind"`
		Entry     int      `json:"entry"`
		Authors   []string `json:"authors"`
		RespondBy string   `json:"respond_by"`
		Overdue   bool     `json:"overdue"`
	}
	jsonReviewer struct {
		Person   string   `json:"person"`
		Name     string   `json:"name"`
		Roles    []string `json:"roles"`
		Filed    bool     `json:"filed"`
		Overall  string   `json:"overall"`
		Counts   bool     `json:"counts"`
		Counted  string   `json:"counted_as"`
		Carried  bool     `json:"carried"`
		Released bool     `json:"released"`
		Reason   string   `json:"reason"`
		Why      string   `json:"why"`
		Path     string   `json:"path"`
		SHA256   string   `json:"sha256"`
	}
	jsonJudged struct {
		Pack      string     `json:"pack"`
		ID        string     `json:"id"`
		Mandatory bool       `json:"mandatory"`
		Asked     int        `json:"asked"`
		Meets     []string   `json:"meets"`
		Open      []string   `json:"open"`
		Other     []jsonSaid `json:"other"`
	}
	jsonSaid struct {
		Person   string `json:"person"`
		Outcome  string `json:"outcome"`
		Note     string `json:"note"`
		Negative bool   `json:"negative"`
	}
	jsonStale struct {
		Person  string     `json:"person"`
		Version string     `json:"version"`
		SHA256  string     `json:"sha256"`
		Path    string     `json:"path"`
		Overall string     `json:"overall"`
		Known   bool       `json:"known"`
		Changed []jsonPart `json:"changed"`
		Bears   []string   `json:"bears_on"`
	}
	jsonPart struct {
		Name string `json:"name"`
		Key  string `json:"key"`
		Sub  string `json:"sub"`
		ID   string `json:"id"`
		How  string `json:"how"`
	}
	jsonAcceptance struct {
		Entry    int    `json:"entry"`
		Version  string `json:"version"`
		SHA256   string `json:"sha256"`
		Proposal string `json:"proposal"`
	}
	jsonRelease struct {
		Version    string `json:"version"`
		SHA256     string `json:"sha256"`
		Entry      int    `json:"entry"`
		Withdrawn  int    `json:"withdrawn"`
		Superseded bool   `json:"superseded"`
	}
)

func writeStatusJSON(w io.Writer, s *Status) error {
	doc := jsonStatus{
		Format: jsonFormat, Tool: jsonTool{"credctl", s.Version}, Note: uncoded(statusNote), Ref: s.Ref, Commit: s.Commit, Today: s.Today,
		Governance: s.Serial, Register: s.Entries, Broken: []jsonBroken{}, Warnings: []jsonWarning{}, Notices: list(s.Notices),
		Specifications: []jsonSpecStatus{},
	}
	for _, b := range s.Broken {
		doc.Broken = append(doc.Broken, jsonBroken(b))
	}
	for _, one := range s.Warnings {
		doc.Warnings = append(doc.Warnings, jsonWarning{string(one.Reason), one.Message, one.Owner, one.Command, list(one.People)})
	}
	if p := s.Pending; p != nil {
		doc.Pending = &jsonPending{p.Seq, p.Kind, p.Spec, p.Version, p.Missing, list(p.Signers)}
	}
	for i := range s.Specs {
		one := &s.Specs[i]
		doc.Specifications = append(doc.Specifications, jsonSpecStatus{one.ID, one.Path, one.Unread, one.WorkTree, s.jsonStanding(one)})
	}
	return encode(w, doc)
}

// jsonStanding is nil where nothing is known.
func (s *Status) jsonStanding(one *SpecStatus) *jsonStanding {
	if one.Unread != "" {
		return nil
	}
	out := &jsonStanding{
		Version: one.Version, Title: one.Title, SHA256: one.Text.SHA256, Stage: one.Stage, State: string(one.State),
		Meaning: stateWords[one.State], Next: one.Next, Policy: one.Policy, Pending: one.Pending != nil, Branches: list(one.Branches),
		Blockers: []jsonBlocker{}, Needs: []jsonNeed{}, Reviewers: []jsonReviewer{}, Criteria: []jsonJudged{}, Stale: []jsonStale{}, Published: []jsonRelease{},
	}
	for _, b := range one.Blockers {
		out.Blockers = append(out.Blockers, jsonBlocker{string(b.Reason), b.Message, b.Owner, b.Command, b.Unclear})
	}
	for _, n := range one.Needs {
		out.Needs = append(out.Needs, jsonNeed{string(n.Role), n.Count, list(n.Asked), list(n.Eligible)})
	}
	if r := one.Round; r != nil {
		out.Round = &jsonRound{r.Path, r.N, string(r.Kind), r.Opened, list(r.Authors), r.RespondBy, s.overdue(one)}
	}
	for i := range one.Reviewers {
		out.Reviewers = append(out.Reviewers, s.jsonReviewer(&one.Reviewers[i]))
	}
	for _, c := range one.Criteria {
		out.Criteria = append(out.Criteria, newJSONJudged(c))
	}
	for _, r := range one.Stale {
		out.Stale = append(out.Stale, newJSONStale(r))
	}
	if a := one.Accepted; a != nil {
		out.Acceptance = &jsonAcceptance{a.Seq, a.Text.Version, a.Text.SHA256, string(a.Proposal)}
	}
	for _, r := range one.Published {
		out.Published = append(out.Published, jsonRelease{r.Version, r.Text.SHA256, r.Seq, r.Withdrawn, r.Superseded})
	}
	return out
}

func (s *Status) jsonReviewer(r *standing.ReviewerState) jsonReviewer {
	out := jsonReviewer{
		Person: r.Person, Name: s.Names[r.Person], Roles: roleWords(r.Roles), Filed: r.Filed, Overall: string(r.Overall), Counts: r.Counts,
		Counted: string(r.Counted), Carried: r.Carried, Released: r.Released != "", Reason: string(r.Reason), Why: r.Why,
	}
	if r.Record != nil {
		out.Path, out.SHA256 = r.Record.Path, r.Record.SHA256
	}
	return out
}

func roleWords(roles []record.Role) []string {
	words := []string{}
	for _, r := range roles {
		words = append(words, string(r))
	}
	return words
}

func newJSONJudged(c standing.CriterionState) jsonJudged {
	out := jsonJudged{c.Pack, c.ID, c.Mandatory, c.Asked, list(c.Meets), list(c.Open), []jsonSaid{}}
	for _, said := range c.Other {
		out.Other = append(out.Other, jsonSaid{said.Person, string(said.Outcome), said.Note, said.Negative})
	}
	return out
}

func newJSONStale(r standing.StaleRecord) jsonStale {
	out := jsonStale{r.Person, r.Text.Version, r.Text.SHA256, r.Path, string(r.Overall), r.Known, []jsonPart{}, list(r.Bears)}
	for _, p := range r.Parts {
		out.Changed = append(out.Changed, jsonPart{p.Name(), p.Key, p.Sub, p.ID, string(p.How)})
	}
	return out
}

// overdue reports whether the day that a round named has passed, and somebody whom
// it asks has not answered.
func (s *Status) overdue(one *SpecStatus) bool {
	return one.Round != nil && one.Round.RespondBy != "" && one.Round.RespondBy < s.Today &&
		slices.ContainsFunc(one.Reviewers, func(r standing.ReviewerState) bool { return !r.Filed && r.Released == "" })
}
