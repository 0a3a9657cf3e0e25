package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

type reviewOptions struct {
	env     *Env
	ref     refFlag
	keys    keyFlags
	put     putFlags
	answers answerFlags
	all     bool
	replace bool
	restart bool
	yes     yesFlag
	pack    string
	lines   *lines
}

func newReview(env *Env) *cobra.Command {
	o := &reviewOptions{env: env}
	cmd := &cobra.Command{
		Use:   "review [ID]",
		Short: "Judge a specification, and sign what you say",
		Long: `Judge the committed text of a specification in the last round that was opened on it,
criterion by criterion, and record what you say under your signature.

On a terminal you are asked: first for your declaration of interest, then for an
outcome and a note at each criterion, then for the whole. Each criterion is shown with
its question, its guidance, what a machine found, and where the text speaks of it. You
can leave at any time; your answers are kept in your own folder and the next run goes
on there. Whether a criterion is met is for you to say: no program says so.

If you judged an earlier text of the same specification, only those criteria are asked
that something bears on which changed since; your other answers are carried over. What
you sign is the full record either way.

Answers can be given by flags, or in a file, a review record as far as it is filled in:

    declaration: {conflicts: []}
    outcomes:
    - {criterion: "4.1", outcome: meets, note: Clear throughout.}
    overall: endorse

Outcomes are ` + strings.Join(plainWords(record.Outcomes[:]), ", ") + `.
On the whole a text is answered by ` + strings.Join(plainWords(record.Overalls(record.Endorsement)), ", ") + `;
a proposal by ` + strings.Join(plainWords(record.Overalls(record.Gateway)), ", ") + `.

The whole record is shown before you sign it. It is recorded, with its signature, in
exactly one commit on a new branch; what is checked out is never touched, and nothing
is written if you break off. The exit status is 0 if the record was made or you left to
go on later, and 1 if you are not asked, or the record would not hold.

With --pack, everything comes from the zip that was sent to you. The record and its
signature are left in the folder you are in, under the names that they have to have,
for you to send back. Nothing is ever overwritten.`,
		Example: `  credctl review wound-care
  credctl review wound-care --from answers.yaml --yes
  credctl review --pack wound-care-okafor-a.zip
  credctl review wound-care --no-conflicts --outcome 4.1=meets --note "4.1=Clear." --overall endorse`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.pack != "" && len(args) == 0 {
				return nil
			}
			return oneID(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.pack != "" {
				return o.runPack(cmd, args)
			}
			return o.run(cmd.Context(), args[0])
		},
		ValidArgsFunction: completeIDs(env),
	}
	flags, a := cmd.Flags(), &o.answers
	flags.StringVar(&a.from, "from", "", "take answers from `FILE`")
	flags.StringArrayVar(&a.outcomes, "outcome", nil, "answer a criterion: `CRITERION=OUTCOME`, such as 4.1=meets; may be repeated")
	flags.StringArrayVar(&a.notes, "note", nil, "say more on a criterion: `CRITERION=TEXT`; may be repeated")
	flags.StringVar(&a.overall, "overall", "", "the `OUTCOME` on the whole")
	flags.BoolVar(&a.noConflicts, "no-conflicts", false, "declare that nothing stands in the way of judging the text on its merits")
	flags.StringArrayVar(&a.conflicts, "conflict", nil, "declare a conflict of interest in your own `WORDS`; may be repeated; the record is not counted then")
	flags.BoolVar(&o.all, "all", false, "ask every criterion, also where nothing changed since your earlier record")
	flags.BoolVar(&o.replace, "replace", false, "file the record in the place of an earlier one on the same text")
	flags.BoolVar(&o.restart, "restart", false, "forget the answers that were kept when you left, and begin anew")
	o.yes.addAs(cmd, "ask nothing: sign and record what flags and files answer")
	flags.StringVar(&o.pack, "pack", "", "review from the zip `FILE` that was sent to you, without a repository")
	o.ref.add(cmd)
	o.keys.add(cmd)
	o.put.add(cmd)
	completeWords(cmd, "overall", plainWords(record.Overalls(record.Endorsement))...)
	return cmd
}

// oneID wants exactly one specification.
func oneID(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return usagef("such as "+cmd.CommandPath()+" wound-care", "%s wants the id of a specification", cmd.CommandPath())
	case 1:
		return nil
	}
	return usagef("", "%s takes one specification, found %q besides", cmd.CommandPath(), args[1])
}

