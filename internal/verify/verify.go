// Package verify finds out whether a tag publishes what people judged and the Centre
// endorsed: from the raw tag, the files of its commit, and one hash that the reader
// trusts. It knows no git, no folder and no clock; it is handed bytes and trees, and
// what counts it asks the package standing.
//
// There are three verdicts. What is known to be wrong is never mixed with what
// cannot be told from what is here.
package verify

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// TagRef is what a repository has under refs/tags/NAME.
type TagRef struct {
	Exists    bool   // there is such a ref
	Annotated bool   // it names a tag object, and not a commit straight away
	Missing   bool   // the tag object is not here
	Object    string // id of the tag object; "" if there is none
	Raw       []byte // its bytes
	Target    string // the commit that the ref leads to, "" if none
}

// Input is everything that a verdict is made of.
type Input struct {
	Name   string // of the tag, below refs/tags/
	Ref    TagRef
	Tags   []string // what else is below refs/tags/, to name what was probably meant; may be left out where Ref exists
	Tree   fs.FS    // of the commit that the tag leads to; nil if that commit is not here
	Commit string   // its id

	Malformed string // why that commit could be read in several ways; "" if it could not

	Newest     fs.FS  // of the newest commit that is known; nil: none was looked at
	NewestFrom string // what it is called, such as "HEAD"

	Root     string // SHA-256 of the first version of governance to trust; "" if nobody said
	RootFrom string // where that was said, in words

	Memory     *Memory // what was seen before; nil: nothing is to be compared
	MemoryFrom string  // where it is kept, in words, or "none"

	Today string // the last day that is not still to come anywhere, YYYY-MM-DD; "" if nobody said

	Automatic bool // this runs in continuous integration, which may have made a plain tag of a signed one
	Shallow   bool // the history of the clone was cut off

	// Shelf is for verdicts on many tags of one repository, whose trees have most of
	// their records in common; nil: this tag is judged alone. It changes no verdict.
	Shelf *chain.Shelf

	// Brief leaves out of the Verdict who signed the chain and what a memory gains, for
	// whom only the reasons count: both grow with the register. It changes no reason.
	Brief bool
}

// judge goes through the steps of one verification. A step is taken only if every
// one before it found nothing, so that one fault is not told as ten.
type judge struct {
	in     Input
	v      Verdict
	name   Name
	tag    TagObject
	book   *chain.Book
	newest *chain.Book  // nil if there is none, or it does not count
	entry  *chain.Entry // that publishes
	ended  *chain.Entry // that endorses
	spec   *record.Spec
	text   chain.Text
	round  *chain.Round // the last on the text

	signers map[signing]int // where in the verdict each stands
}

// Verify makes a verdict. The error means that a tree could not be read at all, or
// that ctx was cancelled; whatever is wrong with what was read is in the Verdict.
func Verify(ctx context.Context, in Input) (Verdict, error) {
	j := &judge{in: in, v: newVerdict(in.Name)}
	j.v.Relied.TrustRoot = TrustRoot{SHA256: in.Root, From: in.RootFrom}
	j.v.Relied.Memory.From = in.MemoryFrom
	steps := []func(context.Context) error{
		j.named, j.tagged, j.chained, j.remembered, j.compared,
		j.published, j.signed, j.endorsed, j.specified, j.opened, j.recorded, j.decided, j.dated,
	}
	if name, _ := ParseName(in.Name); name.Candidate { // what there is to say of a draft
		steps = []func(context.Context) error{j.named, j.tagged, j.chained, j.remembered, j.compared, j.signed, j.proposed}
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return Verdict{}, err
		}
		if len(j.v.Reasons) > 0 {
			break
		}
	}
	return j.close(), ctx.Err()
}

// SignedDraft reports whether a verdict is on a release candidate with which nothing
// is wrong but that it is one: somebody of the staff signed it, with its artefacts. It
// is not endorsed, and says so.
func (v *Verdict) SignedDraft() bool {
	return len(v.Reasons) == 1 && v.Reasons[0].Reason == ReleaseCandidate
}

