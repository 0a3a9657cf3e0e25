package cli

import (
	"bytes"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/render"
	"github.com/advancing-practice/credctl/internal/report"
)

// diffFormats are the values of --format.
var diffFormats = []string{"text", "json", "markdown", "html"}

type diffOptions struct {
	env    *Env
	ref    string
	format string
	color  string
}

func newDiff(env *Env) *cobra.Command {
	o := &diffOptions{env: env}
	cmd := &cobra.Command{
		Use:   "diff <a> [b]",
		Short: "Say what changed from one version of a specification to another",
		Long: `Say what changed from one version of a specification to another: element by element
by their ids, field by field, and texts word by word. Layout, comments, the order of
keys, version and stage are no change.

Each change is a correction, an adjustment or a revision, with the reason; the whole
is what the greatest of them is. A correction asks for a new patch number of the
version, an adjustment for a minor, a revision for a major one. A greater step is
always allowed. Before 1.0.0 a revision asks for the minor number; a release candidate
counts as the version that it is a candidate of, and behind it anything may change.

What is compared may be
  wound-care/v1.0.0       the release with this tag
  wound-care              the file of the specification as it lies in the folder, or
                          with --ref as a commit has it
  specs/wound-care.yaml   any file
With one argument, a tag is compared with the file of its specification, and the file
of a specification with its last release.

The status is 1 if the version does not go far enough, or if an id now means something
else. Whether a change is right is for people to judge.`,
		Example: `  credctl diff wound-care
  credctl diff wound-care/v1.0.0 wound-care/v1.1.0
  credctl diff wound-care/v1.0.0 --ref origin/main
  credctl diff before.yaml after.yaml --format html > changes.html`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usagef("", "%s takes one or two versions of a specification, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: o.complete,
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&o.ref, "ref", "", "read specifications that are named by their id from the commit `REV`, a branch, tag or commit")
	addOwnFormat(cmd, &o.format, diffFormats...)
	addColor(cmd, &o.color)
	return cmd
}

func (o *diffOptions) run(ctx context.Context, args []string) error {
	if err := oneOfFlag("format", o.format, diffFormats); err != nil {
		return err
	}
	if err := oneOfFlag("color", o.color, config.Colors); err != nil {
		return err
	}
	from, to, err := o.sides(ctx, args)
	if err != nil {
		return err
	}
	if err := diffComparable(from, to); err != nil {
		return err
	}
	c := diff.Compare(from.spec, to.spec)
	if err := diffWrongWay(c, from, to); err != nil {
		return err
	}
	if err := o.write(c, from, to); err != nil {
		return err
	}
	if !c.OK() {
		return errFindings
	}
	return nil
}

// write writes the comparison in the format that was asked for.
func (o *diffOptions) write(c *diff.Comparison, from, to *diffSide) error {
	if o.format == "html" {
		d := render.Comparison(c)
		d.Standing = fmt.Sprintf("%s %s, compared with %s %s", to.name, to.sha256, from.name, from.sha256)
		var out bytes.Buffer
		if err := page.Write(&out, page.Page{Document: *d, Register: pageRegister(o.env)}); err != nil {
			return err
		}
		_, err := o.env.Out.Write(out.Bytes())
		return err
	}
	number, _ := buildVersion()
	return report.ComparisonFormats[o.format](o.env.Out, &report.Comparison{
		Comparison: c, From: from.reported(), To: to.reported(), Version: number,
		Options: report.Options{Color: o.env.colored(o.color, o.env.OutTerminal)},
	})
}
