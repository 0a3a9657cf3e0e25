package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

type registerRenumberOptions struct{ registerOptions }

func newRegisterRenumber(env *Env) *cobra.Command {
	o := &registerRenumberOptions{registerOptions{env: env}}
	cmd := &cobra.Command{
		Use:   "renumber [branch]",
		Short: "Make my entry anew, after somebody else's took its number",
		Long: `Make my entry of the register anew, after somebody else's with the same number was
taken in first. The branch with mine can then not be merged any more: give up the
merge (git merge --abort), fetch what was taken in, and run this.

The same decision becomes the next entry, on a new branch: it hangs on the entries
that are there now, is under the governance in force, and lists the records that are
there now. Whether it may still be taken is asked again; if not, the exit status is
1. You sign it anew. Signatures that others gave to the old one are void, and who
has to sign again is said. The old branch is left as it is.`,
		Example: `  credctl register renumber
  credctl register renumber credctl/endorse/wound-care/1.0.0/3f9a2c41b7de0011/rowe-e`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.branch = strings.Join(args, "")
			return o.run(cmd.Context())
		},
	}
	o.add(cmd)
	return cmd
}

func (o *registerRenumberOptions) run(ctx context.Context) error {
	office, m, all, err := o.open(ctx)
	if err != nil {
		return err
	}
	var lost []branched
	for _, b := range all {
		named := o.branch != "" && isAt(b.places, o.branch)
		why := office.keepsNumber(&b, m.ID)
		switch {
		case named && why != "":
			return usagef("", "%s on %s is not made anew: %s", described(&b.entry.Entry), o.branch, why)
		case why == "" && (named || o.branch == ""):
			lost = append(lost, b)
		}
	}
	switch {
	case len(lost) == 0 && o.branch != "":
		return o.noBranch()
	case len(lost) == 0:
		o.env.say("no entry that you signed has lost its number to another; nothing was changed")
		return nil
	case len(lost) > 1:
		return office.whichBranch("credctl register renumber", lost)
	}
	return (&renumbering{office: office, me: m, old: &lost[0]}).run(ctx, o)
}

// keepsNumber says why an entry need not, or cannot, be made anew; "" if it has lost
// its number.
func (o *office) keepsNumber(b *branched, person string) string {
	e := b.entry
	switch {
	case !signedByMe(e, person):
		return person + " did not sign it"
	case e.Seq > len(o.book.Register):
		return fmt.Sprintf("%s has no entry %d, so it keeps its number", o.ref, e.Seq)
	case o.book.Register[e.Seq-1].SHA256 == e.SHA256:
		return "it is in " + o.ref
	}
	for i := range o.book.Register {
		other := &o.book.Register[i]
		if other.Seq > e.Seq && other.Kind == e.Kind && other.Subject() == e.Subject() && other.RoundSHA256 == e.RoundSHA256 && signedByMe(other, person) {
			return fmt.Sprintf("it is in %s as entry %d", o.ref, other.Seq)
		}
	}
	return ""
}

// renumbering is an entry that is being made anew.
type renumbering struct {
	*office
	me       *me
	old      *branched
	text     *judged
	question standing.Case
}

func (r *renumbering) run(ctx context.Context, o *registerRenumberOptions) error {
	old := r.old.entry
	if before := old.Seq - 1; before > 0 && old.Previous != r.book.Register[before-1].SHA256 {
		return hinted{
			err:  fmt.Errorf("%s on %s hangs on another entry %d than %s has", described(&old.Entry), r.old.places[0], before, r.ref),
			hint: "make that one anew first, or decide anew on what is there now",
		}
	}
	var err error
	if r.text, err = r.sameText(); err != nil {
		return err
	}
	if r.question, err = r.office.question(old.Kind, r.text, r.me.ID); err != nil {
		return err
	}
	taken := &r.book.Register[old.Seq-1]
	r.env.say("%s on %s has lost its number: %s has %s.", described(&old.Entry), r.old.places[0], r.ref, described(&taken.Entry))
	if old.Kind == record.Open {
		return r.finish(r.openAgain(ctx, o))
	}
	return r.finish(r.decideAgain(ctx, o))
}

// sameText returns the text that the old entry is about. What was decided on it does
// not go for another.
func (r *renumbering) sameText() (*judged, error) {
	old := r.old.entry
	if old.Kind == record.Withdraw { // a version may be withdrawn whatever its text has become
		return &judged{Subject: old.Subject(), path: old.SpecPath, spec: &record.Spec{ID: old.SpecID, Version: old.SpecVersion}}, nil
	}
	text, err := r.office.text(old.SpecID)
	if err != nil {
		return nil, err
	}
	if text.Subject != old.Subject() {
		return nil, hinted{
			err: fmt.Errorf("%s is about version %s of %s with the SHA-256 %s, and %s has version %s with the SHA-256 %s: it cannot be made anew",
				described(&old.Entry), old.SpecVersion, old.SpecID, record.Key16(old.SpecSHA256), r.ref, text.Version, record.Key16(text.SHA256)),
			hint: "decide anew on the present text: credctl status " + old.SpecID,
		}
	}
	return text, nil
}

