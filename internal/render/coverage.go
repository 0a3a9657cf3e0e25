package render

import (
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/chart"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/layout"
	"github.com/advancing-practice/credctl/internal/spec"
)

// served says what of a specification serves the items of one framework. What a
// statement serves, its capability serves, or its domain where there is none.
type served struct {
	f       *framework.Framework
	columns []column
	marks   map[string]map[string]chart.Mark // by number of the item and pointer of the column
	left    map[string]spec.NotCovered       // by number
}

// column is a capability, or a domain that maps by itself or has no capabilities.
type column struct {
	pointer string
	kind    spec.Kind
	id      string
	title   string
	group   string // the domain
}

func itemAnchor(f *framework.Framework, number string) string {
	return "item-" + layout.Anchor(strings.ReplaceAll(f.Ref(), "@", "-")+"-"+number)
}

// serves reads the mappings of the specification to one framework.
func (b *builder) serves(f *framework.Framework) served {
	v := served{f: f, marks: map[string]map[string]chart.Mark{}, left: map[string]spec.NotCovered{}}
	for _, d := range b.e.Spec.Domains {
		own := column{d.At.Pointer(), spec.KindDomain, d.ID, d.Title, d.ID}
		mapped := v.add(b, own.pointer, d.MapsTo)
		for _, s := range d.Statements {
			mapped = v.add(b, own.pointer, s.MapsTo) || mapped
		}
		if mapped || len(d.Capabilities) == 0 {
			v.columns = append(v.columns, own)
		}
		for _, c := range d.Capabilities {
			at := c.At.Pointer()
			v.add(b, at, c.MapsTo)
			for _, s := range c.Statements {
				v.add(b, at, s.MapsTo)
			}
			v.columns = append(v.columns, column{at, spec.KindCapability, c.ID, c.Title, d.ID})
		}
	}
	for _, n := range b.e.Spec.Coverage.NotCovered {
		if number, ok := b.number(f, n.Item); ok {
			v.left[number] = n
		}
	}
	return v
}

// number is the item of the framework that a reference names.
func (b *builder) number(f *framework.Framework, ref string) (string, bool) {
	res := b.registry.Resolve(ref, b.e.Spec.Frameworks)
	return res.Item.Number, res.Problem == framework.Resolved && res.Framework == f
}

// add notes mappings of a column, the strongest for each item, and reports whether
// there are any to this framework.
func (v *served) add(b *builder, pointer string, maps []spec.Mapping) bool {
	any := false
	for _, m := range maps {
		number, ok := b.number(v.f, m.Item)
		if !ok {
			continue
		}
		any = true
		if v.marks[number] == nil {
			v.marks[number] = map[string]chart.Mark{}
		}
		v.marks[number][pointer] = max(v.marks[number][pointer], markOf(m.Strength))
	}
	return any
}

func markOf(strength string) chart.Mark {
	switch strength {
	case "full":
		return chart.Full
	case "partial":
		return chart.Partial
	}
	return chart.Claimed
}

// best is how far an item is served by anything.
func (v *served) best(number string) chart.Mark {
	best := chart.None
	if _, ok := v.left[number]; ok {
		best = chart.Left
	}
	for _, m := range v.marks[number] {
		best = max(best, m)
	}
	return best
}

// matrix is what the specification serves of each framework, drawn and in tables.
func (b *builder) matrix() []document.Section {
	var parts []document.Section
	for i, f := range b.e.Frameworks {
		v := b.serves(f)
		id := "matrix-" + strconv.Itoa(i+1)
		if len(v.marks) == 0 && len(v.left) == 0 {
			parts = append(parts, document.Section{ID: id, Title: f.Title + ", " + f.Edition, Blocks: []document.Block{
				document.Said("The specification names this framework (" + f.Ref() + ") and maps nothing to it."),
			}})
			continue
		}
		bars, grid := v.bars(id+"-pillars").Picture(), v.grid(id+"-items").Picture()
		parts = append(parts, document.Section{
			ID: id, Title: f.Title + ", " + f.Edition, Blocks: []document.Block{
				{Picture: &bars}, {Table: v.pillarTable()}, {Picture: &grid}, {Table: v.itemTable(b)},
			},
		})
	}
	if len(parts) == 0 {
		return nil
	}
	return []document.Section{{ID: "matrix", Title: "Capabilities and the framework", Blocks: []document.Block{document.Said(
		"What the authors say that their capabilities serve. That is their claim; whether it is so is for reviewers to judge. " +
			"Items are named by their number and by short titles of this register's own, not in the words of the framework."),
	}, Parts: parts}}
}

