package compose

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

func TestLayout(t *testing.T) {
	long := "Practitioners of several professions now fill that place in the extended team, and the decisions they take cannot wait for a round."
	got := string(Bytes(Map(
		Key("title", Text("Wound care: adults")),
		Key("domains", List(Map(
			Key("title", Text("Assessment")),
			Key("id", Text("A")),
			Key("capabilities", List(
				Map(
					Key("id", Text("1.1")),
					Key("title", Text("Assess a wound").Noted("row 7: two titles, the first was taken")),
					Key("statement", Text(long)),
					Key("maps_to", List(FlatMap(Key("strength", Text("full")), Key("item", Text("mpf@2025#1.5"))))),
				).Noted("page 3"),
				Map(Key("id", Text("A2")), Key("title", Prose("TODO: name it")), Key("features", Words("risk", "complexity"))),
			)),
			Key("summary", Text("")), // unknown, so left out
		))),
		Key("id", Text("wound-care")),
		Key("format", Number(1)),
		Key("credits", Number(0)),
		Key("provenance", Map(Key("own_words", Bool(true)), Key("notes", Texts("One\nTwo", "Three")))),
		Key("frameworks", Words("mpf@2025")),
		Key("entry", List(Prose("TODO: say who may start"), Text("- by itself"))),
	), "yaml-language-server: $schema=../schema/credential-specification.schema.json"))
	want := `# yaml-language-server: $schema=../schema/credential-specification.schema.json
format: 1
id: wound-care
title: "Wound care: adults"
provenance:
  own_words: true
  notes:
  - |-
    One
    Two
  - Three
frameworks: [mpf@2025]
entry:
- >-
  TODO: say who may start
- "- by itself"
domains:
- id: A
  title: Assessment
  capabilities:
  # page 3
  - id: "1.1"
    # row 7: two titles, the first was taken
    title: Assess a wound
    statement: >-
      Practitioners of several professions now fill that place in the extended team, and the decisions
      they take cannot wait for a round.
    maps_to:
    - {item: "mpf@2025#1.5", strength: full}
  - id: A2
    title: >-
      TODO: name it
    features: [risk, complexity]
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRemarksMayQuoteAnything(t *testing.T) {
	hostile := "row 1:\u202e\x1b[2J\u0085id: x\u2028id: y\r\nid: z\xff\ue000 " + strings.Repeat("word ", 60)
	source := Bytes(Map(Key("id", Text("a").Noted(hostile))), hostile)
	doc, found := yamldoc.Parse("f.yaml", source, yamldoc.Options{Exact: true})
	if doc == nil || len(found) > 0 {
		t.Fatalf("%s\n%v", source, found)
	}
	if diff := cmp.Diff(map[string]any{"id": "a"}, doc.Root().Plain()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// FuzzTexts holds every text, wherever it stands, to being read back as it is.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{
		"", "plain", "yes", "1.10", "a: b", "a #b", "- a", "? a", " a ", "a\n", "a\n\nb", "\n a\n  b", "TODO: x", "'a' \"b\" \\c", "null",
		"{a", "a, b]", "é\u00a0ü", "a\tb \t c", "*x", "&x", "!x", "%x", "@x", "`x", "---", "...", "# a\n- b", "~", "=", "<<", "2026-01-02",
		strings.Repeat("long words ", 30), strings.Repeat("a  b\t", 40), strings.Repeat("x", 300), "😀 \u2028 \u200b \u00ad",
	} {
		f.Add(s, uint8(3))
	}
	f.Fuzz(func(t *testing.T, s string, depth uint8) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		in := Map(Key("id", Text("x")), Key("a", Text(s)), Key("b", Prose(s)), Key("c", List(Text(s), Prose(s), Map(Key("d", Text(s)), Key("e", Text(s))))),
			Key("f", Words(s, "y")), Key("g", FlatMap(Key("h", Text(s)), Key("i", Words(s)))))
		for range depth % 9 {
			in = Map(Key("id", Text("x")), Key("down", List(in)))
		}
		source := Bytes(in)
		doc, found := yamldoc.Parse("f.yaml", source, yamldoc.Options{Exact: true, MaxBytes: max(len(source), yamldoc.DefaultMaxBytes)})
		if refusedBySomebody(s) {
			return // it stands in escapes, and the reader says what is wrong with it
		}
		if doc == nil || len(found) > 0 {
			t.Fatalf("%q:\n%s\n%v", s, source, found)
		}
		if diff := cmp.Diff(plain(in), doc.Root().Plain()); diff != "" {
			t.Fatalf("%q:\n%s\n(-want +got):\n%s", s, source, diff)
		}
	})
}

// refusedBySomebody reports whether a text holds what no specification may hold.
func refusedBySomebody(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r != '\n' && !unicode.IsPrint(r) || r == unicode.ReplacementChar || unicode.Is(unicode.M, r)
	}) >= 0
}

// plain is what a reader should make of a node.
func plain(n Node) any {
	switch n.form {
	case list, flatList:
		l := []any{}
		for _, item := range n.presentItems() {
			l = append(l, plain(item))
		}
		return l
	case group, flatGroup:
		m := map[string]any{}
		for _, e := range n.present() {
			m[e.Key] = plain(e.Value)
		}
		return m
	}
	return n.text
}
