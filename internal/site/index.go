package site

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/render"
)

// Whole makes the files that are about the catalogue as a whole. The summaries are in
// order of their ids.
func Whole(a *About, all []Summary) ([]File, error) {
	var files []File
	for _, make := range []func(*About, []Summary) (File, error){
		(*About).index, (*About).genuine, (*About).matrix, (*About).feed, (*About).catalogue,
	} {
		f, err := make(a, all)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	more, err := a.frameworks(all)
	return append(files, more...), err
}

// matrix is the page that sets all specifications against the frameworks.
func (a *About) matrix(all []Summary) (File, error) {
	var sources []matrix.Source
	for i := range all {
		if all[i].Source != nil {
			sources = append(sources, *all[i].Source)
		}
	}
	c := render.Catalogue{Similar: matrix.Alikeness(sources, matrix.Threshold), From: "the catalogue: the version in force of each, or else the latest text"}
	c.Link = func(id string) string { return folder(id) + "/index.html" }
	for _, f := range matrix.Frameworks(a.Known, sources) {
		c.Matrices = append(c.Matrices, matrix.Of(a.Known, f, sources))
	}
	d := c.Matrix()
	d.Standing = a.stands("what specifications say that they serve", "credctl matrix")
	return a.file(matrixPage, page.Page{Document: d})
}

// index is the page that the catalogue begins with.
func (a *About) index(all []Summary) (File, error) {
	var published, ended, coming []document.Row
	var entries []searchEntry
	for i := range all {
		s := &all[i]
		row := document.Row{ID: "spec-" + s.ID, Cells: [][]document.Block{s.name(), nil, nil, nil}}
		switch {
		case s.InForce != "":
			row.Cells[1], row.Cells[2], row.Cells[3] = s.inForce(), document.Cell(s.tagged()), document.Cell(s.besides())
			published = append(published, row)
		case len(s.released()) > 0:
			row.Cells = row.Cells[:3]
			row.Cells[1], row.Cells[2] = s.highest(), document.Cell(s.released()[0].Words)
			ended = append(ended, row)
		default:
			row.Cells[1], row.Cells[2], row.Cells[3] = document.Cell(s.Version), document.Cell(s.words()), document.Cell(s.Next)
			coming = append(coming, row)
		}
		entries = append(entries, searchEntry{row.ID, s.Title + " " + s.Text})
	}
	p := page.Page{
		Document: document.Document{Title: a.name(), Intro: a.welcome(all, len(published)), Standing: a.stands("the catalogue", "credctl status")},
		Script:   searchScript, Data: entries, Extra: searchField,
	}
	p.Sections = append(sections(
		document.Section{ID: "published", Title: "Published", Blocks: table("Specifications with a version in force", []string{"Specification", "Version in force", "Published on", "Besides"}, published)},
		document.Section{ID: "ended", Title: "No longer in force", Blocks: table("Specifications of which every published version is withdrawn", []string{"Specification", "Version", "Standing"}, ended)},
		document.Section{ID: "coming", Title: "In preparation", Blocks: table("Specifications of which no version is presented as published", []string{"Specification", "Version", "Standing", "Next step"}, coming)},
	), a.more())
	if len(all) == 0 {
		p.Script, p.Data, p.Extra = "", nil, ""
	}
	return a.file(indexPage, p)
}

func (a *About) welcome(all []Summary, published int) []document.Block {
	if len(all) == 0 {
		return []document.Block{document.Said("The register has no specification yet.")}
	}
	return []document.Block{document.Said(
		"This is the catalogue of " + count(len(all), "credential specification") + " in this register, of which " + verb(published) +
			" a version in force. What is said of the standing of each follows from the signed records of the register.",
	)}
}

func verb(n int) string {
	if n == 1 {
		return "1 has"
	}
	return strconv.Itoa(n) + " have"
}

// more is what there is besides the list.
func (a *About) more() document.Section {
	item := func(text, href, about string) []document.Block {
		return []document.Block{document.Para(document.Span{Text: text, Href: href}, document.Words(": "+about))}
	}
	return document.Section{ID: "more", Title: "More", Blocks: []document.Block{document.Bullets(
		item(genuineTitle, genuinePage, "compare a file that you have with what was published"),
		item("Matrix of all specifications", matrixPage, "which items of the frameworks they are mapped to, and where they say nearly the same"),
		item("Feed of new versions", feedFile, "for a feed reader (Atom)"),
		item("Index for programs", indexFile, "the same list as JSON"),
	)}}
}

func (s *Summary) name() []document.Block {
	return link(s.Title, folder(s.ID)+"/index.html")
}

func (s *Summary) words() string {
	if s.Unread != "" {
		return "cannot be read"
	}
	if len(s.Refused) > 0 && withRegister(s.State) {
		return "published by the register, and its tag was not verified"
	}
	return string(s.State)
}

func (s *Summary) line(version string) *Line {
	for i := range s.Versions {
		if s.Versions[i].Version == version {
			return &s.Versions[i]
		}
	}
	return nil
}

func (s *Summary) inForce() []document.Block { return link(s.InForce, s.line(s.InForce).Page) }
func (s *Summary) tagged() string            { return tagged(s.line(s.InForce).Tagged) }

// released are the published versions, the highest first.
func (s *Summary) released() []Line {
	var list []Line
	for _, l := range s.Versions {
		if l.Published {
			list = append(list, l)
		}
	}
	return list
}

func (s *Summary) highest() []document.Block {
	l := s.released()[0]
	return link(l.Version, l.Page)
}

// besides says what there is besides the version in force.
func (s *Summary) besides() string {
	var parts []string
	superseded, withdrawn, drafts := 0, 0, 0
	for _, l := range s.Versions {
		switch {
		case !l.Published:
			drafts++
		case l.Version == s.InForce:
		case l.Reason != "":
			withdrawn++
		default:
			superseded++
		}
	}
	for _, p := range []struct {
		n    int
		what string
	}{{superseded, "superseded version"}, {withdrawn, "withdrawn version"}, {drafts, "draft"}} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.what))
		}
	}
	if s.Present {
		parts = append(parts, s.Version+" "+s.words())
	}
	return strings.Join(parts, ", ")
}
