package chart

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// Bars are how many things of each of some groups have which mark.
type Bars struct {
	Prefix string // of the ids in it: another one for each drawing of a page
	Title  string
	Says   string // what it shows, in a sentence
	Bars   []Bar
}

// Bar is one group.
type Bar struct {
	Label  string
	Counts map[Mark]int // the things with None belong to the whole as well
}

// whole is how many things there are, and served how many of them are mapped to.
func (b Bar) whole() (whole, served int) {
	for _, m := range Marks {
		n := max(b.Counts[m], 0)
		whole += n
		if m >= Claimed {
			served += n
		}
	}
	return whole, served
}

// words says what the bar shows.
func (b Bar) words() string {
	whole, served := b.whole()
	var parts []string
	for _, m := range Marks {
		if n := b.Counts[m]; n > 0 && m != None {
			parts = append(parts, fmt.Sprintf("%d %s", n, m))
		}
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%d of %d", served, whole)
	}
	return fmt.Sprintf("%d of %d (%s)", served, whole, strings.Join(parts, ", "))
}

// Picture draws the bars, all to one measure.
func (b Bars) Picture() document.Picture {
	d := &drawing{prefix: identifier(b.Prefix)}
	d.patterns()
	most := 1
	for _, bar := range b.Bars {
		whole, _ := bar.whole()
		most = max(most, whole)
	}
	y := float64(margin)
	for _, bar := range b.Bars {
		d.text(margin, y+17, true, width-2*margin, line(bar.Label)+": "+bar.words())
		d.bar(y+cell, float64(width-2*margin)/float64(most), bar)
		y += 2*cell + margin
	}
	y += d.swatches(y)
	says := strings.TrimSpace(line(b.Title) + ". " + line(b.Says))
	for _, bar := range b.Bars {
		says += fmt.Sprintf(" %s: %s.", line(bar.Label), bar.words())
	}
	return d.picture(width, y, b.Title, says)
}

// patterns defines what bars are filled with besides plain ink.
func (d *drawing) patterns() {
	fmt.Fprintf(&d.b, `<defs><pattern id="%s-partial" width="8" height="8" patternUnits="userSpaceOnUse">`+
		`<rect width="8" height="8" fill="%s"/><path d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4" stroke="%s" stroke-width="2.4"/></pattern>`+
		`<pattern id="%s-claimed" width="8" height="8" patternUnits="userSpaceOnUse">`+
		`<rect width="8" height="8" fill="%s"/><circle cx="4" cy="4" r="1.7" fill="%s"/></pattern>`+
		`<pattern id="%s-left" width="10" height="10" patternUnits="userSpaceOnUse">`+
		`<rect width="10" height="10" fill="%s"/><path d="M2 2l6 6M8 2l-6 6" stroke="%s" stroke-width="1.4"/></pattern></defs>`+"\n",
		d.prefix, ground, strong, d.prefix, ground, strong, d.prefix, ground, strong)
}

// fill is what the part of a bar with a mark is filled with.
func (d *drawing) fill(m Mark) string {
	switch m {
	case Full:
		return strong
	case Partial:
		return "url(#" + d.prefix + "-partial)"
	case Claimed:
		return "url(#" + d.prefix + "-claimed)"
	case Left:
		return "url(#" + d.prefix + "-left)"
	}
	return ground
}

// bar draws a bar, a part for each mark.
func (d *drawing) bar(y, unit float64, bar Bar) {
	x := float64(margin)
	for _, m := range Marks {
		n := bar.Counts[m]
		if n <= 0 {
			continue
		}
		d.swatch(x, y, float64(n)*unit, m)
		x += float64(n) * unit
	}
}

// swatch draws a part of a bar.
func (d *drawing) swatch(x, y, w float64, m Mark) {
	fmt.Fprintf(&d.b, `<rect x="%s" y="%s" width="%s" height="%d" fill="%s" stroke="%s" stroke-width="1.5"/>`+"\n",
		number(x), number(y), number(w), cell-4, d.fill(m), ink)
}

// swatches draws what the fillings mean, and returns how high that is.
func (d *drawing) swatches(y float64) float64 {
	x := float64(margin)
	for _, m := range Marks {
		words := m.String()
		d.swatch(x, y+2, 30, m)
		d.text(x+36, y+17, false, 300, words)
		x += 36 + long(words) + 16
	}
	return cell + margin
}
