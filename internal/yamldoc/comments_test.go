package yamldoc

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// marked is what the tests want: comments that begin with "x".
func marked(text []byte) bool { return bytes.HasPrefix(text, []byte("x")) }

// told says of each comment that is wanted where it stands and what it is about.
func told(t *testing.T, text string) []string {
	t.Helper()
	doc, _ := Parse("a.yaml", []byte(text), Options{})
	if doc == nil {
		t.Fatalf("nothing can be made of %q", text)
	}
	var all []string
	for _, c := range doc.Comments(marked) {
		about := "nothing"
		switch {
		case c.Trailing:
			about = "misplaced"
		case c.About.Present():
			about = `"` + c.About.Pointer() + `"`
		}
		all = append(all, fmt.Sprintf("%d:%d %s", c.Pos.Line, c.Pos.Column, about))
	}
	return all
}

func TestCommentsStandBeforeTheNextValue(t *testing.T) {
	for name, row := range map[string]struct {
		text string
		want []string
	}{
		"before a key":                   {"a: 1\n# x\nb: 2\n", []string{`2:1 "/b"`}},
		"before the first key":           {"# x\na: 1\n", []string{`1:1 ""`}},
		"before the first key, apart":    {"# x\n\n# other\n\na: 1\n", []string{`1:1 ""`}},
		"before a marker":                {"# x\n--- # begins\na: 1\n", []string{`1:1 ""`}},
		"behind a directive":             {"%YAML 1.2\n# x\n---\na: 1\n", []string{`2:1 ""`}},
		"before a block text":            {"a: 1\n# x\nb: |\n  words\n", []string{`2:1 "/b"`}},
		"before a text on its own line":  {"a: 1\nb:\n  # x\n  words\n", []string{`3:3 "/b"`}},
		"before an item":                 {"a:\n- 1\n# x\n- b: 2\n  c: 3\n", []string{`3:1 "/a/1"`}},
		"before the first item":          {"a:\n# x\n- b: 1\n- 2\n", []string{`2:1 "/a/0"`}},
		"before an indented item":        {"a:\n  - 1\n  # x\n  - 2\n", []string{`3:3 "/a/1"`}},
		"before an item of two lists":    {"a:\n- 1\n# x\n- - 2\n  - 3\n", []string{`3:1 "/a/1"`}},
		"before an empty item":           {"a:\n- 1\n# x\n-\n- 3\n", []string{`3:1 "/a/1"`}},
		"before a key in an item":        {"a:\n- b: 1\n  # x\n  c: 2\n", []string{`3:3 "/a/0/c"`}},
		"before the first nested key":    {"a:\n  # x\n  b: 1\n  c: 2\n", []string{`2:3 "/a/b"`}},
		"before an empty value":          {"a:\n# x\nb:\n", []string{`2:1 "/b"`}},
		"indented less":                  {"a:\n  b: 1\n# x\n  c: 2\n", []string{`3:1 "/a/c"`}},
		"indented more, at a map's end":  {"a:\n  b: 1\n  # x\nc: 2\n", []string{`3:3 nothing`}},
		"indented more, at a list's end": {"a:\n- b: 1\n  # x\n- c: 2\n", []string{`3:3 nothing`}},
		"at the document's end":          {"a: 1\n# x\n", []string{`2:1 nothing`}},
		"at the end, unended":            {"a: 1\n# x", []string{`2:1 nothing`}},
		"before the document's end":      {"a: 1\n# x\n...\n", []string{`2:1 nothing`}},
		"several":                        {"a: 1\n# x1\n\n# other\n# x2\nb: 2\n", []string{`2:1 "/b"`, `5:1 "/b"`}},
		"behind a block text":            {"a: |\n  words\n\n# x\nb: 2\n", []string{`4:1 "/b"`}},
		"before an item of a flow":       {"a: [\n  1,\n  # x\n  2, 3]\n", []string{`3:3 "/a/1"`}},
		"before a key of a flow":         {"a: {\n  b: 1,\n  # x\n  c: 2, d: 3}\n", []string{`3:3 "/a/c"`}},
		"before a closing bracket":       {"a: [\n  1,\n  # x\n  ]\n", []string{`3:3 nothing`}},
		"before a quoted key":            {"a: 1\n# x\n'b#': 2\n", []string{`2:1 "/b#"`}},
		"before a refused key":           {"a: 1\n# x\na: 2\nb: 3\n", []string{`2:1 nothing`}},
		"behind wide characters":         {"a: é€\U0001F600\n# x é\nb: é\n", []string{`2:1 "/b"`}},
		"lines of Windows":               {"\ufeffa: 1\r\n# x\r\nb: 2\r\n", []string{`2:1 "/b"`}},
		"lines of an old Mac":            {"a: 1\r# x\rb: 2\r", []string{`2:1 "/b"`}},
		"behind a value":                 {"a: 1 # x\nb: 2\n", []string{`1:6 misplaced`}},
		"behind a key":                   {"a: # x\n  b: 2\n", []string{`1:4 misplaced`}},
		"behind a dash":                  {"a:\n- # x\n  b: 2\n", []string{`2:3 misplaced`}},
		"behind a block text's sign":     {"a: | # x\n  words\n", []string{`1:6 misplaced`}},
		"behind a quoted text":           {"a: 'it''s' # x\nb: 2\n", []string{`1:12 misplaced`}},
		"behind a bracket":               {"a: [1] # x\nb: 2\n", []string{`1:8 misplaced`}},
		"in a block text":                {"a: |\n  # x\n  words\nb: 1\n", nil},
		"alone in a block text":          {"a: |\n  # x\nb: 1\n", nil},
		"in a block text, numbered":      {"a: |2\n     # x\n  # x\n# x\nb: 1\n", []string{`4:1 "/b"`}},
		"in a folded text":               {"a: >-\n  words\n\n  # x\nb: 1\n", nil},
		"in double quotes":               {"a: \"words\n  # x\n  # x\"\nb: 1\n", nil},
		"in single quotes":               {"a: 'words ''\n  # x'\nb: 1\n", nil},
		"in an unquoted text":            {"a: words#x\nb: 1\n", nil},
		"in a key":                       {"'# x': 1\n", nil},
		"in a refused key's text":        {"a: 1\na: |\n  # x\nb: 1\n", nil},
		"within another comment":         {"a: 1\n# # x\nb: 2\n", nil},
		"another comment":                {"a: 1\n#y\nb: 2\n", nil},
		"without a space":                {"a: 1\n#x\nb: 2\n", []string{`2:1 "/b"`}},
	} {
		if diff := cmp.Diff(row.want, told(t, row.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestCommentsHoldTheirText(t *testing.T) {
	doc, _ := Parse("a.yaml", []byte("a: 1\n  #   x é  \r\nb: 2\r\n"), Options{})
	c := doc.Comments(marked)[0]
	if invisible, _ := Parse("a.yaml", []byte("# x\u200b1\na: 1\n"), Options{}); invisible.Comments(marked)[0].Text != "x1" {
		t.Error("an invisible character is part of a comment's text")
	}
	if c.Text != "x é" || doc.Between(c.Pos, c.End) != "#   x é" {
		t.Errorf("the comment is %q, from %v to %v", c.Text, c.Pos, c.End)
	}
}

// A file that consists of nothing but comments takes no longer than its size says.
func TestManyCommentsAreNotLookedAtAgainAndAgain(t *testing.T) {
	for _, text := range []string{
		"a: 1\n" + strings.Repeat("# x\n", 60000) + "b: 2\n",
		"a: |\n" + strings.Repeat("  # x\n", 40000) + "b: 2\n",
		"a: '" + strings.Repeat(" # x", 60000) + "'\n",
	} {
		doc, _ := Parse("a.yaml", []byte(text), Options{MaxBytes: 1 << 20})
		if n := len(doc.Comments(marked)); n != 60000 && n != 0 {
			t.Errorf("%d comments", n)
		}
	}
}

// A comment that is put where CommentPlace says is about the value that it says,
// and changes no value.
func checkCommentPlaces(t *testing.T, data []byte) {
	doc, found := Parse("a.yaml", data, Options{})
	if doc == nil || len(found) > 0 || bytes.Contains(data, []byte("\r")) {
		return
	}
	every := []Value{}
	for _, s := range doc.outline().spots {
		every = append(every, Value{doc: doc, node: s.about})
	}
	for i := 0; i < len(every); i += 1 + len(every)/20 {
		v := every[i]
		at, about, ok := v.CommentPlace()
		if !ok {
			continue
		}
		lines := strings.SplitAfter(string(doc.text), "\n")
		lines[at.Line-1] = strings.Repeat(" ", at.Column-1) + "# x here\n" + lines[at.Line-1]
		with, _ := Parse("a.yaml", []byte(strings.Join(lines, "")), Options{})
		if with == nil {
			t.Fatalf("with a comment before %s nothing can be made of\n%s", about.Pointer(), data)
		}
		if diff := cmp.Diff(doc.Root().Plain(), with.Root().Plain()); diff != "" {
			t.Fatalf("a comment before %s changes values:\n%s\n%s", about.Pointer(), diff, data)
		}
		var got []string
		for _, c := range with.Comments(func(text []byte) bool { return string(text) == "x here" }) {
			if c.Pos == at {
				got = append(got, c.About.Pointer())
			}
		}
		if diff := cmp.Diff([]string{about.Pointer()}, got); diff != "" {
			t.Fatalf("a comment before line %d for %s (-want +got):\n%s\n%s", at.Line, v.Pointer(), diff, data)
		}
		if !strings.HasPrefix(v.Pointer()+"/", about.Pointer()+"/") {
			t.Fatalf("a comment for %s is about %s in\n%s", v.Pointer(), about.Pointer(), data)
		}
	}
}

func TestCommentPlaces(t *testing.T) {
	for _, row := range []struct{ text, pointer, want string }{
		{"a: 1\nb: 2\n", "/b", "2:1 /b"},
		{"a: 1\nb: |\n  words\n", "/b", "2:1 /b"},
		{"a:\n- 1\n- b: 2\n  c: 3\n", "/a/1", "3:1 /a/1"},
		{"a:\n- 1\n- b: 2\n  c: 3\n", "/a/1/b", "3:1 /a/1"},
		{"a:\n- 1\n- b: 2\n  c: 3\n", "/a/1/c", "4:3 /a/1/c"},
		{"a: 1\nb: [x,\n  'y\n  - z', w]\n", "/b/2", "2:1 /b"},
		{"a: 1\nb: [x, y]\n", "/b/1", "2:1 /b"},
		{"a: 1\nb: 2\n", "/c/d", "1:1 "},
		{"a: 1\nb: {c: 1}\n", "/b/d", "2:1 /b"},
	} {
		doc, found := Parse("a.yaml", []byte(row.text), Options{})
		if len(found) > 0 {
			t.Fatal(found)
		}
		at, about, _ := doc.At(row.pointer).CommentPlace()
		if got := fmt.Sprintf("%d:%d %s", at.Line, at.Column, about.Pointer()); got != row.want {
			t.Errorf("%s in %q: %s, want %s", row.pointer, row.text, got, row.want)
		}
	}
}

func TestCommentPlacesInSpecifications(t *testing.T) {
	files, err := filepath.Glob(filepath.FromSlash("../../specs/*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no specifications", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkCommentPlaces(t, data)
	}
}

// FuzzComments holds comments to what their users rely on, whatever the bytes.
func FuzzComments(f *testing.F) {
	for _, seed := range []string{
		"# x\na: 1\n", "a:\n# x\n- b: |\n    # x\n  # x\n- {c: 'd # x',\n  # x\n  e: [f, g]} # x\n", "? a\n: b\n# x\n? c\n: - d\n  - - e\n",
		"a: \"# x\n  # x\" # x\n\r\n# x\nb: >2-\n   # x\n  y\n", "\ufeff# é x\r\na: {b: 1, b: '# x'}\r\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, _ := Parse("a.yaml", data, Options{})
		if doc == nil {
			return
		}
		all := doc.Comments(func([]byte) bool { return true })
		for i, c := range all {
			if i > 0 && all[i-1].End.Compare(c.Pos) > 0 {
				t.Fatalf("comments %v and %v are out of order", all[i-1].Pos, c.Pos)
			}
			if text := doc.Between(c.Pos, c.End); !strings.HasPrefix(text, "#") || strings.Contains(text, "\n") {
				t.Fatalf("the comment at %v is %q", c.Pos, text)
			}
			if c.About.Present() && c.About.Pos().Line < c.Pos.Line {
				t.Fatalf("the comment at %v is about %s, which begins above it", c.Pos, c.About.Pointer())
			}
		}
		if len(data) < 2000 {
			checkCommentPlaces(t, data)
		}
	})
}

// What a document costs in which nothing is wanted.
func BenchmarkNoComments(b *testing.B) {
	data, err := os.ReadFile(filepath.FromSlash("../../specs/mental-health.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	doc, _ := Parse("a.yaml", data, Options{})
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc.Comments(func(text []byte) bool { return len(text) > 0 && text[0] == '~' })
	}
}
