package intake

import (
	"fmt"
	"strings"
)

// Report says how a source was understood, and what of it was not.
type Report struct {
	Counts     Counts
	Understood []string  // how columns and headings are read
	Doubts     []Item    // in the draft, to be looked at
	Left       []Item    // not in the draft
	Cleaned    []Cleaned // characters that were mended
}

// Item is one place of a source that people should look at.
type Item struct{ At, What, Text string }

// Counts are how many of each there are in a draft.
type Counts struct{ Domains, Capabilities, Statements, Mappings, Sections, Guesses int }

// String says the counts in words.
func (c Counts) String() string {
	return strings.Join([]string{
		number(c.Domains, "domain"), number(c.Capabilities, "capability"), number(c.Statements, "statement"),
		number(c.Mappings, "mapping"), number(c.Sections, "section"),
	}, ", ")
}

func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if stem, ok := strings.CutSuffix(what, "y"); ok {
		what = stem + "ie"
	}
	if strings.HasSuffix(what, "ss") {
		what += "e"
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (r *Report) count(d *Draft) {
	c := &r.Counts
	c.Domains, c.Sections = len(d.Domains), len(d.sections)
	d.each(func(n *node, kind string, _ ...string) {
		c.Mappings += len(n.MapsTo)
		c.Guesses += len(n.Guesses)
		switch kind {
		case "capability":
			c.Capabilities++
		case "statement":
			c.Statements++
		}
	})
}

// each calls do for every domain, capability and statement, with its kind and its
// texts.
func (d *Draft) each(do func(n *node, kind string, texts ...string)) {
	statements := func(all []*Statement) {
		for _, s := range all {
			do(&s.node, "statement", s.Text)
		}
	}
	for _, domain := range d.Domains {
		do(&domain.node, "domain", append([]string{domain.Title}, domain.Summary...)...)
		statements(domain.Statements)
		for _, c := range domain.Capabilities {
			do(&c.node, "capability", append([]string{c.Title}, c.Statement...)...)
			statements(c.Statements)
		}
	}
}

// Size is how many bytes the texts of the draft have. The specification that it
// becomes has more.
func (d *Draft) Size() int {
	size := len(d.Title.Value)
	add := func(texts ...string) {
		for _, text := range texts {
			size += len(text)
		}
	}
	d.each(func(_ *node, _ string, texts ...string) { add(texts...) })
	for _, texts := range d.fields {
		for _, text := range texts {
			add(text.Value)
		}
	}
	for _, s := range d.sections {
		add(s.body...)
	}
	return size
}

// Lines writes the report for people, a line each; what belongs together stands
// together, in the order of the source.
func (r *Report) Lines() []string {
	lines := append([]string{"read: " + r.Counts.String()}, r.Understood...)
	if n := r.Counts.Guesses; n > 0 {
		lines = append(lines, number(n, "guess")+`, marked in the file by remarks that begin with "# guessed:"`)
	}
	for _, c := range r.Cleaned {
		lines = append(lines, fmt.Sprintf("%s: %d, in %s", c.What, c.Count, few(c.At)))
	}
	lines = append(lines, grouped("to be looked at", r.Doubts)...)
	return append(lines, grouped("not taken over", r.Left)...)
}

// few names the first places of many.
func few(places []string) string {
	const most = 5
	if len(places) <= most {
		return strings.Join(places, "; ")
	}
	return fmt.Sprintf("%s and %d more places", strings.Join(places[:most], "; "), len(places)-most)
}

// grouped writes items under what they have in common.
func grouped(lead string, items []Item) []string {
	var order []string
	by := map[string][]Item{}
	for _, item := range items {
		if _, met := by[item.What]; !met {
			order = append(order, item.What)
		}
		by[item.What] = append(by[item.What], item)
	}
	var lines []string
	for _, what := range order {
		for i, item := range by[what] {
			if i == 0 {
				lines = append(lines, lead+": "+what)
			}
			line := "  " + item.At
			if item.Text != "" {
				line += ": " + quoted(item.Text)
			}
			lines = append(lines, line)
		}
	}
	return lines
}
