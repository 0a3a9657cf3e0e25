package standing_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

// round returns the round that would be opened on the candidate.
func round(w *recordtest.World, kind record.Kind) *record.Round {
	g := w.Governance()
	return &record.Round{
		Kind: kind, SpecSHA256: w.Subject(id).SHA256, Packs: g.PacksFor(kind), Authors: []string{"smith-j", "khan-r"},
		Reviewers: []string{"okafor-a", "lee-m"}, GovernanceSerial: g.Serial,
	}
}

// TestOpen starts from a round that may be opened and changes one thing.
func TestOpen(t *testing.T) {
	rows := []struct {
		name   string
		change func(w *recordtest.World)
		round  func(r *record.Round)
		stage  string
		want   []standing.Reason
	}{
		{name: "nothing changed"},
		{name: "a draft", stage: "draft", want: want(standing.WhyStage)},
		{name: "for the gateway, of a draft", stage: "draft", round: func(r *record.Round) {
			r.Kind, r.Packs, r.Reviewers = record.Gateway, nil, r.Reviewers[:1]
		}, want: want(standing.WhyPacks)},
		{name: "an author asked", round: func(r *record.Round) { r.Reviewers = append(r.Reviewers, "smith-j") },
			want: want(standing.WhyNoRole, standing.WhyReviewerIsAuthor)},
		{name: "a colleague asked", change: func(w *recordtest.World) {
			govern(w, "brown-p", func(p *record.Person) { p.Organisations = []string{"trust-d"} })
		}, round: func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") }, want: want(standing.WhySharedOrganisation)},
		{name: "somebody unknown asked", round: func(r *record.Round) { r.Reviewers[0] = "okafor-b" },
			want: want(standing.WhyTooFewOfRole, standing.WhyTooFewReviewers, standing.WhyUnknownPerson)},
		{name: "staff asked", round: func(r *record.Round) { r.Reviewers = append(r.Reviewers, "rowe-e") }, want: want(standing.WhyNoRole)},
		{name: "somebody without a key asked", change: func(w *recordtest.World) {
			govern(w, "brown-p", func(p *record.Person) { p.Keys[0].Status = record.Retired })
		}, round: func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") }, want: want(standing.WhyNoKey)},
		{name: "no academic asked", round: func(r *record.Round) { r.Reviewers[1] = "brown-p" }, want: want(standing.WhyTooFewOfRole)},
		{name: "the same person asked twice", round: func(r *record.Round) { r.Reviewers[1] = "okafor-a" },
			want: want(standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "an author left out", round: func(r *record.Round) { r.Authors = r.Authors[1:] }, want: want(standing.WhyAuthorLeftOut)},
		{name: "an author nobody knows", round: func(r *record.Round) { r.Authors = append(r.Authors, "nobody-n") },
			want: want(standing.WhyAuthorUnknown)},
		{name: "other packs", round: func(r *record.Round) { r.Packs = slices.Clone(r.Packs); r.Packs[0].SHA256 = record.NoEntry }, want: want(standing.WhyPacks)},
		{name: "another text", round: func(r *record.Round) { r.SpecSHA256 = record.NoEntry }, want: want(standing.WhyRoundText)},
		{name: "older governance", change: func(w *recordtest.World) { w.Govern(nil) }, round: func(r *record.Round) { r.GovernanceSerial = 1 },
			want: want(standing.WhyRoundGovernance)},
		{name: "somebody dropped", change: func(w *recordtest.World) {
			earlier(w, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		}, want: want(standing.WhyReviewerDropped)},
		{name: "somebody released", change: func(w *recordtest.World) {
			earlier(w, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		}, round: func(r *record.Round) {
			r.Released = []record.Release{{Reviewer: "brown-p", Reason: "has moved abroad"}}
		}},
		{name: "somebody released without a reason", change: func(w *recordtest.World) {
			earlier(w, []string{"okafor-a", "lee-m", "brown-p"}, nil)
		}, round: func(r *record.Round) { r.Released = []record.Release{{Reviewer: "brown-p", Reason: " "}} },
			want: want(standing.WhyReleaseReason, standing.WhyReviewerDropped)},
		{name: "somebody released and asked", round: func(r *record.Round) {
			r.Released = []record.Release{{Reviewer: "lee-m", Reason: "is ill"}}
		}, want: want(standing.WhyReleasedAsked, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "a text that was declined", change: func(w *recordtest.World) {
			w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, nil)
			w.Decide(record.Decline, w.Subject(id), nil)
		}, want: want(standing.WhyDeclined)},
		{name: "a text that was endorsed", change: func(w *recordtest.World) {
			w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, nil)
			w.Review(w.Subject(id), "okafor-a", nil)
			w.Review(w.Subject(id), "lee-m", nil)
			w.Decide(record.Endorse, w.Subject(id), nil)
		}},
		{name: "for the gateway, of a text under review", change: func(w *recordtest.World) {
			w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, nil)
		}, round: func(r *record.Round) { r.Kind = record.Gateway }, want: want(standing.WhyPacks, standing.WhyRoundKind)},
		{name: "for the gateway, of a text accepted there", change: func(w *recordtest.World) {
			w.Open(record.Gateway, w.Subject(id), []string{"okafor-a"}, nil)
			w.Review(w.Subject(id), "okafor-a", nil)
			w.Decide(record.Accept, w.Subject(id), nil)
		}, round: func(r *record.Round) { r.Kind = record.Gateway }, want: want(standing.WhyDone, standing.WhyPacks)},
		{name: "of a text accepted at the gateway", change: func(w *recordtest.World) {
			w.Open(record.Gateway, w.Subject(id), []string{"okafor-a"}, nil)
			w.Review(w.Subject(id), "okafor-a", nil)
			w.Decide(record.Accept, w.Subject(id), nil)
		}},
		{name: "a version that is published", change: func(w *recordtest.World) {
			w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, nil)
			w.Review(w.Subject(id), "okafor-a", nil)
			w.Review(w.Subject(id), "lee-m", nil)
			w.Decide(record.Endorse, w.Subject(id), nil)
			w.Decide(record.Publish, w.Subject(id), nil)
		}, want: want(standing.WhyPublished)},
		{name: "an entry that waits", change: func(w *recordtest.World) {
			w.Spec(id, "0.9.0", "candidate", "smith-j", "khan-r")
			w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, nil, "ng-t")
			w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r")
		}, want: want(standing.WhyPending)},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			w := candidate()
			if r.change != nil {
				r.change(w)
			}
			c := ask(t, w, record.Open)
			c.Round = round(w, record.Endorsement)
			c.Signers = []string{"rowe-e"}
			if r.round != nil {
				r.round(c.Round)
			}
			if r.stage != "" {
				c.Stage = r.stage
			}
			d := standing.Decide(c)
			if diff := cmp.Diff(r.want, reasons(d.Blockers)); diff != "" {
				t.Errorf("blockers (-want +got):\n%s%v", diff, d.Blockers)
			}
			if d.Allowed() && !d.Complete() {
				t.Errorf("one opener is enough, and it needs %v", d.Needs)
			}
		})
	}
}

