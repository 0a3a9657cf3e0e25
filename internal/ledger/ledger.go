// Package ledger puts records and decisions into a git repository: on which
// branch, in how many commits, under which message. It knows the names that
// records.md fixes and nothing of what counts; that a file is worth recording is
// settled before it comes here.
//
// Each act is one commit on a branch of its own, so that the branch that is
// checked out, the index and the files beside them are never touched.
package ledger

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
)

// Act is one thing to be recorded: the files that it adds or takes away, and how the commit and
// the branch that carry it are called.
type Act struct {
	Branch string            // below refs/heads/
	Files  map[string][]byte // path and content; nil takes the file away
	Title  string            // first line of the message
	Marks  []Mark            // its trailers, in order
}

// Mark is one trailer of a commit's message.
type Mark struct{ Key, Value string }

// Signed is a file with the signatures that stand beside it, by path.
type Signed struct {
	Path string
	Data []byte
	Sigs map[string][]byte
}

// files are all files of s.
func (s Signed) files() map[string][]byte {
	all := maps.Clone(s.Sigs)
	if all == nil {
		all = map[string][]byte{}
	}
	if s.Data != nil {
		all[s.Path] = s.Data
	}
	return all
}

// Review is the act of filing a record and its signature.
func Review(r *record.Review, data, sig []byte) Act {
	at := r.Spec.ReviewPath(r.Reviewer)
	return Act{
		Branch: ReviewBranch(r.Spec, r.Reviewer),
		Files:  map[string][]byte{at: data, record.ReviewSignaturePath(at): sig},
		Title:  fmt.Sprintf("review(%s): %s by %s", r.Spec.ID, r.Spec.Version, r.Reviewer),
		Marks:  marks(kindReview, r.Spec, at, data),
	}
}

// Entry is the act of writing an entry of the register, with what belongs to it.
func Entry(e *record.Entry, signed Signed, who string, beside map[string][]byte) Act {
	files := signed.files()
	maps.Copy(files, beside)
	subject := e.Subject()
	return Act{
		Branch: branch(string(e.Kind), subject, who),
		Files:  files,
		Title:  fmt.Sprintf("%s(%s): %s, entry %d by %s", e.Kind, e.SpecID, e.SpecVersion, e.Seq, who),
		Marks:  append(marks(string(e.Kind), subject, signed.Path, signed.Data), Mark{"Credctl-Seq", strconv.Itoa(e.Seq)}),
	}
}

// Drop is the act of taking a pending entry of the register away, with its
// signatures and what belongs to it.
func Drop(e *chain.Entry, who string, paths []string) Act {
	subject := e.Subject()
	a := Act{
		Branch: branch(kindDrop, subject, who),
		Files:  map[string][]byte{},
		Title:  fmt.Sprintf("drop(%s): %s, entry %d (%s) by %s", e.SpecID, e.SpecVersion, e.Seq, e.Kind, who),
		Marks: []Mark{
			{"Credctl-Kind", kindDrop},
			{"Credctl-Spec", e.SpecID + "@" + e.SpecVersion},
			{"Credctl-Spec-Sha256", e.SpecSHA256},
			{"Credctl-Record", e.Path},
			{"Credctl-Record-Sha256", e.SHA256},
			{"Credctl-Seq", strconv.Itoa(e.Seq)},
		},
	}
	for _, path := range paths {
		a.Files[path] = nil
	}
	return a.Again(e.Seq)
}

// Govern is the act of proposing a version of governance, with what belongs to it.
func Govern(serial int, signed Signed, who string, beside map[string][]byte) Act {
	files := signed.files()
	maps.Copy(files, beside)
	return Act{
		Branch: fmt.Sprintf("%s/governance/%04d/%s", Branches, serial, who),
		Files:  files,
		Title:  fmt.Sprintf("governance: version %d by %s", serial, who),
		Marks: []Mark{
			{"Credctl-Kind", "governance"},
			{"Credctl-Record", signed.Path},
			{"Credctl-Record-Sha256", record.Hash(signed.Data)},
		},
	}
}

