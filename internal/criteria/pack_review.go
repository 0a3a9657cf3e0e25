package criteria

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// review says what no schema can say of a pack that is otherwise well formed.
func (p *packReader) review(root yamldoc.Value) {
	criteria, codes, whys := map[string]yamldoc.Value{}, map[string]yamldoc.Value{}, map[string]yamldoc.Value{}
	for i, v := range root.Get("criteria").Items() {
		c := &p.pack.Criteria[i]
		p.once(v.Get("id"), criteria, "every criterion has an id of its own")
		p.number(v, c)
		points := map[string]yamldoc.Value{}
		for _, point := range v.Get("points").Items() {
			p.once(point.Get("id"), points, "every point of a criterion has an id of its own")
		}
		for j, v := range v.Get("checks").Items() {
			p.once(v.Get("code"), codes, "every check has a code of its own, and no code is ever used again for another")
			p.once(v.Get("why"), whys, "say why this check in particular is worth having")
			p.feeds(v.Get("point"), points)
			p.usable(v, &c.Checks[j])
		}
	}
}

// once says that a text stands in the file a second time.
func (p *packReader) once(v yamldoc.Value, met map[string]yamldoc.Value, help string) {
	if before, again := met[v.Text()]; again {
		p.r.Report(v, decode.CodeRepeated, fmt.Sprintf("%s is %s, which line %d has already", nameOf(v), quoted(v.Text()), before.Pos().Line), help)
		return
	}
	met[v.Text()] = v
}

// number holds official numbers to what was seen in a source: a number that was
// inferred, or that is our own, would claim an authority it does not have.
func (p *packReader) number(v yamldoc.Value, c *Criterion) {
	if c.ID[0] < '0' || c.ID[0] > '9' {
		return
	}
	const help = "give the criterion a local id in capitals, such as \"L-EQUALITY\", unless it was read in a source"
	mark, set, code := v.Get("mark"), p.pack.Set, v.Get("source").Get("code")
	switch {
	case c.Mark != framework.Seen:
		p.r.Report(mark, decode.CodeUnknownWord, fmt.Sprintf("%s is %q, want \"seen\", because %q is an official number", nameOf(mark), c.Mark, c.ID), help)
	case set == House:
		p.r.Report(v.Get("id"), decode.CodeWrongShape, fmt.Sprintf("%s is %q, but house packs have no official numbers", nameOf(v.Get("id")), c.ID), help)
	case !code.Present():
		p.r.Report(code, decode.CodeMissingKey, fmt.Sprintf("%s is missing, and an official number needs it", nameOf(code)), help)
	}
}

// feeds says that a check names a point that its criterion does not have.
func (p *packReader) feeds(v yamldoc.Value, points map[string]yamldoc.Value) {
	if _, known := points[v.Text()]; v.Present() && !known {
		p.r.Report(v, decode.CodeUnknownWord, fmt.Sprintf("%s is %s, but the criterion has no such point", nameOf(v), quoted(v.Text())), "")
	}
}

// usable binds the check, as it will be when it is in force.
func (p *packReader) usable(v yamldoc.Value, c *Check) {
	ask, err := kinds[c.Kind].bind(c)
	if ready, ok := ask.(preparer); ok && err == nil {
		err = ready.prepare()
	}
	if err == nil {
		return
	}
	at := v.Get("with")
	if !at.Present() {
		at = v.Get("kind")
	}
	p.r.Report(at, decode.CodeWrongShape, fmt.Sprintf("check %s cannot be used: %v", c.Code, err), "")
}
