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
	table := &document.Table{Caption: "Who was asked", Head: []string{"Person", "Organisation", "Counted as", "Overall answer", "Record"}}
	for _, r := range v.Reviewers {
		table.Rows = append(table.Rows, document.Row{Cells: reviewerCells(v.Governance, r)})
	}
	blocks := []document.Block{{Facts: facts}, {Table: table}}
	return document.Section{ID: "review", Title: "Review", Blocks: blocks}
}

func reviewerCells(g *record.Governance, r standing.ReviewerState) [][]document.Block {
	counted, overall, file := string(r.Counted), "no record was filed", document.Cell("none")
	if r.Filed {
		overall = string(r.Overall)
	}
	switch {
	case r.Released != "":
		counted = "not counted: released from the round, because " + r.Released
	case !r.Counts && r.Why != "":
		counted = "not counted: " + r.Why
	}
	if r.Record != nil {
		file = []document.Block{
			document.Para(document.Code(r.Record.Path)),
			document.Para(document.Words("SHA-256 "), document.Code(r.Record.SHA256)),
		}
		if key := r.Record.Key.Fingerprint(); key != "" {
			file = append(file, document.Para(document.Words("signed with "), document.Code(key)))
		}
	}
	return [][]document.Block{
		document.Cell(person(g, r.Person)), document.Cell(organisations(g, r.Person)), document.Cell(counted), document.Cell(overall), file,
	}
}

// answerSection says of each criterion who answered what.
func answerSection(v *edition.Evidence) document.Section {
	table := &document.Table{Caption: "What the reviewers answered", Head: []string{"Criterion", "Answered meets", "Answered otherwise", "No answer"}}
	for _, c := range v.Criteria {
		var other []string
		for _, s := range c.Other {
			said := fmt.Sprintf("%s: %s", person(v.Governance, s.Person), s.Outcome)
			if s.Note != "" {
				said += " (" + line(s.Note) + ")"
			}
			other = append(other, said)
		}
		table.Rows = append(table.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(c.ID + " of " + c.Pack), document.Cell(orNobody(people(v.Governance, c.Meets))),
			document.Cell(orNobody(strings.Join(other, "; "))), document.Cell(orNobody(people(v.Governance, c.Open))),
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
	table := &document.Table{Caption: "Entries of the register", Head: []string{"Entry", "Decision", "Signed by", "SHA-256 of the entry"}}
	for _, entry := range entries {
		var signed []document.Block
		for _, by := range entry.Signers {
			signed = append(signed, document.Para(document.Words(person(g, by.Person)+", with the key "), document.Code(by.Key.Fingerprint())))
		}
		table.Rows = append(table.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(fmt.Sprint(entry.Seq)), document.Cell(string(entry.Kind) + ", under governance version " + fmt.Sprint(entry.Governance.Serial)),
			signed, {document.Para(document.Code(entry.SHA256))},
		}})
	}
	s.Blocks = []document.Block{{Table: table}}
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
		document.Para(document.Words("In a clone of the repository: "), document.Code("credctl verify "+e.Tag+" --trust-root "+e.Register.Root)),
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
