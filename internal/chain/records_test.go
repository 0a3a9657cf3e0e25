package chain_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// reviewed writes okafor-a's record on the published text anew, with an edit.
func reviewed(edit func(*record.Review)) func(*recordtest.World) {
	return func(w *recordtest.World) { w.Review(w.Subject(specID), "okafor-a", edit) }
}

// inText does something with a file of the published text, given its folders.
func inText(do func(w *recordtest.World, s record.Subject)) func(*recordtest.World) {
	return func(w *recordtest.World) { do(w, w.Subject(specID)) }
}

func okafor(reason string) []string { return []string{"REVIEWS/okafor-a.yaml " + reason} }

func TestRoundThreats(t *testing.T) {
	runAll(t, []threat{
		{name: "a round that nobody opened", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Files[s.RoundPath(2)] = w.Files[s.RoundPath(1)]
		}), want: []string{"ROUNDS/2.yaml round-unopened"}},
		{name: "a round behind a gap", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Files[s.RoundPath(3)] = w.Files[s.RoundPath(1)]
		}), want: []string{"ROUNDS/3.yaml round-gap", "ROUNDS/3.yaml round-unopened"}},
		{name: "the round was taken away", world: inText(func(w *recordtest.World, s record.Subject) { delete(w.Files, s.RoundPath(1)) }), want: []string{
			"ROUNDS/1.yaml round-missing", "REVIEWS/lee-m.yaml record-round", "REVIEWS/okafor-a.yaml record-round",
		}},
		{name: "the round was replaced", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Files[s.RoundPath(1)] = append(w.Files[s.RoundPath(1)], "# a remark\n"...)
		}), want: []string{"ROUNDS/1.yaml round-hash", "REVIEWS/lee-m.yaml record-round", "REVIEWS/okafor-a.yaml record-round"}},
		{name: "the round cannot be read", world: inText(func(w *recordtest.World, s record.Subject) { w.Files[s.RoundPath(1)] = []byte("a: b\n") }), want: []string{
			"ROUNDS/1.yaml form", "REVIEWS/lee-m.yaml record-round", "REVIEWS/okafor-a.yaml record-round",
		}},
		{name: "a round on another text", world: reopened(func(r *record.Round) { r.SpecSHA256 = record.NoEntry }), want: []string{"ROUNDS/2.yaml round-text"}},
		{name: "a round under no governance", world: reopened(func(r *record.Round) { r.GovernanceSerial = 9 }), want: []string{
			"ROUNDS/2.yaml round-governance",
		}},
		{name: "a round with weaker criteria", world: reopened(func(r *record.Round) { r.Packs[0].SHA256 = record.NoEntry }), want: []string{"ROUNDS/2.yaml round-packs"}},
		{name: "a round with the criteria of another kind", world: reopened(func(r *record.Round) { r.Kind = record.Gateway }), want: []string{"ROUNDS/2.yaml round-packs"}},
		{name: "other files", world: inText(func(w *recordtest.World, s record.Subject) {
			for _, name := range []string{"/01.yaml", "/notes.txt", "/1.yml"} {
				w.Files[s.RoundsFolder()+name] = []byte("x")
			}
			for _, name := range []string{"/Okafor.yaml", "/brown-p.sig", "/sub/brown-p.yaml"} {
				w.Files[s.ReviewsFolder()+name] = []byte("x")
			}
		}), want: []string{
			"ROUNDS/01.yaml stray", "ROUNDS/notes.txt stray", "ROUNDS/1.yml stray",
			"REVIEWS/Okafor.yaml stray", "REVIEWS/brown-p.sig stray", "REVIEWS/sub stray",
		}},
		{name: "a pending round is no mistake", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Open(record.Endorsement, s, []string{"brown-p"}, nil)
			delete(w.Files, "register/0006.rowe-e.sig")
		}), want: []string{}},
		{name: "a pending round that is not there", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Open(record.Endorsement, s, []string{"brown-p"}, nil)
			delete(w.Files, "register/0006.rowe-e.sig")
			delete(w.Files, s.RoundPath(2))
		}), want: []string{"ROUNDS/2.yaml round-missing"}},
	})
}

// reopened opens another round on the published text, with an edit.
func reopened(edit func(*record.Round)) func(*recordtest.World) {
	return inText(func(w *recordtest.World, s record.Subject) {
		w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, edit)
	})
}

