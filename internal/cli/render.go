package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/browser"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/release"
	"github.com/advancing-practice/credctl/internal/render"
)

type renderOptions struct {
	env    *Env
	ref    refFlag
	to     string
	output string
	force  bool
}

func newRender(env *Env) *cobra.Command {
	o := &renderOptions{env: env}
	cmd := &cobra.Command{
		Use:   "render id|tag|file",
		Short: "Write a specification as a document for people",
		Long: `Write a specification as a document for people: of a release by its tag, such as
wound-care/v1.0.0; of the committed text by its id; or of a file.

  html      one accessible page that needs nothing from anywhere, for reading and printing
  markdown  for places that show Markdown
  docx      for a word processor, with headings, tables and lists that are real
  pdf       printed from the page by a Chromium, Chrome or Edge on this machine, with tags

The document has everything that the specification says, how its capabilities map to
its frameworks, who judged it under which criteria, and where to check all that. Every
page says which version it is and how that stands by the records of this register;
what is not published says that it is a draft.

It goes to standard output, or with --output into a file, whose ending chooses the
format where --to does not. What is there already stays as it is unless --force is
given. The program that prints is found by itself, or named in CREDCTL_BROWSER; it
runs in a profile of its own and without a network.`,
		Example: `  credctl render wound-care -o wound-care.html
  credctl render wound-care/v1.0.0 -o wound-care.pdf
  credctl render specs/wound-care.yaml --to markdown`,
		Args:              oneSpecification,
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().StringVar(&o.to, "to", "", "write `FORMAT`: "+strings.Join(renderNames(), ", ")+" (without it, what the ending of --output says, else html)")
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE`, or into a folder")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace a file that is there and differs")
	o.ref.add(cmd)
	completeWords(cmd, "to", renderNames()...)
	return cmd
}

// renderFormat is one kind of document.
type renderFormat struct {
	name   string
	ends   []string // of file names, the usual one first
	binary bool     // a terminal cannot show it
	write  func(ctx context.Context, env *Env, e *edition.Edition) ([]byte, error)
}

// renderFormats are all kinds, in the order in which they are listed.
func renderFormats() []renderFormat {
	pure := func(write func(e *edition.Edition) ([]byte, error)) func(context.Context, *Env, *edition.Edition) ([]byte, error) {
		return func(_ context.Context, _ *Env, e *edition.Edition) ([]byte, error) { return write(e) }
	}
	return []renderFormat{
		{"html", []string{".html", ".htm"}, false, pure(render.HTML)},
		{"markdown", []string{".md", ".markdown"}, false, pure(render.Markdown)},
		{"docx", []string{".docx"}, true, pure(render.DOCX)},
		{"pdf", []string{".pdf"}, true, renderPDF},
	}
}

func renderNames() []string {
	var names []string
	for _, f := range renderFormats() {
		names = append(names, f.name)
	}
	return names
}

// renderPDF prints the page of an edition.
func renderPDF(ctx context.Context, env *Env, e *edition.Edition) ([]byte, error) {
	page, err := render.HTML(e)
	if err != nil {
		return nil, err
	}
	byHand := fmt.Sprintf("print it by hand: write the page with --to html -o %s-%s.html, open it in a browser, print it and choose \"Save as PDF\"", e.Spec.ID, e.Version())
	b, err := browser.Find(env.Environ)
	if err != nil {
		return nil, hinted{err: fmt.Errorf("no PDF was made: %w", err), hint: byHand}
	}
	pdf, err := b.PDF(ctx, page)
	if err != nil && !errors.Is(err, context.Canceled) {
		return nil, hinted{err: fmt.Errorf("no PDF was made: %w", err), hint: byHand}
	}
	return pdf, err
}

func (o *renderOptions) run(ctx context.Context, arg string) error {
	f, err := o.format()
	if err != nil {
		return err
	}
	if f.binary && o.output == "" && o.env.OutTerminal {
		return usagef("such as -o document"+f.ends[0], "a terminal cannot show a %s file: name a file with --output", strings.ToUpper(f.name))
	}
	e, err := o.ref.openEdition(ctx, o.env, arg)
	if err != nil {
		return err
	}
	data, err := f.write(ctx, o.env, e)
	if err != nil {
		return err
	}
	if err := o.put(e, f, data); err != nil {
		return err
	}
	(&exportOptions{env: o.env}).remark(e)
	return nil
}

// format is the one that was asked for, by name or by the ending of the file.
func (o *renderOptions) format() (renderFormat, error) {
	formats := renderFormats()
	if o.to != "" {
		if err := oneOfFlag("to", o.to, renderNames()); err != nil {
			return renderFormat{}, err
		}
	}
	ending := strings.ToLower(filepath.Ext(o.output))
	for _, f := range formats {
		named := o.to == f.name
		for _, end := range f.ends {
			named = named || o.to == "" && ending == end
		}
		if named {
			return f, nil
		}
	}
	if ending != "" && !o.folder() {
		return renderFormat{}, usagef("say it with --to: "+strings.Join(renderNames(), ", "), "the ending %q of --output says nothing of a format", ending)
	}
	return formats[0], nil
}

// folder reports whether the output is a folder that the file goes into.
func (o *renderOptions) folder() bool {
	return strings.HasSuffix(o.output, "/") || strings.HasSuffix(o.output, string(filepath.Separator)) || o.output != "" && exportFolder(o.env.path(o.output))
}

// put writes the document where it was asked to go.
func (o *renderOptions) put(e *edition.Edition, f renderFormat, data []byte) error {
	to := &exportOptions{env: o.env, output: o.output, force: o.force}
	switch {
	case o.output == "":
		_, err := o.env.Out.Write(data)
		return err
	case o.folder():
		return to.writeFolder([]export.File{{Name: release.File(e.Spec.ID, e.Version(), f.ends[0]), Data: data}})
	}
	if err := to.writeFile(o.output, data); err != nil {
		return err
	}
	o.env.say("%s was written", o.output)
	return nil
}
