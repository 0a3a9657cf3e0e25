package config

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// readFile reads the settings file (schema/settings.schema.json), strictly. A
// file that says nothing, comments aside, sets nothing.
func readFile(in Input) (layer, finding.List) {
	if in.Data == nil {
		return layer{}, nil
	}
	doc, found := yamldoc.Parse(in.File, in.Data, yamldoc.Options{})
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Code == yamldoc.CodeEmpty })
	if doc == nil || !doc.Root().Present() {
		return layer{}, found
	}
	l := layer{}
	var r decode.Reader
	r.Map(doc.Root(), fields(), func(name string, v yamldoc.Value) {
		s := find(func(s *Setting) bool { return s.Name == name })
		before := len(r.Found())
		value := s.decode(&r, v)
		if len(r.Found()) == before {
			l[name] = said{value: value, from: fmt.Sprintf("%s:%d", in.File, v.Pos().Line)}
		}
	})
	return l, append(found, r.Found()...)
}

func fields() decode.Fields {
	var f decode.Fields
	for i := range table {
		f = append(f, decode.Field{Name: table[i].Name})
	}
	return f
}

// decode reads the setting's value; a value that will not do is a finding.
func (s *Setting) decode(r *decode.Reader, v yamldoc.Value) any {
	switch {
	case s.list:
		return s.decodeList(r, v)
	case s.words != nil:
		return r.OneOf(v, s.words)
	case s.shape != nil:
		return r.Shaped(v, s.shape)
	}
	return r.Whole(v, s.whole[0], s.whole[1])
}

func (s *Setting) decodeList(r *decode.Reader, v yamldoc.Value) []string {
	values, met := []string{}, map[string]bool{}
	r.List(v, func(v yamldoc.Value) {
		value := r.Shaped(v, s.shape)
		if met[value] && value != "" {
			r.Report(v, decode.CodeRepeated, fmt.Sprintf("%s is %q, which stands further up already", decode.Name(v.Pointer()), value), "name it once")
		}
		met[value] = true
		values = append(values, value)
	})
	return values
}
