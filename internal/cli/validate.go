package cli

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

type validateOptions struct {
	env        *Env
	flags      *pflag.FlagSet
	shared     sharedFlags
	cache      cacheFlags
	as         string
	failOn     string
	formats    formatsFlag
	outputFile string
	outputs    []output // where the report goes, as settle worked it out
	quiet      bool
	summary    bool
	since      sinceFlags
	stdin      func() ([]byte, error)
	paths      []string
}

func newValidate(env *Env) *cobra.Command {
	o := &validateOptions{env: env}
	cmd := &cobra.Command{
		Use:   "validate [path...]",
		Short: "Check specifications and say what evidence is there",
		Long: `Check specifications: how they are written, what they refer to, and what evidence
for the criteria a machine can find in them.

Paths are files, folders, or - for standard input. Without a path, every
specification of this repository is checked. How much a finding weighs depends on
the stage that a specification says it is at; --as shows another gate. Where
governance is in force, it says which criteria are.

With --since, only what changed since the history parted from a branch, tag or
commit is checked, with those specifications that refer to it, and the findings
that the change introduced are told from those that were already there. What the
base says of criteria, frameworks and settings decides; if the change alters any
of it, that is a finding, and specifications are judged by both. This is all that
git is needed for.

One run can feed several readers: --format FORMAT says what goes to standard
output, and each --format FORMAT=FILE writes a file besides. With --format github,
a summary is added to the file that GITHUB_STEP_SUMMARY names.

A comment of the form "# credctl: ignore CODE reason=..." above a line suppresses a
finding there that does not block endorsement; how many are suppressed is always
said. What was found out about unchanged files is kept in your cache folder.

Nothing else is written. The exit status is 0 if nothing blocks, 1 if findings do,
2 if the command line was not understood, 3 if a file could not be read or written
or the program could not do its work, and 4 if, under --strict-base, it cannot be
told what changed.`,
		Example: `  credctl validate
  credctl validate specs/mental-health.yaml
  credctl validate --as candidate specs/mental-health.yaml
  credctl validate --since origin/main --fail-on-new
  credctl validate --format json --output-file findings.json
  credctl validate --format github --format sarif=findings.sarif --format html=findings.html`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = env.expandWildcards(args)
			return o.run(cmd)
		},
	}
	o.shared.add(cmd, env)
	o.cache.add(cmd)
	flags := cmd.Flags()
	o.flags = flags
	flags.StringVar(&o.as, "as", "", "judge as if at `STAGE`: proposal, draft or candidate")
	flags.StringVar(&o.failOn, "fail-on", "error", "findings of this `SEVERITY` or more block: note, warning or error")
	flags.Var(&o.formats, "format", "report as `FORMAT`, or with FORMAT=FILE into a file besides; may be repeated: "+strings.Join(config.Formats, ", ")+", the last being the comments that would suppress findings")
	flags.StringVar(&o.outputFile, "output-file", "", "write the report to `FILE` instead of standard output")
	flags.BoolVarP(&o.quiet, "quiet", "q", false, "show only the findings that block, and the closing line")
	flags.BoolVar(&o.summary, "summary", false, "show one line for each specification, and the closing line")
	o.since.add(cmd)
	completeWords(cmd, "as", stages()...)
	completeWords(cmd, "fail-on", config.FailOns...)
	flags.Lookup("format").DefValue = "text"
	completeFormats(cmd)
	return cmd
}

func stages() []string {
	var words []string
	for _, stage := range spec.Stages {
		words = append(words, string(stage))
	}
	return words
}

func (o *validateOptions) run(cmd *cobra.Command) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = o.failed(newBrokenDown(p))
		}
	}()
	p, err := o.shared.open(o.env, cmd.Flags(), o.paths)
	if err == nil {
		defer p.close()
	}
	if err := errors.Join(o.settle(p), err); err != nil {
		return o.failed(err)
	}
	if err := o.since.usable(); err != nil {
		return o.failed(err)
	}
	if o.as != "" {
		if err := oneOfFlag("as", o.as, stages()); err != nil {
			return o.failed(err)
		}
	}
	return o.check(cmd.Context(), p)
}

