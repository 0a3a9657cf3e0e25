package decode

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Field is one key that a map may have.
type Field struct {
	Name     string
	Required bool
}

// Fields are all the keys that a map may have, in the format's order.
type Fields []Field

// Names returns the keys in the format's order.
func (f Fields) Names() []string {
	names := make([]string, len(f))
	for i := range f {
		names[i] = f[i].Name
	}
	return names
}

// has reports whether name is one of the keys.
func (f Fields) has(name string) bool {
	for i := range f {
		if f[i].Name == name {
			return true
		}
	}
	return false
}

// Map reads v as a map with the given fields and calls each for every known key
// in file order. Unknown and missing keys and a value of another kind are
// findings. It reports whether v is a map.
func (r *Reader) Map(v yamldoc.Value, fields Fields, each func(key string, v yamldoc.Value)) bool {
	if v.Kind() != yamldoc.Map {
		r.noMap(v, fields)
		return false
	}
	r.within = append(r.within, v)
	var meant []string // keys that were probably misspelt: saying that they are missing would mislead
	for e := range v.Entries() {
		if fields.has(e.Name) {
			each(e.Name, e.Value)
			continue
		}
		meant = append(meant, r.unknown(v, e, fields))
	}
	for i := range fields {
		if !fields[i].Required || slices.Contains(meant, fields[i].Name) {
			continue
		}
		if value := v.Get(fields[i].Name); !value.Present() {
			r.missing(value, fields[i].Name)
		}
	}
	r.within = r.within[:len(r.within)-1]
	return true
}

// noMap says that v has no keys though it should.
func (r *Reader) noMap(v yamldoc.Value, fields Fields) {
	if r.full() {
		return
	}
	keys := few(fields.Names())
	help := "give it keys of its own, indented below: " + keys
	if v.Pointer() == "" {
		help = "the keys stand at the start of a line, each with a colon behind it: " + keys
	}
	r.wrongKind(v, yamldoc.Map.String(), help, "")
}

func (r *Reader) missing(v yamldoc.Value, key string) {
	if r.full() {
		return
	}
	r.Report(v, CodeMissingKey, r.name(v)+" is missing", fmt.Sprintf("add a line that begins with %q", key+":"))
}

// unknown says that a key of the map v is not one of the format, and returns the
// key that was probably meant, or "".
func (r *Reader) unknown(v yamldoc.Value, e yamldoc.Entry, fields Fields) string {
	if r.full() {
		return ""
	}
	names := fields.Names()
	help := "the keys here are " + strings.Join(names, ", ")
	near := nearest.Word(e.Name, names)
	if near != "" {
		help = fmt.Sprintf("did you mean %q?", near)
	}
	key := "`" + join(path(v.Pointer()), e.Name) + "`" + r.owner(e.Key)
	r.Report(e.Key, CodeUnknownKey, key+" is not a key of the format", help)
	return near
}

// few names the first keys of many.
func few(keys []string) string {
	const most = 6
	if len(keys) > most {
		return strings.Join(keys[:most], ", ") + " ..."
	}
	return strings.Join(keys, ", ")
}
