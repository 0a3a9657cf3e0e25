package report

import (
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A browser's parser finds our elements in the page, balanced, and none that a
// file could have put there; and nothing that asks for anything from outside.
func TestHTMLIsInert(t *testing.T) {
	documents(t, "html", func(t *testing.T, out []byte, _ Report) { checkInert(t, out) })
}

func checkInert(t *testing.T, out []byte) {
	t.Helper()
	elements := map[string]bool{}
	for _, name := range strings.Fields("html head meta title style body a header p span main h1 h2 h3 section ul li strong div table caption thead tbody tr th td code pre mark details summary") {
		elements[name] = true
	}
	attributes := map[string]bool{}
	for _, name := range strings.Fields("lang charset http-equiv content name class href id tabindex aria-labelledby scope") {
		attributes[name] = true
	}
	ids := map[string]bool{}
	var links, open []string
	z := html.NewTokenizer(strings.NewReader(string(out)))
	for z.Next() != html.ErrorToken {
		token := z.Token()
		switch token.Type {
		case html.StartTagToken:
			if !elements[token.Data] {
				t.Errorf("the element %s", token)
			}
			if token.Data != "meta" {
				open = append(open, token.Data)
			}
			for _, a := range token.Attr {
				if !attributes[a.Key] {
					t.Errorf("the attribute %s of %s", a.Key, token.Data)
				}
				switch a.Key {
				case "id":
					if ids[a.Val] {
						t.Errorf("the id %s is there twice", a.Val)
					}
					ids[a.Val] = true
				case "href":
					links = append(links, a.Val)
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%s closes %v", token, open)
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.SelfClosingTagToken:
			t.Errorf("there is %q", token)
		}
	}
	if z.Err() != io.EOF || len(open) > 0 {
		t.Errorf("%v; left open: %v", z.Err(), open)
	}
	for _, link := range links {
		if name, within := strings.CutPrefix(link, "#"); !within || !ids[name] {
			t.Errorf("the link %q leads nowhere in the page", link)
		}
	}
}

// Who reads the page is no programmer and must not read a verdict into it.
func TestHTMLSaysWhoJudges(t *testing.T) {
	page := string(written(t, func(w io.Writer) error { return writeHTML(w, sampleOne()) }))
	for _, want := range []string{"whether a criterion is met is for reviewers to say", "Nothing blocks.", "<mark>電纜</mark>", `lang="en-GB"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, word := range []string{"satisf", "fulfil", "complian", "criteria met", "<script"} {
		if strings.Contains(page, word) {
			t.Errorf("the page says %q", word)
		}
	}
}

func TestExcerptMarksThePlace(t *testing.T) {
	r := sampleMany()
	page := string(written(t, func(w io.Writer) error { return writeHTML(w, r) }))
	for _, want := range []string{
		`statement: <mark>Understands</mark> 電纜 and café`, `format: 1<mark>\r</mark>`, `<mark>    </mark>an \x1b[31mescape`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
