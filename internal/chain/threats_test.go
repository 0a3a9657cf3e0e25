package chain_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// threat is one thing that is changed in a world where everything holds, and all
// that is then wrong, as "path reason"; REVIEWS and ROUNDS are the folders of the
// published text.
type threat struct {
	name  string
	world func(*recordtest.World)
	tree  func(fstest.MapFS) // after world
	want  []string
}

func (c threat) run(t *testing.T) {
	w := recordtest.Published()
	s := w.Subject(specID)
	if c.world != nil {
		c.world(w)
	}
	tree := w.FS().(fstest.MapFS)
	if c.tree != nil {
		c.tree(tree)
	}
	all := read(t, tree)
	got := all.problems()
	for i := range got {
		got[i] = strings.NewReplacer(s.ReviewsFolder(), "REVIEWS", s.RoundsFolder(), "ROUNDS").Replace(got[i])
	}
	slices.Sort(got)
	slices.Sort(c.want)
	if diff := cmp.Diff(c.want, got); diff != "" {
		t.Errorf("%s\n%s", diff, all.messages())
	}
}

func runAll(t *testing.T, threats []threat) {
	for _, c := range threats {
		t.Run(c.name, c.run)
	}
}

func edited(edit func(*record.Governance)) func(*recordtest.World) {
	return func(w *recordtest.World) { w.Govern(edit) }
}

func without(files ...string) func(*recordtest.World) {
	return func(w *recordtest.World) {
		for _, file := range files {
			if w.Files[file] == nil {
				panic(file)
			}
			delete(w.Files, file)
		}
	}
}

func appended(file, text string) func(*recordtest.World) {
	return func(w *recordtest.World) { w.Files[file] = slices.Concat(w.Files[file], []byte(text)) }
}

// signed puts a signature of a person over a file beside it, under the name of
// another.
func signed(file, as, by, namespace string) func(*recordtest.World) {
	return func(w *recordtest.World) { w.Sign(file, record.SignaturePath(file, as), namespace, by) }
}

func both(do ...func(*recordtest.World)) func(*recordtest.World) {
	return func(w *recordtest.World) {
		for _, f := range do {
			f(w)
		}
	}
}

