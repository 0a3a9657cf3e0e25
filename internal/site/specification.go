package site

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/render"
)

// Pages makes the files of one specification, whose versions are in Order. It may be called from several goroutines
// at once.
func Pages(a *About, s *Specification) ([]File, error) {
	var files []File
	add := func(f File, err error) error {
		if err == nil {
			files = append(files, f)
		}
		return err
	}
	if err := add(a.overview(s)); err != nil {
		return nil, err
	}
	for i := range s.Versions {
		v := &s.Versions[i]
		if v.Earlier != nil {
			v.Previous, v.Changes = v.Earlier.Version(), diff.Compare(v.Earlier.Spec, v.Spec)
			if err := add(a.comparison(s, v)); err != nil {
				return nil, err
			}
		}
		if err := add(a.version(s, v)); err != nil {
			return nil, err
		}
		for _, f := range v.listed() {
			if f.Data != nil {
				files = append(files, File{folder(s.ID) + "/" + v.Version() + "/" + f.Name, f.Data})
			}
		}
	}
	v := s.provided()
	if v == nil {
		return files, nil
	}
	data, err := export.CASE(v.Edition)
	if err != nil {
		return nil, fmt.Errorf("write the CASE package of %s: %w", s.ID, err)
	}
	more, list, err := a.caseFiles(data)
	s.documents = list
	return append(files, more...), err
}

// overview is the page of a specification: its versions, and where its present text
// stands.
func (a *About) overview(s *Specification) (File, error) {
	at := folder(s.ID) + "/index.html"
	p := page.Page{Document: document.Document{
		Title: s.title(), Intro: s.intro(), Banner: s.banner(), Standing: a.stands(s.ID+": "+s.inWords(), "credctl status "+s.ID),
	}}
	var rows []document.Row
	for i := range s.Versions {
		v := &s.Versions[i]
		row := document.Row{Cells: [][]document.Block{
			link(v.Version(), v.Version()+"/index.html"), document.Cell(v.words()), document.Cell(tagged(v.Tagged)), document.Cell(""),
		}}
		if v.Earlier != nil {
			row.Cells[3] = link("Changes from "+v.Earlier.Version()+" to "+v.Version(), v.Version()+"/changes.html")
		}
		rows = append(rows, row)
	}
	p.Sections = sections(
		document.Section{ID: "versions", Title: "Versions", Blocks: table("Versions of "+s.title(), []string{"Version", "Standing", "Tagged on", "What changed"}, rows)},
		document.Section{ID: "present", Title: "The present text", Blocks: s.present()},
		document.Section{ID: "refused", Title: "Tags that are not presented", Blocks: s.refusals()},
	)
	return a.file(at, p)
}

func (s *Specification) title() string {
	if s.Title == "" {
		return s.ID
	}
	return s.Title
}

// banner is what nobody may miss who sees nothing but this page: "" where a version is
// in force.
func (s *Specification) banner() string {
	switch list := s.released(); {
	case s.newest() != nil:
		return ""
	case len(list) > 0:
		return list[0].Banner()
	case s.Present != nil:
		return s.Present.Banner()
	case len(s.Versions) > 0:
		return s.Versions[0].Banner()
	}
	return ""
}

// inWords says what readers may rely on, in a few words.
func (s *Specification) inWords() string {
	switch v := s.newest(); {
	case v != nil:
		return "version " + v.Version() + " is in force"
	case len(s.released()) > 0:
		return "no version is in force"
	}
	return "no version is presented as published"
}

// intro says in a line what readers should use.
func (s *Specification) intro() []document.Block {
	if v := s.newest(); v != nil {
		blocks := []document.Block{{Text: []document.Span{
			document.Words("The version in force is "), {Text: v.Version(), Href: v.Version() + "/index.html"}, document.Words("."),
		}, Strong: true}}
		return append(blocks, document.Prose(v.Spec.Summary)...)
	}
	if len(s.released()) > 0 {
		return []document.Block{{Text: []document.Span{document.Words("No version is in force: each that was published is withdrawn.")}, Strong: true}}
	}
	return []document.Block{{Text: []document.Span{document.Words("No version is presented as published.")}, Strong: true}}
}

// present says where the text stands that is worked on.
func (s *Specification) present() []document.Block {
	switch {
	case s.Unread != "":
		return []document.Block{document.Said("The present text cannot be read: " + s.Unread + ".")}
	case s.Present == nil:
		return nil
	case withRegister(s.State):
		return []document.Block{document.Said("The register publishes version " + s.Version + ". Its tag was not verified, so that the text is not shown.")}
	}
	text := "Version " + s.Version + " is " + string(s.State) + ". It is not published, and may change at any time."
	blocks := []document.Block{document.Said(text)}
	if s.Next != "" {
		blocks = append(blocks, document.Said("The next step: "+s.Next+"."))
	}
	return blocks
}

func (s *Specification) refusals() []document.Block {
	if len(s.Refused) == 0 {
		return nil
	}
	blocks := []document.Block{document.Said("These tags have the name of a release of this specification and were not verified. What they hold is not shown.")}
	for _, r := range s.Refused {
		var why [][]document.Block
		for _, w := range r.Why {
			why = append(why, document.Cell(w))
		}
		blocks = append(blocks, document.Para(document.Code(r.Tag), document.Words(":")), document.Bullets(why...))
	}
	return blocks
}

