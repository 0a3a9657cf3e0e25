package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/report"
)

func newConfig(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the settings in force",
		Long: `Settings come, in rising order, from the program, from .credctl.yaml in the root
of the repository, from environment variables CREDCTL_..., and from flags.`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newConfigShow(env))
	return cmd
}

type configShowOptions struct {
	env    *Env
	shared sharedFlags
	format string
}

func newConfigShow(env *Env) *cobra.Command {
	o := &configShowOptions{env: env}
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print every setting, its value, and where that was said",
		Example: `  credctl config show
  credctl config show --format json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd) },
	}
	o.shared.add(cmd, env)
	addFormat(cmd, &o.format)
	return cmd
}

// run takes the settings alone: a pack that cannot be read must not stand in the
// way of finding out who named it.
func (o *configShowOptions) run(cmd *cobra.Command) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	p, err := openSettings(o.env, cmd.Flags(), nil)
	if err != nil {
		return err
	}
	defer p.close()
	if o.format == "json" {
		return showJSON(o.env, p.settings.Origins())
	}
	table := tabwriter.NewWriter(o.env.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SETTING\tVALUE\tFROM")
	for _, origin := range p.settings.Origins() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", origin.Setting, report.Printable(origin.Value), report.Printable(origin.From))
	}
	return table.Flush()
}

func showJSON(env *Env, origins []config.Origin) error {
	type row struct {
		Setting string `json:"setting"`
		Value   string `json:"value"`
		From    string `json:"from"`
	}
	var rows []row
	for _, origin := range origins {
		rows = append(rows, row(origin))
	}
	return env.printJSON(rows)
}
