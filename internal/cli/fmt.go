package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/format"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
)

type fmtOptions struct {
	env   *Env
	color string
	write bool
	diff  bool
	check bool
	paths []string
}

func newFmt(env *Env) *cobra.Command {
	o := &fmtOptions{env: env}
	cmd := &cobra.Command{
		Use:   "fmt [path...]",
		Short: "Put keys in order and mend the layout, content untouched",
		Long: `Print specifications in their canonical layout: keys in the order of the format,
two spaces for each level, lists not indented below their key, no blank lines in a
row, one line end at the end, line ends and byte order mark as they should be.

Lines are moved and indented; no text is written anew or wrapped. Remarks and blank
lines stay with what they stand above, behind or are further right than. Before
anything is handed out, it is read again: if a value or a remark had changed, that
would be an error. A file most of whose keys are not those of a specification gets
its layout mended and keeps its order.

Paths are files, folders, or - for standard input. Without a path, every
specification of this repository is meant. Several files are printed one behind the
other, as gofmt does.

Nothing is written without --write. A file that cannot be read as YAML is left
alone, and what stands in the way is shown. The exit status is 0 if all went well,
1 if --check finds a file that would change, 2 if the command line was not
understood, and 3 if a file could not be laid out, read or written; the others are
done all the same.`,
		Example: `  credctl fmt --diff
  credctl fmt --write specs/mental-health.yaml
  credctl fmt --check`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = env.expandWildcards(args)
			return o.run(cmd)
		},
	}
	flags := cmd.Flags()
	flags.BoolVarP(&o.write, "write", "w", false, "write the result back into each file that changes, and print nothing")
	flags.BoolVarP(&o.diff, "diff", "d", false, "print what would change, as a diff that git apply takes")
	flags.BoolVar(&o.check, "check", false, "print the names of files that would change; exit status 1 if there are any")
	flags.StringVar(&o.color, "color", "auto", "colour the diff `WHEN`: auto, always or never")
	completeWords(cmd, "color", config.Colors...)
	return cmd
}

func (o *fmtOptions) run(cmd *cobra.Command) error {
	if err := o.usage(); err != nil {
		return err
	}
	p, err := openSettings(o.env, cmd.Flags(), o.paths)
	if err != nil {
		return err
	}
	defer p.close()
	selection, unusable := p.files.Sources(o.paths)
	for _, stray := range selection.Strays {
		o.env.warn(fmt.Sprintf("%s is passed over: %s", stray.File, stray.Reason), stray.Help)
	}
	f := &formatting{o: o, p: p, failures: []error{unusable}}
	for _, file := range selection.Files {
		if err := cmd.Context().Err(); err != nil {
			return f.interrupted(err)
		}
		f.failures = append(f.failures, f.file(cmd.Context(), file))
	}
	return f.result(len(selection.Files))
}

// usage refuses flags that cannot be obeyed together.
func (o *fmtOptions) usage() error {
	switch {
	case o.write && o.diff:
		return usagef("look at the diff first, then write", "flags --write and --diff exclude each other")
	case o.write && o.check:
		return usagef("--check writes nothing; give one of the two", "flags --write and --check exclude each other")
	case o.write && slices.Contains(o.paths, workspace.Stdin):
		return usagef("leave out --write; the result is printed", "flag --write cannot write back into standard input")
	}
	return nil
}

// formatting is one run over many files.
type formatting struct {
	o        *fmtOptions
	p        *project
	changed  int
	failures []error
}

// file lays out one file and does with it what the flags ask for.
func (f *formatting) file(ctx context.Context, file string) error {
	before, err := f.p.source(ctx, file)
	if err != nil {
		return err
	}
	after, found, err := format.Source(file, before, format.Options{MaxBytes: f.p.settings.MaxBytes})
	switch {
	case errors.Is(err, format.ErrChanged):
		return fmt.Errorf("%w: %s: %w; it was left as it is", validate.ErrInternal, file, err)
	case err != nil:
		return fmt.Errorf("%w; the file was left as it is", err)
	case found != nil:
		return f.unreadable(file, before, found)
	}
	if !bytes.Equal(before, after) {
		f.changed++
	}
	return f.handOut(file, before, after)
}

// handOut prints or writes what became of a file.
func (f *formatting) handOut(file string, before, after []byte) error {
	out := f.p.env.Out
	var err error
	switch {
	case f.o.write:
		if err = f.p.rewrite(file, before, after); err == nil && !bytes.Equal(before, after) {
			f.p.env.tell("note", file+" was rewritten", "")
		}
	case f.o.diff:
		err = report.Diff(out, file, before, after, f.p.options())
	case f.o.check && !bytes.Equal(before, after):
		_, err = fmt.Fprintln(out, report.Printable(file))
	case !f.o.check:
		_, err = out.Write(after)
	}
	return err
}

// unreadable shows what keeps a file from being read.
func (f *formatting) unreadable(file string, data []byte, found finding.List) error {
	env := f.p.env
	err := report.Findings(env.Err, report.Report{
		Result: validate.Result{Findings: found}, Options: f.p.optionsFor(env.ErrTerminal),
		Sources: func(string) []byte { return data },
	})
	if err == nil {
		err = hinted{
			err:  fmt.Errorf("%q cannot be laid out before it can be read; it was left as it is", file),
			hint: "mend what is shown above, then try again",
		}
	}
	return err
}

// interrupted says what an interrupted run has left behind.
func (f *formatting) interrupted(err error) error {
	if f.o.write && f.changed > 0 {
		return errors.New("interrupted: the files named above were rewritten, no others")
	}
	return err
}

// result closes a run over so many files.
func (f *formatting) result(files int) error {
	failure := errors.Join(f.failures...)
	env := f.p.env
	switch {
	case f.o.write && f.changed == 0 && failure == nil:
		env.tell("note", fmt.Sprintf("nothing to change in %s", counted(files, "file")), "")
	case f.o.check && f.changed > 0:
		env.tell("note", fmt.Sprintf("%d of %s would change", f.changed, counted(files, "file")),
			"credctl fmt --diff shows what, credctl fmt --write does it")
	}
	switch {
	case failure != nil:
		return failure
	case f.o.check && f.changed > 0:
		return errFindings
	}
	return nil
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
