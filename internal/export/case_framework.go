package export

import (
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
)

var (
	casePillar        = caseKind{"Pillar", "A group of items of a framework.", "1"}
	caseFrameworkItem = caseKind{"Framework item", "One thing that capabilities can be mapped to.", "2"}
)

// FrameworkFile is the name of the file with a framework's package. No specification
// has a file of that name: neither ids nor versions have an underscore in them.
func FrameworkFile(f *framework.Framework) string {
	return "framework_" + f.ID + "_" + f.Edition + ".case.json"
}

// FrameworkCASE is the CASE 1.1 package of a reference framework, as a register
// publishes it: the numbers of its items with short titles, never the framework's own
// wording. Its objects have the same identifiers in every register. At is when the list
// was last changed, as far as the register knows.
func FrameworkCASE(f *framework.Framework, r edition.Register, at time.Time) ([]byte, error) {
	b := newCaseBuilder(r, at.UTC().Format(time.RFC3339))
	id := FrameworkIdentifier(f, "")
	title := oneLine(f.Title) + " (" + f.Edition + ")"
	d := caseDocument{
		Identifier: id, URI: b.uri("CFDocuments", id), FrameworkType: "Reference framework", CaseVersion: "1.1",
		Creator: oneLine(r.Name), Title: title, LastChange: b.changed, Language: language, Version: f.Edition,
		Description: "What capabilities are mapped to, as " + f.Ref() + ": the numbers of the framework with short titles.",
		Notes:       frameworkNotes(f),
	}
	if d.Creator == "" {
		d.Creator = "not stated"
	}
	if f.Mark != framework.Local {
		d.Title += ": numbers and short titles"
		d.Description += " The titles are not the framework's wording, which its publisher alone can give, and this list is not made by its publisher."
	}
	b.out.Document = d
	root := b.node("CFDocuments", id, title)
	for _, p := range f.Pillars {
		pillar := b.add(caseItem{Identifier: PillarIdentifier(f, p.Number), HumanCodingScheme: p.Number, FullStatement: p.Title}, casePillar, root)
		for _, i := range p.Items {
			b.add(caseItem{Identifier: FrameworkIdentifier(f, i.Number), HumanCodingScheme: i.Number, FullStatement: i.Title}, caseFrameworkItem, pillar)
		}
	}
	return b.bytes()
}

// frameworkNotes is how well the list is founded.
func frameworkNotes(f *framework.Framework) string {
	list := []string{"Source: " + f.Source, "Mark: " + string(f.Mark)}
	if f.Note != "" {
		list = append(list, f.Note)
	}
	return strings.Join(list, "\n")
}
