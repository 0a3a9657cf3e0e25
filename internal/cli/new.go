package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/intake"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

type newOptions struct {
	env     *Env
	shared  sharedFlags
	answers drafting.Answers
	stage   string
	given   func(flag string) bool
	yes     bool
	dryRun  bool
	from    fromOptions
}

func newNew(env *Env) *cobra.Command {
	o := &newOptions{env: env}
	cmd := &cobra.Command{
		Use:   "new [id]",
		Short: "Begin a specification",
		Long: `Begin a specification: a few questions are asked, and specs/ID.yaml is written, at
the stage proposal. Each answer can be given as a flag instead. What is left open
becomes a text that begins with TODO and says what belongs there. Such a text is
allowed until the specification is a candidate, and is evidence for nothing. Numbers
that are not known are left out.

With --from, the domains, capabilities, statements and mappings of a table or of a
Word document are taken over, at the stage draft, and nothing is asked. What the
columns of a table and the headings of a document mean is guessed, said, and set
right with --column and --heading; whatever is not understood is listed with its
place. Tables are saved from the spreadsheet program as CSV. The roles of columns are
` + roles(intake.ColumnRoles()) + `; those of headings are
` + roles(intake.HeadingRoles()) + `.

The id names the specification for good: lower-case letters, digits and hyphens.
Nothing that is there already is overwritten, and nothing is written if the
questions are broken off.`,
		Example: `  credctl new
  credctl new wound-care
  credctl new wound-care --title "Wound care" --profession Nursing,Podiatry --yes
  credctl new wound-care --yes --dry-run
  credctl new wound-care --from capabilities.csv --column capability=B
  credctl new wound-care --from framework.docx`,
		Args: oneAtMost,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.answers.ID = args[0]
			}
			o.given = cmd.Flags().Changed
			return o.run(cmd)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	flags, a := cmd.Flags(), &o.answers
	flags.StringVar(&a.Title, "title", "", "name the area in a few `WORDS`")
	flags.StringVar(&a.Author, "author", "", "`NAME` of the author; more are added in the file")
	flags.StringVar(&a.Organisation, "organisation", "", "`NAME` of the organisation that the author works for")
	flags.StringVar(&a.Need, "need", "", "`SENTENCE` on what too few people can do today")
	flags.StringVar(&a.Population, "population", "", "`WORDS` on whose care depends on it")
	flags.StringSliceVar(&a.Professions, "profession", nil, "`NAME` of a profession that shares the need; may be repeated, or several with commas")
	flags.IntVar(&a.Level, "level", 0, "academic level in the FHEQ, a `NUMBER`; left out if not given")
	flags.StringVar(&o.stage, "stage", string(spec.Proposal), "begin at `STAGE`: proposal, draft or candidate")
	flags.BoolVarP(&o.yes, "yes", "y", false, "ask nothing: leave open what no flag answers")
	flags.BoolVarP(&o.dryRun, "dry-run", "n", false, "print the specification and write nothing")
	o.from.add(cmd)
	o.shared.addPack(cmd, env)
	for _, q := range questions() {
		if err := cmd.RegisterFlagCompletionFunc(q.flag, cobra.NoFileCompletions); q.flag != "" && err != nil {
			panic(err) // the command has no such flag
		}
	}
	completeWords(cmd, "level", "7", "8")
	completeWords(cmd, "stage", stages()...)
	return cmd
}

// oneAtMost refuses a second argument.
func oneAtMost(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usagef("put a text of several words in quotes", "%s takes one id, found %q besides", cmd.CommandPath(), args[1])
	}
	return nil
}

func (o *newOptions) run(cmd *cobra.Command) error {
	if err := o.prepare(); err != nil {
		return err
	}
	if err := oneOfFlag("stage", o.stage, stages()); err != nil {
		return err
	}
	o.answers.Stage = spec.Stage(o.stage)
	p, err := o.shared.open(o.env, cmd.Flags(), nil)
	if err != nil {
		return err
	}
	defer p.close()
	if p.insideSpecs() {
		return usagef("go one folder up, or run credctl new where the repository is", "this folder is itself called specs, and no repository was found around it")
	}
	judge := p.judge()
	if err := o.checkGiven(p, judge); err != nil {
		return err
	}
	if err := o.complete(cmd.Context(), p, judge); err != nil {
		return err
	}
	draft, err := o.takeOver(p)
	if err != nil {
		return err
	}
	source, err := o.begin(judge, draft)
	if err != nil {
		return fmt.Errorf("begin %s: %w", specFile(o.answers.ID), err)
	}
	if o.dryRun {
		_, err := o.env.Out.Write(source)
		return err
	}
	if err := p.create(specFile(o.answers.ID), source); err != nil {
		return err
	}
	o.tell(p, judge, source)
	return nil
}

