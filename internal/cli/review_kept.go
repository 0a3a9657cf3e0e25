package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/advancing-practice/credctl/internal/record"
)

// keptForm says what a file of kept answers is, and in which edition.
const keptForm = "credctl/kept-answers/v1"

// kept is what is kept of an interview that was left, for the next run. It lies in
// the user's own folder and holds no secret; nothing that is decided rests on it.
type kept struct {
	Form      string         `json:"form"`
	Text      string         `json:"text"` // the SHA-256 of the text
	Person    string         `json:"person"`
	Authors   []string       `json:"authors"` // whom the declaration is against
	Declared  bool           `json:"declared"`
	Conflicts []string       `json:"conflicts"`
	Outcomes  []keptOutcome  `json:"outcomes"`
	Overall   record.Overall `json:"overall"`
}

type keptOutcome struct {
	Criterion string         `json:"criterion"`
	Outcome   record.Outcome `json:"outcome"`
	Note      string         `json:"note"`
}

// keptFile is where answers of somebody on a text are kept; "" where the
// environment names no folder for it.
func (e *Env) keptFile(t *task) string {
	state := userState(e.Getenv)
	if state == "" {
		return ""
	}
	return filepath.Join(state, "credctl", "reviews", t.subject.SHA256+"-"+t.reviewer.ID+".json")
}

// recallKept adds the answers that were kept to a. What is kept in another form is
// as good as nothing, and what fits to no question any more is left out.
func (e *Env) recallKept(t *task, a *answers) (found bool) {
	file := e.keptFile(t)
	if file == "" {
		return false
	}
	data, err := e.readFile(file, 4*record.MaxBytes)
	if err != nil {
		if _, gone := os.Stat(file); !errors.Is(gone, fs.ErrNotExist) {
			e.warn(err.Error(), "")
		}
		return false
	}
	var k kept
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&k); err != nil || k.Form != keptForm || k.Text != t.subject.SHA256 || k.Person != t.reviewer.ID {
		e.warn(file+" does not hold answers on this text, so it is passed over", "--restart begins anew")
		return false
	}
	if k.Declared && slices.Equal(k.Authors, t.authorIDs()) {
		a.declared, a.conflicts, found = true, k.Conflicts, true
	}
	for _, o := range k.Outcomes {
		if _, asked := t.criterion(o.Criterion); asked && slices.Contains(record.Outcomes[:], o.Outcome) {
			a.outcomes[o.Criterion], found = record.Answer{Criterion: o.Criterion, Outcome: o.Outcome, Note: o.Note}, true
		}
	}
	if slices.Contains(record.Overalls(t.kind), k.Overall) {
		a.overall, found = k.Overall, true
	}
	return found
}

// keep keeps the answers so far.
func (e *Env) keep(t *task, a *answers) error {
	file := e.keptFile(t)
	if file == "" {
		return nil
	}
	k := kept{Form: keptForm, Text: t.subject.SHA256, Person: t.reviewer.ID, Authors: t.authorIDs(), Declared: a.declared, Conflicts: a.conflicts, Overall: a.overall}
	for _, c := range t.asked {
		if o := a.outcomes[c.ID]; o.Outcome != "" {
			k.Outcomes = append(k.Outcomes, keptOutcome{c.ID, o.Outcome, o.Note})
		}
	}
	data, err := json.MarshalIndent(k, "", "  ")
	if err == nil {
		err = keepFile(file, append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("the answers so far cannot be kept: %w", plainReason(err))
	}
	return nil
}

// forget removes what was kept. That it cannot be removed is no failure of what was
// asked for.
func (e *Env) forget(t *task) {
	file := e.keptFile(t)
	if file == "" {
		return
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		e.warn(file+" cannot be removed: "+plainReason(err).Error(), "")
	}
}