// Countersign is the act of adding one's signatures to what waits for them: the
// files signed, by path, with their bytes, and the signatures. It goes onto the
// branch given, or onto a new one if that is "".
func Countersign(on, who string, signed []Signed) Act {
	a := Act{Branch: on, Files: map[string][]byte{}}
	var names []string
	for _, s := range signed {
		maps.Copy(a.Files, s.Sigs)
		name := strings.TrimSuffix(strings.ReplaceAll(s.Path, "/", "-"), ".yaml")
		names = append(names, name)
		a.Marks = append(a.Marks, Mark{"Credctl-Record", s.Path}, Mark{"Credctl-Record-Sha256", record.Hash(s.Data)})
	}
	a.Marks = append([]Mark{{"Credctl-Kind", "signature"}}, a.Marks...)
	a.Title = fmt.Sprintf("sign: %s by %s", strings.Join(names, ", "), who)
	if on == "" {
		a.Branch = fmt.Sprintf("%s/sign/%s/%s", Branches, names[0], who)
	}
	return a
}

func marks(kind string, s record.Subject, path string, data []byte) []Mark {
	return []Mark{
		{"Credctl-Kind", kind},
		{"Credctl-Spec", s.ID + "@" + s.Version},
		{"Credctl-Spec-Sha256", s.SHA256},
		{"Credctl-Record", path},
		{"Credctl-Record-Sha256", record.Hash(data)},
	}
}

// Message returns the whole message of the commit. The error names a value that
// a trailer cannot hold.
func (a Act) Message() (string, error) {
	var b strings.Builder
	b.WriteString(a.Title)
	b.WriteString("\n\n")
	for _, m := range a.Marks {
		line, err := gitrepo.Trailer(m.Key, m.Value)
		if err != nil {
			return "", err
		}
		b.WriteString(strings.TrimSuffix(line, "\n"))
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// Signs reports whether an act adds signatures to what others wrote, and nothing
// else.
func (a Act) Signs() bool { return len(a.Marks) > 0 && a.Marks[0] == Mark{"Credctl-Kind", "signature"} }

// Paths are the files of the act, sorted.
func (a Act) Paths() []string { return slices.Sorted(maps.Keys(a.Files)) }

// Writer is where acts are recorded, and by whom.
type Writer struct {
	Store             *gitrepo.Store
	Author, Committer gitrepo.Identity
	Sign              func(payload []byte) ([]byte, error) // signs the commit, too; nil: it is not signed
}

// Put records an act as one commit built on base, on a branch that is not there
// yet. It is a *gitrepo.MovedError if the branch is there.
func (w *Writer) Put(ctx context.Context, a Act, base string) (commit string, err error) {
	return w.write(ctx, a, base, "")
}

// Replace records an act as one commit built on base, in the place of what a branch
// of this repository holds, which must stand at tip. What stood there stays in the
// log of the branch. It is a *gitrepo.MovedError if the branch stands elsewhere.
func (w *Writer) Replace(ctx context.Context, a Act, base, tip string) (commit string, err error) {
	return w.write(ctx, a, base, tip)
}

// Add records an act as one more commit on a branch that stands at tip; a branch
// that is not here yet, though a remote has it, is made.
func (w *Writer) Add(ctx context.Context, a Act, tip string, here bool) (commit string, err error) {
	expect := ""
	if here {
		expect = tip
	}
	return w.write(ctx, a, tip, expect)
}

func (w *Writer) write(ctx context.Context, a Act, parent, expect string) (string, error) {
	message, err := a.Message()
	if err != nil {
		return "", err
	}
	return w.Store.Write(ctx, gitrepo.Change{
		Branch: a.Branch, Parent: parent, Expect: expect, Files: a.Files, Message: message,
		Author: w.Author, Committer: w.Committer, Sign: w.Sign,
	})
}
