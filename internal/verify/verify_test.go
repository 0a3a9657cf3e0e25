package verify

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// What must verify, however much happened before and after.
func TestVerifies(t *testing.T) {
	tests := map[string]func() *world{
		"a gateway round before": published,
		"a reviewer's key rotated before": func() *world {
			w, s := underway()
			w.NewKey("lee-m")
			w.Govern(func(g *record.Governance) {
				recordtest.Person(g, "lee-m").Keys[0].Status = record.Retired
				w.Enrol(g, "lee-m")
			})
			reviewed(w, s, nil, nil, nil)
			return finish(w, s)
		},
		"a reviewer's key retired after the record": func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, nil)
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "lee-m").Keys[0].Status = record.Retired })
			return finish(w, s)
		},
		"a key of staff rotated": func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, nil)
			w.NewKey("rowe-e")
			w.Govern(func(g *record.Governance) {
				recordtest.Person(g, "rowe-e").Keys[0].Status = record.Retired
				w.Enrol(g, "rowe-e")
			})
			return finish(w, s)
		},
		"a reviewer left after the record": func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, nil)
			w.Govern(func(g *record.Governance) {
				p := recordtest.Person(g, "lee-m")
				p.Roles, p.Keys[0].Status = nil, record.Retired
			})
			return finish(w, s)
		},
		"a reviewer released without a record": func() *world {
			w, s := underway()
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
			w.Review(s, "okafor-a", nil)
			w.Review(s, "lee-m", nil)
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, release("brown-p"))
			return finish(w, s)
		},
		"a reviewer released with an unfavourable record": func() *world {
			w, s := underway()
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
			w.Review(s, "okafor-a", nil)
			w.Review(s, "lee-m", nil)
			w.Review(s, "brown-p", unfavourable)
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, release("brown-p"))
			return finish(w, s)
		},
		"a released reviewer's key compromised later": func() *world {
			w, s := underway()
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
			w.Review(s, "okafor-a", nil)
			w.Review(s, "lee-m", nil)
			w.Review(s, "brown-p", unfavourable)
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, release("brown-p"))
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "brown-p").Keys[0].Status = record.Compromised })
			return finish(w, s)
		},
		"a stolen key of staff, and all it signed countersigned": func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, nil)
			for _, path := range []string{"register/0001.yaml", "register/0002.yaml", "register/0003.yaml"} {
				w.Sign(path, record.SignaturePath(path, "quinn-d"), sshsig.Endorse, "quinn-d")
			}
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "rowe-e").Keys[0].Status = record.Compromised })
			w.Decide(record.Endorse, s, nil, "shah-k", "quinn-d")
			w.Decide(record.Publish, s, nil, "shah-k", "quinn-d")
			world := tagged(w, s.Version)
			world.retag("shah-k", nil)
			return world
		},
		"a critic kept, with a favourable record of a later text": func() *world {
			w, s := underway()
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
			w.Review(s, "brown-p", unfavourable)
			s = w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r", "ahmed-z")
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
			for _, person := range []string{"okafor-a", "lee-m", "brown-p"} {
				w.Review(s, person, nil)
			}
			return finish(w, s)
		},
		"later governance": func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, nil)
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "ahmed-z").Organisations = []string{"uni-g"} })
			w.Decide(record.Endorse, s, nil)
			w.Govern(nil)
			w.Decide(record.Publish, s, nil)
			return tagged(w, "1.0.0")
		},
		"an earlier text reviewed by the same people": func() *world {
			w, s := underway()
			reviewed(w, s, nil, conditions, nil)
			s = w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r", "brown-p")
			reviewed(w, s, nil, nil, nil)
			return finish(w, s)
		},
		"an older text declined": func() *world {
			w, s := underway()
			reviewed(w, s, nil, unfavourable, nil)
			w.Decide(record.Decline, s, nil)
			s = w.Spec(id, "1.1.0", "candidate", "smith-j", "khan-r")
			reviewed(w, s, nil, nil, nil)
			return finish(w, s)
		},
		"packs in another order": func() *world {
			w, s := underway()
			extra := record.PackRef{ID: "extra", Version: "1.0.0"}
			text := "pack: extra\nversion: 1.0.0\ncriteria:\n- {id: L-EXTRA, mandatory: false}\n"
			w.Files[extra.PackPath()], extra.SHA256 = []byte(text), record.Hash([]byte(text))
			w.Govern(func(g *record.Governance) { g.Packs = append(g.Packs, extra) })
			reviewed(w, s, func(r *record.Round) { slices.Reverse(r.Packs) }, nil, nil)
			return finish(w, s)
		},
		"a second release": func() *world {
			w := recordtest.Published()
			s := w.Spec(id, "1.1.0", "candidate", "smith-j", "khan-r")
			w.Open(record.Endorsement, s, []string{"brown-p", "ahmed-z"}, nil) // others than before the last publication
			w.Review(s, "brown-p", nil)
			w.Review(s, "ahmed-z", nil)
			return finish(w, s)
		},
		"a tag with artefacts": func() *world {
			w := published()
			w.retag("shah-k", func(t *recordtest.TagText) {
				t.Trailers = append(t.Trailers, "Credctl-Sums-Sha256: "+record.Hash([]byte("sums")))
			})
			return w
		},
		"more signatures than need be": func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, nil)
			w.Decide(record.Endorse, s, nil)
			w.Decide(record.Publish, s, nil, "rowe-e", "shah-k", "quinn-d")
			return tagged(w, "1.0.0")
		},
	}
	for name, build := range tests {
		t.Run(name, func(t *testing.T) { want(t, verdict(t, build().input()), Verified, "") })
	}
}