func TestGovernanceThreats(t *testing.T) {
	again := edited(nil)
	runAll(t, []threat{
		{name: "a version is missing", world: both(again, again, without("governance/0002.yaml")), want: []string{
			"governance/0003.yaml governance-gap", "governance/0002.ng-t.sig stray", "governance/0002.patel-s.sig stray",
		}},
		{name: "another version before", world: edited(func(g *record.Governance) { g.Previous = record.Hash(nil) }), want: []string{
			"governance/0002.yaml governance-previous",
		}},
		{name: "the file has another serial", world: both(again, again, func(w *recordtest.World) {
			w.Files["governance/0002.yaml"] = w.Files["governance/0003.yaml"]
		}), want: []string{
			"governance/0002.yaml governance-serial", "governance/0002.yaml governance-previous",
		}},
		{name: "more must sign than there are", world: edited(func(g *record.Governance) { g.OfficerThreshold = 4 }), want: []string{
			"governance/0002.yaml governance-officers",
		}},
		{name: "one officer too few, and another version follows", world: both(again, again, without("governance/0002.ng-t.sig")), want: []string{
			"governance/0002.yaml governance-signatures",
		}},
		{name: "the new officers elect themselves, and go on", world: func(w *recordtest.World) {
			elect := func(g *record.Governance) {
				for i := range g.People {
					g.People[i].Roles = []record.Role{record.Author}
				}
				recordtest.Person(g, "rowe-e").Roles = []record.Role{record.Officer}
				recordtest.Person(g, "shah-k").Roles = []record.Role{record.Officer}
			}
			w.Govern(elect, "rowe-e", "shah-k")
			w.Govern(nil, "rowe-e", "shah-k")
		}, want: []string{"governance/0002.yaml governance-signatures"}},
		{name: "a key goes to another person", world: edited(func(g *record.Governance) {
			lee, brown := recordtest.Person(g, "lee-m"), recordtest.Person(g, "brown-p")
			lee.Keys, brown.Keys = nil, lee.Keys
		}), want: []string{"governance/0002.yaml key-two-people"}},
		{name: "a key comes back under another person", world: both(
			edited(func(g *record.Governance) { recordtest.Person(g, "lee-m").Keys = nil }),
			edited(func(g *record.Governance) {
				first := recordtest.New().Governance()
				recordtest.Person(g, "brown-p").Keys = recordtest.Person(first, "lee-m").Keys
			}),
		), want: []string{"governance/0003.yaml key-two-people"}},
		{name: "a key that may not sign", world: edited(func(g *record.Governance) {
			recordtest.Person(g, "lee-m").Keys[0].Key = "ssh-dss AAAAB3NzaC1kc3MAAACBAP"
		}), want: []string{"governance/0002.yaml key-form"}},
		{name: "something behind the end", world: both(again, appended("governance/0002.yaml", "more: 1\n")), want: []string{
			"governance/0002.yaml form",
		}},
		{name: "files that do not belong there", world: both(
			appended("governance/2.yaml", "x"), appended("governance/00002.yaml", "x"), appended("governance/0001.YML", "x"), appended("governance/0009.ng-t.sig", "x"),
			appended("governance/README.md", "x"), appended("governance/enrol/a.yaml", "x"),
		), want: []string{"governance/2.yaml stray", "governance/00002.yaml stray", "governance/0001.YML stray", "governance/0009.ng-t.sig stray"}},
		{name: "the first version is a program", tree: func(tree fstest.MapFS) { tree["governance/0001.yaml"].Mode = 0o755 }, want: rootless("governance/0001.yaml mode")},
		{name: "the first version is a link", tree: func(tree fstest.MapFS) { tree["governance/0001.yaml"].Mode = fs.ModeSymlink }, want: rootless("governance/0001.yaml mode")},
		{name: "the name stands twice, in capitals too", world: appended("governance/0001.YAML", "x"), want: rootless("governance/0001.yaml mode", "governance/0001.YAML stray")},
		{name: "too long", world: appended("governance/0001.yaml", strings.Repeat("# long\n", 256<<10/7)), want: rootless("governance/0001.yaml form")},
		{name: "a folder in the place of the file", world: func(w *recordtest.World) {
			delete(w.Files, "governance/0001.yaml")
			w.Files["governance/0001.yaml/a"] = []byte("x")
		}, want: rootless("governance/0001.yaml mode")},
		{name: "a file in the place of the folder", world: func(w *recordtest.World) {
			for path := range w.Files {
				if strings.HasPrefix(path, "governance/") {
					delete(w.Files, path)
				}
			}
			w.Files["governance"] = []byte("x")
		}, want: rootless("governance mode")},
	})
}

// rootless is all that is wrong where no version of governance is in force.
func rootless(more ...string) []string {
	more = append(more, "register/0001.yaml entry-governance", "ROUNDS/1.yaml round-governance", "ROUNDS/1.yaml round-unopened")
	for _, person := range []string{"lee-m", "okafor-a"} {
		for _, reason := range []string{"round", "governance"} {
			more = append(more, "REVIEWS/"+person+".yaml record-"+reason)
		}
	}
	proposal := recordtest.Published().Files["register/0001.yaml"]
	e, _ := record.ParseEntry("", proposal)
	for _, reason := range []string{"round-governance", "round-unopened"} {
		more = append(more, e.Subject().RoundPath(1)+" "+reason)
	}
	for _, reason := range []string{"round", "governance"} {
		more = append(more, e.Subject().ReviewPath("okafor-a")+" record-"+reason)
	}
	return more
}

