package site

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/page"
)

// Where the pages that there is one of lie.
const (
	indexPage   = "index.html"
	genuinePage = "genuine.html"
	matrixPage  = "matrix.html"
	feedFile    = "feed.xml"
	indexFile   = "catalogue.json"
)

// lang is the language of what the site itself says.
const lang = "en-GB"

// file writes a page of the site. at is where it lies; the crumbs are those between
// the index and it.
func (a *About) file(at string, p page.Page, crumbs ...page.Link) (File, error) {
	p.Lang, p.Register = lang, page.Link{Text: a.name(), Href: up(at) + indexPage}
	if at != indexPage {
		p.Crumbs = append([]page.Link{{Text: "Catalogue", Href: up(at) + indexPage}}, crumbs...)
	}
	p.Foot = append(p.Foot, a.foot(at)...)
	p.Head = append(p.Head, page.Meta{Rel: "alternate", Type: "application/atom+xml", Title: a.name(), Href: up(at) + feedFile})
	var out bytes.Buffer
	if err := page.Write(&out, p); err != nil {
		return File{}, fmt.Errorf("write %s: %w", at, err)
	}
	return File{Path: at, Data: out.Bytes()}, nil
}

// stands is the line of small print of a page that is about more than one version.
func (a *About) stands(what, check string) string {
	line := what + ", as of " + day(a.Date) + ". Check it: " + check
	if a.Register.URL != "" {
		line += " or " + a.Register.URL
	}
	return line
}

// foot says what the page rests on.
func (a *About) foot(at string) []document.Block {
	made := []document.Span{
		document.Words("Made from commit "), document.Code(a.Commit), document.Words(" of " + day(a.Date) + " in the repository of the register. "),
	}
	if a.Register.Root != "" {
		made = append(made, document.Words("Its trust root is "), document.Code(a.Register.Root))
		if a.Vouched {
			made = append(made, document.Words(", which whoever made this site was given from outside the repository."))
		} else {
			made = append(made, document.Words(", which was taken from the repository itself: compare it with what is published in another place."))
		}
	}
	return []document.Block{
		document.Para(made...),
		document.Para(document.Words("Whether a file is a genuine copy of what was published: "), document.Span{Text: genuineTitle, Href: up(at) + genuinePage}),
	}
}

// day writes a date as people read it.
func day(t time.Time) string {
	if t.IsZero() {
		return "an unknown date"
	}
	return t.UTC().Format("2 January 2006")
}

// tagged writes the day of a tag, which is YYYY-MM-DD, as people read it.
func tagged(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day(t)
}

// link is a cell with a link in it.
func link(text, href string) []document.Block {
	return []document.Block{document.Para(document.Span{Text: text, Href: href})}
}

// count says how many of something there are.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// table is a table that is left out where it has no rows.
func table(caption string, head []string, rows []document.Row) []document.Block {
	if len(rows) == 0 {
		return nil
	}
	return []document.Block{{Table: &document.Table{Caption: caption, Head: head, Rows: rows}}}
}

// sections leaves out those that hold nothing.
func sections(list ...document.Section) []document.Section {
	return slices.DeleteFunc(list, func(s document.Section) bool { return len(s.Blocks)+len(s.Parts) == 0 })
}
