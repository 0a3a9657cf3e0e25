package cli

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
)

// printChecklist writes to standard output what the decision asks for, how each
// condition stands, and what the reviewers answered.
func (d *deciding) printChecklist() error {
	if d.opts.format == "json" {
		return d.env.printJSON(checklistOf(d.opts.act, d.subject, &d.decision, d.question))
	}
	for _, line := range d.checklistLines() {
		if _, err := fmt.Fprintln(d.env.Out, report.Printable(line)); err != nil {
			return err
		}
	}
	return nil
}

func (d *deciding) checklistLines() []string {
	lines := []string{fmt.Sprintf("To %s %s %s (SHA-256 %s…) takes:", d.opts.act, d.subject.ID, d.subject.Version, record.Key16(d.subject.SHA256))}
	lines = append(lines, conditionLines(d.decision.Checklist(d.question))...)
	lines = append(lines, answerLines(&d.decision)...)
	if n := len(d.decision.Blockers); n == 1 {
		return append(lines, "", "1 thing stands in the way; nothing was recorded.")
	} else if n > 1 {
		return append(lines, "", fmt.Sprintf("%d things stand in the way; nothing was recorded.", n))
	}
	return append(lines, "", "Nothing stands in the way.")
}

// conditionLines writes a checklist, and under each condition that is not satisfied
// why, and who clears it and how.
func conditionLines(list []standing.Condition) []string {
	var lines []string
	for _, c := range list {
		line := conditionMark(c.State) + c.Text
		if c.By != "" {
			line += ": " + c.By
		}
		lines = append(lines, line)
		for _, b := range c.Blockers {
			for i, part := range strings.Split(b.Message, "\n") {
				lead := "        - "
				if i > 0 {
					lead = "          "
				}
				lines = append(lines, lead+part)
			}
			lines = append(lines, "          "+clearedBy(b))
		}
	}
	return lines
}

// conditionMark shows a state in four columns that a screen reader reads well.
func conditionMark(s standing.ConditionState) string {
	switch s {
	case standing.Satisfied:
		return "  yes   "
	case standing.NotSatisfied:
		return "  no    "
	case standing.Awaited:
		return "  wait  "
	}
	return "  -     "
}

// clearedBy says who can clear something away, and how.
func clearedBy(b standing.Blocker) string {
	if b.Command == "" {
		return "for " + b.Owner + " to clear"
	}
	return "for " + b.Owner + " to clear: " + b.Command
}

// answerLines says of each criterion how many reviewers gave which answer. Whether
// it is met, people say and no program.
func answerLines(d *standing.Decision) []string {
	if len(d.Criteria) == 0 {
		return nil
	}
	lines := []string{"", "What the reviewers answered:"}
	for _, c := range d.Criteria {
		line := fmt.Sprintf("  %s  %s: %d of %d reviewers answered meets", c.Pack, c.ID, len(c.Meets), c.Asked)
		for _, said := range c.Other {
			line += fmt.Sprintf("; %s: %s", said.Person, said.Outcome)
			if said.Note != "" {
				line += fmt.Sprintf(" (%s)", strings.Join(strings.Fields(said.Note), " "))
			}
		}
		if len(c.Open) > 0 {
			line += "; not answered by " + andLast(c.Open)
		}
		lines = append(lines, line)
	}
	return lines
}

// The checklist for programs. Its keys are a contract.
type (
	checklistJSON struct {
		Act        record.Act      `json:"act"`
		Spec       subjectJSON     `json:"spec"`
		Allowed    bool            `json:"allowed"`
		Entry      int             `json:"entry,omitempty"` // that has decided the same already, or waits for signatures to
		Conditions []conditionJSON `json:"conditions"`
		Criteria   []criterionJSON `json:"criteria"`
		Needs      []needJSON      `json:"needs"`
		Policy     string          `json:"policy"`
	}
	subjectJSON struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		SHA256  string `json:"sha256"`
	}
	conditionJSON struct {
		Name     string        `json:"name"`
		Text     string        `json:"text"`
		State    string        `json:"state"`
		By       string        `json:"by,omitempty"`
		Blockers []blockerJSON `json:"blockers"`
	}
	blockerJSON struct {
		Reason  string `json:"reason"`
		Message string `json:"message"`
		Owner   string `json:"owner"`
		Command string `json:"command,omitempty"`
	}
	criterionJSON struct {
		Pack  string     `json:"pack"`
		ID    string     `json:"id"`
		Asked int        `json:"asked"`
		Meets []string   `json:"meets"`
		Other []saidJSON `json:"other"`
		Open  []string   `json:"open"`
	}
	saidJSON struct {
		Person  string `json:"person"`
		Outcome string `json:"outcome"`
		Note    string `json:"note,omitempty"`
	}
	needJSON struct {
		Role     string   `json:"role,omitempty"`
		Count    int      `json:"count"`
		Asked    []string `json:"asked"`
		Eligible []string `json:"eligible"`
	}
)

func checklistOf(act record.Act, s record.Subject, d *standing.Decision, c standing.Case) checklistJSON {
	out := checklistJSON{
		Act: act, Spec: subjectJSON{s.ID, s.Version, s.SHA256}, Allowed: d.Allowed(), Policy: d.Policy,
		Conditions: []conditionJSON{}, Criteria: []criterionJSON{}, Needs: []needJSON{},
	}
	for _, c := range d.Checklist(c) {
		out.Conditions = append(out.Conditions, conditionJSON{c.Name, c.Text, string(c.State), c.By, blockersOf(c.Blockers)})
	}
	for _, c := range d.Criteria {
		told := criterionJSON{Pack: c.Pack, ID: c.ID, Asked: c.Asked, Meets: orEmpty(c.Meets), Other: []saidJSON{}, Open: orEmpty(c.Open)}
		for _, s := range c.Other {
			told.Other = append(told.Other, saidJSON{s.Person, string(s.Outcome), s.Note})
		}
		out.Criteria = append(out.Criteria, told)
	}
	for _, n := range d.Needs {
		out.Needs = append(out.Needs, needJSON{string(n.Role), n.Count, orEmpty(n.Asked), orEmpty(n.Eligible)})
	}
	return out
}

func blockersOf(list []standing.Blocker) []blockerJSON {
	out := []blockerJSON{}
	for _, b := range list {
		out = append(out, blockerJSON{string(b.Reason), b.Message, b.Owner, b.Command})
	}
	return out
}
