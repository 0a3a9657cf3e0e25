package cli

import (
	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/report"
)

type criteriaOptions struct {
	env    *Env
	shared sharedFlags
	format string
}

func newCriteria(env *Env) *cobra.Command {
	o := &criteriaOptions{env: env}
	cmd := &cobra.Command{
		Use:   "criteria",
		Short: "List the criteria packs in force and their criteria",
		Long: `List the criteria packs in force here and their criteria: which are mandatory,
how well each is founded (seen in a source, inferred, or local), and the codes of
the checks that look for evidence. A criterion without a check is for reviewers
alone; so is every judgement. Which packs are in force at the gateway and for
endorsement is said by governance, where there is one, else by the settings.`,
		Example: `  credctl criteria
  credctl criteria --format json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd) },
	}
	o.shared.add(cmd, env)
	addFormat(cmd, &o.format)
	return cmd
}

func (o *criteriaOptions) run(cmd *cobra.Command) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	p, err := o.shared.open(o.env, cmd.Flags(), nil)
	if err != nil {
		return err
	}
	defer p.close()
	if o.format == "json" {
		return report.CriteriaJSON(o.env.Out, p.set.Packs())
	}
	return report.Criteria(o.env.Out, p.set.Packs(), p.options())
}