// version is the page of one version: its text, and what belongs to it.
func (a *About) version(s *Specification, v *Version) (File, error) {
	p := render.Page(v.Edition, func(id string) string { return a.related(v.page(), id) })
	p.Intro = lead(p.Intro, s.ways(v))
	p.Sections = append(slices.Clone(p.Sections), sections(
		document.Section{ID: "site-comments", Title: "Comments", Blocks: v.comments()},
		document.Section{ID: "site-files", Title: "Files of this version", Blocks: v.files()},
	)...)
	return a.file(v.page(), p, page.Link{Text: s.title(), Href: "../index.html"})
}

// comparison is the page that compares a version with the one before it.
func (a *About) comparison(s *Specification, v *Version) (File, error) {
	p := page.Page{Document: *render.Comparison(v.Changes)}
	p.Banner, p.Standing = v.Banner(), "what changed since "+v.Earlier.Version()+" in "+render.Standing(v.Edition)
	p.Intro = append([]document.Block{document.Para(
		document.Span{Text: "Version " + v.Earlier.Version(), Href: "../" + v.Earlier.Version() + "/index.html"}, document.Words(" and "),
		document.Span{Text: "version " + v.Version(), Href: "index.html"}, document.Words(", which is "+v.words()+"."),
	)}, p.Intro...)
	return a.file(v.changes(), p, page.Link{Text: s.title(), Href: "../index.html"}, page.Link{Text: v.Version(), Href: "index.html"})
}

// related is the address of the page of another specification, from a page of the
// site; "" where there is none.
func (a *About) related(from, id string) string {
	if _, is := slices.BinarySearch(a.IDs, id); !is {
		return ""
	}
	return up(from) + folder(id) + "/index.html"
}

// lead puts the ways to other versions behind the warning that a text may begin with.
func lead(intro, ways []document.Block) []document.Block {
	at := 0
	if len(intro) > 0 && intro[0].Strong {
		at = 1
	}
	return slices.Insert(slices.Clone(intro), at, ways...)
}

// ways lead from a version to the one in force, and to what changed.
func (s *Specification) ways(v *Version) []document.Block {
	var blocks []document.Block
	if n := s.newest(); n != nil && n != v {
		blocks = append(blocks, document.Para(document.Words("The version in force is "),
			document.Span{Text: n.Spec.Title + " " + n.Version(), Href: "../" + n.Version() + "/index.html"}, document.Words(".")))
	}
	if v.Earlier != nil {
		blocks = append(blocks, document.Para(document.Span{Text: "What changed since " + v.Earlier.Version(), Href: "changes.html"}))
	}
	return blocks
}

// files lists the files of a version with their hashes, and those that are offered
// with a link.
func (v *Version) files() []document.Block {
	var rows []document.Row
	for _, f := range v.listed() {
		name := document.Cell(f.Name)
		if f.Data != nil {
			name = link(f.Name, f.Name)
		}
		rows = append(rows, document.Row{Cells: [][]document.Block{name, {document.Para(document.Code(f.SHA256))}}})
	}
	return append([]document.Block{document.Para(
		document.Words("The hashes hang from the signed tag "), document.Code(v.Tag),
		document.Words(". Whoever has one of the files can compare it: "), document.Span{Text: genuineTitle, Href: up(v.page()) + genuinePage},
	)}, table("Files of version "+v.Version(), []string{"File", "SHA-256"}, rows)...)
}

// listed are the files of a version, the text itself first unless it is one of them.
func (v *Version) listed() []Artefact {
	text := Artefact{Name: v.Spec.ID + "-" + v.Version() + ".yaml", SHA256: v.SHA256, Data: v.Source}
	list, among := slices.Clone(v.Artefacts), false
	for i := range list {
		if list[i].SHA256 == text.SHA256 {
			list[i].Data, among = text.Data, true
		}
		among = among || list[i].Name == text.Name
	}
	if among {
		return list
	}
	return append([]Artefact{text}, list...)
}

// comments is what was said of a release candidate, and what became of it.
func (v *Version) comments() []document.Block {
	if v.Comments == nil {
		return nil
	}
	var rows []document.Row
	for _, c := range v.Comments.Comments {
		answer := document.Prose(c.Response)
		if !c.Answered() {
			answer = document.Cell("not answered yet")
		}
		rows = append(rows, document.Row{ID: "comment-" + strconv.Itoa(c.Number), Cells: [][]document.Block{
			document.Cell(strconv.Itoa(c.Number)), document.Cell(c.Who), document.Cell(c.On), document.Prose(c.Comment), answer, document.Prose(c.Change),
		}})
	}
	blocks := table("Comments on "+v.Version(), []string{"Number", "Who", "On", "Comment", "Response", "Change"}, rows)
	for _, p := range v.Comments.Problems {
		blocks = append(blocks, document.Said("Not all comments can be read: "+p.String()+"."))
	}
	return blocks
}
