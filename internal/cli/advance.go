package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

type advanceOptions struct {
	env    *Env
	shared sharedFlags
	id     string
	to     string
	dryRun bool
}

func newAdvance(env *Env) *cobra.Command {
	o := &advanceOptions{env: env}
	cmd := &cobra.Command{
		Use:   "advance id draft|candidate",
		Short: "Take a specification to its next stage",
		Long: `Take a specification to its next stage: from proposal to draft, or from draft to
candidate. The word behind stage is changed in its place, and the parts that the
packs in force need at that stage and that are not there are added, as texts that
begin with TODO and say what belongs there. Nothing else of the file is touched.

Numbers, ids, mappings and choices cannot be texts to come; those that are needed
are listed, and left to the authors. The file must be well formed. A specification
that is illustrative can never become a candidate. The exit status is 1 if the file
says something that stands in the way.`,
		Example: `  credctl advance wound-care draft
  credctl advance wound-care candidate --dry-run`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef("such as "+cmd.CommandPath()+" wound-care draft", "%s takes an id and a stage, found %s", cmd.CommandPath(), counted(len(args), "argument"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id, o.to = args[0], args[1]
			return o.run(cmd)
		},
		ValidArgsFunction: completeIDs(env, stages()[1:]...),
	}
	cmd.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "show what would change and write nothing")
	o.shared.add(cmd, env)
	return cmd
}

func (o *advanceOptions) run(cmd *cobra.Command) error {
	if err := oneOfArgument("stage", o.to, stages()); err != nil {
		return err
	}
	p, err := o.shared.open(o.env, cmd.Flags(), nil)
	if err != nil {
		return err
	}
	defer p.close()
	file, err := p.specification(o.id)
	if err != nil {
		return err
	}
	before, err := p.files.Read(file, p.settings.MaxBytes)
	if err != nil {
		return err
	}
	a, err := p.judge().Advance(file, before, spec.Stage(o.to))
	switch {
	case errors.Is(err, drafting.ErrAlready):
		o.env.say("%s is at the stage %s already; nothing was changed", file, o.to)
		return nil
	case err != nil:
		return o.refuse(p, file, before, a, err)
	}
	if o.dryRun {
		err := report.Diff(o.env.Out, file, before, a.Source, p.options())
		return errors.Join(err, o.tell(p, file, a))
	}
	if err := p.rewrite(file, before, a.Source); err != nil {
		return err
	}
	return o.tell(p, file, a)
}

// refuse says why a specification stays at its stage.
func (o *advanceOptions) refuse(p *project, file string, source []byte, a drafting.Advanced, err error) error {
	switch {
	case errors.Is(err, drafting.ErrBack):
		return usagef("to go back, change the word behind stage in the file; the texts stay",
			"%s is at the stage %s, and %s lies before that: %w", file, a.From, o.to, err)
	case errors.Is(err, drafting.ErrSkips):
		return usagef(fmt.Sprintf("credctl advance %s draft comes first", o.id), "%s is at the stage %s: %w", file, a.From, err)
	case errors.Is(err, drafting.ErrMalformed), errors.Is(err, drafting.ErrIllustrative):
		reported := report.Formats["text"](o.env.Err, report.Report{
			Result: validate.Result{Findings: a.Left}, Packs: p.set.Packs(), Checked: 1,
			Sources: func(string) []byte { return source }, Options: p.optionsFor(o.env.ErrTerminal),
		})
		o.env.complain(fmt.Errorf("%s was not advanced: %w", file, err), "")
		return errors.Join(reported, errFindings)
	}
	return fmt.Errorf("advance %s: %w; nothing was changed", file, err)
}

// tell says what was changed, and what is left to do.
func (o *advanceOptions) tell(p *project, file string, a drafting.Advanced) error {
	now := "is now"
	if o.dryRun {
		now = "would be"
	}
	added := "nothing to add"
	if n := len(a.Added); n > 0 {
		added = counted(n, "part") + " added, to be written where it says TODO:"
	}
	o.env.say("%s %s at the stage %s; %s", file, now, o.to, added)
	doc, _ := yamldoc.Parse(file, a.Source, yamldoc.Options{MaxBytes: p.settings.MaxBytes})
	for _, pointer := range a.Added {
		o.env.say("  line %d: %s", doc.At(pointer).Pos().Line, decode.Name(pointer))
	}
	o.open(p, a.Source)
	o.left(doc, a.Left)
	if !o.dryRun {
		o.env.hint("write on in it, then run credctl validate %s", p.shown(file))
	}
	return nil
}

// open says how many texts are still to be written, those that were there before
// too.
func (o *advanceOptions) open(p *project, source []byte) {
	n := len(p.judge().OpenPlaces(source, spec.Stage(o.to)))
	if n == 0 {
		return
	}
	limit := ""
	if spec.Stage(o.to) == spec.Candidate {
		limit = "; a candidate may have none"
	}
	o.env.say("still to be written in it: %s marked TODO%s", counted(n, "text"), limit)
}

// left lists what only the authors can add.
func (o *advanceOptions) left(doc *yamldoc.Document, found finding.List) {
	if len(found) == 0 {
		return
	}
	o.env.say("%s that the stage asks for can only come from the authors:", counted(len(found), "thing"))
	for _, f := range found {
		place := fmt.Sprintf("line %d: ", f.Pos.Line)
		if !doc.At(f.Pointer).Present() {
			place = "" // there is no line of what is missing
		}
		o.env.say("  %s%s [%s]", place, f.Message, f.Code)
		if f.Help != "" {
			o.env.say("    %s", f.Help)
		}
	}
}