// check checks what can be, reports it, and says what could not be.
func (o *validateOptions) check(ctx context.Context, p *project) error {
	in, unusable := o.input(ctx, p)
	if err := o.spareSources(p, in); err != nil {
		return o.failed(err)
	}
	known, err := o.cache.remember(o.env, p, &in)
	if err != nil {
		return o.failed(err)
	}
	compared, err := o.compare(ctx, p, in, known)
	if err != nil {
		return o.failed(err)
	}
	defer compared.close()
	result, unread := compared.run(ctx)
	if errors.Is(unread, context.Canceled) {
		return unread
	}
	defer known.done(len(result.Verdicts))
	failure := errors.Join(unusable, unread)
	if failure != nil && len(result.Verdicts) == 0 && len(result.Findings) == 0 {
		return o.failed(failure)
	}
	reported := o.report(p, compared, result, failure)
	if failure != nil && errors.Is(reported, errFindings) {
		return failure // not everything was checked, which weighs more than what was found
	}
	return errors.Join(failure, reported)
}

// input says what is to be checked. The error is about arguments that cannot be
// used; the Input holds what the others mean.
func (o *validateOptions) input(ctx context.Context, p *project) (validate.Input, error) {
	selection, err := p.files.Sources(o.paths)
	in := validate.Input{
		Files: selection.Files, Criteria: p.set, Frameworks: p.frameworks, As: spec.Stage(o.as),
		Reading: yamldoc.Options{MaxBytes: p.settings.MaxBytes},
		Today:   o.env.today(),
		Read:    o.reader(ctx, p),
	}
	in.TallyOnly = len(in.Files) > 1 && !o.showsEvidence()
	for _, stray := range selection.Strays {
		in.Strays = append(in.Strays, validate.Stray(stray))
	}
	for _, file := range in.Files {
		if file == workspace.Stdin || !filepath.IsLocal(filepath.FromSlash(file)) {
			in.Loose = append(in.Loose, file)
		}
	}
	in.Others = without(p.listing.Specifications, in.Files)
	return in, err
}

// without returns what is in all and not in some; both are sorted.
func without(all, some []string) (rest []string) {
	for _, one := range all {
		for len(some) > 0 && some[0] < one {
			some = some[1:]
		}
		if len(some) == 0 || some[0] != one {
			rest = append(rest, one)
		}
	}
	return rest
}

// reader returns how files are read; standard input, which can be read once
// only, is kept.
func (o *validateOptions) reader(ctx context.Context, p *project) func(file string) ([]byte, error) {
	o.stdin = sync.OnceValues(func() ([]byte, error) { return o.env.readStdin(ctx, p.settings.MaxBytes) })
	return o.readerUpTo(p, p.settings.MaxBytes)
}

// readerUpTo is reader with another limit for files.
func (o *validateOptions) readerUpTo(p *project, limit int) func(file string) ([]byte, error) {
	return func(file string) ([]byte, error) {
		if file == workspace.Stdin {
			return o.stdin()
		}
		return p.files.Read(file, limit)
	}
}

// report writes the report, and says by its error whether findings block. The
// failure says what could not be checked; it may be nil.
func (o *validateOptions) report(p *project, compared *comparison, result validate.Result, failure error) error {
	number, _ := buildVersion()
	r := report.Report{
		Result: result, Checked: len(result.Verdicts), Version: number,
		Options: report.Options{Quiet: o.quiet, Summary: o.summary},
		Sources: func(file string) []byte {
			data, err := compared.head.Read(file)
			if err != nil {
				return nil // the finding is shown without its line
			}
			return data
		},
	}
	compared.describe(&r)
	if failure != nil {
		r.Unchecked = strings.Split(failure.Error(), "\n")
	}
	if err := o.write(p, r); err != nil {
		return err
	}
	if r.Blocking() > 0 {
		return errFindings
	}
	return nil
}
