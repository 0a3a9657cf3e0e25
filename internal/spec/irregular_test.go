package spec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
)

// The irregularities of real documents: each was seen in the mental health or in
// the learning disability document of 2022, and the format has to carry it.

func TestDomainSharesItsIDWithItsOnlyCapability(t *testing.T) {
	s := wellFormed(t, head+`domains:
- id: C
  title: Formulation
  capabilities:
  - id: C
    title: Constructing formulations
    statements:
    - {id: "3.1", text: Reasons about causes.}
outcomes:
- {id: LO1, text: Formulate., develops: [C]}
`)
	if got := ids(s.Elements(spec.KindDomain)); !cmp.Equal(got, []string{"C"}) {
		t.Errorf("domains %q, want C", got)
	}
	developed := s.Developed()
	if len(developed) != 1 || developed[0].Kind != spec.KindCapability || developed[0].ID != "C" {
		t.Errorf("developed are %+v, want the capability C alone", developed)
	}
}

func TestDomainWithoutCapabilityLayer(t *testing.T) {
	s := wellFormed(t, head+`domains:
- id: E
  title: Intervention
  capabilities:
  - {id: E1, title: Planning care}
  - {id: E2, title: Choosing treatment}
- id: F
  title: Leadership
  statements:
  - {id: "6.1", text: Leads when much is uncertain.}
  - {id: "6.2", text: Builds relationships.}
`)
	if got := ids(s.Developed()); !cmp.Equal(got, []string{"E1", "E2", "F"}) {
		t.Errorf("developed are %q, want E1, E2 and the domain F", got)
	}
	if got := ids(s.Elements(spec.KindStatement)); !cmp.Equal(got, []string{"6.1", "6.2"}) {
		t.Errorf("statements are %q", got)
	}
}

// A domain may mix both, as the fullest reading of the format allows; an empty
// list of capabilities is as good as none.
func TestDomainWithEmptyCapabilityLayer(t *testing.T) {
	s := wellFormed(t, head+"domains:\n- {id: F, title: A, capabilities: [], statements: []}\n")
	if got := ids(s.Developed()); !cmp.Equal(got, []string{"F"}) {
		t.Errorf("developed are %q, want F", got)
	}
}

// Statement numbers 1.1 to 6.8 look like items of the framework. They are ids of
// their own: nothing takes them for a mapping.
func TestStatementIDsThatLookLikeFrameworkItems(t *testing.T) {
	s := wellFormed(t, head+`domains:
- id: A
  title: Alliance
  capabilities:
  - id: A1
    title: Communication
    statements:
    - {id: "1.1", text: Weighs evidence., maps_to: [{item: "mpf@2025#1.5"}]}
    - {id: "1.2", text: Talks with care.}
    - {id: "1.10", text: Keeps hope.}
`)
	if got := ids(s.Elements(spec.KindStatement)); !cmp.Equal(got, []string{"1.1", "1.2", "1.10"}) {
		t.Errorf("statements are %q", got)
	}
	mapped := s.Mappings()
	if len(mapped) != 1 || mapped[0].From.ID != "1.1" || mapped[0].Mapping.Item != "mpf@2025#1.5" {
		t.Errorf("mappings are %+v", mapped)
	}
}

// Ids are numbers, letters with numbers, or numbers with letters.
func TestFormsOfIDs(t *testing.T) {
	for _, id := range []string{"A", "A1", `"7"`, `"1.2"`, `"1.10"`, "1.a", "1.b", "LO-3", "2.10.c"} {
		wellFormed(t, fmt.Sprintf("%sdomains:\n- {id: %s, title: A}\n", head, id))
	}
	for _, id := range []string{"1.1", "7", "A 1", "A_1", "A.", "-A", "A..1", `"` + strings.Repeat("a", 33) + `"`} {
		_, found := decoded(t, fmt.Sprintf("%sdomains:\n- {id: %s, title: A}\n", head, id))
		if len(found) != 1 || found[0].Pointer != "/domains/0/id" {
			t.Errorf("id %s: want one finding at the id, got\n%s", id, lines(found))
		}
	}
}

