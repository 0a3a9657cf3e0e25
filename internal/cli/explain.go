package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/glossary"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	examples "github.com/advancing-practice/credctl/testdata/criteria"
)

type explainOptions struct {
	env    *Env
	shared sharedFlags
	format string
	topic  string
	asked  bool // there is a topic
}

func newExplain(env *Env) *cobra.Command {
	o := &explainOptions{env: env}
	cmd := &cobra.Command{
		Use:   "explain [CODE|criterion|term]",
		Short: "Explain a code or a criterion: why it matters and what serves",
		Long: `Explain a code such as E401, or a criterion such as 4.1 or L-LICENCE: why anybody
should care, what serves, and an example that fails beside one that passes. A term
of the field, such as credential, is looked up in the glossary. Without an argument,
every code is listed with its title.`,
		Example: `  credctl explain
  credctl explain E401
  credctl explain 4.1`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("put a term of several words in quotes", "%s explains one code, criterion or term at a time, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			p, err := o.shared.open(env, cmd.Flags(), nil)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			defer p.close()
			return append(p.topics(), glossary.Terms()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.topic, o.asked = args[0], true
			}
			return o.run(cmd)
		},
	}
	o.shared.add(cmd, env)
	addFormat(cmd, &o.format)
	return cmd
}

func (o *explainOptions) run(cmd *cobra.Command) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	p, err := o.shared.open(o.env, cmd.Flags(), nil)
	if err != nil {
		return o.withoutProject(p, err)
	}
	defer p.close()
	return o.explain(p)
}

// withoutProject explains what the program itself knows where the repository
// cannot be used: the code in question may be the one that says so.
func (o *explainOptions) withoutProject(p *project, err error) error {
	var usage usageError
	if p == nil || errors.As(err, &usage) {
		return err
	}
	set, setErr := criteria.NewSet(criteria.Embedded())
	if setErr != nil {
		return errors.Join(err, setErr)
	}
	p.set = set
	if o.explain(p) != nil {
		return err // it may be a code of what could not be read
	}
	o.env.warn(err.Error(), "the page above is from what comes with credctl; frameworks and packs of this repository were passed over")
	return nil
}

// explain finds out what the topic is, and prints its page. What the program
// knows is explained even where another pack is in force.
func (o *explainOptions) explain(p *project) error {
	if !o.asked {
		return o.list(p)
	}
	if found, err := o.page(p); found {
		return err
	}
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		return err
	}
	shipped := *p
	shipped.set = set
	if found, err := o.page(&shipped); found {
		o.env.warn(fmt.Sprintf("%s belongs to a pack that is not in force here", strings.ToUpper(o.topic)), "")
		return err
	}
	if entry, ok := glossary.Find(o.topic); ok {
		return o.env.printTerm(entry, o.format, p.options())
	}
	hint := "credctl explain without an argument lists every code, credctl criteria every criterion, credctl glossary every term"
	// Every word of one letter is near to every other.
	if near := nearest.Word(strings.ToUpper(o.topic), p.topics()); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	} else if near := glossary.Nearest(o.topic); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	return usagef(hint, "no code, criterion or term %q", o.topic)
}

// page prints the page of the topic, if there is one.
func (o *explainOptions) page(p *project) (found bool, err error) {
	if page, ok := p.page(o.topic); ok {
		return true, o.code(p, page)
	}
	pack, criterion, ok := p.criterion(o.topic)
	if !ok {
		return false, nil
	}
	if o.format == "json" {
		return true, report.ExplainCriterionJSON(o.env.Out, pack, criterion)
	}
	return true, report.ExplainCriterion(o.env.Out, pack, criterion, p.options())
}

// list prints every code with its title.
func (o *explainOptions) list(p *project) error {
	if o.format != "json" {
		return report.Codes(o.env.Out, p.pages(), p.options())
	}
	type row struct {
		Code  string `json:"code"`
		Title string `json:"title"`
	}
	var rows []row
	for _, page := range p.pages() {
		rows = append(rows, row{page.Code, page.Title})
	}
	return o.env.printJSON(rows)
}

// code prints the page of a code.
func (o *explainOptions) code(p *project, page finding.Page) error {
	e := report.Explanation{Page: page}
	if criterion, check, pack, ok := p.set.Check(page.Code); ok {
		e.Serves = []report.Service{{Pack: &pack, Criterion: &criterion, Check: &check}}
	}
	example, _, err := examples.Get(page.Code)
	if err != nil {
		return err
	}
	e.Example = report.Example{As: example.As, Fail: files(example.Fail), Pass: files(example.Pass), Base: files(example.Base), Findings: example.Want}
	if o.format == "json" {
		return report.ExplainJSON(o.env.Out, e)
	}
	return report.Explain(o.env.Out, e, p.options())
}

func files(of []examples.File) []report.File {
	var all []report.File
	for _, f := range of {
		all = append(all, report.File{Name: f.Name, Text: string(f.Data)})
	}
	return all
}

// pages are the pages of all codes, in code order.
func (p *project) pages() []finding.Page {
	all := slices.Concat(yamldoc.Pages(), decode.Pages(), validate.Pages(), diff.Pages(), p.set.Pages())
	slices.SortStableFunc(all, func(a, b finding.Page) int { return strings.Compare(a.Code, b.Code) })
	return all
}

// page returns the page of a code, written in either case.
func (p *project) page(code string) (finding.Page, bool) {
	for _, page := range p.pages() {
		if strings.EqualFold(page.Code, code) {
			return page, true
		}
	}
	return finding.Page{}, false
}

// criterion finds a criterion by its id, or by "PACK ID" as findings name it.
func (p *project) criterion(name string) (*criteria.Pack, *criteria.Criterion, bool) {
	for _, pack := range p.set.Packs() {
		for i := range pack.Criteria {
			c := &pack.Criteria[i]
			if strings.EqualFold(c.ID, name) || strings.EqualFold(pack.ID+" "+c.ID, name) {
				return pack, c, true
			}
		}
	}
	return nil, nil, false
}

// topics are all the arguments that explain takes: codes, then criteria.
func (p *project) topics() []string {
	var all []string
	for _, page := range p.pages() {
		all = append(all, page.Code)
	}
	for _, pack := range p.set.Packs() {
		for _, c := range pack.Criteria {
			all = append(all, c.ID)
		}
	}
	return all
}
