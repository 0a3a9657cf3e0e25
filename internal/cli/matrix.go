package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/render"
	"github.com/advancing-practice/credctl/internal/report"
)

type matrixOptions struct {
	env       *Env
	to        string
	framework string
	ref       string
	similar   int
	output    string
}

var matrixFormats = []string{"text", "html", "csv", "svg"}

func newMatrix(env *Env) *cobra.Command {
	o := &matrixOptions{env: env}
	cmd := &cobra.Command{
		Use:   "matrix",
		Short: "Set all specifications against the framework, item by item",
		Long: `Set all specifications against the frameworks they map to, item by item: how fully each
says that it serves an item, which items none of them serves, and which ones many do.
An item that a specification leaves to others, with a reason, is shown as that.

Below stand capabilities of different specifications that say nearly the same, with
both places: of the words in either, at least so many in a hundred stand in both
(--similar). Small words and the endings of plurals do not count. It is advice: a
count of words cannot see what is meant.

All specifications of the work tree are read, drafts too; each is shown with its stage.
With --ref, those of a commit are, and what its records make of them is shown instead.
Each edition of a framework has a matrix of its own; svg draws one, and csv is one
table with a row for each item and a column for each specification.

What is counted is what authors claim; whether it is so is for reviewers. The status is
0, and 1 if a specification could not be read and is left out.`,
		Example: `  credctl matrix
  credctl matrix --ref origin/main --to html --output matrix.html
  credctl matrix --framework mpf@2025 --to svg --output matrix.svg`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), cmd) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.to, "to", "text", "write as `FORMAT`: text, html, csv or svg")
	flags.StringVar(&o.framework, "framework", "", "show `FRAMEWORK` (such as mpf@2025) alone")
	flags.StringVar(&o.ref, "ref", "", "read the commit `REV`, a branch, tag or commit, instead of the work tree")
	flags.IntVar(&o.similar, "similar", matrix.Threshold, "list capabilities of which `N` in a hundred words are the same, from 30 to 100")
	flags.StringVarP(&o.output, "output", "o", "", "write to `FILE` instead of standard output")
	completeWords(cmd, "to", matrixFormats...)
	return cmd
}

func (o *matrixOptions) run(ctx context.Context, cmd *cobra.Command) error {
	if err := oneOfFlag("to", o.to, matrixFormats); err != nil {
		return err
	}
	if o.similar < 30 || o.similar > 100 {
		return usagef("fewer would list what has little in common", "flag --similar is %d, want from 30 to 100", o.similar)
	}
	c, err := o.read(ctx, cmd)
	if err != nil {
		return err
	}
	matrices, err := o.matrices(c)
	if err != nil {
		return err
	}
	data, err := o.write(c, matrices)
	if err != nil {
		return err
	}
	if err := o.env.writeOutput(output{file: o.output, flag: "output"}, data); err != nil {
		return err
	}
	if c.leftOut > 0 {
		return errFindings
	}
	return nil
}

// matrices are those of the frameworks that were asked for.
func (o *matrixOptions) matrices(c *matrixCatalogue) ([]*matrix.Matrix, error) {
	used := matrix.Frameworks(c.known, c.sources)
	if o.framework != "" {
		f, ok := c.known.Lookup(o.framework)
		if !ok {
			return nil, usagef(o.nearestFramework(c.known), "there is no framework %q", o.framework)
		}
		used = []*framework.Framework{f}
	}
	if o.to == "svg" && len(used) != 1 {
		return nil, usagef("choose one with --framework: "+matrixNames(used), "svg draws one framework, and the specifications name %d", len(used))
	}
	var list []*matrix.Matrix
	for _, f := range used {
		list = append(list, matrix.Of(c.known, f, c.sources))
	}
	return list, nil
}

func matrixNames(list []*framework.Framework) string {
	var names []string
	for _, f := range list {
		names = append(names, f.Ref())
	}
	return strings.Join(names, ", ")
}

func (o *matrixOptions) nearestFramework(known *framework.Registry) string {
	var names []string
	for _, f := range known.Frameworks() {
		names = append(names, f.Ref())
	}
	if near := nearest.Word(o.framework, names); near != "" {
		return "did you mean " + near + "?"
	}
	return "frameworks are " + strings.Join(names, ", ")
}

func (o *matrixOptions) write(c *matrixCatalogue, list []*matrix.Matrix) ([]byte, error) {
	var out bytes.Buffer
	said := report.Matrix{Matrices: list, From: c.from}
	switch o.to {
	case "svg":
		out.WriteString(render.MatrixGrid(list[0], "matrix").Picture().SVG)
		return out.Bytes(), nil
	case "csv":
		err := report.WriteMatrixCSV(&out, said)
		return out.Bytes(), err
	case "html":
		d := render.Catalogue{Matrices: list, Similar: matrix.Alikeness(c.sources, o.similar), From: c.from}
		err := page.Write(&out, page.Page{Document: d.Matrix(), Register: pageRegister(o.env)})
		return out.Bytes(), err
	}
	said.Similar = matrix.Alikeness(c.sources, o.similar)
	err := report.WriteMatrix(&out, said)
	if err != nil {
		return nil, fmt.Errorf("write the matrix: %w", err)
	}
	return out.Bytes(), nil
}
