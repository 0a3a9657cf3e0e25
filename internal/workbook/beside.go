package workbook

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// beside is what stands beside the elements of an edition, by their names.
type beside struct {
	frameworks *framework.Registry
	declared   []string
	linked     map[string][]string
	methods    map[string][]string // that assess it by itself
	developing map[string][]string // the outcomes that develop it
}

func newBeside(e *edition.Edition) *beside {
	b := &beside{
		frameworks: framework.NewRegistry(e.Frameworks...), declared: e.Spec.Frameworks,
		linked: map[string][]string{}, methods: map[string][]string{}, developing: map[string][]string{},
	}
	types := map[string]string{}
	for _, m := range e.Spec.Assessment.Methods {
		types[m.ID] = m.Type
	}
	for _, l := range e.Spec.Links() {
		for _, to := range meant(e.Spec, l) {
			from := Named(l.From.Kind, l.From.ID)
			switch l.From.Kind {
			case spec.KindOutcome:
				b.linked[from] = append(b.linked[from], to)
				b.linked[to] = append(b.linked[to], from)
				b.developing[to] = append(b.developing[to], from)
			case spec.KindMethod:
				b.methods[to] = append(b.methods[to], titled(l.From.ID, types[l.From.ID]))
			}
		}
	}
	return b
}

// meant are the elements that a reference means.
func meant(s *spec.Specification, l spec.Link) []string {
	var names []string
	for _, kind := range l.To {
		if slices.ContainsFunc(s.Elements(kind), func(e spec.Element) bool { return e.ID == l.Ref.ID }) {
			names = append(names, Named(kind, l.Ref.ID))
		}
	}
	return names
}

// row makes a row of an element; in is what a statement is part of.
func (b *beside) row(kind spec.Kind, id, part, text string, maps []spec.Mapping, in string) Row {
	name := Named(kind, id)
	r := Row{Element: spec.Element{Kind: kind, ID: id}, PartOf: part, Text: strings.TrimSpace(text), Linked: b.linked[name]}
	for _, m := range maps {
		r.Items = append(r.Items, b.item(m))
	}
	r.Assessed = b.assessed(name, "")
	if in != "" {
		r.Assessed = append(r.Assessed, b.assessed(in, in)...)
	}
	return r
}

// item is a mapping in words: the item, our own short title of it, how strong it is.
func (b *beside) item(m spec.Mapping) string {
	text := m.Item
	if r := b.frameworks.Resolve(m.Item, b.declared); r.Problem == framework.Resolved {
		text += " " + r.Item.Title
	}
	if m.Strength != "" {
		text += " (" + m.Strength + ")"
	}
	return text
}

// assessed are the ways in which an element is assessed: by itself, or through the
// outcomes that develop it. through is the element itself where another is asked about.
func (b *beside) assessed(name, through string) []string {
	var all []string
	for _, m := range b.methods[name] {
		if through != "" {
			m += ", through " + through
		}
		all = append(all, m)
	}
	for _, outcome := range b.developing[name] {
		for _, m := range b.methods[outcome] {
			all = append(all, m+", through "+outcome)
		}
	}
	return all
}
