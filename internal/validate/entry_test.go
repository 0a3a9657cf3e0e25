package validate_test

import (
	"bytes"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

// The comments, put in as they come and given a reason, suppress all that may be.
func TestEntriesSuppressAllThatMayBe(t *testing.T) {
	random := rand.New(rand.NewSource(2))
	set := input(t, nil).Criteria
	for round := range 10 {
		data := spoilt(random, corpus.Specification(round))
		before := ran(t, string(data), "2026-11-22", spec.Draft).Findings
		entries, rest := validate.Entries(set, "specs/a.yaml", data, before)
		lines := bytes.SplitAfter(data, []byte("\n"))
		covered := 0
		for _, e := range entries {
			text := strings.Replace(e.Text, `""`, `"so"`, 1) + "\n"
			lines = slices.Insert(lines, e.Line-1, []byte(text)) // as somebody does who pastes from the top of the report
			covered += e.Findings
		}
		after := ran(t, string(bytes.Join(lines, nil)), "2026-11-22", spec.Draft)
		if covered+rest != len(before) || len(after.Suppressed) != covered || len(after.Findings) != rest || covered == 0 {
			t.Errorf("of %d findings %d entries are for %d; then %d are suppressed and %d are left", len(before), len(entries), covered, len(after.Suppressed), len(after.Findings))
		}
	}
}

func TestEntriesOfWhatCannotBeRead(t *testing.T) {
	set := input(t, nil).Criteria
	found := ran(t, proposal("a")+twoVerbs, "2026-11-22", "").Findings
	if entries, rest := validate.Entries(set, "specs/a.yaml", nil, found); len(entries) != 0 || rest != len(found) {
		t.Errorf("%v, and %d left, want none and %d", entries, rest, len(found))
	}
}
