package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// Domains, capabilities, statements and what they map to.

func (r *reader) domain(v yamldoc.Value) (d Domain) {
	d.At = v
	r.Map(v, domainFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			d.ID = r.ID(v, &innerID)
		case "title":
			d.Title = r.Text(v)
		case "summary":
			d.Summary = r.Text(v)
		case "maps_to":
			d.MapsTo = list(r, v, (*reader).mapping)
		case "features":
			d.Features = r.Words(v, featureWords)
		case "capabilities":
			d.Capabilities = list(r, v, (*reader).capability)
		case "statements":
			d.Statements = list(r, v, (*reader).statement)
		}
	})
	return d
}

func (r *reader) capability(v yamldoc.Value) (c Capability) {
	c.At = v
	r.Map(v, capabilityFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			c.ID = r.ID(v, &innerID)
		case "title":
			c.Title = r.Text(v)
		case "statement":
			c.Statement = r.Text(v)
		case "maps_to":
			c.MapsTo = list(r, v, (*reader).mapping)
		case "features":
			c.Features = r.Words(v, featureWords)
		case "statements":
			c.Statements = list(r, v, (*reader).statement)
		}
	})
	return c
}

func (r *reader) statement(v yamldoc.Value) (s Statement) {
	s.At = v
	r.Map(v, statementFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			s.ID = r.ID(v, &innerID)
		case "text":
			s.Text = r.Text(v)
		case "kind":
			s.Kind = r.OneOf(v, kindWords)
		case "maps_to":
			s.MapsTo = list(r, v, (*reader).mapping)
		case "features":
			s.Features = r.Words(v, featureWords)
		}
	})
	return s
}

func (r *reader) mapping(v yamldoc.Value) (m Mapping) {
	m.At = v.Get("item")
	r.Map(v, mappingFields, func(key string, v yamldoc.Value) {
		switch key {
		case "item":
			m.Item = r.Text(v)
		case "strength":
			m.Strength = r.OneOf(v, strengthWords)
		}
	})
	return m
}
