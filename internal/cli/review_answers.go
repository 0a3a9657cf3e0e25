package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
)

// answers are what a reviewer has said so far.
type answers struct {
	declared  bool // the declaration of interest was made
	conflicts []string
	outcomes  map[string]record.Answer // by criterion; an answer may have a note and no outcome yet
	overall   record.Overall
}

func (a *answers) answered(criterion string) bool { return a.outcomes[criterion].Outcome != "" }

// missing says what is not answered yet, each with the flag that answers it.
func (a *answers) missing(t *task) []string {
	var open []string
	if !a.declared {
		open = append(open, "the declaration of interest: --no-conflicts, or --conflict TEXT")
	}
	for _, c := range t.asked {
		if a.answered(c.ID) {
			continue
		}
		was := ""
		if e, ok := t.earlier(c); ok {
			was = fmt.Sprintf("; on the earlier text you answered %s", e.Outcome)
		}
		open = append(open, fmt.Sprintf("criterion %s (%s)%s: --outcome %s=OUTCOME", c.ID, c.Title, was, c.ID))
	}
	if a.overall == "" {
		open = append(open, "the outcome on the whole: --overall OUTCOME")
	}
	return open
}

// carry takes over the answers on an earlier text that nothing bears on any more.
func (a *answers) carry(t *task) {
	for _, c := range t.asked {
		if t.settled(c) {
			a.outcomes[c.ID], _ = t.earlier(c)
		}
	}
}

