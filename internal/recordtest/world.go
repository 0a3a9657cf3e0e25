// Package recordtest is a world of people, keys and signed files in memory, for
// tests of what reads records. It knows how to do everything right; a test then
// spoils one thing. It judges nothing, and no program code may import it.
//
// The same calls give the same bytes. What cannot be done, such as a record on a
// text that no round was opened on, panics: it is a mistake of the test.
package recordtest

import (
	"crypto"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"testing/fstest"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/schema"
)

// World is a repository's files and the keys of its people. What is written next
// goes by the files as they are, so that a test may change them in between.
type World struct {
	Files map[string][]byte // by path; a slice is replaced, never changed

	signers   map[string]crypto.Signer
	rotations map[string]int
}

// New returns a world with people, two sets of criteria and the first version of
// governance, and nothing else. Its officers are ng-t, patel-s and quinn-d; its
// staff are rowe-e, shah-k and quinn-d. Reviewers are okafor-a (clinical,
// trust-b), lee-m (academic, uni-c), brown-p (clinical, trust-e) and ahmed-z
// (academic, uni-f); authors are smith-j and khan-r, both of trust-d.
func New() *World {
	w := &World{
		Files:     map[string][]byte{".gitattributes": []byte("* -text\nspecs/** text eol=lf\n")},
		signers:   map[string]crypto.Signer{},
		rotations: map[string]int{},
	}
	g := record.Governance{
		Serial: 1, OfficerThreshold: 2,
		Packs:        []record.PackRef{w.pack("endorsement")},
		GatewayPacks: []record.PackRef{w.pack("gateway")},
		Policy: record.Policy{
			Reviewers: 2, Endorsers: 2, Openers: 1,
			OfRole: []record.RoleCount{{Role: record.Academic, Count: 1}, {Role: record.Clinical, Count: 1}},
		},
		GatewayPolicy: record.Policy{Reviewers: 1},
		People:        people(),
	}
	for _, p := range g.People {
		w.Enrol(&g, p.ID)
	}
	w.govern(&g, []string{"ng-t", "patel-s"})
	return w
}

// pack writes the shipped first edition of a set of criteria.
func (w *World) pack(id string) record.PackRef {
	ref := record.PackRef{ID: id, Version: "1.0.0"}
	data, ok := schema.Pack(ref.Ref())
	if !ok {
		panic(ref.Ref() + " is not shipped")
	}
	ref.SHA256 = record.Hash(data)
	w.Files[ref.PackPath()] = data
	return ref
}

// Published returns a world in which acute-medicine went all the way: its
// proposal 0.1.0 was accepted in a gateway round (entries 1 and 2), its candidate
// 1.0.0 was reviewed by okafor-a and lee-m, endorsed by rowe-e and shah-k, and
// published (entries 3 to 5).
func Published() *World {
	w := New()
	proposal := w.Spec("acute-medicine", "0.1.0", "proposal", "smith-j", "khan-r")
	w.Open(record.Gateway, proposal, []string{"okafor-a"}, nil)
	w.Review(proposal, "okafor-a", nil)
	w.Decide(record.Accept, proposal, nil)
	candidate := w.Spec("acute-medicine", "1.0.0", "candidate", "smith-j", "khan-r")
	w.Open(record.Endorsement, candidate, []string{"okafor-a", "lee-m"}, nil)
	w.Review(candidate, "okafor-a", nil)
	w.Review(candidate, "lee-m", nil)
	w.Decide(record.Endorse, candidate, nil)
	w.Decide(record.Publish, candidate, nil)
	return w
}

// FS returns the files as a tree of ordinary files. It shows them as they are
// now, whatever is done to the world afterwards.
func (w *World) FS() fs.FS {
	tree := make(fstest.MapFS, len(w.Files))
	for path, data := range w.Files {
		tree[path] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	return tree
}

// Clone returns a copy that goes its own way.
func (w *World) Clone() *World {
	c := &World{Files: make(map[string][]byte, len(w.Files)), signers: maps.Clone(w.signers), rotations: maps.Clone(w.rotations)}
	for path, data := range w.Files {
		c.Files[path] = slices.Clone(data)
	}
	return c
}

// Governance returns the newest version of governance, as its file has it.
func (w *World) Governance() *record.Governance {
	return parsed(record.ParseGovernance, record.GovernancePath(w.serial()), w.Files)
}

// Govern writes the next version of governance: the newest one with an edit,
// signed by ng-t and patel-s unless other officers are named.
func (w *World) Govern(edit func(*record.Governance), signers ...string) {
	g := w.Governance()
	g.Previous = record.Hash(w.Files[record.GovernancePath(g.Serial)])
	g.Serial++
	if edit != nil {
		edit(g)
	}
	w.govern(g, or(signers, "ng-t", "patel-s"))
}

func (w *World) govern(g *record.Governance, signers []string) {
	path := record.GovernancePath(g.Serial)
	w.Files[path] = g.Marshal()
	w.signAll(path, sshsig.Govern, signers)
}

// serial returns the number of the newest version of governance.
func (w *World) serial() int { return w.last(record.GovernancePath) }

// last returns the highest number, counted from 1 without a gap, that has a file.
func (w *World) last(path func(int) string) int {
	n := 0
	for w.Files[path(n+1)] != nil {
		n++
	}
	return n
}

// parsed reads a file that must be right.
func parsed[T any](parse func(string, []byte) (*T, finding.List), path string, files map[string][]byte) *T {
	value, found := parse(path, files[path])
	if len(found) > 0 {
		panic(fmt.Sprintf("%s: %v", path, found))
	}
	return value
}

func or(signers []string, otherwise ...string) []string {
	if len(signers) == 0 {
		return otherwise
	}
	return signers
}
