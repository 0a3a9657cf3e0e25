package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/intervention"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

type interventionOptions struct {
	env    *Env
	format string
	color  string
}

func newIntervention(env *Env) *cobra.Command {
	o := &interventionOptions{env: env}
	cmd := &cobra.Command{
		Use:   "intervention [id|path]",
		Short: "Show the types of workforce development, and which fits a specification",
		Long: `Show the five types of workforce development that the Centre sets side by side, and
what tells them apart. With the id of a specification, or a path, say which of them
go with what that file shows, which do not and why, and how that compares with the
type that its proposal chose.

This is a help for reading. It says how sure the table is, names what could not be
read, and is no verdict: the choice is for people.`,
		Example: `  credctl intervention
  credctl intervention mental-health
  credctl intervention specs/mental-health.yaml --format json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("", "%s reads one specification at a time, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: completeIDs(env),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := env.pageOptions(o.format, o.color)
			if err != nil {
				return err
			}
			if len(args) == 1 {
				return o.one(cmd, args[0], options)
			}
			if o.format == "json" {
				return report.InterventionsJSON(env.Out, intervention.Types())
			}
			return report.Interventions(env.Out, intervention.Types(), options)
		},
	}
	addFormat(cmd, &o.format)
	addColor(cmd, &o.color)
	return cmd
}

// one prints what can be told of one specification.
func (o *interventionOptions) one(cmd *cobra.Command, named string, options report.Options) error {
	var paths []string
	if !likeID(named) {
		paths = []string{named}
	}
	p, err := openSettings(o.env, cmd.Flags(), paths)
	if err != nil {
		return err
	}
	defer p.close()
	file, err := p.meant(named)
	if err != nil {
		return err
	}
	data, err := p.source(cmd.Context(), file)
	if err != nil {
		return err
	}
	doc, found := yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: p.settings.MaxBytes})
	if doc == nil || !doc.Root().Present() {
		return hinted{fmt.Errorf("%q cannot be read", file), "credctl validate " + file + " says why"}
	}
	s, more := spec.Decode(doc)
	if slices.Concat(found, more).AtLeast(finding.Error) {
		o.env.warn(fmt.Sprintf("%s is not in order, and what could not be understood was passed over", file), "credctl validate "+file+" says what is wrong")
	}
	name := s.ID
	if name == "" {
		name = file
	}
	if o.format == "json" {
		return report.InterventionOfJSON(o.env.Out, name, string(s.Stage), intervention.Read(s))
	}
	return report.InterventionOf(o.env.Out, name, string(s.Stage), intervention.Read(s), options)
}

// likeID reports whether an argument is an id rather than a path.
func likeID(arg string) bool { return arg != workspace.Stdin && !likeFile(arg) }

// meant finds the file that an id or a path means.
func (p *project) meant(named string) (string, error) {
	if named == "" {
		return "", usagef("", "the specification is named by an empty text, want an id or a path")
	}
	if !likeID(named) {
		selection, err := p.files.Sources([]string{named})
		switch {
		case err != nil:
			return "", err
		case len(selection.Files) != 1:
			return "", usagef("name one of the files", "%q holds %d specifications, want one", named, len(selection.Files))
		}
		return selection.Files[0], nil
	}
	if err := p.list(); err != nil {
		return "", err
	}
	return p.specification(named)
}
