package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/site"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/verify"
)

// siteGatherer gathers what the site is made of from a repository: each specification
// of the commit, and each release of it that is verified.
type siteGatherer struct {
	office   *office
	index    *standing.Index
	shelf    *chain.Shelf // most of what the tags' commits hold is the same in all of them
	about    site.About
	rootFrom string                   // where the trust root was said, in words
	dist     string                   // where the files of releases may lie
	ids      []string                 // in order
	tags     map[string][]verify.Name // that are here, by id
	known    *framework.Registry      // of the commit
}

func (o *siteOptions) gatherer(cmd *cobra.Command, office *office) (*siteGatherer, error) {
	if _, err := office.governance(); err != nil && len(office.book.Problems) > 0 {
		return nil, err
	}
	p, err := office.project()
	if err != nil {
		return nil, err
	}
	g := &siteGatherer{
		office: office, index: standing.NewIndex(office.book), shelf: chain.NewShelf(), dist: o.env.path(o.dist), known: p.frameworks,
		about: site.About{Register: office.register(p), Commit: office.commit, Known: p.frameworks}, tags: map[string][]verify.Name{},
	}
	if g.about.Date, err = office.made(); err != nil {
		return nil, err
	}
	if err := g.trust(cmd, o); err != nil {
		return nil, err
	}
	g.shelf.Keep(office.book)
	g.list()
	return g, nil
}

// trust settles which trust root counts.
func (g *siteGatherer) trust(cmd *cobra.Command, o *siteOptions) error {
	root, from, err := (&verifyOptions{env: o.env}).saidRoot(cmd, g.office.store)
	own := g.about.Register.Root
	switch {
	case err != nil:
		return err
	case root == "":
		g.rootFrom = "the repository itself"
		if own != "" {
			o.env.warn("nobody said which trust root to trust, so the repository was taken at its own word, and every page says so",
				"give it with --trust-root, as it is published in another place")
		}
	case own != "" && root != own:
		return hinted{
			err:  fmt.Errorf("governance begins with %s, want the trust root %s (%s)", own, root, from),
			hint: "this is another register than the one you trust, and no site was made of it",
		}
	default:
		g.about.Vouched, g.rootFrom = true, from
	}
	return nil
}

// list finds out which specifications and which tags there are.
func (g *siteGatherer) list() {
	ids := registered(g.office)
	for _, id := range g.office.specIDs() {
		ids[id] = true
	}
	for _, name := range tagNames(g.office.store) {
		if n, ok := verify.ParseName(name); ok && ids[n.ID] {
			g.tags[n.ID] = append(g.tags[n.ID], n)
		}
	}
	g.ids = slices.Sorted(maps.Keys(ids))
	g.about.IDs = g.ids
}

// run makes the files of each specification, on all cores, and then those about the
// whole. write is called from several goroutines at once.
func (g *siteGatherer) run(ctx context.Context, write func(site.File) error) error {
	all := make([]site.Summary, len(g.ids))
	errs := make([]error, len(g.ids))
	step, done := g.office.env.progress("read", len(g.ids))
	defer done()
	var next atomic.Int64
	var failed atomic.Bool
	var workers sync.WaitGroup
	for range min(len(g.ids), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(g.ids) && ctx.Err() == nil && !failed.Load(); i = int(next.Add(1)) - 1 {
				if all[i], errs[i] = g.one(ctx, g.ids[i], write); errs[i] != nil {
					failed.Store(true)
				}
				if step != nil {
					step()
				}
			}
		})
	}
	workers.Wait()
	if err := errors.Join(ctx.Err(), first(errs)); err != nil {
		return err
	}
	files, err := site.Whole(&g.about, all)
	return errors.Join(err, siteWriteAll(files, write))
}

func siteWriteAll(files []site.File, write func(site.File) error) error {
	for _, f := range files {
		if err := write(f); err != nil {
			return err
		}
	}
	return nil
}

// one makes the files of one specification.
func (g *siteGatherer) one(ctx context.Context, id string, write func(site.File) error) (site.Summary, error) {
	s := &site.Specification{ID: id}
	for _, name := range g.tags[id] {
		if err := g.tag(ctx, s, name); err != nil {
			return site.Summary{}, err
		}
	}
	g.untagged(s)
	site.Order(s)
	if err := g.present(s); err != nil {
		return site.Summary{}, err
	}
	files, err := site.Pages(&g.about, s)
	if err != nil {
		return site.Summary{}, err
	}
	return site.Summarise(s), siteWriteAll(files, write)
}

// untagged notes what the register publishes and no tag is here for.
func (g *siteGatherer) untagged(s *site.Specification) {
	for _, r := range standing.Releases(g.index.Entries(s.ID)) {
		if !slices.ContainsFunc(g.tags[s.ID], func(n verify.Name) bool { return n.Version == r.Version }) {
			s.Refused = append(s.Refused, site.Refused{
				Tag: record.TagName(s.ID, r.Version), Why: []string{fmt.Sprintf("the register publishes it in entry %d, and the tag is not in the repository that this site was made from", r.Seq)},
			})
		}
	}
}

// present looks at the present text of a specification.
func (g *siteGatherer) present(s *site.Specification) error {
	t, err := g.office.text(s.ID)
	var usage usageError
	if errors.As(err, &usage) { // the register speaks of it, and the commit no longer has it
		s.Title = titleOf(s)
		return nil
	}
	var e *edition.Edition
	if err == nil {
		s.Title, s.Version = t.spec.Title, t.Version
		e, err = g.office.editionOf(t, g.index, g.known, g.about.Register)
	}
	if err != nil {
		if s.Title == "" {
			s.Title = titleOf(s)
		}
		s.Unread, err = siteUnread(err)
		return err
	}
	s.State = e.State
	if slices.ContainsFunc(s.Versions, func(v site.Version) bool { return v.SHA256 == e.SHA256 && v.Version() == e.Version() }) {
		return nil
	}
	s.Present = e
	st, err := standing.Of(standing.Input{Index: g.index, Subject: t.Subject, Title: t.spec.Title, Stage: t.spec.Stage, Authors: t.spec.Authors})
	if err != nil {
		return g.office.unread(err)
	}
	s.Next = st.Next
	return nil
}

// titleOf is the title of a specification that the commit does not have, or that
// cannot be read there.
func titleOf(s *site.Specification) string {
	if len(s.Versions) > 0 {
		return s.Versions[0].Spec.Title
	}
	return s.ID
}

// siteUnread tells a specification that cannot be read from a repository that cannot.
func siteUnread(err error) (string, error) {
	var fault hinted
	var missing interface{ ObjectMissing() bool }
	switch {
	case errors.As(err, &missing) && missing.ObjectMissing(), errors.As(err, new(cannotTell)):
		return "its content is not in this clone", nil
	case errors.As(err, &fault):
		why := fault.Error()
		if _, rest, more := strings.Cut(why, "\n"); more { // the first thing that is wrong says enough
			why, _, _ = strings.Cut(rest, "\n")
		}
		return why, nil
	}
	return "", err
}

// of returns the office of a tag's commit.
func (g *siteGatherer) of(ctx context.Context, in *verify.Input) (*office, error) {
	tree, ok := in.Tree.(*gitrepo.Tree)
	if !ok {
		return nil, errors.New("its commit is not here")
	}
	book, err := g.shelf.Read(ctx, tree)
	return &office{env: g.office.env, store: g.office.store, ref: tagPrefix + in.Name, commit: in.Commit, tree: tree, book: book}, err
}
