package verify

import (
	"context"
	"fmt"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// chained reads governance and the register of the tag's tree, from the trusted
// root on. All of governance must be in force, and all of the register complete; the
// register of a release candidate may be as it is.
func (j *judge) chained(ctx context.Context) error {
	book, err := j.read(ctx, j.in.Tree)
	if err != nil {
		return fmt.Errorf("read the records of the tag: %w", err)
	}
	root := &j.v.Relied.TrustRoot
	if len(book.Governance) > 0 {
		root.Found = book.Governance[0].SHA256
	}
	switch n := len(book.Governance); {
	case root.Found != "" && j.in.Root != "" && root.Found != j.in.Root:
		j.refuse(TrustRootBad, record.GovernancePath(1), fmt.Sprintf("governance begins with %s, want the trust root %s (%s)", root.Found, j.in.Root, j.in.RootFrom))
	case n > 0 && book.Governance[n-1].Missing > 0: // told before what the register then lacks
		s := &book.Governance[n-1]
		j.unfinished(NotInForce, s.Path, s.Missing, s.Refused)
	case len(book.Problems) > 0:
		j.problems(book.Problems)
	case n == 0:
		j.refuse(NoGovernance, record.GovernanceDir, "the tag's commit has no governance, so that nobody was allowed to endorse anything")
	case j.name.Candidate: // no entry publishes it
	case len(book.Register) == 0:
		j.refuse(NoRegister, record.RegisterDir, "the tag's commit has no register, so that nothing was published")
	default:
		if last := &book.Register[len(book.Register)-1]; last.Pending() {
			j.unfinished(EntryPending, last.Path, last.Missing, last.Refused)
		}
	}
	if len(j.v.Reasons) == 0 {
		newest := &book.Governance[len(book.Governance)-1]
		j.book = book
		j.v.Relied.Governance = Governance{Serial: newest.Serial, SHA256: newest.SHA256}
		if !j.in.Brief {
			j.chainSigners()
		}
	}
	return nil
}

// unfinished says that a file lacks signatures, and why those beside it do not
// count. If one of those is not here, it might.
func (j *judge) unfinished(reason Reason, path string, missing int, refused []chain.Problem) {
	for _, p := range refused {
		if p.Unclear {
			j.problems(refused)
			return
		}
	}
	j.refuse(reason, path, fmt.Sprintf("%s lacks %s", path, count(missing, "signature")))
	j.problems(refused)
}

// count is a number with what is counted.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// published asks that the last entry publishes this release under the newest
// governance, and that the tag names that entry.
func (j *judge) published(context.Context) error {
	e := &j.book.Register[len(j.book.Register)-1]
	inForce := j.book.InForce()
	switch {
	case e.Kind != record.Publish || e.SpecID != j.name.ID || e.SpecVersion != j.name.Version:
		j.refuse(NotPublished, e.Path, fmt.Sprintf("the register of the tag's commit ends with an entry to %s %s %s, want one to publish %s %s",
			e.Kind, e.SpecID, e.SpecVersion, j.name.ID, j.name.Version))
	case e.Governance.Serial != inForce.Serial || e.Governance.SHA256 != inForce.SHA256:
		j.refuse(NotUnderNewest, e.Path, fmt.Sprintf("the publication is under governance %d, want the newest, %d", e.Governance.Serial, inForce.Serial))
	case j.tag.Seq != e.Seq || j.tag.RegisterSHA256 != e.SHA256:
		j.refuse(TagEntry, e.Path, fmt.Sprintf("the tag names register entry %d with %s, and the register ends with entry %d, %s", j.tag.Seq, j.tag.RegisterSHA256, e.Seq, e.SHA256))
	}
	j.entry = e
	r := &j.v.Relied.Register
	r.Entry, r.SHA256 = e.Seq, e.SHA256
	return nil
}

// endorsed asks that the publication names an endorsement of the same text, and
// that the release was never withdrawn.
func (j *judge) endorsed(context.Context) error {
	if w := withdrawal(j.book, j.name); w != nil {
		j.withdrawn(w.Path, fmt.Sprintf("entry %d of the register withdrew it before", w.Seq), w.Reason)
		return nil
	}
	n := j.entry.Endorsement
	if n < 1 || n >= j.entry.Seq {
		j.refuse(NotEndorsed, j.entry.Path, fmt.Sprintf("the publication names entry %d as its endorsement, want an entry before it", n))
		return nil
	}
	e := &j.book.Register[n-1]
	if e.Kind != record.Endorse || e.Subject() != j.entry.Subject() || e.SpecPath != j.entry.SpecPath {
		j.refuse(NotEndorsed, j.entry.Path, fmt.Sprintf("the publication names entry %d as its endorsement, which is to %s %s %s, another text or another act", n, e.Kind, e.SpecID, e.SpecVersion))
		return nil
	}
	j.ended = e
	return nil
}

// withdrawal returns the entry that withdraws a release; nil if none does.
func withdrawal(book *chain.Book, name Name) *chain.Entry {
	for i := range book.Register {
		if e := &book.Register[i]; e.Kind == record.Withdraw && !e.Pending() && e.SpecID == name.ID && e.SpecVersion == name.Version {
			return e
		}
	}
	return nil
}

func (j *judge) withdrawn(path, where, why string) {
	message := fmt.Sprintf("%s %s was withdrawn: %s", j.name.ID, j.name.Version, where)
	if why != "" {
		message += ", saying " + fmt.Sprintf("%q", why)
	}
	j.refuse(Withdrawn, path, message)
}
