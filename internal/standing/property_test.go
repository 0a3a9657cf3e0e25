package standing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

// TestUnfavourableNeverHelps: whatever was filed so far, an unfavourable record by
// anybody more never turns a refusal into an allowance.
func TestUnfavourableNeverHelps(t *testing.T) {
	people := []string{"okafor-a", "lee-m", "brown-p", "ahmed-z", "rowe-e"}
	edits := []func(*record.Review){
		unfavourable,
		func(r *record.Review) { r.Outcomes[0].Outcome = record.DoesNotMeet },
		func(r *record.Review) { r.Outcomes[1].Outcome = record.MeetsWithConditions },
		func(r *record.Review) {
			r.Overall = record.OverallDecline
			r.Declaration.Conflicts = []string{"a friend"}
		},
	}
	random := rand.New(rand.NewPCG(4, 2))
	const worlds = 50 / oneIn
	allowed := 0
	for n := range worlds {
		w := candidate()
		for range 1 + random.IntN(2) {
			who := slices.Clone(people[:4])
			random.Shuffle(len(who), func(i, j int) { who[i], who[j] = who[j], who[i] })
			w.Open(record.Endorsement, w.Subject(id), who[:1+random.IntN(3)], func(r *record.Round) {
				if random.IntN(3) == 0 {
					r.Released = []record.Release{{Reviewer: who[3], Reason: "is ill"}}
				}
			})
		}
		for _, person := range people[:4] {
			if random.IntN(4) > 0 {
				w.Review(w.Subject(id), person, nil)
			}
		}
		before := standing.Decide(ask(t, w, record.Endorse))
		w.Review(w.Subject(id), people[random.IntN(len(people))], edits[random.IntN(len(edits))])
		after := standing.Decide(ask(t, w, record.Endorse))
		if before.Allowed() {
			allowed++
		} else if after.Allowed() {
			t.Errorf("world %d: refused with %v, and allowed with an unfavourable record more", n, reasons(before.Blockers))
		}
	}
	t.Log(allowed, "of", worlds, "worlds were allowed before")
}

// TestOrderDoesNotMatter: the same records in another order make the same decision,
// apart from the order in which it tells of people.
func TestOrderDoesNotMatter(t *testing.T) {
	w := asked()
	amend(w, func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p", "ahmed-z") })
	w.Review(w.Subject(id), "okafor-a", nil)
	w.Review(w.Subject(id), "brown-p", unfavourable)
	w.Review(w.Subject(id), "ahmed-z", nil)
	w.Review(w.Subject(id), "rowe-e", nil)
	c := ask(t, w, record.Endorse)
	first := standing.Decide(c)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		random.Shuffle(len(c.Text.Records), func(i, j int) {
			c.Text.Records[i], c.Text.Records[j] = c.Text.Records[j], c.Text.Records[i]
		})
		random.Shuffle(len(c.Earlier), func(i, j int) { c.Earlier[i], c.Earlier[j] = c.Earlier[j], c.Earlier[i] })
		got := standing.Decide(c)
		if diff := cmp.Diff(told(first), told(got)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// told is what a decision says, in words.
func told(d standing.Decision) []string {
	var all []string
	for _, b := range d.Blockers {
		all = append(all, fmt.Sprintf("%+v", b))
	}
	for _, list := range [][]standing.Judgement{d.Counted, d.Unfavourable, d.NotCounted, d.Awaited, d.Released} {
		for _, j := range list {
			all = append(all, j.Person+" "+string(j.Role)+" "+j.Why)
		}
	}
	return append(all, fmt.Sprint(d.Criteria, d.Needs))
}

// TestHostileSizes: a policy with huge numbers, and many people, take no time.
func TestHostileSizes(t *testing.T) {
	w := reviewed()
	c := ask(t, w, record.Endorse)
	g := *c.Governance
	g.Policy.Reviewers = 1 << 30
	g.Policy.OfRole = []record.RoleCount{{Role: record.Clinical, Count: 1 << 30}, {Role: record.Academic, Count: 1 << 30}}
	reviewers := make([]string, 1500)
	for i := range reviewers {
		reviewers[i] = fmt.Sprintf("p-%d", i)
		g.People = append(g.People, record.Person{ID: reviewers[i], Roles: []record.Role{record.Clinical, record.Academic}})
	}
	c.Governance, c.Serials = &g, nil
	c.Text.Rounds = []chain.Round{c.Text.Rounds[0]}
	c.Text.Rounds[0].Reviewers = reviewers
	if d := standing.Decide(c); d.Allowed() {
		t.Error("allowed")
	}
}

func BenchmarkOf(b *testing.B) {
	w := recordtest.Published()
	x := standing.NewIndex(read(b, w))
	in := standing.Input{Index: x, Subject: w.Subject(id), Stage: "candidate", Authors: []string{"smith-j", "khan-r"}}
	for b.Loop() {
		if _, err := standing.Of(in); err != nil {
			b.Fatal(err)
		}
	}
}
