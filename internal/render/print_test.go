package render

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/browser"
)

// printed is a page as PDF, with what pdfinfo says of it, its structure, and the text
// of each page.
type printed struct {
	data                  []byte
	information, elements string
	pages                 []string
}

func printing(t *testing.T, page string) printed {
	t.Helper()
	info, text := program(t, "pdfinfo"), program(t, "pdftotext")
	b, err := browser.Find(os.Environ())
	if err != nil {
		missing(t, "chromium")
	}
	var p printed
	if p.data, err = b.PDF(t.Context(), []byte(page)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, p.data, 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		out, err := exec.Command(name, args...).Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return string(out)
	}
	p.information, p.elements = run(info, file), run(info, "-struct", file)
	for _, page := range strings.Split(strings.TrimSuffix(run(text, "-layout", file, "-"), "\f"), "\f") {
		p.pages = append(p.pages, strings.Join(strings.Fields(page), " "))
	}
	return p
}

// lacks is what a PDF lacks of what everybody may expect of it: tags with headings
// and headed tables, a title, a language, an outline, and on every page what it is.
func (p *printed) lacks(title, banner, standing string) []string {
	var all []string
	need := func(what string, there bool) {
		if !there {
			all = append(all, what)
		}
	}
	need("tags", regexp.MustCompile(`Tagged: +yes`).MatchString(p.information))
	need("title", strings.Contains(p.information, title))
	need("language", bytes.Contains(p.data, []byte("/Lang (en-GB)")))
	need("outline", bytes.Contains(p.data, []byte("/Outlines")))
	for _, element := range []string{"H1", "H2", "H3", "Table", "Caption", "TR", "TH", "TD", "L", "LI", "Figure", "Link"} {
		need(element, regexp.MustCompile(`(?m)^ *`+element+`\b`).MatchString(p.elements))
	}
	need("headed columns", strings.Contains(p.elements, "/Scope /Column"))
	need("headed rows", strings.Contains(p.elements, "/Scope /Row"))
	for _, page := range p.pages {
		need("banner", strings.Contains(page, banner))
		for _, word := range strings.Fields(standing) { // the number of the page may stand between two lines of it
			need("standing: "+word, strings.Contains(page, word))
		}
	}
	need("second page", len(p.pages) > 1)
	return all
}

func TestPrintedPages(t *testing.T) {
	draft, out := editions(t)["fullest"], released(t)
	p := printing(t, pageOf(t, draft))
	if lacks := p.lacks(draft.Spec.Title, "DRAFT, NOT ENDORSED", Standing(draft)); len(lacks) > 0 {
		t.Errorf("the draft lacks %.1000q", lacks)
	}
	page := pageOf(t, out)
	p = printing(t, page)
	if lacks := p.lacks(out.Spec.Title, "", Standing(out)); len(lacks) > 0 {
		t.Errorf("the release lacks %.1000q", lacks)
	}
	open := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(page, "")
	broken := printing(t, strings.NewReplacer("@page{", "@page :first{", "<th", "<td", "</th", "</td", "<h2", "<p", "</h2", "</p", ` lang="en-GB"`, "").Replace(open))
	lacks := strings.Join(broken.lacks(out.Spec.Title, "", Standing(out)), " ")
	for _, want := range []string{"standing", "TH", "H2", "language", "headed rows"} {
		if !strings.Contains(lacks, want) {
			t.Errorf("%s is not missed, only %.1000s", want, lacks)
		}
	}
}
