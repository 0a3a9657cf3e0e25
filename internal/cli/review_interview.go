package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// errLeft says that the reviewer left the interview, to go on another time.
var errLeft = errors.New("left")

// interview asks what is open, one plain line at a time, so that any terminal and
// any screen reader can follow. After each answer all of them are kept.
type interview struct {
	env   *Env
	task  *task
	into  *answers
	lines *lines
	all   bool // ask also where an earlier answer could stand
	fixed map[string]bool
	steps []asking
	n     int // of criteria that are asked
}

// asking is one question; its ask returns how far to go: 1 on, -1 back.
type asking struct {
	done func() bool
	ask  func(ctx context.Context) (int, error)
}

// run asks. What it was handed answered is not asked, except what was kept, to which
// one can go back.
func (i *interview) run(ctx context.Context) error {
	i.plan()
	at := slices.IndexFunc(i.steps, func(s asking) bool { return !s.done() })
	if at < 0 {
		return nil
	}
	i.introduce()
	for at < len(i.steps) {
		move, err := i.steps[at].ask(ctx)
		if err != nil {
			return i.broken(err)
		}
		if move < 0 && at == 0 {
			i.env.say("  this is the first question")
			continue
		}
		at += move
		if move > 0 {
			if err := i.env.keep(i.task, i.into); err != nil {
				i.env.warn(err.Error(), "")
			}
		}
	}
	return nil
}

// plan says what is asked: everything but what flags and files answered, and what
// nothing bears on.
func (i *interview) plan() {
	if !i.fixed["declaration"] {
		i.steps = append(i.steps, asking{func() bool { return i.into.declared }, i.declaration})
	}
	for _, c := range i.task.asked {
		if i.fixed[c.ID] || i.task.settled(c) && !i.all {
			continue
		}
		i.n++
		number := i.n
		i.steps = append(i.steps, asking{
			func() bool { return i.into.answered(c.ID) },
			func(ctx context.Context) (int, error) { return i.criterion(ctx, c, number) },
		})
	}
	if !i.fixed["overall"] {
		i.steps = append(i.steps, asking{func() bool { return i.into.overall != "" }, i.overall})
	}
}

// introduce says what comes.
func (i *interview) introduce() {
	t, e := i.task, i.env
	e.say("You review %s: %s, version %s, as %s (%s).", t.subject.ID, t.title, t.subject.Version, t.reviewer.Name, t.reviewer.ID)
	if t.respondBy != "" {
		e.say("An answer is asked for by %s.", t.respondBy)
	}
	e.say("Criteria asked: %d of %d. At each question: ? for help, b to go back, q to leave. Answers are kept until the record is signed.", i.n, len(t.asked))
	if b := t.before; b != nil {
		e.say("You judged an earlier text, version %s. Your answers of then are shown; they are carried over where you keep them.", b.Spec.Version)
		if !b.known {
			e.say("That text is not at hand, so nobody can tell what changed since, and everything is asked.")
		} else if len(b.parts) > 0 {
			e.say("Changed since then: %s.", partNames(b.parts))
		} else {
			e.say("Nothing that is in it has changed since then.")
		}
		if b.known && !i.all && len(t.settledIDs()) > 0 {
			e.say("Nothing that changed since bears on %s; your answers there stay as they were (--all asks them too).", strings.Join(t.settledIDs(), ", "))
		}
	}
}

