package matrix

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// source reads a specification.
func source(t testing.TB, id, text string) Source {
	t.Helper()
	file := "specs/" + id + ".yaml"
	doc, found := yamldoc.Parse(file, []byte("id: "+id+"\n"+text), yamldoc.Options{})
	if found.AtLeast(finding.Error) {
		t.Fatal(found)
	}
	s, _ := spec.Decode(doc)
	return Source{Spec: s, File: file}
}

// small is a framework whose numbers a careless program takes for one, and another
// edition of it.
func small() (*framework.Registry, *framework.Framework) {
	f := &framework.Framework{ID: "fw", Edition: "2", Pillars: []framework.Pillar{
		{Number: "1", Title: "One", Items: []framework.Item{{Number: "1.1"}, {Number: "1.2"}, {Number: "1.10"}}},
		{Number: "2", Title: "Two", Items: []framework.Item{{Number: "2.1"}}},
	}}
	older := &framework.Framework{ID: "fw", Edition: "1", Pillars: f.Pillars}
	return framework.NewRegistry(older, f), f
}

func catalogue(t testing.TB) []Source {
	return []Source{
		source(t, "burns", `
frameworks: [fw@2]
domains:
- id: A
  title: Domain
  maps_to: [{item: "fw@2#1.1"}]
  capabilities:
  - {id: A10, title: Ten, maps_to: [{item: "fw@2#1.1", strength: full}, {item: "fw@2#9.9"}]}
  - {id: A2, title: Two, maps_to: [{item: "fw@2#1.1", strength: partial}, {item: "fw@1#1.2", strength: full}]}
coverage: {not_covered: [{item: "fw@2#2.1", reason: Taught elsewhere, covered_by: the programme}, {item: "fw@2#1.10", reason: "TODO: find one"}]}
`),
		source(t, "acute", `
frameworks: [fw@2]
domains:
- {id: A, title: Domain, statements: [{id: "1.10", text: Later, maps_to: [{item: "fw@2#1.1", strength: partial}]}, {id: "1.2", text: Earlier, maps_to: [{item: "fw@2#1.1"}]}]}
`),
		source(t, "other", "frameworks: [fw@1]\n"),
	}
}

func TestOf(t *testing.T) {
	known, f := small()
	m := Of(known, f, catalogue(t))
	var got []string
	for _, s := range m.Sources {
		got = append(got, s.Spec.ID)
	}
	if diff := cmp.Diff([]string{"acute", "burns"}, got); diff != "" {
		t.Errorf("sources (-want +got):\n%s", diff)
	}
	want := map[string][]Cell{
		"1.1":  {{Mark: Partial, From: []string{"1.2", "1.10"}}, {Mark: Full, From: []string{"A", "A2", "A10"}}},
		"1.2":  {{}, {}}, // the mapping is to another edition
		"1.10": {{}, {}}, // the reason is still to be written
		"2.1":  {{}, {Mark: Left, Reason: "Taught elsewhere", By: "the programme"}},
	}
	for _, item := range m.Items {
		if diff := cmp.Diff(want[item.Number], item.Cells); diff != "" {
			t.Errorf("%s (-want +got):\n%s", item.Number, diff)
		}
	}
	if m.Unresolved != 1 {
		t.Errorf("%d references are said to name nothing, want that to 9.9 alone", m.Unresolved)
	}
	numbers := func(items []Item) (n []string) {
		for _, i := range items {
			n = append(n, i.Number)
		}
		return n
	}
	if diff := cmp.Diff([]string{"1.2", "1.10", "2.1"}, numbers(m.Gaps())); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"1.1"}, numbers(m.Overlaps())); diff != "" {
		t.Errorf("overlaps (-want +got):\n%s", diff)
	}
	used := Frameworks(known, catalogue(t))
	if len(used) != 2 || used[0].Edition != "1" || used[1].Edition != "2" {
		t.Errorf("frameworks %v", used)
	}
}

