package layout

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/spec"
)

func (l *Layout) units() []document.Section {
	var parts []document.Section
	for _, u := range l.s.Units {
		parts = append(parts, l.at(u.At.Pointer(), named(u.ID, u.Title), or(facts(
			number("Credits", u.Credits), l.refs("Outcomes", u.Outcomes, spec.KindOutcome)), nothingMore))...)
	}
	return l.at("/units", "Units", nil, parts...)
}

func (l *Layout) activities() []document.Section {
	var parts []document.Section
	for _, a := range l.s.Activities {
		parts = append(parts, l.at(a.At.Pointer(), named(a.ID, a.Title), or(slices.Concat(document.Prose(a.Description), facts(
			l.refs("Draws on", a.DrawsOn, spec.KindCapability, spec.KindDomain))), nothingMore))...)
	}
	return l.at("/activities", "Professional activities", nil, parts...)
}

func (l *Layout) domains() []document.Section {
	var parts []document.Section
	for i := range l.s.Domains {
		d := &l.s.Domains[i]
		name := "Domain " + named(d.ID, d.Title)
		var capabilities []document.Section
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			own := "Capability " + named(c.ID, c.Title)
			capabilities = append(capabilities, l.at(c.At.Pointer(), own, or(slices.Concat(
				document.Prose(c.Statement), facts(l.maps(c.MapsTo), features(c.Features)), l.statements(own, c.Statements)), nothingMore))...)
		}
		blocks := slices.Concat(document.Prose(d.Summary), facts(l.maps(d.MapsTo), features(d.Features)), l.statements(name, d.Statements))
		if len(capabilities) == 0 {
			blocks = or(blocks, nothingMore)
		}
		parts = append(parts, l.at(d.At.Pointer(), name, blocks, capabilities...)...)
	}
	for i := range parts {
		parts[i].Unlisted = false
	}
	return l.at("/domains", "Domains and capabilities", nil, parts...)
}

func (l *Layout) statements(of string, all []spec.Statement) []document.Block {
	t := document.Table{Caption: "Statements of " + of, Head: []string{"Id", "Statement", "About it"}}
	for _, s := range all {
		about := facts(text("Kind", s.Kind), l.maps(s.MapsTo), features(s.Features))
		t.Rows = append(t.Rows, document.Row{
			ID: l.anchor(s.At.Pointer()), Cells: [][]document.Block{document.Cell(s.ID), document.Prose(s.Text), or(about, dash)},
		})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []document.Block{{Table: &t}}
}

func (l *Layout) outcomes() []document.Section {
	t := document.Table{Caption: "Intended learning outcomes", Head: []string{"Id", "Outcome", "About it"}}
	for _, o := range l.s.Outcomes {
		t.Rows = append(t.Rows, document.Row{ID: l.anchor(o.At.Pointer()), Cells: [][]document.Block{
			document.Cell(o.ID), document.Prose(o.Text), or(facts(l.refs("Develops", o.Develops, spec.KindCapability, spec.KindDomain)), dash),
		}})
	}
	return l.table("/outcomes", "Learning outcomes", t)
}

func (l *Layout) learning() []document.Section {
	own := l.s.Learning
	return l.at("/learning", "Learning", facts(list("Content", own.Content), list("Methods", own.Methods),
		text("Supervision", own.Supervision), words("Delivery", own.Delivery)))
}

func (l *Layout) assessment() []document.Section {
	var parts []document.Section
	for _, m := range l.s.Assessment.Methods {
		parts = append(parts, l.at(m.At.Pointer(), "Method "+named(m.ID, m.Type), or(slices.Concat(document.Prose(m.Description), facts(
			l.refs("Assesses", m.Assesses, spec.KindOutcome, spec.KindCapability, spec.KindDomain))), nothingMore))...)
	}
	return l.at("/assessment", "Assessment", facts(text("Strategy", l.s.Assessment.Strategy)), parts...)
}
