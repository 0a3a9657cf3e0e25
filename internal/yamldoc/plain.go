package yamldoc

import (
	"encoding/json"
)

// Plain returns v as the plain values a JSON program would see: map[string]any,
// []any, string, bool, json.Number and nil. Dates are strings. An absent value
// is nil.
func (v Value) Plain() any {
	switch v.Kind() {
	case Map:
		m := make(map[string]any, v.Len())
		for e := range v.Entries() {
			m[e.Name] = e.Value.Plain()
		}
		return m
	case List:
		l := make([]any, 0, v.Len())
		for _, item := range v.Items() {
			l = append(l, item.Plain())
		}
		return l
	case Text:
		return v.Text()
	case Whole, Number:
		return json.Number(v.Text())
	case Bool:
		return v.Text() == "true" || v.Text() == "True" || v.Text() == "TRUE"
	}
	return nil
}
