package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// What is to be learnt, how it is learnt and how it is assessed.

func (r *reader) outcome(v yamldoc.Value) (o Outcome) {
	o.At = v
	r.Map(v, outcomeFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			o.ID = r.ID(v, &innerID)
		case "text":
			o.Text = r.Text(v)
		case "develops":
			o.Develops = r.refs(v)
		}
	})
	return o
}

func (r *reader) learning(v yamldoc.Value) (l Learning) {
	r.Map(v, learningFields, func(key string, v yamldoc.Value) {
		switch key {
		case "content":
			l.Content = r.Texts(v)
		case "methods":
			l.Methods = r.Texts(v)
		case "supervision":
			l.Supervision = r.Text(v)
		case "delivery":
			l.Delivery = r.Words(v, deliveryWords)
		}
	})
	return l
}

func (r *reader) assessment(v yamldoc.Value) (a Assessment) {
	r.Map(v, assessmentFields, func(key string, v yamldoc.Value) {
		switch key {
		case "strategy":
			a.Strategy = r.Text(v)
		case "methods":
			a.Methods = list(r, v, (*reader).method)
		}
	})
	return a
}

func (r *reader) method(v yamldoc.Value) (m Method) {
	m.At = v
	r.Map(v, methodFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			m.ID = r.ID(v, &innerID)
		case "type":
			m.Type = r.Text(v)
		case "description":
			m.Description = r.Text(v)
		case "assesses":
			m.Assesses = r.refs(v)
		}
	})
	return m
}