// TestPublish starts from an endorsed text and changes one thing.
func TestPublish(t *testing.T) {
	three := func(w *recordtest.World) {
		amend(w, func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") })
	}
	rows := []row{
		{name: "nothing changed"},
		{name: "another text", after: func(w *recordtest.World) { w.Spec(id, "1.0.0", "candidate", "smith-j") }, want: want(standing.WhyNotEndorsed)},
		{name: "another version", after: func(w *recordtest.World) { w.Spec(id, "1.0.1", "candidate", "smith-j", "khan-r") }, want: want(standing.WhyNotEndorsed)},
		{name: "a further round", after: three, want: want(standing.WhyEndorsementOutdated, standing.WhyRecordMissing)},
		{name: "a record that is another since", after: func(w *recordtest.World) {
			w.Review(w.Subject(id), "lee-m", func(r *record.Review) { r.Date = "2026-11-30" })
		}, want: want(standing.WhyEndorsementOutdated)},
		{name: "a record that is gone", after: func(w *recordtest.World) {
			path := w.Subject(id).ReviewPath("lee-m")
			delete(w.Files, path)
			delete(w.Files, record.ReviewSignaturePath(path))
		}, want: want(standing.WhyEndorsementOutdated, standing.WhyRecordMissing)},
		{name: "an endorsement by one of two", ask: func(c *standing.Case) {
			e := *c.Entries[len(c.Entries)-1]
			e.Missing = 1
			c.Entries = append(slices.Clone(c.Entries[:len(c.Entries)-1]), &e)
		}, want: want(standing.WhyNotEndorsed)},
		{name: "an endorsement signed by a reviewer", ask: func(c *standing.Case) {
			e := *c.Entries[len(c.Entries)-1]
			e.Signers = append(slices.Clone(e.Signers), chain.Signer{Person: "lee-m"})
			c.Entries = append(slices.Clone(c.Entries[:len(c.Entries)-1]), &e)
		}, want: want(standing.WhyReviewerSigned, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "published already", after: func(w *recordtest.World) { w.Decide(record.Publish, w.Subject(id), nil) }, want: want(standing.WhyPublished)},
		{name: "withdrawn since", after: func(w *recordtest.World) { w.Decide(record.Withdraw, w.Subject(id), nil) }, want: want(standing.WhyWithdrawn)},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			w := endorsed()
			if r.after != nil {
				r.after(w)
			}
			c := ask(t, w, record.Publish)
			if r.ask != nil {
				r.ask(&c)
			}
			d := standing.Decide(c)
			if diff := cmp.Diff(r.want, reasons(d.Blockers)); diff != "" {
				t.Errorf("blockers (-want +got):\n%s%v", diff, d.Blockers)
			}
		})
	}
}

