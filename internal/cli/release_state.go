package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/verify"
)

// releasing is one release in the making.
type releasing struct {
	*office
	opts      *releaseOptions
	text      *judged
	candidate bool         // it is a release candidate
	name      string       // of the tag
	entry     *chain.Entry // of the commit, that publishes this text; nil: there is none
	tag       *releaseTag  // of this name; nil: there is none
	me        *me
	foreword  string

	in         *release.Input
	conditions []standing.Condition
	blockers   []standing.Blocker
}

// releaseTag is a tag that has the name of the release.
type releaseTag struct {
	gitrepo.Tag
	parsed verify.TagObject
	ours   bool // it is the tag of this very text
}

// open reads the commit, and what is known of the release by now.
func (o *releaseOptions) open(ctx context.Context) (*releasing, error) {
	foreword, err := o.readForeword()
	if err != nil {
		return nil, err
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return nil, err
	}
	r := &releasing{office: office, opts: o, foreword: foreword}
	if err := r.find(ctx); err != nil {
		return nil, errors.Join(err, office.store.Close())
	}
	return r, nil
}

// find finds the text, the entry that publishes it and the tag of its name.
func (r *releasing) find(ctx context.Context) (err error) {
	if _, err := r.governance(); err != nil {
		return err
	}
	if r.text, err = r.office.text(r.opts.id); err != nil {
		return err
	}
	if r.candidate = record.IsCandidate(r.text.Version); !r.candidate {
		if _, is := verify.ParseName(release.Tag(r.text.Subject)); !is {
			return hinted{
				err:  fmt.Errorf("%s says version: %s, which is neither a release nor a release candidate", r.text.path, r.text.Version),
				hint: "versions are such as 1.2.0, and 1.2.0-rc.1 of a draft that is put out for comment",
			}
		}
	}
	r.name = release.Tag(r.text.Subject)
	for _, e := range r.book.Entries(r.text.ID) {
		if e.Kind == record.Publish && e.Subject() == r.text.Subject {
			r.entry = e
		}
	}
	r.tag, err = r.findTag(ctx)
	return err
}

// findTag reads the tag of this name, if there is one.
func (r *releasing) findTag(ctx context.Context) (*releaseTag, error) {
	found, err := r.store.Tag(r.name)
	switch {
	case errors.Is(err, gitrepo.ErrNoTag):
		return nil, nil
	case err != nil && found.ID == "":
		return nil, fmt.Errorf("look up the tag %s: %w", r.name, err)
	}
	t := &releaseTag{Tag: found}
	if parsed, err := verify.ParseTag(found.Raw); err == nil {
		t.parsed = parsed
	}
	switch {
	case t.parsed.Commit == "":
	case r.candidate:
		t.ours = r.textAt(ctx, t.parsed.Commit) == r.text.SHA256
	default:
		t.ours = r.entry != nil && !r.entry.Pending() && t.parsed.Seq == r.entry.Seq && t.parsed.RegisterSHA256 == r.entry.SHA256
	}
	return t, nil
}

// textAt is the SHA-256 of the specification in another commit; "" if it is not there.
func (r *releasing) textAt(ctx context.Context, commit string) string {
	tree, err := r.store.Tree(ctx, commit)
	if err != nil {
		return ""
	}
	data, err := fs.ReadFile(tree, r.text.path)
	if err != nil {
		return ""
	}
	return record.Hash(data)
}

// already reports whether there is nothing to do now, and says why: it is released, or
// somebody else has to do something first.
func (r *releasing) already(ctx context.Context) (bool, error) {
	switch {
	case r.tag != nil && r.tag.ours:
		if err := r.clean(r.text); err != nil {
			r.env.warn(err.Error(), "only what is committed counts: this is about version "+r.text.Version)
		}
		return true, r.again(ctx)
	case r.tag != nil && r.entry != nil && !r.entry.Pending():
		return false, hinted{
			err:  fmt.Errorf("there is a tag %s already%s, and it is not on entry %d of the register, which publishes this text", r.name, r.taggedBy(r.name), r.entry.Seq),
			hint: "see what it holds: credctl verify " + r.name,
		}
	case r.entry != nil && r.entry.Pending():
		who, err := r.whoSigns(r.entry)
		if err != nil {
			return false, err
		}
		r.env.say("%s waits, signed by %s; no changes.", described(&r.entry.Entry), signersNamed(r.entry.Signers))
		r.env.hint("it takes %s: credctl sign %s", moreSignatures(r.entry.Missing, who), r.entry.Path)
		return true, r.printState("waits")
	case r.entry == nil && !r.candidate:
		return r.elsewhere(ctx)
	}
	return false, nil
}

// elsewhere looks on other branches for an entry that publishes the text.
func (r *releasing) elsewhere(ctx context.Context) (bool, error) {
	waiting, err := r.findWaiting(ctx)
	if err != nil {
		return false, err
	}
	for _, w := range waiting {
		if w.Entry == nil || w.Entry.Kind != record.Publish || w.Entry.Subject() != r.text.Subject || len(w.taken) > 0 {
			continue
		}
		if w.Entry.Pending() {
			r.env.say("%s waits on %s, signed by %s; no changes.", described(&w.Entry.Entry), w.Places[0], signersNamed(w.Entry.Signers))
			r.env.hint("it takes %s: credctl sign %s", moreSignatures(w.Entry.Missing, w.canSign), w.Path)
			return true, r.printState("waits")
		}
		r.env.say("%s has all its signatures, of %s, and this commit is one without it; no changes.", described(&w.Entry.Entry), signersNamed(w.Entry.Signers))
		r.env.hint("take it in: git merge %s; then run this again", w.toMerge())
		return true, r.printState("to merge")
	}
	return false, nil
}

// folder is where the files of the release go, and how it is named to the user.
func (r *releasing) folder() (dir, named string, err error) {
	version := r.text.Version
	if r.opts.dryRun {
		version += "-dry-run"
	}
	if r.opts.out != "" {
		named = filepath.Join(r.opts.out, r.text.ID, version)
		return r.env.path(named), filepath.ToSlash(named), nil
	}
	top, _, ok := r.store.WorkTree()
	if !ok {
		return "", "", usagef("such as --out ~/releases", "this repository has no files checked out, so say where the files of the release go with --out")
	}
	named = filepath.Join("dist", r.text.ID, version)
	return filepath.Join(top, named), filepath.ToSlash(named), nil
}

// versionsTagged are those of the specification that there is a tag of; the tag of
// this very text is left out.
func (r *releasing) versionsTagged() ([]string, error) {
	refs, err := r.store.Refs("refs/tags/" + r.text.ID + "/")
	if err != nil {
		return nil, r.unread(err)
	}
	var versions []string
	for _, ref := range refs {
		if name, is := verify.ParseName(ref.Name[len("refs/tags/"):]); is && (name.Version != r.text.Version || r.tag == nil || !r.tag.ours) {
			versions = append(versions, name.Version)
		}
	}
	slices.Sort(versions)
	return versions, nil
}
