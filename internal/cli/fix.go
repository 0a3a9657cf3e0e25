package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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
	changed := 0
	for _, file := range selection.Files {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		fixed, err := o.mend(p, file)
		if err != nil {
			failures = errors.Join(failures, err)
		}
		if fixed {
			changed++
		}
	}
	if changed == 0 && len(selection.Files) > 0 && failures == nil {
		o.env.tell("note", "nothing to mend: no file was changed", "")
	}
	return failures
}

// mend mends one file, and reports whether there was anything to mend.
func (o *fixOptions) mend(p *project, file string) (bool, error) {
	data, err := p.source(file)
	if err != nil {
		return false, err
	}
	mended, fixed := fix.Source(file, data, yamldoc.Options{MaxBytes: p.settings.MaxBytes})
	list := o.env.Out
	if file == workspace.Stdin {
		list = o.env.Err
		if _, err := o.env.Out.Write(mended); err != nil {
			return false, err
		}
	} else if !o.dryRun && !bytes.Equal(data, mended) {
		if err := p.rewrite(file, data, mended); err != nil {
			return false, err
		}
	}
	o.list(list, file, fixed)
	return len(fixed) > 0, nil
}

// list lists what was mended in a file, a code a line.
func (o *fixOptions) list(w io.Writer, file string, fixed []fix.Fixed) {
	done := "mended"
	if o.dryRun {
		done = "would mend"
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
