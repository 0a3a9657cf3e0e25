package standing_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

// row is one thing that is changed where an act would be allowed, and why it no
// longer is. No reasons: it still is.
type row struct {
	name   string
	change func(w *recordtest.World) // before the records are filed; nil: none
	after  func(w *recordtest.World) // after
	ask    func(c *standing.Case)
	want   []standing.Reason
}

func unfavourable(r *record.Review) { r.Overall = record.OverallRevise }

// amend opens a further round on the candidate, to the same people unless edited.
func amend(w *recordtest.World, edit func(*record.Round)) {
	w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, edit)
}

// earlier has another text of the candidate put to a round of the same people and
// more, before the present one.
func earlier(w *recordtest.World, reviewers, authors []string) {
	w.Spec(id, "0.9.0", "candidate", "smith-j", "khan-r")
	w.Open(record.Endorsement, w.Subject(id), reviewers, func(r *record.Round) {
		if authors != nil {
			r.Authors = authors
		}
	})
	w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r")
}

// govern changes a person in the next version of governance.
func govern(w *recordtest.World, person string, edit func(*record.Person)) {
	w.Govern(func(g *record.Governance) { edit(recordtest.Person(g, person)) })
}

func open(edit func(*record.Round)) func(*recordtest.World) {
	return func(w *recordtest.World) {
		w.Open(record.Endorsement, w.Subject(id), []string{"okafor-a", "lee-m"}, edit)
	}
}

