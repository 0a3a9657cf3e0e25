package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Explanation is all there is to say of one code.
type Explanation struct {
	Page     finding.Page
	Serves   []Service           // the criteria that the code feeds; none for codes of the format itself
	Severity criteria.Severities // of a code that feeds no criterion; zero: nothing is said of it
	Example  Example
}

// Service is one criterion that a code feeds.
type Service struct {
	Pack      *criteria.Pack
	Criterion *criteria.Criterion
	Check     *criteria.Check
}

// Example is the worked example of a code, which is also its test. The zero
// Example is none.
type Example struct {
	As       string // the stage it was judged at, if not the one it says
	Fail     []File // what the finding is about; often a fragment
	Pass     []File // the same without it
	Base     []File // what both are compared with, if it is about a change
	Findings []string
}

// File is one file of an example.
type File struct{ Name, Text string }

// Explain writes the page of a code as text.
func Explain(w io.Writer, e Explanation, o Options) error {
	p := newPage(w, o)
	p.title(e.Page.Code + ": " + e.Page.Title)
	p.prose("Why", e.Page.Why)
	p.prose("What serves", e.Page.Help)
	for _, s := range e.Serves {
		p.service(s)
	}
	if len(e.Serves) == 0 && e.Severity != (criteria.Severities{}) {
		p.heading("How much it weighs")
		p.line("  " + weights(e.Severity))
	}
	p.example(e.Example)
	return p.out.Flush()
}

func (p *pageWriter) service(s Service) {
	p.heading("The criterion it serves")
	p.wrapped("  ", fmt.Sprintf("%s %s, %s", s.Pack.ID, s.Criterion.ID, s.Criterion.Title))
	if point := pointOf(s); point != "" {
		p.wrapped("  ", point)
	}
	p.wrapped("  ", provenance(s.Pack, s.Criterion))
	p.line("  severity: " + weights(s.Check.Severity))
	p.wrapped("  ", judgedByPeople)
}

// judgedByPeople is the sentence that goes with every criterion.
const judgedByPeople = "A person judges the criterion. A check only says whether it found the evidence it looks for."

// pointOf is the point of the criterion that the check feeds, in words.
func pointOf(s Service) string {
	for _, point := range s.Criterion.Points {
		if s.Check.Point != "" && point.ID == s.Check.Point {
			return fmt.Sprintf("point (%s): %s", point.ID, point.Text)
		}
	}
	return ""
}

// provenance says where a criterion comes from and how well that is founded.
func provenance(p *criteria.Pack, c *criteria.Criterion) string {
	said := "pack " + p.Ref() + "; " + markWords[c.Mark]
	if c.Source.Document != "" {
		said += "; source: " + c.Source.Document
		if c.Source.Edition != "" {
			said += ", edition " + c.Source.Edition
		}
	}
	return said
}

// weights says what a finding weighs at each stage.
func weights(s criteria.Severities) string {
	if s.Proposal == s.Draft && s.Draft == s.Candidate {
		return s.Draft.String() + " at every stage"
	}
	var parts []string
	for _, stage := range spec.Stages {
		parts = append(parts, fmt.Sprintf("%s %s", stage, s.At(stage)))
	}
	return strings.Join(parts, ", ")
}

func (p *pageWriter) example(e Example) {
	if len(e.Base) > 0 {
		p.heading("What the examples are compared with")
		p.files(e.Base)
	}
	if len(e.Fail) > 0 {
		as := ""
		if e.As != "" {
			as = ", judged as " + e.As
		}
		p.heading("An example that fails" + as)
		p.files(e.Fail)
		p.line("")
		p.line("  credctl says:")
		for _, said := range e.Findings {
			p.line("    " + Printable(said))
		}
	}
	if len(e.Pass) > 0 {
		p.heading("An example that passes")
		p.files(e.Pass)
	}
}

// files shows files line by line, named where there are several.
func (p *pageWriter) files(files []File) {
	for i, f := range files {
		if len(files) > 1 {
			if i > 0 {
				p.line("")
			}
			p.line("  " + lineStart(Printable(f.Name)+":"))
		}
		for text := range strings.SplitSeq(strings.TrimSuffix(f.Text, "\n"), "\n") {
			p.line(strings.TrimRight("    "+lineStart(Printable(text)), " "))
		}
	}
}

// Codes writes every page's code and title, a line each, in the order given.
func Codes(w io.Writer, pages []finding.Page, o Options) error {
	out := bufio.NewWriter(w)
	for _, page := range pages {
		fmt.Fprintf(out, "%s  %s\n", ink(o.Color).bold(Printable(page.Code)), Printable(page.Title))
	}
	return out.Flush()
}
