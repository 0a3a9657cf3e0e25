package validate

import (
	"bytes"
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
	verdict Verdict
	found   finding.List
	id      finding.Finding // a finding at the file's id, without code and words
	err     error
}

// check reads and judges one file by itself.
func (in *Input) check(file string) (c checkedFile) {
	defer recovered(file, &c.err)
	c.verdict.File = file
	data, err := in.Read(file)
	if err != nil {
		c.err = fmt.Errorf("read %s: %w", file, err)
		return c
	}
	doc, found := yamldoc.Parse(file, data, in.Reading)
	c.found = found
	if doc == nil {
		return c
	}
	s, malformed := spec.Decode(doc)
	c.found = append(c.found, malformed...)
	if doc.Root().Kind() != yamldoc.Map {
		return c
	}
	c.verdict.ID, c.verdict.Stage = s.ID, s.Stage
	c.verdict.JudgedAt = in.judgedAt(s.Stage)
	problems, evidence := in.Criteria.Evaluate(&criteria.Subject{
		Doc: doc, Spec: s, Stage: c.verdict.JudgedAt, Frameworks: in.Frameworks, Today: in.Today,
	})
	c.verdict.Tally = criteria.Count(evidence)
	if !in.TallyOnly {
		c.verdict.Evidence = evidence
	}
	c.found = append(c.found, problems...)
	if s.ID != "" {
		c.placeID(doc)
	}
	return c
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
func (c *checkedFile) placeID(doc *yamldoc.Document) {
	at := doc.Root().Get("id")
	c.id = finding.Finding{File: c.verdict.File, Pos: at.Pos(), End: at.End(), Pointer: "/id", Severity: finding.Error}
	name := strings.TrimSuffix(path.Base(c.verdict.File), ".yaml")
	if path.Base(path.Dir(c.verdict.File)) != "specs" || name == c.verdict.ID {
		return
	}
	f := c.id
	f.Code = CodeFileName
	f.Message = fmt.Sprintf("`id` is %q, want %q: in specs/ a file is named after its id", c.verdict.ID, name)
	f.Help = fmt.Sprintf("rename the file to %s.yaml, or set the id to %q", c.verdict.ID, name)
	c.found = append(c.found, f)
}

// otherFile is what is known of a file that is not itself checked.
type otherFile struct {
	id  string
	err error
}

// look reads the id of a specification that is not itself checked: the value
// of the first line that starts with "id:". Nothing else of it matters here, so
// it is not parsed; a file that cannot be read has no id.
func (in *Input) look(file string) (o otherFile) {
	defer recovered(file, &o.err)
	data, err := in.Read(file)
	if err != nil {
		return o
	}
	for line := range bytes.Lines(data) {
		if rest, ok := bytes.CutPrefix(line, []byte("id:")); ok {
			text, _, _ := bytes.Cut(rest, []byte(" #"))
			o.id = string(bytes.Trim(text, " \t\r\n\"'"))
			break
		}
	}
	return o
}
