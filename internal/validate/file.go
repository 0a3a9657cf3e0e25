package validate

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// checkedFile is what one file came to.
type checkedFile struct {
	Memo
	err error
}

// check recalls what one file came to, or reads and judges it by itself.
func (in *Input) check(file string) (c checkedFile) {
	defer recovered(file, &c.err)
	if in.Memory != nil {
		if m, ok := in.Memory.Recall(file); ok {
			return checkedFile{Memo: m}
		}
	}
	data, err := in.Read(file)
	if err != nil {
		c.err = named(file, err)
		return c
	}
	c.Memo = in.judge(file, data)
	if in.Memory != nil {
		in.Memory.Keep(file, data, c.Memo)
	}
	return c
}

// named says in an error which file could not be read, unless it says so already
// or is about the program.
func named(file string, err error) error {
	if errors.Is(err, ErrInternal) || strings.Contains(err.Error(), file) {
		return err
	}
	return fmt.Errorf("read %s: %w", file, err)
}

// judge judges the content of one file by itself.
func (in *Input) judge(file string, data []byte) (m Memo) {
	m.Verdict.File = file
	doc, found := yamldoc.Parse(file, data, in.Reading)
	m.Found = found
	defer func() { takeFingerprints(doc, m.Found) }()
	if doc == nil {
		return m
	}
	s, malformed := spec.Decode(doc)
	m.Found = append(m.Found, malformed...)
	if doc.Root().Kind() == yamldoc.Map {
		in.judgeSpecification(doc, s, &m)
	}
	in.readIgnores(doc, &m)
	return m
}

// judgeSpecification asks the checks about a specification.
func (in *Input) judgeSpecification(doc *yamldoc.Document, s *spec.Specification, m *Memo) {
	m.Verdict.ID, m.Verdict.Stage = s.ID, s.Stage
	m.Verdict.JudgedAt = in.judgedAt(s.Stage)
	subject := &criteria.Subject{Doc: doc, Spec: s, Stage: m.Verdict.JudgedAt, Frameworks: in.Frameworks, Today: in.Today}
	problems, evidence := in.Criteria.Evaluate(subject)
	m.Days = subject.Days
	m.Verdict.Tally = criteria.Count(evidence)
	if !in.TallyOnly {
		m.Verdict.Evidence = evidence
	}
	m.Found = append(m.Found, problems...)
	m.Refers = references(m.Verdict.File, s)
	if s.ID != "" {
		m.placeID(doc)
	}
}

// judgedAt is the stage to judge at. A file that says no known stage is asked
// the least, so that the mistake in its stage stands out.
func (in *Input) judgedAt(own spec.Stage) spec.Stage {
	switch {
	case in.As != "":
		return in.As
	case own != "":
		return own
	}
	return spec.Proposal
}

// placeID keeps the place of the id for what other files have to say about it,
// and compares it with the file's name where the name is under our care.
func (m *Memo) placeID(doc *yamldoc.Document) {
	at := doc.Root().Get("id")
	m.ID = Place{at.Pos(), at.End()}
	name := strings.TrimSuffix(path.Base(m.Verdict.File), ".yaml")
	if path.Base(path.Dir(m.Verdict.File)) != "specs" || name == m.Verdict.ID {
		return
	}
	f := m.atID()
	f.Code = CodeFileName
	f.Message = fmt.Sprintf("`id` is %q, want %q: in specs/ a file is named after its id", m.Verdict.ID, name)
	f.Help = fmt.Sprintf("rename the file to %s.yaml, or set the id to %q", m.Verdict.ID, name)
	m.Found = append(m.Found, f)
}

// references are the places where a specification names another.
func references(file string, s *spec.Specification) []Reference {
	var all []Reference
	for _, other := range s.Related {
		if other.Specification == "" {
			continue // that it will not do was said already
		}
		at := other.At.Get("specification")
		all = append(all, Reference{ID: other.Specification, At: finding.Finding{
			File: file, Pos: at.Pos(), End: at.End(), Pointer: at.Pointer(), Severity: finding.Error,
		}})
	}
	return all
}
