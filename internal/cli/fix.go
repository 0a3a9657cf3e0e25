package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/fix"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

type fixOptions struct {
	env    *Env
	dryRun bool
	paths  []string
}

func newFix(env *Env) *cobra.Command {
	o := &fixOptions{env: env}
	cmd := &cobra.Command{
		Use:   "fix [path...]",
		Short: "Mend what has one right answer",
		Long: `Mend, in specifications, what has one right answer: invisible characters that came
along when text was pasted, line ends, a byte order mark, spaces that YAML does not
take for such, quotes around an id that looks like a number, and a word in capitals
where the format wants small letters. Everything else is left for you, and nothing
is changed that "credctl validate" does not report.

Paths are files, folders, or - for standard input, whose mended text goes to
standard output. Without a path, every specification of this repository is mended.
What was mended is listed, a line for each code in each file; --dry-run lists it and
changes nothing. The exit status is 0 whether or not there was anything to mend, and
3 if a file could not be read or written.`,
		Example: `  credctl fix --dry-run
  credctl fix specs/mental-health.yaml`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = env.expandWildcards(args)
			return o.run(cmd)
		},
	}
	cmd.Flags().BoolVarP(&o.dryRun, "dry-run", "n", false, "list what would be mended, and change nothing")
	return cmd
}

func (o *fixOptions) run(cmd *cobra.Command) error {
	p, err := openSettings(o.env, cmd.Flags(), o.paths)
	if err != nil {
		return err
	}
	defer p.close()
	selection, failures := p.files.Sources(o.paths)
	for _, stray := range selection.Strays {
		o.env.warn(fmt.Sprintf("%s is passed over: %s", stray.File, stray.Reason), stray.Help)
	}
	changed := 0
	for _, file := range selection.Files {
		if err := cmd.Context().Err(); err != nil {
			return o.interrupted(err, changed)
		}
		fixed, err := o.mend(cmd.Context(), p, file)
		if errors.Is(err, context.Canceled) {
			return o.interrupted(err, changed)
		}
		failures = errors.Join(failures, err)
		if fixed {
			changed++
		}
	}
	if changed == 0 && len(selection.Files) > 0 && failures == nil {
		o.env.tell("note", "nothing to mend: no file was changed", "")
	}
	return failures
}

// interrupted says what an interrupted run has left behind.
func (o *fixOptions) interrupted(err error, changed int) error {
	if changed > 0 && !o.dryRun {
		return errors.New("interrupted: the files named above were mended, no others")
	}
	return err
}

// mend mends one file, and reports whether there was anything to mend.
func (o *fixOptions) mend(ctx context.Context, p *project, file string) (bool, error) {
	data, err := p.source(ctx, file)
	if err != nil {
		return false, err
	}
	reading := yamldoc.Options{MaxBytes: p.settings.MaxBytes}
	mended, fixed := fix.Source(file, data, reading)
	if err := o.handOut(p, file, data, mended); err != nil {
		return false, err
	}
	o.list(file, fixed)
	if doc, _ := yamldoc.Parse(file, mended, reading); doc == nil {
		o.env.warn(fmt.Sprintf("%s cannot be read; what stands in the way has no one right answer", file), "credctl validate "+file+" says why")
	}
	return len(fixed) > 0, nil
}

// handOut prints or writes what became of a file.
func (o *fixOptions) handOut(p *project, file string, before, after []byte) (err error) {
	switch {
	case o.dryRun:
	case file == workspace.Stdin:
		_, err = o.env.Out.Write(after)
	default:
		err = p.rewrite(file, before, after)
	}
	return err
}

// list lists what was mended in a file, a code a line. Where standard output is
// for a text, no line gets between.
func (o *fixOptions) list(file string, fixed []fix.Fixed) {
	w, done := o.env.Out, "mended"
	switch {
	case o.dryRun:
		done = "would mend"
	case slices.Contains(o.paths, workspace.Stdin):
		w = o.env.Err
	}
	titles := fixTitles()
	for _, f := range fixed {
		fmt.Fprintf(w, "%s: %s %s in %s: %s\n", report.Printable(file), done, f.Code, counted(f.Places, "place"), titles[f.Code])
	}
}

// fixTitles are the titles of the codes that fix can mend.
func fixTitles() map[string]string {
	titles := map[string]string{}
	for _, page := range slices.Concat(yamldoc.Pages(), decode.Pages()) {
		titles[page.Code] = page.Title
	}
	return titles
}
