package cli

import (
	"context"
	"errors"
	"io/fs"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// gather collects what the checklist goes by, and makes it.
func (r *releasing) gather(ctx context.Context) error {
	in := &release.Input{Subject: r.text.Subject, Published: r.entry, Register: len(r.book.Register), Serial: r.book.InForce().Serial}
	var err error
	if in.Spec, err = decoded(r.text.path, r.text.data); err != nil {
		return err
	}
	as := spec.Candidate
	if r.candidate {
		as = in.Spec.Stage
	}
	result, p, err := r.findings(ctx, r.text, as)
	if err != nil {
		return err
	}
	in.Found, in.Suppressed, in.Licences = result.Findings, len(result.Suppressed), p.settings.Licences
	in.Environment = releaseEnvironment(&p.settings)
	r.in = in
	for _, part := range []func(context.Context) error{r.gatherDecision, r.gatherVersions, r.gatherRelated, r.gatherComments, r.gatherBeside, r.gatherBranch} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	r.conditions = release.Checklist(in)
	r.blockers = release.Blockers(r.conditions)
	return nil
}

// gatherDecision asks standing, as if the entry that publishes the text were yet to
// be written.
func (r *releasing) gatherDecision(context.Context) error {
	if r.candidate {
		return nil
	}
	c, err := standing.NewIndex(r.book).Case(record.Publish, r.text.Subject, r.text.spec.Stage, r.text.spec.Authors)
	if err != nil {
		return r.unread(err)
	}
	switch {
	case r.entry != nil:
		c.Signers = chain.SignerIDs(r.entry.Signers)
		c.Entries = slices.DeleteFunc(slices.Clone(c.Entries), func(e *chain.Entry) bool { return e == r.entry })
		if c.Pending == r.entry {
			c.Pending = nil
		}
	case r.me != nil:
		c.Signers = []string{r.me.ID}
	}
	d := standing.Decide(c)
	r.in.Decision, r.in.Case = &d, &c
	return nil
}

// gatherVersions finds the versions before, and what changed since the last.
func (r *releasing) gatherVersions(ctx context.Context) error {
	tagged, err := r.versionsTagged()
	if err != nil {
		return err
	}
	before, err := r.before(ctx, r.text.Subject, r.in.Spec)
	if err != nil {
		return err
	}
	r.in.Tagged, r.in.Releases = tagged, before.releases
	r.in.Previous, r.in.Changes, r.in.Missing = before.version, before.changes, before.missing
	return nil
}

// releasedBefore is what was released of a specification beside a text.
type releasedBefore struct {
	releases []standing.Release
	version  string           // of the newest of them; "": there is none
	changes  *diff.Comparison // of the text since then; nil: there is none, or it cannot be told
	missing  string           // why it cannot be told
}

// before finds what was released of a specification beside a text, and what the text
// changes of it.
func (o *office) before(ctx context.Context, text record.Subject, now *spec.Specification) (found releasedBefore, err error) {
	for _, r := range standing.Releases(o.book.Entries(text.ID)) {
		if r.Version != text.Version || r.Text != text {
			found.releases = append(found.releases, r)
		}
	}
	if len(found.releases) == 0 {
		return found, nil
	}
	last := standing.Newest(found.releases)
	found.version = last.Version
	data, err := o.published(ctx, last.Text)
	if err != nil || data == nil {
		found.missing = "neither the history nor the tag of that release has it"
		return found, err
	}
	then, err := decoded(record.SpecPath(text.ID), data)
	if err != nil {
		found.missing = err.Error()
		return found, nil
	}
	found.changes = diff.Compare(then, now)
	return found, nil
}

// published finds the bytes of a text that was published: in the history, or where its
// tag is. It is nil where neither is here.
func (o *office) published(ctx context.Context, text record.Subject) (found []byte, err error) {
	const most = 10000
	_, err = o.store.Past(o.commit, most).Contents(ctx, record.SpecPath(text.ID), func(data []byte) bool {
		if record.Hash(data) == text.SHA256 {
			found = data
		}
		return found == nil
	})
	if found != nil || err != nil {
		return found, err
	}
	tag, err := o.store.Tag(release.Tag(text))
	if err != nil || tag.Target == "" {
		return nil, ctx.Err()
	}
	tree, err := o.store.Tree(ctx, tag.Target)
	if err != nil {
		return nil, ctx.Err()
	}
	if data, err := fs.ReadFile(tree, record.SpecPath(text.ID)); err == nil && record.Hash(data) == text.SHA256 {
		return data, nil
	}
	return nil, nil
}

// gatherRelated finds out how the specifications stand that the text names.
func (r *releasing) gatherRelated(context.Context) error {
	if r.candidate {
		return nil
	}
	for _, named := range r.in.Spec.Related {
		if slices.ContainsFunc(r.in.Related, func(had release.Related) bool { return had.ID == named.Specification }) {
			continue
		}
		state, err := r.related(named.Specification)
		if err != nil {
			return err
		}
		r.in.Related = append(r.in.Related, state)
	}
	return nil
}

// gatherComments reads what was said of the release candidates that this version comes
// after.
func (r *releasing) gatherComments(context.Context) (err error) {
	if r.candidate {
		return nil
	}
	var released []string
	for _, before := range r.in.Releases {
		released = append(released, before.Version)
	}
	if r.in.Comments, err = comments.Of(r.tree, r.text.ID, r.text.Version, released); err != nil {
		return r.unread(err)
	}
	return nil
}

func (r *releasing) related(id string) (release.Related, error) {
	found := release.Related{ID: id}
	for _, version := range standing.Releases(r.book.Entries(id)) {
		if version.Withdrawn == 0 && !version.Superseded {
			found.Released = version.Version
		}
	}
	t, err := r.office.text(id)
	var usage usageError
	switch {
	case errors.As(err, &usage):
		return found, nil // there is none
	case err != nil:
		return found, err
	}
	s, err := standing.Of(standing.Input{Index: standing.NewIndex(r.book), Subject: t.Subject, Stage: t.spec.Stage, Authors: t.spec.Authors})
	if err != nil {
		return found, r.unread(err)
	}
	found.State = s.State
	return found, nil
}