// checkGiven holds what flags and the argument say to the rules of the format.
func (o *newOptions) checkGiven(p *project, judge *drafting.Judge) error {
	for _, q := range questions() {
		if !q.answered(&o.answers) {
			continue
		}
		f, wrong := q.check(p, judge, o.answers)
		if !wrong {
			continue
		}
		if q.flag == "" {
			return usagef(f.Help, "%s", f.Message)
		}
		return usagef(f.Help, "flag --%s: %s", q.flag, f.Message)
	}
	if o.given("level") {
		if _, wrong := wrongAt("/level", judge.Check(o.answers)); wrong || o.answers.Level == 0 {
			return usagef("advanced practice is at level 7", "flag --level is %d, want a level of the FHEQ", o.answers.Level)
		}
	}
	if o.answers.Stage == spec.Candidate && o.answers.Level == 0 {
		return usagef("a number cannot be left open", "a candidate states its academic level, want --level")
	}
	return nil
}

// complete asks what is not known yet, or refuses to where nobody would answer.
func (o *newOptions) complete(ctx context.Context, p *project, judge *drafting.Judge) error {
	var open []question
	for _, q := range questions() {
		if !q.answered(&o.answers) {
			open = append(open, q)
		}
	}
	switch {
	case len(open) == 0:
		return nil
	case o.yes && o.answers.ID == "":
		return usagef("type it behind the command, such as credctl new wound-care --yes", "the id of the specification is missing")
	case o.yes:
		return nil
	case !o.env.InTerminal:
		return notAsked(open)
	}
	return o.interview(ctx, p, judge, open)
}

// notAsked says which flags answer what cannot be asked.
func notAsked(open []question) error {
	var flags []string
	for _, q := range open {
		if q.flag == "" {
			return usagef("type it behind the command, such as credctl new wound-care", "the id of the specification is missing")
		}
		flags = append(flags, "--"+q.flag)
	}
	return usagef("give them, or --yes to leave open what they would answer",
		"nobody is there to answer questions, since standard input is no terminal: want %s", strings.Join(flags, ", "))
}

// tell says what was written, and what comes next.
func (o *newOptions) tell(p *project, judge *drafting.Judge, source []byte) {
	file := specFile(o.answers.ID)
	o.env.say("%s was written, at the stage %s", file, o.answers.Stage)
	if n := len(judge.OpenPlaces(source, o.answers.Stage)); n > 0 {
		o.env.say("still to be written in it: %s marked TODO", counted(n, "text"))
	}
	o.env.hint("write on in it, then run credctl validate %s", p.shown(file))
}

// clash says that an id is taken, or a file in the way of the one that would be
// written.
func (p *project) clash(id string) (finding.Finding, bool) {
	file := specFile(id)
	taken := slices.ContainsFunc(p.listing.Specifications, func(other string) bool { return strings.EqualFold(other, file) })
	if taken {
		return finding.Finding{
			Message: fmt.Sprintf("the id %q is taken: %s is there already", id, file),
			Help:    "an id is never used again; choose another",
		}, true
	}
	for _, stray := range p.listing.Strays {
		if stem, _, _ := strings.Cut(strings.TrimPrefix(stray.File, "specs/"), "."); strings.EqualFold(stem, id) {
			return finding.Finding{
				Message: fmt.Sprintf("%s lies where the specification %q would: %s", stray.File, id, stray.Reason), Help: stray.Help,
			}, true
		}
	}
	return p.usedInside(id)
}

// usedInside says that a file of another name has the id.
func (p *project) usedInside(id string) (finding.Finding, bool) {
	file := specFile(id)
	res, err := validate.Run(context.Background(), validate.Input{
		Files: []string{file}, Others: p.listing.Specifications, Criteria: p.set, Frameworks: p.frameworks,
		Read: func(name string) ([]byte, error) {
			if name == file {
				return fmt.Appendf(nil, "id: %s\n", id), nil
			}
			return p.files.Read(name, p.settings.MaxBytes)
		},
		Reading: yamldoc.Options{MaxBytes: p.settings.MaxBytes}, TallyOnly: true,
	})
	if err != nil {
		return finding.Finding{}, false
	}
	i := slices.IndexFunc(res.Findings, func(f finding.Finding) bool { return f.Code == validate.CodeSharedID })
	if i < 0 {
		return finding.Finding{}, false
	}
	return res.Findings[i], true
}