// TestSignatureThreats: none of these signatures counts, and each says why.
func TestSignatureThreats(t *testing.T) {
	const file = "register/0005.yaml" // rowe-e and shah-k signed it
	runAll(t, []threat{
		{name: "no signature at all", world: appended("register/0005.quinn-d.sig", "x"), want: []string{"register/0005.quinn-d.sig signature-form"}},
		{name: "text behind the signature", world: appended("register/0005.shah-k.sig", "x"), want: []string{"register/0005.shah-k.sig signature-form"}},
		{name: "a signature on something else", world: func(w *recordtest.World) {
			w.Files["register/0005.shah-k.sig"] = w.Files["register/0004.shah-k.sig"]
		}, want: []string{"register/0005.shah-k.sig signature-false"}},
		{name: "given for another thing", world: signed(file, "shah-k", "shah-k", sshsig.Review), want: []string{"register/0005.shah-k.sig signature-namespace"}},
		{name: "a stranger", world: signed(file, "stranger", "stranger", sshsig.Endorse), want: []string{"register/0005.stranger.sig signer-unknown"}},
		{name: "a reviewer", world: signed(file, "lee-m", "lee-m", sshsig.Endorse), want: []string{"register/0005.lee-m.sig signer-role"}},
		{name: "in the name of another", world: signed(file, "quinn-d", "shah-k", sshsig.Endorse), want: []string{"register/0005.quinn-d.sig signer-key"}},
		{name: "with an unknown key", world: signed(file, "quinn-d", "stranger", sshsig.Endorse), want: []string{"register/0005.quinn-d.sig signer-key"}},
		{name: "a link", tree: func(tree fstest.MapFS) { tree["register/0005.shah-k.sig"].Mode = fs.ModeSymlink }, want: []string{"register/0005.shah-k.sig mode"}},
		{name: "with a key retired before", world: func(w *recordtest.World) {
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "shah-k").Keys[0].Status = record.Retired })
			w.Decide(record.Withdraw, w.Subject(specID), nil)
		}, want: []string{"register/0006.shah-k.sig signer-key-retired"}},
		{name: "with a key compromised before", world: func(w *recordtest.World) {
			// the last entry, so that those before it, which the key signed too, are
			// countersigned first
			countersign(w, 2, 4, 5)
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "shah-k").Keys[0].Status = record.Compromised })
			w.Decide(record.Withdraw, w.Subject(specID), nil)
		}, want: []string{
			"register/0002.shah-k.sig signer-key-compromised", "register/0004.shah-k.sig signer-key-compromised",
			"register/0005.shah-k.sig signer-key-compromised", "register/0006.shah-k.sig signer-key-compromised",
		}},
	})
}

// countersign has quinn-d, who is staff too, sign entries beside those who did.
func countersign(w *recordtest.World, entries ...int) {
	for _, seq := range entries {
		path := record.EntryPath(seq)
		w.Sign(path, record.SignaturePath(path, "quinn-d"), sshsig.Endorse, "quinn-d")
	}
}

