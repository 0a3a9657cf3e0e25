package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
)

// ExplainCriterion writes the page of a criterion of a pack as text: what it
// asks, which checks look for evidence, and that a person judges it.
func ExplainCriterion(w io.Writer, pack *criteria.Pack, c *criteria.Criterion, o Options) error {
	p := newPage(w, o)
	p.title(fmt.Sprintf("%s %s: %s", pack.ID, c.ID, c.Title))
	p.wrapped("", fmt.Sprintf("%s, %s", demand(c), provenance(pack, c)))
	p.prose("The question", c.Question)
	if len(c.Points) > 0 {
		p.heading("Points, " + kindWords[c.Kind])
		for _, point := range c.Points {
			p.wrapped("  ("+Printable(point.ID)+") ", point.Text+pointMark(c, point))
		}
	}
	if len(c.Guidance) > 0 {
		p.heading("Guidance")
		for _, advice := range c.Guidance {
			p.wrapped("  - ", advice)
		}
	}
	p.checks(c)
	p.heading("Who judges")
	if len(c.Checks) == 0 {
		p.wrapped("  ", "A person judges the criterion. No check looks for evidence: it is for reviewers alone.")
	} else {
		p.wrapped("  ", judgedByPeople)
	}
	return p.out.Flush()
}

// demand says whether a criterion has to be answered.
func demand(c *criteria.Criterion) string {
	if c.Mandatory {
		return "mandatory"
	}
	return "optional"
}

// kindWords says how points belong together.
var kindWords = map[criteria.CriterionKind]string{
	criteria.AllOf:        "all of them",
	criteria.AtLeastOneOf: "at least one of them",
}

// pointMark tells of a point that is founded otherwise than its criterion.
func pointMark(c *criteria.Criterion, point criteria.Point) string {
	if point.Mark == "" || point.Mark == c.Mark {
		return ""
	}
	return fmt.Sprintf(" [%s]", point.Mark)
}

// checks lists the checks that feed a criterion.
func (p *pageWriter) checks(c *criteria.Criterion) {
	if len(c.Checks) == 0 {
		return
	}
	p.heading("Checks that look for evidence")
	for i := range c.Checks {
		check := &c.Checks[i]
		about := []string{weights(check.Severity)}
		if check.Point != "" {
			about = append(about, "point ("+check.Point+")")
		}
		p.wrapped("  "+Printable(check.Code)+"  ", fmt.Sprintf("%s [%s]", check.Title, strings.Join(about, "; ")))
	}
}
