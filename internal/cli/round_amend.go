package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
)

type roundAmendOptions struct {
	env *Env
	roundFlags
	id    string
	added []string
}

func newRoundAmend(env *Env) *cobra.Command {
	o := &roundAmendOptions{env: env}
	cmd := &cobra.Command{
		Use:   "amend id",
		Short: "Open the next round on the same text, with other people",
		Long: `Open the next round on the same text, with somebody added, released or named as an
author besides, or with another date. Only staff can.

Records that were filed already stay valid. Who is released is shown in every
verdict, with the reason and with the record, which is not counted. A reviewer
declares interests against the authors of the last round: if an author is added,
those who have filed a record give their declaration anew.`,
		Example: `  credctl round amend wound-care --release lee-m --reason "on leave until March" --add ahmed-z
  credctl round amend wound-care --author khan-r
  credctl round amend wound-care --respond-by 2027-01-31`,
		Args: oneSpecification,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id = args[0]
			return o.run(cmd.Context())
		},
		ValidArgsFunction: completeIDs(env),
	}
	cmd.Flags().StringSliceVar(&o.added, "add", nil, "ask `PERSON` besides; may be repeated")
	o.roundFlags.add(cmd)
	completePeople(cmd, env, "add", "author", "release")
	return cmd
}

func (o *roundAmendOptions) run(ctx context.Context) error {
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
	last := p.question.Text.Last()
	if last == nil {
		return hinted{
			err:  fmt.Errorf("no round is open on this text of %s (SHA-256 %s), so there is none to amend", p.text.ID, p.text.SHA256),
			hint: "credctl round open " + p.text.ID + " --reviewers PERSON,PERSON",
		}
	}
	added := names(o.added)
	if err := o.known(last, added, released); err != nil {
		return err
	}
	p.round = record.Round{Kind: last.Kind, RespondBy: last.RespondBy}
	if o.respondBy != "" {
		p.round.RespondBy = o.respondBy
	}
	p.round.Reviewers = slices.DeleteFunc(names(append(slices.Clone(last.Reviewers), added...)), func(who string) bool { return isReleased(released, who) })
	p.people(o.before(p, last), names(o.authors), released)
	return o.amend(ctx, p, last)
}

// before are the rounds that say who the authors are and who is released. The last
// one on this text is the last of them, even if another version was published since.
func (o *roundAmendOptions) before(p *opening, last *chain.Round) []chain.Round {
	if last.Kind == record.Gateway {
		return []chain.Round{*last}
	}
	before := slices.DeleteFunc(slices.Clone(p.question.Earlier), func(r chain.Round) bool { return r.Path == last.Path })
	return append(before, *last)
}

// known refuses to release people whom the round neither asks nor names, and to add
// those whom it asks.
func (o *roundAmendOptions) known(last *chain.Round, added []string, released []record.Release) error {
	for _, r := range released {
		people := slices.Concat(last.Reviewers, last.Authors)
		switch {
		case slices.Contains(people, r.Reviewer):
		case isReleased(last.Released, r.Reviewer):
			return usagef("", "%s is released already, in %s", r.Reviewer, last.Path)
		default:
			hint := "it asks " + strings.Join(last.Reviewers, ", ")
			if near := nearest.Word(r.Reviewer, people); near != "" {
				hint = "did you mean " + near + "?"
			}
			return usagef(hint, "%s cannot be released: %s neither asks nor names them", r.Reviewer, last.Path)
		}
		if slices.Contains(added, r.Reviewer) {
			return usagef("", "%s is both added and released", r.Reviewer)
		}
	}
	for _, who := range added {
		if slices.Contains(last.Reviewers, who) {
			return usagef("", "%s is asked already, in %s", who, last.Path)
		}
	}
	return nil
}

func isReleased(list []record.Release, person string) bool {
	return slices.ContainsFunc(list, func(r record.Release) bool { return r.Reviewer == person })
}

// amend opens the next round, unless it would be the same as the last one.
func (o *roundAmendOptions) amend(ctx context.Context, p *opening, last *chain.Round) error {
	next := p.round
	next.SpecSHA256, next.Packs, next.GovernanceSerial = p.text.SHA256, p.inForce.PacksFor(next.Kind), last.GovernanceSerial
	if bytes.Equal(next.Marshal(), last.Marshal()) {
		return usagef(`say what is to change: --add PERSON, --release PERSON --reason "…", --author PERSON or --respond-by DATE`,
			"the next round would be the same as the last one, %s", last.Path)
	}
	p.again = true
	p.last = last
	return p.open(ctx, &o.roundFlags)
}

// declareAnew names those whose declaration of interest was given against other
// authors than the round now has.
func (p *opening) declareAnew() {
	if p.last == nil {
		return
	}
	var who []string
	for _, r := range p.question.Text.Records {
		if slices.Contains(p.round.Reviewers, r.Person) && !sameNames(r.Declaration.Authors, p.round.Authors) {
			who = append(who, r.Person)
		}
	}
	if len(who) == 0 {
		return
	}
	p.env.warn(fmt.Sprintf("the authors are now %s, and before they were %s: %s declared interests against those, and must declare anew",
		strings.Join(p.round.Authors, ", "), strings.Join(p.last.Authors, ", "), strings.Join(who, ", ")),
		"each of them runs credctl review "+p.text.ID+" once more; the answers are kept")
}

func sameNames(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
