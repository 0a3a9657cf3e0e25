package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// Who wrote the specification, from what, and under what terms.

func (r *reader) author(v yamldoc.Value) (a Author) {
	a.At = v
	r.Map(v, authorFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			a.ID = r.ID(v, &slug)
		case "name":
			a.Name = r.Text(v)
		case "organisation":
			a.Organisation = r.Text(v)
		}
	})
	return a
}

func (r *reader) developer(v yamldoc.Value) (d Developer) {
	r.Map(v, developerFields, func(key string, v yamldoc.Value) {
		switch key {
		case "organisation":
			d.Organisation = r.Text(v)
		case "contributors":
			d.Contributors = r.Texts(v)
		}
	})
	return d
}

func (r *reader) provenance(v yamldoc.Value) (p Provenance) {
	r.Map(v, provenanceFields, func(key string, v yamldoc.Value) {
		switch key {
		case "sources":
			p.Sources = list(r, v, (*reader).source)
		case "own_words":
			p.OwnWords = r.Bool(v)
		case "illustrative":
			p.Illustrative = r.Bool(v)
		case "notes":
			p.Notes = r.Texts(v)
		}
	})
	return p
}

func (r *reader) source(v yamldoc.Value) (s Source) {
	s.At = v
	r.Map(v, sourceFields, func(key string, v yamldoc.Value) {
		switch key {
		case "title":
			s.Title = r.Text(v)
		case "publisher":
			s.Publisher = r.Text(v)
		case "date":
			s.Date = r.Shaped(v, &date)
		case "url":
			s.URL = r.Shaped(v, &webAddress)
		case "licence":
			s.Licence = r.Text(v)
		case "relation":
			s.Relation = r.OneOf(v, relationWords)
		}
	})
	return s
}

func (r *reader) licence(v yamldoc.Value) (l Licence) {
	r.Map(v, licenceFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			l.ID = r.Text(v)
		case "holder":
			l.Holder = r.Text(v)
		}
	})
	return l
}
