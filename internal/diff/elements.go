package diff

import "github.com/advancing-practice/credctl/internal/spec"

// newText takes a specification apart. Every field of it is named here or in
// fileFields; TestEveryFieldIsCompared fails where one is forgotten.
func newText(s *spec.Specification) *text {
	t := &text{spec: s}
	file := &element{at: s.At, fields: fileFields(s)}
	t.elements = append(t.elements, file)
	for i := range s.Units {
		u := &s.Units[i]
		t.add(&element{
			kind: spec.KindUnit, id: u.ID, parent: file, at: u.At,
			fields: []field{prose("title", u.Title), amount("credits", u.Credits), refs("outcomes", u.Outcomes, spec.KindOutcome)},
		})
	}
	for i := range s.Activities {
		a := &s.Activities[i]
		t.add(&element{
			kind: spec.KindActivity, id: a.ID, parent: file, at: a.At,
			fields: []field{prose("title", a.Title), prose("description", a.Description), refs("draws_on", a.DrawsOn, spec.KindCapability, spec.KindDomain)},
		})
	}
	for i := range s.Domains {
		t.domain(file, &s.Domains[i])
	}
	for i := range s.Outcomes {
		o := &s.Outcomes[i]
		t.add(&element{
			kind: spec.KindOutcome, id: o.ID, parent: file, at: o.At,
			fields: []field{prose("text", o.Text), refs("develops", o.Develops, spec.KindCapability, spec.KindDomain)},
		})
	}
	for i := range s.Assessment.Methods {
		m := &s.Assessment.Methods[i]
		t.add(&element{
			kind: spec.KindMethod, id: m.ID, parent: file, at: m.At,
			fields: []field{
				prose("type", m.Type), prose("description", m.Description),
				refs("assesses", m.Assesses, spec.KindOutcome, spec.KindCapability, spec.KindDomain),
			},
		})
	}
	for i := range s.References {
		r := &s.References[i]
		t.add(&element{
			kind: spec.KindReference, id: r.ID, parent: file, at: r.At,
			fields: []field{prose("citation", r.Citation), value("url", r.URL)},
		})
	}
	for i := range s.Sections {
		p := &s.Sections[i]
		t.add(&element{
			kind: spec.KindSection, id: p.ID, parent: file, at: p.At,
			fields: []field{prose("heading", p.Heading), prose("body", p.Body)},
		})
	}
	return t
}

func (t *text) add(e *element) *element {
	t.elements = append(t.elements, e)
	e.parent.inside = append(e.parent.inside, e)
	return e
}

func (t *text) domain(file *element, d *spec.Domain) {
	e := t.add(&element{
		kind: spec.KindDomain, id: d.ID, parent: file, at: d.At,
		fields: []field{prose("title", d.Title), prose("summary", d.Summary), mappings(d.MapsTo), terms("features", d.Features)},
	})
	for i := range d.Capabilities {
		c := &d.Capabilities[i]
		in := t.add(&element{
			kind: spec.KindCapability, id: c.ID, parent: e, at: c.At,
			fields: []field{prose("title", c.Title), prose("statement", c.Statement), mappings(c.MapsTo), terms("features", c.Features)},
		})
		t.statements(in, c.Statements)
	}
	t.statements(e, d.Statements)
}

func (t *text) statements(in *element, list []spec.Statement) {
	for i := range list {
		s := &list[i]
		t.add(&element{
			kind: spec.KindStatement, id: s.ID, parent: in, at: s.At,
			fields: []field{prose("text", s.Text), value("kind", s.Kind), mappings(s.MapsTo), terms("features", s.Features)},
		})
	}
}

