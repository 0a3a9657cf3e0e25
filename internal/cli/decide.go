package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// decideOptions are those of the commands that decide on a specification.
type decideOptions struct {
	env     *Env
	act     record.Act
	id      string
	version string // withdraw: which; "" for the newest published
	reason  string // decline, withdraw
	format  string
	ref     refFlag
	key     keyFlags
	put     putFlags
	yes     yesFlag
}

// deciding is one decision in the making.
type deciding struct {
	*office
	opts     *decideOptions
	subject  record.Subject
	spec     *record.Spec // nil: to withdraw does not take the text
	me       *me
	question standing.Case
	decision standing.Decision

	pendingSigners []string // who can sign the entry that waits in the register
}

func newAccept(env *Env) *cobra.Command {
	return (&decideOptions{env: env, act: record.Accept}).command(&cobra.Command{
		Use:   "accept id",
		Short: "Accept a proposal at the gateway, so that it is developed",
		Long: `Accept a proposal at the gateway, so that it is developed. The gateway round on it
must be answered by everybody whom it asks, favourably.

` + decideLong,
		Example: `  credctl accept wound-care
  credctl accept wound-care --push`,
	})
}

func newDecline(env *Env) *cobra.Command {
	o := &decideOptions{env: env, act: record.Decline}
	cmd := o.command(&cobra.Command{
		Use:   "decline id --reason TEXT",
		Short: "Decline a specification that is in a round, with a reason",
		Long: `Decline a specification that is in a round of review, at the gateway or for
endorsement. What the records say is for staff to weigh; the reason stays in the
register. A changed text may be put forward again, in a new round.

` + decideLong,
		Example: `  credctl decline wound-care --reason "the need is not shown"`,
	})
	cmd.Flags().StringVar(&o.reason, "reason", "", "the reason, in a sentence: `TEXT` that everybody will read")
	return cmd
}

func newEndorse(env *Env) *cobra.Command {
	return (&decideOptions{env: env, act: record.Endorse}).command(&cobra.Command{
		Use:   "endorse id",
		Short: "Endorse a candidate that its reviewers judged favourably",
		Long: `Endorse the present text of a candidate. Everybody whom the last round asks must
have filed a favourable record on exactly this text, and all the rules about who may
judge must hold.

` + decideLong,
		Example: `  credctl endorse wound-care
  credctl endorse wound-care --format json --yes`,
	})
}

func newWithdraw(env *Env) *cobra.Command {
	o := &decideOptions{env: env, act: record.Withdraw}
	cmd := o.command(&cobra.Command{
		Use:   "withdraw id --reason TEXT",
		Short: "Withdraw a version that was published or endorsed",
		Long: `Withdraw a version that was published or endorsed, whatever the text in the
repository has become since. Whoever verifies it with a clone that holds the
withdrawal is told; nothing is deleted, and the version is never used again.

` + decideLong,
		Example: `  credctl withdraw wound-care --reason "the assessment was found to be unsafe"
  credctl withdraw wound-care --version 1.0.0 --reason "replaced after a complaint"`,
	})
	cmd.Flags().StringVar(&o.reason, "reason", "", "the reason, in a sentence: `TEXT` that everybody will read")
	cmd.Flags().StringVar(&o.version, "version", "", "withdraw `VERSION` (default: the newest that is published)")
	return cmd
}

const decideLong = `Everything that the decision asks for is printed as a checklist: what is satisfied and
by whom, what is not and what clears it. If anything is not, the exit status is 1
and nothing is recorded. Else the entry of the register is shown, you sign it as a
member of staff, and it is recorded in one commit on a new branch. It counts once as
many different staff have signed as governance asks for; the others do so with
credctl sign.`

// command makes a command of o.
func (o *decideOptions) command(cmd *cobra.Command) *cobra.Command {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 1 {
			return nil
		}
		return usagef("such as "+cmd.CommandPath()+" wound-care", "%s takes the id of one specification, found %s", cmd.CommandPath(), counted(len(args), "argument"))
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o.id = args[0]
		return o.run(cmd.Context())
	}
	cmd.ValidArgsFunction = completeIDs(o.env)
	o.ref.add(cmd)
	o.key.add(cmd)
	o.put.add(cmd)
	o.yes.add(cmd)
	addFormat(cmd, &o.format)
	return cmd
}

func (o *decideOptions) run(ctx context.Context) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	if err := o.reasonGiven(); err != nil {
		return err
	}
	d, err := o.open(ctx)
	if err != nil {
		return err
	}
	if err := d.ask(nil); err != nil {
		return err
	}
	if done, err := d.already(ctx); done || err != nil {
		return err
	}
	if d.me, err = d.office.me(ctx, o.key, record.Staff); err != nil {
		return err
	}
	if err := d.ask([]string{d.me.ID}); err != nil {
		return err
	}
	d.namePending()
	if err := d.printChecklist(); err != nil {
		return err
	}
	if err := d.refusal(); err != nil {
		return err
	}
	return d.record(ctx)
}

