package layout

import (
	"slices"
	"strconv"

	"github.com/advancing-practice/credctl/internal/document"
)

// sections is the whole text, in the order of the format.
func (l *Layout) sections() []document.Section {
	s := l.s
	return slices.Concat(
		l.at("/title", "Title and summary", slices.Concat(document.Prose(s.Title), facts(list("Also known as", s.AlsoKnownAs)), document.Prose(s.Summary))),
		l.origin(),
		l.proposal(),
		l.at("/scope", "Scope", facts(list("Within", s.Scope.In), list("Outside", s.Scope.Out))),
		l.at("/target_group", "Whom it is for", facts(list("Professions", s.TargetGroup.Professions), list("Requirements", s.TargetGroup.Requirements))),
		l.at("/entry", "Entry requirements", each(s.Entry)),
		l.level(),
		l.units(),
		l.activities(),
		l.domains(),
		l.outcomes(),
		l.learning(),
		l.assessment(),
		l.upkeep(),
	)
}

// origin is who wrote the text, from what, and under what terms.
func (l *Layout) origin() []document.Section {
	s := l.s
	authors := document.Table{Caption: "Authors that the text names", Head: []string{"Name", "Id", "Organisation"}}
	for _, a := range s.Authors {
		authors.Rows = append(authors.Rows, document.Row{
			ID: l.anchor(a.At.Pointer()), Cells: [][]document.Block{document.Cell(a.Name), document.Cell(a.ID), document.Cell(a.Organisation)},
		})
	}
	var sources []document.Section
	for _, o := range s.Provenance.Sources {
		sources = append(sources, l.at(o.At.Pointer(), "Source: "+o.Title, or(facts(
			text("Publisher", o.Publisher), text("Date", o.Date), address("Address", o.URL), text("Licence", o.Licence), text("Relation", o.Relation)), nothingMore))...)
	}
	from := s.At.Get("provenance")
	return slices.Concat(
		l.table("/authors", "Authors", authors),
		l.at("/developer", "Developer", facts(text("Organisation", s.Developer.Organisation), list("Contributors", s.Developer.Contributors))),
		l.at("/provenance", "Where the content comes from", facts(
			yes("In the authors' own words", from.Get("own_words")), yes("Made up for an example", from.Get("illustrative")), list("Notes", s.Provenance.Notes)), sources...),
		l.at("/licence", "Licence", facts(text("Licence", s.Licence.ID), text("Holder", s.Licence.Holder))),
		l.at("/frameworks", "Frameworks it maps to", facts(words("Frameworks", s.Frameworks))),
	)
}

// proposal is what answers the gateway.
func (l *Layout) proposal() []document.Section {
	p := &l.s.Proposal
	var relations, alternatives []string
	for _, r := range p.Need.RelatesTo {
		relations = append(relations, r.Kind+": "+r.Description)
	}
	for _, a := range p.Intervention.Considered {
		alternatives = append(alternatives, a.Type+": "+a.WhyNot)
	}
	f := p.Feasibility
	parts := slices.Concat(
		l.at("/proposal/need", "Need", facts(text("Statement", p.Need.Statement), list("Relates to", relations),
			text("Scale", p.Need.Scale), list("Evidence", p.Need.Evidence))),
		l.at("/proposal/priority", "Priority", facts(text("Statement", p.Priority.Statement), list("Policies", p.Priority.Policies))),
		l.at("/proposal/intervention", "Type of workforce development", facts(
			text("Chosen", p.Intervention.Chosen), list("Considered instead, and why not", alternatives))),
		l.at("/proposal/feasibility", "Feasibility", facts(text("Development", f.Development), text("Delivery", f.Delivery),
			text("Existing provision", f.ExistingProvision), text("Return on investment", f.ReturnOnInvestment))),
		l.at("/proposal/multi_professional", "Several professions", facts(
			text("Statement", p.MultiProfessional.Statement), list("Professions", p.MultiProfessional.Professions))),
	)
	return l.at("/proposal", "Proposal", facts(yes("The answers are an example's", p.At.Get("illustrative"))), parts...)
}

// level is how high and how large the learning is.
func (l *Layout) level() []document.Section {
	s := l.s
	var value []document.Fact
	if s.Level.Value != 0 {
		value = text("Level", strconv.Itoa(s.Level.Value))
	}
	return slices.Concat(
		l.at("/level", "Academic level", facts(text("Framework of levels", s.Level.Framework), value)),
		l.at("/credits", "Size", facts(number("Credits", s.Credits), number("Notional hours", s.NotionalHours), text("Duration", s.Duration))),
	)
}
