package yamldoc

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
)

// TestMended asks of mistakes with a clear mend that the document comes out as
// it was meant, so that the rest of it is checked in the same run.
func TestMended(t *testing.T) {
	for _, c := range []struct {
		name, text, codes string
		want              any
	}{
		{"a colon", "a: Care: a view: two\n", "Y201", "Care: a view: two"},
		{"a colon at the end", "a: as follows:\n", "Y201", "as follows:"},
		{"a colon in a later line", "a: this text\n  and that: too\n", "Y201", "this text and that: too"},
		{"a colon in curly quotes", "a: “Care: a view”\n", "Y201", "“Care: a view”"},
		{"a colon in braces", "a: {b: c: d}\n", "Y201", map[string]any{"b": "c: d"}},
		{"a quote too few", "a: \"Care #1: x\nb: y\n", "Y202", "\"Care #1: x"},
		{"an apostrophe", "a: 'people's'\n", "Y203", "'people's'"},
		{"an apostrophe at the start", "a: 'Tis\n", "Y202", "'Tis"},
		{"quotes for a word", "a: \"Acute\" care: soon\n", "Y203", "\"Acute\" care: soon"},
		{"quotes for a word and a colon", "a: \"Acute\": soon\n", "Y201", "\"Acute\": soon"},
		{"at", "a: @x\n", "Y204", "@x"},
		{"a bracket", "a: [draft] Care\n", "Y204", "[draft] Care"},
		{"a star", "a: **bold** text\n", "Y204", "**bold** text"},
		{"more than", "a: > 18: years\n", "Y204", "> 18: years"},
		{"an ampersand", "a: & Sons\n", "Y204", "& Sons"},
		{"a question in brackets", "a: [why?, how]\n", "Y204", []any{"why?", "how"}},
		{"a path", "a: \"C:\\Users\\x\"\n", "Y211", `C:\Users\x`},
		{"an item on the line of its key", "a: - x\n", "Y212", "- x"},
		{"a soft hyphen", "a: Men\u00adtal\n", "Y113", "Mental"},
		{"a soft hyphen in a number", "a: 6\u00ad0\n", "Y113", json.Number("60")},
		{"a soft hyphen in a key", "\u00ada: x\n", "Y113", "x"},
		{"a hard space", "a:\u00a0x\u00a0y\n", "Y114", "x\u00a0y"},
		{"a tab", "a:\n\tb: x\ty\n", "Y109", map[string]any{"b": "x y"}},
		{"a line break from Word", "a: x\vy\n", "Y110", "x y"},
		{"a version", "a: 1.10\n", "Y312", "1.10"},
		{"True", "a: True\n", "Y313", true},
		{"a tag", "a: !!str 012\n", "Y306", "012"},
		{"an alias", "b: &n x\na: *n\n", "Y304 Y305", "*n"},
		{"a merge", "a: {<<: {x: y}, z: 1}\n", "Y307", map[string]any{"z": json.Number("1")}},
		{"an escape", "a: \"x\\u202ey\\n\"\n", "Y314", "xy\n"},
		{"a second document", "a: x\n---\na: y\n", "Y302", "x"},
		{"a key again", "a: x\na: y\n", "Y308", "x"},
		{"a key that is a number", "a: {1: x, b: y}\n", "Y309", map[string]any{"b": "y"}},
		{"a list too deep", "a: " + strings.Repeat("[", 24) + "x" + strings.Repeat("]", 24) + "\n", "Y310", nested(24)},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := Parse("f.yaml", []byte(c.text), Options{})
			if got := codesOf(found); got != c.codes {
				t.Errorf("codes are %q, want %q: %v", got, c.codes, found)
			}
			if doc == nil {
				t.Fatal("no document")
			}
			if got := doc.At("/a").Plain(); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %#v, want %#v", got, c.want)
			}
		})
	}
}

// nested is n lists within each other, the innermost empty.
func nested(n int) any {
	if n == 1 {
		return []any{}
	}
	return []any{nested(n - 1)}
}

