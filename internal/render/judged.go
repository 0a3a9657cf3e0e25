package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// judged is who judged what under which criteria, by the records, and what the
// register decided on it.
func (b *builder) judged() []document.Section {
	v := b.e.Evidence
	lead := document.Said("What the records of " + registerName(b.e) + " say of exactly this text. A program lists who answered what; it does not judge.")
	if v == nil {
		return []document.Section{{ID: "judged", Title: "Who judged this text", Blocks: []document.Block{
			document.Said("Nobody has been asked to judge this text, by what " + registerName(b.e) + " has on record."),
		}}}
	}
	return []document.Section{{ID: "judged", Title: "Who judged this text", Blocks: []document.Block{lead}, Parts: slices.Concat(
		b.decisions(), b.reviewers(), b.criteria(),
	)}}
}

// decisions are the round and the entries of the register.
func (b *builder) decisions() []document.Section {
	v := b.e.Evidence
	var facts []document.Fact
	add := func(name, text string) {
		if text != "" {
			facts = append(facts, document.Fact{Name: name, Blocks: document.Cell(text)})
		}
	}
	if r := v.Round; r != nil {
		add("Round", fmt.Sprintf("%s round %d on this text", r.Kind, r.N))
		add("Opened", entryWords(r.Opened))
		for _, p := range r.Packs {
			facts = append(facts, document.Fact{Name: "Criteria " + p.Ref(), Blocks: []document.Block{
				document.Para(document.Words("SHA-256 "), document.Code(p.SHA256)),
			}})
		}
		add("Under governance", fmt.Sprintf("version %d", r.GovernanceSerial))
		add("Authors whom independence is measured against", b.names(r.Authors))
		for _, out := range r.Released {
			add("Excused from the round", b.name(out.Reviewer)+": "+out.Reason)
		}
	}
	add("Endorsement", b.decision(v.Endorsed))
	add("Publication", b.decision(v.Published))
	if len(facts) == 0 {
		return nil
	}
	return []document.Section{{ID: "judged-decisions", Title: "Decisions of this register", Blocks: []document.Block{{Facts: facts}}}}
}

func entryWords(seq int) string {
	if seq == 0 {
		return "by no entry of the register"
	}
	return fmt.Sprintf("by entry %d of the register", seq)
}

// decision is an entry and who signed it.
func (b *builder) decision(e *chain.Entry) string {
	if e == nil {
		return "none on record"
	}
	return fmt.Sprintf("entry %d of the register, signed by %s", e.Seq, b.names(chain.SignerIDs(e.Signers)))
}

func (b *builder) reviewers() []document.Section {
	t := document.Table{Caption: "Reviewers of the last round", Head: []string{"Reviewer", "Role", "Organisation", "Answer on the whole", "Counted"}}
	for _, r := range b.e.Evidence.Reviewers {
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(b.name(r.Person)), document.Cell(rolesOf(&r)), document.Cell(b.organisations(r.Person)),
			document.Cell(overallWords(&r)), document.Cell(countedWords(&r)),
		}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []document.Section{{ID: "judged-reviewers", Title: "Reviewers", Blocks: []document.Block{{Table: &t}}}}
}

func rolesOf(r *standing.ReviewerState) string {
	if r.Counted != "" {
		return string(r.Counted)
	}
	var all []string
	for _, role := range r.Roles {
		all = append(all, string(role))
	}
	return strings.Join(all, ", ")
}

func overallWords(r *standing.ReviewerState) string {
	switch {
	case !r.Filed:
		return "none on record"
	case r.Record != nil && r.Record.Date != "":
		return string(r.Overall) + ", dated " + r.Record.Date
	}
	return string(r.Overall)
}

func countedWords(r *standing.ReviewerState) string {
	switch {
	case r.Counts:
		return "yes"
	case r.Released != "":
		return "no, excused: " + r.Released
	case r.Why != "":
		return "no: " + r.Why
	}
	return "no"
}

func (b *builder) criteria() []document.Section {
	t := document.Table{Caption: "Criteria of the round, and what the reviewers answered", Head: []string{"Criterion", "Mandatory", "Answers", "Other answers"}}
	for i := range b.e.Evidence.Criteria {
		c := &b.e.Evidence.Criteria[i]
		mandatory := "no"
		if c.Mandatory {
			mandatory = "yes"
		}
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(joined(" ", c.ID, c.Title) + " (" + c.Pack + ")"), document.Cell(mandatory), document.Cell(c.String()), b.otherAnswers(c),
		}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []document.Section{{ID: "judged-criteria", Title: "Criteria", Blocks: []document.Block{{Table: &t}}}}
}

func (b *builder) otherAnswers(c *standing.CriterionState) []document.Block {
	var items [][]document.Block
	for _, said := range c.Other {
		text := b.name(said.Person) + ": " + string(said.Outcome)
		if said.Note != "" {
			text += ". " + said.Note
		}
		items = append(items, document.Prose(text))
	}
	if len(items) == 0 {
		return document.Cell("none")
	}
	return []document.Block{document.Bullets(items...)}
}

// name is what governance calls a person.
func (b *builder) name(id string) string {
	if p, ok := b.person(id); ok && p.Name != "" {
		return p.Name + " (" + id + ")"
	}
	return id
}

func (b *builder) names(ids []string) string {
	var all []string
	for _, id := range ids {
		all = append(all, b.name(id))
	}
	return strings.Join(all, ", ")
}

func (b *builder) organisations(id string) string {
	if p, ok := b.person(id); ok && len(p.Organisations) > 0 {
		return strings.Join(p.Organisations, ", ")
	}
	return "not on record"
}

func (b *builder) person(id string) (record.Person, bool) {
	if b.e.Evidence == nil || b.e.Evidence.Governance == nil {
		return record.Person{}, false
	}
	return b.e.Evidence.Governance.Person(id)
}
