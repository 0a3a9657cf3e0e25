package export

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// ErrUndated is that a format wants to know when a text was last changed, which nobody
// can say of a file that is in no commit.
var ErrUndated = errors.New("it has to say when the text was last changed, and the text is in no commit")

// The kinds of items of a specification. Their codes say how far down they stand.
var (
	caseDomain     = caseKind{"Domain", "A group of capabilities, or of statements.", "1"}
	caseCapability = caseKind{"Capability", "What the specification sets out to develop.", "2"}
	caseStatement  = caseKind{"Statement", "A line of what a practitioner knows, does or is.", "3"}
	caseKnowledge  = caseKind{"Knowledge", "A statement of what a practitioner knows.", "3"}
	caseSkill      = caseKind{"Skill", "A statement of what a practitioner does.", "3"}
	caseBehaviour  = caseKind{"Behaviour", "A statement of how a practitioner is and acts.", "3"}
	caseOutcome    = caseKind{"Learning outcome", "What somebody can do who has completed what was specified.", "1"}
	caseActivity   = caseKind{"Professional activity", "A professional activity that a practitioner can be entrusted with.", "1"}
)

// writeCASE makes the package of the specification, and one of each framework that it
// names: what associations point at.
func writeCASE(e *edition.Edition) ([]File, error) {
	if e.Date.IsZero() {
		return nil, ErrUndated
	}
	data, err := CASE(e)
	if err != nil {
		return nil, err
	}
	files := []File{{Name: fileName(e, ".case.json"), Data: data}}
	for _, f := range e.Frameworks {
		data, err := FrameworkCASE(f, e.Register, e.Date)
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: FrameworkFile(f), Data: data})
	}
	return files, nil
}

// CASE is the CASE 1.1 package of a specification: domains, capabilities, statements,
// outcomes and professional activities as items; what belongs to what, what an outcome
// develops, what is mapped to which item of a framework, and what was replaced by what
// as associations. The edition must have a date.
func CASE(e *edition.Edition) ([]byte, error) {
	if e.Date.IsZero() {
		return nil, ErrUndated
	}
	w := &caseWriter{
		caseBuilder: newCaseBuilder(e.Register, moment(e)), e: e,
		known: framework.NewRegistry(e.Frameworks...), relations: newRelations(e.Spec), nodes: map[element]caseNode{},
	}
	w.document()
	w.domains()
	w.outcomes()
	w.activities()
	w.retired()
	w.mappings()
	w.related()
	return w.bytes()
}

type caseWriter struct {
	*caseBuilder
	e         *edition.Edition
	known     *framework.Registry
	relations *relations
	root      caseNode
	nodes     map[element]caseNode
}

func (w *caseWriter) document() {
	e := w.e
	id := Identifier(e.Register, e.Spec.ID, "", "")
	w.root = w.node("CFDocuments", id, headline(e))
	w.license = w.licence()
	if l := e.Spec.Level; l.Value > 0 {
		w.level = []string{strconv.Itoa(l.Value)}
	}
	d := caseDocument{
		Identifier: id, URI: w.uri("CFDocuments", id), FrameworkType: "Credential specification", CaseVersion: "1.1",
		Creator: oneLine(e.Spec.Developer.Organisation), Title: oneLine(headline(e)), LastChange: w.changed,
		Description: e.Spec.Summary, Language: language, Version: e.Version(), AdoptionStatus: adoption(e.State),
		License: w.license, Notes: strings.Join(notice(e), "\n"), Extensions: caseExtensions(e),
	}
	if d.Creator == "" {
		d.Creator = oneLine(creator(e))
	}
	if e.Register.URL != "" {
		d.OfficialSourceURL = e.Register.URL + "/"
	}
	if e.IsPublished() {
		d.Publisher = oneLine(e.Register.Name)
	}
	if e.State == standing.Published && e.Tag != "" { // the commit is the one that was released
		d.StatusStartDate = e.Date.UTC().Format(time.DateOnly)
	}
	w.out.Document = d
}

// creator is who wrote the specification, where it does not say for which organisation.
func creator(e *edition.Edition) string {
	var names []string
	for _, a := range e.Spec.Authors {
		names = append(names, a.Name)
	}
	if len(names) == 0 {
		return "not stated"
	}
	return strings.Join(names, ", ")
}

// adoption is the standing in the words that CASE recommends.
func adoption(s standing.State) string {
	switch s {
	case standing.Endorsed:
		return "Pending Implementation"
	case standing.Published:
		return "Implemented"
	case standing.Superseded, standing.Withdrawn:
		return "Retired"
	}
	return "Draft"
}

// caseExtensions is what CASE has no member for.
func caseExtensions(e *edition.Edition) any {
	type level struct {
		Framework string `json:"framework"`
		Value     int    `json:"value"`
	}
	ours := struct {
		Specification string       `json:"specification"`
		Standing      standingJSON `json:"standing"`
		TrustRoot     string       `json:"trust_root"`
		SHA256        string       `json:"sha256"`
		Level         *level       `json:"level,omitempty"`
		Credits       float64      `json:"credits,omitempty"`
		NotionalHours float64      `json:"notional_hours,omitempty"`
		Duration      string       `json:"duration,omitempty"`
	}{
		Specification: e.Spec.ID, Standing: standingOf(e), TrustRoot: e.Register.Root, SHA256: e.SHA256,
		Credits: e.Spec.Credits, NotionalHours: e.Spec.NotionalHours, Duration: e.Spec.Duration,
	}
	if l := e.Spec.Level; l.Value > 0 {
		ours.Level = &level{l.Framework, l.Value}
	}
	return map[string]any{"credctl": ours}
}

