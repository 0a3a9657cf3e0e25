package criteria

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
)

// opened is what a check of verbs finds at fault in an outcome.
func opened(t testing.TB, ask asker, text string) []string {
	t.Helper()
	doc := "outcomes:\n- id: LO1\n  text: " + strconv.Quote(text) + "\n"
	var parts []string
	for _, p := range ask.Problems(subject(t, "verbs.yaml", doc, spec.Draft)) {
		parts = append(parts, string([]rune(p.At.Text())[p.From:p.To]))
	}
	return parts
}

func TestOpeningsThatCanBeAssessed(t *testing.T) {
	unusable, unknown := wordsOf(t, "W002"), wordsOf(t, "W003")
	for _, text := range []string{
		"Assess older people with complex needs.",
		"assess older people",
		"Assesses older people",
		"Applies theory", "Apply theory", "Supply medicines under a direction", // -ly is no adverb here
		"Critically appraise evidence", "Safely and effectively prescribe", "Independently, manage risk",
		"Organise care", "Organize care", "Organizes care", "Analyze data",
		"Co-produce a plan", "Re-evaluate the plan", "De-escalate conflict", "Self-assess", "Risk-assess",
		"The practitioner will be able to assess capacity",
		"Practitioners can assess capacity",
		"On completion of the unit, learners will be able to: assess capacity",
		"Be able to assess capacity",
		"Demonstrate the ability to lead a team",
		"With people and families, negotiate a plan",
		"In partnership with carers, co-produce a plan",
		"- Lead a team", "1. Lead a team", "“Lead” a team",
		"Always obtain consent",
		"Knowingly accept risk", "Acknowledge limits", // begin with letters of "know"
		"Demonstrate understanding of pharmacology",
		"Recognise deterioration", "Reflect on own practice", "Practise within scope", "Practice within scope",
	} {
		if got := opened(t, unusable, text); got != nil {
			t.Errorf("%q opens with %q, which is said to be unassessable", text, got)
		}
		if got := opened(t, unknown, text); got != nil {
			t.Errorf("%q opens with %q, which is said to be unknown", text, got)
		}
	}
}

func TestOpeningsThatCannotBeAssessed(t *testing.T) {
	unusable, unknown := wordsOf(t, "W002"), wordsOf(t, "W003")
	for text, want := range map[string]string{
		"Understand the law on capacity":                       "Understand",
		"Understands the law":                                  "Understands",
		"Critically understand the law":                        "understand",
		"Know how to assess capacity":                          "Know how to",
		"know the law":                                         "know",
		"Be aware of own limits":                               "Be aware of",
		"Be fully aware of own limits":                         "Be fully aware of",
		"The practitioner is aware of own limits":              "is aware of",
		"Appreciate the role of carers":                        "Appreciate",
		"Be familiar with the guidance":                        "Be familiar with",
		"Become familiar with the guidance":                    "Become familiar with",
		"Have knowledge of pharmacology":                       "Have knowledge of",
		"Have a sound working knowledge of pharmacology":       "Have a sound working knowledge of",
		"Gain insight into living with pain":                   "Gain insight into",
		"Acquire an in-depth understanding of frailty":         "Acquire an in-depth understanding of",
		"Develop an understanding of frailty":                  "Develop an understanding of",
		"The practitioner will be able to understand frailty":  "understand",
		"On completion, practitioners will understand frailty": "understand",
		"Learn about frailty":                                  "Learn about",
		"Comprehend the law":                                   "Comprehend",
		"Realise that families differ":                         "Realise that",
		"Think critically about evidence":                      "Think critically about",
		"Be confident in prescribing":                          "Be confident in",
		"Bear in mind what carers can do":                      "Bear in mind",
		"- understand the law":                                 "understand",
		"Within scope of practice, understand the law":         "understand",
	} {
		if diff := cmp.Diff([]string{want}, opened(t, unusable, text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		if got := opened(t, unknown, text); got != nil {
			t.Errorf("%q has a second finding, for %q", text, got)
		}
	}
}

func TestOpeningsThatAreNotKnown(t *testing.T) {
	ask := wordsOf(t, "W003")
	for text, want := range map[string]string{
		"Knowledge of pharmacology":          "Knowledge",
		"Excellent communication with all":   "Excellent",
		"Managing risk across agencies":      "Managing",
		"Develop shared blue sky thinking":   "",
		"Build shared understanding":         "",
		"Ability to lead a team":             "Ability",
		"Der Praktiker kann":                 "Der",
		"Safe prescribing of medicines":      "Safe",
		"The service is evaluated each year": "The",
	} {
		got := opened(t, ask, text)
		if want == "" && got != nil || want != "" && !slices.Equal(got, []string{want}) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A word in -ing is answered with the verb it is made of.
func TestGerundIsMended(t *testing.T) {
	ask := wordsOf(t, "W003")
	for text, want := range map[string]string{
		"Managing risk": "Manage", "Assessing need": "Assess", "Planning care": "Plan", "Organizing care": "Organise",
	} {
		doc := "outcomes:\n- id: LO1\n  text: " + text + "\n"
		problems := ask.Problems(subject(t, "verbs.yaml", doc, spec.Draft))
		if len(problems) != 1 || problems[0].Help != `write "`+want+`", so that the line says what the practitioner does` {
			t.Errorf("%q: got %+v, want help to write %q", text, problems, want)
		}
	}
}

// What one check names, the other leaves alone; and the list is broad.
func TestVerbListsAgree(t *testing.T) {
	set := embeddedSet(t)
	_, named, _, _ := set.Check("W002")
	_, unknown, _, _ := set.Check("W003")
	var matches []string
	for _, term := range named.With.Terms {
		matches = append(matches, term.Match)
		if term.Instead == "" {
			t.Errorf("nothing is proposed instead of %q", term.Match)
		}
	}
	if diff := cmp.Diff(matches, unknown.With.Unusable); diff != "" {
		t.Errorf("W002 names other openings than W003 leaves alone:\n%s", diff)
	}
	if diff := cmp.Diff(named.With.Skip, unknown.With.Skip); diff != "" {
		t.Errorf("W002 and W003 pass over different openings:\n%s", diff)
	}
	if n := len(unknown.With.Verbs); n < 220 {
		t.Errorf("only %d verbs", n)
	}
	if !slices.IsSorted(unknown.With.Verbs) || len(slices.Compact(slices.Clone(unknown.With.Verbs))) != len(unknown.With.Verbs) {
		t.Error("the verbs are not in order, or one stands there twice")
	}
}
