// Package chart draws what can be counted, a grid of marks and bars, as SVG that says
// the same in words. A drawing needs no colour to be understood and no script to be
// shown, asks for nothing from anywhere, and is as wide as the place it is put in. All
// it is given is text, escaped wherever it lands. It knows nothing of specifications.
package chart

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// Mark says how far one thing serves another.
type Mark int

// The marks, from nothing to most.
const (
	None    Mark = iota
	Left         // it is left to others, with a reason
	Claimed      // it serves it; nobody said how far
	Partial
	Full
)

// Marks are all marks, the fullest first.
var Marks = []Mark{Full, Partial, Claimed, Left, None}

// String is the mark in words.
func (m Mark) String() string {
	switch m {
	case Full:
		return "full"
	case Partial:
		return "partial"
	case Claimed:
		return "mapped, strength not said"
	case Left:
		return "left to others, with a reason"
	}
	return "none"
}

// Letter is the mark in one letter, for where nothing can be drawn; "" is None.
func (m Mark) Letter() string {
	switch m {
	case Full:
		return "F"
	case Partial:
		return "P"
	case Claimed:
		return "m"
	case Left:
		return "x"
	}
	return ""
}

// The colours: dark ones on light ones. Text has a contrast of at least 4.5 to every
// ground, and what has to be seen to be understood one of at least 3.
const (
	ink    = "#212b32" // texts and outlines
	strong = "#003087" // marks
	rule   = "#76868f" // lines that part groups
	ground = "#ffffff"
	band   = "#f0f4f5" // every other row
)

// Measures, in the units of the drawing.
const (
	width  = 960 // at least, so that a small drawing is not blown up
	size   = 14  // of letters
	cell   = 24  // of a grid, each way
	margin = 8
	gap    = 6 // between groups
)

// drawing is an svg element being written.
type drawing struct {
	b      strings.Builder
	prefix string
}

// text writes words that begin at a place, shortened to what fits into room.
func (d *drawing) text(x, y float64, bold bool, room float64, words string) {
	weight := ""
	if bold {
		weight = ` font-weight="bold"`
		room *= 0.92
	}
	fmt.Fprintf(&d.b, `<text x="%s" y="%s" text-anchor="start"%s>%s</text>`+"\n",
		number(x), number(y), weight, escape(fit(words, room)))
}

// picture closes the drawing. Its title and what it says in words stand in it too.
func (d *drawing) picture(w, h float64, title, says string) document.Picture {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 %s %s"`+
		` aria-labelledby="%s-title %s-desc" font-family="Arial, Helvetica, sans-serif" font-size="%d" fill="%s">`+"\n",
		number(w), number(h), d.prefix, d.prefix, size, ink)
	fmt.Fprintf(&b, `<title id="%s-title">%s</title>`+"\n"+`<desc id="%s-desc">%s</desc>`+"\n",
		d.prefix, escape(line(title)), d.prefix, escape(says))
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="%s"/>`+"\n", number(w), number(h), ground)
	b.WriteString(d.b.String())
	b.WriteString("</svg>\n")
	return document.Picture{SVG: b.String(), Text: says}
}
