package report

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// ownHTML is all the HTML that there may be.
var ownHTML = map[string]bool{"<br>": true, "<code>": true, "</code>": true}

// A parser of GitHub's Markdown that others wrote finds text, code and tables in
// it, and nothing that a file could have put there.
func TestMarkdownIsNothingButText(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	documents(t, "markdown", func(t *testing.T, out []byte, r Report) {
		if len(out) > MarkdownBytes {
			t.Errorf("%d bytes, want at most %d", len(out), MarkdownBytes)
		}
		rows := 0
		_ = ast.Walk(parser.Parse(text.NewReader(out)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if !entering {
				return ast.WalkContinue, nil
			}
			switch n := n.(type) {
			case *ast.Document, *ast.Text, *ast.String, *ast.Paragraph, *ast.TextBlock, *ast.CodeSpan, *tables.Table, *tables.TableHeader:
			case *tables.TableRow:
				rows++
			case *tables.TableCell:
			case *ast.Heading:
				if n.Level != 2 && n.Level != 3 {
					t.Errorf("a heading of level %d", n.Level)
				}
			case *ast.List, *ast.ListItem, *ast.Blockquote, *ast.Emphasis:
			case *ast.RawHTML:
				if tag := string(n.Segments.Value(out)); !ownHTML[tag] {
					t.Errorf("HTML: %q", tag)
				}
			default:
				t.Errorf("there is a %s", n.Kind())
			}
			return ast.WalkContinue, nil
		})
		if want := len(r.files()) + len(r.Result.Findings) + len(r.Result.Suppressed); r.Failure == "" && rows != want {
			t.Errorf("%d rows of tables, want %d", rows, want)
		}
		for _, outside := range []string{"@everyone", "@team", " #12", "GH-7", "https://"} {
			if strings.Contains(withoutCode(string(out)), outside) {
				t.Errorf("%s stands outside of code", outside)
			}
		}
	})
}

// withoutCode is Markdown without its spans of code.
func withoutCode(out string) string {
	var b strings.Builder
	for i, part := range strings.Split(out, "`") {
		if i%2 == 0 {
			b.WriteString(part)
		}
	}
	return b.String()
}

// The summary of a step has an end: what does not fit is counted.
func TestMarkdownHasAnEnd(t *testing.T) {
	for _, most := range []int{1000, 5000, 0} {
		r := sampleFlood(20_000)
		r.Options.MaxBytes = most
		out := written(t, func(w io.Writer) error { return writeMarkdown(w, r) })
		if most == 0 {
			most = MarkdownBytes
		}
		if len(out) > most {
			t.Errorf("%d bytes, want at most %d", len(out), most)
		}
		if want := []byte("rows more are not shown here"); !bytes.Contains(out, want) {
			t.Errorf("it does not say that something is left out: …%s", out[max(0, len(out)-300):])
		}
		if len(out) < most*3/4-markdownNote {
			t.Errorf("only %d bytes of %d are used", len(out), most)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for in, want := range map[string]string{
		"plain words, as ever.":      "plain words, as ever.",
		"a `key` is missing":         "a `key` is missing",
		"an odd ` backtick":          "an odd &#96; backtick",
		"<b> & | _x_ *y*":            `&lt;b&gt; &amp; &#124; \_x\_ \*y\*`,
		"mpf@2025#1.2 and @user":     "`mpf@2025#1.2` and `@user`",
		"see https://example.org":    "see `https://example.org`",
		"1. not a list":              `1\. not a list`,
		"- not a list":               `\- not a list`,
		"a|@b":                       "<code>a&#124;&#64;b</code>",
		"two\nlines":                 `two\\nlines`,
		"in `a|b` and ``":            "in <code>a&#124;b</code> and",
		"100 % of 5 # 3 ~ 2 2027-01": `100 % of 5 \# 3 \~ 2 2027-01`,
	} {
		if got := markdownText(in, 100); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
