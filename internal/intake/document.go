package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/docx"
)

// document is a Word document being taken in.
type document struct {
	*intake
	named    bool // its headings say which are domains, so that none has to be guessed
	asked    map[string]string
	answered map[string]bool
}

// Document takes in a Word document. Beside ErrNothing the draft holds the report;
// beside any other error, which is about the options, it is nil.
func Document(doc *docx.Document, options Options) (*Draft, error) {
	if len(options.Columns) > 0 {
		return nil, errors.New("the columns of tables in a Word document are known by the words above them; say what headings mean with --heading")
	}
	d := &document{intake: newIntake(options), asked: map[string]string{}, answered: map[string]bool{}}
	for _, choice := range options.Headings {
		d.asked[folded(choice.Of)] = choice.Role
	}
	root, titles := d.outline(doc.Blocks)
	for _, r := range doc.Remarks {
		if text := d.clean(r.Text, r.At.String()); r.Read {
			d.doubt(r.At.String(), r.What, text)
		} else {
			d.left(r.At.String(), r.What, text)
		}
	}
	d.title(root, titles)
	d.named = root.any(func(h *heading) bool {
		role, _ := d.role(h)
		return role == roleDomain || role == partContainer || h.label.word == "domain" && h.label.id != ""
	})
	d.opening(root)
	for _, h := range root.children {
		d.top(h)
	}
	for _, choice := range options.Headings {
		if !d.answered[folded(choice.Of)] {
			return nil, fmt.Errorf("no heading of the document is %q", choice.Of)
		}
	}
	return d.done()
}

// title finds the document's title: the paragraph of that style, or the one
// heading that everything else is below.
func (d *document) title(root *heading, titles []docx.Block) {
	for i, b := range titles {
		at := b.At.String()
		text := oneLine(d.clean(b.Text, at))
		if i == 0 {
			d.draft.Title = Text{text, at}
			continue
		}
		d.left(at, "a second title", text)
	}
	if len(titles) > 0 || len(root.children) != 1 {
		return
	}
	only := root.children[0]
	if role, _ := d.role(only); role != "" || only.label.word != "" || len(only.children) == 0 {
		return
	}
	d.draft.Title = Text{only.text, only.at}
	d.understood(fmt.Sprintf("heading %s (%s) is read as the title, as everything else is below it", quoted(only.text), only.at))
	root.body = append(root.body, only.body...)
	root.children = only.children
}

// opening takes in what stands in front of the first heading.
func (d *document) opening(root *heading) {
	var rest []docx.Block
	for _, b := range root.body {
		if b.Kind != docx.Table || !d.tableOf(b) {
			rest = append(rest, b)
		}
	}
	texts := d.flat(&heading{body: rest})[1:]
	if len(texts) == 0 {
		return
	}
	s := section{heading: "Opening text", at: "guessed: what stands before the first heading is kept as a section; " + span(texts)}
	for _, text := range texts {
		s.body = append(s.body, text.Value)
	}
	d.draft.sections = append(d.draft.sections, s)
	d.understood(fmt.Sprintf("what stands before the first heading (%s) is kept as a section", span(texts)))
}

// role returns the role of a heading, as asked for or by its words, and whether
// it was asked for.
func (d *document) role(h *heading) (string, bool) {
	if role, ok := d.asked[folded(h.text)]; ok {
		d.answered[folded(h.text)] = true
		return role, true
	}
	if role := roleOf(headingAliases, h.text); role != "" {
		return role, false
	}
	if h.label.word == "" && strings.Trim(h.label.id, "0123456789.") == "" { // "4. Assessment", not "B Assessment"
		return roleOf(headingAliases, h.label.rest), false
	}
	return "", false
}

func (d *document) say(h *heading, means, why string) {
	d.understood(fmt.Sprintf("heading %s (%s) is read as %s%s", quoted(h.text), h.at, means, why))
}

// top takes in a heading that stands in no domain.
func (d *document) top(h *heading) {
	role, asked := d.role(h)
	switch {
	case role == roleDomain:
		d.domainOf(h, "")
	case role == roleCapability:
		d.capabilityOf(h)
	case role == "" && h.label.id != "" && h.label.word == "domain":
		d.domainOf(h, "")
	case role == "" && h.label.id != "" && h.label.word == "capability":
		d.capabilityOf(h)
	case role == partContainer:
		d.container(h)
	case role != "":
		d.say(h, meaning(headingAliases, role), byRequest(asked))
		d.part(h, role)
	case d.named && h.any(d.holdsDomain):
		d.wrapper(h)
	case !d.named && d.looksLikeDomain(h):
		d.domainOf(h, "no heading says that it is a domain; this one has lists or tables below it")
	default:
		d.section(h)
	}
}

func byRequest(asked bool) string {
	if asked {
		return ", as was asked for"
	}
	return ""
}

func (d *document) holdsDomain(h *heading) bool {
	role, _ := d.role(h)
	return role == roleDomain || role == partContainer || h.label.word == "domain" && h.label.id != ""
}

// looksLikeDomain reports whether lists or tables stand below a heading, other
// than under headings that mean something else.
func (d *document) looksLikeDomain(h *heading) bool {
	if role, _ := d.role(h); role != "" {
		return false
	}
	return h.lists() || slices.ContainsFunc(h.children, d.looksLikeDomain)
}

// container takes in a heading such as "Capabilities": the headings below it are
// domains, or capabilities where they say so.
func (d *document) container(h *heading) {
	d.say(h, meaning(headingAliases, partContainer), "")
	d.body(h)
	for _, c := range h.children {
		role, _ := d.role(c)
		switch {
		case role == roleCapability, role == "" && c.label.word == "capability" && c.label.id != "":
			d.capabilityOf(c)
		case role == "", role == roleDomain:
			why := "it stands below " + quoted(h.text)
			if c.label.word == "domain" || role == roleDomain {
				why = ""
			}
			d.domainOf(c, why)
		default:
			d.top(c)
		}
	}
	d.domain, d.current = nil, nil
}

// wrapper takes in a heading that domains stand below and that means nothing else.
func (d *document) wrapper(h *heading) {
	d.body(h)
	for _, c := range h.children {
		d.top(c)
	}
}

// body takes in what stands directly below a heading that is itself no part of
// the specification: tables that can be read, and the rest as a section.
func (d *document) body(h *heading) {
	var rest []docx.Block
	for _, b := range h.body {
		if b.Kind != docx.Table || !d.tableOf(b) {
			rest = append(rest, b)
		}
	}
	if !slices.ContainsFunc(rest, saysSomething) {
		d.left(h.at, "a heading that only holds others", h.text)
		return
	}
	d.section(&heading{text: h.text, at: h.at, body: rest})
}

func saysSomething(b docx.Block) bool {
	return b.Kind == docx.Table || strings.TrimSpace(b.Text) != ""
}
