package drafting

import (
	"errors"
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/compose"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Advanced is a specification taken to its next stage.
type Advanced struct {
	Source []byte
	From   spec.Stage
	Added  []string     // the JSON Pointers of what was added, in file order
	Left   finding.List // what the new stage asks for besides and only the authors can give
}

// Why a specification cannot be advanced.
var (
	ErrMalformed    = errors.New("it has to be well formed first") // Left says where it is not
	ErrAlready      = errors.New("it is at that stage already")
	ErrBack         = errors.New("a specification goes forward only")
	ErrSkips        = errors.New("a proposal becomes a draft before it becomes a candidate")
	ErrIllustrative = errors.New("it is illustrative, so it can never become a candidate") // Left says where it says so
)

// Advance takes a specification to the next stage: it changes the word behind
// stage and adds, as texts to come, what the packs ask for there and is not there
// yet. Nothing else of the source changes. The error is one of those above, with
// From where it is known, or says what went wrong.
func (j *Judge) Advance(file string, source []byte, to spec.Stage) (Advanced, error) {
	before := j.judge(file, source, to)
	if before.wrong.AtLeast(finding.Error) || before.doc == nil {
		before.wrong.Sort()
		return Advanced{Left: before.wrong}, ErrMalformed
	}
	a := Advanced{From: before.spec.Stage}
	if err := mayGo(before.spec, to); err != nil {
		if errors.Is(err, ErrIllustrative) {
			a.Left = slices.DeleteFunc(before.found, func(f finding.Finding) bool { return f.Pointer != "/provenance/illustrative" })
		}
		return a, err
	}
	made, err := compose.SetWord(before.doc, source, "/stage", string(to))
	if err != nil {
		return a, err
	}
	if a.Source, a.Added, err = j.open(file, made, to); err != nil {
		return a, err
	}
	after := j.judge(file, a.Source, to)
	if err := harmed(before, after); err != nil {
		return a, err
	}
	slices.SortFunc(a.Added, func(p, q string) int { return after.doc.At(p).Pos().Compare(after.doc.At(q).Pos()) })
	a.Left = j.left(j.judge(file, source, a.From).found, after.found, to)
	return a, nil
}

// mayGo says why a specification may not go to a stage.
func mayGo(s *spec.Specification, to spec.Stage) error {
	from, next := slices.Index(spec.Stages, s.Stage), slices.Index(spec.Stages, to)
	switch {
	case next == from:
		return ErrAlready
	case next < from:
		return ErrBack
	case next > from+1:
		return ErrSkips
	case to == spec.Candidate && s.Provenance.Illustrative:
		return ErrIllustrative
	}
	return nil
}

// harmed says that something is wrong with a specification that was not before.
// It is a fault of this program that was noticed in time.
func harmed(before, after judged) error {
	if after.doc == nil || len(after.wrong) > len(before.wrong) {
		return fmt.Errorf("%w: %v", errUnread, after.wrong)
	}
	was := map[string]bool{}
	for _, f := range before.found {
		was[f.Code+f.Pointer] = true
	}
	for _, f := range after.found {
		if f.Code[0] == 'R' && !was[f.Code+f.Pointer] {
			return fmt.Errorf("what was made has a finding that was not there: %v", f)
		}
	}
	return nil
}

// left returns what only the authors can give: what weighs as much at the new
// stage as an open place does and is none, and did not weigh that much before.
func (j *Judge) left(old, found finding.List, to spec.Stage) finding.List {
	weighed := map[string]finding.Severity{}
	for _, f := range old {
		weighed[f.Code+f.Pointer] = f.Severity
	}
	var left finding.List
	for _, f := range found {
		if f.Severity >= j.weight(to) && f.Severity > weighed[f.Code+f.Pointer] && !j.isOpen(f) {
			left = append(left, f)
		}
	}
	return left
}
