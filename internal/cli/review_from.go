package cli

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// sheet reads a file of answers: a record that is filled in as far as it goes, of
// which `declaration.conflicts`, `outcomes` and `overall` are enough. What else
// stands in it must be what the record will say. An empty answer is an open one.
type sheet struct {
	file  string
	task  *task
	into  *answers
	wrong []error
}

// fromFile adds the answers of a file to a.
func (e *Env) fromFile(name string, t *task, a *answers) error {
	data, err := e.readFile(name, record.MaxBytes)
	if err != nil {
		return err
	}
	doc, found := yamldoc.Parse(name, data, yamldoc.Options{MaxBytes: record.MaxBytes})
	if found.AtLeast(finding.Error) {
		return usageError{err: unusable(name, found), hint: "mend the file; credctl review --help says what stands in it"}
	}
	s := &sheet{file: name, task: t, into: a}
	s.read(doc.Root())
	if len(s.wrong) > 0 {
		return usageError{err: errors.Join(s.wrong...), hint: "the criteria are " + strings.Join(t.criterionIDs(), ", ")}
	}
	return nil
}

func (s *sheet) refuse(v yamldoc.Value, format string, args ...any) {
	s.wrong = append(s.wrong, fmt.Errorf("%s:%d: %s", s.file, v.Pos().Line, fmt.Sprintf(format, args...)))
}

// sheetKeys are what a file of answers may hold.
var sheetKeys = []string{
	"record", "spec", "round_sha256", "packs", "governance", "reviewer", "declaration", "outcomes", "overall", "carried_from", "date",
}

func (s *sheet) read(root yamldoc.Value) {
	if root.Kind() != yamldoc.Map {
		s.refuse(root, "found %s, want keys such as outcomes and overall", root.Kind())
		return
	}
	fixed := s.fixed()
	for e := range root.Entries() {
		switch {
		case e.Value.Kind() == yamldoc.Null && slices.Contains(sheetKeys, e.Name): // left open
		case e.Name == "declaration":
			s.declaration(e.Value)
		case e.Name == "outcomes":
			s.outcomes(e.Value)
		case e.Name == "overall":
			overall, err := exactWord("overall outcome", e.Value.Text(), record.Overalls(s.task.kind))
			if err != nil {
				s.refuse(e.Value, "%v", err)
			}
			s.into.overall = overall
		case e.Name == "carried_from", e.Name == "date": // information only, and filled in anew
		case fixed[e.Name] != nil:
			s.same(e.Name, e.Value, fixed[e.Name])
		default:
			s.unknown(e.Key, e.Name, sheetKeys)
		}
	}
}

// fixed is what is not for the reviewer to say, as a reader of YAML has it.
func (s *sheet) fixed() map[string]any {
	empty := answers{outcomes: map[string]record.Answer{}}
	doc, _ := yamldoc.Parse("record", empty.record(s.task, "").Marshal(), yamldoc.Options{})
	all, _ := doc.Root().Plain().(map[string]any)
	for _, open := range []string{"declaration", "outcomes", "overall", "carried_from", "date"} {
		delete(all, open)
	}
	return all
}

// same holds what is not for the reviewer to say to what the record will say.
func (s *sheet) same(name string, v yamldoc.Value, want any) {
	if reflect.DeepEqual(v.Plain(), want) {
		return
	}
	if name == "spec" {
		s.refuse(v, "the answers are on another text: %s %s with the SHA-256 %s, want %s %s with %s", v.Get("id").Text(), v.Get("version").Text(),
			record.Key16(v.Get("sha256").Text()), s.task.subject.ID, s.task.subject.Version, record.Key16(s.task.subject.SHA256))
		return
	}
	s.refuse(v, "%s is not what the record has to say: leave it out, and it is filled in", name)
}

func (s *sheet) unknown(v yamldoc.Value, name string, known []string) {
	if near := nearest.Word(name, known); near != "" {
		s.refuse(v, "unknown key %q, did you mean %s?", name, near)
		return
	}
	s.refuse(v, "unknown key %q, want one of %s", name, strings.Join(known, ", "))
}

