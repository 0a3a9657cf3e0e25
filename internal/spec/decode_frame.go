package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// Whom the specification is for, how far it reaches, and in what parts it may be
// delivered.

func (r *reader) scope(v yamldoc.Value) (s Scope) {
	r.Map(v, scopeFields, func(key string, v yamldoc.Value) {
		switch key {
		case "in":
			s.In = r.Texts(v)
		case "out":
			s.Out = r.Texts(v)
		}
	})
	return s
}

func (r *reader) targetGroup(v yamldoc.Value) (t TargetGroup) {
	r.Map(v, targetGroupFields, func(key string, v yamldoc.Value) {
		switch key {
		case "professions":
			t.Professions = r.Texts(v)
		case "requirements":
			t.Requirements = r.Texts(v)
		}
	})
	return t
}

func (r *reader) level(v yamldoc.Value) (l Level) {
	r.Map(v, levelFields, func(key string, v yamldoc.Value) {
		switch key {
		case "framework":
			l.Framework = r.Text(v)
		case "value":
			l.Value = r.Whole(v, lowestLevel, topLevel)
		}
	})
	return l
}

func (r *reader) unit(v yamldoc.Value) (u Unit) {
	u.At = v
	r.Map(v, unitFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			u.ID = r.ID(v, &innerID)
		case "title":
			u.Title = r.Text(v)
		case "credits":
			u.Credits = r.PositiveUpTo(v, maxCredits)
		case "outcomes":
			u.Outcomes = r.refs(v)
		}
	})
	return u
}

func (r *reader) activity(v yamldoc.Value) (a Activity) {
	a.At = v
	r.Map(v, activityFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			a.ID = r.ID(v, &innerID)
		case "title":
			a.Title = r.Text(v)
		case "description":
			a.Description = r.Text(v)
		case "draws_on":
			a.DrawsOn = r.refs(v)
		}
	})
	return a
}
