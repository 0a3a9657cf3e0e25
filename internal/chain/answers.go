package chain

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
)

// checkAnswers asks whether the record answers every criterion: those of its round,
// or without one those of the packs it names itself. That it answers none twice,
// the form sees to.
func (c *check) checkAnswers(round *Round) error {
	packs := c.Packs
	if round != nil {
		packs = round.Packs
	}
	criteria, problems, err := c.book.Criteria(packs)
	if err != nil {
		return err
	}
	if len(problems) > 0 { // then nobody can say what was asked
		c.Problems = append(c.Problems, problems...)
		return nil
	}
	answered := make(map[string]bool, len(c.Outcomes))
	for _, a := range c.Outcomes {
		answered[a.Criterion] = true
	}
	asked, ids, missing := make(map[string]bool, len(criteria)), make([]string, 0, len(criteria)), []string(nil)
	for _, criterion := range criteria {
		asked[criterion.ID], ids = true, append(ids, criterion.ID)
		if !answered[criterion.ID] {
			missing = append(missing, criterion.ID)
		}
	}
	if len(missing) > 0 {
		c.refuse(RecordCriteria, "%s leaves out %s", c.Path, criteriaList(missing))
	}
	for _, a := range c.Outcomes {
		if !asked[a.Criterion] {
			c.refuse(RecordCriteria, "%s answers criterion %s, which its round does not ask%s", c.Path, a.Criterion, meant(a.Criterion, ids))
		}
	}
	return nil
}

func meant(id string, ids []string) string {
	if near := nearest.Word(id, ids); near != "" {
		return fmt.Sprintf("; is %s meant?", near)
	}
	return ""
}

func criteriaList(ids []string) string {
	if len(ids) == 1 {
		return "criterion " + ids[0]
	}
	return "the criteria " + strings.Join(ids, ", ")
}
