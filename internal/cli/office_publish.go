package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/verify"
)

// publication is the act of publishing an endorsed text, signed by somebody of the
// staff: the entry of the register alone, and nothing that a release has besides.
func (o *office) publication(ctx context.Context, m *me, t *judged) (ledger.Act, error) {
	c, err := standing.NewIndex(o.book).Case(record.Publish, t.Subject, t.spec.Stage, t.spec.Authors)
	if err != nil {
		return ledger.Act{}, o.unread(err)
	}
	c.Signers = []string{m.ID}
	if d := standing.Decide(c); !d.Allowed() {
		return ledger.Act{}, fmt.Errorf("%s %s cannot be published: %s", t.ID, t.Version, d.Blockers[0].Message)
	}
	e, err := o.book.Next(record.Publish, t.Subject)
	if err != nil {
		return ledger.Act{}, o.unread(err)
	}
	return o.sealed(ctx, m, &e, nil)
}

// tagPublished makes the annotated and signed tag of the version that the last entry
// of the register publishes, on the commit that was read. The message is a summary,
// with notes behind a blank line. It returns the name of the tag, which must be absent.
func (o *office) tagPublished(ctx context.Context, m *me, message string) (name string, err error) {
	n := len(o.book.Register)
	if n == 0 || o.book.Register[n-1].Kind != record.Publish || o.book.Register[n-1].Pending() || len(o.book.Problems) > 0 {
		return "", errors.New("the register does not end with an entry that publishes a version and has all its signatures")
	}
	e := &o.book.Register[n-1]
	_, tagger, err := o.store.Identity(ctx, o.env.Environ, o.env.Now())
	if err != nil {
		return "", err
	}
	tag := record.Tag{
		Commit: o.commit, ID: e.SpecID, Version: e.SpecVersion, Tagger: tagger.String(), Message: message,
		Seq: e.Seq, RegisterSHA256: e.SHA256,
	}
	unsigned, err := tag.Unsigned()
	if err != nil {
		return "", fmt.Errorf("tag %s %s: %w", e.SpecID, e.SpecVersion, err)
	}
	armour, err := m.sign(ctx, sshsig.Git, unsigned)
	if err != nil {
		return "", err
	}
	name = record.TagName(e.SpecID, e.SpecVersion)
	_, err = o.store.WriteTag(ctx, name, append(unsigned, armour...))
	var moved *gitrepo.MovedError
	if errors.As(err, &moved) {
		return "", hinted{err: fmt.Errorf("there is a tag %s already%s, and a published version never changes", name, o.taggedBy(name)), hint: "see what it holds: credctl verify " + name}
	}
	return name, err
}

// taggedBy says who made a tag, as they called themselves; "" if that cannot be told.
func (o *office) taggedBy(name string) string {
	tag, err := o.store.Tag(name)
	if err != nil || !tag.Annotated {
		return ""
	}
	parsed, err := verify.ParseTag(tag.Raw)
	if err != nil {
		return ""
	}
	return ", made by " + parsed.Tagger
}
