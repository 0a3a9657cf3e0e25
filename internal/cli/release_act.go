package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// whole is the files of a pack with the list of them.
func (p *releasePack) whole() map[string][]byte {
	files := maps.Clone(p.files)
	files[release.Sums] = p.sums().Marshal()
	return files
}

// rehearse writes the files and signs nothing.
func (r *releasing) rehearse(ctx context.Context) error {
	p, err := r.pack(ctx)
	if err != nil {
		return err
	}
	f := &releaseFolder{}
	if f.dir, f.named, err = r.folder(); err != nil {
		return err
	}
	held, err := f.held()
	if err != nil {
		return err
	}
	if held != nil {
		if _, own := listed(held); !own {
			return hinted{err: fmt.Errorf("%q holds files that no dry run wrote; nothing was written", f.named), hint: "move it away, and run this again"}
		}
	}
	if err := f.replace(p.whole()); err != nil {
		return err
	}
	r.listFiles(f, p)
	r.env.say("It was a dry run: nothing was signed, and there is no tag.")
	if len(r.blockers) > 0 {
		return errFindings
	}
	return nil
}

// release is the second run: files, and the tag last.
func (r *releasing) release(ctx context.Context) error {
	p, err := r.pack(ctx)
	if err != nil {
		return err
	}
	f := &releaseFolder{}
	if f.dir, f.named, err = r.folder(); err != nil {
		return err
	}
	if _, _, err := r.settleFolder(f, p); err != nil { // before anybody is asked
		return err
	}
	question := fmt.Sprintf("Tag commit %s as %s, signed by %s with the key %s?", r.commit[:12], r.name, r.me.ID, r.me.key.Key.Fingerprint())
	if err := r.opts.yes.confirm(ctx, r.env, question); err != nil {
		return err
	}
	sums, err := r.writeFolder(f, p)
	if err != nil {
		return err
	}
	if err := r.writeTag(ctx, p, sums); err != nil {
		if !r.bound(ctx, sums) {
			return r.takenBack(f, err)
		}
		return err
	}
	r.listFiles(f, p)
	r.farewell()
	return nil
}

// takenBack takes away what was written for a tag that could not be made, and says what
// is left.
func (r *releasing) takenBack(f *releaseFolder, err error) error {
	if wrong := f.undo(); wrong != nil {
		r.env.warn(fmt.Sprintf("the files in %s could not be taken away again: %v", f.named, plainReason(wrong)), "they are whole; to run this again goes on from them")
	}
	return err
}

// writeFolder writes the files, unless they are there, and returns the list of what
// lies there then.
func (r *releasing) writeFolder(f *releaseFolder, p *releasePack) (record.Sums, error) {
	for {
		sums, write, err := r.settleFolder(f, p)
		if err != nil || !write {
			return sums, err
		}
		if err := f.write(p.whole()); !errors.Is(err, errReleaseTaken) {
			return sums, err
		}
	}
}

// bound reports whether the tag that is there by now, made by somebody else in the
// meantime, is on these very files: then they stay.
func (r *releasing) bound(ctx context.Context, sums record.Sums) bool {
	tag, err := r.findTag(ctx)
	return err == nil && tag != nil && tag.ours && tag.parsed.SumsSHA256 == record.Hash(sums.Marshal())
}

// writeTag makes the tag, signed.
func (r *releasing) writeTag(ctx context.Context, p *releasePack, sums record.Sums) error {
	raw, err := r.signedTag(ctx, p, sums)
	if err != nil {
		return err
	}
	if _, err := r.store.WriteTag(ctx, r.name, raw); err != nil {
		return r.untagged(err)
	}
	return nil
}

// settleFolder looks at what lies where the files are to go. What an earlier run wrote
// that was broken off before its tag is kept, with its PDF and its list.
func (r *releasing) settleFolder(f *releaseFolder, p *releasePack) (sums record.Sums, write bool, err error) {
	held, err := f.held()
	if err != nil || held == nil {
		return p.sums(), true, err
	}
	sums, own := listed(held)
	if others := differing(held, p.whole()); !own || len(others) > 0 {
		what := "files that this program did not write"
		if own {
			what = "other files than this commit makes: " + andLast(others)
		}
		return nil, false, hinted{err: fmt.Errorf("%q holds %s; nothing was done", f.named, what), hint: "move it away, and run this again"}
	}
	return sums, false, nil
}

// signedTag is the tag object with its signature.
func (r *releasing) signedTag(ctx context.Context, p *releasePack, sums record.Sums) ([]byte, error) {
	_, tagger, err := r.store.Identity(ctx, r.env.Environ, r.env.Now())
	if err != nil {
		return nil, err
	}
	tag := record.Tag{
		Commit: r.commit, ID: r.text.ID, Version: r.text.Version, Tagger: tagger.String(),
		Message: release.Message(p.edition, sums), SumsSHA256: record.Hash(sums.Marshal()),
	}
	if r.entry != nil {
		tag.Seq, tag.RegisterSHA256 = r.entry.Seq, r.entry.SHA256
	}
	unsigned, err := tag.Unsigned()
	if err != nil {
		return nil, fmt.Errorf("tag %s: %w", r.name, err)
	}
	armour, err := r.me.sign(ctx, sshsig.Git, unsigned)
	if err != nil {
		return nil, err
	}
	return append(unsigned, armour...), nil
}

// untagged says why the tag could not be made: most likely somebody else did so first.
func (r *releasing) untagged(err error) error {
	var moved *gitrepo.MovedError
	var locked *gitrepo.LockedError
	switch {
	case errors.As(err, &moved):
		return hinted{
			err:  fmt.Errorf("there is a tag %s already%s, and a published version never changes", r.name, r.taggedBy(r.name)),
			hint: "see what it holds: credctl verify " + r.name,
		}
	case errors.As(err, &locked):
		return hinted{err: fmt.Errorf("nothing was tagged: %w", locked), hint: "everything is as it was; run this again once that file is gone"}
	}
	if errors.Is(err, context.Canceled) {
		return err
	}
	return hinted{err: fmt.Errorf("nothing was tagged: %w", err), hint: "everything is as it was; run this again once that is mended"}
}

// listFiles tells which files there are.
func (r *releasing) listFiles(f *releaseFolder, p *releasePack) {
	r.env.say("In %s:", f.named)
	for _, name := range slices.Sorted(maps.Keys(p.whole())) {
		r.env.say("  %s", name)
	}
	if p.noPDF != "" {
		r.env.say("There is no PDF: %s.", p.noPDF)
	}
}

// farewell says what was done, and how it goes on.
func (r *releasing) farewell() {
	r.env.say("The %s is tagged: %s, on commit %s, signed by %s.", r.candidateWord(), r.name, r.commit[:12], r.me.ID)
	r.env.say("Look at it:   credctl verify %s", r.name)
	r.env.say("Publish it:   credctl publish %s", r.name)
}
