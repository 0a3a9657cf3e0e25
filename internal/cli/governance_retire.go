package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

type governanceRetireOptions struct {
	governanceOptions
	compromised bool
}

func newGovernanceRetire(env *Env) *cobra.Command {
	o := &governanceRetireOptions{governanceOptions: governanceOptions{env: env}}
	cmd := &cobra.Command{
		Use:   "retire PERSON",
		Short: "Propose that somebody who leaves no longer acts",
		Long: `Propose the next version of governance, in which somebody has no role any more and
all their keys are retired. They stay listed, so that what they signed before can
still be checked, and still counts. Everything they held is named: roles, keys, open
rounds, what waits for signatures, specifications they wrote.

With --compromised their keys are marked as compromised instead, because somebody
else may hold one: then nothing that a key ever signed counts any more, and what
that is is listed.`,
		Example: `  credctl governance retire lee-m
  credctl governance retire rowe-e --compromised --dry-run`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("credctl governance show lists who is known", "%s wants one person, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return o.known(cmd.Context(), len(args)), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().BoolVar(&o.compromised, "compromised", false, "somebody else may hold a key of theirs: what the keys signed counts no more")
	o.add(cmd)
	return cmd
}

// known are the people in force, for a shell to complete; none where they cannot
// be read, or somebody is named already.
func (o *governanceRetireOptions) known(ctx context.Context, named int) []string {
	if named > 0 {
		return nil
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil || office.book.InForce() == nil {
		return nil
	}
	return each(office.book.InForce().People, func(p record.Person) string { return p.ID })
}

func (o *governanceRetireOptions) run(ctx context.Context, id string) error {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	d, err := nextVersion(office)
	if err != nil {
		return err
	}
	person, err := office.person(id)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.after.People, func(p record.Person) bool { return p.ID == id })
	leaving := &d.after.People[i]
	leaving.Roles = nil
	for k := range leaving.Keys {
		switch key := &leaving.Keys[k]; {
		case o.compromised:
			key.Status = record.Compromised
		case key.Status == record.Active:
			key.Status = record.Retired
		}
	}
	if err := d.held(ctx, person); err != nil {
		return err
	}
	if err := d.loses(); err != nil {
		return err
	}
	if len(able(&d.after, record.Officer)) < d.after.OfficerThreshold {
		d.o.env.hint("take in another officer in the same version: credctl governance propose --enrol FILE --role %s= --key-status %s=retired", id, id)
	}
	return d.settle(ctx, &o.settle)
}

// held prints everything that somebody held.
func (d *governing) held(ctx context.Context, p record.Person) error {
	h, err := d.o.holdings(ctx, p)
	if err != nil {
		return err
	}
	return d.o.env.printList(calledBy(p)+" held:", h)
}

// printList prints a list under a title, and a blank line.
func (e *Env) printList(title string, lines []string) error {
	var b strings.Builder
	fmt.Fprintln(&b, report.Printable(title))
	for _, line := range lines {
		fmt.Fprintln(&b, "  "+report.Printable(line))
	}
	_, err := fmt.Fprintln(e.Out, b.String())
	return err
}
