package chart

import "fmt"

// mark draws a mark around a place: each has a shape of its own, so that it is told
// from the others without colour, in print and by those who see little.
func (d *drawing) mark(x, y float64, m Mark) {
	const r = 7
	switch m {
	case Full:
		fmt.Fprintf(&d.b, `<circle cx="%s" cy="%s" r="%d" fill="%s"/>`+"\n", number(x), number(y), r, strong)
	case Partial: // a ring whose lower half is filled
		fmt.Fprintf(&d.b, `<circle cx="%s" cy="%s" r="%s" fill="none" stroke="%s" stroke-width="1.6"/>`+
			`<path d="M%s %sa%d %d 0 0 0 %d 0z" fill="%s"/>`+"\n",
			number(x), number(y), number(r-0.8), strong, number(x-r), number(y), r, r, 2*r, strong)
	case Claimed:
		fmt.Fprintf(&d.b, `<circle cx="%s" cy="%s" r="%s" fill="none" stroke="%s" stroke-width="1.6"/>`+"\n",
			number(x), number(y), number(r-0.8), strong)
	case Left:
		fmt.Fprintf(&d.b, `<path d="M%s %sl10 10m0 -10l-10 10" fill="none" stroke="%s" stroke-width="2"/>`+"\n",
			number(x-5), number(y-5), strong)
	}
}

// key draws what the marks mean, and returns how high it is.
func (d *drawing) key(y float64) float64 {
	x := float64(margin)
	for _, m := range Marks {
		if m == None {
			continue
		}
		d.mark(x+8, y+cell/2, m)
		words := m.String()
		d.text(x+22, y+cell/2+5, false, 300, words)
		x += 22 + long(words) + 20
	}
	d.text(x, y+cell/2+5, false, 300, "empty: none")
	return cell + margin
}
