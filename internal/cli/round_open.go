package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

type roundOpenOptions struct {
	env *Env
	roundFlags
	id        string
	reviewers []string
	gateway   bool
}

func newRoundOpen(env *Env) *cobra.Command {
	o := &roundOpenOptions{env: env}
	cmd := &cobra.Command{
		Use:   "open id",
		Short: "Open a round: ask reviewers for their judgement",
		Long: `Open a round on a specification as it was committed: for its endorsement, or with
--gateway for the decision whether it is to be developed. Only staff can.

The round names the text by its hash, the criteria in force, the authors and the
reviewers. Authors are those whom the specification names, those added with
--author, and on a round for endorsement everybody who was named in a round since
the last publication. Who was asked in such a round is asked again, or released
with a reason.

What stands in the way is listed, with who can clear it: a reviewer who is an
author or shares an organisation with one, somebody unknown or without a key, a
role that is missing, an author without an organisation, findings that block. The
exit status is then 1.

The round and the entry of the register are shown before they are signed, and
written in one commit on a new branch. Nothing else is touched.`,
		Example: `  credctl round open wound-care --reviewers lee-m,okafor-a --respond-by 2026-12-20
  credctl round open wound-care --gateway --reviewers lee-m`,
		Args: oneSpecification,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id = args[0]
			return o.run(cmd.Context())
		},
		ValidArgsFunction: completeIDs(env),
	}
	cmd.Flags().StringSliceVar(&o.reviewers, "reviewers", nil, "ask each `PERSON`, with commas between them")
	cmd.Flags().BoolVar(&o.gateway, "gateway", false, "open the round that decides whether the proposal is to be developed")
	o.roundFlags.add(cmd)
	completePeople(cmd, env, "reviewers", "author", "release")
	return cmd
}

func (o *roundOpenOptions) run(ctx context.Context) error {
	reviewers := names(o.reviewers)
	if len(reviewers) == 0 {
		return usagef("such as --reviewers lee-m,okafor-a; credctl governance show lists who could be asked", "nobody is asked: flag --reviewers is missing")
	}
	released, err := o.releases()
	if err != nil {
		return err
	}
	if err := o.date(o.env); err != nil {
		return err
	}
	p, err := o.opening(ctx, o.env, o.id)
	if err != nil {
		return err
	}
	p.round = record.Round{Kind: record.Endorsement, Reviewers: reviewers, RespondBy: o.respondBy}
	if o.gateway {
		p.round.Kind = record.Gateway
	}
	if last := p.question.Text.Last(); last != nil && last.Kind == p.round.Kind && !p.answered() {
		return p.refuse([]standing.Blocker{{
			Message: fmt.Sprintf("a round for %s is open on this text: %s (entry %d of the register)", forWhat(last.Kind), last.Path, last.Opened),
			Owner:   standing.OwnerStaff, Command: "credctl round amend " + p.text.ID + " --add PERSON",
		}})
	}
	var before []chain.Round
	if p.round.Kind == record.Endorsement {
		before = p.question.Earlier
	}
	p.people(before, names(o.authors), released)
	return p.open(ctx, &o.roundFlags)
}

// answered reports whether the text was decided on already, so that no round on it
// is open any more.
func (p *opening) answered() bool {
	c := p.question
	c.Round = &p.round
	return slices.ContainsFunc(standing.Decide(c).Blockers, func(b standing.Blocker) bool {
		return slices.Contains([]standing.Reason{standing.WhyDone, standing.WhyDeclined, standing.WhyPublished, standing.WhyWithdrawn}, b.Reason)
	})
}

// acceptedBefore says of a round at the gateway that an earlier text was accepted
// there: it may be that nobody needs to decide again.
func (p *opening) acceptedBefore() {
	if p.round.Kind != record.Gateway {
		return
	}
	for _, e := range slices.Backward(p.question.Entries) {
		if e.Kind == record.Accept && !e.Pending() && e.Subject() != p.text.Subject {
			p.env.warn(fmt.Sprintf("entry %d of the register accepts an earlier text of %s, and that holds while the text is developed", e.Seq, p.text.ID),
				"a new round at the gateway is for a proposal that has become another one")
			return
		}
	}
}

// people fills in the authors and who is released. What rounds before said of them
// holds on: an author stays one, and who was released stays so unless asked again.
func (p *opening) people(before []chain.Round, more []string, released []record.Release) {
	authors := append(slices.Clone(p.text.spec.Authors), more...)
	var carried []record.Release
	for _, r := range before {
		authors = append(authors, r.Authors...)
		carried = slices.DeleteFunc(carried, func(c record.Release) bool { return slices.Contains(r.Reviewers, c.Reviewer) })
		for _, c := range r.Released {
			carried = withRelease(carried, c)
		}
	}
	carried = slices.DeleteFunc(carried, func(c record.Release) bool { return slices.Contains(p.round.Reviewers, c.Reviewer) })
	for _, r := range released {
		carried = withRelease(carried, r)
	}
	p.round.Released = carried
	p.round.Authors = slices.DeleteFunc(names(authors), func(a string) bool {
		return slices.ContainsFunc(carried, func(c record.Release) bool { return c.Reviewer == a })
	})
}

// withRelease adds a release to a list; a later reason takes the place of an earlier
// one.
func withRelease(list []record.Release, r record.Release) []record.Release {
	at := slices.IndexFunc(list, func(c record.Release) bool { return c.Reviewer == r.Reviewer })
	if at < 0 {
		return append(list, r)
	}
	list[at] = r
	return list
}

// forWhat says in words what a round is for.
func forWhat(k record.Kind) string {
	if k == record.Gateway {
		return "the gateway"
	}
	return "endorsement"
}