// read reads governance and the register of a tree.
func (j *judge) read(ctx context.Context, tree fs.FS) (*chain.Book, error) {
	if j.in.Shelf != nil {
		return j.in.Shelf.Read(ctx, tree)
	}
	return chain.Read(ctx, tree)
}

// refuse adds a reason why the tag is not verified.
func (j *judge) refuse(reason Reason, path, message string) {
	j.v.Reasons = append(j.v.Reasons, Cause{Reason: reason, Path: path, Message: message, Do: advice[reason]})
}

// unsure adds a reason why nothing can be told.
func (j *judge) unsure(reason Reason, path, message, do, command string) {
	j.v.Reasons = append(j.v.Reasons, Cause{Reason: reason, Path: path, Message: message, Do: do, Command: command, unclear: true})
}

// missing adds that a part of the repository is not here.
func (j *judge) missing(path, message string) {
	command := "git fetch --refetch --no-filter --force origin " + j.refspec()
	if j.in.Shallow {
		command = "git fetch --unshallow --force origin " + j.refspec()
	}
	j.unsure(ObjectMissing, path, message, "fetch what is missing, and run this again", command)
}

// refspec names the tag to git fetch, on both sides.
func (j *judge) refspec() string {
	return "refs/tags/" + j.in.Name + ":refs/tags/" + j.in.Name
}

func (j *judge) note(message string) { j.v.Notes = append(j.v.Notes, message) }

// problems adds what the package chain found. What is not here may be why the rest
// looks wrong, so nothing can be told then.
func (j *judge) problems(found []chain.Problem) {
	for _, p := range found {
		if p.Unclear {
			j.missing(p.Path, p.Message)
			return
		}
	}
	for _, p := range found {
		j.refuse(Reason(p.Reason), p.Path, p.Message)
	}
}

// close draws the conclusion from the reasons.
func (j *judge) close() Verdict {
	j.v.Outcome = Verified
	if len(j.v.Reasons) == 0 && j.in.Root == "" {
		j.rootless()
	}
	j.superseded()
	j.drafted()
	for _, cause := range j.v.Reasons {
		if !cause.unclear {
			j.v.Outcome = NotVerified
			break
		}
		j.v.Outcome = CannotTell
	}
	if !j.in.Brief {
		j.learn()
	}
	return j.v
}

// superseded says which version is in force instead of this one. It is no reason
// against a tag, which is what it says it is.
func (j *judge) superseded() {
	book := cmp.Or(j.newest, j.book)
	if book == nil || len(j.v.Reasons) > 0 && j.v.Reasons[0].Reason != Withdrawn {
		return
	}
	list := standing.Releases(book.Entries(j.name.ID))
	for _, r := range list {
		newer := standing.Newest(list)
		if r.Version != j.name.Version || !r.Superseded || newer.Withdrawn > 0 {
			continue
		}
		j.v.SupersededBy = newer.Version
		if j.v.Outcome == Verified {
			j.note(fmt.Sprintf("a newer version, %s, was published since, in entry %d of the register", newer.Version, newer.Seq))
		}
	}
}

// rootless says that nobody said what to trust. A repository cannot vouch for
// itself: whoever makes a false one signs it with keys of their own.
func (j *judge) rootless() {
	found := j.v.Relied.TrustRoot.Found
	j.unsure(NoTrustRoot, "governance/0001.yaml",
		"nobody said which governance to trust; this repository begins with "+found+", and cannot vouch for itself",
		"compare that with the trust root that the Centre publishes in another place; only if it is the same, run this",
		"credctl verify "+j.in.Name+" --trust-root "+found)
}

// learn keeps what was seen, where it hangs from the trusted root. A withdrawal is
// kept as well: it is the one refusal that an older copy would hide.
func (j *judge) learn() {
	for _, cause := range j.v.Reasons {
		if cause.Reason != Withdrawn {
			return
		}
	}
	if j.in.Root == "" || j.book == nil {
		return
	}
	seen := memoryOf(j.book)
	if j.newest != nil {
		seen = seen.Learn(memoryOf(j.newest))
	}
	j.v.Learned = &seen
}
