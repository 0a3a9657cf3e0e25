package render

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/report"
)

// words are what somebody sees of a page, with one space between words.
func words(t testing.TB, page string) string {
	t.Helper()
	root, err := nethtml.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *nethtml.Node)
	walk = func(n *nethtml.Node) {
		switch {
		case n.Type == nethtml.TextNode:
			b.WriteString(n.Data)
		case n.Type == nethtml.ElementNode && (n.Data == "style" || n.Data == "script" || n.Data == "svg" || n.Data == "head"):
			return
		case n.Type == nethtml.ElementNode && !strings.Contains(" a strong code em del ", " "+n.Data+" "):
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return strings.Join(strings.Fields(b.String()), " ")
}

// shown is Markdown as a reader of it shows it, with HTML let through or not.
func shown(t testing.TB, source string, raw bool) string {
	t.Helper()
	options := []goldmark.Option{goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)}
	if raw {
		options = append(options, goldmark.WithRendererOptions(html.WithUnsafe()))
	}
	var out bytes.Buffer
	if err := goldmark.New(options...).Convert([]byte(source), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func markdown(t testing.TB, e *edition.Edition) string {
	t.Helper()
	data, err := Markdown(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// markedTexts gives every text of the fullest specification that may have one a mark of its
// own, so that it is known again wherever it comes out.
func markedTexts(t testing.TB) (*edition.Edition, map[string]string) {
	t.Helper()
	e := draft(t, fullest)
	marks := map[string]string{}
	everyText(reflect.ValueOf(e.Spec).Elem(), func(path, text string) string {
		if !takesAny(path) {
			marks[path] = text
			return text
		}
		marks[path] = fmt.Sprintf("word%dword", len(marks)+1)
		return marks[path]
	})
	return e, marks
}

// Every text of a specification stands in its documents: none is left out.
func TestEveryTextIsThere(t *testing.T) {
	e, marks := markedTexts(t)
	for name, text := range map[string]string{"html": words(t, pageOf(t, e)), "markdown": words(t, shown(t, markdown(t, e), false))} {
		for path, mark := range marks {
			if !strings.Contains(text, mark) {
				t.Errorf("%s: %s is left out (%s)", name, path, mark)
			}
		}
	}
	if len(marks) < 100 {
		t.Errorf("the fullest specification has %d texts", len(marks))
	}
}

// Numbers are no texts, and stand there too.
func TestNumbersAreThere(t *testing.T) {
	e := draft(t, fullest)
	e.Spec.Credits, e.Spec.NotionalHours, e.Spec.Units[0].Credits, e.Spec.Level.Value = 61.5, 617, 22.25, 5
	text := words(t, pageOf(t, e))
	for _, want := range []string{"Credits 61.5", "Notional hours 617", "Credits 22.25", "Level 5", "In the authors' own words yes", "Made up for an example no"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is left out", want)
		}
	}
}

// A hostile text is read as it stands, in Markdown with and without HTML, and becomes
// no markup, no picture and no link of its own.
func TestHostileMarkdown(t *testing.T) {
	e := hostile(t)
	source := markdown(t, e)
	without, with := shown(t, source, false), shown(t, source, true)
	if diff := cmp.Diff(without, with); diff != "" {
		t.Errorf("it is another where HTML is let through:\n%.2000s", diff)
	}
	want := strings.Join(strings.Fields(report.Printable(nasty)), " ")
	text := words(t, without)
	if n, m := strings.Count(text, want), strings.Count(words(t, pageOf(t, e)), want); n < 80 || m < n/2 {
		t.Errorf("the text is read %d times in Markdown and %d times in HTML", n, m)
	}
	for _, tag := range regexp.MustCompile(`<[a-z0-9]+`).FindAllString(without, -1) {
		if !strings.Contains(" <p <h1 <h2 <h3 <h4 <h5 <h6 <ul <ol <li <strong <code <pre <blockquote <table <thead <tbody <tr <th <td <a ", " "+tag+" ") {
			t.Errorf("a text became %s", tag)
		}
	}
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(without, -1) {
		if !strings.HasPrefix(m[1], "#") && m[1] != e.Register.URL {
			t.Errorf("a text became a link to %s", m[1])
		}
	}
}

// References of the Markdown lead to headings, by the names that readers give those.
func TestMarkdownReferences(t *testing.T) {
	source := markdown(t, released(t))
	slugs := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(source, -1) {
		slugs[slug(m[1])] = true
	}
	links := regexp.MustCompile(`\]\(<#([^>]*)>\)`).FindAllStringSubmatch(source, -1)
	for _, m := range links {
		if !slugs[m[1]] {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
	if len(links) < 5 {
		t.Errorf("%d links", len(links))
	}
}

// The same edition makes the same bytes.
func TestSameBytes(t *testing.T) {
	for name, make := range map[string]func(*edition.Edition) ([]byte, error){"html": HTML, "markdown": Markdown, "docx": DOCX} {
		once, err := make(released(t))
		again, err2 := make(released(t))
		if err != nil || err2 != nil || !bytes.Equal(once, again) {
			t.Errorf("%s: %v, %v", name, err, err2)
		}
	}
}
