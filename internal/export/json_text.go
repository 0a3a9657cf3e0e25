package export

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// specificationJSON is the whole file as JSON, with the keys of each group in the order
// of the format: what the file says is said by the file's own form, so that nothing
// can be left out on the way.
func specificationJSON(s *spec.Specification) (json.RawMessage, error) {
	w := &textWriter{order: map[string][]string{}}
	for _, group := range spec.Groups() {
		for _, at := range group.At {
			w.order[at] = group.Fields.Names()
		}
	}
	err := w.value("", s.At)
	return w.out.Bytes(), err
}

// textWriter writes values of a specification file as JSON.
type textWriter struct {
	out   bytes.Buffer
	order map[string][]string // the keys of the group at a place, such as "/domains/*"
}

func (w *textWriter) value(at string, v yamldoc.Value) error {
	switch v.Kind() {
	case yamldoc.Map:
		return w.group(at, v)
	case yamldoc.List:
		w.out.WriteByte('[')
		for i, item := range v.Items() {
			if i > 0 {
				w.out.WriteByte(',')
			}
			if err := w.value(at+"/*", item); err != nil {
				return err
			}
		}
		w.out.WriteByte(']')
		return nil
	}
	data, err := json.Marshal(v.Plain())
	w.out.Write(data)
	return err
}

func (w *textWriter) group(at string, v yamldoc.Value) error {
	entries := slices.Collect(v.Entries())
	rank := func(e yamldoc.Entry) int { return slices.Index(w.order[at], e.Name) }
	slices.SortStableFunc(entries, func(a, b yamldoc.Entry) int { return rank(a) - rank(b) })
	w.out.WriteByte('{')
	for i, e := range entries {
		if i > 0 {
			w.out.WriteByte(',')
		}
		name, err := json.Marshal(e.Name)
		if err != nil {
			return err
		}
		w.out.Write(name)
		w.out.WriteByte(':')
		if err := w.value(at+"/"+e.Name, e.Value); err != nil {
			return err
		}
	}
	w.out.WriteByte('}')
	return nil
}
