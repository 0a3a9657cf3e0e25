package diff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/diff"
)

// said are the changes of a comparison in a line each.
func said(c *diff.Comparison) (lines []string) {
	for i := range c.Changes {
		ch := &c.Changes[i]
		lines = append(lines, string(ch.What)+" "+ch.Name+" = "+ch.Class.String())
	}
	return lines
}

// TestClasses changes one thing of the fullest specification, and says what it comes to.
func TestClasses(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new string // in the text of the file
		want     []string
	}{
		{"a capability is added", "  - {id: C, title: The only capability}", "  - {id: C, title: The only capability}\n  - {id: D, title: Another one}", []string{"added capability D = adjustment"}},
		{"a capability is removed", "- id: C\n  title: A domain that shares its id with its only capability\n  capabilities:\n  - {id: C, title: The only capability}\n", "- id: C\n  title: A domain that shares its id with its only capability\n", []string{"removed capability C = revision"}},
		{"a domain is removed with all in it", "- id: F\n  title: A domain without a capability layer\n  statements:\n  - id: \"6.1\"\n    text: A statement directly under a domain.\n    kind: behaviour\n    maps_to: [{item: \"mpf@2025#2.8\", strength: full}]\n    features: [uncertainty]\n", "", []string{"removed domain F = revision"}},
		{"a statement is removed", "    - {id: \"1.10\", text: Does something., kind: skill}\n", "", []string{"removed statement 1.10 = revision"}},
		{"an outcome is added", "outcomes:\n- {id: LO1", "outcomes:\n- {id: LO9, text: Lead everything that there is.}\n- {id: LO1", []string{"added outcome LO9 = adjustment"}},
		{"an outcome is removed", "- {id: LO-3.b, text: Lead something., develops: [F]}\n", "", []string{"removed outcome LO-3.b = revision"}},
		{"the verb of an outcome", "Evaluate something.", "Describe something.", []string{"reworded outcome LO2, text = revision"}},
		{"the kind of a statement", "text: Does something., kind: skill", "text: Does something., kind: knowledge", []string{"changed statement 1.10, kind = revision"}},
		{"capitals and punctuation", "statement: Assess something hard.", "statement: Assess something, hard", []string{"reworded capability A1, statement = correction"}},
		{"a title reads otherwise", "title: A capability\n", "title: Something else altogether\n", []string{"reworded capability A1, title = revision"}},
		{"how something is assessed", "description: At work", "description: At work and by an examination in writing", []string{"reworded method AS1, description = revision"}},
		{"a strategy is reworded", "How the methods belong together.", "Why each of them was chosen.", []string{"reworded assessment, strategy = revision"}},
		{"a method assesses less", "assesses: [LO1, A1, F]", "assesses: [LO1, A1]", []string{"removed method AS1, what it assesses (F) = revision"}},
		{"an outcome develops more", "text: Assess something., develops: [A1]", "text: Assess something., develops: [A1, F]", []string{"added outcome LO1, what it develops (F) = adjustment"}},
		{"references in another order", "develops: [C, F]", "develops: [F, C]", []string{"moved outcome LO2, what it develops (F) = correction"}},
		{"a mapping is added", "    - {item: \"mpf@2025#1.5\", strength: full}", "    - {item: \"mpf@2025#1.4\"}\n    - {item: \"mpf@2025#1.5\", strength: full}", []string{"added capability A1, mapping (mpf@2025#1.4) = adjustment"}},
		{"a mapping is weaker", "{item: \"mpf@2025#1.5\", strength: full}", "{item: \"mpf@2025#1.5\", strength: partial}", []string{"changed capability A1, strength of the mapping (mpf@2025#1.5) = revision"}},
		{"a mapping says how strong it is no more", "{item: \"mpf@2025#1.5\", strength: full}", "{item: \"mpf@2025#1.5\"}", []string{"removed capability A1, strength of the mapping (mpf@2025#1.5) = revision"}},
		{"a feature is claimed no more", "features: [risk]", "features: []", []string{"removed capability A1, features (risk) = revision"}},
		{"more is in scope", "in: [Adults]", "in: [Adults, Young people]", []string{"added what is in scope = adjustment"}},
		{"less is in scope", "in: [Adults]", "in: []", []string{"removed what is in scope = revision"}},
		{"more is out of scope", "out: [Children]", "out: [Children, Animals]", []string{"added what is out of scope = revision"}},
		{"less is out of scope", "out: [Children]", "out: []", []string{"removed what is out of scope = adjustment"}},
		{"more professions", "Physiotherapy, Paramedicine]", "Physiotherapy, Paramedicine, Dietetics]", []string{"added target group, professions = adjustment"}},
		{"fewer professions", "Physiotherapy, Paramedicine]", "Physiotherapy]", []string{"removed target group, professions = revision"}},
		{"more is required of the target group", "requirements: [Registration with a regulator]", "requirements: [Registration with a regulator, Five years]", []string{"added target group, requirements = revision"}},
		{"an entry requirement is added", "- Experience in the area", "- Experience in the area\n- A degree", []string{"added entry requirement = revision"}},
		{"more is asked in a requirement that there is", "- Experience in the area", "- Experience in the area and a degree", []string{"reworded entry requirement = revision"}},
		{"more stands in what is out of scope", "out: [Children]", "out: [Children and carers]", []string{"reworded what is out of scope = revision"}},
		{"the level", "value: 7", "value: 6", []string{"changed level, value = revision"}},
		{"the credits", "credits: 60\n", "credits: 40\n", []string{"changed credits = revision"}},
		{"the length is said no more", "duration: 12 to 18 months, part time\n", "", []string{"removed duration = revision"}},
		{"delivery in one way less", "within-masters, after-masters, after-equivalence", "within-masters, after-masters", []string{"removed learning, delivery (after-equivalence) = revision"}},
		{"the licence", "CC-BY-4.0", "CC-BY-NC-4.0", []string{"changed licence, id = revision"}},
		{"the holder of the licence", "CC-BY-4.0, holder: An example organisation", "CC-BY-4.0, holder: Another one", []string{"changed licence, holder = adjustment"}},
		{"a title of the whole", "title: A specification that uses every key", "title: Quite another title", []string{"reworded title = adjustment"}},
		{"a summary", "so that every key of the format is read at least once", "and nothing of it is known to anybody", []string{"reworded summary = adjustment"}},
		{"the proposal", "statement: What is needed, and by whom.", "statement: Nobody needs anything.", []string{"reworded proposal, need, statement = adjustment"}},
		{"a section is removed", "sections:\n- id: S1\n  heading: What else there is to say\n  body: |-\n    A paragraph.\n\n    - a line of a list\n    - another\n", "", []string{"removed section S1 = adjustment"}},
		{"a citation", "An example of a citation", "An example of a citation in its second edition", []string{"reworded reference R1, citation = correction"}},
		{"a reference is removed", "references:\n- {id: R1, citation: An example of a citation, url: \"http://example.org/r1\"}\n", "", []string{"removed reference R1 = correction"}},
		{"an author", "name: A. Example", "name: Ann Example", []string{"changed authors, name (example-a) = correction"}},
		{"thanks", "acknowledgements: To everybody.", "acknowledgements: To nobody in particular.", []string{"reworded acknowledgements = correction"}},
		{"a source is cited otherwise", "title: A source with a year\n    date: \"2022\"", "title: A source with a year\n    date: \"2023\"", []string{"changed provenance, sources, date (A source with a year) = correction"}},
		{"an id is retired", "- {id: B2, since: 1.3.0}", "- {id: B2, since: 1.3.0}\n- {id: B3, since: 1.3.0}", []string{"added retired id (B3) = correction"}},
		{"a capability has another id", "- id: A1\n    title: A capability", "- id: A7\n    title: A capability", []string{"renamed capability A1 to A7 = adjustment"}},
		{"another specification", "id: full-example", "id: another-example", []string{"changed id = revision"}},
		{"a paragraph ends elsewhere", "body: |-\n    A paragraph.\n\n    - a line", "body: |-\n    A paragraph.\n    - a line", []string{"reworded section S1, body = correction"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := full(t)
			after := strings.Replace(before, c.old, c.new, 1)
			if after == before {
				t.Fatalf("%q does not stand in the text", c.old)
			}
			got := diff.Compare(decode(t, "before", before), decode(t, "after", after))
			if diff := cmp.Diff(c.want, said(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestProse says how much of a text may change for what it is worth.
func TestProse(t *testing.T) {
	const text = "Assesses the whole person with a wound that does not heal, weighs causes that contradict each other, and decides what to find out next where tests disagree."
	for _, c := range []struct {
		name, old, new string
		want           diff.Class
	}{
		{"a capital and a full stop", "Assesses", "assesses", diff.Correction},
		{"a comma", "heal, weighs", "heal; weighs", diff.Correction},
		{"a slip of a letter twice", "contradict", "contraddict", diff.Correction},
		{"an article", "the whole person", "a whole person", diff.Adjustment},
		{"a slight word for another", "that contradict", "which contradict", diff.Adjustment},
		{"a plural", "tests disagree", "test disagrees", diff.Adjustment},
		{"a few words are put in", "the whole person", "the whole person at home", diff.Adjustment},
		{"words are taken out", "whole ", "", diff.Revision},
		{"a negation", "does not heal", "does heal", diff.Revision},
		{"a negation is put in", "decides what", "decides not what", diff.Revision},
		{"another verb at the beginning", "Assesses", "Describes", diff.Revision},
		{"a number", "tests disagree", "2 tests disagree", diff.Revision},
		{"and becomes or", "and decides", "or decides", diff.Revision},
		{"many words", "weighs causes that contradict each other, and decides", "finds reasons which oppose one another, then settles", diff.Revision},
		{"somebody else", "person", "patient", diff.Revision},
		{"the opposite", "contradict", "support", diff.Revision},
		{"another duty", "decides", "asks", diff.Revision},
		{"less than before", "a wound", "a simple wound", diff.Revision},
		{"a number in words", "tests disagree", "two tests disagree", diff.Revision},
		{"a part of it only", "and decides", "and helps to decide", diff.Revision},
		{"a word that looks like another", "heal", "heel", diff.Revision},
	} {
		t.Run(c.name, func(t *testing.T) {
			after := strings.Replace(text, c.old, c.new, 1)
			got := diff.Compare(capability(t, text), capability(t, after))
			if got.Class != c.want {
				t.Errorf("%s, want %s: %s", got.Class, c.want, got.Reason)
			}
		})
	}
}
