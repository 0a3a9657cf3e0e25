package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/export"
)

type exportOptions struct {
	env    *Env
	ref    refFlag
	to     []string
	output string
	force  bool
}

func newExport(env *Env) *cobra.Command {
	o := &exportOptions{env: env}
	cmd := &cobra.Command{
		Use:   "export id|tag|file",
		Short: "Write a specification in the formats that other programs read",
		Long: `Write a specification in formats that other programs read: of a release by its tag,
such as wound-care/v1.0.0; of the committed text by its id; or of a file.

` + exportList() + `
A format goes to standard output, its first file where it has several. With --output
it goes into a file; several formats, or all files of one, go into a folder. What is
there already stays as it is unless --force is given; nothing is written if any of the
files is in the way.

Every file says which version it is, how that stands by the records, under which
licence, and where to check it. What is not published is marked as a draft.`,
		Example: `  credctl export wound-care --to json
  credctl export wound-care/v1.0.0 --to case,moodle --output exports/
  credctl export wound-care/v1.0.0 --to all --output exports/`,
		Args:              oneSpecification,
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().StringSliceVar(&o.to, "to", nil, "write `FORMAT`: "+strings.Join(exportNames(), ", ")+" or all (several with commas between them)")
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, or into a folder")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace files that are there and differ")
	o.ref.add(cmd)
	completeWords(cmd, "to", append(exportNames(), "all")...)
	return cmd
}

// exportNames are the names of all formats.
func exportNames() []string {
	var names []string
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	return names
}

// exportList says what each format is for.
func exportList() string {
	var text strings.Builder
	for _, f := range export.Formats() {
		fmt.Fprintf(&text, "  %-9s %s\n", f.Name, f.Words)
	}
	return text.String()
}

func (o *exportOptions) run(ctx context.Context, arg string) error {
	formats, err := o.formats()
	if err != nil {
		return err
	}
	e, err := o.ref.openEdition(ctx, o.env, arg)
	if err != nil {
		return err
	}
	var files []export.File
	for _, f := range formats {
		made, err := f.Write(e)
		if err != nil {
			return fmt.Errorf("export %s to %s: %w", arg, f.Name, err)
		}
		files = append(files, made...)
	}
	if err := o.write(files, len(formats) > 1); err != nil {
		return err
	}
	o.remark(e)
	return nil
}

// formats are those that were asked for, each once, in the order of the list.
func (o *exportOptions) formats() ([]export.Format, error) {
	names := exportNames()
	if len(o.to) == 0 {
		return nil, usagef("such as --to json; formats are "+strings.Join(names, ", "), "it is not said what to write: flag --to is missing")
	}
	for _, name := range o.to {
		if err := oneOfFlag("to", name, append(names, "all")); err != nil {
			return nil, err
		}
	}
	formats := export.Formats()
	if !slices.Contains(o.to, "all") {
		formats = slices.DeleteFunc(formats, func(f export.Format) bool { return !slices.Contains(o.to, f.Name) })
	}
	return formats, nil
}

// write writes the files where they were asked to go.
func (o *exportOptions) write(files []export.File, several bool) error {
	folder := strings.HasSuffix(o.output, "/") || strings.HasSuffix(o.output, string(filepath.Separator)) || exportFolder(o.env.path(o.output))
	switch {
	case o.output == "" && several:
		return usagef("such as --output exports/", "several formats were asked for, and standard output takes one: name a folder with --output")
	case o.output == "":
		if _, err := o.env.Out.Write(files[0].Data); err != nil {
			return err
		}
		o.left(files, 0)
		return nil
	case several || folder:
		return o.writeFolder(files)
	}
	chosen := slices.IndexFunc(files, func(f export.File) bool { return filepath.Ext(f.Name) == filepath.Ext(o.output) })
	switch {
	case chosen >= 0:
	case len(files) == 1:
		chosen = 0
	default:
		return usagef("end the name as one of them, or with / to have all of them in a folder", "flag --output is %q, and the files of this format are %s", o.output, exportFileNames(files))
	}
	if err := o.writeFile(o.output, files[chosen].Data); err != nil {
		return err
	}
	o.left(files, chosen)
	return nil
}

// left says which files of the format were not written.
func (o *exportOptions) left(files []export.File, written int) {
	if rest := slices.Delete(slices.Clone(files), written, written+1); len(rest) > 0 {
		o.env.hint("the format has further files, %s: --output FOLDER/ writes all of them", exportFileNames(rest))
	}
}

// remark says what the reader of the files should know.
func (o *exportOptions) remark(e *edition.Edition) {
	if banner := e.Banner(); banner != "" {
		o.env.warn(fmt.Sprintf("%s %s is marked %s in what was written", e.Spec.ID, e.Version(), banner), "")
	}
}

func exportFileNames(files []export.File) string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
