package dossier

import (
	"slices"
	"strconv"

	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
)

// sections is the whole text, in the order of the format.
func (t *textPage) sections() []section {
	s := t.s
	all := slices.Concat(
		t.at("/title", "Title and summary", slices.Concat(prose(s.Title), holds(list("Also known as", s.AlsoKnownAs)), prose(s.Summary))),
		t.origin(),
		t.proposal(),
		t.at("/scope", "Scope", holds(list("Within", s.Scope.In), list("Outside", s.Scope.Out))),
		t.at("/target_group", "Whom it is for", holds(list("Professions", s.TargetGroup.Professions), list("Requirements", s.TargetGroup.Requirements))),
		t.at("/entry", "Entry requirements", each(s.Entry)),
		t.level(),
		t.units(),
		t.activities(),
		t.domains(),
		t.outcomes(),
		t.learning(),
		t.assessment(),
		t.upkeep(),
	)
	for i := range all {
		all[i].Listed = true
	}
	t.headings = flattened(all)
	return all
}

// origin is who wrote the text, from what, and under what terms.
func (t *textPage) origin() []section {
	s := t.s
	var rows []row
	for _, a := range s.Authors {
		rows = append(rows, row{ID: t.anchor(a.At.Pointer()), Cells: [][]block{{said(a.Name)}, {said(a.ID)}, {said(a.Organisation)}}})
	}
	var authors []block
	if len(rows) > 0 {
		authors = []block{{Table: &table{Caption: "Authors that the text names", Head: []string{"Name", "Id", "Organisation"}, Rows: rows}}}
	}
	var sources []section
	for _, o := range s.Provenance.Sources {
		sources = append(sources, t.at(o.At.Pointer(), report.Printable("Source: "+o.Title), holds(
			texts("Publisher", o.Publisher), texts("Date", o.Date), address("Address", o.URL), texts("Licence", o.Licence), texts("Relation", o.Relation)))...)
	}
	from := s.At.Get("provenance")
	return slices.Concat(
		t.at("/authors", "Authors", authors),
		t.at("/developer", "Developer", holds(texts("Organisation", s.Developer.Organisation), list("Contributors", s.Developer.Contributors))),
		t.at("/provenance", "Where the content comes from", holds(
			yes("In the authors' own words", from.Get("own_words")), yes("Made up for an example", from.Get("illustrative")), list("Notes", s.Provenance.Notes)), sources...),
		t.at("/licence", "Licence", holds(texts("Licence", s.Licence.ID), texts("Holder", s.Licence.Holder))),
		t.at("/frameworks", "Frameworks it maps to", holds(wordsOf("Frameworks", s.Frameworks))),
	)
}

// address is a fact of a web address.
func address(name, url string) []fact {
	if url == "" {
		return nil
	}
	return []fact{{name, []block{para(outside(url))}}}
}

// proposal is what answers the gateway.
func (t *textPage) proposal() []section {
	p := &t.s.Proposal
	var relations, alternatives block
	for _, r := range p.Need.RelatesTo {
		relations.Items = append(relations.Items, prose(r.Kind+": "+r.Description))
	}
	for _, a := range p.Intervention.Considered {
		alternatives.Items = append(alternatives.Items, prose(a.Type+": "+a.WhyNot))
	}
	f := p.Feasibility
	parts := slices.Concat(
		t.at("/proposal/need", "Need", holds(texts("Statement", p.Need.Statement), blocksOf("Relates to", relations),
			texts("Scale", p.Need.Scale), list("Evidence", p.Need.Evidence))),
		t.at("/proposal/priority", "Priority", holds(texts("Statement", p.Priority.Statement), list("Policies", p.Priority.Policies))),
		t.at("/proposal/intervention", "Type of workforce development", holds(texts("Chosen", p.Intervention.Chosen), blocksOf("Considered instead, and why not", alternatives))),
		t.at("/proposal/feasibility", "Feasibility", holds(texts("Development", f.Development), texts("Delivery", f.Delivery),
			texts("Existing provision", f.ExistingProvision), texts("Return on investment", f.ReturnOnInvestment))),
		t.at("/proposal/multi_professional", "Several professions", holds(texts("Statement", p.MultiProfessional.Statement), list("Professions", p.MultiProfessional.Professions))),
	)
	return t.at("/proposal", "Proposal", holds(yes("The answers are an example's", p.At.Get("illustrative"))), parts...)
}