// licence defines the licence and returns the link to it; nil where none is stated.
func (w *caseWriter) licence() *caseLink {
	l := w.e.Spec.Licence
	if l.ID == "" {
		return nil
	}
	id := identified("licence", w.e.Register.Root, w.e.Spec.ID, l.ID)
	link := &caseLink{oneLine(l.ID), id, w.uri("CFLicenses", id)}
	text := licenceWords(l) + "."
	if at := licenceAddress(l.ID); at != "" {
		text += " " + at
	}
	w.out.Definitions.Licenses = []caseLicense{{id, link.URI, link.Title, text, w.changed}}
	return link
}

// place puts an element of the specification below another.
func (w *caseWriter) place(kind spec.Kind, id string, item caseItem, as caseKind, parent caseNode) caseNode {
	item.Identifier, item.HumanCodingScheme = Identifier(w.e.Register, w.e.Spec.ID, kind, id), id
	item.AbbreviatedStatement = oneLine(item.AbbreviatedStatement)
	node := w.add(item, as, parent)
	w.nodes[element{kind, id}] = node
	return node
}

func (w *caseWriter) domains() {
	for i := range w.e.Spec.Domains {
		d := &w.e.Spec.Domains[i]
		item := caseItem{FullStatement: d.Title, Notes: d.Summary, ConceptKeywords: d.Features}
		domain := w.place(spec.KindDomain, d.ID, item, caseDomain, w.root)
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			item := caseItem{FullStatement: c.Statement, AbbreviatedStatement: c.Title, ConceptKeywords: c.Features}
			if c.Statement == "" {
				item.FullStatement = c.Title
			}
			w.statements(c.Statements, w.place(spec.KindCapability, c.ID, item, caseCapability, domain))
		}
		w.statements(d.Statements, domain)
	}
}

func (w *caseWriter) statements(list []spec.Statement, parent caseNode) {
	for i := range list {
		s := &list[i]
		w.place(spec.KindStatement, s.ID, caseItem{FullStatement: s.Text, ConceptKeywords: s.Features}, statementKind(s.Kind), parent)
	}
}

func statementKind(word string) caseKind {
	switch word {
	case "knowledge":
		return caseKnowledge
	case "skill":
		return caseSkill
	case "behaviour":
		return caseBehaviour
	}
	return caseStatement
}

// outcomes stand below the document, since one may develop several capabilities.
func (w *caseWriter) outcomes() {
	for i := range w.e.Spec.Outcomes {
		o := &w.e.Spec.Outcomes[i]
		node := w.place(spec.KindOutcome, o.ID, caseItem{FullStatement: o.Text}, caseOutcome, w.root)
		w.relate(node, o.Develops, "develops")
	}
}

func (w *caseWriter) activities() {
	for i := range w.e.Spec.Activities {
		a := &w.e.Spec.Activities[i]
		item := caseItem{FullStatement: a.Description, AbbreviatedStatement: a.Title}
		if a.Description == "" {
			item.FullStatement = a.Title
		}
		w.relate(w.place(spec.KindActivity, a.ID, item, caseActivity, w.root), a.DrawsOn, "draws on")
	}
}

// relate adds an association to each capability, or domain that has none, that is
// referred to.
func (w *caseWriter) relate(from caseNode, refs []spec.Ref, verb string) {
	for _, to := range w.relations.meant(refs, spec.KindCapability, spec.KindDomain) {
		w.associate(caseAssociation{Type: "isRelatedTo", Origin: from, Destination: w.nodes[to], Notes: verb})
	}
}

// mappings are what the authors map to items of frameworks. That something serves an
// item is a weak claim, whatever its strength: never that it matches, or is a part.
func (w *caseWriter) mappings() {
	var unknown []string
	for _, m := range w.e.Spec.Mappings() {
		from, ok := w.nodes[element{m.From.Kind, m.From.ID}]
		found := w.known.Resolve(m.Mapping.Item, nil)
		if !ok || found.Problem != framework.Resolved {
			unknown = append(unknown, m.Mapping.Item)
			continue
		}
		a := caseAssociation{
			Type: "isRelatedTo", Origin: from, Notes: "maps to " + m.Mapping.Item,
			Destination: w.node("CFItems", FrameworkIdentifier(found.Framework, found.Item.Number), m.Mapping.Item+" "+found.Item.Title),
		}
		if m.Mapping.Strength != "" {
			a.Extensions = map[string]string{"strength": m.Mapping.Strength}
		}
		w.associate(a)
	}
	if len(unknown) > 0 {
		w.out.Document.Notes += fmt.Sprintf("\nLeft out, since their frameworks are not known: mappings to %s.", strings.Join(unknown, ", "))
	}
}

// related are other specifications of the register that this one leans on.
func (w *caseWriter) related() {
	for _, r := range w.e.Spec.Related {
		to := w.node("CFDocuments", Identifier(w.e.Register, r.Specification, "", ""), r.Specification)
		w.associate(caseAssociation{Type: "isRelatedTo", Origin: w.root, Destination: to, Notes: r.How})
	}
}
