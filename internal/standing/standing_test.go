package standing_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

// step is one step of a specification's life, and what is said after it.
type step struct {
	name    string
	do      func(w *recordtest.World)
	state   standing.State
	reasons []standing.Reason
	owner   string // of the first blocker
	command string // that clears it
}

// TestLife follows a specification from proposal to the withdrawal of its second
// version.
func TestLife(t *testing.T) {
	w := recordtest.New()
	two := []string{"okafor-a", "lee-m"}
	review := func(person string, edit func(*record.Review)) func(*recordtest.World) {
		return func(w *recordtest.World) { w.Review(w.Subject(id), person, edit) }
	}
	write := func(version, stage string) func(*recordtest.World) {
		return func(w *recordtest.World) { w.Spec(id, version, stage, "smith-j", "khan-r") }
	}
	decide := func(act record.Act) func(*recordtest.World) {
		return func(w *recordtest.World) { w.Decide(act, w.Subject(id), nil) }
	}
	ask := func(kind record.Kind, reviewers ...string) func(*recordtest.World) {
		return func(w *recordtest.World) { w.Open(kind, w.Subject(id), reviewers, nil) }
	}
	for _, s := range []step{
		{"proposal", write("0.1.0", "proposal"), standing.Proposed, want(standing.WhyNoRound), "staff", "credctl round open acute-medicine --gateway --reviewers PERSON"},
		{"gateway round", ask(record.Gateway, "okafor-a"), standing.Proposed, want(standing.WhyRecordMissing), "okafor-a", "credctl review acute-medicine"},
		{"gateway record", review("okafor-a", nil), standing.Proposed, want(standing.WhyNotYetDecided), "staff", "credctl accept acute-medicine"},
		{"accepted", decide(record.Accept), standing.Accepted, want(standing.WhyNotDrafted), "authors", "credctl validate --as draft specs/acute-medicine.yaml"},
		{"draft", write("1.0.0", "draft"), standing.InDevelopment, want(standing.WhyNotCandidate), "authors", "credctl validate --as candidate specs/acute-medicine.yaml"},
		{"candidate", write("1.0.0", "candidate"), standing.Candidate, want(standing.WhyNoRound), "staff", "credctl round open acute-medicine --reviewers PERSON,PERSON"},
		{"round", ask(record.Endorsement, two...), standing.UnderReview, want(standing.WhyRecordMissing), "okafor-a", "credctl review acute-medicine"},
		{"one record", review("okafor-a", nil), standing.UnderReview, want(standing.WhyRecordMissing), "lee-m", "credctl review acute-medicine"},
		{"an unfavourable one", review("lee-m", unfavourable), standing.Reviewed, want(standing.WhyUnfavourable), "authors", ""},
		{"a new text", func(w *recordtest.World) { w.Spec(id, "1.0.0", "candidate", "khan-r", "smith-j") }, standing.Candidate,
			want(standing.WhyNoRound), "staff", "credctl round open acute-medicine --reviewers okafor-a,lee-m"},
		{"its round", ask(record.Endorsement, two...), standing.UnderReview, want(standing.WhyRecordMissing), "okafor-a", "credctl review acute-medicine"},
		{"its records", func(w *recordtest.World) { review("okafor-a", nil)(w); review("lee-m", nil)(w) }, standing.Reviewed,
			want(standing.WhyNotYetDecided), "staff", "credctl endorse acute-medicine"},
		{"endorsed", decide(record.Endorse), standing.Endorsed, want(standing.WhyNotYetReleased), "staff", "credctl release acute-medicine"},
		{"published", decide(record.Publish), standing.Published, nil, "", ""},
		{"text changed, version not", write("1.0.0", "draft"), standing.InDevelopment, want(standing.WhyNotCandidate, standing.WhyPublished), "authors", ""},
		{"next draft", write("1.1.0", "draft"), standing.InDevelopment, want(standing.WhyNotCandidate), "authors", "credctl validate --as candidate specs/acute-medicine.yaml"},
		{"next candidate", write("1.1.0", "candidate"), standing.Candidate, want(standing.WhyNoRound), "staff", "credctl round open acute-medicine --reviewers PERSON,PERSON"},
		{"published again", func(w *recordtest.World) {
			for _, do := range []func(*recordtest.World){ask(record.Endorsement, two...), review("okafor-a", nil), review("lee-m", nil), decide(record.Endorse), decide(record.Publish)} {
				do(w)
			}
		}, standing.Published, nil, "", ""},
		{"the first text again", func(w *recordtest.World) { w.Spec(id, "1.0.0", "candidate", "khan-r", "smith-j") }, standing.Superseded, nil, "", ""},
		{"the second again", write("1.1.0", "candidate"), standing.Published, nil, "", ""},
		{"withdrawn", decide(record.Withdraw), standing.Withdrawn, nil, "", ""},
		{"what stays is the first", func(w *recordtest.World) { w.Spec(id, "1.0.0", "candidate", "khan-r", "smith-j") }, standing.Published, nil, "", ""},
	} {
		s.do(w)
		got := where(t, w)
		if got.State != s.state {
			t.Errorf("%s: %s, want %s", s.name, got.State, s.state)
		}
		if diff := cmp.Diff(s.reasons, reasons(got.Blockers)); diff != "" {
			t.Errorf("%s (-want +got):\n%s%v", s.name, diff, got.Blockers)
		}
		if len(got.Blockers) > 0 && (got.Blockers[0].Owner != s.owner || got.Blockers[0].Command != s.command) {
			t.Errorf("%s: %+v, want it from %s by %q", s.name, got.Blockers[0], s.owner, s.command)
		}
		if ended := got.State == standing.Published || got.State == standing.Superseded || got.State == standing.Withdrawn; ended != (got.Next == "") || !ended && got.Policy == "" {
			t.Errorf("%s: next is %q, by %q", s.name, got.Next, got.Policy)
		}
	}
	got := where(t, w)
	if diff := cmp.Diff([]string{"1.0.0", "1.1.0"}, []string{got.Published[0].Version, got.Published[1].Version}); diff != "" {
		t.Error(diff)
	}
	if r := got.Published[1]; r.Withdrawn == 0 || got.Published[0].Withdrawn != 0 {
		t.Errorf("%+v", got.Published)
	}
	if got.Accepted == nil || got.Accepted.Seq != 2 || got.Accepted.Proposal != standing.ChangeUnknown {
		t.Errorf("%+v", got.Accepted)
	}
}

