package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/chart"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/matrix"
)

// Catalogue is what specifications serve of frameworks, put before people.
type Catalogue struct {
	Matrices []*matrix.Matrix
	Similar  *matrix.Similar // nil: nobody looked
	// Link is the address of the page of a specification; nil, or "" from it: it has
	// none here.
	Link func(id string) string
	From string // what was read, in words, such as "the files of the work tree"
}

// matrixClaim is said of every matrix.
const matrixClaim = "This counts what the authors of specifications claim that they serve. Whether it is so is for reviewers to judge. " +
	"Items are named by their number and by short titles of this register's own, not in the words of the framework."

// Matrix is the document of the catalogue: for each framework a drawing, what each item
// is served by, gaps and overlaps; and which capabilities say nearly the same.
func (c *Catalogue) Matrix() document.Document {
	d := document.Document{Title: "Specifications and frameworks", Lang: "en-GB", Intro: []document.Block{document.Said(matrixClaim)}}
	if c.From != "" {
		d.Intro = append(d.Intro, document.Said("Read from "+c.From+"."))
	}
	for i, m := range c.Matrices {
		d.Sections = append(d.Sections, c.framework("framework-"+strconv.Itoa(i+1), m))
	}
	if len(c.Matrices) == 0 {
		d.Intro = append(d.Intro, document.Said("No specification names a framework."))
	}
	if c.Similar != nil {
		d.Sections = append(d.Sections, c.similar())
	}
	return d
}

// framework is the section of one framework.
func (c *Catalogue) framework(id string, m *matrix.Matrix) document.Section {
	bars, grid := matrixBars(m, id+"-pillars").Picture(), MatrixGrid(m, id+"-grid").Picture()
	s := document.Section{ID: id, Title: m.Framework.Title + ", " + m.Framework.Edition}
	s.Blocks = []document.Block{
		document.Said(fmt.Sprintf("%s (%s), by its items.", counted(len(m.Sources), "specification names this framework or maps to it", "specifications name this framework or map to it"), m.Framework.Ref())),
		{Picture: &bars}, {Picture: &grid},
	}
	if m.Unresolved > 0 {
		s.Blocks = append(s.Blocks, document.Said(counted(m.Unresolved, "reference in them names nothing that is known and stands", "references in them name nothing that is known and stand")+" nowhere here."))
	}
	s.Parts = []document.Section{
		{ID: id + "-specifications", Title: "The specifications", Blocks: []document.Block{{Table: c.sources(m)}}},
		{ID: id + "-items", Title: "Every item, and what serves it", Blocks: []document.Block{{Table: c.items(m)}}},
		{ID: id + "-gaps", Title: "Items that no specification serves", Blocks: c.gaps(m)},
		{ID: id + "-overlaps", Title: "Items that many serve", Blocks: c.overlaps(m)},
	}
	return s
}

// MatrixGrid draws which specifications serve which items.
func MatrixGrid(m *matrix.Matrix, prefix string) chart.Grid {
	g := chart.Grid{
		Prefix: prefix, Title: "Specifications and the items of " + m.Framework.Ref(),
		Says: "A row for each specification and a column for each item, by pillar.",
	}
	const most = 40 // rows that are said one by one: a table beside the drawing has them all
	if len(m.Sources) > most {
		g.Instead = fmt.Sprintf("It shows %d specifications; the table of items says the same.", len(m.Sources))
	}
	for _, p := range m.Framework.Pillars {
		columns := chart.Group{Title: p.Number + " " + p.Title}
		for _, item := range p.Items {
			columns.Labels = append(columns.Labels, chart.Label{Short: item.Number, Long: item.Title})
		}
		g.Columns = append(g.Columns, columns)
	}
	rows := chart.Group{}
	for i, s := range m.Sources {
		rows.Labels = append(rows.Labels, chart.Label{Long: s.Spec.ID + " " + s.Spec.Version + ", " + s.State()})
		marks := make([]chart.Mark, len(m.Items))
		for j := range m.Items {
			marks[j] = chartMark(m.Items[j].Cells[i].Mark)
		}
		g.Marks = append(g.Marks, marks)
	}
	g.Rows = []chart.Group{rows}
	return g
}

// matrixBars draws how many items of each pillar any specification serves.
func matrixBars(m *matrix.Matrix, prefix string) chart.Bars {
	b := chart.Bars{Prefix: prefix, Title: "Items of each pillar that any specification serves", Says: "An item counts by its fullest mark."}
	for _, p := range m.Framework.Pillars {
		bar := chart.Bar{Label: p.Number + " " + p.Title, Counts: map[chart.Mark]int{}}
		for i := range m.Items {
			if m.Items[i].Pillar.Number == p.Number {
				bar.Counts[chartMark(m.Items[i].Best())]++
			}
		}
		b.Bars = append(b.Bars, bar)
	}
	return b
}