func release(person string) func(*record.Round) {
	return func(r *record.Round) { r.Released = []record.Release{{Reviewer: person, Reason: "on leave"}} }
}

func unfavourable(r *record.Review) {
	r.Outcomes[0].Outcome, r.Overall = record.DoesNotMeet, record.OverallRevise
}

func conditions(r *record.Review) {
	r.Outcomes[0].Outcome, r.Overall = record.MeetsWithConditions, record.OverallConditions
}

// A verdict shows everything that it rests on.
func TestVerdictShowsWhatItReliesOn(t *testing.T) {
	w, s := underway()
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
	w.Review(s, "okafor-a", nil)
	w.Review(s, "lee-m", nil)
	w.Review(s, "brown-p", unfavourable)
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, release("brown-p"))
	v := verdict(t, finish(w, s).input())
	want(t, v, Verified, "")

	r := v.Relied
	root := record.Hash(w.Files["governance/0001.yaml"])
	for what, got := range map[string][2]any{
		"root":       {TrustRoot{SHA256: root, From: "flag --trust-root", Found: root}, r.TrustRoot},
		"governance": {Governance{Serial: 1, SHA256: root}, r.Governance},
		"register":   {Register{Entry: 6, SHA256: record.Hash(w.Files["register/0006.yaml"]), Newest: 6, From: "the tag"}, r.Register},
		"memory":     {Remembered{From: "none"}, r.Memory},
		"released": {[]Released{{
			Person: "brown-p", Name: "P. Brown", Reason: "on leave", Record: s.ReviewPath("brown-p"), Overall: "revise-and-resubmit",
		}}, r.Released},
		"tag":           {Tagged{Name: "acute-medicine/v1.0.0", Object: object, Commit: commit, Tagger: "rowe-e <rowe-e@example.org>", Date: "2026-11-18"}, v.Tag},
		"specification": {Specification{ID: id, Version: "1.0.0", Path: "specs/acute-medicine.yaml", SHA256: s.SHA256}, v.Specification},
	} {
		if diff := cmp.Diff(got[0], got[1]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	var reviewers, signers []string
	for _, x := range r.Reviewers {
		reviewers = append(reviewers, x.Person+" "+x.Overall+" "+x.Fingerprint)
	}
	for _, x := range r.Signers {
		signers = append(signers, x.Person+" "+x.Role+" "+x.Fingerprint)
	}
	print := func(person string) string { return " " + w.Key(person).Fingerprint() }
	if diff := cmp.Diff([]string{"okafor-a endorse" + print("okafor-a"), "lee-m endorse" + print("lee-m")}, reviewers); diff != "" {
		t.Errorf("reviewers (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{
		"brown-p reviewer" + print("brown-p"), "lee-m reviewer" + print("lee-m"), "ng-t officer" + print("ng-t"),
		"okafor-a reviewer" + print("okafor-a"), "patel-s officer" + print("patel-s"),
		"rowe-e staff" + print("rowe-e"), "shah-k staff" + print("shah-k"),
	}, signers); diff != "" {
		t.Errorf("signers (-want +got):\n%s", diff)
	}
	if len(r.Records) != 3 || len(r.Packs) != 1 || r.Packs[0].SHA256 != w.Governance().Packs[0].SHA256 {
		t.Errorf("records %v, packs %v", r.Records, r.Packs)
	}
	if i := slices.IndexFunc(r.Signers, func(s Signer) bool { return s.Person == "rowe-e" }); !slices.Contains(r.Signers[i].Signed, "acute-medicine/v1.0.0") {
		t.Errorf("the tag is not among what rowe-e signed: %v", r.Signers[i].Signed)
	}
}

// Without a trust root nothing is established, however well the rest fits.
func TestNobodyVouchesForThemselves(t *testing.T) {
	w := published()
	root := w.in.Root
	w.in.Root = ""
	v := verdict(t, w.input())
	want(t, v, CannotTell, NoTrustRoot)
	if v.Relied.TrustRoot.Found != root || v.Learned != nil {
		t.Errorf("found %q, learnt %v", v.Relied.TrustRoot.Found, v.Learned)
	}
	// What is wrong whatever the root is told all the same.
	w.Files["specs/acute-medicine.yaml"] = append(w.Files["specs/acute-medicine.yaml"], "# more\n"...)
	want(t, verdict(t, w.input()), NotVerified, SpecChanged)

	w = published()
	w.in.Root = record.Hash([]byte("another"))
	want(t, verdict(t, w.input()), NotVerified, TrustRootBad)
}

// A clock that is wrong is told, and changes no verdict: nothing rests on a date.
func TestClockWrong(t *testing.T) {
	on := func(date string) func(r *record.Review) { return func(r *record.Review) { r.Date = date } }
	tests := map[string]struct {
		okafor, lee, today string
		want               []string
	}{
		"all is well":                 {"2026-11-17", "2026-11-22", "2026-11-23", nil},
		"nobody says what day it is":  {"2026-11-17", "2026-11-30", "", nil},
		"a record in the future":      {"2026-11-17", "2026-11-24", "2026-11-23", []string{"the record of lee-m is dated 2026-11-24, which is still to come: a clock is wrong, there or here; no verdict rests on a date"}},
		"records far away":            {"1970-01-01", "2999-12-31", "", []string{"the record of lee-m is dated 2999-12-31, years from the tag (2026-11-18): a clock was wrong; no verdict rests on a date", "the record of okafor-a is dated 1970-01-01, years from the tag (2026-11-18): a clock was wrong; no verdict rests on a date"}},
		"the reader's clock is wrong": {"2026-11-17", "2026-11-17", "2026-11-17", []string{"the tag is dated 2026-11-18, which is still to come: a clock is wrong, there or here; no verdict rests on a date"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w, s := underway()
			reviewed(w, s, nil, on(test.okafor), on(test.lee))
			in := finish(w, s).input()
			in.Today = test.today
			v := verdict(t, in)
			want(t, v, Verified, "")
			if diff := cmp.Diff(test.want, v.Notes, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
		})
	}
}
