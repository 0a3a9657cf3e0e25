package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/site"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/verify"
)

// tag adds what a tag publishes to a specification, or why it is not presented.
func (g *siteGatherer) tag(ctx context.Context, s *site.Specification, name verify.Name) error {
	tag := record.TagName(name.ID, name.Version)
	in := verify.Input{
		Name: tag, Root: g.about.Register.Root, RootFrom: g.rootFrom, MemoryFrom: noState,
		Shallow: g.office.store.Shallow(), Shelf: g.shelf, Brief: true,
	}
	if err := lookAtTag(ctx, g.office.store, &in); err != nil {
		return err
	}
	if in.Commit != g.office.commit {
		in.Newest, in.NewestFrom = g.office.tree, g.office.ref
	}
	why, err := g.judge(ctx, in, name)
	if err != nil {
		return err
	}
	if len(why) > 0 {
		g.refuse(s, tag, why)
		return nil
	}
	v, err := g.version(ctx, &in, name)
	if err != nil {
		unread, err := siteUnread(err)
		if err != nil {
			return fmt.Errorf("read %s: %w", tag, err)
		}
		g.refuse(s, tag, []string{unread})
		return nil
	}
	s.Versions = append(s.Versions, *v)
	return nil
}

// refuse notes that a tag is not presented, and says so.
func (g *siteGatherer) refuse(s *site.Specification, tag string, why []string) {
	s.Refused = append(s.Refused, site.Refused{Tag: tag, Why: why})
	g.office.env.warn(fmt.Sprintf("%s is not presented: %s", tag, why[0]), "credctl verify "+tag)
}

// judge says why a tag is not presented; nothing if it is. One that was withdrawn is
// presented as such, if it is verified but for that.
func (g *siteGatherer) judge(ctx context.Context, in verify.Input, name verify.Name) ([]string, error) {
	if !name.Candidate && !slices.ContainsFunc(standing.Releases(g.index.Entries(name.ID)), func(r standing.Release) bool { return r.Version == name.Version }) {
		return []string{"the register of " + g.office.ref + " does not publish it"}, nil
	}
	v, err := verify.Verify(ctx, in)
	if err != nil {
		return nil, err
	}
	if withdrawn := len(v.Reasons) > 0 && !slices.ContainsFunc(v.Reasons, func(c verify.Cause) bool { return c.Reason != verify.Withdrawn }); withdrawn {
		in.Newest = nil
		if v, err = verify.Verify(ctx, in); err != nil {
			return nil, err
		}
	}
	if v.SignedDraft() {
		return nil, nil
	}
	var why []string
	for _, c := range v.Reasons {
		why = append(why, c.Message)
	}
	return why, nil
}

// version is what a tag publishes.
func (g *siteGatherer) version(ctx context.Context, in *verify.Input, name verify.Name) (*site.Version, error) {
	o, err := g.of(ctx, in)
	if err != nil {
		return nil, err
	}
	t, text, err := siteText(o, name.ID)
	if err != nil {
		return nil, err
	}
	if t.Version != name.Version {
		return nil, fmt.Errorf("the tag is on a commit that has version %s", t.Version)
	}
	e, err := o.editionFrom(t, text, standing.NewIndexOf(o.book, name.ID), g.known, g.about.Register)
	if err != nil {
		return nil, err
	}
	e.Tag, e.Comment = in.Name, name.Candidate
	g.office.become(e)
	v := &site.Version{Edition: e}
	tag, err := verify.ParseTag(in.Ref.Raw)
	if err != nil {
		return nil, err
	}
	v.Tagged = tag.Date
	v.Artefacts = g.artefacts(&tag, name)
	if name.Candidate {
		v.Comments, err = g.comments(name)
	}
	return v, err
}

// siteText is the text of a specification at a tag that was verified, so that it need
// not be read once more as records read it.
func siteText(o *office, id string) (*judged, *spec.Specification, error) {
	path := record.SpecPath(id)
	data, err := fs.ReadFile(o.tree, path)
	if err != nil {
		return nil, nil, o.unread(err)
	}
	text, err := decoded(path, data)
	if err != nil {
		return nil, nil, err
	}
	as := &record.Spec{ID: text.ID, Version: text.Version, Stage: string(text.Stage), Title: text.Title}
	for _, author := range text.Authors {
		as.Authors = append(as.Authors, author.ID)
	}
	return &judged{Subject: record.Subject{ID: text.ID, Version: text.Version, SHA256: record.Hash(data)}, path: path, data: data, spec: as}, text, nil
}

// comments are those on a release candidate, as the commit of the site has them; nil if
// there are none.
func (g *siteGatherer) comments(name verify.Name) (*comments.Sheet, error) {
	data, err := fs.ReadFile(g.office.tree, comments.Path(name.ID, name.Version))
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
		return nil, nil
	case err != nil:
		return nil, g.office.unread(err)
	}
	return comments.Read(name.ID, name.Version, data), nil
}

// artefacts are the files of a release as its signed tag lists them, with the bytes of
// those that are here and are the same.
func (g *siteGatherer) artefacts(tag *verify.TagObject, name verify.Name) []site.Artefact {
	var list []site.Artefact
	for _, sum := range tag.Sums {
		a := site.Artefact{Name: sum.Name, SHA256: sum.SHA256}
		file := filepath.Join(g.dist, name.ID, name.Version, sum.Name)
		switch data, err := siteArtefact(file); {
		case errors.Is(err, os.ErrNotExist):
		case err != nil:
			g.office.env.warn(fmt.Sprintf("%s is not offered: %v", file, plainReason(err)), "")
		case record.Hash(data) != sum.SHA256:
			g.office.env.warn(fmt.Sprintf("%s is not offered: its bytes are not those that the tag %s lists", file, tag.Name), "make it anew: credctl release "+name.ID)
		default:
			a.Data = data
		}
		list = append(list, a)
	}
	return list
}

// siteMostArtefact is how large a file of a release may be to be offered, in bytes.
const siteMostArtefact = 64 << 20

// siteArtefact reads a file of a release.
func siteArtefact(file string) ([]byte, error) {
	info, err := os.Lstat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no ordinary file")
	case info.Size() > siteMostArtefact:
		return nil, fmt.Errorf("it has more than %d MiB", siteMostArtefact>>20)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, siteMostArtefact+1))
}
