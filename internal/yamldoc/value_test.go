package yamldoc

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
)

// parsed reads a text that has no problems.
func parsed(t *testing.T, text string) *Document {
	t.Helper()
	doc, found := Parse("f.yaml", []byte(text), Options{})
	if doc == nil || len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	return doc
}

const kindsText = `title: Mental health
credits: 60
hours: 1.5
illustrative: true
summary:
level: ~
date: 2026-01-02
empty: ""
domains:
- id: A
  a/b~c: [x, {y: z}]
- id: B
`

func TestValueKinds(t *testing.T) {
	doc := parsed(t, kindsText)
	for _, c := range []struct {
		pointer string
		kind    Kind
		text    string
		length  int
	}{
		{"", Map, "", 9},
		{"/title", Text, "Mental health", 0},
		{"/credits", Whole, "60", 0},
		{"/hours", Number, "1.5", 0},
		{"/illustrative", Bool, "true", 0},
		{"/summary", Null, "", 0},
		{"/level", Null, "~", 0},
		{"/date", Text, "2026-01-02", 0},
		{"/empty", Text, "", 0},
		{"/domains", List, "", 2},
		{"/domains/0", Map, "", 2},
		{"/domains/1/id", Text, "B", 0},
		{"/domains/0/a~1b~0c/1/y", Text, "z", 0},
		{"/domains/2", Absent, "", 0},
		{"/domains/x", Absent, "", 0},
		{"/domains/-1", Absent, "", 0},
		{"/title/x", Absent, "", 0},
		{"/nothing/at/all", Absent, "", 0},
	} {
		v := doc.At(c.pointer)
		if v.Kind() != c.kind || v.Text() != c.text || v.Len() != c.length {
			t.Errorf("%q is %v %q of %d, want %v %q of %d", c.pointer, v.Kind(), v.Text(), v.Len(), c.kind, c.text, c.length)
		}
		if v.Present() != (c.kind != Absent) {
			t.Errorf("%q: Present is %v", c.pointer, v.Present())
		}
		if got := v.Pointer(); got != c.pointer {
			t.Errorf("%q calls itself %q", c.pointer, got)
		}
	}
}

func TestGapAndNearest(t *testing.T) {
	doc := parsed(t, "proposal:\n  need:\n    scale: x\nlist: [a]\n")
	for _, c := range []struct{ pointer, gap, nearest string }{
		{"/proposal/need/scale", "", "/proposal/need/scale"},
		{"/proposal/need/statement", "/proposal/need/statement", "/proposal/need"},
		{"/proposal/priority/statement", "/proposal/priority", "/proposal"},
		{"/scope/in/0", "/scope", ""},
		{"/list/1/id", "/list/1", "/list"},
		{"/list/0/id", "/list/0/id", "/list/0"},
	} {
		v := doc.At(c.pointer)
		if got := v.Gap(); got != c.gap {
			t.Errorf("the gap of %q is %q, want %q", c.pointer, got, c.gap)
		}
		if got := v.Nearest().Pointer(); got != c.nearest {
			t.Errorf("the nearest of %q is %q, want %q", c.pointer, got, c.nearest)
		}
		if v.Pos() != v.Nearest().Pos() {
			t.Errorf("%q stands at %v, its nearest at %v", c.pointer, v.Pos(), v.Nearest().Pos())
		}
		if !v.Present() && v.End() != v.Pos() {
			t.Errorf("%q is absent and ends at %v", c.pointer, v.End())
		}
	}
}

