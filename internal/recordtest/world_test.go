package recordtest_test

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// TestPublished: every file of the world can be read, and every signature is of
// the person whom its name says, over the file it stands beside.
func TestPublished(t *testing.T) {
	w := recordtest.Published()
	for path, data := range w.Files {
		var found finding.List
		switch folder, _, _ := strings.Cut(path, "/"); {
		case strings.HasSuffix(path, ".sig"):
			checkSignature(t, w, path)
		case folder == record.GovernanceDir:
			_, found = record.ParseGovernance(path, data)
		case folder == record.RoundsDir:
			_, found = record.ParseRound(path, data)
		case folder == record.ReviewsDir:
			_, found = record.ParseReview(path, data)
		case folder == record.RegisterDir:
			_, found = record.ParseEntry(path, data)
		case folder == record.CriteriaDir:
			_, found = record.ParsePack(path, data)
		case folder == record.SpecsDir:
			doc, unread := yamldoc.Parse(path, data, yamldoc.Options{Exact: true})
			_, found = spec.Decode(doc)
			found = append(found, unread...)
		case path != ".gitattributes":
			t.Errorf("%s is not expected", path)
		}
		if len(found) > 0 {
			t.Errorf("%s: %v", path, found)
		}
	}
	if w.Seq() != 5 {
		t.Errorf("the register has %d entries, want 5", w.Seq())
	}
}

func checkSignature(t *testing.T, w *recordtest.World, path string) {
	base := strings.TrimSuffix(path, ".sig")
	file, person := base+".yaml", base[strings.LastIndexByte(base, '/')+1:]
	namespace := sshsig.Review
	if !strings.HasPrefix(path, record.ReviewsDir+"/") {
		dot := strings.LastIndexByte(base, '.')
		file, person = base[:dot]+".yaml", base[dot+1:]
		namespace = sshsig.Endorse
		if strings.HasPrefix(path, record.GovernanceDir+"/") {
			namespace = sshsig.Govern
		}
	}
	signature, err := sshsig.Parse(w.Files[path])
	if err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	if err := signature.Check(w.Files[file], namespace); err != nil {
		t.Errorf("%s: %v", path, err)
	}
	if owner, status, _ := w.Governance().KeyOwner(signature.Key().String()); owner != person || status != record.Active {
		t.Errorf("%s is signed by %q, whose key is %q", path, owner, status)
	}
}

// TestSameBytes: a world is made the same way each time, and a copy goes its own.
func TestSameBytes(t *testing.T) {
	a, b := recordtest.Published(), recordtest.Published()
	if diff := cmp.Diff(a.Files, b.Files); diff != "" {
		t.Fatal(diff)
	}
	tree, err := fs.ReadFile(a.FS(), record.EntryPath(5))
	if err != nil || string(tree) != string(a.Files[record.EntryPath(5)]) {
		t.Error("the tree shows another file", err)
	}
	c := a.Clone()
	c.NewKey("lee-m")
	c.Govern(func(g *record.Governance) { c.Enrol(g, "lee-m") })
	c.Decide(record.Withdraw, c.Subject("acute-medicine"), nil)
	if diff := cmp.Diff(a.Files, b.Files); diff != "" || len(c.Files) != len(a.Files)+6 {
		t.Errorf("%d files from %d: %v\n%s", len(c.Files), len(a.Files), slices.Sorted(maps.Keys(c.Files)), diff)
	}
	if a.Key("lee-m").String() == c.Key("lee-m").String() || len(recordtest.Person(c.Governance(), "lee-m").Keys) != 2 {
		t.Error("the new key is not a key more")
	}
	if g := c.Governance(); g.Serial != 2 || g.Previous != record.Hash(a.Files[record.GovernancePath(1)]) {
		t.Errorf("serial %d, previous %s", g.Serial, g.Previous)
	}
}

// TestTag: the signature is over everything before it.
func TestTag(t *testing.T) {
	w := recordtest.Published()
	tag := w.Tag(strings.Repeat("1", 40), "acute-medicine", "1.0.0", "rowe-e", nil)
	text, armour, ok := strings.Cut(string(tag), "-----BEGIN")
	if !ok {
		t.Fatalf("no signature:\n%s", tag)
	}
	want := "object 1111111111111111111111111111111111111111\ntype commit\ntag acute-medicine/v1.0.0\n" +
		"tagger rowe-e <rowe-e@example.org> 1795000000 +0000\n\nacute-medicine 1.0.0\n\n" +
		"Credctl-Seq: 5\nCredctl-Register-Sha256: " + record.Hash(w.Files[record.EntryPath(5)]) + "\n"
	if diff := cmp.Diff(want, text); diff != "" {
		t.Error(diff)
	}
	signature, err := sshsig.Parse([]byte("-----BEGIN" + armour))
	if err != nil {
		t.Fatal(err)
	}
	if err := signature.Check([]byte(text), "git"); err != nil || signature.Key() != w.Key("rowe-e") {
		t.Error("not signed by rowe-e", err)
	}
}

func BenchmarkPublished(b *testing.B) {
	for b.Loop() {
		recordtest.Published()
	}
}
