package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/diff"
)

const lines = `domains:
- id: A
  title: First domain
  capabilities:
  - id: A1
    title: Assess wounds
    statement: Finds out why a wound does not heal and what the person needs.
    maps_to: [{item: "mpf@2025#1.5"}]
    statements:
    - {id: "1.1", text: Tell apart the usual causes of delayed healing, maps_to: [{item: "mpf@2025#1.6"}]}
    - {id: "1.2", text: Examine circulation and sensation of a leg}
  - {id: A2, title: Plan treatment, statement: Plans treatment together with the person and answers for its risks.}
  - {id: A3, title: Lead a service, statement: Leads colleagues through a change of service and measures its effect.}
- id: B
  title: Second domain
outcomes:
- {id: LO1, text: Evaluate why a wound does not heal, develops: [A1]}
- {id: LO2, text: Justify a plan of treatment, develops: [A2, A3]}
assessment:
  methods:
  - {id: AS1, type: observed practice, assesses: [LO1]}
  - {id: AS2, type: portfolio, assesses: [LO2]}
`

// compared is what is said of lines with replacements.
func compared(t *testing.T, replace ...string) *diff.Comparison {
	t.Helper()
	after := strings.NewReplacer(replace...).Replace(lines)
	if after == lines {
		t.Fatal("nothing was replaced")
	}
	return diff.Compare(document(t, "1.0.0", lines), document(t, "2.0.0", after))
}

