package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/record"
)

func newGovernance(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "governance",
		Short: "Say who may do what: people, roles, keys, criteria, quorum",
		Long:  governanceManual,
		Args:  unknownCommand,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newGovernanceInit(env), newGovernancePropose(env), newGovernanceShow(env), newGovernanceRetire(env))
	return cmd
}

// governanceOptions are the options of the commands that make a version.
type governanceOptions struct {
	env    *Env
	ref    refFlag
	change changeFlags
	settle settleFlags
}

func (o *governanceOptions) add(cmd *cobra.Command) {
	o.ref.add(cmd)
	o.settle.keyFlags.add(cmd)
	o.settle.putFlags.add(cmd)
	o.settle.yesFlag.addAs(cmd, "sign without asking")
	cmd.Flags().BoolVarP(&o.settle.dryRun, "dry-run", "n", false, "say what would change, and write nothing")
}

func newGovernanceInit(env *Env) *cobra.Command {
	o := &governanceOptions{env: env}
	cmd := &cobra.Command{
		Use:   "init --enrol FILE... | --from FILE",
		Short: "Begin governance with the first officers",
		Long: `Begin governance in a repository that has none: governance/0001.yaml with the people
whose enrolment requests are given, signed by you as one of its officers, and copies
of the criteria under criteria/ where they are missing. Roles are what a request
says, unless --role says otherwise. It takes two officers or more; have three, or
the first to leave locks governance.

The SHA-256 of this file is the trust root: what everybody who verifies compares.
Publish it where this repository's host has no say, such as on a website and in
print.`,
		Example: `  credctl governance init --enrol enrol-ng-t.yaml --enrol enrol-patel-s.yaml --enrol enrol-quinn-d.yaml
  credctl governance init --enrol enrol-ng-t.yaml --enrol enrol-patel-s.yaml --role ng-t=officer,staff --role patel-s=officer
  credctl governance init --from first.yaml --dry-run`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.change.take(cmd, args); err != nil {
				return err
			}
			if len(o.change.enrol) == 0 && o.change.from == "" {
				return usagef("credctl enrol writes them, one for each person", "nobody is named: want enrolment requests with --enrol, or --from FILE")
			}
			return o.init(cmd.Context())
		},
	}
	o.change.add(cmd)
	o.add(cmd)
	return cmd
}

func (o *governanceOptions) init(ctx context.Context) error {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	if len(office.book.Governance) > 0 || len(office.book.Problems) > 0 {
		return usagef("credctl governance show says who is known, credctl governance propose changes it", "this repository has governance already")
	}
	d := &governing{o: office, beside: map[string][]byte{}, after: record.Governance{
		Serial: 1, OfficerThreshold: 2,
		Policy: record.Policy{
			Reviewers: 2, Endorsers: 2, Openers: 1,
			OfRole: []record.RoleCount{{Role: record.Academic, Count: 1}, {Role: record.Clinical, Count: 1}},
		},
		GatewayPolicy: record.Policy{Reviewers: 1},
	}}
	if err := d.putInForce(firstEndorsement, &d.after.Packs); err != nil {
		return err
	}
	if err := d.putInForce(firstGateway, &d.after.GatewayPacks); err != nil {
		return err
	}
	if err := d.change(&o.change); err != nil {
		return err
	}
	return d.settle(ctx, &o.settle)
}

// The criteria that a repository begins with, as they come with the program.
const (
	firstEndorsement = "endorsement@1.0.0"
	firstGateway     = "gateway@1.0.0"
)

func newGovernancePropose(env *Env) *cobra.Command {
	o := &governanceOptions{env: env}
	cmd := &cobra.Command{
		Use:   "propose",
		Short: "Propose the next version of governance",
		Long: `Propose the next version of governance, as an officer: from enrolment requests,
from an edited copy of the version in force, by flags, or by all of these. Number
and previous hash of the version are filled in. What changes is said in words; then
you sign, and the other officers sign with credctl sign.

Somebody who is known and enrols once more gets one more key. A new edition of
criteria is committed first, as criteria/PACK/VERSION.yaml, and then put in force
with --pack: its hash is that of the committed file.

It is refused if fewer than two officers would have to sign, if fewer with an active
key would be left than must sign, if a key has ever belonged to somebody else, or if
the proof in a request does not hold.`,
		Example: `  credctl governance propose --enrol enrol-okafor-a.yaml enrol-lee-m.yaml
  credctl governance show --yaml > next.yaml
  credctl governance propose --from next.yaml
  credctl governance propose --role rowe-e=staff,officer --threshold 3
  credctl governance propose --key-status lee-m=compromised
  credctl governance propose --pack endorsement@1.1.0 --dry-run`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.change.take(cmd, args); err != nil {
				return err
			}
			return o.propose(cmd.Context())
		},
	}
	o.change.add(cmd)
	o.add(cmd)
	return cmd
}

func (o *governanceOptions) propose(ctx context.Context) error {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	d, err := nextVersion(office)
	if err != nil {
		return err
	}
	if err := d.change(&o.change); err != nil {
		return err
	}
	if err := d.loses(); err != nil {
		return err
	}
	return d.settle(ctx, &o.settle)
}
