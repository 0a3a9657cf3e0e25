package dossier

import (
	"cmp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/layout"
	"github.com/advancing-practice/credctl/internal/report"
)

// textPage is a specification laid out as sections of the page. Criteria and findings
// lead to them by the place in the file that they are of.
type textPage struct {
	layout   *layout.Layout
	sections []section
	headings []section // every section, in the order of the page
}

func newTextPage(d *Dossier) *textPage {
	t := &textPage{layout: layout.Of(d.Text, layout.Options{Prefix: "text-", Item: func(ref string) document.Span {
		if d.Frameworks != nil {
			if res := d.Frameworks.Resolve(ref, d.Text.Frameworks); res.Item.Title != "" {
				return document.Words(ref + ", " + res.Item.Title)
			}
		}
		return document.Words(ref)
	}})}
	t.sections = sectionsOf(t.layout.Sections)
	t.headings = flattened(t.sections)
	return t
}

// nearest is the anchor of a place, or of the nearest around it that was laid out;
// "" if there is none.
func (t *textPage) nearest(pointer string) string { return t.layout.Nearest(pointer) }

// sectionsOf are sections of a document on the page: printable, as all on it.
func sectionsOf(all []document.Section) []section {
	var out []section
	for _, s := range all {
		out = append(out, section{
			ID: s.ID, Title: report.Printable(s.Title), Listed: !s.Unlisted, Blocks: blocksOf(s.Blocks), Parts: sectionsOf(s.Parts),
		})
	}
	return out
}

func blocksOf(all []document.Block) []block {
	var out []block
	for _, b := range all {
		own := block{Strong: b.Strong, Ordered: b.Ordered, Lines: b.Lines}
		for _, s := range b.Text {
			own.Text = append(own.Text, spanOf(s))
		}
		for _, item := range b.Items {
			own.Items = append(own.Items, blocksOf(item))
		}
		for _, f := range b.Facts {
			own.Facts = append(own.Facts, fact{report.Printable(f.Name), blocksOf(f.Blocks)})
		}
		if b.Table != nil {
			own.Table = tableOf(b.Table)
		}
		out = append(out, own)
	}
	return out
}

func tableOf(t *document.Table) *table {
	own := &table{Caption: report.Printable(t.Caption), Head: t.Head}
	for _, r := range t.Rows {
		line := row{ID: r.ID}
		for _, c := range r.Cells {
			line.Cells = append(line.Cells, blocksOf(c))
		}
		own.Rows = append(own.Rows, line)
	}
	return own
}

// spanOf leads nowhere where whoever sees the address would see another.
func spanOf(s document.Span) span {
	own := span{Text: report.Printable(s.Text), Code: s.Code}
	if s.Href == report.Printable(s.Href) {
		own.Href = s.Href
	}
	return own
}

// flattened are sections and all those inside them, in the order of the page.
func flattened(all []section) []section {
	var out []section
	for _, s := range all {
		out = append(append(out, s), flattened(s.Parts)...)
	}
	return out
}

// looked are the parts of a specification that kinds of check look at which name no
// place of their own.
var looked = map[string][]string{
	"maps-to-framework":  {"/frameworks", "/domains"},
	"coverage-explained": {"/coverage", "/domains"},
	"claims":             {"/domains"},
}

// collected are where the elements stand that checks name by their collection.
var collected = map[string]string{
	"units": "/units", "activities": "/activities", "domains": "/domains", "capabilities": "/domains", "statements": "/domains",
	"outcomes": "/outcomes", "methods": "/assessment", "references": "/references", "sections": "/sections",
}

// passages are links to what a criterion is about: where its checks look, and what
// was found.
func (t *textPage) passages(d *Dossier, p *criteria.Pack, c *criteria.Criterion) []span {
	wanted := map[string]bool{}
	for i := range c.Checks {
		for _, place := range slices.Concat(c.Checks[i].At, looked[c.Checks[i].Kind]) {
			wanted[t.nearest(cmp.Or(collected[place], strings.TrimSuffix(strings.Split(place, "*")[0], "/")))] = true
		}
	}
	for _, f := range d.bearing(p, c) {
		wanted[t.nearest(f.Pointer)] = true
	}
	var links []span
	for _, s := range t.headings {
		if wanted[s.ID] {
			links = append(links, within(s.ID, s.Title))
		}
	}
	if len(links) == 0 {
		return []span{within("text", "The whole text"), words(": no check looks at one part of it.")}
	}
	return joined(", ", links)
}
