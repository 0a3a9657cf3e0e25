package chain_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// TestGoodCases: what changes later and takes nothing away.
func TestGoodCases(t *testing.T) {
	runAll(t, []threat{
		{name: "a key is retired", world: edited(func(g *record.Governance) {
			for _, person := range []string{"okafor-a", "rowe-e"} {
				recordtest.Person(g, person).Keys[0].Status = record.Retired
			}
		}), want: []string{}},
		{name: "a reviewer has a new key", world: inText(func(w *recordtest.World, s record.Subject) {
			w.NewKey("lee-m")
			w.Govern(func(g *record.Governance) { w.Enrol(g, "lee-m") })
			w.Review(s, "lee-m", nil)
		}), want: []string{}},
		{name: "people leave", world: edited(func(g *record.Governance) { g.People = g.People[:5] }), want: []string{}},
		{name: "a reviewer is released, another asked", world: inText(func(w *recordtest.World, s record.Subject) {
			w.Open(record.Endorsement, s, []string{"okafor-a", "ahmed-z"}, func(r *record.Round) {
				r.Released = []record.Release{{Reviewer: "lee-m", Reason: "moved to the author's trust"}}
			})
			w.Review(s, "ahmed-z", nil)
			w.Decide(record.Endorse, s, nil)
		}), want: []string{}},
		{name: "new criteria later", world: both(appended("criteria/endorsement/2.0.0.yaml", "x"), edited(func(g *record.Governance) {
			g.Packs[0].Version, g.Packs[0].SHA256 = "2.0.0", record.Hash([]byte("x"))
		})), want: []string{}},
		{name: "a stolen key of staff, countersigned", world: func(w *recordtest.World) {
			countersign(w, 2, 4, 5)
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "shah-k").Keys[0].Status = record.Compromised })
		}, want: []string{
			"register/0002.shah-k.sig signer-key-compromised", "register/0004.shah-k.sig signer-key-compromised",
			"register/0005.shah-k.sig signer-key-compromised",
		}},
	})
}

// TestStolenKeyOfStaff: without further signatures the register ends before the
// first entry that the key is needed for.
func TestStolenKeyOfStaff(t *testing.T) {
	w := recordtest.Published()
	w.Govern(func(g *record.Governance) { recordtest.Person(g, "shah-k").Keys[0].Status = record.Compromised })
	b := read(t, w.FS()).Book
	if len(b.Register) != 2 || b.Register[1].Missing != 1 || len(b.Problems) != 1 || b.Problems[0].Reason != chain.RegisterSignatures {
		t.Errorf("%d entries, %+v", len(b.Register), b.Problems)
	}
}

// TestStolenKeyOfOfficer: the version that declares a key stolen is not carried by
// it, and does not undo what the key signed before.
func TestStolenKeyOfOfficer(t *testing.T) {
	w := recordtest.Published() // serial 1 is signed by ng-t and patel-s
	stolen := func(g *record.Governance) { recordtest.Person(g, "ng-t").Keys[0].Status = record.Compromised }
	w.Govern(stolen, "patel-s", "ng-t")
	b := read(t, w.FS()).Book
	if s := b.Governance[1]; s.Missing != 1 || people(s.Signers) != "patel-s" || s.Refused[0].Reason != chain.SignerKeyCompromised {
		t.Errorf("with the stolen key: %+v", s)
	}
	w.Sign(record.GovernancePath(2), record.SignaturePath(record.GovernancePath(2), "quinn-d"), sshsig.Govern, "quinn-d")
	all := read(t, w.FS())
	if diff := cmp.Diff([]string{"governance/0002.ng-t.sig signer-key-compromised"}, all.problems()); diff != "" || all.Book.InForce() != &all.Book.Governance[1] {
		t.Error(diff)
	}
}

// TestWaiting: what lacks signatures is kept, is not in force, and says how many
// are needed.
func TestWaiting(t *testing.T) {
	replaced := func(g *record.Governance) { // ng-t and patel-s go, rowe-e and shah-k come
		for _, id := range []string{"ng-t", "patel-s"} {
			recordtest.Person(g, id).Roles = []record.Role{record.Author}
		}
		for _, id := range []string{"rowe-e", "shah-k"} {
			recordtest.Person(g, id).Roles = []record.Role{record.Officer}
		}
	}
	rows := []struct {
		edit    func(*record.Governance)
		signers string
		missing int
	}{
		{nil, "ng-t patel-s", 0},
		{nil, "ng-t", 1},
		{nil, "lee-m", 2},
		{replaced, "ng-t patel-s", 2},
		{replaced, "rowe-e shah-k", 2},
		{replaced, "ng-t quinn-d", 1},
		{replaced, "ng-t quinn-d rowe-e", 0},
		{replaced, "lee-m", 3}, // quinn-d counts for both
		{func(g *record.Governance) { g.OfficerThreshold = 3 }, "ng-t", 2},
		{func(g *record.Governance) { g.OfficerThreshold = 3 }, "ng-t patel-s quinn-d", 0},
	}
	for _, row := range rows {
		w := recordtest.Published()
		w.Govern(row.edit, strings.Fields(row.signers)...)
		b := read(t, w.FS()).Book
		inForce := 2
		if row.missing > 0 {
			inForce = 1
		}
		if got := b.Governance[1].Missing; got != row.missing || b.InForce() != &b.Governance[inForce-1] || len(b.Problems) > 0 {
			t.Errorf("signed by %s: %d missing, want %d; %+v", row.signers, got, row.missing, b.Problems)
		}
	}
	for _, row := range []struct {
		act     record.Act
		signers string
		missing int
	}{{record.Withdraw, "rowe-e", 1}, {record.Withdraw, "lee-m", 2}, {record.Open, "lee-m", 1}, {record.Withdraw, "rowe-e quinn-d shah-k", 0}} {
		w := recordtest.Published()
		w.Decide(row.act, w.Subject(specID), nil, strings.Fields(row.signers)...)
		b := read(t, w.FS()).Book
		if e := b.Register[5]; e.Missing != row.missing || e.Pending() != (row.missing > 0) || len(b.Problems) > 0 {
			t.Errorf("%s signed by %s: %d missing, want %d; %+v", row.act, row.signers, e.Missing, row.missing, b.Problems)
		}
	}
}

