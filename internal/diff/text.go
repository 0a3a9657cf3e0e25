package diff

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// text is one version of a specification, taken apart into what is compared.
type text struct {
	spec     *spec.Specification
	elements []*element // in the order of the format; the first is the file itself
}

// element is something that has an id, or the file itself, which has no kind.
type element struct {
	kind   spec.Kind
	id     string
	parent *element // that it stands in; the file, of those at the top
	inside []*element
	at     yamldoc.Value
	fields []field
	other  *element // the same in the other version; nil: it has none
	old    bool     // it is of the earlier version
}

// field is one field of an element: a value, or a list of items.
type field struct {
	path  string // by keys, such as "scope.in"
	list  bool
	refs  []spec.Kind // what its items refer to; nil: they are no references
	items []item      // of a value one, or none where it was not given
}

// item is one value of a field.
type item struct {
	key   string // what it is known by; "" if by nothing but its words
	parts []part
}

// part is one value of an item: the only one has no name.
type part struct {
	name, value string
	prose       bool
}

// full is all that an item says, to be compared and counted.
func (i *item) full() string {
	if len(i.parts) == 1 {
		return i.parts[0].value
	}
	var b strings.Builder
	for _, p := range i.parts {
		b.WriteString(p.name + "\x00" + p.value + "\x00")
	}
	return b.String()
}

// said is what an item says, for people.
func (i *item) said() string {
	var said []string
	for _, p := range i.parts {
		if p.value != "" {
			said = append(said, p.value)
		}
	}
	return strings.Join(said, "; ")
}

// pos is where a part of an item stands; the nearest place around it where that
// cannot be told.
func (e *element) pos(f *field, index int, part string) finding.Pos {
	v := e.at
	if v.Kind() == yamldoc.Absent {
		return finding.Pos{}
	}
	step := func(to yamldoc.Value) {
		if to.Present() {
			v = to
		}
	}
	if f != nil {
		for key := range strings.SplitSeq(f.path, ".") {
			step(v.Get(key))
		}
		if f.list {
			step(v.Index(index))
		}
		if part != "" {
			step(v.Get(part))
		}
	}
	return v.Pos()
}

// name is what people call the element, such as "capability A1".
func (e *element) name() string {
	if e.kind == "" {
		return "the file"
	}
	return string(e.kind) + " " + e.id
}

func (e *element) touch() Touch { return Touch{e.kind, e.id} }

// words are the texts of the element and of all that stands in it.
func (e *element) words() string {
	var b strings.Builder
	e.write(&b)
	return b.String()
}

func (e *element) write(b *strings.Builder) {
	for i := range e.fields {
		for _, it := range e.fields[i].items {
			for _, p := range it.parts {
				if p.prose && p.value != "" {
					b.WriteString(p.value)
					b.WriteByte('\n')
				}
			}
		}
	}
	for _, in := range e.inside {
		in.write(b)
	}
}

// first is the value of the first of some fields that says anything.
func (e *element) first(paths ...string) string {
	for _, path := range paths {
		for i := range e.fields {
			if f := &e.fields[i]; f.path == path && len(f.items) > 0 {
				return f.items[0].said()
			}
		}
	}
	return ""
}

// headline is the line by which people know the element again.
func (e *element) headline() string { return e.first("title", "text", "heading", "type", "citation") }

// tidy is a prose text without what is mere layout: the lines of a paragraph run
// together, as whoever shows it has them.
func tidy(prose string) string {
	if !strings.ContainsAny(prose, "\n\t") && !strings.Contains(prose, "  ") {
		return strings.TrimSpace(prose)
	}
	var b strings.Builder
	blank := false
	for line := range strings.SplitSeq(prose, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		item := strings.HasPrefix(line, "- ")
		switch {
		case line == "":
			blank = true
			continue
		case b.Len() == 0:
		case blank:
			b.WriteString("\n\n")
		case item:
			b.WriteString("\n")
		default:
			b.WriteByte(' ')
		}
		b.WriteString(line)
		blank = false
	}
	return b.String()
}

// value is a field that is one short value, such as a word or a date.
func value(path, v string) field { return single(path, v, false) }

// prose is a field that is one text.
func prose(path, v string) field { return single(path, v, true) }

func single(path, v string, isProse bool) field {
	f := field{path: path}
	if v = tidy(v); v != "" {
		f.items = []item{{parts: []part{{value: v, prose: isProse}}}}
	}
	return f
}

// amount is a field that is a number, 0 where it is not given.
func amount(path string, n float64) field {
	if n == 0 {
		return value(path, "")
	}
	return value(path, strconv.FormatFloat(n, 'f', -1, 64))
}

// answer is a field that is true or false, and false where it is not given.
func answer(path string, yes bool) field {
	if yes {
		return value(path, "yes")
	}
	return value(path, "no")
}

// texts is a field that is a list of texts.
func texts(path string, list []string) field {
	return many(path, list, func(s *string) item { return item{parts: []part{{value: *s, prose: true}}} })
}

// terms is a field that is a list of words, each of which is known by itself.
func terms(path string, list []string) field {
	return many(path, list, func(s *string) item { return item{key: *s, parts: []part{{value: *s}}} })
}

// refs is a field that is a list of references.
func refs(path string, list []spec.Ref, to ...spec.Kind) field {
	f := many(path, list, func(r *spec.Ref) item { return item{key: r.ID, parts: []part{{value: r.ID}}} })
	f.refs = to
	return f
}

func mappings(list []spec.Mapping) field {
	return many("maps_to", list, func(m *spec.Mapping) item {
		return item{key: m.Item, parts: []part{{name: "item", value: m.Item}, {name: "strength", value: m.Strength}}}
	})
}

func many[T any](path string, list []T, of func(*T) item) field {
	f := field{path: path, list: true, items: make([]item, len(list))}
	for i := range list {
		f.items[i] = of(&list[i])
		for j := range f.items[i].parts {
			f.items[i].parts[j].value = tidy(f.items[i].parts[j].value)
		}
	}
	return f
}
