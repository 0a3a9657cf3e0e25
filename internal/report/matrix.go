package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// Matrix is what the specifications of a catalogue serve of frameworks.
type Matrix struct {
	Matrices []*matrix.Matrix
	Similar  *matrix.Similar
	From     string // what was read, in words
	Options  Options
}

// matrixSigns are the marks where there is room for one letter.
var matrixSigns = map[matrix.Mark]byte{matrix.Full: 'F', matrix.Partial: 'P', matrix.Claimed: 'm', matrix.Left: 'x', matrix.None: '.'}

const matrixKey = "F fully, P partly, m mapped without a strength, x left to others with a reason, . not at all"

// matrixWidth is what a matrix is made for, whatever is wider: it is a page of columns,
// which breaks where lines do.
const matrixWidth = 80

// WriteMatrix writes it for a terminal: a row for each specification, and a column of
// one letter for each item.
func WriteMatrix(w io.Writer, m Matrix) error {
	m.Options.Width = matrixWidth
	p := newPage(w, m.Options)
	for i, one := range m.Matrices {
		if i > 0 {
			p.line("")
		}
		p.title(fmt.Sprintf("%s, %s (%s)", one.Framework.Title, one.Framework.Edition, one.Framework.Ref()))
		p.wrapped("", fmt.Sprintf("%s in %s; what their authors claim, counted.", plural(len(one.Sources), "specification"), m.From))
		p.matrix(one)
	}
	if len(m.Matrices) == 0 {
		p.line("No specification in " + Printable(m.From) + " names a framework.")
	}
	p.alike(m.Similar)
	return p.out.Flush()
}

// matrix writes one matrix: its rows, and lists of what is to be seen in it.
func (p *pageWriter) matrix(m *matrix.Matrix) {
	labels := make([]string, len(m.Sources))
	wide := columns("served by")
	for i, s := range m.Sources {
		labels[i] = s.Spec.ID + " " + s.State()
		wide = max(wide, columns(Printable(labels[i])))
	}
	wide = min(wide, 38)
	for _, part := range matrixParts(m, p.width-wide-1) {
		p.line("")
		p.matrixPart(m, part, labels, wide)
	}
	p.line("")
	p.wrapped("  ", matrixKey)
	for _, pillar := range m.Framework.Pillars {
		p.wrapped("  ", fmt.Sprintf("%s %s", pillar.Number, pillar.Title))
	}
	if m.Unresolved > 0 {
		p.wrapped("  ", pluralOf(m.Unresolved, "reference names", "references name")+" nothing that is known; credctl validate says where")
	}
	p.gaps(m)
	p.overlaps(m)
}

// matrixColumns are columns that stand beside each other.
type matrixColumns struct {
	items           []int // of the matrix; -1 parts pillars
	pillars, labels []string
}

func (c *matrixColumns) add(item int, pillar, label string) {
	c.items, c.pillars, c.labels = append(c.items, item), append(c.pillars, pillar), append(c.labels, label)
}

// matrixParts are the items in as many parts as the room makes necessary. A pillar is
// named once, above its first item, and its number is left out of theirs.
func matrixParts(m *matrix.Matrix, room int) []matrixColumns {
	var parts []matrixColumns
	part := matrixColumns{}
	before := ""
	for i := range m.Items {
		item := &m.Items[i]
		pillar, within := "", len(part.items) > 0
		if item.Pillar.Number != before || !within {
			pillar = item.Pillar.Number
		}
		label := strings.TrimPrefix(item.Number, item.Pillar.Number+".")
		switch {
		case len(part.items) >= room || within && pillar != "" && len(part.items)+1 >= room:
			parts = append(parts, part)
			part, pillar = matrixColumns{}, item.Pillar.Number
		case within && pillar != "":
			part.add(-1, "", "")
		}
		part.add(i, pillar, label)
		before = item.Pillar.Number
	}
	return append(parts, part)
}

func (p *pageWriter) matrixPart(m *matrix.Matrix, part matrixColumns, labels []string, wide int) {
	for _, line := range append(upright(part.pillars), upright(part.labels)...) {
		p.line(strings.TrimRight(strings.Repeat(" ", wide+1)+line, " "))
	}
	for i := range m.Sources {
		signs := make([]byte, len(part.items))
		for j, item := range part.items {
			signs[j] = ' '
			if item >= 0 {
				signs[j] = matrixSigns[m.Items[item].Cells[i].Mark]
			}
		}
		p.line(padded(labels[i], wide) + " " + string(signs))
	}
	counts := make([]string, len(part.items))
	for j, item := range part.items {
		if item >= 0 {
			served, _ := m.Items[item].Served()
			counts[j] = fmt.Sprint(served)
		}
	}
	for i, line := range upright(counts) {
		label := ""
		if i == 0 {
			label = "served by"
		}
		p.line(strings.TrimRight(padded(label, wide)+" "+line, " "))
	}
}

// padded is text made to fill so many columns.
func padded(text string, wide int) string {
	text = short(text, wide)
	for columns(text) > wide { // of wide letters, or of an ellipsis
		text = cut(text, max(len([]rune(text))-2, 0))
	}
	return text + strings.Repeat(" ", wide-columns(text))
}