func TestRecordThreats(t *testing.T) {
	runAll(t, []threat{
		{name: "cannot be read", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Files[s.ReviewPath("okafor-a")] = append(w.Files[s.ReviewPath("okafor-a")], "more: 1\n"...)
		}), want: okafor("form")},
		{name: "a link", tree: ofMode("okafor-a.yaml", fs.ModeSymlink), want: okafor("mode")},
		{name: "its signature is a submodule", tree: ofMode("okafor-a.sig", fs.ModeIrregular), want: []string{"REVIEWS/okafor-a.sig mode"}},
		{name: "by somebody else", world: reviewed(func(r *record.Review) { r.Reviewer = "lee-m" }), want: okafor("record-person")},
		{name: "under the name of somebody else", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Files[s.ReviewPath("brown-p")] = w.Files[s.ReviewPath("okafor-a")]
			w.Files[record.ReviewSignaturePath(s.ReviewPath("brown-p"))] = w.Files[record.ReviewSignaturePath(s.ReviewPath("okafor-a"))]
		}), want: []string{"REVIEWS/brown-p.yaml record-person", "REVIEWS/brown-p.yaml record-key-unknown", "REVIEWS/brown-p.yaml record-not-asked"}},
		{name: "on another text", world: reviewed(func(r *record.Review) { r.Spec.SHA256 = record.NoEntry }), want: okafor("record-text")},
		{name: "on another version", world: reviewed(func(r *record.Review) { r.Spec.Version = "1.0.1" }), want: okafor("record-text")},
		{name: "in no round", world: reviewed(func(r *record.Review) { r.RoundSHA256 = record.NoEntry }), want: okafor("record-round")},
		{name: "on other criteria", world: reviewed(func(r *record.Review) { r.Packs[0].SHA256 = record.NoEntry }), want: okafor("record-packs")},
		{name: "under no governance", world: reviewed(func(r *record.Review) { r.Governance.Serial = 2 }), want: okafor("record-governance")},
		{name: "under another governance", world: reviewed(func(r *record.Review) { r.Governance.SHA256 = record.NoEntry }), want: okafor("record-governance")},
		{name: "older than its round", world: inText(func(w *recordtest.World, s record.Subject) {
			old := record.GovernanceRef{Serial: 1, SHA256: record.Hash(w.Files["governance/0001.yaml"])}
			w.Govern(nil)
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, nil)
			w.Review(s, "okafor-a", func(r *record.Review) { r.Governance = old })
		}), want: okafor("record-serial")},
		{name: "newer than its endorsement", world: inText(func(w *recordtest.World, s record.Subject) {
			old := record.GovernanceRef{Serial: 1, SHA256: record.Hash(w.Files["governance/0001.yaml"])}
			w.Govern(nil)
			w.Review(s, "okafor-a", nil)
			w.Decide(record.Endorse, s, func(e *record.Entry) { e.Governance = old })
		}), want: okafor("record-serial")},
		{name: "not signed", world: inText(func(w *recordtest.World, s record.Subject) {
			delete(w.Files, record.ReviewSignaturePath(s.ReviewPath("okafor-a")))
		}), want: okafor("record-unsigned")},
		{name: "changed after it was signed", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Files[s.ReviewPath("okafor-a")] = append(w.Files[s.ReviewPath("okafor-a")], "# a remark\n"...)
		}), want: okafor("record-signature")},
		{name: "signed for something else", world: signedBy("okafor-a", sshsig.Endorse), want: okafor("record-signature")},
		{name: "signed by another", world: signedBy("lee-m", sshsig.Review), want: okafor("record-key-unknown")},
		{name: "signed by a stranger", world: signedBy("stranger", sshsig.Review), want: okafor("record-key-unknown")},
		{name: "signed with a key of a later serial", world: inText(func(w *recordtest.World, s record.Subject) {
			w.NewKey("okafor-a")
			w.Govern(func(g *record.Governance) { w.Enrol(g, "okafor-a") })
			w.Review(s, "okafor-a", func(r *record.Review) {
				r.Governance = record.GovernanceRef{Serial: 1, SHA256: record.Hash(w.Files["governance/0001.yaml"])}
			})
		}), want: okafor("record-key-unknown")},
		{name: "signed with a key retired before", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "okafor-a").Keys[0].Status = record.Retired })
			w.Review(s, "okafor-a", nil)
		}), want: okafor("record-key-retired-before")},
		{name: "signed with a key compromised since", world: func(w *recordtest.World) {
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "lee-m").Keys[0].Status = record.Compromised })
		}, want: []string{"REVIEWS/lee-m.yaml record-key-compromised"}},
		{name: "by somebody who was not asked", world: inText(func(w *recordtest.World, s record.Subject) { w.Review(s, "brown-p", nil) }), want: []string{
			"REVIEWS/brown-p.yaml record-not-asked",
		}},
		{name: "by somebody whom only a pending round asks", world: inText(func(w *recordtest.World, s record.Subject) {
			first := record.Hash(w.Files[s.RoundPath(1)])
			w.Open(record.Endorsement, s, []string{"brown-p"}, nil)
			delete(w.Files, "register/0006.rowe-e.sig")
			w.Review(s, "brown-p", func(r *record.Review) { r.RoundSHA256 = first })
		}), want: []string{"REVIEWS/brown-p.yaml record-not-asked"}},
		{name: "by somebody who is no reviewer any more", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "okafor-a").Roles = []record.Role{record.Author} })
			w.Review(s, "okafor-a", nil)
		}), want: okafor("record-role")},
		{name: "declared against fewer authors", world: reviewed(func(r *record.Review) { r.Declaration.Authors = r.Declaration.Authors[:1] }), want: okafor("record-declaration")},
		{name: "a later round has more authors", world: reopened(func(r *record.Round) { r.Authors = append(r.Authors, "brown-p") }), want: []string{
			"REVIEWS/okafor-a.yaml record-declaration", "REVIEWS/lee-m.yaml record-declaration",
		}},
		{name: "a criterion left out", world: reviewed(func(r *record.Review) { r.Outcomes = r.Outcomes[1:] }), want: okafor("record-criteria")},
		{name: "a criterion that is not asked", world: reviewed(func(r *record.Review) {
			r.Outcomes = append(r.Outcomes, record.Answer{Criterion: "4.9", Outcome: record.Meets})
		}), want: okafor("record-criteria")},
		{name: "a criterion twice", world: reviewed(func(r *record.Review) { r.Outcomes = append(r.Outcomes, r.Outcomes[0]) }), want: okafor("form")},
		{name: "an outcome of the other kind of round", world: reviewed(func(r *record.Review) { r.Overall = record.OverallAccept }), want: okafor("record-overall")},
		{name: "much at once", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Review(s, "brown-p", func(r *record.Review) {
				r.Reviewer, r.Spec.Version, r.Overall, r.Outcomes = "lee-m", "9.0.0", record.OverallAccept, nil
			})
			w.Sign(s.ReviewPath("brown-p"), record.ReviewSignaturePath(s.ReviewPath("brown-p")), sshsig.Git, "lee-m")
		}), want: []string{
			"REVIEWS/brown-p.yaml record-person", "REVIEWS/brown-p.yaml record-text", "REVIEWS/brown-p.yaml record-overall",
			"REVIEWS/brown-p.yaml record-criteria", "REVIEWS/brown-p.yaml record-signature", "REVIEWS/brown-p.yaml record-not-asked",
		}},
		{name: "criteria changed in place", world: appended("criteria/endorsement/1.0.0.yaml", "# a remark\n"), want: []string{"criteria/endorsement/1.0.0.yaml pack-hash"}},
		{name: "criteria taken away", world: without("criteria/endorsement/1.0.0.yaml"), want: []string{"criteria/endorsement/1.0.0.yaml pack-missing"}},
	})
}

