package record

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Pack is what records need to know of a set of criteria.
type Pack struct {
	ID       string
	Version  string
	Criteria []PackCriterion // in the order of the file, no id twice
}

// PackCriterion is a criterion as far as records need to know it.
type PackCriterion struct {
	ID        string // "4.1"
	Mandatory bool   // an outcome of not-applicable does not count as favourable
	Title     string // for people to read; "" where it is missing or no text
}

// Spec is what records need to know of a specification.
type Spec struct {
	ID      string
	Version string   // may be a release candidate
	Stage   string   // as it stands there
	Authors []string // their ids; nil where none are named
	Title   string   // for people to read; "" where it is missing or no text
}

// ParsePack reads a criteria file as far as records need it; whatever else stands
// there is not looked at, but must be strict YAML. The value is nil if anything
// was found.
func ParsePack(file string, data []byte) (*Pack, finding.List) {
	return read(file, data, (*reader).packFile, (*reader).packRules)
}

func (r *reader) packFile(v yamldoc.Value, p *Pack) {
	r.some(v, "pack", func(v yamldoc.Value) { p.ID = r.id(v) })
	r.some(v, "version", func(v yamldoc.Value) { p.Version = r.Shaped(v, &packVersion) })
	r.some(v, "criteria", func(v yamldoc.Value) {
		p.Criteria = list(r, v, func(v yamldoc.Value) (c PackCriterion) {
			r.some(v, "id", func(v yamldoc.Value) { c.ID = r.Shaped(v, &criterionID) })
			r.some(v, "mandatory", func(v yamldoc.Value) { c.Mandatory = r.Bool(v) })
			c.Title = v.Get("title").Text()
			return c
		})
	})
}

func (r *reader) packRules(v yamldoc.Value, _ *Pack) { r.once(v.Get("criteria"), "id") }

// ParseSpec reads a specification as far as records need it; whatever else stands
// there is not looked at, but must be strict YAML. The value is nil if anything
// was found.
func ParseSpec(file string, data []byte) (*Spec, finding.List) {
	return read(file, data, (*reader).specFile, nil)
}

func (r *reader) specFile(v yamldoc.Value, s *Spec) {
	r.some(v, "id", func(v yamldoc.Value) { s.ID = r.id(v) })
	r.some(v, "version", func(v yamldoc.Value) { s.Version = r.Shaped(v, &specVersion) })
	r.some(v, "stage", func(v yamldoc.Value) { s.Stage = r.Shaped(v, &line) })
	s.Title = v.Get("title").Text()
	if authors := v.Get("authors"); authors.Present() {
		s.Authors = list(r, authors, func(v yamldoc.Value) (id string) {
			r.some(v, "id", func(v yamldoc.Value) { id = r.id(v) })
			return id
		})
	}
}

// some reads the value under one key of a map that may have others.
func (r *reader) some(v yamldoc.Value, key string, each func(yamldoc.Value)) {
	value := v.Get(key)
	if !value.Present() {
		r.Report(value, decode.CodeMissingKey, decode.Name(value.Pointer())+" is missing", fmt.Sprintf("add a line that begins with %q", key+":"))
		return
	}
	each(value)
}