// settledIDs are the criteria whose earlier answer can stand.
func (t *task) settledIDs() []string {
	var ids []string
	for _, c := range t.asked {
		if t.settled(c) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// broken says what became of the answers where the interview ends before its end.
func (i *interview) broken(err error) error {
	kept := "your answers so far are kept"
	if i.env.keptFile(i.task) == "" {
		kept = "no folder is known to keep answers in"
	}
	on := "go on with " + i.task.again
	switch {
	case errors.Is(err, errLeft):
		i.env.say("Nothing was recorded; %s. To go on: %s", kept, i.task.again)
		return errLeft
	case errors.Is(err, context.Canceled):
		return hinted{err: errors.New("interrupted: nothing was recorded; " + kept), hint: on}
	case errors.Is(err, errBrokenOff):
		return hinted{err: errors.New("the answers ended before the questions did: nothing was recorded; " + kept), hint: on}
	}
	return hinted{err: fmt.Errorf("nothing was recorded, %s: %w", kept, err), hint: on}
}

// prompt reads one line.
func (i *interview) prompt(ctx context.Context, format string, args ...any) (string, error) {
	i.env.prompt(format, args...)
	text, err := i.lines.next(ctx)
	if err != nil {
		fmt.Fprintln(i.env.Err)
	}
	return text, err
}

// declaration asks for the declaration of interest.
func (i *interview) declaration(ctx context.Context) (int, error) {
	i.showDeclaration()
	var conflicts []string
	for {
		ask := `Type "none" to declare this, or say in your own words what stands in the way`
		if len(conflicts) > 0 {
			ask = "Another one (Enter if that is all)"
		}
		text, err := i.prompt(ctx, "%s: ", ask)
		switch word := strings.ToLower(text); {
		case err != nil:
			return 0, err
		case word == "q":
			return 0, errLeft
		case word == "b":
			return -1, nil
		case word == "?":
			i.env.say("  A conflict of interest is recorded in your words. It does no harm to you, but the record is not counted then.")
			i.showDeclaration()
		case len(conflicts) == 0 && strings.Trim(word, `".`) == "none", len(conflicts) > 0 && slices.Contains([]string{"", "none", "no", "n"}, strings.Trim(word, `".`)):
			i.into.declared, i.into.conflicts = true, conflicts
			if len(conflicts) > 0 {
				i.env.say("  A record with a conflict of interest is not counted; staff will have to ask somebody else. You can go on, or leave with q.")
			}
			return 1, nil
		case text == "":
		case slices.Contains([]string{"y", "yes", "n", "no", "ok"}, strings.Trim(word, `".`)):
			i.env.say("  %q can mean either. Type none if all of it is so for you; if not, say in your own words what stands in the way.", text)
		default:
			if err := writable("it", text); err != nil {
				i.env.say("  %v", err)
				continue
			}
			conflicts = append(conflicts, text)
		}
	}
}

// criterion asks for the outcome of one criterion, and a note.
func (i *interview) criterion(ctx context.Context, c asked, number int) (int, error) {
	i.showCriterion(c, number)
	was, known := i.into.outcomes[c.ID]
	if !known || was.Outcome == "" {
		was, known = i.task.earlier(c)
	}
	for {
		text, err := i.prompt(ctx, "Outcome (%s)%s: ", numbered(record.Outcomes[:]), proposed(known, string(was.Outcome)))
		switch {
		case err != nil:
			return 0, err
		case text == "" && known:
			i.into.outcomes[c.ID] = was
			return 1, nil
		case text == "":
			continue
		case text == "b":
			return -1, nil
		case text == "q":
			return 0, errLeft
		case text == "?":
			i.helpOutcomes(c)
			continue
		}
		outcome, err := typedWord("outcome", text, record.Outcomes[:])
		if err != nil {
			i.env.say("  %v", err)
			continue
		}
		if outcome == record.NotApplicable && c.Mandatory {
			i.env.say("  This criterion is mandatory; with not-applicable the text does not go forward.")
		}
		note, again, err := i.note(ctx)
		if err != nil {
			return 0, err
		}
		if again {
			continue
		}
		i.into.outcomes[c.ID] = record.Answer{Criterion: c.ID, Outcome: outcome, Note: note}
		return 1, nil
	}
}

func proposed(known bool, word string) string {
	if !known {
		return ""
	}
	return " [Enter keeps " + word + "]"
}

// overall asks for the outcome on the whole.
func (i *interview) overall(ctx context.Context) (int, error) {
	i.showAnswers()
	words := record.Overalls(i.task.kind)
	was := i.into.overall
	if b := i.task.before; was == "" && b != nil && slices.Contains(words, b.Overall) {
		was = b.Overall
	}
	for {
		text, err := i.prompt(ctx, "On the whole (%s)%s: ", numbered(words), proposed(was != "", string(was)))
		switch {
		case err != nil:
			return 0, err
		case text == "" && was != "":
			i.into.overall = was
			return 1, nil
		case text == "":
			continue
		case text == "b":
			return -1, nil
		case text == "q":
			return 0, errLeft
		case text == "?":
			for n, w := range words {
				i.env.say("  %d %s: %s", n+1, w, w.Meaning())
			}
			continue
		}
		overall, err := typedWord("overall outcome", text, words)
		if err != nil {
			i.env.say("  %v", err)
			continue
		}
		i.into.overall = overall
		return 1, nil
	}
}

// numbered lists words with the numbers that can be typed for them.
func numbered[T ~string](words []T) string {
	all := make([]string, len(words))
	for n, w := range words {
		all[n] = fmt.Sprintf("%d %s", n+1, w)
	}
	return strings.Join(all, ", ")
}
