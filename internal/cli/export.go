package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/nearest"
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
		Use:   "export id|tag|file|framework",
		Short: "Write a specification in the formats that other programs read",
		Long: `Write a specification in formats that other programs read: a release, named by its
tag, such as wound-care/v1.0.0; the committed text, named by its id; or a file.

` + exportList() + `
A format goes to standard output, its first file where it has several. With --output
it goes into a file; several formats, or all files of one, go into a folder. What is
there already stays as it is unless --force is given; nothing is written if any of the
files is in the way.

Every file says which version it is, how that stands by the records, under which
licence, and where to check it. What is not published is marked as a draft. The same
commit makes the same bytes.

Named as specifications name it, such as mpf@2025, a framework goes out as case: its
numbers with short titles, never its wording.`,
		Example: `  credctl export wound-care --to json
  credctl export wound-care/v1.0.0 --to case,moodle --output exports/
  credctl export wound-care/v1.0.0 --to all --output exports/
  credctl export mpf@2025 --to case`,
		Args:              oneExported,
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().StringSliceVar(&o.to, "to", nil, "write `FORMAT`: "+strings.Join(exportNames(), ", ")+" or all (several with commas between them)")
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, or into a folder")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace files that are there and differ")
	o.ref.add(cmd)
	completeExportFormats(cmd)
	return cmd
}

// oneExported asks for one thing to be exported.
func oneExported(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		return nil
	}
	return usagef("such as "+cmd.CommandPath()+" wound-care --to json", "%s takes one specification, by its id, tag or file; found %s", cmd.CommandPath(), counted(len(args), "argument"))
}

// completeExportFormats lets a shell complete formats, behind commas as well.
func completeExportFormats(cmd *cobra.Command) {
	complete := func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		var words []string
		for _, name := range append(exportNames(), "all") {
			words = append(words, before+name)
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc("to", complete); err != nil {
		panic(err) // the command has no such flag, or had this done already
	}
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
	if o.output == "" && len(formats) > 1 {
		return usagef("such as --output exports/", "%d formats were asked for, and standard output takes one: name a folder with --output", len(formats))
	}
	if strings.Contains(arg, "@") {
		return o.framework(ctx, arg)
	}
	e, err := o.ref.openEdition(ctx, o.env, arg)
	if err != nil {
		return err
	}
	files, err := exportFiles(e, formats)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil { // interrupted: nothing is written
		return err
	}
	if err := o.write(files, len(formats) > 1); err != nil {
		return err
	}
	o.remark(e)
	return nil
}

// exportFiles makes all files of some formats.
func exportFiles(e *edition.Edition, formats []export.Format) ([]export.File, error) {
	var files []export.File
	for _, f := range formats {
		made, err := f.Write(e)
		switch {
		case errors.Is(err, export.ErrUndated):
			return nil, hinted{err: fmt.Errorf("%s cannot be written as %s: %w", e.Path, f.Name, err), hint: "commit it, and export it by its id"}
		case err != nil:
			return nil, hinted{err: fmt.Errorf("%s cannot be written as %s: %w", e.Path, f.Name, err), hint: "credctl validate " + e.Path + " says more"}
		}
		files = append(files, made...)
	}
	return files, nil
}

// framework exports a framework as the commit has it.
func (o *exportOptions) framework(ctx context.Context, ref string) error {
	if !slices.Equal(o.to, []string{"case"}) {
		return usagef("credctl export "+ref+" --to case", "a framework goes out as case alone, and --to is %s", strings.Join(o.to, ", "))
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	defer office.store.Close()
	p, err := office.project()
	if err != nil {
		return err
	}
	f, ok := p.frameworks.Lookup(ref)
	if !ok {
		return noFrameworkToExport(ref, p.frameworks)
	}
	at, err := office.made()
	if err != nil {
		return err
	}
	data, err := export.FrameworkCASE(f, office.register(p), at)
	if err != nil {
		return err
	}
	return o.write([]export.File{{Name: export.FrameworkFile(f), Data: data}}, false)
}

// noFrameworkToExport says that there is no such framework, and which there are.
func noFrameworkToExport(ref string, known *framework.Registry) error {
	var refs []string
	for _, f := range known.Frameworks() {
		refs = append(refs, f.Ref())
	}
	hint := "there are " + strings.Join(refs, ", ")
	if near := nearest.Word(ref, refs); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "no framework is named %q", ref)
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
	switch {
	case e.Commit == "":
		o.env.hint("a file belongs to no register: its identifiers are others than those of the committed text, credctl export %s", e.Spec.ID)
	case e.Register.Root == "":
		o.env.hint("there is no governance yet: the identifiers that were written will be others once there is")
	}
}

func exportFileNames(files []export.File) string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}