// TestEndorse starts from a text that could be endorsed and changes one thing.
func TestEndorse(t *testing.T) {
	two := []string{"okafor-a", "lee-m"}
	filed := func(person string, edit func(*record.Review)) func(*recordtest.World) {
		return func(w *recordtest.World) { w.Review(w.Subject(id), person, edit) }
	}
	outcome := func(o record.Outcome) func(*recordtest.World) {
		return filed("lee-m", func(r *record.Review) { r.Outcomes[0].Outcome = o })
	}
	rows := []row{
		{name: "nothing changed"},
		{name: "an overall outcome that permits nothing", after: filed("lee-m", unfavourable), want: want(standing.WhyUnfavourable)},
		{name: "conditions", after: outcome(record.MeetsWithConditions), want: want(standing.WhyUnfavourable)},
		{name: "a criterion not met", after: outcome(record.DoesNotMeet), want: want(standing.WhyUnfavourable)},
		{name: "a mandatory criterion said not to apply", after: outcome(record.NotApplicable), want: want(standing.WhyUnfavourable)},
		{name: "a conflict", after: filed("lee-m", func(r *record.Review) {
			r.Declaration.Conflicts = []string{"I taught with an author"}
		}), want: want(standing.WhyConflict)},
		{name: "a declaration against fewer authors", after: filed("lee-m", func(r *record.Review) {
			r.Declaration.Authors = []string{"smith-j"}
		}), want: want(chain.RecordDeclaration)},
		{name: "a criterion left out", after: filed("lee-m", func(r *record.Review) { r.Outcomes = r.Outcomes[1:] }),
			want: want(chain.RecordCriteria)},
		{name: "one asked has not filed", after: func(w *recordtest.World) {
			amend(w, func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") })
		}, want: want(standing.WhyRecordMissing)},
		{name: "one asked, of two of a role, has said no", after: func(w *recordtest.World) {
			amend(w, func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") })
			w.Review(w.Subject(id), "brown-p", unfavourable)
		}, want: want(standing.WhyUnfavourable)},
		{name: "one of three released", after: func(w *recordtest.World) {
			amend(w, func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") })
			w.Review(w.Subject(id), "brown-p", unfavourable)
			amend(w, func(r *record.Round) { r.Released = []record.Release{{Reviewer: "brown-p", Reason: "is ill"}} })
		}},
		{name: "one of three dropped", after: func(w *recordtest.World) {
			amend(w, func(r *record.Round) { r.Reviewers = append(r.Reviewers, "brown-p") })
			amend(w, nil)
		}, want: want(standing.WhyReviewerDropped)},
		{name: "a reviewer dropped with an earlier text", change: func(w *recordtest.World) {
			earlier(w, append(two, "ahmed-z"), nil)
		}, want: want(standing.WhyReviewerDropped)},
		{name: "an author dropped with an earlier text", change: func(w *recordtest.World) {
			earlier(w, two, []string{"smith-j", "khan-r", "rowe-e"})
		}, want: want(standing.WhyAuthorDropped)},
		{name: "an earlier text of the same people", change: func(w *recordtest.World) { earlier(w, two, nil) }},
		{name: "one reviewer alone", change: open(func(r *record.Round) { r.Reviewers = r.Reviewers[:1] }),
			want: want(standing.WhyTooFewReviewers, standing.WhyTooFewOfRole)},
		{name: "two of one role", change: open(func(r *record.Round) { r.Reviewers[1] = "brown-p" }), want: want(standing.WhyTooFewOfRole)},
		{name: "a reviewer who is an author of the round", change: open(func(r *record.Round) { r.Authors = append(r.Authors, "lee-m") }),
			want: want(standing.WhyReviewerIsAuthor, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "a reviewer who is an author of the text", ask: func(c *standing.Case) { c.Authors = append(c.Authors, "lee-m") },
			want: want(standing.WhyAuthorLeftOut, standing.WhyReviewerIsAuthor, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "an author left out of the round", change: open(func(r *record.Round) { r.Authors = r.Authors[:1] }), want: want(standing.WhyAuthorLeftOut)},
		{name: "an author more in the round", change: open(func(r *record.Round) { r.Authors = append(r.Authors, "quinn-d") })},
		{name: "an author nobody knows", change: open(func(r *record.Round) { r.Authors = append(r.Authors, "smth-j") }), want: want(standing.WhyAuthorUnknown)},
		{name: "an author without organisation", after: func(w *recordtest.World) {
			govern(w, "khan-r", func(p *record.Person) { p.Organisations = nil })
		}, want: want(standing.WhyNoOrganisation)},
		{name: "a reviewer of an author's organisation", after: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Organisations = append(p.Organisations, "trust-d") })
		}, want: want(standing.WhySharedOrganisation, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "a reviewer who shared one when signing", change: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Organisations = []string{"trust-d"} })
		}, after: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Organisations = []string{"uni-c"} })
		}, want: want(standing.WhySharedOrganisation, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "a reviewer whose role was taken away since", after: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Roles = []record.Role{record.Author} })
		}},
		{name: "a reviewer who left since", after: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Keys[0].Status = record.Retired })
		}},
		{name: "a reviewer whose key was stolen", after: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Keys[0].Status = record.Compromised })
		}, want: want(chain.RecordKeyCompromised)},
		{name: "a reviewer who signs", change: func(w *recordtest.World) {
			govern(w, "lee-m", func(p *record.Person) { p.Roles = append(p.Roles, record.Staff) })
		}, ask: func(c *standing.Case) { c.Signers = []string{"lee-m", "shah-k"} },
			want: want(standing.WhyReviewerSigned, standing.WhyTooFewOfRole, standing.WhyTooFewReviewers)},
		{name: "an author signs", after: func(w *recordtest.World) {
			govern(w, "khan-r", func(p *record.Person) { p.Roles = append(p.Roles, record.Staff) })
		}, ask: func(c *standing.Case) { c.Signers = []string{"khan-r", "shah-k"} }, want: want(standing.WhySignerAuthor)},
		{name: "somebody signs who is not staff", ask: func(c *standing.Case) { c.Signers = []string{"ng-t", "shah-k"} },
			want: want(standing.WhyNotStaff)},
		{name: "a record nobody asked for", after: func(w *recordtest.World) { w.Review(w.Subject(id), "brown-p", nil) },
			want: want(chain.RecordNotAsked)},
		{name: "a record on another text, moved here", after: func(w *recordtest.World) {
			w.Review(w.Subject(id), "lee-m", func(r *record.Review) { r.Spec.Version = "0.9.0" })
		}, want: want(chain.RecordText)},
		{name: "a signature of somebody else", after: func(w *recordtest.World) {
			path := w.Subject(id).ReviewPath("lee-m")
			w.Sign(path, record.ReviewSignaturePath(path), "review@credctl.v1", "okafor-a")
		}, want: want(chain.RecordKeyUnknown)},
		{name: "other packs in force by now", after: func(w *recordtest.World) {
			w.Govern(func(g *record.Governance) { g.Packs = g.GatewayPacks })
		}, want: want(standing.WhyPacks)},
		{name: "a last round for the gateway", after: func(w *recordtest.World) {
			w.Open(record.Gateway, w.Subject(id), []string{"okafor-a"}, nil)
		}, want: want(standing.WhyRoundKind)},
		{name: "a last round that nobody signed", after: func(w *recordtest.World) {
			w.Open(record.Endorsement, w.Subject(id), two, nil, "ng-t")
		}, want: want(standing.WhyPending)},
		{name: "no candidate", ask: func(c *standing.Case) { c.Stage = "draft" }, want: want(standing.WhyStage)},
		{name: "no pack", ask: func(c *standing.Case) { c.Packs = nil }, want: want(chain.PackMissing)},
		{name: "no governance", ask: func(c *standing.Case) { c.Governance = nil }, want: want(standing.WhyNoGovernance)},
		{name: "declined already", after: func(w *recordtest.World) { w.Decide(record.Decline, w.Subject(id), nil) }, want: want(standing.WhyDeclined)},
		{name: "endorsed already", after: func(w *recordtest.World) { w.Decide(record.Endorse, w.Subject(id), nil) }, want: want(standing.WhyDone)},
		{name: "withdrawn", after: func(w *recordtest.World) {
			w.Decide(record.Endorse, w.Subject(id), nil)
			w.Decide(record.Withdraw, w.Subject(id), nil)
		}, want: want(standing.WhyDone, standing.WhyWithdrawn)},
		{name: "an endorsement that waits for a signature", after: func(w *recordtest.World) {
			w.Decide(record.Endorse, w.Subject(id), nil, "rowe-e")
		}, want: want(standing.WhyPending)},
		{name: "too few staff", after: func(w *recordtest.World) {
			w.Govern(func(g *record.Governance) { g.Policy.Endorsers = 4 })
		}, want: want(standing.WhyQuorum)},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			w := candidate()
			if r.change != nil {
				r.change(w)
			}
			if round := len(read1(t, w).Rounds); round == 0 {
				open(nil)(w)
			}
			reviewers, _ := w.Round(w.Subject(id))
			for _, person := range reviewers.Reviewers {
				w.Review(w.Subject(id), person, nil)
			}
			if r.after != nil {
				r.after(w)
			}
			c := ask(t, w, record.Endorse)
			if r.ask != nil {
				r.ask(&c)
			}
			d := standing.Decide(c)
			if diff := cmp.Diff(r.want, reasons(d.Blockers)); diff != "" {
				t.Errorf("blockers (-want +got):\n%s%v", diff, d.Blockers)
			}
			for _, counted := range d.Counted {
				for _, b := range d.Blockers {
					if strings.Contains(b.Message, counted.Person+" is asked") {
						t.Errorf("%s is counted, and %s", counted.Person, b.Message)
					}
				}
			}
			wholeChecklist(t, &d, c)
		})
	}
}

// read1 returns what lies in the folders of the present text.
func read1(t *testing.T, w *recordtest.World) chain.Text {
	t.Helper()
	text, err := read(t, w).Text(w.Subject(id))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
