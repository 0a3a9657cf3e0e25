package verify

import (
	"context"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// What every tag of these tests has.
const (
	commit = "0123456789abcdef0123456789abcdef01234567"
	object = "89abcdef0123456789abcdef0123456789abcdef"
	id     = "acute-medicine"
)

// world is a repository, the tag that was made in it, and its reader. The tree is
// what the reader sees; where it is nil, the files as they are now.
type world struct {
	*recordtest.World
	in Input
}

// tagged tags the last entry of a world's register, which publishes a version of
// acute-medicine, for a reader who trusts its governance.
func tagged(w *recordtest.World, version string) *world {
	return &world{World: w, in: Input{
		Name: record.TagName(id, version), Commit: commit,
		Ref: TagRef{
			Exists: true, Annotated: true, Object: object, Target: commit,
			Raw: w.Tag(commit, id, version, "rowe-e", nil),
		},
		Root: record.Hash(w.Files[record.GovernancePath(1)]), RootFrom: "flag --trust-root", MemoryFrom: "none",
	}}
}

// published is the world that verifies, from which everything starts.
func published() *world { return tagged(recordtest.Published(), "1.0.0") }

// retag makes the tag anew, with an edit.
func (w *world) retag(signer string, edit func(*recordtest.TagText)) {
	w.in.Ref.Raw = w.Tag(commit, id, "1.0.0", signer, edit)
}

// seen is what somebody remembers who saw all that the world holds.
func (w *world) seen() *Memory {
	v, err := Verify(context.Background(), w.input())
	if err != nil || v.Learned == nil {
		panic("nothing is learnt")
	}
	return v.Learned
}

func (w *world) input() Input {
	in := w.in
	if in.Tree == nil {
		in.Tree = w.FS()
	}
	return in
}

// underway is a world in which acute-medicine 1.0.0 waits for its endorsement
// round, after the gateway.
func underway() (*recordtest.World, record.Subject) {
	w := recordtest.New()
	proposal := w.Spec(id, "0.1.0", "proposal", "smith-j", "khan-r")
	w.Open(record.Gateway, proposal, []string{"okafor-a"}, nil)
	w.Review(proposal, "okafor-a", nil)
	w.Decide(record.Accept, proposal, nil)
	return w, w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r")
}

// finish has a text endorsed and published.
func finish(w *recordtest.World, s record.Subject) *world {
	w.Decide(record.Endorse, s, nil)
	w.Decide(record.Publish, s, nil)
	return tagged(w, s.Version)
}

// reviewed opens the usual round and files the usual records, with edits.
func reviewed(w *recordtest.World, s record.Subject, round func(*record.Round), okafor, lee func(*record.Review)) {
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, round)
	w.Review(s, "okafor-a", okafor)
	w.Review(s, "lee-m", lee)
}

// withMode returns the files with another mode for one of them.
func (w *world) withMode(path string, mode fs.FileMode) fs.FS {
	tree := w.FS().(fstest.MapFS)
	tree[path].Mode = mode
	return tree
}

// without returns the files in a clone that left the content of one out.
func (w *world) without(path string) fs.FS { return partial{w.FS(), path} }

// partial is a tree of which the content of one file, or one folder, is not here.
type partial struct {
	fs.FS
	path string
}

type leftOut struct{ error }

func (leftOut) ObjectMissing() bool { return true }

func (p partial) Open(name string) (fs.File, error) {
	if name == p.path {
		return nil, leftOut{fs.ErrInvalid}
	}
	return p.FS.Open(name)
}

func (p partial) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == p.path {
		return nil, leftOut{fs.ErrInvalid}
	}
	return fs.ReadDir(p.FS, name)
}

func verdict(t *testing.T, in Input) Verdict {
	t.Helper()
	v, err := Verify(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	sameByShelf(t, in, v)
	return v
}

// want fails unless the verdict is so, and has the reason; none for "".
func want(t *testing.T, v Verdict, outcome Outcome, reason Reason) {
	t.Helper()
	has := reason == "" && len(v.Reasons) == 0
	for _, cause := range v.Reasons {
		has = has || cause.Reason == reason
	}
	if v.Outcome != outcome || !has {
		t.Errorf("%s, want %s for %q: %+v", v.Outcome, outcome, reason, v.Reasons)
	}
}