// bars are how far the items of each pillar are served.
func (v *served) bars(prefix string) chart.Bars {
	c := chart.Bars{Prefix: prefix, Title: "Pillars of " + v.f.Ref(), Says: "How many items of each pillar the specification serves, and how far."}
	for _, p := range v.f.Pillars {
		counts := map[chart.Mark]int{}
		for _, item := range p.Items {
			counts[v.best(item.Number)]++
		}
		c.Bars = append(c.Bars, chart.Bar{Label: p.Number + " " + p.Title, Counts: counts})
	}
	return c
}

func (v *served) pillarTable() *document.Table {
	t := &document.Table{Caption: "Pillars of " + v.f.Ref() + ": items by how far they are served", Head: []string{"Pillar", "Items"}}
	for _, m := range chart.Marks {
		t.Head = append(t.Head, capital(m.String()))
	}
	for _, bar := range v.bars("").Bars {
		all := 0
		for _, n := range bar.Counts {
			all += n
		}
		cells := [][]document.Block{document.Cell(bar.Label), document.Cell(strconv.Itoa(all))}
		for _, m := range chart.Marks {
			cells = append(cells, document.Cell(strconv.Itoa(bar.Counts[m])))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	return t
}

// grid is which capability serves which item.
func (v *served) grid(prefix string) chart.Grid {
	g := chart.Grid{Prefix: prefix, Title: "Capabilities and items of " + v.f.Ref(), Says: "Which capability serves which item of the framework, and how far."}
	for _, c := range v.columns {
		if n := len(g.Columns); n == 0 || g.Columns[n-1].Title != c.group {
			g.Columns = append(g.Columns, chart.Group{Title: c.group})
		}
		last := &g.Columns[len(g.Columns)-1]
		last.Labels = append(last.Labels, chart.Label{Short: c.id, Long: c.title})
	}
	if len(v.left) > 0 {
		g.Columns = append(g.Columns, chart.Group{Labels: []chart.Label{{Short: "others", Long: "left to others"}}})
	}
	for _, p := range v.f.Pillars {
		rows := chart.Group{Title: p.Number + " " + p.Title}
		for _, item := range p.Items {
			rows.Labels = append(rows.Labels, chart.Label{Short: item.Number, Long: item.Title})
			marks := []chart.Mark{}
			for _, c := range v.columns {
				marks = append(marks, v.marks[item.Number][c.pointer])
			}
			if _, ok := v.left[item.Number]; ok {
				marks = append(marks, chart.Left)
			}
			g.Marks = append(g.Marks, marks)
		}
		g.Rows = append(g.Rows, rows)
	}
	return g
}

// itemTable says the same as the grid, in words and with links.
func (v *served) itemTable(b *builder) *document.Table {
	t := &document.Table{Caption: "Items of " + v.f.Ref() + " and what serves them", Head: []string{"Item", "Short title", "Served by"}}
	for _, p := range v.f.Pillars {
		for _, item := range p.Items {
			t.Rows = append(t.Rows, document.Row{ID: itemAnchor(v.f, item.Number), Cells: [][]document.Block{
				document.Cell(item.Number), document.Cell(item.Title), {document.Para(v.servants(b, item.Number)...)},
			}})
		}
	}
	return t
}

// servants are links to what serves an item, or why nothing does.
func (v *served) servants(b *builder, number string) []document.Span {
	var all []document.Span
	for _, c := range v.columns {
		m := v.marks[number][c.pointer]
		if m == chart.None {
			continue
		}
		if len(all) > 0 {
			all = append(all, document.Words(", "))
		}
		all = append(all, b.layout.Ref(c.id, c.kind))
		if m != chart.Claimed {
			all = append(all, document.Words(" ("+m.String()+")"))
		}
	}
	if n, ok := v.left[number]; ok {
		text := "left to others"
		if n.CoveredBy != "" {
			text += ": " + n.CoveredBy
		}
		all = append(all, slices.Concat(between(all), []document.Span{document.Words(text)})...)
	}
	if len(all) == 0 {
		return []document.Span{document.Words("nothing in this specification")}
	}
	return all
}

func between(before []document.Span) []document.Span {
	if len(before) == 0 {
		return nil
	}
	return []document.Span{document.Words("; ")}
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
