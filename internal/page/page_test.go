package page

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"html/template"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/document"
)

// lookSum is the hash of what vendor.sh makes. Whoever changes look.css by hand, or
// makes it anew, sees it here.
const lookSum = "a5ed125621509354fdcf1e85cf981ffb30292f33edd42c70e91b928e07825ebf"

func TestLookIsWhatVendorMade(t *testing.T) {
	if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(look))); sum != lookSum {
		t.Errorf("look.css has the hash %s, not that of vendor.sh", sum)
	}
	for _, outside := range []string{"url(", "@import", "@font-face", "Frutiger", "</"} {
		if strings.Contains(look+style, outside) {
			t.Errorf("the style sheet has %s in it", outside)
		}
	}
}

func written(t *testing.T, p Page) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// nasty is a text that would do harm anywhere but in a text; plain is one that is led
// to as little.
const (
	nasty = `x:</style></title></script><script>alert(1)</script><img src=x onerror="alert(2)">'"&\22 ` + "\u202e\x1b`{{.}}-->"
	plain = "x:y"
)

// everyText is a page in which every text is the same.
func everyText(s string) Page {
	cell := document.Cell(s)
	span := document.Span{Text: s, Href: s, Code: true, Added: true}
	return Page{
		Document: document.Document{
			Title: s, Lang: "en-GB", Banner: s, Standing: s, Intro: []document.Block{document.Said(s)},
			Sections: []document.Section{
				{ID: s, Title: s, Parts: []document.Section{{ID: "b", Title: s}}, Blocks: []document.Block{
					document.Para(span, document.Span{Text: s, Removed: true}), document.Bullets(cell), {Facts: []document.Fact{{Name: s, Blocks: cell}}},
					{Table: &document.Table{Caption: s, Head: []string{s, s}, Rows: []document.Row{{ID: s, Cells: [][]document.Block{cell, cell}}}}},
					{Lines: s}, {Picture: &document.Picture{SVG: "<svg></svg>", Text: s}},
				}},
				{ID: "c", Title: s},
			},
		},
		Tab: s, Register: Link{s, s}, Crumbs: []Link{{s, s}}, Foot: []document.Block{document.Said(s)}, Script: "void 0",
		Data: map[string]string{s: s}, Head: []Meta{{"alternate", "text/plain", s, s}},
		Extra: template.HTML("<p>ours</p>"),
	}
}

// tags are the tags of a page, without the values of attributes, and its style sheets
// without what stands in quotes.
func tags(page string) []string {
	page = regexp.MustCompile(`"[^"]*"`).ReplaceAllString(page, `""`)
	return regexp.MustCompile(`<style>@page[^<]*|<[^>]*>`).FindAllString(page, -1)
}

// No text of a document becomes markup, an attribute, a style or a script, and none
// paints over another.
func TestTextsAreTexts(t *testing.T) {
	page := written(t, everyText(nasty))
	if diff := cmp.Diff(tags(written(t, everyText(plain))), tags(page)); diff != "" {
		t.Errorf("a text became markup (-plain +nasty):\n%s", diff)
	}
	page, _, _ = strings.Cut(page, `<script type="application/json"`) // what a script reads is as it is
	_, page, _ = strings.Cut(page, "</head>")
	if strings.ContainsAny(page, "\u202e\x1b") {
		t.Error("something invisible is in the page")
	}
}

func TestAddresses(t *testing.T) {
	for href, good := range map[string]bool{
		"#a": true, "x/y.html": true, "../x.html#b:c": true, "https://example.org/": true, "HTTP://example.org": true, "mailto:a@b.c": true, "?q=a:b": true,
		"javascript:alert(1)": false, "JavaScript:alert(1)": false, "data:text/html,x": false, "vbscript:x": false, "//example.org/x": false,
		"\\\\example.org": false, " javascript:alert(1)": false, "java\nscript:alert(1)": false, "file:///etc/passwd": false,
	} {
		if (safeHref(href) == href) != good || !good && safeHref(href) != "" {
			t.Errorf("%q is led to: %v", href, !good)
		}
	}
}

func TestSameBytes(t *testing.T) {
	once, again := written(t, everyText(nasty)), written(t, everyText(nasty))
	if once != again {
		t.Error("the same page makes other bytes")
	}
}

// What a browser calls a page is short even where a version has a plus sign, which is
// written as five characters.
func TestTabCountsWhatIsWritten(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, Page{Document: document.Document{Title: strings.Repeat("1.0+b ", 11) + "ends"}}); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(out.String(), "<title>")
	title, _, _ := strings.Cut(rest, "</title>")
	if n := len([]rune(title)); n > longestTab || n < longestTab/2 {
		t.Errorf("%d characters: %s", n, title)
	}
}