// upright writes labels of columns from top to bottom, each in a column of its own and
// down to the last line.
func upright(labels []string) []string {
	const most = 8
	high := 0
	for i, l := range labels {
		labels[i] = short(l, most)
		high = max(high, len([]rune(labels[i])))
	}
	lines := make([]string, high)
	for _, l := range labels {
		letters := []rune(l)
		for y := range lines {
			at := y - (high - len(letters))
			if at < 0 {
				lines[y] += " "
				continue
			}
			lines[y] += string(letters[at])
		}
	}
	return lines
}

// gaps lists what nothing serves.
func (p *pageWriter) gaps(m *matrix.Matrix) {
	gaps := m.Gaps()
	p.heading(fmt.Sprintf("Items that no specification serves (%d of %d)", len(gaps), len(m.Items)))
	if len(gaps) == 0 {
		p.line("  none")
	}
	for i := range gaps {
		p.wrapped("  ", gaps[i].Name())
		var left []string
		for j, cell := range gaps[i].Cells {
			if cell.Mark == matrix.Left {
				left = append(left, m.Sources[j].Spec.ID)
			}
		}
		const most = 5
		if more := len(left) - most; more > 0 {
			left = append(left[:most], fmt.Sprintf("%d more", more))
		}
		if len(left) > 0 {
			p.wrapped("    ", "left to others, with a reason, by "+strings.Join(left, ", "))
		}
	}
}

// overlaps lists what many serve, the most served first.
func (p *pageWriter) overlaps(m *matrix.Matrix) {
	overlaps := m.Overlaps()
	p.heading(fmt.Sprintf("Items that more than half of the specifications with any item serve (%d of %d)", len(overlaps), len(m.Items)))
	if len(overlaps) == 0 {
		p.line("  none")
	}
	for i := range overlaps {
		served, full := overlaps[i].Served()
		p.wrapped("  ", fmt.Sprintf("%s: %d of %d, %d of them fully", overlaps[i].Name(), served, m.Mapping(), full))
	}
}

// alike lists capabilities that say nearly the same.
func (p *pageWriter) alike(s *matrix.Similar) {
	if s == nil {
		return
	}
	const places, words = 12, 12 // that are shown of one
	p.heading(fmt.Sprintf("Capabilities of different specifications that say nearly the same (%d)", len(s.Alike)))
	if len(s.Alike) == 0 {
		p.line(fmt.Sprintf("  none among the %d that were compared", s.Compared))
	}
	for _, a := range s.Alike {
		p.line(fmt.Sprintf("  %d%% of the words of %s", a.Percent, a.Of()))
		for i, place := range a.Places {
			if i == places {
				p.line(fmt.Sprintf("    and %d more", len(a.Places)-places))
				break
			}
			p.wrapped("    ", fmt.Sprintf("%s: %s %s", place.At(), place.Specification, short(place.Name(), 120)))
		}
		more := ""
		if len(a.Words) > words {
			more = fmt.Sprintf(" and %d more", len(a.Words)-words)
		}
		p.wrapped("    in both: ", strings.Join(a.Words[:min(len(a.Words), words)], ", ")+more)
	}
	if s.Cut {
		p.line("  there is more than could be listed")
	}
	p.line("")
	p.wrapped("", s.Note())
}

// WriteMatrixCSV writes all matrices as one table that a spreadsheet opens: a row for
// each item, and a column for each specification.
func WriteMatrixCSV(w io.Writer, m Matrix) error {
	out := tabular.NewWriter(w)
	var ids []string
	for _, one := range m.Matrices {
		for _, s := range one.Sources {
			if !slices.Contains(ids, s.Spec.ID) {
				ids = append(ids, s.Spec.ID)
			}
		}
	}
	slices.Sort(ids)
	out.Row(append([]string{"framework", "pillar", "item", "title", "served by"}, ids...)...)
	for _, one := range m.Matrices {
		for i := range one.Items {
			item := &one.Items[i]
			served, _ := item.Served()
			cells := map[string]string{}
			for j, cell := range item.Cells {
				cells[one.Sources[j].Spec.ID] = matrixCell(cell)
			}
			row := []string{one.Framework.Ref(), item.Pillar.Number + " " + item.Pillar.Title, one.Framework.Ref() + "#" + item.Number, item.Title, fmt.Sprint(served)}
			for _, id := range ids {
				row = append(row, cells[id])
			}
			out.Row(row...)
		}
	}
	return out.Flush()
}

// matrixCell is what a specification serves of an item, in words.
func matrixCell(c matrix.Cell) string {
	word := map[matrix.Mark]string{matrix.Full: "full", matrix.Partial: "partial", matrix.Claimed: "mapped", matrix.Left: "left to others"}[c.Mark]
	switch {
	case c.Mark == matrix.Left:
		return word + ": " + c.Reason
	case len(c.From) > 0:
		return word + ": " + strings.Join(c.From, ", ")
	}
	return word
}
