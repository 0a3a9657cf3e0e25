package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

// proposedAuthors refuses a round because of an author whom governance does not know, with
// answers typed at a terminal. It returns what was said and what officers are given,
// nil if nothing was written.
func proposedAuthors(t *testing.T, typed string) (said string, written *record.Governance) {
	t.Helper()
	env, _, errOut := world(t, 0)
	env.In, env.InTerminal = strings.NewReader(typed), true
	text := "format: 1\nid: wound-care\nversion: 1.0.0\nstage: candidate\ntitle: Wound care\nauthors:\n- {id: hall-b, name: B. Hall, organisation: An example}\n"
	p := &opening{
		office: &office{env: env}, text: &judged{path: woundCare, data: []byte(text)},
		inForce: &chain.Serial{Governance: *recordtest.New().Governance()},
		round:   record.Round{Authors: []string{"smith-j", "hall-b", "wood-c"}},
	}
	p.decision.Blockers = []standing.Blocker{{Reason: standing.WhyAuthorUnknown}}
	if err := p.withProposals(context.Background(), errFindings); !errors.Is(err, errFindings) {
		t.Errorf("%v, want the refusal", err)
	}
	data, err := os.ReadFile(filepath.Join(env.Dir, proposalFile))
	if errors.Is(err, os.ErrNotExist) {
		return errOut.String(), nil
	}
	if err != nil {
		t.Fatal(err)
	}
	g, found := record.ParseGovernance(proposalFile, data)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return errOut.String(), g
}

// TestProposeAuthors: where somebody is there to answer, what officers need is
// written for them.
func TestProposeAuthors(t *testing.T) {
	said, g := proposedAuthors(t, "Trust Z\ntrust-z\nC. Wood\ntrust-y\n")
	for _, want := range []string{"Organisation of B. Hall (hall-b)", `"Trust Z" is no id`, "credctl governance propose --from governance-next.yaml"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in what was said:\n%s", want, said)
		}
	}
	if g == nil {
		t.Fatal("nothing was written")
	}
	hall, _ := g.Person("hall-b")
	if hall.Name != "B. Hall" || !slices.Equal(hall.Organisations, []string{"trust-z"}) || !hall.Has(record.Author) || len(hall.Keys) > 0 {
		t.Errorf("officers are given %+v", hall)
	}
	if wood, _ := g.Person("wood-c"); wood.Name != "C. Wood" { // whom the specification does not name
		t.Errorf("officers are given %+v", wood)
	}
	if n := len(recordtest.New().Governance().People); len(g.People) != n+2 {
		t.Errorf("%d people, want %d", len(g.People), n+2)
	}
}

// TestProposeNobody: whoever answers nothing gets no file.
func TestProposeNobody(t *testing.T) {
	for _, typed := range []string{"", "\n\n"} {
		if said, g := proposedAuthors(t, typed); g != nil {
			t.Errorf("typed %q: something was written, and it said\n%s", typed, said)
		}
	}
}
