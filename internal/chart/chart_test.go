package chart

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/document"
)

// grid has every mark, two groups of columns, and numbers that a careless program
// takes for one.
func grid(prefix string) Grid {
	return Grid{
		Prefix: prefix,
		Title:  "Capabilities and the framework",
		Says:   "Which items each capability is mapped to.",
		Columns: []Group{
			{Title: "1 Clinical practice", Labels: []Label{{Short: "1.1", Long: "Scope"}, {Short: "1.2"}, {Short: "1.10"}}},
			{Title: "2 Leadership", Labels: []Label{{Short: "2.1"}, {Short: "2.2"}}},
		},
		Rows: []Group{
			{Title: "A Assessment", Labels: []Label{{Short: "A1", Long: "Assess wounds"}, {Short: "A2", Long: "Explain"}}},
			{Labels: []Label{{Long: "Nothing at all"}}},
		},
		Marks: [][]Mark{{Full, Partial, Claimed, Left}, {None, Full}},
	}
}

func bars(prefix string) Bars {
	return Bars{
		Prefix: prefix, Title: "Pillars", Says: "How many items are mapped to.",
		Bars: []Bar{
			{Label: "1 Clinical practice", Counts: map[Mark]int{Full: 3, Partial: 2, Claimed: 1, Left: 1, None: 4}},
			{Label: "2 Leadership", Counts: map[Mark]int{None: 8}},
		},
	}
}

func drawings() map[string]document.Picture {
	hostile := grid(`"><script>`)
	hostile.Title = "<script>alert(1)</script> & ]]> \x00\x1b[2J\u202e"
	hostile.Columns[0].Title = `"onload="x`
	hostile.Columns[0].Labels[0].Short = "</text><a href='javascript:x'>"
	hostile.Rows[0].Labels[0].Long = strings.Repeat("<img src=x onerror=y>", 50)
	none := Grid{Prefix: "none", Title: "Nothing"}
	return map[string]document.Picture{
		"grid": grid("grid").Picture(), "bars": bars("bars").Picture(), "hostile": hostile.Picture(),
		"none": none.Picture(), "no bars": Bars{}.Picture(),
		"hostile bars": Bars{Prefix: "x y", Title: "<b>", Bars: []Bar{{Label: "</text>\u2028", Counts: map[Mark]int{Full: -4}}}}.Picture(),
	}
}

// elements lists the elements of a drawing, and fails where it is no XML.
func elements(t *testing.T, svg string) []xml.StartElement {
	t.Helper()
	var found []xml.StartElement
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return found
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		if e, ok := token.(xml.StartElement); ok {
			found = append(found, e.Copy())
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestDrawingsAreNamedAndHarmless(t *testing.T) {
	allowed := []string{"svg", "title", "desc", "rect", "text", "circle", "path", "defs", "pattern"}
	for name, p := range drawings() {
		ids := map[string]bool{}
		found := elements(t, p.SVG)
		for _, e := range found {
			if !slices.Contains(allowed, e.Name.Local) {
				t.Errorf("%s: there is an element %s", name, e.Name.Local)
			}
			for _, a := range e.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") || a.Name.Local == "style" {
					t.Errorf("%s: there is an attribute %s", name, a.Name.Local)
				}
			}
			if id := attribute(e, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: id %q stands twice", name, id)
				}
				ids[id] = true
			}
		}
		if attribute(found[0], "role") != "img" {
			t.Errorf("%s is not said to be an image", name)
		}
		for id := range strings.FieldsSeq(attribute(found[0], "aria-labelledby")) {
			if !ids[id] {
				t.Errorf("%s is named by %s, which it does not hold", name, id)
			}
		}
		for _, m := range regexp.MustCompile(`url\(#([^)]*)\)`).FindAllStringSubmatch(p.SVG, -1) {
			if !ids[m[1]] {
				t.Errorf("%s is filled with %s, which it does not hold", name, m[1])
			}
		}
	}
}

// The words must say all that the drawing shows.
func TestPicturesSayWhatTheyShow(t *testing.T) {
	want := "Capabilities and the framework. Which items each capability is mapped to. " +
		"A1 Assess wounds: full: 1.1; partial: 1.2; mapped, strength not said: 1.10; left to others, with a reason: 2.1. " +
		"A2 Explain: full: 1.2. Nothing at all: none."
	if got := grid("g").Picture().Text; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	want = "Pillars. How many items are mapped to. 1 Clinical practice: 6 of 11 (3 full, 2 partial, 1 mapped, strength not said, " +
		"1 left to others, with a reason). 2 Leadership: 0 of 8."
	if got := bars("b").Picture().Text; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSameValuesSameBytes(t *testing.T) {
	first := drawings()
	for range 5 {
		for name, p := range drawings() {
			if p != first[name] {
				t.Errorf("%s is drawn in two ways", name)
			}
		}
	}
}

// No two marks may have the same shape: colour alone would part them.
func TestEveryMarkHasAShapeOfItsOwn(t *testing.T) {
	seen := map[string]Mark{}
	for _, m := range Marks {
		d := &drawing{}
		d.mark(0, 0, m)
		shape := regexp.MustCompile(`#[0-9a-f]{6}`).ReplaceAllString(d.b.String(), "")
		if other, twice := seen[shape]; twice {
			t.Errorf("%s is drawn like %s", m, other)
		}
		seen[shape] = m
	}
	fills := map[string]bool{}
	for _, m := range Marks {
		fills[(&drawing{}).fill(m)] = true
	}
	if len(fills) != len(Marks) {
		t.Errorf("%d fillings for %d marks", len(fills), len(Marks))
	}
}

// luminance is the relative luminance of a colour, as WCAG 2 defines it.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	value, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		t.Fatalf("%q is no colour", colour)
	}
	l := 0.0
	for i, weight := range []float64{0.0722, 0.7152, 0.2126} {
		c := float64(value>>(8*i)&0xff) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		l += weight * c
	}
	return l
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	la, lb := luminance(t, a), luminance(t, b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// Programs that judge pages cannot tell the contrast of what is drawn; so it is
// counted here, of every colour that stands in a drawing.
func TestContrastIsEnough(t *testing.T) {
	grounds := []string{ground, band}
	for name, p := range drawings() {
		for _, e := range elements(t, p.SVG) {
			least := 3.0
			if e.Name.Local == "text" || e.Name.Local == "svg" { // texts have the colour of the whole
				least = 4.5
			}
			for _, a := range []string{"fill", "stroke"} {
				colour := attribute(e, a)
				if colour == "" || colour == "none" || strings.HasPrefix(colour, "url(") || slices.Contains(grounds, colour) {
					continue
				}
				for _, g := range grounds {
					if c := contrast(t, colour, g); c < least {
						t.Errorf("%s: %s of a %s has a contrast of %.2f to %s, and needs %.1f", name, colour, e.Name.Local, c, g, least)
					}
				}
			}
		}
	}
	if c := fmt.Sprintf("%.2f", contrast(t, "#777777", "#ffffff")); c != "4.48" {
		t.Errorf("#777777 on white: %s instead of the well-known 4.48", c)
	}
}

// What does not fit is cut, and said in full in the words.
func TestLongLabelsAreCut(t *testing.T) {
	g := grid("g")
	g.Rows[0].Labels[0].Long = strings.Repeat("very ", 100) + "long"
	p := g.Picture()
	if strings.Contains(strings.ReplaceAll(p.SVG, escape(p.Text), ""), "long") || !strings.Contains(p.Text, "very long") {
		t.Error("the label is not cut, or nowhere said in full")
	}
}
