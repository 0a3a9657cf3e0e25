package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// aTask is what a round on a made-up text asks.
func aTask() *task {
	pack := &criteria.Pack{ID: "endorsement", Version: "1.0.0", Criteria: []criteria.Criterion{{ID: "4", Title: "Four"}, {ID: "4.1", Title: "Four and one"}}}
	hash := strings.Repeat("ab", 32)
	return &task{
		subject: record.Subject{ID: "wound-care", Version: "1.0.0", SHA256: hash}, kind: record.Endorsement, round: hash,
		packs: []record.PackRef{{ID: "endorsement", Version: "1.0.0", SHA256: hash}}, governance: record.GovernanceRef{Serial: 1, SHA256: hash},
		reviewer: record.Person{ID: "lee-m"}, authors: []record.Person{{ID: "smith-j"}},
		asked: []asked{{&pack.Criteria[0], pack}, {&pack.Criteria[1], pack}},
	}
}

// Whatever a file of answers holds, what is taken from it is an answer to what was
// asked, and makes a record that can be read; and the record itself is taken back as
// the answers that it was made of.
func FuzzFromFile(f *testing.F) {
	for _, seed := range []string{
		"declaration: {conflicts: []}\noutcomes:\n- {criterion: \"4\", outcome: meets}\n- {criterion: \"4.1\", outcome: meets, note: Clear.}\noverall: endorse\n",
		"declaration: {wording: declaration/1, authors: [smith-j], conflicts: [a]}\n", "outcomes:\n- {criterion: 4.1, outcome: , note: x}\n",
		"overall: endorse\nspec: {}\n", "outcomes: x\ndeclaration: []\n", "- a\n", "", "outcomes: [[], {}, x]\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		k, a := aTask(), &answers{outcomes: map[string]record.Answer{}}
		doc, found := yamldoc.Parse("answers.yaml", data, yamldoc.Options{MaxBytes: record.MaxBytes})
		if doc == nil || len(found) > 0 {
			return
		}
		s := &sheet{file: "answers.yaml", task: k, into: a}
		if s.read(doc.Root()); len(s.wrong) > 0 {
			return
		}
		for id, answer := range a.outcomes {
			if _, known := k.criterion(id); !known || answer.Outcome != "" && !slices.Contains(record.Outcomes[:], answer.Outcome) {
				t.Fatalf("%s is answered with %q", id, answer.Outcome)
			}
		}
		if len(a.missing(k)) > 0 {
			return
		}
		r, made, err := a.file(k, "2026-11-22")
		if err != nil {
			t.Fatalf("the answers make no record: %v", err)
		}
		again := &answers{outcomes: map[string]record.Answer{}}
		doc, _ = yamldoc.Parse("record.yaml", made, yamldoc.Options{})
		s = &sheet{file: "record.yaml", task: k, into: again}
		if s.read(doc.Root()); len(s.wrong) > 0 {
			t.Fatalf("the record is not taken back: %v\n%s", s.wrong, made)
		}
		if back, _, err := again.file(k, "2026-11-22"); err != nil || string(back.Marshal()) != string(r.Marshal()) {
			t.Errorf("%v: taken back it is\n%s", err, back.Marshal())
		}
	})
}

func TestTypedWord(t *testing.T) {
	for text, want := range map[string]string{
		"meets": "meets", "1": "meets", "4": "not-applicable", "meets-": "meets-with-conditions", "MEETS": "meets", "d": "does-not-meet", "n": "not-applicable",
		"m": `"m" can mean meets or meets-with-conditions`, "5": "want one of", "0": "want one of", "does-not-meat": "did you mean does-not-meet?",
	} {
		got, err := typedWord("outcome", text, record.Outcomes[:])
		if err != nil && !strings.Contains(err.Error(), want) || err == nil && string(got) != want {
			t.Errorf("%q is %q (%v), want %q", text, got, err, want)
		}
	}
}
