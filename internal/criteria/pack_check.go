package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// check reads one check of a pack. Its parameters are read last, because what
// they may be depends on the kind.
func (p *packReader) check(v yamldoc.Value, f *packFormat) Check {
	var c Check
	p.r.Map(v, f.check, func(key string, v yamldoc.Value) {
		switch key {
		case "code":
			c.Code = p.r.Shaped(v, &f.code)
		case "kind":
			c.Kind = p.kind(v)
		case "title":
			c.Title = p.r.Text(v)
		case "why":
			c.Why = p.r.Text(v)
		case "help":
			c.Help = p.r.Text(v)
		case "point":
			c.Point = p.r.Shaped(v, &f.pointID)
		case "at":
			p.r.List(v, func(v yamldoc.Value) { c.At = append(c.At, p.r.Shaped(v, &f.place)) })
		case "severity":
			c.Severity = p.severities(v, f)
		}
	})
	if k, known := kinds[c.Kind]; known {
		p.params(v, k, &c, f)
	}
	return c
}

// kind reads the name of a kind of check.
func (p *packReader) kind(v yamldoc.Value) string {
	name := p.r.Text(v)
	if _, known := kinds[name]; known || name == "" {
		return name
	}
	names := Kinds()
	help := "the kinds are " + strings.Join(names, ", ")
	if near := nearest.Word(name, names); near != "" {
		help = fmt.Sprintf("did you mean %q?", near)
	}
	p.r.Report(v, decode.CodeUnknownWord, fmt.Sprintf("%s is %s, which is no kind of check", nameOf(v), quoted(name)), help)
	return ""
}

// Kinds returns the names of all kinds of check, sorted.
func Kinds() []string {
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (p *packReader) severities(v yamldoc.Value, f *packFormat) Severities {
	var s Severities
	p.r.Map(v, f.severity, func(key string, v yamldoc.Value) {
		severity, _ := finding.ParseSeverity(p.r.OneOf(v, f.severities))
		switch key {
		case "proposal":
			s.Proposal = severity
		case "draft":
			s.Draft = severity
		case "candidate":
			s.Candidate = severity
		}
	})
	return s
}

// params reads the `with` of a check of kind k, and says what the kind needs and
// does not find.
func (p *packReader) params(check yamldoc.Value, k kind, c *Check, f *packFormat) {
	with := check.Get("with")
	if with.Present() && len(k.params) == 0 {
		p.r.Report(with, decode.CodeUnknownKey, fmt.Sprintf("%s is given, but a check of kind %s takes nothing", nameOf(with), c.Kind), "take it out")
		return
	}
	if with.Present() {
		p.r.Map(with, may(k.params...), func(key string, v yamldoc.Value) { p.param(key, v, &c.With, f) })
	}
	for _, name := range k.needs {
		v := with.Get(name)
		if name == "at" {
			v = check.Get("at")
		}
		if !v.Present() {
			p.r.Report(v, decode.CodeMissingKey, fmt.Sprintf("%s is missing, and a check of kind %s needs it", nameOf(v), c.Kind), "")
		}
	}
}

// mostItems bounds what `min` and `max` may be.
const mostItems = 1000000

// param reads one parameter.
func (p *packReader) param(key string, v yamldoc.Value, to *Params, f *packFormat) {
	switch key {
	case "pattern":
		to.Pattern = p.r.Text(v)
	case "want":
		to.Want = p.r.Text(v)
	case "values":
		to.Values = p.r.Texts(v)
	case "min":
		to.Min = p.r.Whole(v, 0, mostItems)
	case "max":
		to.Max = p.r.Whole(v, 0, mostItems)
	case "of":
		to.Of = p.r.Text(v)
	case "by":
		to.By = p.r.Text(v)
	case "through":
		to.Through = p.r.Text(v)
	case "via":
		to.Via = p.r.Text(v)
	case "to":
		to.To = p.r.Text(v)
	case "when":
		to.When = p.when(v, f)
	case "terms":
		p.r.List(v, func(v yamldoc.Value) { to.Terms = append(to.Terms, p.term(v, f)) })
	case "strict":
		to.Strict = p.r.Bool(v)
	case "verbs":
		to.Verbs = p.r.Texts(v)
	case "unusable":
		to.Unusable = p.r.Texts(v)
	case "skip":
		to.Skip = p.r.Texts(v)
	case "ratio":
		to.Ratio = p.r.Positive(v)
	}
}

func (p *packReader) when(v yamldoc.Value, f *packFormat) *Condition {
	var c Condition
	p.r.Map(v, f.when, func(key string, v yamldoc.Value) {
		switch key {
		case "at":
			c.At = p.r.Shaped(v, &f.place)
		case "equals":
			c.Equals = p.r.Texts(v)
		}
	})
	return &c
}

func (p *packReader) term(v yamldoc.Value, f *packFormat) Term {
	var t Term
	p.r.Map(v, f.term, func(key string, v yamldoc.Value) {
		switch key {
		case "match":
			t.Match = p.r.Text(v)
		case "unless":
			t.Unless = p.r.Text(v)
		case "instead":
			t.Instead = p.r.Text(v)
		}
	})
	t.First, t.Closer = stemsOf(t.Match, fewStems), stemsOf(t.Match, manyStems)
	return t
}