// TestGateway: acceptance asks the same of a gateway round, under its own policy.
func TestGateway(t *testing.T) {
	proposed := func() *recordtest.World {
		w := recordtest.New()
		w.Spec(id, "0.1.0", "proposal", "smith-j", "khan-r")
		return w
	}
	w := proposed()
	check := func(name string, act record.Act, want ...standing.Reason) {
		t.Helper()
		d := standing.Decide(ask(t, w, act))
		if diff := cmp.Diff(want, reasons(d.Blockers)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	check("before a round", record.Accept, standing.WhyNoRound)
	check("nothing to decline", record.Decline, standing.WhyNoRound)
	w.Open(record.Gateway, w.Subject(id), []string{"okafor-a"}, nil)
	check("before the record", record.Accept, standing.WhyRecordMissing)
	check("declining needs no record", record.Decline)
	w.Review(w.Subject(id), "okafor-a", nil)
	check("with the record", record.Accept)
	check("to endorse a gateway round", record.Endorse, standing.WhyRoundKind, standing.WhyStage)
	w.Review(w.Subject(id), "okafor-a", func(r *record.Review) { r.Overall = record.OverallDecline })
	check("with an unfavourable record", record.Accept, standing.WhyUnfavourable)
	w.Decide(record.Decline, w.Subject(id), nil)
	check("declined", record.Accept, standing.WhyDeclined, standing.WhyUnfavourable)
	check("declined twice", record.Decline, standing.WhyDeclined)
}

// TestWithdraw: what was never decided cannot be withdrawn, and nothing twice.
func TestWithdraw(t *testing.T) {
	w := reviewed()
	check := func(want ...standing.Reason) {
		t.Helper()
		if diff := cmp.Diff(want, reasons(standing.Decide(ask(t, w, record.Withdraw)).Blockers)); diff != "" {
			t.Error(diff)
		}
	}
	check(standing.WhyNothingToWithdraw)
	w.Decide(record.Endorse, w.Subject(id), nil)
	check()
	w.Decide(record.Publish, w.Subject(id), nil)
	check()
	w.Decide(record.Withdraw, w.Subject(id), nil)
	check(standing.WhyWithdrawn)
}

// TestNeeds: who is needed is said over who has signed, and who could be asked are
// the independent people who were not asked.
func TestNeeds(t *testing.T) {
	w := asked()
	govern(w, "ahmed-z", func(p *record.Person) { p.Organisations = []string{"trust-d"} })
	staff := standing.Need{Role: record.Staff, Count: 2, Eligible: []string{"quinn-d", "rowe-e", "shah-k"}}
	d := standing.Decide(ask(t, w, record.Endorse))
	none := []standing.Need{
		{Role: record.Academic, Count: 1, Asked: []string{"lee-m"}},
		{Role: record.Clinical, Count: 1, Asked: []string{"okafor-a"}, Eligible: []string{"brown-p"}},
		staff,
	}
	if diff := cmp.Diff(none, d.Needs); diff != "" {
		t.Error(diff)
	}
	w.Review(w.Subject(id), "okafor-a", nil)
	c := ask(t, w, record.Endorse)
	c.Signers = []string{"rowe-e"}
	d = standing.Decide(c)
	staff.Count, staff.Eligible = 1, []string{"quinn-d", "shah-k"}
	if diff := cmp.Diff([]standing.Need{none[0], staff}, d.Needs); diff != "" {
		t.Error(diff)
	}
	if d.Counted[0].Role != record.Clinical || d.Complete() || d.Criteria[0].String() != "1 of 2 answered meets" {
		t.Errorf("%+v", d)
	}
	w.Review(w.Subject(id), "lee-m", unfavourable)
	c = ask(t, w, record.Endorse)
	c.Signers = []string{"rowe-e", "shah-k"}
	if d = standing.Decide(c); len(d.Needs) > 0 || d.Allowed() {
		t.Errorf("nobody more is needed because somebody said no: %+v", d.Needs)
	}
	w.Review(w.Subject(id), "lee-m", nil)
	c = ask(t, w, record.Endorse)
	c.Signers = []string{"rowe-e", "shah-k"}
	if d = standing.Decide(c); !d.Complete() || len(d.Needs) > 0 {
		t.Errorf("%+v", d)
	}
}

// TestTwoRoles: somebody with two roles fills one place, and the places are shared
// out so that as many as possible are filled.
func TestTwoRoles(t *testing.T) {
	both := func(w *recordtest.World, person string) {
		govern(w, person, func(p *record.Person) { p.Roles = []record.Role{record.Academic, record.Clinical} })
	}
	w := candidate()
	both(w, "lee-m")
	c := ask(t, w, record.Open)
	c.Round = round(w, record.Endorsement)
	c.Round.Reviewers = []string{"lee-m", "ahmed-z"} // the first has to make room for the second
	if d := standing.Decide(c); !d.Allowed() {
		t.Error(d.Blockers)
	}
	c.Round.Reviewers = []string{"lee-m", "rowe-e"} // one place each, and rowe-e fills neither
	if got := reasons(standing.Decide(c).Blockers); !slices.Contains(got, standing.WhyTooFewOfRole) {
		t.Error(got)
	}
}

// TestNoGovernance: where nothing is set up yet, that is what is said.
func TestNoGovernance(t *testing.T) {
	for stage, state := range map[string]standing.State{
		"proposal": standing.Proposed, "draft": standing.InDevelopment, "candidate": standing.Candidate,
	} {
		w := &recordtest.World{Files: map[string][]byte{}}
		w.Spec(id, "0.1.0", stage, "smith-j")
		got := where(t, w)
		if got.State != state || !slices.Contains(reasons(got.Blockers), standing.WhyNoGovernance) {
			t.Errorf("%s: %s, %v", stage, got.State, got.Blockers)
		}
	}
}