// TestTextThatIsFine asks that nothing is said of what only looks like a mistake.
func TestTextThatIsFine(t *testing.T) {
	for _, text := range []string{
		"---\n# a remark\na: x\n", "a: x\n...\n", "a: x # 1 of 3\n", "a: C# and F#\n", "a: it's\n", "a: \"it's\"\n",
		"a: 10:30\n", "a: https://example.org/x#y\n", "a: x - y\n", "a:\n- one\n  - two\n", "a: -x\n", "a: yes\nb: no\nc: on\n", "a: 2026-01-02\n",
		"a: 1.2.3\n", "a: 0\nb: -1\nc: 0.5\nd: -2.25\n", "a: '1.10'\n", "a: x\u00a0y\n", "a: naïve – “quoted” … €\n", "a: ❤\ufe0f\n",
		"a: |\n  x: y\n  - \"z\n\n  @ & *\nb: >-\n  c\n", "a:\n- b\n-   - c\n", "\"a b\": x\n'c': y\n", "a: [b, {c: d}]\n",
		"a: \"x\\ny\\\"\"\n", "a: [x, # remark\n  y]\n", "a:\n  b\n  c\n", "? a\n: b\n", "[a, b]\n", "text\n", "a: x!\n",
	} {
		if doc, found := Parse("f.yaml", []byte(text), Options{}); doc == nil || len(found) > 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// TestExact asks that bytes which records judge are read more strictly.
func TestExact(t *testing.T) {
	for text, code := range map[string]string{"a: x\r\n": CodeCRLF, "\ufeffa: x\n": CodeByteOrderMark, "a: x": CodeFinalNewline} {
		doc, found := Parse("f.yaml", []byte(text), Options{})
		if doc == nil || len(found) != 1 || found[0].Code != code || found[0].Severity != finding.Warning {
			t.Errorf("working file %q: %v", text, found)
		}
		doc, found = Parse("f.yaml", []byte(text), Options{Exact: true})
		if doc != nil || len(found) != 1 || found[0].Code != code || found[0].Severity != finding.Error {
			t.Errorf("exact %q: %v, %v", text, doc, found)
		}
	}
	if doc, found := Parse("f.yaml", []byte("a: x\n"), Options{Exact: true}); doc == nil || len(found) > 0 {
		t.Errorf("exact: %v", found)
	}
}

// TestTogether asks that one run reports problems of every step.
func TestTogether(t *testing.T) {
	text := "title: Care: a view\nid: ca\u00adre\nversion: 1.10\nunits: [U1, U2\ntitle: again\n"
	_, found := Parse("f.yaml", []byte(text), Options{})
	if got := codesOf(found); got != "Y113 Y201 Y209" {
		t.Errorf("with a bracket open: %v", found)
	}
	_, found = Parse("f.yaml", []byte(strings.Replace(text, "U2", "U2]", 1)), Options{})
	want := finding.List{
		{Pos: finding.Pos{Line: 1, Column: 12}, Pointer: "/title", Code: "Y201"},
		{Pos: finding.Pos{Line: 2, Column: 7}, Pointer: "/id", Code: "Y113"},
		{Pos: finding.Pos{Line: 3, Column: 10}, Pointer: "/version", Code: "Y312"},
		{Pos: finding.Pos{Line: 5, Column: 1}, Pointer: "/title", Code: "Y308"},
	}
	var got finding.List
	for _, f := range found {
		got = append(got, finding.Finding{Pos: f.Pos, Pointer: f.Pointer, Code: f.Code})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- want, + got)\n%s", diff)
	}
}

// TestFloodIsCounted asks that a file with very many problems of one kind gets a
// bounded number of findings, the last of which says how many more there are.
func TestFloodIsCounted(t *testing.T) {
	for code, unit := range map[string]string{CodeInvisible: "- x\u00ady\n", CodeNumber: "- 1.10\n", CodeColon: "- a: b: c\n"} {
		for _, n := range []int{mostPerCode, mostPerCode + 1, 500} {
			_, found := Parse("f.yaml", []byte(strings.Repeat(unit, n)), Options{})
			if want := min(n, mostPerCode+1); len(found) != want {
				t.Fatalf("%s: %d findings of %d, want %d", code, len(found), n, want)
			}
			said := strings.Contains(found[len(found)-1].Message, fmt.Sprintf("in %d more places", n-mostPerCode-1))
			if said != (n == 500) {
				t.Errorf("%s: the last of %d says %q", code, n, found[len(found)-1].Message)
			}
		}
	}
}

// TestRunIsOnePlace asks that characters of one kind in a row are one finding
// over all of them.
func TestRunIsOnePlace(t *testing.T) {
	for _, text := range []string{"a: x\u00ad\u200b\u2060y\n", "a: x\u202e\u202d\u2066y\n", "a: x\t\t\ty\n", "a: x\x01\x02\u0090y\n", "a: x\xff\xfe\xc0y\n", "a:\u00a0\u2009\u00a0y\n"} {
		_, found := Parse("f.yaml", []byte(text), Options{})
		if len(found) != 1 || found[0].End.Column-found[0].Pos.Column != 3 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

// TestRefused asks that a value says whether it was refused.
func TestRefused(t *testing.T) {
	doc, _ := Parse("f.yaml", []byte("a: 1.10\nb: x\n"), Options{})
	if !doc.At("/a").Refused() || doc.At("/b").Refused() || doc.At("/c").Refused() || (Value{}).Refused() {
		t.Error("want /a alone refused")
	}
}

// TestMaxBytes asks that the limit can be set, and that the limit on the number
// of values follows it.
func TestMaxBytes(t *testing.T) {
	text := []byte("a: [" + strings.Repeat("b, ", DefaultMaxBytes/3-10) + "c]\n")
	if _, found := Parse("f.yaml", text, Options{}); codesOf(found) != CodeTooMany {
		t.Errorf("by default: %v", found)
	}
	if doc, found := Parse("f.yaml", text, Options{MaxBytes: 4 * DefaultMaxBytes}); doc == nil || len(found) > 0 {
		t.Errorf("with a higher limit: %v", found)
	}
	if _, found := Parse("f.yaml", text, Options{MaxBytes: 100}); codesOf(found) != CodeTooLarge {
		t.Errorf("with a lower limit: %v", found)
	}
}

// TestHelpIsRight asks that the quotes a help line proposes do mend the text.
func TestHelpIsRight(t *testing.T) {
	for _, text := range []string{"Care: a view", `"Acute" care: now`, `C:\x: y`, "it's: so", "@x", "*x* y", "[draft] y"} {
		_, found := Parse("f.yaml", []byte("a: "+text+"\n"), Options{})
		if len(found) != 1 {
			t.Fatalf("%q: %v", text, found)
		}
		_, quoted, ok := strings.Cut(found[0].Help, "quotes: ")
		if !ok {
			t.Errorf("%q: help is %q", text, found[0].Help)
			continue
		}
		doc, again := Parse("f.yaml", []byte("a: "+quoted+"\n"), Options{})
		if doc == nil || len(again) > 0 || doc.At("/a").Text() != text {
			t.Errorf("%q: help is %q: %v", text, found[0].Help, again)
		}
	}
}