// reasonGiven asks for a reason where the act takes one, as the register can hold it.
func (o *decideOptions) reasonGiven() error {
	if o.act != record.Decline && o.act != record.Withdraw {
		return nil
	}
	if strings.TrimSpace(o.reason) == "" {
		return usagef(fmt.Sprintf("credctl %s %s --reason \"the need is not shown\"", o.act, o.id), "a reason is missing; it stays in the register for everybody to read")
	}
	e := record.Entry{
		Seq: 1, Previous: record.NoEntry, Kind: record.Withdraw, SpecID: "x", SpecVersion: "1.0.0", SpecPath: record.SpecPath("x"),
		SpecSHA256: record.NoEntry, Governance: record.GovernanceRef{Serial: 1, SHA256: record.NoEntry}, Reason: o.reason,
	}
	if _, found := record.ParseEntry(record.EntryPath(1), e.Marshal()); len(found) > 0 {
		return usagef("write it in plain sentences", "--reason cannot stand in the register: %s", found[0].Message)
	}
	return nil
}

// open reads the repository and finds the text that is decided on.
func (o *decideOptions) open(ctx context.Context) (*deciding, error) {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return nil, err
	}
	if _, err := office.governance(); err != nil {
		return nil, err
	}
	d := &deciding{office: office, opts: o}
	if o.act == record.Withdraw {
		d.subject, err = office.releasedText(specID(o.id), o.version)
		return d, err
	}
	t, err := office.text(o.id)
	if err != nil {
		return nil, err
	}
	d.subject, d.spec = t.Subject, t.spec
	return d, office.clean(t)
}

// ask asks standing whether the act may be done, signed by these people.
func (d *deciding) ask(signers []string) error {
	var stage string
	var authors []string
	if d.spec != nil {
		stage, authors = d.spec.Stage, d.spec.Authors
	}
	c, err := standing.NewIndex(d.book).Case(d.opts.act, d.subject, stage, authors)
	if err != nil {
		return d.unread(err)
	}
	c.Signers = signers
	d.question, d.decision = c, standing.Decide(c)
	return nil
}

// namePending says of an entry that waits in the register who signed it and who can,
// and how it is abandoned.
func (d *deciding) namePending() {
	for i := range d.decision.Blockers {
		b := &d.decision.Blockers[i]
		if p := d.question.Pending; b.Reason == standing.WhyPending && p != nil {
			b.Message += fmt.Sprintf("\nsigned by %s", signersNamed(p.Signers))
			if len(d.pendingSigners) > 0 {
				b.Message += fmt.Sprintf("; %s can sign it", orList(d.pendingSigners))
			}
			b.Command = "credctl sign, or credctl register drop where it is not wanted"
		}
	}
}

// refusal is the error of a decision that may not be taken: nothing that is wrong,
// where only something is not here.
func (d *deciding) refusal() error {
	if d.decision.Allowed() {
		return nil
	}
	for _, b := range d.decision.Blockers {
		if !b.Unclear {
			return errFindings
		}
	}
	return cannotTell{err: errors.New("what the decision rests on is not all here"), hint: fetchEverything}
}

// record shows the entry, has it confirmed, signs and writes it.
func (d *deciding) record(ctx context.Context) error {
	e, err := d.book.Next(d.opts.act, d.subject)
	if err != nil {
		return d.unread(err)
	}
	e.Reason = d.opts.reason
	if err := d.warnOfOthers(ctx, e.Seq); err != nil {
		return err
	}
	d.showEntry(&e)
	if err := d.opts.yes.confirm(ctx, d.env, fmt.Sprintf("Sign entry %d of the register as %s, with the key %s?", e.Seq, d.me.ID, d.me.key.Key.Fingerprint())); err != nil {
		return err
	}
	act, err := d.sealed(ctx, d.me, &e, nil)
	if err != nil {
		return err
	}
	if err := d.office.put(ctx, act, d.opts.put); err != nil {
		return err
	}
	d.whoElseSigns(&e)
	return nil
}

// showEntry says in words what is about to be signed.
func (d *deciding) showEntry(e *record.Entry) {
	say := d.env.say
	say("Entry %d of the register: %s %s %s", e.Seq, e.Kind, e.SpecID, e.SpecVersion)
	say("  text        %s, SHA-256 %s", e.SpecPath, e.SpecSHA256)
	if r := d.decision.Round; r != nil {
		say("  round       %s, for %s", r.Path, r.Kind)
	}
	for _, l := range e.Records {
		say("  record      %s", l.Path)
	}
	if e.Reason != "" {
		say("  reason      %s", e.Reason)
	}
	say("  governance  version %d", e.Governance.Serial)
}

// whoElseSigns says how it goes on: who signs next, or that the entry is complete.
func (d *deciding) whoElseSigns(e *record.Entry) {
	for _, n := range d.decision.Needs {
		if n.Role == record.Staff {
			d.env.say("The entry takes %s: credctl sign %s", moreSignatures(n.Count, n.Eligible), record.EntryPath(e.Seq))
			return
		}
	}
	d.env.say("The entry has all its signatures, and counts once it is taken in.")
}
