package render

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// unnamed is what a register without a name is called.
const unnamed = "Register of credential specifications"

func registerName(e *edition.Edition) string { return cmp.Or(e.Register.Name, unnamed) }

// speaksFor is on whose behalf the document speaks.
func speaksFor(e *edition.Edition) string {
	return "What is said here of endorsement and publication are decisions of this register (" + registerName(e) +
		"), by the records that it keeps. It is no statement of any other body."
}

// tagOf is the tag that the version is released by, or was put out for comment by; ""
// if there is none.
func tagOf(e *edition.Edition) string {
	if e.Tag == "" && e.IsPublished() {
		return record.TagName(e.Spec.ID, e.Version())
	}
	return e.Tag
}

// Standing is, in a line of small print that stands on every page, which version it
// is, what the records say of it, and where to check that.
func Standing(e *edition.Edition) string {
	line := e.Spec.ID + " " + e.Version() + ": " + stands(e) + ". Check it: " + whereToCheck(e)
	if e.Register.URL != "" {
		line += " or " + e.Register.URL
	}
	return line
}

// stands is what the records say of a version, in a few words.
func stands(e *edition.Edition) string {
	switch e.State {
	case standing.Published:
		return "published, in force"
	case standing.Superseded:
		return "superseded by version " + e.Newer
	case standing.Withdrawn:
		return "withdrawn, not to be relied on"
	case standing.Endorsed:
		return "endorsed, not published"
	case "":
		return "a file of which no record was looked at, not endorsed"
	}
	if e.Comment {
		return "put out for comment, not endorsed"
	}
	return "not endorsed (" + string(e.State) + ")"
}

func whereToCheck(e *edition.Edition) string {
	switch {
	case tagOf(e) != "":
		return "credctl verify " + tagOf(e)
	case e.State == "":
		return "credctl verify --file " + e.Path
	}
	return "credctl status " + e.Spec.ID
}

// warnings say in a sentence what the banner says in three words.
func warning(e *edition.Edition) string {
	switch {
	case e.State == standing.Published:
		return ""
	case e.State == standing.Superseded:
		return "This version was published, and version " + e.Newer + " has been published since. It stays readable for those who began with it."
	case e.State == standing.Withdrawn:
		return "This version was withdrawn and must not be relied on. The reason that was given: " + cmp.Or(e.Reason, "none")
	case e.State == standing.Endorsed:
		return "Staff of this register have entered an endorsement of exactly this text. It is not published, and may still not be."
	case e.Comment:
		return "This is a draft, put out so that people can comment on it. It is not endorsed and may change in every part."
	}
	return "This is a draft. It is not endorsed and may change in every part."
}

// intro stands before everything: what this is, in the words of the records.
func (b *builder) intro() []document.Block {
	e, s := b.e, b.e.Spec
	var blocks []document.Block
	if text := warning(e); text != "" {
		blocks = append(blocks, document.Block{Text: []document.Span{document.Words(text)}, Strong: true})
	}
	facts := []document.Fact{
		{Name: "Specification", Blocks: []document.Block{document.Para(document.Code(s.ID))}},
		{Name: "Version", Blocks: document.Cell(s.Version)},
		{Name: "Standing in this register", Blocks: document.Cell(stands(e))},
		{Name: "Stage that the text gives itself", Blocks: document.Cell(string(s.Stage))},
	}
	if s.Level.Value != 0 {
		facts = append(facts, document.Fact{Name: "Academic level", Blocks: document.Cell(strings.TrimSpace(s.Level.Framework + " " + strconv.Itoa(s.Level.Value)))})
	}
	if s.Licence.ID != "" {
		facts = append(facts, document.Fact{Name: "Licence", Blocks: []document.Block{document.Para(document.Within("licence", joined(", ", s.Licence.ID, s.Licence.Holder)))}})
	}
	if !e.Date.IsZero() {
		facts = append(facts, document.Fact{Name: "Read from the register as of", Blocks: document.Cell(e.Date.UTC().Format("2 January 2006"))})
	}
	facts = append(facts, document.Fact{Name: "Check it", Blocks: []document.Block{document.Para(document.Code(whereToCheck(e)), document.Words(" ("), document.Within("check", "how"), document.Words(")"))}})
	return append(blocks, document.Block{Facts: facts})
}

// joined puts what there is of some words together.
func joined(between string, all ...string) string {
	var some []string
	for _, s := range all {
		if s != "" {
			some = append(some, s)
		}
	}
	return strings.Join(some, between)
}

// check is how a reader finds out whether this copy is what it says.
func (b *builder) check() []document.Section {
	e := b.e
	blocks := []document.Block{document.Said("A copy of a document proves nothing. What this version is, and whether it still stands, is told by the records of " +
		registerName(e) + ", which anybody can check in a clone of its repository:"), {Lines: whereToCheck(e)}}
	facts := []document.Fact{}
	add := func(name string, spans ...document.Span) {
		facts = append(facts, document.Fact{Name: name, Blocks: []document.Block{document.Para(spans...)}})
	}
	if e.Register.URL != "" {
		add("Catalogue of the register", document.Outside(e.Register.URL, e.Register.URL))
	}
	if tag := tagOf(e); tag != "" {
		add("Tag", document.Code(tag))
	}
	add("File", document.Code(e.Path))
	add("SHA-256 of the file", document.Code(e.SHA256))
	if e.Commit != "" {
		add("Commit", document.Code(e.Commit))
	}
	if e.Register.Root != "" {
		add("Trust root of the register", document.Code(e.Register.Root))
	}
	return []document.Section{{ID: "check", Title: "Where to check this document", Blocks: append(blocks, document.Block{Facts: facts})}}
}

// changes is what changed since the release before.
func (b *builder) changes() []document.Section {
	e := b.e
	if e.Changes == nil {
		return nil
	}
	t := document.Table{Caption: "Changes since version " + e.Previous, Head: []string{"What", "Change", "Class", "Why it is of that class"}}
	for i := range e.Changes.Changes {
		c := &e.Changes.Changes[i]
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(c.Name), document.Cell(string(c.What)), document.Cell(c.Class.String()), document.Cell(c.Reason),
		}})
	}
	blocks := []document.Block{document.Said(fmt.Sprintf("From version %s to version %s the text changed as a %s: %s.", e.Changes.Before, e.Changes.After, e.Changes.Class, e.Changes.Reason))}
	if len(t.Rows) > 0 {
		blocks = append(blocks, document.Block{Table: &t})
	}
	return []document.Section{{ID: "changes", Title: "What changed since version " + e.Previous, Blocks: blocks}}
}
