package record

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// maxNumber is the highest serial, seq or count.
const maxNumber = 999_999

// reader reads the values that several forms share.
type reader struct{ decode.Reader }

// read reads the bytes of one file: what the schema of the form says, and then,
// if nothing was found, the rules that no schema can say (nil: there are none).
// The value is nil where anything was found: half a record must never count. What
// yamldoc only warns of is no finding here, since it does not change what the
// bytes say.
func read[T any](file string, data []byte, form func(*reader, yamldoc.Value, *T), rules func(*reader, yamldoc.Value, *T)) (*T, finding.List) {
	doc, found := yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: MaxBytes, Exact: true})
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Severity != finding.Error })
	if doc == nil {
		return nil, found
	}
	var r reader
	into := new(T)
	form(&r, doc.Root(), into)
	if rules != nil && len(found)+len(r.Found()) == 0 {
		rules(&r, doc.Root(), into)
	}
	if found = append(found, r.Found()...); len(found) > 0 {
		found.Sort()
		return nil, found
	}
	return into, nil
}

// form reads the key that says which form the file has.
func (r *reader) form(v yamldoc.Value, want string) {
	switch got := v.Text(); {
	case v.Kind() != yamldoc.Text:
		r.Shaped(v, &line)
	case got != want:
		r.Report(v, decode.CodeOtherFormat, fmt.Sprintf("%s is %.60q, want %q", decode.Name(v.Pointer()), got, want),
			"see whether it is the right file; one of a later edition needs a later version of this program")
	}
}

func (r *reader) id(v yamldoc.Value) string   { return r.Shaped(v, &idShape) }
func (r *reader) hash(v yamldoc.Value) string { return r.Shaped(v, &hashShape) }
func (r *reader) number(v yamldoc.Value) int  { return r.Whole(v, 1, maxNumber) }

// orNull reads a text of a shape, or null as "".
func (r *reader) orNull(v yamldoc.Value, shape *decode.Shape) string {
	if v.Kind() == yamldoc.Null {
		return ""
	}
	return r.Shaped(v, shape)
}

// list reads a list; an empty one is nil.
func list[T any](r *reader, v yamldoc.Value, item func(yamldoc.Value) T) []T {
	var items []T
	r.List(v, func(v yamldoc.Value) { items = append(items, item(v)) })
	return items
}

// ids reads a list of ids, none of them twice.
func (r *reader) ids(v yamldoc.Value) []string {
	r.once(v, "")
	return list(r, v, r.id)
}

func (r *reader) packs(v yamldoc.Value) []PackRef { return list(r, v, r.pack) }

func (r *reader) pack(v yamldoc.Value) (p PackRef) {
	r.Map(v, packRefFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			p.ID = r.id(v)
		case "version":
			p.Version = r.Shaped(v, &packVersion)
		case "sha256":
			p.SHA256 = r.hash(v)
		}
	})
	return p
}

func (r *reader) subject(v yamldoc.Value) (s Subject) {
	r.Map(v, subjectFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			s.ID = r.id(v)
		case "version":
			s.Version = r.Shaped(v, &release)
		case "sha256":
			s.SHA256 = r.hash(v)
		}
	})
	return s
}

func (r *reader) governanceRef(v yamldoc.Value) (g GovernanceRef) {
	r.Map(v, governanceRef, func(key string, v yamldoc.Value) {
		switch key {
		case "serial":
			g.Serial = r.number(v)
		case "sha256":
			g.SHA256 = r.hash(v)
		}
	})
	return g
}

// once reports every item of a list whose text, or whose text under a key, an
// earlier item has.
func (r *reader) once(v yamldoc.Value, key string) {
	seen := make(map[string]bool, v.Len())
	for _, item := range v.Items() {
		if key != "" {
			item = item.Get(key)
		}
		if seen[item.Text()] {
			r.again(item, "which the list already has, want each once", "leave one of the two out")
		}
		seen[item.Text()] = true
	}
}

// again reports a text that stands somewhere already.
func (r *reader) again(v yamldoc.Value, what, help string) {
	r.Report(v, decode.CodeRepeated, fmt.Sprintf("%s is %.100q, %s", decode.Name(v.Pointer()), v.Text(), what), help)
}

// wrong reports a text or number that does not fit to another value of the file.
func (r *reader) wrong(v yamldoc.Value, want, help string) {
	got := fmt.Sprintf("%.100q", v.Text())
	switch v.Kind() {
	case yamldoc.Null:
		got = "null"
	case yamldoc.Whole:
		got = v.Text()
	}
	r.Report(v, decode.CodeWrongShape, fmt.Sprintf("%s is %s, want %s", decode.Name(v.Pointer()), got, want), help)
}
