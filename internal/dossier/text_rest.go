package dossier

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
)

func (t *textPage) outcomes() []section {
	var rows []row
	for _, o := range t.s.Outcomes {
		rows = append(rows, row{ID: t.anchor(o.At.Pointer()), Cells: [][]block{
			{said(o.ID)}, prose(o.Text), orDash(holds(t.refs("Develops", o.Develops, spec.KindCapability, spec.KindDomain)))}})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.at("/outcomes", "Learning outcomes", []block{{Table: &table{
		Caption: "Intended learning outcomes", Head: []string{"Id", "Outcome", "About it"}, Rows: rows}}})
}

func (t *textPage) learning() []section {
	l := t.s.Learning
	return t.at("/learning", "Learning", holds(list("Content", l.Content), list("Methods", l.Methods),
		texts("Supervision", l.Supervision), wordsOf("Delivery", l.Delivery)))
}

func (t *textPage) assessment() []section {
	var parts []section
	for _, m := range t.s.Assessment.Methods {
		parts = append(parts, t.at(m.At.Pointer(), report.Printable("Method "+named(m.ID, m.Type)), orNothing(slices.Concat(prose(m.Description), holds(
			t.refs("Assesses", m.Assesses, spec.KindOutcome, spec.KindCapability, spec.KindDomain)))))...)
	}
	return t.at("/assessment", "Assessment", holds(texts("Strategy", t.s.Assessment.Strategy)), parts...)
}

// upkeep is what stands behind the document, and whatever else it says.
func (t *textPage) upkeep() []section {
	s := t.s
	return slices.Concat(
		t.coverage(),
		t.related(),
		t.involvement(),
		t.at("/equality", "Equality, diversity and inclusion", prose(s.Equality.Statement)),
		t.at("/review", "Next look at the text", holds(texts("Last reviewed", s.Review.LastReviewed), texts("Reviewed again in", s.Review.ReviewIn), texts("Who sees to it", s.Review.Owner))),
		t.references(),
		t.at("/acknowledgements", "Acknowledgements", prose(s.Acknowledged)),
		t.rest(),
		t.retired(),
	)
}

func (t *textPage) coverage() []section {
	var rows []row
	for _, n := range t.s.Coverage.NotCovered {
		rows = append(rows, row{ID: t.anchor(n.At.Pointer()), Cells: [][]block{
			{said(t.item(n.Item))}, prose(n.Reason), orDash(prose(n.CoveredBy))}})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.at("/coverage", "What it leaves to others", []block{{Table: &table{
		Caption: "Framework items that the text does not cover", Head: []string{"Item", "Reason", "Covered by"}, Rows: rows}}})
}

func (t *textPage) related() []section {
	var all []fact
	for _, r := range t.s.Related {
		all = append(all, texts(report.Printable(r.Specification), r.How)...)
	}
	return t.at("/related", "Other specifications", holds(all))
}

func (t *textPage) involvement() []section {
	var rows []row
	for _, i := range t.s.Involvement {
		rows = append(rows, row{Cells: [][]block{{said(i.Group)}, prose(i.How), orDash(prose(i.When))}})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.at("/involvement", "Who was involved", []block{{Table: &table{
		Caption: "Who was involved in the making", Head: []string{"Who", "How", "When"}, Rows: rows}}})
}

func (t *textPage) references() []section {
	var rows []row
	for _, r := range t.s.References {
		where := []block{said("none given")}
		if r.URL != "" {
			where = []block{para(outside(r.URL))}
		}
		rows = append(rows, row{ID: t.anchor(r.At.Pointer()), Cells: [][]block{{said(r.ID)}, prose(r.Citation), where}})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.at("/references", "References", []block{{Table: &table{
		Caption: "References", Head: []string{"Id", "Reference", "Address"}, Rows: rows}}})
}

// rest are the sections that the authors gave headings of their own.
func (t *textPage) rest() []section {
	var parts []section
	for _, s := range t.s.Sections {
		parts = append(parts, t.at(s.At.Pointer(), report.Printable(named(s.ID, s.Heading)), prose(s.Body))...)
	}
	return t.at("/sections", "Further sections", nil, parts...)
}

func (t *textPage) retired() []section {
	var rows []row
	for _, r := range t.s.Retired {
		rows = append(rows, row{ID: t.anchor(r.At.Pointer()), Cells: [][]block{
			{said(r.ID)}, {said(r.Since)}, orDash(holds(t.refs("Replaced by", r.ReplacedBy, spec.Kinds...)))}})
	}
	if len(rows) == 0 {
		return nil
	}
	return t.at("/retired", "Retired ids", []block{{Table: &table{
		Caption: "Ids that are never used again", Head: []string{"Id", "Since version", "Now"}, Rows: rows}}})
}
