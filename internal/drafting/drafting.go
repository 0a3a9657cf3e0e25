// Package drafting makes the beginnings of specifications, and takes them from
// one stage to the next: what the packs in force ask for at a stage and is not
// there becomes a text that begins with "TODO: " and says what belongs there. What
// is asked for it learns from the findings of the packs alone. It invents nothing:
// numbers, ids, mappings and whatever else cannot be a text to come are left to
// the authors. It reads and writes no files.
package drafting

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/compose"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Judge is what a specification is measured against.
type Judge struct {
	Criteria   *criteria.Set
	Frameworks *framework.Registry
	Today      string // YYYY-MM-DD, or ""
	Reading    yamldoc.Options
}

// Mark is what a text begins with that is still to be written.
const Mark = "TODO: "

// judged is a source that was read, with what the packs say of it at a stage.
type judged struct {
	doc   *yamldoc.Document
	spec  *spec.Specification
	found finding.List // of the packs
	wrong finding.List // what is not YAML of the strict part, or not of the format
}

// judge reads a source and judges it at a stage. Its doc is nil if the source
// cannot be read at all.
func (j *Judge) judge(file string, source []byte, stage spec.Stage) judged {
	var g judged
	g.doc, g.wrong = yamldoc.Parse(file, source, j.Reading)
	if g.doc == nil {
		return g
	}
	var malformed finding.List
	g.spec, malformed = spec.Decode(g.doc)
	g.wrong = append(g.wrong, malformed...)
	if g.doc.Root().Kind() == yamldoc.Map {
		g.found, _ = j.Criteria.Evaluate(&criteria.Subject{
			Doc: g.doc, Spec: g.spec, Stage: stage, Frameworks: j.Frameworks, Today: j.Today,
		})
	}
	return g
}

// errUnread is a fault of this package that was noticed in time.
var errUnread = errors.New("what was made cannot be read")

// open adds what the packs ask for at a stage, is not there and can be a text to
// come. It returns the new source and the JSON Pointers of what was added. What
// asks for less than an open place would weigh is passed over: at candidate, an
// open place blocks where what is merely missing does not.
func (j *Judge) open(file string, source []byte, stage spec.Stage) ([]byte, []string, error) {
	var added []string
	tried := map[string]bool{}
	for {
		g := j.judge(file, source, stage)
		if g.doc == nil {
			return nil, nil, errUnread
		}
		made, pointer, err := j.openOne(g, source, stage, tried)
		if err != nil || pointer == "" {
			return source, added, err
		}
		source, added = made, append(added, pointer)
	}
}

// openOne adds the first of what is asked for and was not tried yet; the pointer
// is "" if there is none.
func (j *Judge) openOne(g judged, source []byte, stage spec.Stage, tried map[string]bool) ([]byte, string, error) {
	for _, w := range j.wants(g, stage) {
		if tried[w.pointer] {
			continue
		}
		tried[w.pointer] = true
		node := part(w.pointer, w.help)
		if node.Empty() {
			continue
		}
		made, err := insert(g.doc, source, w.pointer, node)
		if errors.Is(err, compose.ErrNoPlace) {
			continue // it is left to the authors
		}
		return made, w.pointer, err
	}
	return source, "", nil
}

// insert puts a part into a source, with the groups of keys on the way to it.
func insert(doc *yamldoc.Document, source []byte, pointer string, node compose.Node) ([]byte, error) {
	at := doc.At(pointer)
	group := at.Nearest().Pointer()
	if at.Nearest().Kind() == yamldoc.List {
		return nil, compose.ErrNoPlace
	}
	steps := strings.Split(strings.TrimPrefix(pointer, group+"/"), "/")
	for i := len(steps) - 1; i > 0; i-- {
		node = compose.Map(compose.Key(steps[i], node))
	}
	return compose.Insert(doc, source, group, compose.Key(steps[0], node))
}

// want is a part that is asked for and is not there.
type want struct {
	pointer string
	help    string // of the check that asks for it
}

// wants returns what is asked for at a stage and is not there, as far as it weighs
// enough, in the order of the findings.
func (j *Judge) wants(g judged, stage spec.Stage) []want {
	var all []want
	for _, f := range g.found {
		if f.Pointer == "" || g.doc.At(f.Pointer).Present() {
			continue
		}
		for _, code := range append([]string{f.Code}, f.Also...) {
			_, check, _, known := j.Criteria.Check(code)
			if !known || check.Severity.At(stage) < j.weight(stage) {
				continue
			}
			for _, pattern := range check.At {
				if pointer, ok := below(f.Pointer, pattern); ok && !slices.ContainsFunc(all, func(w want) bool { return w.pointer == pointer }) {
					all = append(all, want{pointer, check.Help})
				}
			}
		}
	}
	return all
}

// below returns where a pattern of a check leads that looks at or below a gap: up
// to the list where it goes on into the items of one.
func below(gap, pattern string) (string, bool) {
	steps, wanted := strings.Split(gap, "/"), strings.Split(pattern, "/")
	if len(wanted) < len(steps) || wanted[0] != "" {
		return "", false
	}
	for i, step := range steps {
		if wanted[i] != step && (wanted[i] != "*" || strings.Trim(step, "0123456789") != "") {
			return "", false
		}
	}
	rest := wanted[len(steps):]
	if i := slices.Index(rest, "*"); i >= 0 {
		rest = rest[:i]
	}
	return strings.Join(append(steps, rest...), "/"), true
}

// weight is how much a text weighs at a stage that is still to be written; a
// warning where no pack in force has an opinion.
func (j *Judge) weight(stage spec.Stage) finding.Severity {
	for _, p := range j.Criteria.Packs() {
		for i := range p.Criteria {
			for k := range p.Criteria[i].Checks {
				if c := &p.Criteria[i].Checks[k]; c.Kind == criteria.Unfinished {
					return c.Severity.At(stage)
				}
			}
		}
	}
	return finding.Warning
}

// isOpen reports whether a finding says that a text is still to be written.
func (j *Judge) isOpen(f finding.Finding) bool {
	_, check, _, known := j.Criteria.Check(f.Code)
	return known && check.Kind == criteria.Unfinished
}

// todo is a text to come that says what belongs there.
func todo(format string, args ...any) compose.Node {
	return compose.Prose(Mark + fmt.Sprintf(format, args...))
}