func want(t *testing.T, c *diff.Comparison, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, said(c)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An element with another id is the same if it reads the same: what points at it by the
// new id did not change.
func TestRenamedIsToldFromRemovedAndAdded(t *testing.T) {
	c := compared(t, "{id: A3, title: Lead a service", "{id: A7, title: Lead a service", "[A2, A3]", "[A2, A7]")
	want(t, c, "renamed capability A3 to A7 = adjustment")
	if got := c.Changes[0]; got.Was != "A3" || got.ID != "A7" || fmt.Sprint(got.Touches) != "[outcome LO2 method AS2]" {
		t.Errorf("%+v", got)
	}
}

// A tombstone that names what replaces an element says that both are one, if they are
// related at all.
func TestRenamedByItsTombstone(t *testing.T) {
	const tombstone = "assessment:\n"
	reworded := []string{
		"{id: A3, title: Lead a service, statement: Leads colleagues through a change of service and measures its effect.}",
		"{id: A7, title: Lead a service, statement: Leads people at work through a change of the service and reports what came of it.}",
		"[A2, A3]", "[A2, A7]",
	}
	want(t, compared(t, reworded...),
		"removed capability A3 = revision", "added capability A7 = adjustment",
		"removed outcome LO2, what it develops (A3) = revision", "added outcome LO2, what it develops (A7) = adjustment")
	want(t, compared(t, append(reworded, tombstone, "retired: [{id: A3, since: 2.0.0, replaced_by: [A7]}]\n"+tombstone)...),
		"added retired id (A3) = correction", "renamed capability A3 to A7 = adjustment", "reworded capability A7, statement = revision")
}

func TestMoved(t *testing.T) {
	const statement = "    - {id: \"1.2\", text: Examine circulation and sensation of a leg}\n"
	c := compared(t, statement, "", "  title: Second domain\n", "  title: Second domain\n  statements:\n"+strings.ReplaceAll(statement, "    -", "  -"))
	want(t, c, "moved statement 1.2 = revision")
	if got := c.Changes[0]; got.Before != "in capability A1" || got.After != "in domain B" || fmt.Sprint(got.Touches) != "[domain B capability A1 outcome LO1 method AS1]" {
		t.Errorf("%+v", got)
	}
	const a3 = "  - {id: A3, title: Lead a service, statement: Leads colleagues through a change of service and measures its effect.}\n"
	want(t, compared(t, a3, "", "  title: Second domain\n", "  title: Second domain\n  capabilities:\n"+a3), "moved capability A3 = adjustment")
}

// Of an order as little is told as explains it.
func TestOneMoveIsOneChange(t *testing.T) {
	const a3 = "  - {id: A3, title: Lead a service, statement: Leads colleagues through a change of service and measures its effect.}\n"
	c := compared(t, a3, "", "  - id: A1\n", a3+"  - id: A1\n")
	want(t, c, "moved capability A3 = correction")
	if got := c.Changes[0]; got.Before != "behind A2" || got.After != "first" {
		t.Errorf("%+v", got)
	}
	want(t, compared(t, "  - id: A1\n", "  - {id: A0, title: Begin}\n  - id: A1\n"), "added capability A0 = adjustment")
}

func TestWhatAChangeTouches(t *testing.T) {
	c := compared(t, "why a wound does not heal and what", "why wounds heal so slowly and what")
	want(t, c, "reworded capability A1, statement = revision")
	if got := fmt.Sprint(c.Changes[0].Touches); got != "[outcome LO1 method AS1 framework item mpf@2025#1.5]" {
		t.Error(got)
	}
	c = compared(t, "delayed healing", "wounds that do not heal")
	if got := fmt.Sprint(c.Changes[0].Touches); got != "[capability A1 outcome LO1 method AS1 framework item mpf@2025#1.6]" {
		t.Error(got)
	}
	c = compared(t, "develops: [A1]", "develops: [A1, A2]")
	if got := fmt.Sprint(c.Changes[0].Touches); got != "[capability A2]" {
		t.Error(got)
	}
}

// What goes with all that stands in it is one change, which names the rest.
func TestRemovedWithWhatStandsInIt(t *testing.T) {
	from, to := strings.Index(lines, "  - id: A1"), strings.Index(lines, "  - {id: A2")
	c := compared(t, lines[from:to], "")
	want(t, c, "removed capability A1 = revision")
	got := c.Changes[0]
	if fmt.Sprint(got.With) != "[statement 1.1 statement 1.2]" || fmt.Sprint(got.Touches) != "[outcome LO1 method AS1 framework item mpf@2025#1.5 framework item mpf@2025#1.6]" {
		t.Errorf("%+v", got)
	}
}

// Ids that change places each mean something else now.
func TestIdsThatChangePlaces(t *testing.T) {
	c := compared(t, "{id: A3, title", "{id: A2, title", "{id: A2, title", "{id: A3, title")
	if len(c.Findings) != 2 || c.Findings[0].Code != diff.CodeReused || c.OK() {
		t.Errorf("%v", c.Findings)
	}
}

// Two texts are not on the same thing because both have an "and" and a "for".
func TestLinkingWordsAreNoLikeness(t *testing.T) {
	before := "Prioritise immediate threats to life and justify what was left for later."
	c := diff.Compare(capability(t, before), capability(t, "Teach colleagues how budgets are audited and published for boards."))
	if len(c.Findings) != 1 || c.Findings[0].Code != diff.CodeReused {
		t.Errorf("%v", c.Findings)
	}
}

// Rewording, however thorough, is no new meaning as long as some words are left.
func TestRewordedIsNotReused(t *testing.T) {
	c := compared(t, "Leads colleagues through a change of service and measures its effect.", "Changes how a service works with those who work in it and shows what came of it.")
	if len(c.Findings) != 0 {
		t.Errorf("%v", c.Findings)
	}
}

// A file with an id twice is compared all the same.
func TestTheSameIdTwice(t *testing.T) {
	c := compared(t, "- {id: LO2,", "- {id: LO1,")
	if len(c.Changes) == 0 {
		t.Error("no change")
	}
}

func TestZeroSpecifications(t *testing.T) {
	empty := document(t, "1.0.0", "")
	if c := diff.Compare(empty, document(t, "1.1.0", lines)); c.Class != diff.Adjustment {
		t.Errorf("%+v", said(c))
	}
	if c := diff.Compare(document(t, "1.1.0", lines), empty); c.Class != diff.Revision {
		t.Errorf("%+v", said(c))
	}
}