// carried are the criteria whose answer is the one on the earlier text, in order.
func (a *answers) carried(t *task) []string {
	var ids []string
	for _, c := range t.asked {
		if e, ok := t.earlier(c); ok && a.outcomes[c.ID] == e {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// record is the record that complete answers make.
func (a *answers) record(t *task, today string) *record.Review {
	r := &record.Review{
		Spec: t.subject, RoundSHA256: t.round, Packs: t.packs, Governance: t.governance, Reviewer: t.reviewer.ID,
		Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: t.authorIDs(), Conflicts: a.conflicts},
		Overall:     a.overall, Date: today,
	}
	for _, c := range t.asked {
		answer := a.outcomes[c.ID]
		answer.Criterion = c.ID
		r.Outcomes = append(r.Outcomes, answer)
	}
	if t.before != nil {
		r.CarriedFrom = t.before.sha256
	}
	return r
}

// file is the record as it is to be signed, and what the strict reader makes of it:
// nothing is signed that cannot be read back.
func (a *answers) file(t *task, today string) (*record.Review, []byte, error) {
	data := a.record(t, today).Marshal()
	back, found := record.ParseReview("the record", data)
	return back, data, unusable("the record", found)
}

// override puts given answers in the place of others, and says which they are.
func (a *answers) override(given *answers) (fixed map[string]bool) {
	fixed = map[string]bool{}
	if given.declared {
		a.declared, a.conflicts, fixed["declaration"] = true, given.conflicts, true
	}
	for id, g := range given.outcomes {
		if g.Outcome == "" { // a note alone
			g.Outcome = a.outcomes[id].Outcome
		}
		a.outcomes[id], fixed[id] = g, g.Outcome != ""
	}
	if given.overall != "" {
		a.overall, fixed["overall"] = given.overall, true
	}
	return fixed
}

// answerFlags are the answers given on the command line.
type answerFlags struct {
	from        string
	outcomes    []string
	notes       []string
	overall     string
	noConflicts bool
	conflicts   []string
}

// take adds the answers of the command line to a, in whose place they come. All
// that cannot be taken is told at once.
func (f *answerFlags) take(t *task, a *answers) error {
	wrong := slices.Concat(f.takeDeclaration(a), f.takeOutcomes(t, a), f.takeNotes(t, a))
	if f.overall != "" {
		overall, err := exactWord("overall outcome", f.overall, record.Overalls(t.kind))
		if err != nil {
			wrong = append(wrong, fmt.Errorf("--overall: %w", err))
		}
		a.overall = overall
	}
	if len(wrong) > 0 {
		return usageError{err: errors.Join(wrong...), hint: "the criteria are " + strings.Join(t.criterionIDs(), ", ")}
	}
	return nil
}

func (f *answerFlags) takeDeclaration(a *answers) (wrong []error) {
	if f.noConflicts && len(f.conflicts) > 0 {
		wrong = append(wrong, errors.New("--no-conflicts and --conflict say opposite things"))
	}
	if f.noConflicts || len(f.conflicts) > 0 {
		a.declared, a.conflicts = true, f.conflicts
	}
	for _, text := range f.conflicts {
		if err := writable("--conflict", text); err != nil {
			wrong = append(wrong, err)
		}
	}
	return wrong
}

func (f *answerFlags) takeOutcomes(t *task, a *answers) (wrong []error) {
	given := map[string]bool{}
	for _, text := range f.outcomes {
		id, word, err := t.pair("outcome", text)
		outcome, bad := exactWord("outcome", word, record.Outcomes[:])
		switch {
		case err != nil:
			wrong = append(wrong, err)
		case bad != nil:
			wrong = append(wrong, fmt.Errorf("--outcome %s: %w", text, bad))
		case given[id]:
			wrong = append(wrong, fmt.Errorf("--outcome answers the criterion %s twice", id))
		default:
			given[id] = true
			a.outcomes[id] = record.Answer{Criterion: id, Outcome: outcome, Note: a.outcomes[id].Note}
		}
	}
	return wrong
}

func (f *answerFlags) takeNotes(t *task, a *answers) (wrong []error) {
	for _, text := range f.notes {
		id, note, err := t.pair("note", text)
		if err == nil {
			err = writable("--note "+id, note)
		}
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		answer := a.outcomes[id]
		answer.Criterion, answer.Note = id, note
		a.outcomes[id] = answer
	}
	return wrong
}

// pair reads CRITERION=TEXT.
func (t *task) pair(flag, text string) (id, value string, err error) {
	id, value, ok := strings.Cut(text, "=")
	if !ok || strings.TrimSpace(value) == "" {
		return "", "", fmt.Errorf("--%s is %q, want CRITERION=%s", flag, text, strings.ToUpper(flag))
	}
	if _, known := t.criterion(id); !known {
		return "", "", fmt.Errorf("--%s %s: %w", flag, text, t.unknownCriterion(id))
	}
	return id, strings.TrimSpace(value), nil
}

// unknownCriterion says that the round does not ask a criterion, and which is near.
func (t *task) unknownCriterion(id string) error {
	near := nearest.Word(id, t.criterionIDs())
	if near == "" {
		return fmt.Errorf("the round does not ask a criterion %q", id)
	}
	return fmt.Errorf("the round does not ask a criterion %q, did you mean %s?", id, near)
}

// exactWord is one of the words, or an error that names the nearest.
func exactWord[T ~string](what, text string, words []T) (T, error) {
	if slices.Contains(words, T(text)) {
		return T(text), nil
	}
	plain := plainWords(words)
	if near := nearest.Word(text, plain); near != "" {
		return "", fmt.Errorf("there is no %s %q, did you mean %s?", what, text, near)
	}
	return "", fmt.Errorf("there is no %s %q, want one of %s", what, text, strings.Join(plain, ", "))
}

// typedWord is a word as people type it at a prompt: the word, its number in the
// list, or a beginning that no other has.
func typedWord[T ~string](what, text string, words []T) (T, error) {
	text = strings.ToLower(text)
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(words) {
		return words[n-1], nil
	}
	var begin []T
	for _, w := range words {
		if string(w) == text {
			return w, nil
		}
		if strings.HasPrefix(string(w), text) {
			begin = append(begin, w)
		}
	}
	switch len(begin) {
	case 1:
		return begin[0], nil
	case 0:
		return exactWord(what, text, words)
	}
	return "", fmt.Errorf("%q can mean %s", text, strings.Join(plainWords(begin), " or "))
}

func plainWords[T ~string](words []T) []string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return plain
}

// writable refuses a text that a record cannot hold, such as one with a character
// that nobody sees.
func writable(what, text string) error {
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("%s is empty", what)
	}
	const none = record.NoEntry
	r := record.Review{
		Spec: record.Subject{ID: "a", Version: "1.0.0", SHA256: none}, RoundSHA256: none, Packs: []record.PackRef{{ID: "a", Version: "1.0.0", SHA256: none}},
		Governance: record.GovernanceRef{Serial: 1, SHA256: none}, Reviewer: "a", Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: []string{"b"}},
		Outcomes: []record.Answer{{Criterion: "1", Outcome: record.Meets, Note: text}}, Overall: record.OverallEndorse, Date: "2026-01-02",
	}
	if _, found := record.ParseReview(what, r.Marshal()); len(found) > 0 {
		return fmt.Errorf("%s cannot be written down: %s", what, found[0].Message)
	}
	return nil
}
