package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/verify"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// openEdition opens what an argument means: the tag of a release, such as
// wound-care/v1.0.0, read from the commit that it is on; the id of a specification,
// read from the commit that the flag names; or a file in the work tree, of which no
// record says anything. What is known of a release by the newest register that is
// here, as that it was superseded, is said of it.
func (r *refFlag) openEdition(ctx context.Context, env *Env, arg string) (*edition.Edition, error) {
	if strings.HasSuffix(arg, ".yaml") || strings.HasSuffix(arg, ".yml") {
		return fileEdition(env, arg)
	}
	name := strings.TrimPrefix(arg, tagPrefix)
	tag, is := verify.ParseName(name)
	if !is {
		o, err := r.open(ctx, env)
		if err != nil {
			return nil, err
		}
		defer o.store.Close()
		e, err := o.edition(arg)
		if err != nil {
			return nil, err
		}
		return e, o.since(ctx, e)
	}
	o, err := openOffice(ctx, env, env.Dir, tagPrefix+name)
	if err != nil {
		return nil, err
	}
	defer o.store.Close()
	e, err := o.edition(tag.ID)
	if err != nil {
		return nil, err
	}
	if e.Version() != tag.Version {
		return nil, fmt.Errorf("the tag %s is on a commit that has version %s of %s", name, e.Version(), tag.ID)
	}
	e.Tag, e.Comment = name, tag.Candidate
	if err := o.since(ctx, e); err != nil {
		return nil, err
	}
	newest, err := r.open(ctx, env)
	if err != nil {
		return nil, err
	}
	defer newest.store.Close()
	newest.become(e)
	return e, nil
}

// edition is the present text of a specification of the commit, with what the records
// of the commit say of it.
func (o *office) edition(arg string) (*edition.Edition, error) {
	t, err := o.text(arg)
	if err != nil {
		return nil, err
	}
	p, err := o.project()
	if err != nil {
		return nil, err
	}
	return o.editionOf(t, standing.NewIndex(o.book), p.frameworks, o.register(p))
}

// editionOf is a text of the commit, with what the records of the commit say of it.
func (o *office) editionOf(t *judged, index *standing.Index, known *framework.Registry, r edition.Register) (*edition.Edition, error) {
	text, err := decoded(t.path, t.data)
	if err != nil {
		return nil, err
	}
	return o.editionFrom(t, text, index, known, r)
}

// editionFrom is editionOf for a text that was decoded already.
func (o *office) editionFrom(t *judged, text *spec.Specification, index *standing.Index, known *framework.Registry, r edition.Register) (_ *edition.Edition, err error) {
	e := &edition.Edition{
		Spec: text, Source: t.data, SHA256: t.SHA256, Path: t.path, Commit: o.commit,
		Frameworks: named(known, text.Frameworks), Register: r, Comment: strings.Contains(text.Version, "-"),
	}
	if e.Date, err = o.made(); err != nil {
		return nil, err
	}
	s, err := standing.Of(standing.Input{
		Index: index, Subject: t.Subject, Title: t.spec.Title, Stage: t.spec.Stage, Authors: t.spec.Authors,
	})
	if err != nil {
		return nil, o.unread(err)
	}
	e.State = s.State
	e.Evidence = o.evidence(t.Subject, &s)
	o.become(e)
	return e, nil
}

// since says of an edition what it changes of the release before it, by the records of
// the commit: the same that the files of its release say.
func (o *office) since(ctx context.Context, e *edition.Edition) error {
	before, err := o.before(ctx, record.Subject{ID: e.Spec.ID, Version: e.Version(), SHA256: e.SHA256}, e.Spec)
	e.Previous, e.Changes = before.version, before.changes
	return err
}

// evidence is who judged a text; nil where nobody was asked.
func (o *office) evidence(text record.Subject, s *standing.Standing) *edition.Evidence {
	if s.Round == nil {
		return nil
	}
	v := &edition.Evidence{Round: s.Round, Reviewers: s.Reviewers, Criteria: s.Criteria}
	if n := s.Round.GovernanceSerial; n >= 1 && n <= len(o.book.Governance) {
		v.Governance = &o.book.Governance[n-1].Governance
	}
	for _, e := range o.book.Entries(text.ID) {
		if e.Subject() != text || e.Pending() {
			continue
		}
		switch e.Kind {
		case record.Endorse:
			v.Endorsed = e
		case record.Publish:
			v.Published = e
		}
	}
	return v
}