func chartMark(m matrix.Mark) chart.Mark {
	switch m {
	case matrix.Full:
		return chart.Full
	case matrix.Partial:
		return chart.Partial
	case matrix.Claimed:
		return chart.Claimed
	case matrix.Left:
		return chart.Left
	}
	return chart.None
}

// link leads to the page of a specification, where it has one.
func (c *Catalogue) link(id string) document.Span {
	if c.Link != nil {
		return document.Span{Text: id, Href: c.Link(id)}
	}
	return document.Words(id)
}

func (c *Catalogue) sources(m *matrix.Matrix) *document.Table {
	t := &document.Table{
		Caption: "Specifications that name " + m.Framework.Ref() + " or map to it",
		Head:    []string{"Specification", "Title", "Version", "Standing", "Items served"},
	}
	for i, s := range m.Sources {
		served := 0
		for j := range m.Items {
			if m.Items[j].Cells[i].Mark >= matrix.Claimed {
				served++
			}
		}
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			{document.Para(c.link(s.Spec.ID))}, document.Cell(s.Spec.Title), document.Cell(s.Spec.Version), document.Cell(s.State()),
			document.Cell(fmt.Sprintf("%d of %d", served, len(m.Items))),
		}})
	}
	return t
}

// items is what serves each item, by strength.
func (c *Catalogue) items(m *matrix.Matrix) *document.Table {
	t := &document.Table{
		Caption: "Items of " + m.Framework.Ref() + " and the specifications that serve them",
		Head:    []string{"Item", "Served by", "Fully", "Partly", "Strength not said", "Left to others"},
	}
	for i := range m.Items {
		item := &m.Items[i]
		served, _ := item.Served()
		row := document.Row{Cells: [][]document.Block{document.Cell(item.Name()), document.Cell(fmt.Sprintf("%d of %d", served, len(m.Sources)))}}
		for _, mark := range matrix.Marks {
			row.Cells = append(row.Cells, []document.Block{document.Para(c.having(m, item, mark)...)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// having are the specifications that have a mark, with the capabilities it is from.
func (c *Catalogue) having(m *matrix.Matrix, item *matrix.Item, mark matrix.Mark) []document.Span {
	var spans []document.Span
	for i, cell := range item.Cells {
		if cell.Mark != mark {
			continue
		}
		if len(spans) > 0 {
			spans = append(spans, document.Words(", "))
		}
		spans = append(spans, c.link(m.Sources[i].Spec.ID))
		if len(cell.From) > 0 {
			spans = append(spans, document.Words(" ("+strings.Join(cell.From, ", ")+")"))
		}
	}
	if len(spans) == 0 {
		return []document.Span{document.Words("–")}
	}
	return spans
}

func (c *Catalogue) gaps(m *matrix.Matrix) []document.Block {
	gaps := m.Gaps()
	if len(gaps) == 0 {
		return []document.Block{document.Said("There is none.")}
	}
	var items [][]document.Block
	for i := range gaps {
		item := []document.Block{document.Said(gaps[i].Name())}
		var reasons [][]document.Block
		for j, cell := range gaps[i].Cells {
			if cell.Mark != matrix.Left {
				continue
			}
			said := ": " + cell.Reason
			if cell.By != "" {
				said += " (covered by " + cell.By + ")"
			}
			reasons = append(reasons, []document.Block{document.Para(c.link(m.Sources[j].Spec.ID), document.Words(" leaves it to others"+said))})
		}
		if len(reasons) > 0 {
			item = append(item, document.Bullets(reasons...))
		}
		items = append(items, item)
	}
	return []document.Block{document.Bullets(items...)}
}

func (c *Catalogue) overlaps(m *matrix.Matrix) []document.Block {
	blocks := []document.Block{document.Said(fmt.Sprintf("More than half of the %s that serve any item serve these. That is no fault: it is where they could share what they write and teach.", counted(m.Mapping(), "specification", "specifications")))}
	overlaps := m.Overlaps()
	if len(overlaps) == 0 {
		return append(blocks, document.Said("There is none."))
	}
	t := &document.Table{Caption: "Items that many specifications serve", Head: []string{"Item", "Served by", "Of them fully"}}
	for i := range overlaps {
		served, full := overlaps[i].Served()
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(overlaps[i].Name()), document.Cell(fmt.Sprintf("%d of %d", served, m.Mapping())), document.Cell(strconv.Itoa(full)),
		}})
	}
	return append(blocks, document.Block{Table: t})
}
