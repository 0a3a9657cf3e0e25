package layout

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/spec"
)

// upkeep is what stands behind the document, and whatever else it says.
func (l *Layout) upkeep() []document.Section {
	s := l.s
	return slices.Concat(
		l.coverage(),
		l.related(),
		l.involvement(),
		l.at("/equality", "Equality, diversity and inclusion", document.Prose(s.Equality.Statement)),
		l.at("/review", "Next look at the text", facts(
			text("Last reviewed", s.Review.LastReviewed), text("Reviewed again in", s.Review.ReviewIn), text("Who sees to it", s.Review.Owner))),
		l.references(),
		l.at("/acknowledgements", "Acknowledgements", document.Prose(s.Acknowledged)),
		l.rest(),
		l.retired(),
	)
}

func (l *Layout) coverage() []document.Section {
	t := document.Table{Caption: "Framework items that the text does not cover", Head: []string{"Item", "Reason", "Covered by"}}
	for _, n := range l.s.Coverage.NotCovered {
		t.Rows = append(t.Rows, document.Row{ID: l.anchor(n.At.Pointer()), Cells: [][]document.Block{
			{document.Para(l.item(n.Item))}, document.Prose(n.Reason), or(document.Prose(n.CoveredBy), dash),
		}})
	}
	return l.table("/coverage", "What it leaves to others", t)
}

func (l *Layout) related() []document.Section {
	t := document.Table{Caption: "Other specifications that it leans on or hands over to", Head: []string{"Specification", "How"}}
	for _, r := range l.s.Related {
		name := document.Words(r.Specification)
		if l.o.Related != nil {
			name = l.o.Related(r.Specification)
		}
		t.Rows = append(t.Rows, document.Row{ID: l.anchor(r.At.Pointer()), Cells: [][]document.Block{
			{document.Para(name)}, or(document.Prose(r.How), dash),
		}})
	}
	return l.table("/related", "Other specifications", t)
}

func (l *Layout) involvement() []document.Section {
	t := document.Table{Caption: "Who was involved in the making", Head: []string{"Who", "How", "When"}}
	for _, i := range l.s.Involvement {
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(i.Group), or(document.Prose(i.How), dash), or(document.Prose(i.When), dash),
		}})
	}
	return l.table("/involvement", "Who was involved", t)
}

func (l *Layout) references() []document.Section {
	t := document.Table{Caption: "References", Head: []string{"Id", "Reference", "Address"}}
	for _, r := range l.s.References {
		where := document.Cell("none given")
		if r.URL != "" {
			where = []document.Block{document.Para(document.Outside(r.URL, r.URL))}
		}
		t.Rows = append(t.Rows, document.Row{ID: l.anchor(r.At.Pointer()), Cells: [][]document.Block{document.Cell(r.ID), document.Prose(r.Citation), where}})
	}
	return l.table("/references", "References", t)
}

// rest are the sections that the authors gave headings of their own.
func (l *Layout) rest() []document.Section {
	var parts []document.Section
	for _, s := range l.s.Sections {
		parts = append(parts, l.at(s.At.Pointer(), named(s.ID, s.Heading), or(document.Prose(s.Body), nothingMore))...)
	}
	return l.at("/sections", "Further sections", nil, parts...)
}

func (l *Layout) retired() []document.Section {
	t := document.Table{Caption: "Ids that are never used again", Head: []string{"Id", "Since version", "Now"}}
	for _, r := range l.s.Retired {
		t.Rows = append(t.Rows, document.Row{ID: l.anchor(r.At.Pointer()), Cells: [][]document.Block{
			document.Cell(r.ID), document.Cell(r.Since), or(facts(l.refs("Replaced by", r.ReplacedBy, spec.Kinds...)), dash),
		}})
	}
	return l.table("/retired", "Retired ids", t)
}
