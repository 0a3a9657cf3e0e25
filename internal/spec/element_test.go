package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
)

func TestElementsOfTheFullest(t *testing.T) {
	s := wellFormed(t, string(specifications(t)["testdata/full.yaml"]))
	want := map[spec.Kind][]string{
		spec.KindUnit: {"U1", "U2"}, spec.KindActivity: {"EPA1"}, spec.KindDomain: {"A", "C", "F"},
		spec.KindCapability: {"A1", "C"}, spec.KindStatement: {"1.1", "1.10", "1.a", "6.1"},
		spec.KindOutcome: {"LO1", "LO2", "LO-3.b"}, spec.KindMethod: {"AS1"}, spec.KindReference: {"R1"},
		spec.KindSection: {"S1"},
	}
	for _, k := range spec.Kinds {
		if diff := cmp.Diff(want[k], ids(s.Elements(k))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", k, diff)
		}
	}
	if got := s.Elements("pillar"); got != nil {
		t.Errorf("elements of no kind are %v", got)
	}
	if got := ids(s.Developed()); !cmp.Equal(got, []string{"A1", "C", "F"}) {
		t.Errorf("developed are %q", got)
	}
}

func TestLinksOfTheFullest(t *testing.T) {
	s := wellFormed(t, string(specifications(t)["testdata/full.yaml"]))
	var got []string
	for _, l := range s.Links() {
		got = append(got, fmt.Sprintf("%s %s %s %s %v", l.From.Kind, l.From.ID, l.Field, l.Ref.ID, l.To))
	}
	want := []string{
		"unit U1 outcomes LO1 [outcome]",
		"unit U2 outcomes LO2 [outcome]",
		"unit U2 outcomes LO3 [outcome]",
		"activity EPA1 draws_on A1 [capability domain]",
		"activity EPA1 draws_on F [capability domain]",
		"outcome LO1 develops A1 [capability domain]",
		"outcome LO2 develops C [capability domain]",
		"outcome LO2 develops F [capability domain]",
		"outcome LO-3.b develops F [capability domain]",
		"method AS1 assesses LO1 [outcome capability domain]",
		"method AS1 assesses A1 [outcome capability domain]",
		"method AS1 assesses F [outcome capability domain]",
		"  replaced_by A1 [unit activity domain capability statement outcome method reference section]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestMappingsOfTheFullest(t *testing.T) {
	s := wellFormed(t, string(specifications(t)["testdata/full.yaml"]))
	var got []string
	for _, m := range s.Mappings() {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", m.From.Kind, m.From.ID, m.Mapping.At.Text(), m.Mapping.Strength)))
	}
	want := []string{
		"domain A mpf@2025#1.1 partial", "capability A1 mpf@2025#1.5 full", "capability A1 mpf@2025#1.6 partial",
		"statement 1.1 mpf@2025#1.7 full", "statement 6.1 mpf@2025#2.8 full",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFileOrder: keys need not stand in the format's order, and what is listed
// then follows the file.
func TestFileOrder(t *testing.T) {
	s := wellFormed(t, head+`retired:
- {id: A9, since: 0.1.0, replaced_by: [A1]}
assessment:
  methods:
  - {id: AS1, type: talk, assesses: [LO1]}
outcomes:
- {develops: [A1], id: LO1, text: Assess.}
domains:
- statements:
  - {id: s1, text: B}
  capabilities:
  - id: A1
    title: A
    statements:
    - {id: s2, text: B, maps_to: [{item: "mpf@2025#1.1"}]}
    maps_to: [{item: "mpf@2025#1.2"}]
  id: A
  title: A
`)
	var fields, items []string
	for _, l := range s.Links() {
		fields = append(fields, l.Field)
	}
	for _, m := range s.Mappings() {
		items = append(items, m.Mapping.Item)
	}
	if !cmp.Equal(fields, []string{"replaced_by", "assesses", "develops"}) {
		t.Errorf("links stand under %q", fields)
	}
	if got := ids(s.Elements(spec.KindStatement)); !cmp.Equal(got, []string{"s1", "s2"}) {
		t.Errorf("statements are %q", got)
	}
	if !cmp.Equal(items, []string{"mpf@2025#1.1", "mpf@2025#1.2"}) {
		t.Errorf("mappings are %q", items)
	}
}

// TestHandMade: a Specification that was not decoded has the same lists.
func TestHandMade(t *testing.T) {
	s := &spec.Specification{Domains: []spec.Domain{{ID: "A", Capabilities: []spec.Capability{{ID: "A1"}, {ID: ""}}}}}
	if got := ids(s.Developed()); !cmp.Equal(got, []string{"A1"}) {
		t.Errorf("developed are %q", got)
	}
}
