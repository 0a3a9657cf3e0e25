package release

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// Evidence is the page that says who judged an edition, under which criteria, who
// decided and with which keys, and where all of that stands. Every line of it is from
// the records of the register; nothing in it is a judgement of its own.
func Evidence(e *edition.Edition) *document.Document {
	d := &document.Document{
		Title: fmt.Sprintf("%s %s: who judged it", e.Spec.Title, e.Version()), Lang: "en-GB",
		Banner: e.Banner(),
		Intro:  []document.Block{document.Said("This page is made from the signed records of " + registerName(e) + ". It says who answered what. What follows from the answers, people decided, and signed for it.")},
	}
	d.Sections = append(d.Sections, textSection(e))
	if v := e.Evidence; v != nil && v.Round != nil {
		d.Sections = append(d.Sections, reviewSection(v), answerSection(v))
	} else {
		d.Sections = append(d.Sections, document.Section{
			ID: "review", Title: "Review", Blocks: []document.Block{document.Said("Nobody was asked to judge this text.")},
		})
	}
	d.Sections = append(d.Sections, decisionSection(e), checkSection(e))
	return d
}

func registerName(e *edition.Edition) string {
	if e.Register.Name != "" {
		return e.Register.Name
	}
	return "this register"
}

func textSection(e *edition.Edition) document.Section {
	facts := []document.Fact{
		fact("Specification", document.Words(e.Spec.ID)),
		fact("Version", document.Words(e.Version())),
		fact("File", document.Code(e.Path)),
		fact("SHA-256 of the file", document.Code(e.SHA256)),
		fact("Commit", document.Code(e.Commit)),
	}
	if e.Tag != "" {
		facts = append(facts, fact("Tag", document.Code(e.Tag)))
	}
	if e.State != "" {
		facts = append(facts, fact("What the records make of it", document.Words(string(e.State))))
	}
	return document.Section{ID: "text", Title: "The text", Blocks: []document.Block{{Facts: facts}}}
}

func fact(name string, spans ...document.Span) document.Fact {
	return document.Fact{Name: name, Blocks: []document.Block{document.Para(spans...)}}
}

// reviewSection says who was asked, and what became of it.
func reviewSection(v *edition.Evidence) document.Section {
	facts := []document.Fact{
		fact("Round", document.Code(v.Round.Path)),
		fact("SHA-256 of the round", document.Code(v.Round.SHA256)),
		fact("Opened by entry", document.Words(fmt.Sprint(v.Round.Opened))),
		fact("Governance version", document.Words(fmt.Sprint(v.Round.GovernanceSerial))),
		fact("Authors", document.Words(people(v.Governance, v.Round.Authors))),
	}
	for _, p := range v.Round.Packs {
		facts = append(facts, fact("Criteria "+p.ID+" "+p.Version, document.Code(p.SHA256)))
	}
	section := document.Section{ID: "review", Title: "Review", Blocks: []document.Block{{Facts: facts}}}
	for _, r := range v.Reviewers {
		section.Parts = append(section.Parts, document.Section{
			ID: "reviewer-" + r.Person, Title: person(v.Governance, r.Person), Blocks: []document.Block{{Facts: reviewerFacts(v.Governance, r)}}, Unlisted: true,
		})
	}
	return section
}

// reviewerFacts say what became of one who was asked.
func reviewerFacts(g *record.Governance, r standing.ReviewerState) []document.Fact {
	counted, overall := string(r.Counted), "no record was filed"
	if r.Filed {
		overall = string(r.Overall)
	}
	switch {
	case r.Released != "":
		counted = "not counted: released from the round, because " + r.Released
	case !r.Counts && r.Why != "":
		counted = "not counted: " + r.Why
	}
	facts := []document.Fact{
		fact("Organisation", document.Words(organisations(g, r.Person))),
		fact("Counted as", document.Words(counted)),
		fact("Overall answer", document.Words(overall)),
	}
	if r.Record == nil {
		return facts
	}
	facts = append(facts, fact("Record", document.Code(r.Record.Path)), fact("SHA-256 of the record", document.Code(r.Record.SHA256)))
	if key := r.Record.Key.Fingerprint(); key != "" {
		facts = append(facts, fact("Signed with the key", document.Code(key)))
	}
	return facts
}