// A transcription of 2022 was pointed at the framework's edition of 2025, with
// the framework's own page as its source. The format takes it as written.
func TestTextPointedAtAnotherEdition(t *testing.T) {
	s := wellFormed(t, head+`provenance:
  sources:
  - title: A document of 2022
    date: "2022"
    url: https://example.org/framework/2025
    relation: transcribed
frameworks: [mpf@2025]
domains:
- {id: A, title: A, maps_to: [{item: "mpf@2025#1.1"}]}
`)
	if s.Provenance.Sources[0].Date != "2022" || s.Frameworks[0] != "mpf@2025" {
		t.Errorf("source of %q against %q", s.Provenance.Sources[0].Date, s.Frameworks[0])
	}
}

// Lettered statements, one mapping line for each capability and none for its
// statements; three capabilities map to every item of a pillar. Ranges are
// written out.
func TestMappingPerCapabilityAndWholePillars(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "domains:\n- id: E\n  title: Leadership\n  capabilities:\n  - id: \"17\"\n    title: Leading services\n    maps_to:\n")
	for i := 1; i <= 11; i++ {
		fmt.Fprintf(&b, "    - {item: \"mpf@2025#2.%d\"}\n", i)
	}
	b.WriteString("    statements:\n    - {id: 17.a, text: Leads.}\n    - {id: 17.b, text: Manages.}\n")
	s := wellFormed(t, b.String())
	mapped := s.Mappings()
	if len(mapped) != 11 || mapped[9].Mapping.Item != "mpf@2025#2.10" {
		t.Fatalf("%d mappings, the tenth %q; want 11 and mpf@2025#2.10", len(mapped), mapped[9].Mapping.Item)
	}
	for _, m := range mapped {
		if m.From.Kind != spec.KindCapability || m.From.ID != "17" || m.Mapping.Strength != "" {
			t.Errorf("mapping %+v, want one of capability 17 without strength", m)
		}
	}
}

// One capability of the source is typed "Competency" where the others say
// "Capability". The format has no key for such a type: what the source calls it
// is said in provenance.notes, and a stray key is named.
func TestCapabilityTypedCompetency(t *testing.T) {
	_, found := decoded(t, head+"domains:\n- id: D\n  title: Risk\n  capabilities:\n  - {id: \"16\", title: Assessing risk, type: Competency}\n")
	if len(found) != 1 || found[0].Code != "S101" || found[0].Pointer != "/domains/0/capabilities/0/type" {
		t.Errorf("want one S101 at the type, got\n%s", lines(found))
	}
	wellFormed(t, head+"provenance:\n  notes:\n  - The source calls capability 16 a competency.\ndomains:\n- id: D\n  title: Risk\n  capabilities:\n  - {id: \"16\", title: Assessing risk}\n")
}

// Nothing but format, id, version, stage and title is asked for by the format.
func TestWhatIsUnknownIsLeftOut(t *testing.T) {
	wellFormed(t, head)
}

// The transcriptions have the shape that the sources have.
func TestTranscriptionsKeepTheirCounts(t *testing.T) {
	files := specifications(t)
	for _, c := range []struct {
		path                              string
		domains, capabilities, statements int
		shared, flat                      []string
	}{
		{"../../specs/mental-health.yaml", 6, 13, 64, []string{"C"}, []string{"F"}},
		{"../../specs/learning-disability-and-autism.yaml", 5, 19, 0, nil, nil},
	} {
		s := wellFormed(t, string(files[c.path]))
		if got := len(s.Elements(spec.KindDomain)); got != c.domains {
			t.Errorf("%s has %d domains, want %d", c.path, got, c.domains)
		}
		if got := len(s.Elements(spec.KindCapability)); got != c.capabilities {
			t.Errorf("%s has %d capabilities, want %d", c.path, got, c.capabilities)
		}
		if got := len(s.Elements(spec.KindStatement)); c.statements > 0 && got != c.statements {
			t.Errorf("%s has %d statements, want %d", c.path, got, c.statements)
		}
		var shared, flat []string
		for _, d := range s.Domains {
			switch {
			case len(d.Capabilities) == 0:
				flat = append(flat, d.ID)
			case len(d.Capabilities) == 1 && d.Capabilities[0].ID == d.ID:
				shared = append(shared, d.ID)
			}
		}
		if !cmp.Equal(shared, c.shared) || !cmp.Equal(flat, c.flat) {
			t.Errorf("%s: shared ids %q, without capability layer %q; want %q, %q", c.path, shared, flat, c.shared, c.flat)
		}
	}
}
