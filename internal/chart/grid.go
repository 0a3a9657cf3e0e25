package chart

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// Grid is which rows serve which columns. Its height grows with its rows and its
// width with its columns, and a wide drawing is shown small: what there are many of,
// or what has long names, are the rows.
type Grid struct {
	Prefix string // of the ids in it: another one for each drawing of a page
	Title  string
	Says   string // what it shows, in a sentence
	// Columns are groups of columns, whose short labels stand above them. A group of
	// rows may have no title.
	Columns, Rows []Group
	// Marks has a row for each of the rows of all groups, and in it a mark for each of
	// the columns of all groups. What is missing is None.
	Marks [][]Mark
	// Instead is said in the place of what each row shows, where a table beside the
	// drawing says that and would be long; "" says it row by row.
	Instead string
}

// Group is labels that belong together.
type Group struct {
	Title  string
	Labels []Label
}

// Label names a row or a column. Short stands where there is little room, Long where
// there is more; either may be empty.
type Label struct{ Short, Long string }

// String is all that the label says.
func (l Label) String() string { return strings.TrimSpace(line(l.Short) + " " + line(l.Long)) }

// brief is what stands for the label where there is little room.
func (l Label) brief() string {
	if l.Short != "" {
		return line(l.Short)
	}
	return line(l.Long)
}

// Picture draws the grid.
func (g Grid) Picture() document.Picture {
	d := &drawing{prefix: identifier(g.Prefix)}
	left := g.room()
	right := left
	for _, columns := range g.Columns {
		right += float64(len(columns.Labels)*cell + gap)
	}
	w := max(width, right+margin)
	y := g.heads(d, left)
	top := y
	row := 0
	for _, rows := range g.Rows {
		if rows.Title != "" {
			d.text(margin, y+17, true, right-margin, rows.Title)
			y += cell
		}
		for _, label := range rows.Labels {
			g.row(d, y, left, right, row, label)
			row++
			y += cell
		}
		y += gap
	}
	g.rules(d, left, top, y)
	y += d.key(y)
	return d.picture(w, y, g.Title, g.words())
}

// room is how far from the left the marks begin: as far as the longest label needs,
// and never more than is left.
func (g Grid) room() float64 {
	room := 60.0
	for _, rows := range g.Rows {
		for _, label := range rows.Labels {
			room = max(room, long(label.String()))
		}
	}
	return margin + min(room, 340) + margin
}

// heads draws the names of groups and columns, and returns where the rows begin.
// Names of columns that are longer than a column is wide are written upwards.
func (g Grid) heads(d *drawing, left float64) float64 {
	high := 0.0
	for _, columns := range g.Columns {
		for _, label := range columns.Labels {
			high = max(high, long(label.brief()))
		}
	}
	upwards := high > cell+8
	high = min(high, 150) + margin
	if !upwards {
		high = size + margin
	}
	y := float64(margin + cell)
	x := left
	for _, columns := range g.Columns {
		wide := float64(len(columns.Labels) * cell)
		d.text(x, y-margin, true, wide, columns.Title)
		for _, label := range columns.Labels {
			g.head(d, x+cell/2, y+high-margin, high, upwards, label)
			x += cell
		}
		x += gap
	}
	return y + high
}

// head draws the name of a column.
func (g Grid) head(d *drawing, x, y, room float64, upwards bool, label Label) {
	if !upwards {
		fmt.Fprintf(&d.b, `<text x="%s" y="%s" text-anchor="middle" font-size="11">%s</text>`+"\n",
			number(x), number(y), escape(fit(label.brief(), cell+8)))
		return
	}
	fmt.Fprintf(&d.b, `<text transform="translate(%s %s) rotate(-90)">%s</text>`+"\n",
		number(x+5), number(y), escape(fit(label.brief(), room)))
}

// row draws one row.
func (g Grid) row(d *drawing, y, left, right float64, row int, label Label) {
	if row%2 == 0 {
		fmt.Fprintf(&d.b, `<rect x="%d" y="%s" width="%s" height="%d" fill="%s"/>`+"\n",
			margin/2, number(y), number(right-gap), cell, band)
	}
	d.text(margin, y+17, false, left-2*margin, label.String())
	x := left
	column := 0
	for _, columns := range g.Columns {
		for range columns.Labels {
			d.mark(x+cell/2, y+cell/2, g.at(row, column))
			column++
			x += cell
		}
		x += gap
	}
}

// rules draws the lines that part groups of columns.
func (g Grid) rules(d *drawing, left, top, bottom float64) {
	x := left - gap/2
	for _, columns := range g.Columns {
		fmt.Fprintf(&d.b, `<path d="M%s %sV%s" stroke="%s"/>`+"\n", number(x), number(top), number(bottom-gap), rule)
		x += float64(len(columns.Labels)*cell + gap)
	}
}

// at is the mark at a place.
func (g Grid) at(row, column int) Mark {
	if row >= len(g.Marks) || column >= len(g.Marks[row]) {
		return None
	}
	return g.Marks[row][column]
}

// words says what the grid shows, row by row.
func (g Grid) words() string {
	var b strings.Builder
	b.WriteString(strings.TrimSpace(line(g.Title) + ". " + line(g.Says)))
	if g.Instead != "" {
		return b.String() + " " + line(g.Instead)
	}
	row := 0
	for _, rows := range g.Rows {
		for _, label := range rows.Labels {
			fmt.Fprintf(&b, " %s: %s.", label, g.rowWords(row))
			row++
		}
	}
	return b.String()
}

// rowWords says what a row shows, the fullest marks first.
func (g Grid) rowWords(row int) string {
	var said []string
	for _, m := range Marks {
		var names []string
		column := 0
		for _, columns := range g.Columns {
			for _, label := range columns.Labels {
				if m != None && g.at(row, column) == m {
					names = append(names, label.brief())
				}
				column++
			}
		}
		if len(names) > 0 {
			said = append(said, m.String()+": "+strings.Join(names, ", "))
		}
	}
	if len(said) == 0 {
		return "none"
	}
	return strings.Join(said, "; ")
}