// fileFields are the fields of the file itself, in the order of the format. `version`
// and `stage` are not among them: they say where a text stands, not what it says.
func fileFields(s *spec.Specification) []field {
	p := &s.Proposal
	return []field{
		value("id", s.ID), prose("title", s.Title), texts("also_known_as", s.AlsoKnownAs), prose("summary", s.Summary),
		many("authors", s.Authors, func(a *spec.Author) item {
			return item{key: a.ID, parts: []part{{name: "id", value: a.ID}, {name: "name", value: a.Name}, {name: "organisation", value: a.Organisation}}}
		}),
		value("developer.organisation", s.Developer.Organisation), texts("developer.contributors", s.Developer.Contributors),
		many("provenance.sources", s.Provenance.Sources, source),
		answer("provenance.own_words", s.Provenance.OwnWords), answer("provenance.illustrative", s.Provenance.Illustrative),
		texts("provenance.notes", s.Provenance.Notes),
		value("licence.id", s.Licence.ID), value("licence.holder", s.Licence.Holder), terms("frameworks", s.Frameworks),

		answer("proposal.illustrative", p.Illustrative),
		prose("proposal.need.statement", p.Need.Statement),
		many("proposal.need.relates_to", p.Need.RelatesTo, func(r *spec.Relation) item {
			return item{parts: []part{{name: "kind", value: r.Kind}, {name: "description", value: r.Description, prose: true}}}
		}),
		prose("proposal.need.scale", p.Need.Scale), texts("proposal.need.evidence", p.Need.Evidence),
		prose("proposal.priority.statement", p.Priority.Statement), texts("proposal.priority.policies", p.Priority.Policies),
		value("proposal.intervention.chosen", p.Intervention.Chosen),
		many("proposal.intervention.considered", p.Intervention.Considered, func(a *spec.Alternative) item {
			return item{key: a.Type, parts: []part{{name: "type", value: a.Type}, {name: "why_not", value: a.WhyNot, prose: true}}}
		}),
		prose("proposal.feasibility.development", p.Feasibility.Development), prose("proposal.feasibility.delivery", p.Feasibility.Delivery),
		prose("proposal.feasibility.existing_provision", p.Feasibility.ExistingProvision),
		prose("proposal.feasibility.return_on_investment", p.Feasibility.ReturnOnInvestment),
		prose("proposal.multi_professional.statement", p.MultiProfessional.Statement),
		texts("proposal.multi_professional.professions", p.MultiProfessional.Professions),

		texts("scope.in", s.Scope.In), texts("scope.out", s.Scope.Out),
		texts("target_group.professions", s.TargetGroup.Professions), texts("target_group.requirements", s.TargetGroup.Requirements),
		texts("entry", s.Entry), value("level.framework", s.Level.Framework), amount("level.value", float64(s.Level.Value)),
		amount("credits", s.Credits), amount("notional_hours", s.NotionalHours), prose("duration", s.Duration),

		texts("learning.content", s.Learning.Content), texts("learning.methods", s.Learning.Methods),
		prose("learning.supervision", s.Learning.Supervision), terms("learning.delivery", s.Learning.Delivery),
		prose("assessment.strategy", s.Assessment.Strategy),
		many("coverage.not_covered", s.Coverage.NotCovered, func(n *spec.NotCovered) item {
			return item{key: n.Item, parts: []part{
				{name: "item", value: n.Item}, {name: "reason", value: n.Reason, prose: true}, {name: "covered_by", value: n.CoveredBy, prose: true},
			}}
		}),
		many("related", s.Related, func(r *spec.Related) item {
			return item{key: r.Specification, parts: []part{{name: "specification", value: r.Specification}, {name: "how", value: r.How, prose: true}}}
		}),
		many("involvement", s.Involvement, func(i *spec.Involvement) item {
			return item{parts: []part{{name: "group", value: i.Group}, {name: "how", value: i.How, prose: true}, {name: "when", value: i.When, prose: true}}}
		}),
		prose("equality.statement", s.Equality.Statement),
		value("review.last_reviewed", s.Review.LastReviewed), value("review.review_in", s.Review.ReviewIn), value("review.owner", s.Review.Owner),
		prose("acknowledgements", s.Acknowledged), many("retired", s.Retired, tombstone),
	}
}

func source(s *spec.Source) item {
	return item{key: s.Title, parts: []part{
		{name: "title", value: s.Title, prose: true}, {name: "publisher", value: s.Publisher}, {name: "date", value: s.Date},
		{name: "url", value: s.URL}, {name: "licence", value: s.Licence}, {name: "relation", value: s.Relation},
	}}
}

func tombstone(r *spec.Retired) item {
	by := ""
	for i, ref := range r.ReplacedBy {
		if i > 0 {
			by += ", "
		}
		by += ref.ID
	}
	return item{key: r.ID, parts: []part{{name: "id", value: r.ID}, {name: "since", value: r.Since}, {name: "replaced_by", value: by}}}
}