// TestDiffers: each record in the folder is listed, and no other.
func TestDiffers(t *testing.T) {
	w := recordtest.Published()
	s := w.Subject(specID)
	w.Review(s, "okafor-a", func(r *record.Review) { r.Overall = record.OverallDecline }) // another hash
	w.Review(s, "brown-p", nil)                                                           // not listed
	delete(w.Files, s.ReviewPath("lee-m"))                                                // listed
	all := read(t, w.FS())
	var got []string
	for _, p := range all.Texts[1].Differs(&all.Book.Register[3]) {
		if p.Reason != chain.EntryRecords {
			t.Errorf("%+v", p)
		}
		got = append(got, strings.ReplaceAll(p.Message, s.ReviewsFolder(), "…"))
	}
	want := []string{
		"…/brown-p.yaml is in the folder, and register/0004.yaml does not list it",
		fmt.Sprintf("…/okafor-a.yaml has the SHA-256 %.16s…, and register/0004.yaml lists it with %.16s…",
			record.Hash(w.Files[s.ReviewPath("okafor-a")]), record.Hash(recordtest.Published().Files[s.ReviewPath("okafor-a")])),
		"register/0004.yaml lists …/lee-m.yaml, which is not there",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// partial is a tree of which some contents were not fetched.
type partial struct {
	fs.FS
	missing func(path string) bool
}

type notFetched struct{ error }

func (notFetched) ObjectMissing() bool { return true }

func (p partial) Open(path string) (fs.File, error) {
	if p.missing(path) {
		return nil, &fs.PathError{Op: "open", Path: path, Err: notFetched{fs.ErrNotExist}}
	}
	return p.FS.Open(path)
}

// TestNotFetched: whatever is not here, nothing is said to be wrong. This holds for
// each file and each folder alone.
func TestNotFetched(t *testing.T) {
	w := recordtest.Published()
	w.Govern(nil)
	w.Decide(record.Withdraw, w.Subject(specID), nil)
	paths := map[string]bool{}
	for path := range w.Files {
		for path != "." {
			paths[path] = true
			path = path[:max(strings.LastIndexByte(path, '/'), 0)]
			if path == "" {
				path = "."
			}
		}
	}
	unclear := 0
	for path := range paths {
		said, isTold := whatIsMissed(t, partial{w.FS(), func(asked string) bool { return asked == path }})
		for _, line := range said {
			if !strings.HasSuffix(line, "?") {
				t.Errorf("without %s: %s", path, line)
			}
		}
		if isTold {
			unclear++
		}
	}
	// Not needed: .gitattributes, the specification, and the folders of these alone.
	if want := len(paths) - len([]string{".gitattributes", "specs", "specs/acute-medicine.yaml", "criteria", "reviews", "rounds"}); unclear != want {
		t.Errorf("%d of %d are missed, want %d", unclear, len(paths), want)
	}
}

// whatIsMissed returns what is said of a tree, and whether anything is.
func whatIsMissed(t *testing.T, tree fs.FS) ([]string, bool) {
	b, err := chain.Read(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := b.Texts(specID)
	if err != nil {
		var missing interface{ ObjectMissing() bool }
		if !errors.As(err, &missing) || !missing.ObjectMissing() {
			t.Fatal(err)
		}
		return nil, true
	}
	said := told{b, texts}.problems()
	return said, len(said) > 0
}

// TestDiskFails: what cannot be read for another reason is an error.
func TestDiskFails(t *testing.T) {
	w := recordtest.Published()
	for path := range w.Files {
		tree := failing{w.FS(), path}
		b, err := chain.Read(t.Context(), tree)
		if err == nil {
			_, err = b.Texts(specID)
		}
		used := !strings.HasPrefix(path, "specs/") && path != ".gitattributes"
		if (err != nil) != used {
			t.Errorf("%s fails: %v", path, err)
		}
	}
}

type failing struct {
	fs.FS
	path string
}

func (f failing) Open(path string) (fs.File, error) {
	if path == f.path {
		return nil, fs.ErrPermission
	}
	return f.FS.Open(path)
}