func (o *reviewOptions) run(ctx context.Context, id string) error {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	t, err := office.text(id)
	if err != nil {
		return err
	}
	if err := office.clean(t); err != nil {
		return err
	}
	who, err := office.me(ctx, o.keys, record.Academic, record.Clinical)
	if err != nil {
		return err
	}
	text, err := office.book.Text(t.Subject)
	if err != nil {
		return office.unread(err)
	}
	round, err := office.toReview(t, &text, who.ID)
	if err != nil {
		return err
	}
	tip, done, err := office.filed(ctx, &text, who.ID, o.replace)
	if err != nil || done {
		return err
	}
	k, err := office.task(ctx, t, round, who.Person)
	if err != nil {
		return err
	}
	return left(o.file(ctx, &filing{office: office, judged: t, task: k, who: who, tip: tip}))
}

// left makes nothing of it that the reviewer left to go on later: it was said.
func left(err error) error {
	if errors.Is(err, errLeft) {
		return nil
	}
	return err
}

// filing is a record on its way into a repository.
type filing struct {
	office *office
	judged *judged
	task   *task
	who    *me
	tip    string // of the branch in whose place the record is put; "" if there is none
}

// file asks for the record, signs it and records it.
func (o *reviewOptions) file(ctx context.Context, f *filing) error {
	a, err := o.settle(ctx, f.task)
	if err != nil {
		return err
	}
	r, data, err := a.file(f.task, o.env.today())
	if err != nil {
		return err
	}
	at := f.task.subject.ReviewPath(f.who.ID)
	files := map[string][]byte{at: data, record.ReviewSignaturePath(at): nil}
	book, err := f.office.with(ctx, files)
	if err != nil {
		return err
	}
	if err := f.office.holds(book, f.task.subject, f.who.ID, chain.RecordUnsigned); err != nil {
		return err
	}
	o.env.showRecord(data, a.carried(f.task))
	if err := f.office.weigh(f.judged, book, f.who.ID); err != nil {
		return err
	}
	if err := o.confirm(ctx, f.task); err != nil {
		return err
	}
	sig, err := f.who.sign(ctx, sshsig.Review, data)
	if err != nil {
		return hinted{err: fmt.Errorf("nothing was recorded: %w", err), hint: "run " + f.task.again + " again"}
	}
	files[record.ReviewSignaturePath(at)] = sig
	if err := f.office.holds(book, f.task.subject, f.who.ID, ""); err != nil {
		return err
	}
	if err := f.office.putRecord(ctx, ledger.Review(r, data, sig), f.tip, o.put); err != nil {
		return err
	}
	o.env.forget(f.task)
	return nil
}

// settle comes to complete answers.
func (o *reviewOptions) settle(ctx context.Context, k *task) (*answers, error) {
	a := &answers{outcomes: map[string]record.Answer{}}
	o.lines = newLines(o.env.In)
	asks := o.env.InTerminal && !o.yes.yes
	if o.restart {
		o.env.forget(k)
	}
	if !o.all {
		a.carry(k)
	}
	if asks && o.env.recallKept(k, a) {
		o.env.say("Going on with the answers that you kept; --restart begins anew.")
	}
	given := &answers{outcomes: map[string]record.Answer{}}
	if o.answers.from != "" {
		if err := o.env.fromFile(o.answers.from, k, given); err != nil {
			return nil, err
		}
	}
	if err := o.answers.take(k, given); err != nil {
		return nil, err
	}
	fixed := a.override(given)
	if asks {
		i := &interview{env: o.env, task: k, into: a, lines: o.lines, all: o.all, fixed: fixed}
		if err := i.run(ctx); err != nil {
			return nil, err
		}
	}
	if open := a.missing(k); len(open) > 0 {
		return nil, usageError{
			err:  errors.New("not everything is answered:\n  " + strings.Join(open, "\n  ")),
			hint: "answer by flags or with --from FILE; on a terminal, without --yes, you are asked",
		}
	}
	return a, nil
}

// confirm asks whether the record that was shown is to be signed.
func (o *reviewOptions) confirm(ctx context.Context, k *task) error {
	err := o.yes.confirmAfter(ctx, o.env, o.lines, "Sign and record?")
	var usage usageError
	switch i := (interview{env: o.env, task: k}); {
	case err == nil, errors.As(err, &usage):
		return err
	case errors.Is(err, errUnconfirmed):
		return i.broken(errLeft)
	default:
		return i.broken(err)
	}
}
