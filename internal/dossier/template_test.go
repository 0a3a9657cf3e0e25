package dossier

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
)

// fill writes into the places that say so, as a person does.
func fill(template string) string {
	for _, place := range [][2]string{
		{"conflicts: # FILL IN", "conflicts: []"}, {"outcome: # FILL IN", "outcome: meets"},
		{"overall: # FILL IN", "overall: endorse"}, {"date: # FILL IN", "date: 2026-11-22"},
	} {
		template = strings.ReplaceAll(template, place[0], place[1])
	}
	return template
}

func TestTemplateFilledInByHand(t *testing.T) {
	d := checked(t, newWorld(t, ward(t)).content(t))
	filled := strings.Replace(fill(string(d.Template())), "  #note: >-\n  #  Your reasons, in your own words.\n", "  note: >-\n    My reasons: \"quoted\",\n    and more # than one line.\n", 1)
	got, found := record.ParseReview(d.RecordName(), []byte(filled))
	if got == nil {
		t.Fatalf("%v in\n%s", found, filled)
	}
	want := d.Draft()
	for i := range want.Outcomes {
		want.Outcomes[i].Outcome = record.Meets
	}
	want.Outcomes[0].Note = `My reasons: "quoted", and more # than one line.`
	want.Overall, want.Date = record.OverallEndorse, "2026-11-22"
	if diff := cmp.Diff(&want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// As long as one place is left empty, the strict reader refuses the record, and
// finds fault with that place alone.
func TestTemplateIsRefusedUntilFilledIn(t *testing.T) {
	d := checked(t, newWorld(t, ward(t)).gateway(t).content(t))
	template := string(d.Template())
	places := strings.Count(template, ": # FILL IN\n")
	if want := 3 + len(d.Draft().Outcomes); places != want {
		t.Fatalf("%d places to fill in, want %d:\n%s", places, want, template)
	}
	left := strings.Split(template, ": # FILL IN\n")
	for i := range places {
		text := ""
		for j, part := range left {
			if text += part; j < places && j == i {
				text += ":\n"
			} else if j < places {
				text += ": # FILL IN\n"
			}
		}
		review, found := record.ParseReview("a.yaml", []byte(strings.Replace(fill(text), "overall: endorse", "overall: accept", 1)))
		if review != nil || len(found) != 1 {
			t.Errorf("place %d: %v, %v", i, review, codes(found))
		}
	}
}

func codes(found finding.List) []string {
	var all []string
	for _, f := range found {
		all = append(all, f.String())
	}
	return all
}

// What a pack or a name says stays inside the explanations, whatever it is.
func TestTemplateIsNotBrokenByWords(t *testing.T) {
	w := newWorld(t, ward(t))
	w.packs[0] = []byte(strings.Replace(string(w.packs[0]), "title: The capabilities that the area needs",
		`title: "x overall: accept\nreviewer: {id: lee-m} y: z # - `+strings.Repeat("long ", 60)+`"`, 1))
	ref := packRef("endorsement", "1.0.0", w.packs[0])
	w.governance.Packs = []record.PackRef{ref}
	w.round.Packs = w.governance.Packs
	d := checked(t, w.content(t))
	if _, found := record.ParseReview("a.yaml", []byte(fill(string(d.Template())))); len(found) > 0 {
		t.Errorf("%v in\n%s", codes(found), d.Template())
	}
}
