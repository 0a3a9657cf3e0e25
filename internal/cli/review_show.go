package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// prompt asks without ending the line.
func (e *Env) prompt(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	fmt.Fprint(e.Err, report.Printable(strings.TrimSuffix(text, " ")))
	if strings.HasSuffix(text, " ") {
		fmt.Fprint(e.Err, " ")
	}
}

// paragraph shows a text that may have lines of its own, indented.
func (e *Env) paragraph(indent, text string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		e.say("%s%s", indent, strings.TrimSpace(line))
	}
}

// showDeclaration shows the wording of the declaration, and against whom it is.
func (i *interview) showDeclaration() {
	e := i.env
	e.say("")
	e.say("Declaration of interest. The authors are:")
	for _, p := range i.task.authors {
		where := "no organisation is known"
		if len(p.Organisations) > 0 {
			where = strings.Join(p.Organisations, ", ")
		}
		e.say("  %s (%s), of %s", p.Name, p.ID, where)
	}
	e.say("You declare:")
	for _, sentence := range record.DeclarationText() {
		e.say("  %s", sentence)
	}
}

// showCriterion shows a criterion with all that helps to judge it.
func (i *interview) showCriterion(c asked, number int) {
	e := i.env
	must := "not mandatory"
	if c.Mandatory {
		must = "mandatory"
	}
	e.say("")
	e.say("Criterion %s: %s (%d of %d, %s)", c.ID, c.Title, number, i.n, must)
	e.paragraph("  ", c.Question)
	if len(c.Points) > 0 {
		if c.Kind == criteria.AtLeastOneOf {
			e.say("  At least one of these is asked for:")
		} else {
			e.say("  All of these belong to it:")
		}
		for _, p := range c.Points {
			e.say("    (%s) %s", p.ID, strings.Join(strings.Fields(p.Text), " "))
		}
	}
	for _, g := range c.Guidance {
		e.say("  Guidance: %s", strings.Join(strings.Fields(g), " "))
	}
	i.showEvidence(c)
	i.showPassages(c)
	i.showBefore(c)
}

// showEvidence shows what a machine found. It never says that a criterion is met.
func (i *interview) showEvidence(c asked) {
	e, ev := i.env, i.task.evidenceFor(c)
	if ev == nil {
		e.say("  What a machine finds: nothing is known; it is for reviewers")
		return
	}
	e.say("  What a machine finds: %s", ev.State)
	for _, f := range i.task.bearing(c) {
		e.say("    line %d: %s (%s)", f.Pos.Line, f.Message, f.Code)
	}
	for _, claim := range ev.Claimed {
		e.say("    claimed by the authors, and proved by nothing here: %s", claim)
	}
}

// showBefore shows the answer on an earlier text, and what changed since.
func (i *interview) showBefore(c asked) {
	was, ok := i.task.earlier(c)
	if !ok {
		return
	}
	i.env.say("  Your answer on version %s (carried if you keep it): %s", i.task.before.Spec.Version, was.Outcome)
	if was.Note != "" {
		i.env.paragraph("    note: ", was.Note)
	}
	if parts := i.task.before.bears[c.ID]; len(parts) > 0 {
		i.env.say("  Changed since: %s", partNames(parts))
	}
}

// partNames names parts of a text, and what happened to each.
func partNames(parts []standing.Part) string {
	var names []string
	for _, p := range parts {
		names = append(names, fmt.Sprintf("%s (%s)", p.Name(), p.How))
	}
	return strings.Join(names, ", ")
}

// mostPassages bounds how many passages are shown for a criterion, and excerpt how
// many lines of each.
const (
	mostPassages = 6
	excerpt      = 3
)

// showPassages shows where the text speaks of a criterion.
func (i *interview) showPassages(c asked) {
	all := passages(i.task.doc, c.Criterion)
	if len(all) == 0 {
		i.env.say("  It concerns the whole text: no check reads one part of it.")
		return
	}
	i.env.say("  Where the text speaks of it:")
	for n, v := range all {
		if n == mostPassages {
			i.env.say("    and %s more", counted(len(all)-n, "place"))
			break
		}
		i.showPassage(v)
	}
}

func (i *interview) showPassage(v yamldoc.Value) {
	first, last := v.Pos().Line, v.End().Line
	if v.End().Column == 1 && last > first {
		last--
	}
	where := fmt.Sprintf("line %d", first)
	if last > first {
		where = fmt.Sprintf("lines %d to %d", first, last)
	}
	i.env.say("    %s (%s):", strings.ReplaceAll(strings.TrimPrefix(v.Pointer(), "/"), "/", " "), where)
	for n := first; n <= min(last, first+excerpt-1); n++ {
		line := i.task.doc.Line(n)
		if runes := []rune(line); len(runes) > 100 {
			line = string(runes[:100]) + "…"
		}
		i.env.say("      %s", strings.TrimRight(line, " "))
	}
}

// passages are the parts of a text that the checks of a criterion read, in the order
// of the text, none inside another.
func passages(doc *yamldoc.Document, c *criteria.Criterion) []yamldoc.Value {
	pointers := map[string]bool{}
	for i := range c.Checks {
		for _, at := range c.Checks[i].At {
			if strings.HasPrefix(at, "/") {
				pointers[strings.TrimSuffix(strings.Split(at, "*")[0], "/")] = true
			}
		}
	}
	keys, everything := standing.Reads(c)
	if everything {
		return nil
	}
	for _, key := range keys {
		within := func(p string) bool { return strings.HasPrefix(p, "/"+key+"/") }
		if !slices.ContainsFunc(slices.Collect(maps.Keys(pointers)), within) {
			pointers["/"+key] = true
		}
	}
	var found []yamldoc.Value
	for pointer := range pointers {
		if v := doc.At(pointer); v.Present() {
			found = append(found, v)
		}
	}
	slices.SortFunc(found, func(a, b yamldoc.Value) int {
		return cmp.Or(cmp.Compare(a.Pos().Line, b.Pos().Line), strings.Compare(a.Pointer(), b.Pointer()))
	})
	return slices.DeleteFunc(slices.Clone(found), func(v yamldoc.Value) bool {
		return slices.ContainsFunc(found, func(w yamldoc.Value) bool { return strings.HasPrefix(v.Pointer(), w.Pointer()+"/") })
	})
}

// helpOutcomes says what can be typed, and what it means.
func (i *interview) helpOutcomes(c asked) {
	i.env.say("  Type the word, its number, or the beginning of the word; b goes back, q leaves.")
	for n, o := range record.Outcomes {
		i.env.say("  %d %s: %s", n+1, o, o.Meaning())
	}
	i.showPassages(c)
}

// showAnswers lists the answers before the one on the whole.
func (i *interview) showAnswers() {
	i.env.say("")
	i.env.say("Your answers:")
	carried := i.into.carried(i.task)
	for _, c := range i.task.asked {
		mark := ""
		if slices.Contains(carried, c.ID) {
			mark = " (carried)"
		}
		i.env.say("  %s %s: %s%s", c.ID, c.Title, i.into.outcomes[c.ID].Outcome, mark)
	}
}

// showRecord shows a whole record before it is signed.
func (e *Env) showRecord(data []byte, carried []string) {
	e.say("")
	e.say("This is the whole record:")
	e.say("")
	for line := range strings.Lines(string(data)) {
		e.say("%s", strings.TrimSuffix(line, "\n"))
	}
	e.say("")
	if len(carried) > 0 {
		e.say("Carried from your record on an earlier text: %s", strings.Join(carried, ", "))
	}
}