func (s *sheet) declaration(v yamldoc.Value) {
	if v.Kind() != yamldoc.Map {
		s.refuse(v, "declaration is %s, want the key conflicts", v.Kind())
		return
	}
	for e := range v.Entries() {
		switch {
		case e.Value.Kind() == yamldoc.Null && slices.Contains([]string{"wording", "authors", "conflicts"}, e.Name):
		case e.Name == "wording" && e.Value.Text() == record.DeclarationWording:
		case e.Name == "wording":
			s.refuse(e.Value, "the wording of the declaration is %q, want %q", e.Value.Text(), record.DeclarationWording)
		case e.Name == "authors":
			s.authors(e.Value)
		case e.Name == "conflicts":
			s.conflicts(e.Value)
		default:
			s.unknown(e.Key, e.Name, []string{"wording", "authors", "conflicts"})
		}
	}
}

func (s *sheet) authors(v yamldoc.Value) {
	var named []string
	for _, item := range v.Items() {
		named = append(named, item.Text())
	}
	if want := s.task.authorIDs(); !slices.Equal(slices.Sorted(slices.Values(named)), slices.Sorted(slices.Values(want))) {
		s.refuse(v, "the declaration is against the authors %s, and those of the last round are %s", strings.Join(named, ", "), strings.Join(want, ", "))
	}
}

func (s *sheet) conflicts(v yamldoc.Value) {
	if v.Kind() != yamldoc.List {
		s.refuse(v, "conflicts is %s, want a list; [] says that there are none", v.Kind())
		return
	}
	s.into.declared, s.into.conflicts = true, nil
	for _, item := range v.Items() {
		if err := writable("a conflict", item.Text()); err != nil {
			s.refuse(item, "%v", err)
		}
		s.into.conflicts = append(s.into.conflicts, item.Text())
	}
}

func (s *sheet) outcomes(v yamldoc.Value) {
	if v.Kind() != yamldoc.List {
		s.refuse(v, "outcomes is %s, want a list of answers such as {criterion: %q, outcome: meets}", v.Kind(), s.task.criterionIDs()[0])
		return
	}
	seen := map[string]bool{}
	for _, item := range v.Items() {
		a, ok := s.answer(item)
		switch {
		case !ok:
		case seen[a.Criterion]:
			s.refuse(item, "the criterion %s is answered twice", a.Criterion)
		default:
			seen[a.Criterion] = true
			if a.Outcome != "" || a.Note != "" {
				s.into.outcomes[a.Criterion] = a
			}
		}
	}
}

func (s *sheet) answer(v yamldoc.Value) (a record.Answer, ok bool) {
	before := len(s.wrong)
	for e := range v.Entries() {
		switch {
		case e.Name == "criterion":
			a.Criterion = e.Value.Text()
			if _, known := s.task.criterion(a.Criterion); !known {
				s.refuse(e.Value, "%v", s.task.unknownCriterion(a.Criterion))
			}
		case e.Value.Kind() == yamldoc.Null && (e.Name == "outcome" || e.Name == "note"):
		case e.Name == "outcome":
			outcome, err := exactWord("outcome", e.Value.Text(), record.Outcomes[:])
			if err != nil {
				s.refuse(e.Value, "%v", err)
			}
			a.Outcome = outcome
		case e.Name == "note":
			if a.Note = e.Value.Text(); strings.TrimSpace(a.Note) == "" {
				a.Note = ""
			} else if err := writable("the note", a.Note); err != nil {
				s.refuse(e.Value, "%v", err)
			}
		default:
			s.unknown(e.Key, e.Name, []string{"criterion", "outcome", "note"})
		}
	}
	if a.Criterion == "" && len(s.wrong) == before {
		s.refuse(v, "an answer names no criterion")
	}
	return a, len(s.wrong) == before
}
