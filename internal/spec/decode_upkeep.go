package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// What is left to others, who was involved, when it is looked at again, and
// whatever else the document says.

func (r *reader) coverage(v yamldoc.Value) (c Coverage) {
	r.Map(v, coverageFields, func(_ string, v yamldoc.Value) {
		c.NotCovered = list(r, v, (*reader).notCovered)
	})
	return c
}

func (r *reader) notCovered(v yamldoc.Value) (n NotCovered) {
	n.At = v
	r.Map(v, notCoveredFields, func(key string, v yamldoc.Value) {
		switch key {
		case "item":
			n.Item = r.Text(v)
		case "reason":
			n.Reason = r.Text(v)
		case "covered_by":
			n.CoveredBy = r.Text(v)
		}
	})
	return n
}

// related reads which other specification is meant. Whether there is one of that
// id is not asked here.
func (r *reader) related(v yamldoc.Value) (o Related) {
	o.At = v
	r.Map(v, relatedFields, func(key string, v yamldoc.Value) {
		switch key {
		case "specification":
			o.Specification = r.Shaped(v, &slug)
		case "how":
			o.How = r.Text(v)
		}
	})
	return o
}

func (r *reader) involvement(v yamldoc.Value) (i Involvement) {
	r.Map(v, involvementFields, func(key string, v yamldoc.Value) {
		switch key {
		case "group":
			i.Group = r.OneOf(v, groupWords)
		case "how":
			i.How = r.Text(v)
		case "when":
			i.When = r.Text(v)
		}
	})
	return i
}

func (r *reader) equality(v yamldoc.Value) (e Equality) {
	r.Map(v, equalityFields, func(_ string, v yamldoc.Value) { e.Statement = r.Text(v) })
	return e
}

func (r *reader) review(v yamldoc.Value) (w Review) {
	r.Map(v, reviewFields, func(key string, v yamldoc.Value) {
		switch key {
		case "last_reviewed":
			w.LastReviewed = r.Shaped(v, &day)
		case "review_in":
			w.ReviewIn = r.Text(v)
		case "owner":
			w.Owner = r.Text(v)
		}
	})
	return w
}

func (r *reader) citation(v yamldoc.Value) (c Citation) {
	c.At = v
	r.Map(v, citationFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			c.ID = r.ID(v, &innerID)
		case "citation":
			c.Citation = r.Text(v)
		case "url":
			c.URL = r.Shaped(v, &webAddress)
		}
	})
	return c
}

func (r *reader) section(v yamldoc.Value) (s Section) {
	s.At = v
	r.Map(v, sectionFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			s.ID = r.ID(v, &innerID)
		case "heading":
			s.Heading = r.Text(v)
		case "body":
			s.Body = r.Text(v)
		}
	})
	return s
}

func (r *reader) retired(v yamldoc.Value) (t Retired) {
	t.At = v
	r.Map(v, retiredFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			t.ID = r.ID(v, &innerID)
		case "since":
			t.Since = r.Shaped(v, &version)
		case "replaced_by":
			t.ReplacedBy = r.refs(v)
		}
	})
	return t
}