func TestRegisterThreats(t *testing.T) {
	decide := func(act record.Act, edit func(*record.Entry)) func(*recordtest.World) {
		return func(w *recordtest.World) { w.Decide(act, w.Subject(specID), edit) }
	}
	candidate := record.SpecPath(specID)
	runAll(t, []threat{
		{name: "an entry is missing", world: without("register/0002.yaml"), want: cut(
			"register/0003.yaml register-gap", "register/0004.yaml register-gap", "register/0005.yaml register-gap",
			"register/0002.rowe-e.sig stray", "register/0002.shah-k.sig stray",
		)},
		{name: "an entry was rewritten", world: appended("register/0004.yaml", "# a remark\n"), want: []string{
			"register/0004.rowe-e.sig signature-false", "register/0004.shah-k.sig signature-false", "register/0004.yaml register-signatures",
		}},
		{name: "an entry was signed anew", world: both(appended("register/0002.yaml", "# a remark\n"),
			signed("register/0002.yaml", "rowe-e", "rowe-e", sshsig.Endorse), signed("register/0002.yaml", "shah-k", "shah-k", sshsig.Endorse),
		), want: cut("register/0003.yaml register-previous")},
		{name: "another number", world: func(w *recordtest.World) { w.Files["register/0006.yaml"] = w.Files["register/0005.yaml"] }, want: []string{
			"register/0006.yaml register-seq", "register/0006.yaml register-previous",
			"register/0006.yaml entry-published",
		}},
		{name: "back in governance", world: func(w *recordtest.World) {
			first := record.Hash(w.Files["governance/0001.yaml"])
			w.Govern(nil)
			decide(record.Withdraw, nil)(w)
			decide(record.Withdraw, func(e *record.Entry) { e.Governance = record.GovernanceRef{Serial: 1, SHA256: first} })(w)
		}, want: []string{"register/0007.yaml register-serial-back"}},
		{name: "a governance that is not in force", world: func(w *recordtest.World) {
			w.Govern(nil, "ng-t")
			decide(record.Withdraw, nil)(w)
		}, want: []string{"register/0006.yaml entry-governance"}},
		{name: "a governance with another hash", world: decide(record.Withdraw, func(e *record.Entry) { e.Governance.SHA256 = record.NoEntry }), want: []string{
			"register/0006.yaml entry-governance",
		}},
		{name: "one member of staff, and another entry", world: without("register/0004.shah-k.sig"), want: []string{"register/0004.yaml register-signatures"}},
		{name: "a decision without a round", world: func(w *recordtest.World) {
			s := w.Subject(specID)
			w.Spec(specID, "1.1.0", "candidate")
			w.Decide(record.Endorse, s, func(e *record.Entry) { e.SpecSHA256, e.Records = w.Subject(specID).SHA256, nil })
		}, want: []string{"register/0006.yaml entry-round"}},
		{name: "an endorsement of an earlier round", world: func(w *recordtest.World) {
			s := w.Subject(specID)
			_, first := w.Round(s)
			w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
			w.Decide(record.Endorse, s, func(e *record.Entry) { e.RoundSHA256 = record.Hash(w.Files[first]) })
		}, want: []string{"register/0007.yaml entry-round"}},
		{name: "an acceptance of an endorsement round", world: decide(record.Accept, nil), want: []string{"register/0006.yaml entry-round-kind"}},
		{name: "an endorsement of a gateway round", world: func(w *recordtest.World) {
			w.Open(record.Gateway, w.Subject(specID), []string{"okafor-a"}, nil)
			decide(record.Endorse, nil)(w)
		}, want: []string{"register/0007.yaml entry-round-kind"}},
		{name: "a publication of what was not endorsed", world: func(w *recordtest.World) {
			w.Decide(record.Publish, w.Spec(specID, "1.1.0", "candidate", "smith-j", "khan-r"), func(e *record.Entry) { e.Endorsement = 4 })
			w.Files[candidate] = recordtest.Published().Files[candidate]
		}, want: []string{"register/0006.yaml entry-endorsement"}},
		{name: "published twice", world: decide(record.Publish, nil), want: []string{"register/0006.yaml entry-published"}},
		{name: "published after it was withdrawn", world: both(decide(record.Withdraw, nil), decide(record.Publish, nil)), want: []string{
			"register/0007.yaml entry-withdrawn", "register/0007.yaml entry-published",
		}},
		{name: "records out of order", world: decide(record.Endorse, func(e *record.Entry) { slices.Reverse(e.Records) }), want: []string{"register/0006.yaml form"}},
		{name: "a specification elsewhere", world: decide(record.Withdraw, func(e *record.Entry) { e.SpecPath = "specs/other.yaml" }), want: []string{"register/0006.yaml form"}},
	})
}

// cut is what is wrong with the published text where its round is not opened.
func cut(more ...string) []string {
	for _, person := range []string{"lee-m", "okafor-a"} {
		more = append(more, "REVIEWS/"+person+".yaml record-round")
	}
	return append(more, "ROUNDS/1.yaml round-unopened")
}
