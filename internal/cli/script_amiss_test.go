package cli

import (
	"maps"
	"slices"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// amisses are what can be amiss in a world in which wound-care could be endorsed
// otherwise.
var amisses = map[string]func(w *recordtest.World, s record.Subject){
	"unfavourable": func(w *recordtest.World, s record.Subject) {
		w.Review(s, "lee-m", func(r *record.Review) {
			r.Outcomes[1].Outcome, r.Outcomes[1].Note = record.DoesNotMeet, "the assessment has no marking guide"
			r.Overall = record.OverallRevise
		})
	},
	"conflict": func(w *recordtest.World, s record.Subject) {
		w.Review(s, "lee-m", func(r *record.Review) { r.Declaration.Conflicts = []string{"I taught with an author"} })
	},
	"dropped": func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a", "brown-p"}, nil)
		w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a"}, nil)
	},
	"released": func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a", "brown-p"}, nil)
		w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a"}, func(r *record.Round) {
			r.Released = []record.Release{{Reviewer: "brown-p", Reason: "is ill"}}
		})
	},
	"author-left-out": func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a"}, func(r *record.Round) { r.Authors = r.Authors[:1] })
		w.Review(s, "lee-m", nil)
		w.Review(s, "okafor-a", nil)
	},
	"two-clinical": func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"okafor-a", "brown-p"}, func(r *record.Round) {
			r.Released = []record.Release{{Reviewer: "lee-m", Reason: "is away"}}
		})
		w.Review(s, "brown-p", nil)
	},
	"shared-organisation": changed("lee-m", func(p *record.Person) { p.Organisations = append(p.Organisations, "trust-d") }),
	"author-unplaced":     changed("khan-r", func(p *record.Person) { p.Organisations = nil }),
	"stolen-key":          changed("lee-m", func(p *record.Person) { p.Keys[0].Status = record.Compromised }),
	"reviewer-staff":      changed("lee-m", func(p *record.Person) { p.Roles = append(p.Roles, record.Staff) }),
	"author-staff":        changed("khan-r", func(p *record.Person) { p.Roles = append(p.Roles, record.Staff) }),
	"not-asked":           func(w *recordtest.World, s record.Subject) { w.Review(s, "brown-p", nil) },
	"other-packs": func(w *recordtest.World, _ record.Subject) {
		w.Govern(func(g *record.Governance) { g.Packs = g.GatewayPacks })
	},
	"staff-too-few": func(w *recordtest.World, _ record.Subject) {
		w.Govern(func(g *record.Governance) { g.Policy.Endorsers = 4 })
	},
	"declined": func(w *recordtest.World, s record.Subject) { w.Decide(record.Decline, s, nil) },
	"pending":  func(w *recordtest.World, s record.Subject) { w.Decide(record.Decline, s, nil, "shah-k") },
	"endorsed": func(w *recordtest.World, s record.Subject) { w.Decide(record.Endorse, s, nil, "rowe-e") },
	"false-signature": func(w *recordtest.World, s record.Subject) {
		w.Decide(record.Endorse, s, nil, "rowe-e")
		path := record.EntryPath(w.Seq())
		w.Sign(path, record.SignaturePath(path, "shah-k"), "file", "shah-k")
	},
	"late-record": func(w *recordtest.World, s record.Subject) {
		w.Decide(record.Endorse, s, nil, "rowe-e")
		w.Review(s, "lee-m", func(r *record.Review) { r.Outcomes[0].Note = "on second thoughts, still" })
	},
	"signed-by-author": func(w *recordtest.World, s record.Subject) {
		changed("khan-r", func(p *record.Person) { p.Roles = append(p.Roles, record.Staff) })(w, s)
		w.Decide(record.Endorse, s, nil, "khan-r")
	},
	"governance-quorum": func(w *recordtest.World, _ record.Subject) {
		w.Govern(func(g *record.Governance) { g.OfficerThreshold = 3 }, "ng-t", "patel-s", "quinn-d")
		w.Govern(func(g *record.Governance) { g.Policy.Openers = 2 }, "ng-t")
	},
	"governance-and-entry": func(w *recordtest.World, s record.Subject) {
		w.Decide(record.Endorse, s, nil, "rowe-e")
		w.Govern(func(g *record.Governance) { g.Policy.Openers = 2 }, "ng-t")
	},
	"governance-waits": func(w *recordtest.World, _ record.Subject) {
		w.Govern(func(g *record.Governance) {
			recordtest.Person(g, "shah-k").Roles = []record.Role{record.Staff, record.Officer}
			recordtest.Person(g, "lee-m").Keys[0].Status = record.Retired
			g.Policy.Endorsers = 3
		}, "ng-t")
	},
}

func changed(person string, edit func(*record.Person)) func(*recordtest.World, record.Subject) {
	return func(w *recordtest.World, _ record.Subject) {
		w.Govern(func(g *record.Governance) { edit(recordtest.Person(g, person)) })
	}
}

// makeAmiss WHAT DIR is `amiss` in scripts. It makes the repository of `world
// reviewed` in which one thing is amiss.
func makeAmiss(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 || amisses[args[0]] == nil {
		ts.Fatalf("usage: amiss what dir, with one of %v", slices.Sorted(maps.Keys(amisses)))
	}
	w := recordtest.New()
	for _, life := range lives {
		if life.stage == "endorsed" {
			break
		}
		life.step(w)
	}
	amisses[args[0]](w, w.Subject("wound-care"))
	gitInit(ts, false, args[1:])
	commitWorld(ts, w, ts.MkAbs(args[1]))
	writeKeys(ts, w)
}
