package standing_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// TestByHand: what chain refuses already is refused by its own rule too, should it
// ever come here without a problem; and what chain cannot know is.
func TestByHand(t *testing.T) {
	lee := func(edit func(*chain.Record)) func(*standing.Case) {
		return func(c *standing.Case) {
			for i := range c.Text.Records {
				if c.Text.Records[i].Person == "lee-m" {
					edit(&c.Text.Records[i])
				}
			}
		}
	}
	problem := func(why standing.Reason) func(*standing.Case) {
		return lee(func(r *chain.Record) { r.Problems = []chain.Problem{{Path: r.Path, Reason: why, Message: "is wrong"}} })
	}
	release := func(c *standing.Case) {
		last := &c.Text.Rounds[0]
		last.Reviewers = []string{"okafor-a", "ahmed-z"}
		last.Released = []record.Release{{Reviewer: "lee-m", Reason: "is ill"}}
		ahmed := c.Text.Records[0]
		ahmed.Person, ahmed.Path = "ahmed-z", c.Subject.ReviewPath("ahmed-z")
		c.Text.Records = append(c.Text.Records, ahmed)
	}
	both := func(a, b func(*standing.Case)) func(*standing.Case) {
		return func(c *standing.Case) { a(c); b(c) }
	}
	for _, r := range []struct {
		name string
		edit func(*standing.Case)
		want []standing.Reason
	}{
		{"a declaration against others", lee(func(r *chain.Record) { r.Declaration.Authors = []string{"smith-j", "smith-j"} }), want(standing.WhyDeclaration)},
		{"the authors in another order", lee(func(r *chain.Record) { r.Declaration.Authors = []string{"khan-r", "smith-j"} }), nil},
		{"a round that was not opened", lee(func(r *chain.Record) { r.RoundSHA256 = record.NoEntry }), want(standing.WhyRecordOfOtherRound)},
		{"another text", lee(func(r *chain.Record) { r.Spec.Version = "2.0.0" }), want(standing.WhyRecordOfOtherRound)},
		{"other packs", lee(func(r *chain.Record) { r.Packs = nil }), want(standing.WhyRecordPacks)},
		{"a criterion left out", lee(func(r *chain.Record) { r.Outcomes = r.Outcomes[:1] }), want(standing.WhyCriterionUnanswered)},
		{"a criterion twice", lee(func(r *chain.Record) { r.Outcomes = append(r.Outcomes[:2:2], r.Outcomes[0]) }), want(standing.WhyCriterionTwice)},
		{"a criterion nobody asked", lee(func(r *chain.Record) {
			r.Outcomes = append(r.Outcomes[:2:2], record.Answer{Criterion: "9", Outcome: record.Meets})
		}), want(standing.WhyCriterionUnknown)},
		{"not applicable where it need not apply", func(c *standing.Case) {
			pack := *c.Packs[0]
			pack.Criteria = []record.PackCriterion{{ID: "4"}, {ID: "4.1", Mandatory: true}}
			c.Packs = []*record.Pack{&pack}
			lee(func(r *chain.Record) { r.Outcomes[0].Outcome = record.NotApplicable })(c)
		}, nil},
		{"the overall outcome of a gateway round", lee(func(r *chain.Record) { r.Overall = record.OverallAccept }), want(standing.WhyUnfavourable)},
		{"a stranger's record", lee(func(r *chain.Record) { r.Person = "brown-p" }), want(standing.WhyNotAsked, standing.WhyRecordMissing)},
		{"a round of another kind", func(c *standing.Case) {
			gateway := c.Text.Rounds[0]
			gateway.Kind, gateway.SHA256, gateway.Path = record.Gateway, record.NoEntry, "before"
			c.Text.Rounds = append([]chain.Round{gateway}, c.Text.Rounds...)
			lee(func(r *chain.Record) { r.RoundSHA256 = record.NoEntry })(c)
		}, want(standing.WhyRecordOfOtherRound)},
		{"a forged record", problem(chain.RecordSignature), want(chain.RecordSignature)},
		{"a released reviewer", release, nil},
		{"a released reviewer whose record is forged", both(release, problem(chain.RecordSignature)), want(chain.RecordSignature)},
		{"a released reviewer whose key was lost since", both(release, problem(chain.RecordKeyCompromised)), nil},
		{"a released reviewer who declared against fewer authors", both(release, problem(chain.RecordDeclaration)), nil},
		{"a round that no entry opens", func(c *standing.Case) { c.Text.Rounds[0].Opened = 0 }, want(standing.WhyRoundNotOpened)},
		{"a folder with a gap", func(c *standing.Case) {
			c.Text.Problems = []chain.Problem{{Path: "rounds", Reason: chain.RoundGap, Message: "2.yaml is missing"}}
		}, want(chain.RoundGap)},
		{"a pack with other bytes", func(c *standing.Case) {
			c.Packs, c.Problems = nil, []chain.Problem{{Path: "criteria", Reason: chain.PackHash, Message: "has other bytes"}}
		}, want(chain.PackHash)},
	} {
		t.Run(r.name, func(t *testing.T) {
			c := ask(t, reviewed(), record.Endorse)
			r.edit(&c)
			d := standing.Decide(c)
			if diff := cmp.Diff(r.want, reasons(d.Blockers)); diff != "" {
				t.Errorf("blockers (-want +got):\n%s%v", diff, d.Blockers)
			}
			if len(d.Released) > 0 && d.Released[0].Record == nil {
				t.Error("the record of somebody released is not shown")
			}
		})
	}
}

// TestOpenings: only what was opened since the last publication is held against a
// round.
func TestOpenings(t *testing.T) {
	entry := func(seq int, kind record.Act, missing int) *chain.Entry {
		return &chain.Entry{Entry: record.Entry{Seq: seq, Kind: kind}, Missing: missing}
	}
	entries := []*chain.Entry{
		entry(2, record.Open, 0), entry(4, record.Endorse, 0), entry(5, record.Publish, 0),
		entry(6, record.Open, 0), entry(7, record.Withdraw, 0), entry(9, record.Open, 0),
	}
	pending := func(kind record.Act) []*chain.Entry { return append(slices.Clone(entries), entry(10, kind, 1)) }
	for name, of := range map[string]struct {
		entries []*chain.Entry
		want    []int
	}{
		"none":                      {nil, nil},
		"none published":            {entries[:2], []int{2}},
		"just published":            {entries[:3], nil},
		"since then":                {entries, []int{6, 9}},
		"another not yet opened":    {pending(record.Open), []int{6, 9}},
		"another not yet published": {pending(record.Publish), []int{6, 9}},
	} {
		var got []int
		for _, e := range standing.Openings(of.entries) {
			got = append(got, e.Seq)
		}
		if diff := cmp.Diff(of.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
