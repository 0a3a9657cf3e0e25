package report

import (
	"strings"
	"unicode/utf8"
)

// tabStop is how a tab is shown in an excerpt: a fixed number of columns, so that
// what is shown of a line does not depend on what is cut off before it.
const tabStop = "    "

// ellipsis stands where a long line was cut.
const ellipsis = "…"

// cell is glyph for an excerpt, where a tab is some room rather than \t.
func cell(line string, at int) (shown string, width, size int) {
	if line[at] == '\t' {
		return tabStop, len(tabStop), 1
	}
	return glyph(line, at)
}

// frame shows a line, or a window of it around byte offset at, in at most width
// columns, with carets under run characters from there. It costs as much as what
// is shown, however long the line is.
func frame(line string, at, run, width int) excerpt {
	budget := width - 2 // an ellipsis on either side, a column each
	from, left := back(line, at, budget/2)
	to, right := forth(line, at, budget-left)
	if to == len(line) {
		var more int
		from, more = back(line, from, budget-left-right)
		left += more
	}
	var b strings.Builder
	x := excerpt{indent: left}
	if from > 0 {
		b.WriteString(ellipsis)
		x.indent++
	}
	for i := from; i < to; {
		shown, width, size := cell(line, i)
		if i == at {
			x.from, x.to = b.Len(), b.Len()+len(shown)
		}
		b.WriteString(shown)
		if i >= at && run > 0 {
			x.caret += width
			x.to = b.Len()
			run--
		}
		i += size
	}
	if at >= to {
		x.from, x.to = b.Len(), b.Len()
	}
	x.text = b.String()
	if to < len(line) {
		x.text += ellipsis
	} else {
		x.text = strings.TrimRight(x.text, " ")
	}
	return x.standing(line, at)
}

// standing gives a place that takes no room one column: the next one, or the
// letter's own if the place is a mark on it.
func (x excerpt) standing(line string, at int) excerpt {
	if x.caret > 0 {
		return x
	}
	x.caret = 1
	if at < len(line) && x.indent > 0 {
		if _, width, _ := cell(line, at); width == 0 {
			x.indent--
		}
	}
	return x
}

// back goes from byte offset at towards the line's start while there is room,
// and returns where it came to and how many columns it took. It does not stop
// between a letter and its marks.
func back(line string, at, room int) (from, took int) {
	from = at
	whole, wholeTook := at, 0
	for from > 0 {
		_, size := utf8.DecodeLastRuneInString(line[:from])
		_, width, _ := cell(line, from-size)
		if took+width > room {
			break
		}
		from -= size
		took += width
		if width > 0 {
			whole, wholeTook = from, took
		}
	}
	return whole, wholeTook
}

// forth goes from byte offset at towards the line's end while there is room.
func forth(line string, at, room int) (to, took int) {
	to = at
	for to < len(line) {
		_, width, size := cell(line, to)
		if took+width > room {
			break
		}
		to += size
		took += width
	}
	return to, took
}