func blocksOf(name string, b block) []fact {
	if len(b.Items) == 0 {
		return nil
	}
	return []fact{{name, []block{b}}}
}

// level is how high and how large the learning is.
func (t *textPage) level() []section {
	s := t.s
	value := []fact(nil)
	if s.Level.Value != 0 {
		value = texts("Level", strconv.Itoa(s.Level.Value))
	}
	return slices.Concat(
		t.at("/level", "Academic level", holds(texts("Framework of levels", s.Level.Framework), value)),
		t.at("/credits", "Size", holds(number("Credits", s.Credits), number("Notional hours", s.NotionalHours), texts("Duration", s.Duration))),
	)
}

func (t *textPage) units() []section {
	var parts []section
	for _, u := range t.s.Units {
		parts = append(parts, t.at(u.At.Pointer(), report.Printable(named(u.ID, u.Title)), orNothing(holds(
			number("Credits", u.Credits), t.refs("Outcomes", u.Outcomes, spec.KindOutcome))))...)
	}
	return t.at("/units", "Units", nil, parts...)
}

func (t *textPage) activities() []section {
	var parts []section
	for _, a := range t.s.Activities {
		parts = append(parts, t.at(a.At.Pointer(), report.Printable(named(a.ID, a.Title)), orNothing(slices.Concat(prose(a.Description), holds(
			t.refs("Draws on", a.DrawsOn, spec.KindCapability, spec.KindDomain)))))...)
	}
	return t.at("/activities", "Professional activities", nil, parts...)
}

// orNothing says that a heading stands alone: it is shown all the same.
func orNothing(blocks []block) []block {
	if len(blocks) == 0 {
		return []block{said("The text says nothing more of it.")}
	}
	return blocks
}

func (t *textPage) domains() []section {
	var parts []section
	for i := range t.s.Domains {
		d := &t.s.Domains[i]
		name := "Domain " + named(d.ID, d.Title)
		var capabilities []section
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			own := "Capability " + named(c.ID, c.Title)
			capabilities = append(capabilities, t.at(c.At.Pointer(), report.Printable(own), orNothing(slices.Concat(
				prose(c.Statement), holds(t.maps(c.MapsTo), wordsOf("The authors say that it deals with", c.Features)), t.statements(own, c.Statements))))...)
		}
		section := t.at(d.At.Pointer(), report.Printable(name), orNothing(slices.Concat(
			prose(d.Summary), holds(t.maps(d.MapsTo), wordsOf("The authors say that it deals with", d.Features)), t.statements(name, d.Statements))), capabilities...)
		for k := range section {
			section[k].Listed = true
		}
		parts = append(parts, section...)
	}
	return t.at("/domains", "Domains and capabilities", nil, parts...)
}

func (t *textPage) statements(of string, all []spec.Statement) []block {
	var rows []row
	for _, s := range all {
		about := holds(texts("Kind", s.Kind), t.maps(s.MapsTo), wordsOf("The authors say that it deals with", s.Features))
		rows = append(rows, row{ID: t.anchor(s.At.Pointer()), Cells: [][]block{{said(s.ID)}, prose(s.Text), orDash(about)}})
	}
	if len(rows) == 0 {
		return nil
	}
	return []block{{Table: &table{Caption: report.Printable("Statements of " + of), Head: []string{"Id", "Statement", "About it"}, Rows: rows}}}
}

func orDash(blocks []block) []block {
	if len(blocks) == 0 {
		return []block{said("nothing more")}
	}
	return blocks
}
