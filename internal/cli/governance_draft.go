package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/standing"
)

// governing is a version of governance in the making.
type governing struct {
	o      *office
	before *record.Governance // in force; nil: this is the first
	after  record.Governance
	beside map[string][]byte // editions of criteria that are put beside it
	refuse []string          // why it cannot be proposed, in words
}

// path is where the version will lie.
func (d *governing) path() string { return record.GovernancePath(d.after.Serial) }

// objectf notes a reason why the version cannot be proposed.
func (d *governing) objectf(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(d.refuse, text) {
		d.refuse = append(d.refuse, text)
	}
}

// nextVersion begins the version that follows the one in force, as a copy of it.
func nextVersion(o *office) (*governing, error) {
	now, err := o.governance()
	if err != nil {
		return nil, err
	}
	if last := o.book.Governance[len(o.book.Governance)-1]; last.Missing > 0 {
		return nil, hinted{
			err:  fmt.Errorf("%s waits for %s, and nothing may follow it before", last.Path, counted(last.Missing, "more signature")),
			hint: fmt.Sprintf("officers sign it with credctl sign; where it is not wanted any more, it is taken out again: git rm \"governance/%04d.*\", and commit that", last.Serial),
		}
	}
	copied, found := record.ParseGovernance(now.Path, now.Marshal())
	if err := unusable(now.Path, found); err != nil {
		return nil, err
	}
	copied.Serial, copied.Previous = now.Serial+1, now.SHA256
	return &governing{o: o, before: &now.Governance, after: *copied, beside: map[string][]byte{}}, nil
}

// settleFlags say what is done with a version in the making.
type settleFlags struct {
	keyFlags
	putFlags
	yesFlag
	dryRun bool
}

// settle says what the version changes, and where nothing speaks against it lets
// the user sign it, and records it on a branch of its own.
func (d *governing) settle(ctx context.Context, f *settleFlags) error {
	if err := d.hold(); err != nil {
		return err
	}
	changes := changesInWords(d.before, &d.after)
	if len(changes) == 0 && len(d.refuse) == 0 {
		d.o.env.say("No changes: version %d stays in force, and nothing was written.", d.before.Serial)
		return nil
	}
	if err := d.print(changes); err != nil {
		return err
	}
	if len(d.refuse) > 0 {
		return errFindings
	}
	d.warn()
	if err := d.warnOfRivals(ctx); err != nil {
		return err
	}
	if f.dryRun {
		d.o.env.say("Nothing was written.")
		return nil
	}
	who, err := d.signer(ctx, f.keyFlags)
	if err != nil {
		return err
	}
	if err := f.confirm(ctx, d.o.env, fmt.Sprintf("Sign version %d as %s?", d.after.Serial, who.ID)); err != nil {
		return err
	}
	return d.record(ctx, who, f.putFlags)
}

// print writes what changes and what speaks against it to standard output.
func (d *governing) print(changes []string) error {
	title := fmt.Sprintf("Version %d of governance would change this:", d.after.Serial)
	if d.before == nil {
		title = "The first version of governance would say this:"
	}
	if len(changes) > 0 {
		if err := d.o.env.printList(title, changes); err != nil {
			return err
		}
	}
	if len(d.refuse) == 0 {
		return nil
	}
	return d.o.env.printList("It cannot be proposed:", d.refuse)
}

// warn says what one departure would break, were the version in force, where it
// would not have before.
func (d *governing) warn() {
	few := len(able(&d.after, record.Officer)) < 3
	if few {
		d.o.env.warn(fmt.Sprintf("there would be %s: with fewer than three, one who leaves or loses a key locks governance for good", counted(len(able(&d.after, record.Officer)), "officer")),
			"have a third take part: credctl enrol, then --enrol with the file it writes")
	}
	if d.before == nil {
		return // the other people are still to come
	}
	known := warningsOf(d.before)
	for _, w := range warningsOf(&d.after) {
		was := slices.ContainsFunc(known, func(k standing.Warning) bool { return k.Message == w.Message })
		if !was && (w.Reason != standing.WhyOfficersFew || !few) {
			d.o.env.warn(w.Message, "")
		}
	}
}

// warningsOf says what one departure would break if a version were in force.
func warningsOf(g *record.Governance) []standing.Warning {
	return standing.Governance(&chain.Book{Governance: []chain.Serial{{Governance: *g}}})
}

// signer is the officer who runs the command. A version is signed by officers of
// the one before and by its own; whoever signs first must be among the former.
func (d *governing) signer(ctx context.Context, f keyFlags) (*me, error) {
	if d.before != nil {
		return d.o.me(ctx, f, record.Officer)
	}
	return d.o.env.identify(ctx, d.o, &d.after, f, record.Officer)
}

// record signs the version and puts it on a branch.
func (d *governing) record(ctx context.Context, who *me, f putFlags) error {
	data := d.after.Marshal()
	sig, err := who.sign(ctx, sshsig.Govern, data)
	if err != nil {
		return err
	}
	act := ledger.Govern(d.after.Serial, ledger.Signed{
		Path: d.path(), Data: data, Sigs: map[string][]byte{record.SignaturePath(d.path(), who.ID): sig},
	}, who.ID, d.besides())
	f.waits = true // one officer never is enough
	if err := d.o.put(ctx, act, f); err != nil {
		return err
	}
	return d.await(context.WithoutCancel(ctx), act.Branch) // it is written: an interruption now must not say otherwise
}

// besides are the editions of criteria that go with the version: those that it
// names, and no others.
func (d *governing) besides() map[string][]byte {
	all := map[string][]byte{}
	for _, pack := range slices.Concat(d.after.Packs, d.after.GatewayPacks) {
		if data, ok := d.beside[pack.PackPath()]; ok {
			all[pack.PackPath()] = data
		}
	}
	return all
}

// await reads what was recorded, as everybody else will, and says what it lacks.
func (d *governing) await(ctx context.Context, branch string) error {
	made, err := openOffice(ctx, d.o.env, d.o.env.Dir, "refs/heads/"+branch)
	if err != nil {
		return err
	}
	if broken := made.book.Problems; len(broken) > 0 {
		return fmt.Errorf("what was recorded does not hold: %s", broken[0].Message)
	}
	last := made.book.Governance[len(made.book.Governance)-1]
	if last.Missing == 0 {
		return nil
	}
	d.o.env.say("It is in force once %s signed it, on that branch: credctl sign", haveSigned(last.Missing))
	if d.before == nil {
		d.o.env.say("Its SHA-256 is the trust root that everybody compares: %s", last.SHA256)
	}
	return nil
}

// haveSigned is how many officers are still to sign.
func haveSigned(n int) string {
	if n == 1 {
		return "1 more officer has"
	}
	return counted(n, "more officer") + " have"
}