func TestByNumber(t *testing.T) {
	ids := []string{"A10", "1.10", "A2", "1.2", "B1", "1.1", "01.1", "A", "1.a", "99999999999999999999", "100000000000000000000"}
	slices.SortFunc(ids, ByNumber)
	want := []string{"01.1", "1.1", "1.2", "1.10", "1.a", "99999999999999999999", "100000000000000000000", "A", "A2", "A10", "B1"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAlikeness(t *testing.T) {
	all := []Source{
		source(t, "burns", `
domains:
- id: A
  capabilities:
  - id: A1
    title: Assess the wound and its surroundings
    statement: Assesses wounds, surroundings, pain and the risk of infection.
    statements: [{id: "1", text: "Photographs, measures, traces, documents."}]
  - {id: A2, title: Teach families, statement: Teaches families dressing techniques at home}
  - {id: A3, title: Teach families, statement: Teaches families dressing techniques at home}
`),
		source(t, "acute", `
domains:
- id: B
  title: Assessing a wound, pain and surroundings
  summary: The risks of an infection; assess the wound!
  statements: [{id: "1", text: Discusses amputation early with vascular surgeons}]
- id: C
  title: At home
  statements: [{id: "2", text: Families are teaching others; teach dressing technique}]
- {id: D, title: "TODO: four words or more", statements: [{id: "3", text: "TODO: four words or more"}]}
`),
		source(t, "older", `
domains:
- {id: F, title: "Teaches dressing techniques, families: teach at home"}
- {id: G, title: "TODO: four words or more"}
`),
	}
	got := Alikeness(all, 60)
	place := func(specification string, kind spec.Kind, id, title string, line, column int) Place {
		return Place{Specification: specification, Kind: kind, ID: id, Title: title, File: "specs/" + specification + ".yaml", Pos: finding.Pos{Line: line, Column: column}}
	}
	want := []Alike{
		{Percent: 100, Words: []string{"dressing", "families", "home", "teach", "techniques"}, Places: []Place{
			place("burns", "capability", "A2", "Teach families", 10, 5), place("burns", "capability", "A3", "Teach families", 11, 5),
			place("older", "domain", "F", "Teaches dressing techniques, families: teach at home", 4, 3),
		}},
	}
	if diff := cmp.Diff(want, got.Alike[:1]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var rest []string
	for _, a := range got.Alike[1:] {
		rest = append(rest, fmt.Sprintf("%d %v %s and %s: %s", a.Percent, a.Title, a.Places[0].ID, a.Places[1].ID, strings.Join(a.Words, " ")))
	}
	if diff := cmp.Diff([]string{
		"85 true B and A1: assess infection pain risks surroundings wound",
		"83 false C and A2: dressing families home teach technique",
	}, rest); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Compared != 6 {
		t.Errorf("%d were compared, want those that say enough", got.Compared)
	}
}

// TestJoinIsExact sets what the index finds beside what setting each beside each finds.
func TestJoinIsExact(t *testing.T) {
	const words, units = 12, 120
	for _, threshold := range []int{30, 50, 60, 75, 99, 100} {
		j := &joiner{threshold: threshold}
		seed := uint32(threshold)
		for i := range units {
			set := map[string]string{}
			for w := range words {
				if seed = seed*1664525 + 1013904223; seed>>16%3 > 0 || w < i%3 {
					set[fmt.Sprint("w", w)] = ""
				}
			}
			j.add(i, i/2, set)
		}
		found := map[[2]string]bool{}
		bunch := func(unit int) string {
			for _, s := range j.sets {
				if s.unit == unit {
					return fmt.Sprint(s.ranks)
				}
			}
			return ""
		}
		for _, g := range j.join() {
			a, b := bunch(g.units[0]), bunch(g.units[1])
			found[[2]string{min(a, b), max(a, b)}] = true
		}
		want := map[[2]string]bool{}
		for x, a := range j.sets {
			for _, b := range j.sets[x+1:] {
				both := shared(a.ranks, b.ranks)
				if a.source != b.source && both >= fewestWords && both*100 >= (len(a.ranks)+len(b.ranks)-both)*threshold {
					k, l := fmt.Sprint(a.ranks), fmt.Sprint(b.ranks)
					want[[2]string{min(k, l), max(k, l)}] = true
				}
			}
		}
		if diff := cmp.Diff(want, found); diff != "" || len(want) < 2 {
			t.Errorf("%d in a hundred, %d wanted (-want +got):\n%s", threshold, len(want), diff)
		}
	}
}

func TestWordsOf(t *testing.T) {
	got := wordsOf("The nurses’ assessments, an assessment; Policies of 2025: bias & class’s", "TODO: nothing yet")
	want := map[string]string{"nurse": "nurses", "assessment": "assessments", "policy": "policies", "2025": "2025", "bia": "bias", "class": "class’s"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// BenchmarkAlikeness compares 15,000 capabilities of 500 specifications, whose words are
// rare and frequent as in real texts.
func BenchmarkAlikeness(b *testing.B) {
	var all []Source
	seed := uint32(1)
	word := func() string {
		seed = seed*1664525 + 1013904223
		n := seed >> 12 % 4096
		seed = seed*1664525 + 1013904223
		return fmt.Sprintf("wo%drd", n*(seed>>12%4096)/4096)
	}
	for i := range 500 {
		var text strings.Builder
		text.WriteString("domains:\n- id: A\n  capabilities:\n")
		for c := range 30 {
			fmt.Fprintf(&text, "  - id: A%d\n    title: ", c)
			for range 6 {
				text.WriteString(word() + " ")
			}
			text.WriteString("\n    statement: ")
			for range 30 {
				text.WriteString(word() + " ")
			}
			text.WriteString("\n")
		}
		all = append(all, source(b, fmt.Sprintf("area-%03d", i), text.String()))
	}
	for b.Loop() {
		if s := Alikeness(all, Threshold); s.Compared != 15000 || s.Cut {
			b.Fatalf("%d compared, cut: %v", s.Compared, s.Cut)
		}
	}
}
