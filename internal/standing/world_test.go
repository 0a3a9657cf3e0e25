package standing_test

import (
	"slices"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

const id = "acute-medicine"

// candidate returns a world whose proposal was accepted and whose candidate has
// not been put to a round.
func candidate() *recordtest.World {
	w := recordtest.New()
	proposal := w.Spec(id, "0.1.0", "proposal", "smith-j", "khan-r")
	w.Open(record.Gateway, proposal, []string{"okafor-a"}, nil)
	w.Review(proposal, "okafor-a", nil)
	w.Decide(record.Accept, proposal, nil)
	w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r")
	return w
}

// asked returns a world in which two reviewers are asked about the candidate.
func asked() *recordtest.World {
	w := candidate()
	w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, nil)
	return w
}

// reviewed returns a world in which the candidate could be endorsed.
func reviewed() *recordtest.World {
	w := asked()
	w.Review(w.Subject(id), "okafor-a", nil)
	w.Review(w.Subject(id), "lee-m", nil)
	return w
}

// endorsed returns a world in which the candidate could be published.
func endorsed() *recordtest.World {
	w := reviewed()
	w.Decide(record.Endorse, w.Subject(id), nil)
	return w
}

func read(t testing.TB, w *recordtest.World) *chain.Book {
	t.Helper()
	book, err := chain.Read(t.Context(), w.FS())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func spec(t testing.TB, w *recordtest.World) *record.Spec {
	t.Helper()
	s, found := record.ParseSpec(record.SpecPath(id), w.Files[record.SpecPath(id)])
	if len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

// ask returns the question whether an act may be done on the present text.
func ask(t testing.TB, w *recordtest.World, act record.Act) standing.Case {
	t.Helper()
	s := spec(t, w)
	c, err := standing.NewIndex(read(t, w)).Case(act, w.Subject(id), s.Stage, s.Authors)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// reasons are the reasons of blockers, each once, sorted.
func reasons(blockers []standing.Blocker) []standing.Reason {
	var all []standing.Reason
	for _, b := range blockers {
		all = append(all, b.Reason)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func want(all ...standing.Reason) []standing.Reason { return slices.Sorted(slices.Values(all)) }

// where reports a specification's standing.
func where(t testing.TB, w *recordtest.World) standing.Standing {
	t.Helper()
	s := spec(t, w)
	data := w.Files[record.SpecPath(id)]
	got, err := standing.Of(standing.Input{
		Index: standing.NewIndex(read(t, w)), Subject: w.Subject(id), Title: "A specification for tests",
		Stage: s.Stage, Authors: s.Authors, Text: data,
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