// TestReviewers: who was asked since when, what they filed, and who was released.
func TestReviewers(t *testing.T) {
	w := asked()
	w.Review(w.Subject(id), "okafor-a", func(r *record.Review) { r.CarriedFrom = record.NoEntry })
	amend(w, func(r *record.Round) {
		r.Reviewers = []string{"okafor-a", "ahmed-z"}
		r.Released = []record.Release{{Reviewer: "lee-m", Reason: "is ill"}}
	})
	w.Review(w.Subject(id), "ahmed-z", func(r *record.Review) { r.Outcomes[1].Outcome, r.Outcomes[1].Note = record.DoesNotMeet, "no" })
	got := where(t, w)
	for i := range got.Reviewers {
		got.Reviewers[i].Record, got.Reviewers[i].Why = nil, ""
	}
	people := []standing.ReviewerState{
		{Person: "okafor-a", Roles: []record.Role{record.Clinical}, Counted: record.Clinical, Round: 1, Filed: true, Overall: record.OverallEndorse, Counts: true, Carried: true},
		{Person: "ahmed-z", Roles: []record.Role{record.Academic}, Round: 2, Filed: true, Overall: record.OverallEndorse, Reason: standing.WhyUnfavourable},
		{Person: "lee-m", Roles: []record.Role{record.Academic}, Round: 1, Released: "is ill", Reason: standing.WhyReleased},
	}
	if diff := cmp.Diff(people, got.Reviewers); diff != "" {
		t.Error(diff)
	}
	criterion := standing.CriterionState{
		Pack: "endorsement@1.0.0", ID: "4.1", Title: "Expression of the capabilities as advanced practice", Mandatory: true, Asked: 2, Meets: []string{"okafor-a"},
		Other: []standing.Said{{Person: "ahmed-z", Outcome: record.DoesNotMeet, Note: "no", Negative: true}},
	}
	if diff := cmp.Diff(criterion, got.Criteria[1]); diff != "" {
		t.Error(diff)
	}
	if got.State != standing.Reviewed || got.Round.N != 2 || len(got.Stale) > 0 {
		t.Errorf("%s in round %d", got.State, got.Round.N)
	}
}

// TestStale: what was judged before the text changed is listed, with what changed.
func TestStale(t *testing.T) {
	w := reviewed()
	old, before := w.Subject(id), w.Files[record.SpecPath(id)]
	w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r", "quinn-d")
	s := spec(t, w)
	got, err := standing.Of(standing.Input{
		Index: standing.NewIndex(read(t, w)), Subject: w.Subject(id), Stage: s.Stage, Authors: s.Authors, Text: w.Files[record.SpecPath(id)],
		Before: func(s record.Subject) []byte {
			if s == old {
				return before
			}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.State != standing.Candidate || len(got.Stale) != 2 {
		t.Fatalf("%s, %+v", got.State, got.Stale)
	}
	if r := got.Stale[0]; r.Person != "lee-m" || r.Text != old || !r.Known || len(r.Parts) != 1 || r.Parts[0].Name() != "authors" {
		t.Errorf("%+v", r)
	}
}

// TestPending: an entry that waits is named with the command that completes it.
func TestPending(t *testing.T) {
	w := reviewed()
	w.Decide(record.Endorse, w.Subject(id), nil, "rowe-e")
	got := where(t, w)
	if got.State != standing.Reviewed || got.Pending == nil || len(got.Blockers) != 1 || got.Blockers[0].Command != "credctl sign" {
		t.Errorf("%s, %+v", got.State, got.Blockers)
	}
	if len(got.Needs) != 1 || got.Needs[0].Count != 1 {
		t.Errorf("%+v", got.Needs)
	}
}

// TestGovernance: what one departure would break is said, and what one more has
// broken.
func TestGovernance(t *testing.T) {
	w := recordtest.New()
	if got := standing.Governance(read(t, w)); len(got) > 0 {
		t.Errorf("three officers, three staff and two reviewers of each role: %+v", got)
	}
	govern(w, "quinn-d", func(p *record.Person) { p.Keys[0].Status = record.Retired })
	govern(w, "brown-p", func(p *record.Person) { p.Roles = []record.Role{record.Author} })
	govern(w, "okafor-a", func(p *record.Person) { p.Roles = []record.Role{record.Author} })
	var got []string
	for _, warning := range standing.Governance(read(t, w)) {
		got = append(got, string(warning.Reason)+": "+strings.Join(warning.People, " "))
	}
	words := []string{
		"officers-too-few: ng-t patel-s", "staff-too-few: rowe-e shah-k", "reviewers-too-few: ", "reviewers-too-few: ahmed-z lee-m",
	}
	if diff := cmp.Diff(words, got); diff != "" {
		t.Error(diff)
	}
	w.Govern(nil, "ng-t")
	if got := standing.Governance(read(t, w)); got[0].Reason != standing.WhyGovernanceWaits {
		t.Errorf("%+v", got[0])
	}
}