func TestPlain(t *testing.T) {
	got := parsed(t, kindsText).Root().Plain()
	want := map[string]any{
		"title": "Mental health", "credits": json.Number("60"), "hours": json.Number("1.5"), "illustrative": true,
		"summary": nil, "level": nil, "date": "2026-01-02", "empty": "",
		"domains": []any{
			map[string]any{"id": "A", "a/b~c": []any{"x", map[string]any{"y": "z"}}},
			map[string]any{"id": "B"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(- want, + got)\n%s", diff)
	}
	if got := (Value{}).Plain(); got != nil {
		t.Errorf("the zero Value is %v", got)
	}
}

func TestEntriesStop(t *testing.T) {
	doc := parsed(t, "a: 1\nb: 2\nc: [x, y, z]\n")
	var names []string
	for e := range doc.Root().Entries() {
		names = append(names, e.Name+"="+e.Key.Text()+"="+e.Key.Pointer())
		if e.Name == "b" {
			break
		}
	}
	if diff := cmp.Diff([]string{"a=a=/a", "b=b=/b"}, names); diff != "" {
		t.Error(diff)
	}
	for i := range doc.At("/c").Items() {
		if i > 0 {
			t.Error("did not stop")
		}
		break
	}
}

func TestFindingOfAValue(t *testing.T) {
	v := parsed(t, "a:\n  b: \"x y\"\n").At("/a/b")
	got := v.Finding("S101", finding.Error, "message", "help")
	want := finding.Finding{File: "f.yaml", Pos: finding.Pos{Line: 2, Column: 6}, End: finding.Pos{Line: 2, Column: 11},
		Pointer: "/a/b", Code: "S101", Severity: finding.Error, Message: "message", Help: "help"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPlaces shows the text between a value's place and its end.
func TestPlaces(t *testing.T) {
	text := `plain: two words   # remark
many: one
  two

  three
quoted: "a \" b"   # remark
single: 'it''s'
broken: "one
  two"
éàü: größe
literal: |
  one

  two

folded: >-
    one
  # not a remark
explicit: |2
    one
   two
keep: |+
  one

list:
- a
-   - b
    - c: d   # remark
flow: [a, {b: c}, # remark ]
  "]"]   # remark
empty: []
nothing:
emoji: 😀 [x] 😀
`
	text = strings.Replace(text, "  # not a remark\n", "", 1)
	doc := parsed(t, text)
	for pointer, want := range map[string]string{
		"/plain":      "two words",
		"/many":       "one\n  two\n\n  three",
		"/quoted":     `"a \" b"`,
		"/single":     "'it''s'",
		"/broken":     "\"one\n  two\"",
		"/éàü":        "größe",
		"/literal":    "|\n  one\n\n  two",
		"/folded":     ">-\n    one",
		"/explicit":   "|2\n    one\n   two",
		"/keep":       "|+\n  one",
		"/list":       "- a\n-   - b\n    - c: d",
		"/list/1":     "- b\n    - c: d",
		"/list/1/1":   "c: d",
		"/list/1/1/c": "d",
		"/flow":       "[a, {b: c}, # remark ]\n  \"]\"]",
		"/flow/1":     "{b: c}",
		"/flow/2":     `"]"`,
		"/empty":      "[]",
		"/nothing":    "",
		"/emoji":      "😀 [x] 😀",
	} {
		v := doc.At(pointer)
		if got := text[doc.at(v.Pos()):doc.at(v.End())]; got != want {
			t.Errorf("%s is %q, want %q", pointer, got, want)
		}
	}
	if got, want := doc.Root().End(), (finding.Pos{Line: strings.Count(text, "\n"), Column: 15}); got != want {
		t.Errorf("the root ends at %v, want %v", got, want)
	}
}

// TestColumnsAreCharacters holds places to characters where bytes, line ends or
// a mark could mislead.
func TestColumnsAreCharacters(t *testing.T) {
	for name, text := range map[string]string{
		"plain": "é: {ü: x}\nb: 1.10\n", "windows": "é: {ü: x}\r\nb: 1.10\r\n", "mark": "\ufeffé: {ü: x}\nb: 1.10\n",
		"soft hyphen": "é: {ü\u00ad: x}\nb: 1.10\n", "old mac": "é: {ü: x}\rb: 1.10\r",
	} {
		doc, found := Parse("f.yaml", []byte(text), Options{})
		if doc == nil {
			t.Fatalf("%s: %v", name, found)
		}
		column := 8
		if name == "soft hyphen" {
			column++
		}
		if got, want := doc.At("/é/ü").Pos(), (finding.Pos{Line: 1, Column: column}); got != want {
			t.Errorf("%s: the value is at %v, want %v", name, got, want)
		}
		f := found[len(found)-1]
		if f.Code != CodeNumber || f.Pos != (finding.Pos{Line: 2, Column: 4}) || f.End != (finding.Pos{Line: 2, Column: 8}) || f.Pointer != "/b" {
			t.Errorf("%s: %s to %v at %q", name, f, f.End, f.Pointer)
		}
		if got := doc.Line(2); got != "b: 1.10" {
			t.Errorf("%s: line 2 is %q", name, got)
		}
	}
}

func TestLine(t *testing.T) {
	doc, _ := Parse("f.yaml", []byte("\ufeffa: x\xff\x01y\r\nb: z"), Options{})
	for n, want := range map[int]string{0: "", 1: "a: x\ufffd\x01y", 2: "b: z", 3: ""} {
		if got := doc.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}

func TestPlacesOfLongLines(t *testing.T) {
	text := []byte("a\n" + strings.Repeat("é😀x", 5000) + "\n" + strings.Repeat("y", 3000) + "\nend")
	p := newPlaces(text)
	for offset, line, column := 0, 1, 1; offset < len(text); {
		pos := finding.Pos{Line: line, Column: column}
		if got := p.pos(offset); got != pos {
			t.Fatalf("%d is at %v, want %v", offset, got, pos)
		}
		if got := p.offset(pos); got != offset {
			t.Fatalf("%v is at %d, want %d", pos, got, offset)
		}
		if column++; text[offset] == '\n' {
			line, column = line+1, 1
		}
		offset += width(text, offset)
	}
	if got := p.offset(finding.Pos{Line: 1, Column: 99}); got != 1 {
		t.Errorf("beyond the line is %d", got)
	}
	if got := p.offset(finding.Pos{Line: 99, Column: 1}); string(text[got:]) != "end" {
		t.Errorf("beyond the text is %d", got)
	}
}
