package framework

import (
	"fmt"
	"regexp"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// The fields of a framework file, in its order.
var (
	fileFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "edition", Required: true}, {Name: "title", Required: true},
		{Name: "source", Required: true}, {Name: "mark", Required: true}, {Name: "note"},
		{Name: "pillars", Required: true},
	}
	pillarFields = decode.Fields{
		{Name: "number", Required: true}, {Name: "title", Required: true}, {Name: "items", Required: true},
	}
	itemFields = decode.Fields{{Name: "number", Required: true}, {Name: "title", Required: true}}
)

// The shapes of what references are made of.
var (
	idShape = &decode.Shape{
		Pattern: regexp.MustCompile(`^` + namePattern + `$`), Max: 64,
		Want: "small letters, digits and hyphens, beginning with a letter, such as \"mpf\"",
	}
	editionShape = &decode.Shape{
		Pattern: regexp.MustCompile(`^` + editionPattern + `$`), Max: 32,
		Want: "small letters, digits, dots and hyphens, such as \"2025\"",
	}
	numberShape = &decode.Shape{
		Pattern: regexp.MustCompile(`^` + numberPattern + `$`), Max: 32,
		Want: "letters, digits, dots and hyphens, such as \"1.10\"",
	}
)

// Parse reads a framework file (schema/framework.schema.json). The framework is
// nil where the findings leave nothing usable: without name or edition no
// reference could name it. Pillars and items without a number are left out.
func Parse(doc *yamldoc.Document) (*Framework, finding.List) {
	p := parser{items: map[string]bool{}, pillars: map[string]bool{}}
	p.r.Map(doc.Root(), fileFields, p.field)
	if p.f.ID == "" || p.f.Edition == "" {
		return nil, p.r.Found()
	}
	return &p.f, p.r.Found()
}

// parser is the reading of one framework file.
type parser struct {
	r              decode.Reader
	f              Framework
	items, pillars map[string]bool // the numbers met so far
}

func (p *parser) field(key string, v yamldoc.Value) {
	switch key {
	case "id":
		p.f.ID = p.r.Shaped(v, idShape)
	case "edition":
		p.f.Edition = p.r.Shaped(v, editionShape)
	case "title":
		p.f.Title = p.r.Text(v)
	case "source":
		p.f.Source = p.r.Text(v)
	case "mark":
		p.f.Mark = Mark(p.r.OneOf(v, []string{string(Seen), string(Inferred), string(Local)}))
	case "note":
		p.f.Note = p.r.Text(v)
	case "pillars":
		p.r.List(v, p.pillar)
	}
}

func (p *parser) pillar(v yamldoc.Value) {
	var pillar Pillar
	p.r.Map(v, pillarFields, func(key string, v yamldoc.Value) {
		switch key {
		case "number":
			pillar.Number = p.number(v, p.pillars)
		case "title":
			pillar.Title = p.r.Text(v)
		case "items":
			p.r.List(v, func(v yamldoc.Value) {
				if item := p.item(v); item.Number != "" {
					pillar.Items = append(pillar.Items, item)
				}
			})
		}
	})
	if pillar.Number != "" {
		p.f.Pillars = append(p.f.Pillars, pillar)
	}
}

func (p *parser) item(v yamldoc.Value) Item {
	var item Item
	p.r.Map(v, itemFields, func(key string, v yamldoc.Value) {
		switch key {
		case "number":
			item.Number = p.number(v, p.items)
		case "title":
			item.Title = p.r.Text(v)
		}
	})
	return item
}

// number reads a number that no other of its sort in the file may have.
func (p *parser) number(v yamldoc.Value, met map[string]bool) string {
	number := p.r.Shaped(v, numberShape)
	if number == "" {
		return ""
	}
	if met[number] {
		p.r.Report(v, decode.CodeRepeated, fmt.Sprintf("%s is %q, which stands further up already", decode.Name(v.Pointer()), number),
			"every number may stand once only, or a reference could mean two things")
		return ""
	}
	met[number] = true
	return number
}
