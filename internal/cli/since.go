package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/validate"
)

// sinceFlags are the flags of a comparison with an earlier commit.
type sinceFlags struct {
	ref       string
	failOnNew bool
	strict    bool
	exact     bool
}

func (s *sinceFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&s.ref, "since", "", "check only what changed since the history parted from `REF`, a branch, tag or commit")
	flags.BoolVar(&s.failOnNew, "fail-on-new", false, "with --since: only findings that were not there before block")
	flags.BoolVar(&s.strict, "strict-base", false, "with --since: if REF cannot be reached, end with status 4 rather than check everything")
	flags.BoolVar(&s.exact, "exact-base", false, "with --since: compare with REF itself, not with where the history parted from it")
}

// usable refuses flags that mean nothing without --since.
func (s *sinceFlags) usable() error {
	if s.ref != "" {
		return nil
	}
	for flag, given := range map[string]bool{"fail-on-new": s.failOnNew, "strict-base": s.strict, "exact-base": s.exact} {
		if given {
			return usagef("add --since REF, the branch, tag or commit to compare with", "flag --%s means nothing without --since", flag)
		}
	}
	return nil
}

// comparison is one run of validate, and what it is compared with.
type comparison struct {
	o       *validateOptions
	p       *project       // the files as they are
	known   *remembering   // what earlier runs found out
	all     validate.Input // what would be checked if there were no base
	head    validate.Input // what is checked
	since   *report.Since  // nil: nothing was to be compared
	notices []string

	// The rest is there only if the base was reached.
	repo    *gitrepo.Repository
	base    *base
	before  validate.Input    // the same specifications as the base has them
	was     map[string]string // the names that renamed files had
	changes finding.List      // of what specifications are judged by
}

// compare says what is to be checked of what all holds.
func (o *validateOptions) compare(ctx context.Context, p *project, all validate.Input, known *remembering) (*comparison, error) {
	c := &comparison{o: o, p: p, known: known, all: all, head: all}
	if o.since.ref == "" {
		return c, nil
	}
	c.since = &report.Since{Ref: o.since.ref}
	err := c.reach(ctx)
	if err == nil {
		err = c.narrow(ctx)
	}
	var missing *gitrepo.MissingError
	if errors.As(err, &missing) && c.since.Base != "" {
		err = notFetched(c.since.Ref, c.since.Base, missing)
	}
	var away *unreachable
	if errors.As(err, &away) {
		err = c.withoutBase(away)
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

// unreachable is a base that exists, for all that is known, and cannot be read
// from here.
type unreachable struct {
	reason string // a sentence without a full stop
	hint   string
}

func (e *unreachable) Error() string { return e.reason }

// withoutBase checks everything and says so, or under --strict-base nothing.
func (c *comparison) withoutBase(away *unreachable) error {
	if c.o.since.strict {
		return cannotTell{err: away, hint: away.hint}
	}
	c.base, c.since.Base, c.head = nil, "", c.all
	notice := away.reason + "; everything is checked, and nothing can be told apart as already there"
	c.o.env.warn(notice, away.hint)
	c.notices = append(c.notices, notice+"; "+away.hint)
	return nil
}

// run checks what is to be checked, and marks what the base has as well.
func (c *comparison) run(ctx context.Context) (validate.Result, error) {
	result, err := c.check(ctx, c.head)
	if c.base == nil || errors.Is(err, context.Canceled) {
		return result, err
	}
	before, baseErr := validate.Run(ctx, c.before)
	var missing *gitrepo.MissingError
	if errors.As(baseErr, &missing) {
		if err := c.withoutBase(notFetched(c.since.Ref, c.since.Base, missing)); err != nil {
			return validate.Result{}, err
		}
		return c.check(ctx, c.head)
	}
	if baseErr != nil {
		return result, errors.Join(err, fmt.Errorf("as %s has it: %w", c.since.Ref, baseErr))
	}
	result = validate.Introduced(result, before, c.was)
	if len(c.changes) > 0 {
		here, hereErr := validate.Run(ctx, c.judgedHere())
		err = errors.Join(err, hereErr)
		result = validate.UnderOthers(result, here, "(by what is in force here, not by what the base has)")
		result.Findings = append(result.Findings, c.changes...)
		result.Findings.Sort()
	}
	return result, err
}

// check runs over in, showing how far it is.
func (c *comparison) check(ctx context.Context, in validate.Input) (validate.Result, error) {
	step, done := c.o.env.progress("checked", len(in.Files))
	defer done()
	in.Progress = step
	return validate.Run(ctx, in)
}

// judgedHere is what is checked, judged by the packs, frameworks and settings of
// the files themselves.
func (c *comparison) judgedHere() validate.Input {
	in := c.head
	in.Criteria, in.Frameworks, in.Reading = c.all.Criteria, c.all.Frameworks, c.all.Reading
	in.Memory, in.TallyOnly = c.all.Memory, c.all.TallyOnly // it remembers what files came to as all of them are reported
	return in
}

// describe tells the report what was compared and by what was judged.
func (c *comparison) describe(r *report.Report) {
	r.Packs, r.Pages, r.FailOn = c.p.set.Packs(), c.p.pages(), c.p.settings.FailOn
	r.Set = c.head.Criteria // the packs of both sides may not go together: they may be editions of one
	r.Since, r.FailOnNew, r.Notices = c.since, c.o.since.failOnNew, c.notices
	if c.base == nil {
		return
	}
	r.FailOn = c.base.settings.FailOn
	for _, pack := range c.base.set.Packs() {
		if !slices.ContainsFunc(r.Packs, func(p *criteria.Pack) bool { return p.Ref() == pack.Ref() }) {
			r.Packs = append(slices.Clip(r.Packs), pack)
		}
	}
	for _, page := range c.base.pages() {
		if !slices.ContainsFunc(r.Pages, func(p finding.Page) bool { return p.Code == page.Code }) {
			r.Pages = append(r.Pages, page)
		}
	}
	slices.SortStableFunc(r.Pages, func(a, b finding.Page) int { return strings.Compare(a.Code, b.Code) })
}

// close ends what was started for the comparison.
func (c *comparison) close() {
	if c.repo != nil {
		c.repo.Close()
	}
}