// become says of an edition what the register of this commit has come to say of its
// version.
func (o *office) become(e *edition.Edition) {
	entries := o.book.Entries(e.Spec.ID)
	released := standing.Releases(entries)
	for _, r := range released {
		if r.Version != e.Version() || r.Text.SHA256 != e.SHA256 {
			continue
		}
		switch {
		case r.Withdrawn > 0:
			e.State = standing.Withdrawn
			e.Reason = o.book.Register[r.Withdrawn-1].Reason
		case r.Superseded:
			e.State = standing.Superseded
			e.Newer = standing.Newest(released).Version
		}
	}
}

// register is the register that the commit belongs to.
func (o *office) register(p *project) edition.Register {
	r := edition.Register{Name: p.settings.RegisterName, URL: p.settings.RegisterURL}
	if len(o.book.Governance) > 0 {
		r.Root = o.book.Governance[0].SHA256
	}
	return r
}

// pageRegister is whose page it is, as the settings of the folder say; nothing where there
// are none.
func pageRegister(env *Env) page.Link {
	p, err := openSettings(env, pflag.NewFlagSet("", pflag.ContinueOnError), nil)
	if err != nil {
		return page.Link{}
	}
	defer p.close()
	return page.Link{Text: p.settings.RegisterName, Href: p.settings.RegisterURL}
}

// made is when the commit was made, by its committer.
func (o *office) made() (time.Time, error) {
	_, raw, err := o.store.Object(o.commit)
	if err != nil {
		return time.Time{}, o.unread(err)
	}
	return committedAt(raw)
}

// committedAt reads when a commit was made from its raw form.
func committedAt(raw []byte) (time.Time, error) {
	for line := range strings.SplitSeq(string(raw), "\n") {
		rest, is := strings.CutPrefix(line, "committer ")
		if !is {
			continue
		}
		var seconds int64
		if _, err := fmt.Sscanf(rest[strings.LastIndex(rest, ">")+1:], "%d", &seconds); err != nil {
			return time.Time{}, fmt.Errorf("read when the commit was made: %w", err)
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return time.Time{}, errors.New("the commit does not say who made it")
}

// fileEdition is a file as it lies in a folder.
func fileEdition(env *Env, arg string) (*edition.Edition, error) {
	p, err := (&sharedFlags{}).open(env, pflag.NewFlagSet("", pflag.ContinueOnError), []string{arg})
	if err != nil {
		return nil, err
	}
	defer p.close()
	path, err := p.specificationAt(arg)
	if err != nil {
		return nil, err
	}
	data, err := p.tree.Read(path, p.settings.MaxBytes)
	if err != nil {
		return nil, err
	}
	text, err := decoded(path, data)
	if err != nil {
		return nil, err
	}
	return &edition.Edition{
		Spec: text, Source: data, SHA256: record.Hash(data), Path: path, Frameworks: named(p.frameworks, text.Frameworks),
		Register: edition.Register{Name: p.settings.RegisterName, URL: p.settings.RegisterURL}, Comment: strings.Contains(text.Version, "-"),
	}, nil
}

// decoded reads a specification that others are to read: one that is not well formed
// could leave something out, and is refused.
func decoded(path string, data []byte) (*spec.Specification, error) {
	doc, found := yamldoc.Parse(path, data, yamldoc.Options{})
	if doc != nil {
		text, more := spec.Decode(doc)
		if found = append(found, more...); !found.AtLeast(finding.Error) {
			return text, nil
		}
	}
	return nil, hinted{err: unusable(path, found), hint: "mend it first: credctl validate " + path}
}

// named are the frameworks that a specification names, as far as they are known.
func named(known *framework.Registry, refs []string) []*framework.Framework {
	var list []*framework.Framework
	for _, ref := range refs {
		if f, ok := known.Lookup(ref); ok {
			list = append(list, f)
		}
	}
	return list
}