func signedBy(person, namespace string) func(*recordtest.World) {
	return inText(func(w *recordtest.World, s record.Subject) {
		w.Sign(s.ReviewPath("okafor-a"), record.ReviewSignaturePath(s.ReviewPath("okafor-a")), namespace, person)
	})
}

// ofMode gives a file in the published text's folder of records another mode.
func ofMode(name string, mode fs.FileMode) func(fstest.MapFS) {
	return func(tree fstest.MapFS) {
		tree[recordtest.Published().Subject(specID).ReviewsFolder()+"/"+name].Mode = mode
	}
}

// TestPackThreats: criteria that are as governance says, and still not usable.
func TestPackThreats(t *testing.T) {
	const packs = "criteria/endorsement/"
	govern := func(text string) func(*recordtest.World) {
		return func(w *recordtest.World) {
			w.Files[packs+"2.0.0.yaml"] = []byte(text)
			ref := record.PackRef{ID: "endorsement", Version: "2.0.0", SHA256: record.Hash([]byte(text))}
			gateway := w.Governance().GatewayPacks
			w.Govern(func(g *record.Governance) { g.Packs = append(gateway[:1:1], ref) })
			s := w.Spec(specID, "2.0.0", "candidate", "smith-j", "khan-r")
			w.Open(record.Endorsement, s, []string{"okafor-a"}, nil)
			w.Files[s.ReviewPath("okafor-a")] = (&record.Review{
				Spec: s, RoundSHA256: record.Hash(w.Files[s.RoundPath(1)]), Packs: append(gateway[:1:1], ref),
				Governance:  record.GovernanceRef{Serial: 2, SHA256: record.Hash(w.Files["governance/0002.yaml"])},
				Reviewer:    "okafor-a",
				Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: []string{"smith-j", "khan-r"}},
				Overall:     record.OverallEndorse, Date: "2026-11-22",
			}).Marshal()
			w.Sign(s.ReviewPath("okafor-a"), record.ReviewSignaturePath(s.ReviewPath("okafor-a")), sshsig.Review, "okafor-a")
		}
	}
	runAll(t, []threat{
		{name: "another name", world: govern("pack: house\nversion: 2.0.0\ncriteria:\n- {id: L-A, mandatory: true}\n"), want: []string{packs + "2.0.0.yaml pack-name"}},
		{name: "cannot be read", world: govern("pack: endorsement\nversion: 2.0.0\n"), want: []string{packs + "2.0.0.yaml form"}},
		{name: "an id of another pack", world: govern("pack: endorsement\nversion: 2.0.0\ncriteria:\n- {id: \"1\", mandatory: true}\n"), want: []string{packs + "2.0.0.yaml pack-criteria"}},
	})
}
