package dossier

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// textPage lays a specification out as sections. Each has the anchor of the place
// in the file that it is of, so that criteria and findings can lead to it.
type textPage struct {
	s          *spec.Specification
	frameworks *framework.Registry
	anchors    map[string]string // by pointer, what was laid out
	ids        map[string]string // by kind and id, the anchor of the first
	headings   []section         // every section, in the order of the page
}

func newTextPage(d *Dossier) *textPage {
	t := &textPage{s: d.Text, frameworks: d.Frameworks, anchors: map[string]string{}, ids: map[string]string{}}
	for _, k := range spec.Kinds {
		for _, e := range d.Text.Elements(k) {
			if key := string(k) + " " + e.ID; t.ids[key] == "" {
				t.ids[key] = anchorOf(e.At.Pointer())
			}
		}
	}
	return t
}

// anchorOf is the anchor of a place: its keys are words of the format.
func anchorOf(pointer string) string { return "text" + strings.ReplaceAll(pointer, "/", "-") }

// at lays out a section about a place of the file. Without anything in it, it is
// left out.
func (t *textPage) at(pointer, title string, blocks []block, parts ...section) []section {
	if len(blocks) == 0 && len(parts) == 0 {
		return nil
	}
	return []section{{ID: t.anchor(pointer), Title: title, Blocks: blocks, Parts: parts}}
}

// together are places that are laid out in the section of another.
var together = map[string]string{"/summary": "/title", "/also_known_as": "/title", "/notional_hours": "/credits", "/duration": "/credits"}

// anchor notes that a place is laid out.
func (t *textPage) anchor(pointer string) string {
	a := anchorOf(pointer)
	t.anchors[pointer] = a
	return a
}

// flattened are sections and all those inside them, in the order of the page.
func flattened(all []section) []section {
	var out []section
	for _, s := range all {
		out = append(append(out, s), flattened(s.Parts)...)
	}
	return out
}

// nearest is the anchor of a place, or of the nearest around it that was laid out;
// "" if there is none.
func (t *textPage) nearest(pointer string) string {
	for pointer != "" {
		if a := t.anchors[cmp.Or(together[pointer], pointer)]; a != "" {
			return a
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
	return ""
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

// texts is a fact of one text, left out where there is none.
func texts(name, text string) []fact {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return []fact{{name, prose(text)}}
}

// list is a fact of several texts, left out where there are none.
func list(name string, all []string) []fact {
	if len(all) == 0 {
		return nil
	}
	return []fact{{name, each(all)}}
}

// holds is a block of facts, left out where there are none.
func holds(all ...[]fact) []block {
	flat := slices.Concat(all...)
	if len(flat) == 0 {
		return nil
	}
	return []block{facts(flat...)}
}

// number is a fact of a number, left out where it is 0.
func number(name string, n float64) []fact {
	if n == 0 {
		return nil
	}
	return []fact{{name, []block{said(strconv.FormatFloat(n, 'f', -1, 64))}}}
}

// yes is a fact of yes or no, left out where the file does not say.
func yes(name string, v yamldoc.Value) []fact {
	if v.Kind() != yamldoc.Bool {
		return nil
	}
	answer := "no"
	if v.Text() == "true" {
		answer = "yes"
	}
	return []fact{{name, []block{said(answer)}}}
}

// refs are links to what ids of the same file mean.
func (t *textPage) refs(name string, refs []spec.Ref, kinds ...spec.Kind) []fact {
	var spans []span
	for _, r := range refs {
		s := words(r.ID)
		for _, k := range kinds {
			if a := t.ids[string(k)+" "+r.ID]; a != "" {
				s.Href = "#" + a
				break
			}
		}
		spans = append(spans, s)
	}
	if len(spans) == 0 {
		return nil
	}
	return []fact{{name, []block{para(joined(", ", spans)...)}}}
}

// maps is what something maps to in the frameworks.
func (t *textPage) maps(all []spec.Mapping) []fact {
	list := block{}
	for _, m := range all {
		text := t.item(m.Item)
		if m.Strength != "" {
			text += " (" + m.Strength + ")"
		}
		list.Items = append(list.Items, []block{said(text)})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []fact{{"Maps to", []block{list}}}
}

// item is an item of a framework with its title, where that is known.
func (t *textPage) item(ref string) string {
	if t.frameworks != nil {
		if res := t.frameworks.Resolve(ref, t.s.Frameworks); res.Item.Title != "" {
			return ref + ", " + res.Item.Title
		}
	}
	return ref
}

// wordsOf is a fact of several short words.
func wordsOf(name string, all []string) []fact {
	if len(all) == 0 {
		return nil
	}
	return []fact{{name, []block{said(strings.Join(all, ", "))}}}
}

// named is an id with what it is called.
func named(id, title string) string {
	if id == "" || title == "" {
		return id + title
	}
	return id + ": " + title
}
