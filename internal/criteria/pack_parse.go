package criteria

import (
	"regexp"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// ParsePack reads a pack file (schema/criteria-pack.schema.json) and says, with S
// codes, what keeps it from being used: what the schema refuses, and what no
// schema can say, such as a code or a criterion that stands there twice or an
// expression that cannot be read. The pack is nil where anything was found: half
// a set of criteria must never judge.
func ParsePack(doc *yamldoc.Document) (*Pack, finding.List) {
	p := packReader{}
	p.read(doc.Root())
	if len(p.r.Found()) == 0 {
		p.review(doc.Root())
	}
	if found := p.r.Found(); len(found) > 0 {
		found.Sort()
		return nil, found
	}
	return &p.pack, nil
}

// packReader is the reading of one pack file.
type packReader struct {
	r    decode.Reader
	pack Pack
}

// need makes fields of keys that must be there, may of those that need not.
func need(names ...string) decode.Fields { return fields(true, names) }
func may(names ...string) decode.Fields  { return fields(false, names) }

func fields(required bool, names []string) decode.Fields {
	list := make(decode.Fields, len(names))
	for i, name := range names {
		list[i] = decode.Field{Name: name, Required: required}
	}
	return list
}

// packFormat is the fields, words and shapes of a pack file. It is made anew for
// each file, so that a run that reads no pack file pays nothing for it.
type packFormat struct {
	pack, criterion, source, point, check, severity, when, term decode.Fields
	sets, stages, marks, criterionKinds, severities             []string

	name, version, criterionID, code, pointID, place decode.Shape
}

func newPackFormat() *packFormat {
	shape := func(pattern, want string, most int) decode.Shape {
		return decode.Shape{Pattern: regexp.MustCompile(pattern), Want: want, Max: most}
	}
	return &packFormat{
		pack:      append(need("pack", "version", "set", "from", "title", "criteria"), may("note")...),
		criterion: append(need("id", "mandatory", "mark", "kind", "title", "question", "source"), may("points", "guidance", "checks")...),
		source:    append(need("document"), may("edition", "code")...),
		point:     need("id", "text", "mark"),
		check:     append(need("code", "kind", "title", "why", "help", "severity"), may("at", "with", "point")...),
		severity:  need("proposal", "draft", "candidate"),
		when:      append(need("at"), may("equals")...),
		term:      append(need("match"), may("unless", "instead")...),

		sets:           []string{string(Gateway), string(Endorsement), string(House)},
		stages:         []string{string(spec.Proposal), string(spec.Draft), string(spec.Candidate)},
		marks:          []string{string(framework.Seen), string(framework.Inferred), string(framework.Local)},
		criterionKinds: []string{string(AllOf), string(AtLeastOneOf)},
		severities:     []string{"off", "note", "warning", "error"},

		name:        shape(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`, `lower-case letters and digits with single hyphens between them, such as "house"`, 64),
		version:     shape(`^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$`, `a version of three numbers, such as "1.0.0"`, 32),
		criterionID: shape(`^([0-9]+(\.[0-9]+)*|[A-Z]+(-[A-Z0-9]+)*)$`, `an official number such as "4.1", or a local id in capitals such as "L-EQUALITY"`, 40),
		code:        shape(`^[A-Z][0-9]{3}$`, `a capital letter and three digits, such as "E401"`, 0),
		pointID:     shape(`^[a-z0-9]+$`, `lower-case letters and digits, such as "ii"`, 8),
		place:       shape(placePattern, `a path such as /proposal/need or /outcomes/*/text, or the name of a collection such as "outcomes"`, 200),
	}
}

func (p *packReader) read(v yamldoc.Value) {
	f := newPackFormat()
	p.r.Map(v, f.pack, func(key string, v yamldoc.Value) {
		switch key {
		case "pack":
			p.pack.ID = p.r.Shaped(v, &f.name)
		case "version":
			p.pack.Version = p.r.Shaped(v, &f.version)
		case "set":
			p.pack.Set = SetName(p.r.OneOf(v, f.sets))
		case "from":
			p.pack.From = spec.Stage(p.r.OneOf(v, f.stages))
		case "title":
			p.pack.Title = p.r.Text(v)
		case "note":
			p.pack.Note = p.r.Text(v)
		case "criteria":
			p.r.List(v, func(v yamldoc.Value) { p.pack.Criteria = append(p.pack.Criteria, p.criterion(v, f)) })
		}
	})
}

func (p *packReader) criterion(v yamldoc.Value, f *packFormat) Criterion {
	var c Criterion
	p.r.Map(v, f.criterion, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			c.ID = p.r.Shaped(v, &f.criterionID)
		case "mandatory":
			c.Mandatory = p.r.Bool(v)
		case "mark":
			c.Mark = framework.Mark(p.r.OneOf(v, f.marks))
		case "kind":
			c.Kind = CriterionKind(p.r.OneOf(v, f.criterionKinds))
		case "title":
			c.Title = p.r.Text(v)
		case "question":
			c.Question = p.r.Text(v)
		case "source":
			c.Source = p.source(v, f)
		case "points":
			p.r.List(v, func(v yamldoc.Value) { c.Points = append(c.Points, p.point(v, f)) })
		case "guidance":
			c.Guidance = p.r.Texts(v)
		case "checks":
			p.r.List(v, func(v yamldoc.Value) { c.Checks = append(c.Checks, p.check(v, f)) })
		}
	})
	return c
}

func (p *packReader) source(v yamldoc.Value, f *packFormat) Source {
	var s Source
	p.r.Map(v, f.source, func(key string, v yamldoc.Value) {
		switch key {
		case "document":
			s.Document = p.r.Text(v)
		case "edition":
			s.Edition = p.r.Text(v)
		case "code":
			s.Code = p.r.Text(v)
		}
	})
	return s
}

func (p *packReader) point(v yamldoc.Value, f *packFormat) Point {
	var point Point
	p.r.Map(v, f.point, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			point.ID = p.r.Shaped(v, &f.pointID)
		case "text":
			point.Text = p.r.Text(v)
		case "mark":
			point.Mark = framework.Mark(p.r.OneOf(v, f.marks))
		}
	})
	return point
}
