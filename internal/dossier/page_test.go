package dossier

import (
	"bytes"
	"encoding/xml"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/net/html"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// specifications are the specifications of this repository, and one with every key of the
// format.
func specifications(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../../specs/*.yaml")
	if err != nil || len(files) < 11 {
		t.Fatalf("%d specifications: %v", len(files), err)
	}
	all := map[string][]byte{"full": readFile(t, "../spec/testdata/full.yaml"), "ward": ward(t)}
	for _, f := range files {
		all[filepath.Base(f)] = readFile(t, f)
	}
	return all
}

// Every text becomes a page that is well formed, in which each id stands once, each
// link within it leads somewhere, and nothing of the text is missing.
func TestEverySpecificationOnAPage(t *testing.T) {
	for name, text := range specifications(t) {
		t.Run(name, func(t *testing.T) {
			d := checked(t, newWorld(t, text).content(t))
			page := made(t, d.Page)
			wellFormed(t, page)
			p := readPage(t, page)
			p.check(t)
			for _, missing := range p.lacks(d.Document.Root()) {
				t.Errorf("not on the page: %s %q", missing.Pointer(), missing.Text())
			}
			if len(page) > maxFile/4 {
				t.Errorf("%d bytes", len(page))
			}
		})
	}
}

// Where something is taken off the page, the test above notices.
func TestMissingTextIsNoticed(t *testing.T) {
	d := checked(t, newWorld(t, ward(t)).content(t))
	p := readPage(t, bytes.Replace(made(t, d.Page), []byte("Recognises deterioration"), []byte("Recognises"), 1))
	if lacks := p.lacks(d.Document.Root()); len(lacks) != 1 || lacks[0].Pointer() != "/domains/0/capabilities/0/statement" {
		t.Errorf("%d missing", len(lacks))
	}
}

// wellFormed reads a page as strictly as XML is read.
func wellFormed(t *testing.T, page []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(regexp.MustCompile(`<meta [^>]*>`).ReplaceAll(page, nil)))
	d.Entity = xml.HTMLEntity
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("not well formed: %v", err)
		}
	}
}

// readHTML is what a browser makes of a page.
type readHTML struct {
	ids, links map[string]int
	text       string // of the body, each run of white space one space
	elements   map[string]int
	attributes map[string]bool
}

func readPage(t *testing.T, page []byte) *readHTML {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	p := &readHTML{ids: map[string]int{}, links: map[string]int{}, elements: map[string]int{}, attributes: map[string]bool{}}
	var words strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "style" && n.Parent.Data != "title" {
			words.WriteString(n.Data)
		}
		if n.Type != html.ElementNode {
			continue
		}
		p.elements[n.Data]++
		for _, a := range n.Attr {
			p.attributes[a.Key] = true
			switch a.Key {
			case "id":
				p.ids[a.Val]++
			case "href":
				p.links[a.Val]++
			}
		}
	}
	p.text = strings.Join(strings.Fields(words.String()), " ")
	return p
}

func (p *readHTML) check(t *testing.T) {
	t.Helper()
	for id, n := range p.ids {
		if n > 1 {
			t.Errorf("%d times the id %s", n, id)
		}
	}
	for link := range p.links {
		if anchor, inside := strings.CutPrefix(link, "#"); inside && p.ids[anchor] == 0 {
			t.Errorf("the link %s leads nowhere", link)
		} else if !inside && !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") && !strings.HasPrefix(link, "mailto:") {
			t.Errorf("the link %s leads where none may", link)
		}
	}
	for _, never := range []string{"script", "img", "link", "iframe", "form", "object", "svg", "base"} {
		if p.elements[never] > 0 {
			t.Errorf("there is an element %s", never)
		}
	}
	for a := range p.attributes {
		if strings.HasPrefix(a, "on") || a == "style" || a == "src" {
			t.Errorf("there is an attribute %s", a)
		}
	}
	if p.elements["main"] != 1 || p.elements["nav"] != 1 || p.elements["h1"] != 1 {
		t.Errorf("landmarks: %v", p.elements)
	}
}

// lacks returns the texts of a specification that are not on the page. The number
// of the format, and yes and no, are said in other words.
func (p *readHTML) lacks(v yamldoc.Value) (missing []yamldoc.Value) {
	switch v.Kind() {
	case yamldoc.List:
		for _, item := range v.Items() {
			missing = append(missing, p.lacks(item)...)
		}
	case yamldoc.Map:
		for e := range v.Entries() {
			if e.Value.Pointer() != "/format" {
				missing = append(missing, p.lacks(e.Value)...)
			}
		}
	case yamldoc.Text, yamldoc.Whole, yamldoc.Number:
		for part := range strings.SplitSeq(v.Text(), "\n\n") {
			for line := range strings.SplitSeq("\n"+part, "\n- ") {
				if !strings.Contains(p.text, strings.Join(strings.Fields(line), " ")) {
					return []yamldoc.Value{v}
				}
			}
		}
	}
	return missing
}

// Every field of the format that holds words is laid out: without this, a field
// added to the format would be left out quietly.
func TestEveryFieldIsLaidOut(t *testing.T) {
	d := checked(t, newWorld(t, specifications(t)["full"]).content(t))
	page := newTextPage(d)
	for _, g := range spec.Groups()[:1] {
		for _, f := range g.Fields {
			switch f.Name {
			case "format", "id", "version", "stage": // said at the top of the page
			default:
				if page.nearest("/"+f.Name) == "" {
					t.Errorf("%s has no place on the page", f.Name)
				}
			}
		}
	}
}

// nastyText would be obeyed by a browser, or by a template, if it could.
const nastyText = `</h2></section><script>alert(1)</script><img src=x onerror=alert(1)> {{.}} &lt; " onclick="x`

func hostileText(t testing.TB) string {
	return strings.NewReplacer(
		"title: Care on the ward", "title: '"+nastyText+"'", "title: Deterioration", "title: '"+nastyText+"'",
		"title: Handing over", "title: '"+nastyText+"'", "text: Knows the signs.", "text: '"+nastyText+"'",
		"citation: A reference", "citation: javascript:alert(1)",
	).Replace(string(ward(t)))
}

// Content is data: what would be obeyed by a browser is shown as it stands.
func TestHostileText(t *testing.T) {
	w := newWorld(t, []byte(hostileText(t)))
	for i := range w.governance.People {
		w.governance.People[i].Name = nastyText
	}
	w.round.Released = []record.Release{{Reviewer: "patel-s", Reason: nastyText}}
	c := w.content(t)
	c.Contact.Name = nastyText
	d := checked(t, c)
	for _, make := range []func() ([]byte, error){d.Page, d.Instructions} {
		page := made(t, make)
		wellFormed(t, page)
		p := readPage(t, page)
		p.check(t)
		if !strings.Contains(p.text, strings.Join(strings.Fields(nastyText), " ")) {
			t.Error("it is not shown as it stands")
		}
	}
	if p := readPage(t, made(t, d.Page)); len(p.lacks(d.Document.Root())) > 0 {
		t.Errorf("%d texts are missing", len(p.lacks(d.Document.Root())))
	}
}

// A link is made of nothing but a web or e-mail address.
func TestOutside(t *testing.T) {
	for address, link := range map[string]bool{
		"https://example.org/?a=1": true, "http://example.org": true, "mailto:a@example.org": true,
		"javascript:alert(1)": false, "JAVASCRIPT:x": false, "data:text/html,x": false, "//example.org": false, "file:///etc/passwd": false,
		"https://example.org/\u202e": false, " https://example.org": false,
	} {
		if got := spanOf(document.Outside(address, address)).Href != ""; got != link {
			t.Errorf("%q is a link: %v", address, got)
		}
	}
}

// The criteria lead to the passages of the text that they are about, and so does
// what was found.
func TestPassages(t *testing.T) {
	page := string(made(t, checked(t, newWorld(t, ward(t)).content(t)).Page))
	for _, want := range []string{
		`<a href="#text-domains">Domains and capabilities</a>`,
		`<a href="#text-capability-A2">Line 2`,
		`<a href="#text-frameworks">Frameworks it maps to</a>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestProse(t *testing.T) {
	item := func(s string) []block { return []block{said(s)} }
	for text, want := range map[string][]block{
		"":                            nil,
		"one\ntwo":                    {said("one two")},
		"one\n\ntwo":                  {said("one"), said("two")},
		"- one\n- two\n  more":        {bullets(item("one"), item("two more"))},
		"before:\n\n- one\n\nafter":   {said("before:"), bullets(item("one")), said("after")},
		"before:\n- one\n\n- another": {said("before:"), bullets(item("one")), bullets(item("another"))},
	} {
		if diff := cmp.Diff(want, prose(text), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// One gap is one finding, and it is shown at every criterion that asks about it:
// where evidence is missing, the page says what.
func TestMissingEvidenceIsNamed(t *testing.T) {
	for _, w := range []*world{newWorld(t, ward(t)), newWorld(t, ward(t)).gateway(t)} {
		d := checked(t, w.content(t))
		missing := 0
		for _, p := range d.Criteria {
			for i := range p.Criteria {
				c := &p.Criteria[i]
				if e := d.evidence(p, c); e.State == criteria.EvidenceMissing {
					if missing++; len(d.bearing(p, c)) == 0 {
						t.Errorf("criterion %s: no finding says what is missing", c.ID)
					}
				}
			}
		}
		if missing == 0 {
			t.Error("the text has all evidence")
		}
	}
}
