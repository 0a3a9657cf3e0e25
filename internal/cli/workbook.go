package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/workbook"
)

func newWorkbook(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "workbook",
		Short: "Read back the workbook in which modules are mapped to a specification",
		Long: `Read back a workbook: the table with a row for every outcome, capability and statement
of a specification, in which a curriculum lead writes which module covers it. It is
made by credctl export --to workbook, for a spreadsheet (CSV) and for a word processor
(DOCX).`,
		Example: `  credctl export wound-care/v1.0.0 --to workbook --output modules/
  credctl workbook check modules/wound-care-1.0.0.workbook.csv`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newWorkbookCheck(env))
	return cmd
}

type workbookOptions struct {
	env     *Env
	ref     refFlag
	against string
	format  string
	color   string
}

func newWorkbookCheck(env *Env) *cobra.Command {
	o := &workbookOptions{env: env}
	cmd := &cobra.Command{
		Use:   "check FILE",
		Short: "List what no module covers, and what a newer version changed",
		Long: `List what no module covers in a workbook that was filled in: outcomes, capabilities and
statements without a module, rows that are missing, and rows that name nothing known.
With --against, list as well the rows to look at again because a newer version
changed what they are about, and what is new in it.

FILE is the workbook as CSV, as any spreadsheet program saves it (commas, semicolons or
tabs; UTF-8, or UTF-16 as Excel's "Unicode Text"), or as Word document (.docx). Columns
may be moved and others added, and rows copied; the names of the columns and what
stands under "` + workbook.Element + `" and "` + workbook.MadeFrom + `" have to stay.

Which version it was made from stands in the workbook. Its text is that of the tag of
this version, or else that of the commit.

Exit status is 0 if a module is named for everything and nothing is to be looked at
again, 1 if not, and 3 if the file cannot be read.`,
		Example: `  credctl workbook check modules.csv
  credctl workbook check modules.csv --against wound-care/v1.1.0 --format markdown`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("", "%s takes one workbook, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().StringVar(&o.against, "against", "", "list what changed up to `VERSION`: a tag such as wound-care/v1.1.0, an id for the text of the commit, or a file")
	if err := cmd.RegisterFlagCompletionFunc("against", completeIDs(env)); err != nil {
		panic(err) // the command has no such flag
	}
	o.ref.add(cmd)
	addOwnFormat(cmd, &o.format, "text", "json", "markdown")
	addColor(cmd, &o.color)
	return cmd
}

func (o *workbookOptions) run(ctx context.Context, file string) error {
	if err := oneOfFlag("format", o.format, slices.Sorted(maps.Keys(report.WorkbookFormats))); err != nil {
		return err
	}
	if err := oneOfFlag("color", o.color, config.Colors); err != nil {
		return err
	}
	data, err := o.env.readFile(file, docx.MaxBytes)
	if err != nil {
		return err
	}
	filled, err := workbook.Read(data)
	if err != nil {
		return fmt.Errorf("%q cannot be read as a workbook: %w", file, err)
	}
	number, _ := buildVersion()
	page := &report.Workbook{File: file, Version: number, Options: report.Options{Color: o.env.colored(o.color, o.env.OutTerminal)}}
	for _, note := range filled.Notes {
		page.Notices = append(page.Notices, "Of the file: "+note+".")
	}
	if err := o.compare(ctx, filled, page); err != nil {
		return err
	}
	if err := report.WorkbookFormats[o.format](o.env.Out, page); err != nil {
		return err
	}
	if !page.Clean() {
		return errFindings
	}
	return nil
}

// compare holds the workbook against the version that it was made from, and the one
// that was asked for.
func (o *workbookOptions) compare(ctx context.Context, filled *workbook.Filled, page *report.Workbook) error {
	made, notice, err := o.madeFrom(ctx, filled.Origin)
	if err != nil {
		return err
	}
	if notice != "" {
		page.Notices = append(page.Notices, notice)
	}
	if o.against == "" {
		if made.Newer != "" {
			page.Notices = append(page.Notices, fmt.Sprintf("Version %s was superseded by version %s: see what that changes with `--against %s/v%s`.",
				made.Version(), made.Newer, made.Spec.ID, made.Newer))
		}
		page.Result = workbook.Check(filled, workbookVersion(made), nil, nil)
		return nil
	}
	later, err := o.ref.openEdition(ctx, o.env, o.against)
	if err != nil {
		return err
	}
	if later.Spec.ID != made.Spec.ID {
		return usagef("name a version of "+made.Spec.ID, "the workbook is of %s, and --against %q is of %s", made.Spec.ID, o.against, later.Spec.ID)
	}
	if diff.NewStep(made.Version(), later.Version(), diff.Same).Declared == "back" {
		page.Notices = append(page.Notices, fmt.Sprintf("Version %s is older than version %s, from which the workbook was made: what is listed is what going back would change.",
			later.Version(), made.Version()))
	}
	version := workbookVersion(later)
	page.Result = workbook.Check(filled, workbookVersion(made), &version, diff.Compare(made.Spec, later.Spec))
	return nil
}

func workbookVersion(e *edition.Edition) workbook.Version {
	return workbook.Version{Rows: workbook.Rows(e), Spec: e.Spec, Identifier: func(kind spec.Kind, id string) string {
		return export.Identifier(e.Register, e.Spec.ID, kind, id)
	}}
}

// madeFrom is the text that a workbook was made from, or the nearest to it that is
// here: then a notice says so.
func (o *workbookOptions) madeFrom(ctx context.Context, origin workbook.Origin) (e *edition.Edition, notice string, err error) {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return nil, "", err
	}
	defer office.store.Close()
	tagged, err := workbookTagged(ctx, office, origin)
	if err != nil {
		return nil, "", err
	}
	if tagged {
		e, err = o.ref.openEdition(ctx, o.env, origin.Tag())
		if err != nil || strings.HasPrefix(e.SHA256, origin.Draft) {
			return e, "", err
		}
	}
	if e, err = office.edition(origin.Specification); err != nil {
		return nil, "", err
	}
	text := fmt.Sprintf("the text of the commit, version %s", e.Version())
	switch {
	case origin.Draft != "" && strings.HasPrefix(e.SHA256, origin.Draft):
		return e, "", nil
	case origin.Draft != "":
		return e, fmt.Sprintf("The draft that the workbook was made from is another than %s; what changed in between cannot be told from here. Rows are held against that text.", text), nil
	case !tagged:
		return e, fmt.Sprintf("The tag %s is not in this clone (git fetch --tags would fetch it): rows are held against %s.", origin.Tag(), text), nil
	}
	return e, "", nil
}

// workbookTagged reports whether the version that a workbook was made from has its tag here.
func workbookTagged(ctx context.Context, o *office, origin workbook.Origin) (bool, error) {
	_, err := o.store.Resolve(ctx, tagPrefix+origin.Tag())
	var ref *gitrepo.RefError
	if errors.As(err, &ref) && ref.Missing {
		return false, nil
	}
	return err == nil, err
}
