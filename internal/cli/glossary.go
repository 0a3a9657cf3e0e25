package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/glossary"
	"github.com/advancing-practice/credctl/internal/report"
)

type glossaryOptions struct {
	env    *Env
	format string
	color  string
	term   string
	asked  bool // there is a term
}

func newGlossary(env *Env) *cobra.Command {
	o := &glossaryOptions{env: env}
	cmd := &cobra.Command{
		Use:   "glossary [term]",
		Short: "Look up a word of the field",
		Long: `Look up a word of the field: what it means here, in our own words, where that was
read, and how well it is founded. Without a term, all are listed. Capital letters
and hyphens make no difference.`,
		Example: `  credctl glossary
  credctl glossary credential
  credctl glossary unit of learning`,
		Args:              cobra.ArbitraryArgs, // a term may be several words
		ValidArgsFunction: completeTerms,
		RunE: func(_ *cobra.Command, args []string) error {
			o.term, o.asked = strings.Join(args, " "), len(args) > 0
			return o.run()
		},
	}
	addFormat(cmd, &o.format)
	addColor(cmd, &o.color)
	return cmd
}

func (o *glossaryOptions) run() error {
	options, err := o.env.pageOptions(o.format, o.color)
	if err != nil {
		return err
	}
	if !o.asked {
		if o.format == "json" {
			return report.GlossaryJSON(o.env.Out, glossary.Entries())
		}
		return report.Glossary(o.env.Out, glossary.Entries(), options)
	}
	entry, ok := glossary.Find(o.term)
	if !ok {
		hint := "credctl glossary without a term lists all of them"
		if near := glossary.Nearest(o.term); near != "" {
			hint = "did you mean " + near + "?"
		}
		return usagef(hint, "the glossary has no term %q", o.term)
	}
	return o.env.printTerm(entry, o.format, options)
}

// printTerm prints the page of a term.
func (e *Env) printTerm(entry glossary.Entry, format string, options report.Options) error {
	if format == "json" {
		return report.TermJSON(e.Out, entry)
	}
	return report.Term(e.Out, entry, options)
}

func completeTerms(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return glossary.Terms(), cobra.ShellCompDirectiveNoFileComp
}
