package criteria

import (
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

func TestUnfinished(t *testing.T) {
	askAll(t, "unfinished", []string{everyText}, []asked{
		{name: "written", text: "title: Wound care\nscope: {in: [Wounds]}\n"},
		{name: "two places", text: "title: \"TODO: name it\"\nscope: {in: [Wounds, TODO]}\n", want: []string{
			"1:8 `title` is still to be written", "2:22 `scope.in[2]` is still to be written",
		}},
	})
}

func TestUnwritten(t *testing.T) {
	for text, want := range map[string]bool{
		`"TODO: x"`:            true,
		`written`:              false,
		`["TODO: x"]`:          true,
		`["TODO: x", written]`: false,
		`[]`:                   false,
		`{kind: population, description: "TODO: x"}`:                            true,
		`{type: module, why_not: "TODO: x"}`:                                    true,
		`{id: AS1, type: Observation, description: "TODO: x"}`:                  false,
		`{id: A, title: "TODO: x", maps_to: [{item: "mpf@2025#1.1"}]}`:          true,
		`{id: A, title: "TODO: x", capabilities: [{id: A1, title: Assess}]}`:    false,
		`{id: LO1, text: "TODO: x", develops: [A1, A2]}`:                        true,
		`{id: A, title: "TODO: x", capabilities: [{id: A1, features: [risk]}]}`: true,
		`{id: A, title: Assess, capabilities: [{id: A1, title: "TODO: x"}]}`:    false,
		`{id: A1, kind: skill}`:                                                 false, // nothing in it is marked
	} {
		doc, found := yamldoc.Parse("f.yaml", []byte("a: "+text+"\n"), yamldoc.Options{})
		if len(found) > 0 {
			t.Fatal(found)
		}
		if got := unwritten(doc.At("/a")); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

// open is a candidate of which every part is there and none is written.
const open = `format: 1
id: wound-care
version: 0.1.0
stage: candidate
title: "TODO: title"
summary: "TODO: say what it is"
frameworks: [mpf@2025]
proposal:
  need:
    statement: "TODO: need"
    relates_to:
    - {kind: population, description: "TODO: whose care"}
  priority: {statement: "TODO: why"}
  intervention:
    chosen: credential-specification
    considered:
    - {type: module, why_not: "TODO: why not"}
  feasibility: {development: "TODO: a", delivery: "TODO: b", return_on_investment: "TODO: c"}
  multi_professional: {statement: "TODO: d", professions: ["TODO: e"]}
target_group: {professions: ["TODO: f"]}
level: {framework: FHEQ, value: 7}
domains:
- id: A
  title: "TODO: domain"
  capabilities:
  - id: A1
    title: "TODO: capability"
    maps_to: [{item: "mpf@2025#1.1"}]
    features: [complexity, uncertainty, unpredictability, risk]
outcomes:
- {id: LO1, text: "TODO: outcome", develops: [A1]}
assessment:
  strategy: "TODO: strategy"
  methods:
  - {id: AS1, type: "TODO: method", assesses: [LO1]}
involvement:
- {group: patients, how: "TODO: how"}
review: {review_in: "TODO: how long", owner: "TODO: who"}
`

func TestTextsStillToBeWrittenAreNoEvidence(t *testing.T) {
	found, evidence := embeddedSet(t).Evaluate(subject(t, "open.yaml", open, ""))
	states := map[string]State{}
	for _, e := range evidence {
		states[e.Criterion] = e.State
	}
	for _, id := range []string{"1", "1.1", "2", "3", "4", "4.1", "L-OUTCOMES", "L-ASSESSMENT", "L-NAME", "L-INVOLVEMENT", "L-REVIEW", "L-WRITTEN", "L-PLACEHOLDERS"} {
		if states[id] != EvidenceMissing {
			t.Errorf("criterion %s: %q, want evidence missing: nothing was written", id, states[id])
		}
	}
	for _, f := range found {
		if v := f.Severity.String() == "error"; v && f.Code != "H028" {
			t.Errorf("%v: an open place has another finding than its own", f)
		}
	}
	if got, want := len(only(found, "H028")), strings.Count(open, "TODO"); got != want {
		t.Errorf("%d open places were found, want %d", got, want)
	}
}

// A scaffold cannot know which capability an outcome is to serve.
func TestOpenPlacesMayComeToReferToAnything(t *testing.T) {
	text := `domains:
- {id: A, title: Assess, capabilities: [{id: A1, title: Assess a wound, maps_to: [{item: "mpf@2025#1.1"}]}]}
outcomes:
- {id: LO1, text: "TODO: outcome"}
assessment:
  methods:
  - {id: AS1, type: "TODO: method"}
`
	found, evidence := embeddedSet(t).Evaluate(subject(t, "open.yaml", text, spec.Candidate))
	for _, code := range []string{"H101", "H102", "H103", "H111", "H112", "H113"} {
		if told := only(found, code); len(told) > 0 {
			t.Errorf("%v: want silence, since the place is marked as open", told)
		}
	}
	for _, e := range evidence {
		if (e.Criterion == "L-OUTCOMES" || e.Criterion == "L-ASSESSMENT") && e.State != EvidenceMissing {
			t.Errorf("%s: %q, want evidence missing", e.Criterion, e.State)
		}
	}
}

func TestTextsOnceWrittenAreEvidence(t *testing.T) {
	written := strings.ReplaceAll(open, "TODO: ", "The text about the ")
	_, evidence := embeddedSet(t).Evaluate(subject(t, "open.yaml", written, spec.Candidate))
	for _, e := range evidence {
		if e.State != EvidencePresent && (e.Criterion == "1.1" || e.Criterion == "2" || e.Criterion == "4" || e.Criterion == "4.1") {
			if e.Criterion == "4.1" && strings.Join(e.Codes, "") == "E416" {
				continue // much of the framework is not mapped to
			}
			t.Errorf("criterion %s: %q because of %v, want evidence present", e.Criterion, e.State, e.Codes)
		}
	}
}

// Each kind that asks whether something is there takes what is still to be written
// for lacking, quietly.
func TestEachKindTakesOpenPlacesForLacking(t *testing.T) {
	capability := "domains:\n- id: A\n  title: Assess\n  capabilities:\n  - {id: A1, title: \"TODO: x\", maps_to: [{item: \"mpf@2025#1.1\"}], features: [risk]}\n"
	for _, test := range []struct {
		name  string
		check Check
		text  string
		want  string // one problem, or none
	}{
		{"length", Check{Kind: "length", At: []string{"/title"}, With: Params{Min: 4}}, "title: \"TODO: long enough\"\n", "1:8 (quiet)"},
		{"present in an open item", Check{Kind: "present", At: []string{"/outcomes/*/develops"}}, "outcomes:\n- {id: A, text: \"TODO: x\"}\n", "2:3 (quiet)"},
		{"present in a written one", Check{Kind: "present", At: []string{"/outcomes/*/develops"}}, "outcomes:\n- {id: A, text: x}\n", "2:3 `outcomes[1].develops` is missing"},
		{"an item to come may be many", Check{Kind: "min-items", At: []string{"/entry"}, With: Params{Min: 3}}, "entry: [a, \"TODO: b\"]\n", "1:8 (quiet)"},
		{"enough without it", Check{Kind: "min-items", At: []string{"/entry"}, With: Params{Min: 1}}, "entry: [a, \"TODO: b\"]\n", ""},
		{"at least one", Check{Kind: "at-least-one-of", At: []string{"/involvement/*/group"}, With: Params{Values: []string{"patients"}}},
			"involvement:\n- {group: patients, how: \"TODO: x\"}\n", "2:11 (quiet)"},
		{"at least one, and another", Check{Kind: "at-least-one-of", At: []string{"/involvement/*/group"}, With: Params{Values: []string{"patients"}}},
			"involvement:\n- {group: patients, how: \"TODO: x\"}\n- {group: patients, how: asked}\n", ""},
		{"a key of several", Check{Kind: "at-least-one-of", At: []string{"domains"}, With: Params{Of: "keys", Values: []string{"capabilities"}}}, capability, "2:3 (quiet)"},
		{"claims", Check{Kind: "claims", With: Params{Values: []string{"risk"}}}, capability, "1:1 (quiet)"},
		{"claims nobody makes", Check{Kind: "claims", With: Params{Values: []string{"luck"}}}, capability, "1:1 no domain, capability or statement claims to deal with luck"},
		{"mappings", Check{Kind: "maps-to-framework"}, capability, "5:5 (quiet)"},
		{"verbs", Check{Kind: "verbs", At: []string{"/outcomes/*/text"}, With: Params{Verbs: []string{"assess"}}}, "outcomes:\n- {id: A, text: \"TODO: x\"}\n", "2:17 (quiet)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := strings.Join(ask(t, test.check, test.text), "\n"); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	c := claims{[]string{"risk"}}
	if got := c.Claimed(subject(t, "test.yaml", capability, "")); len(got) > 0 {
		t.Errorf("a text to come is shown as claiming: %q", got)
	}
}

// What a text to come is not yet has no finding beside its own.
func TestOpenPlacesHaveOneFinding(t *testing.T) {
	text := "title: Wound care\nlicence: {id: \"TODO: choose\", holder: x}\nreview: {review_in: \"TODO: say how long\"}\n" +
		"references:\n- {id: r1, citation: \"TODO: cite\"}\n- {id: r2, citation: \"TODO: cite\"}\n"
	found, _ := embeddedSet(t).Evaluate(subject(t, "open.yaml", text, spec.Candidate))
	for _, f := range found {
		switch {
		case f.Code == "H028":
		case strings.HasPrefix(f.Pointer, "/licence"), strings.HasPrefix(f.Pointer, "/review/review_in"), strings.HasPrefix(f.Pointer, "/references"):
			t.Errorf("%v: besides H028", f)
		}
	}
}