// answerSection says of each criterion who answered what.
func answerSection(v *edition.Evidence) document.Section {
	table := &document.Table{Caption: "What the reviewers answered", Head: []string{"Criterion", "Answered meets", "Others"}}
	for _, c := range v.Criteria {
		var other []string
		for _, s := range c.Other {
			said := fmt.Sprintf("%s: %s", person(v.Governance, s.Person), s.Outcome)
			if s.Note != "" {
				said += " (" + line(s.Note) + ")"
			}
			other = append(other, said)
		}
		for _, id := range c.Open {
			other = append(other, person(v.Governance, id)+": no answer")
		}
		table.Rows = append(table.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(strings.TrimSpace(c.ID+" "+c.Title) + " (" + c.Pack + ")"), document.Cell(orNobody(people(v.Governance, c.Meets))),
			document.Cell(orNobody(strings.Join(other, "; "))),
		}})
	}
	return document.Section{ID: "answers", Title: "Answers", Blocks: []document.Block{
		document.Said("Each reviewer answers each criterion once. The register never says that a criterion is met: it says who answered what."), {Table: table},
	}}
}

func orNobody(who string) string {
	if who == "" {
		return "nobody"
	}
	return who
}

// decisionSection says who endorsed and published it.
func decisionSection(e *edition.Edition) document.Section {
	s := document.Section{ID: "decisions", Title: "Decisions"}
	var g *record.Governance
	var entries []*chain.Entry
	if v := e.Evidence; v != nil {
		g = v.Governance
		for _, entry := range []*chain.Entry{v.Endorsed, v.Published} {
			if entry != nil {
				entries = append(entries, entry)
			}
		}
	}
	if len(entries) == 0 {
		s.Blocks = []document.Block{document.Said("The text is not endorsed, and not published.")}
		return s
	}
	for _, entry := range entries {
		facts := []document.Fact{
			fact("Governance version", document.Words(fmt.Sprint(entry.Governance.Serial))),
			fact("SHA-256 of the entry", document.Code(entry.SHA256)),
		}
		for _, by := range entry.Signers {
			facts = append(facts, document.Fact{Name: "Signed by", Blocks: []document.Block{
				document.Said(person(g, by.Person)), document.Para(document.Words("with the key "), document.Code(by.Key.Fingerprint())),
			}})
		}
		s.Parts = append(s.Parts, document.Section{
			ID: fmt.Sprintf("entry-%d", entry.Seq), Title: fmt.Sprintf("Entry %d of the register: %s", entry.Seq, entry.Kind),
			Blocks: []document.Block{{Facts: facts}}, Unlisted: true,
		})
	}
	return s
}

// checkSection says how anybody checks all of that.
func checkSection(e *edition.Edition) document.Section {
	s := document.Section{ID: "check", Title: "How to check it"}
	if e.Tag == "" {
		s.Blocks = []document.Block{document.Said("There is no tag of this text that it could be checked by.")}
		return s
	}
	s.Blocks = []document.Block{
		document.Para(document.Words("In a clone of the repository: "), document.Code("credctl verify "+e.Tag)),
		{Facts: []document.Fact{fact("Trust root", document.Code(e.Register.Root))}},
		document.Said("The trust root is the SHA-256 of the first version of governance. Compare it with one from another place: a page cannot vouch for itself."),
	}
	return s
}

// person names somebody as governance does.
func person(g *record.Governance, id string) string {
	if g != nil {
		if p, ok := g.Person(id); ok && p.Name != "" {
			return fmt.Sprintf("%s (%s)", p.Name, id)
		}
	}
	return id
}

func people(g *record.Governance, ids []string) string {
	var named []string
	for _, id := range ids {
		named = append(named, person(g, id))
	}
	return strings.Join(named, ", ")
}

func organisations(g *record.Governance, id string) string {
	if g != nil {
		if p, ok := g.Person(id); ok {
			return strings.Join(p.Organisations, ", ")
		}
	}
	return ""
}