// openAgain opens the same round by the next entry, with the governance in force.
func (r *renumbering) openAgain(ctx context.Context, o *registerRenumberOptions) error {
	round, problems, err := r.old.book.RoundOf(r.old.entry)
	switch {
	case err != nil:
		return r.unread(err)
	case round == nil && len(problems) > 0:
		return fmt.Errorf("the round that %s opens cannot be read: %s", described(&r.old.entry.Entry), problems[0].Message)
	case round == nil:
		return fmt.Errorf("%s names no round", described(&r.old.entry.Entry))
	}
	before, err := r.old.book.Text(r.text.Subject)
	if err != nil {
		return r.unread(err)
	}
	p := &opening{office: r.office, me: r.me, text: r.text, question: r.question, round: round.Round, again: true}
	p.inForce = r.book.InForce()
	if !sameRounds(before.Rounds[:min(round.N-1, len(before.Rounds))], r.question.Text.Rounds) {
		now := "none"
		if n := len(r.question.Text.Rounds); n > 0 {
			now = r.question.Text.Rounds[n-1].Path
		}
		return p.refuse([]standing.Blocker{{
			Message: fmt.Sprintf("the rounds on this text are others than when it was signed; the last one is now %s", now),
			Owner:   standing.OwnerStaff, Command: "credctl round amend " + r.text.ID + " --add PERSON",
		}})
	}
	return p.open(ctx, &roundFlags{put: o.put, yes: o.yes})
}

func sameRounds(a, b []chain.Round) bool {
	return slices.EqualFunc(a, b, func(x, y chain.Round) bool { return x.SHA256 == y.SHA256 })
}

// decideAgain takes the same decision by the next entry.
func (r *renumbering) decideAgain(ctx context.Context, o *registerRenumberOptions) error {
	old := r.old.entry
	d := standing.Decide(r.question)
	what := fmt.Sprintf("%s was not made anew", described(&old.Entry))
	if !d.Allowed() {
		return r.refuse(what, d.Blockers)
	}
	e, err := r.book.Next(old.Kind, r.text.Subject)
	if err != nil {
		return r.unread(err)
	}
	e.Reason = old.Reason
	if e.RoundSHA256 != old.RoundSHA256 {
		return r.refuse(what, []standing.Blocker{{
			Message: "another round was opened on this text since it was signed, and it was not decided on that one",
			Owner:   standing.OwnerStaff, Command: "credctl status " + r.text.ID,
		}})
	}
	r.show(&e, &d)
	if err := o.yes.confirm(ctx, r.env, fmt.Sprintf("sign it as %s?", r.me.ID)); err != nil {
		return err
	}
	act, err := r.sealed(ctx, r.me, &e, nil)
	if err != nil {
		return err
	}
	if err := r.put(ctx, act.Again(e.Seq), o.put); err != nil {
		return err
	}
	if n, who := signaturesWanted(&d); n > 0 {
		r.env.hint("it takes %s more, by %s, each with credctl sign", counted(n, "signature"), strings.Join(who, " or "))
	}
	return nil
}

// show says in words what the entry has become.
func (r *renumbering) show(e *record.Entry, d *standing.Decision) {
	old, say := r.old.entry, r.env.say
	say("It becomes entry %d: %s %s %s, under governance version %d.", e.Seq, e.Kind, e.SpecID, e.SpecVersion, e.Governance.Serial)
	if e.Governance != old.Governance {
		say("  governance was version %d when it was signed", old.Governance.Serial)
	}
	if e.Reason != "" {
		say("  reason     %s", e.Reason)
	}
	for _, listed := range e.Records {
		news := ""
		if !slices.Contains(old.Records, listed) {
			news = " (was not listed before)"
		}
		say("  record     %s%s", listed.Path, news)
	}
	for _, listed := range old.Records {
		if !slices.Contains(e.Records, listed) {
			say("  no longer  %s", listed.Path)
		}
	}
	if n, who := signaturesWanted(d); n > 0 {
		say("It then takes %s more, by %s.", counted(n, "signature"), strings.Join(who, " or "))
	}
}

// finish says what becomes of the old entry, once there is a new one.
func (r *renumbering) finish(err error) error {
	if err != nil {
		return err
	}
	var others []string
	for _, s := range r.old.entry.Signers {
		if s.Person != r.me.ID {
			others = append(others, s.Person)
		}
	}
	if len(others) > 0 {
		r.env.say("The signatures of %s on the old entry are void; who signed it signs the new one again: credctl sign", strings.Join(others, ", "))
	}
	r.env.say("The old branch is of no use any more. Take it away, here and there:")
	r.env.unwanted(r.old.places)
	return nil
}
