// Package page writes documents as accessible HTML pages that stand alone: no request
// to anywhere, no script unless it is our own, everything else escaped. It is the one
// look of everything that is published as HTML. Its style sheet is a subset of that
// of NHS.UK frontend, without its font and without anything that would make the page
// look like one of the NHS: it names the register that it belongs to and nobody else.
// It knows neither what the pages are about nor where they lie.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the shell and the style sheets
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/report"
)

// Page is one page.
type Page struct {
	document.Document
	// Tab is what the browser calls the page, without the banner; "": the title.
	Tab string
	// Register is whose page it is, with the address of its catalogue if it has one.
	Register Link
	Crumbs   []Link // the way back, outermost first
	Foot     []document.Block
	// Script is one of our own scripts, allowed by its hash; "" for none. Data is what
	// it reads, put into the page as JSON in the element with the id "data"; nil for
	// none.
	Script string
	Data   any
	// Head is further metadata, such as a link to a feed.
	Head []Meta
	// Extra is markup of our own that stands before the sections, such as a search
	// field. Nothing from a specification goes into it. A style attribute in it is
	// ignored by browsers: the page forbids it.
	Extra template.HTML
}

// Link is a name and where it leads.
type Link struct{ Text, Href string }

// Meta is a link element of the head of a page.
type Meta struct{ Rel, Type, Title, Href string }

// look is the subset of NHS.UK frontend; vendor.sh makes it. Its licence asks for the
// notice wherever it goes.
//
//go:embed look.css
var look string

const notice = "/*! With parts of NHS.UK frontend 10.6.1, Copyright (c) NHS England, MIT Licence: https://github.com/nhsuk/nhsuk-frontend */\n"

// style is our own, on top of it.
//
//go:embed style.css
var style string

//go:embed shell.tmpl
var shellText string

var shell = template.Must(template.New("page").Parse(shellText))

// shellValues are what the shell is filled in with. Its texts are printable.
type shellValues struct {
	Lang, Tab, Policy string
	Style, Print      template.CSS
	Head              []Meta
	Register          Link
	Crumbs            []Link
	Title, Banner     string
	Standing          string
	Intro, Contents   template.HTML
	Extra, Body, Foot template.HTML
	Script            template.JS
	Data              any
}

// Write writes a page. The same page makes the same bytes.
func Write(w io.Writer, p Page) error {
	v := shellValues{
		Lang: p.Lang, Tab: tab(p), Style: template.CSS(notice + look + style), Print: template.CSS(running(p)),
		Title: report.Printable(p.Title), Banner: report.Printable(p.Banner), Standing: report.Printable(p.Standing),
		Extra: p.Extra, Script: template.JS(p.Script), Data: p.Data,
		Register: Link{report.Printable(p.Register.Text), safeHref(p.Register.Href)},
	}
	for _, m := range p.Head {
		v.Head = append(v.Head, Meta{m.Rel, m.Type, report.Printable(m.Title), safeHref(m.Href)})
	}
	for _, c := range p.Crumbs {
		v.Crumbs = append(v.Crumbs, Link{report.Printable(c.Text), safeHref(c.Href)})
	}
	v.Policy = policy(string(v.Style), string(v.Print), p.Script)
	v.Intro, v.Foot = markup(p.Intro), markup(p.Foot)
	v.Contents, v.Body = contents(p.Sections), body(p.Sections)
	var out bytes.Buffer
	if err := shell.Execute(&out, v); err != nil {
		return fmt.Errorf("fill in the page: %w", err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// policy is what the page may load: its own style sheets, and the script that it was
// given.
func policy(style, print, script string) string {
	p := "default-src 'none'; style-src " + hashOf(style) + " " + hashOf(print)
	if script != "" {
		p += "; script-src " + hashOf(script)
	}
	return p + "; base-uri 'none'; form-action 'none'"
}

// hashOf is how a policy names what it allows.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// longestTab is how many characters of HTML a browser may be given to call a page by.
const longestTab = 70

// tabEscaper writes what templates escape besides.
var tabEscaper = strings.NewReplacer("+", "&#43;")

// tab is what the browser calls the page, and prints above it where it prints
// anything there: what nobody may miss comes first.
func tab(p Page) string {
	text := report.Printable(p.Tab)
	if text == "" {
		text = report.Printable(p.Title)
	}
	if p.Banner != "" {
		text = report.Printable(p.Banner) + ": " + text
	}
	runes, cut := []rune(text), ""
	for utf8.RuneCountInString(tabEscaper.Replace(escaper.Replace(string(runes))))+len(cut) > longestTab {
		runes, cut = runes[:len(runes)-1], "…"
	}
	return strings.TrimSpace(string(runes)) + cut
}

// running is the style sheet of what stands on every page in print: whose it is, what
// nobody may miss, and where to check it.
func running(p Page) string {
	box := func(name, style, content string) string {
		return "@" + name + "{font:8pt Arial,sans-serif;" + style + "content:" + content + "}"
	}
	return "@page{" +
		box("top-left", "", quoted(p.Register.Text)) + box("top-right", "font-weight:bold;", quoted(p.Banner)) +
		box("bottom-left", "width:85%;", quoted(p.Standing)) +
		box("bottom-right", "width:15%;", `"Page " counter(page) " of " counter(pages)`) + "}"
}

// quoted is a text as CSS has it, with everything but letters, digits and spaces
// written by its number, so that nothing in it can end the text or the style sheet.
func quoted(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range report.Printable(text) {
		if r == ' ' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, `\%x `, r) // the space ends the number, and is no part of the text
	}
	b.WriteByte('"')
	return b.String()
}
