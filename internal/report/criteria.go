package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
)

// Criteria lists packs and their criteria as text, in the order given.
func Criteria(w io.Writer, packs []*criteria.Pack, o Options) error {
	p := newPage(w, o)
	for i, pack := range packs {
		if i > 0 {
			p.line("")
		}
		p.pack(pack)
	}
	return p.out.Flush()
}

func (p *pageWriter) pack(pack *criteria.Pack) {
	p.title(pack.Ref() + ": " + pack.Title)
	p.wrapped("  ", fmt.Sprintf("%s pack, shown from %s on; %s",
		pack.Set, pack.From, pluralOf(len(pack.Criteria), "criterion", "criteria")))
	if pack.Note != "" {
		p.wrapped("  ", pack.Note)
	}
	if len(pack.Criteria) > 0 {
		p.line("")
	}
	wide := 0
	for i := range pack.Criteria {
		wide = max(wide, columns(Printable(pack.Criteria[i].ID)))
	}
	for i := range pack.Criteria {
		p.criterion(&pack.Criteria[i], wide)
	}
}

// criterion is a row of the list: id, title, and in brackets what else decides
// whether to read on.
func (p *pageWriter) criterion(c *criteria.Criterion, wide int) {
	id := lineStart(Printable(c.ID))
	about := []string{demand(c), string(c.Mark)}
	if codes := codesOf(c); len(codes) > 0 {
		about = append(about, strings.Join(codes, " "))
	} else {
		about = append(about, string(criteria.ForReviewers))
	}
	p.wrapped("  "+id+strings.Repeat(" ", max(0, wide-columns(id)))+"  ",
		fmt.Sprintf("%s [%s]", c.Title, strings.Join(about, "; ")))
}

// codesOf are the codes of the checks that feed a criterion, each once, in order.
func codesOf(c *criteria.Criterion) []string {
	codes := []string{}
	seen := map[string]bool{}
	for i := range c.Checks {
		if code := c.Checks[i].Code; !seen[code] {
			seen[code] = true
			codes = append(codes, code)
		}
	}
	return codes
}
