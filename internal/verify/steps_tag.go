package verify

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// named looks at the name of the tag, and at whether there is such a tag.
func (j *judge) named(ctx context.Context) error {
	var ok bool
	if j.name, ok = ParseName(j.in.Name); !ok {
		j.refuse(TagName, "", fmt.Sprintf("%.100q is not the name of a release, want an id and a version, such as acute-medicine/v1.0.0", j.in.Name))
		if near := meant(j.in.Name, j.in.Tags); len(near) > 0 {
			j.v.Reasons[0].Do = didYouMean(near)
		} else if here := releases(j.in.Tags); len(here) > 0 {
			j.v.Reasons[0].Do = "name a release, such as " + here[0] + "; git tag lists what there is"
		}
		return nil
	}
	j.v.Specification = Specification{ID: j.name.ID, Version: j.name.Version}
	if !j.in.Ref.Exists {
		return j.absent(ctx)
	}
	return nil
}

// drafted says of a release candidate that it is one, before anything else that is
// wrong with it: no such tag is ever verified.
func (j *judge) drafted() {
	if !j.name.Candidate || !j.in.Ref.Exists {
		return
	}
	j.v.Reasons = append([]Cause{{
		Reason: ReleaseCandidate, Do: advice[ReleaseCandidate],
		Message: fmt.Sprintf("%s %s is a release candidate: not endorsed, a draft for comment", j.name.ID, j.name.Version),
	}}, j.v.Reasons...)
}

// didYouMean asks for one of some tags.
func didYouMean(tags []string) string {
	const most = 5
	if len(tags) > most {
		return "did you mean " + strings.Join(tags[:most], ", ") + ", or another? git tag lists what there is."
	}
	if last := len(tags) - 1; last > 0 {
		return "did you mean " + strings.Join(tags[:last], ", ") + " or " + tags[last] + "?"
	}
	return "did you mean " + tags[0] + "?"
}

// absent says that there is no such tag. That the register shows the publication
// nevertheless is worth knowing: then somebody took the tag away, or it was never
// fetched.
func (j *judge) absent(ctx context.Context) error {
	message := "there is no tag " + j.in.Name
	shown, err := j.publishedInNewest(ctx)
	if err != nil {
		return err
	}
	if shown != nil {
		message += fmt.Sprintf("; the register of %s still shows its publication, in entry %d: the tag was deleted, or not fetched", j.in.NewestFrom, shown.Seq)
	}
	do := "fetch it, if it is there"
	if near := meant(j.in.Name, j.in.Tags); shown == nil && len(near) > 0 {
		do = didYouMean(near) + " If not, " + do
	}
	fetch := "git fetch origin " + j.refspec()
	if j.in.Shallow || j.in.Automatic {
		j.unsure(NoSuchTag, "", message+"; a clone of this kind has only the tags that it was told to fetch", do, fetch)
		return nil
	}
	j.refuse(NoSuchTag, "", message)
	j.v.Reasons[0].Do, j.v.Reasons[0].Command = do, fetch
	return nil
}

// publishedInNewest returns the entry of the newest register that publishes the
// release; nil if there is none.
func (j *judge) publishedInNewest(ctx context.Context) (*chain.Entry, error) {
	if j.in.Newest == nil {
		return nil, nil
	}
	book, err := j.read(ctx, j.in.Newest)
	if err != nil {
		return nil, err
	}
	for i := range book.Register {
		if e := &book.Register[i]; e.Kind == record.Publish && e.SpecID == j.name.ID && e.SpecVersion == j.name.Version && !e.Pending() {
			return e, nil
		}
	}
	return nil, nil
}

// tagged reads the tag object.
func (j *judge) tagged(context.Context) error {
	ref := j.in.Ref
	j.v.Tag.Object, j.v.Tag.Commit = ref.Object, ref.Target
	switch {
	case ref.Missing:
		j.missing("", "the object of the tag is not in this clone")
		return nil
	case !ref.Annotated:
		j.lightweight()
		return nil
	}
	tag, err := ParseTag(ref.Raw)
	var bad *TagError
	if errors.As(err, &bad) {
		j.refuse(bad.Reason, "", bad.Message)
		return nil
	}
	j.tag = tag
	j.v.Tag.Commit, j.v.Tag.Tagger, j.v.Tag.Date = tag.Commit, tag.Tagger, tag.Date
	j.v.Relied.Sums = tag.SumsSHA256
	switch {
	case tag.Name != j.in.Name:
		j.refuse(TagRenamed, "", fmt.Sprintf("the tag says that it is %.100q, and is here under the name %s", tag.Name, j.in.Name))
	case j.in.Malformed != "":
		j.refuse(CommitForm, "", "the commit that the tag is on cannot be used: "+j.in.Malformed)
	case j.in.Tree == nil:
		j.missing("", "the commit "+tag.Commit+" that the tag is on is not in this clone")
	case tag.Commit != j.in.Commit:
		j.refuse(TagMoved, "", fmt.Sprintf("the tag says that it is on commit %s, and leads to %.64q", tag.Commit, j.in.Commit))
	}
	return nil
}

// lightweight judges a name that leads straight to a commit. actions/checkout made
// such names of signed tags before version 6.0.2.
func (j *judge) lightweight() {
	fetch := "git fetch --force origin " + j.refspec()
	if j.in.Automatic || j.in.Shallow {
		j.unsure(Lightweight, "", "the tag leads straight to a commit; whatever fetched this clone may have made that of a signed tag",
			"fetch the tag itself, and run this again", fetch)
		return
	}
	j.refuse(Lightweight, "", "the tag leads straight to a commit, want a signed tag")
	j.v.Reasons[0].Do, j.v.Reasons[0].Command = "do not use this copy; fetch the tag itself, and see whether it stays so", fetch
}

// signed asks that the tag was signed by somebody on the staff, with a key that is
// active in the newest governance, for git.
func (j *judge) signed(context.Context) error {
	if err := j.tag.Signature.Check(j.tag.Signed, sshsig.Git); err != nil {
		j.refuse(TagSignature, "", fmt.Sprintf("the tag's signature does not hold: %v", err))
		return nil
	}
	key := j.tag.Signature.Key()
	owner, known := j.book.Owner(key)
	person, _ := j.book.InForce().Person(owner)
	switch {
	case j.book.Compromised(key):
		j.refuse(TagCompromised, "", fmt.Sprintf("the tag is signed with the key %s of %s, which is marked as compromised", key.Fingerprint(), owner))
		return nil
	case !known:
		j.refuse(TagSigner, "", "the tag is signed with the key "+key.Fingerprint()+", which belongs to nobody in governance")
		return nil
	case !person.Has(record.Staff):
		j.refuse(TagSigner, "", fmt.Sprintf("the tag is signed by %s, who is not on the staff in governance %d", owner, j.book.InForce().Serial))
		return nil
	case !activeKey(person, key.String()):
		j.refuse(TagSigner, "", fmt.Sprintf("the tag is signed with the key %s of %s, which is not active in governance %d", key.Fingerprint(), owner, j.book.InForce().Serial))
		return nil
	}
	j.signer(owner, person.Name, string(record.Staff), key, j.in.Name)
	return nil
}

func activeKey(p record.Person, key string) bool {
	for _, k := range p.Keys {
		if k.Key == key {
			return k.Status == record.Active
		}
	}
	return false
}
