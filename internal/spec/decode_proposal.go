package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// The part that answers the gateway.

func (r *reader) proposal(v yamldoc.Value) (p ProposalPart) {
	p.At = v
	r.Map(v, proposalFields, func(key string, v yamldoc.Value) {
		switch key {
		case "illustrative":
			p.Illustrative = r.Bool(v)
		case "need":
			p.Need = r.need(v)
		case "priority":
			p.Priority = r.priority(v)
		case "intervention":
			p.Intervention = r.intervention(v)
		case "feasibility":
			p.Feasibility = r.feasibility(v)
		case "multi_professional":
			p.MultiProfessional = r.multiProfessional(v)
		}
	})
	return p
}

func (r *reader) need(v yamldoc.Value) (n Need) {
	r.Map(v, needFields, func(key string, v yamldoc.Value) {
		switch key {
		case "statement":
			n.Statement = r.Text(v)
		case "relates_to":
			n.RelatesTo = list(r, v, (*reader).relation)
		case "scale":
			n.Scale = r.Text(v)
		case "evidence":
			n.Evidence = r.Texts(v)
		}
	})
	return n
}

func (r *reader) relation(v yamldoc.Value) (n Relation) {
	r.Map(v, relationFields, func(key string, v yamldoc.Value) {
		switch key {
		case "kind":
			n.Kind = r.OneOf(v, needWords)
		case "description":
			n.Description = r.Text(v)
		}
	})
	return n
}

func (r *reader) priority(v yamldoc.Value) (p Priority) {
	r.Map(v, priorityFields, func(key string, v yamldoc.Value) {
		switch key {
		case "statement":
			p.Statement = r.Text(v)
		case "policies":
			p.Policies = r.Texts(v)
		}
	})
	return p
}

func (r *reader) intervention(v yamldoc.Value) (i Intervention) {
	r.Map(v, interventionFields, func(key string, v yamldoc.Value) {
		switch key {
		case "chosen":
			i.Chosen = r.OneOf(v, interventionWords)
		case "considered":
			i.Considered = list(r, v, (*reader).alternative)
		}
	})
	return i
}

func (r *reader) alternative(v yamldoc.Value) (a Alternative) {
	r.Map(v, alternativeFields, func(key string, v yamldoc.Value) {
		switch key {
		case "type":
			a.Type = r.OneOf(v, interventionWords)
		case "why_not":
			a.WhyNot = r.Text(v)
		}
	})
	return a
}

func (r *reader) feasibility(v yamldoc.Value) (f Feasibility) {
	r.Map(v, feasibilityFields, func(key string, v yamldoc.Value) {
		switch key {
		case "development":
			f.Development = r.Text(v)
		case "delivery":
			f.Delivery = r.Text(v)
		case "existing_provision":
			f.ExistingProvision = r.Text(v)
		case "return_on_investment":
			f.ReturnOnInvestment = r.Text(v)
		}
	})
	return f
}

func (r *reader) multiProfessional(v yamldoc.Value) (m MultiProfessional) {
	r.Map(v, multiProfessionalFields, func(key string, v yamldoc.Value) {
		switch key {
		case "statement":
			m.Statement = r.Text(v)
		case "professions":
			m.Professions = r.Texts(v)
		}
	})
	return m
}
