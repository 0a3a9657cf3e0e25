package criteria

import (
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// A text that begins with TODO holds a place for one that is still to be written.
// It is no evidence for anything: a kind of check that asks whether something is
// there takes such a text, and whatever consists of such texts, for lacking, but
// quietly, because the kind "unfinished" says of each that it is not written yet.

// unwritten reports whether v is a text that is still to be written, or holds at
// least one such text and nothing that was written beside it.
func unwritten(v yamldoc.Value) bool {
	if v.Kind() == yamldoc.Text {
		return spec.Unwritten(v.Text())
	}
	some, written := lookInto(v, false)
	return some && !written
}

// labels are the keys under which no prose stands: ids, references, words of a
// closed list and the like. What stands there is no writing by itself.
var labels = map[string]bool{
	"id": true, "item": true, "url": true, "date": true, "since": true, "kind": true, "strength": true,
	"relation": true, "group": true, "features": true, "delivery": true, "develops": true, "assesses": true,
	"draws_on": true, "outcomes": true, "replaced_by": true, "specification": true, "frameworks": true, "framework": true,
}

// lookInto reports whether there is a text still to be written at or below v, and
// one that was written. A text that is a label counts as neither.
func lookInto(v yamldoc.Value, label bool) (some, written bool) {
	switch v.Kind() {
	case yamldoc.Text:
		if spec.Unwritten(v.Text()) {
			return true, false
		}
		return false, !label
	case yamldoc.List:
		for _, item := range v.Items() {
			s, w := lookInto(item, label)
			some, written = some || s, written || w
		}
	case yamldoc.Map:
		// Of a method of assessment the type is free text, of an intervention it is
		// one of five.
		closed := v.Get("why_not").Present()
		for e := range v.Entries() {
			s, w := lookInto(e.Value, labels[e.Name] || closed && e.Name == "type")
			some, written = some || s, written || w
		}
	}
	return some, written
}

// unfinished reports whether any text of the document is still to be written.
func (s *Subject) unfinished() bool {
	if s.seen.todos == unknown {
		s.seen.todos = none
		eachText(s.Doc.Root(), func(v yamldoc.Value) bool {
			if spec.Unwritten(v.Text()) {
				s.seen.todos = some
				return false
			}
			return true
		})
	}
	return s.seen.todos == some
}

// idle reports whether v is unwritten or belongs to an item of a list that is:
// of {kind: population, description: "TODO: ..."} the kind says nothing yet.
func (s *Subject) idle(v yamldoc.Value) bool {
	if !s.unfinished() {
		return false
	}
	if unwritten(v) {
		return true
	}
	steps := strings.Split(v.Pointer(), "/")
	if len(steps) < 2 {
		return false
	}
	above := steps[:len(steps)-1]
	if _, err := strconv.Atoi(above[len(above)-1]); err != nil {
		return false
	}
	return unwritten(s.Doc.At(strings.Join(above, "/")))
}

// beside reports whether v, present or not, belongs to an item of a list that is
// unwritten: what such an item lacks comes with its text.
func (s *Subject) beside(v yamldoc.Value) bool {
	if !s.unfinished() {
		return false
	}
	steps := strings.Split(v.Nearest().Pointer(), "/")
	for n := len(steps); n > 1; n-- {
		if _, err := strconv.Atoi(steps[n-1]); err == nil && unwritten(s.Doc.At(strings.Join(steps[:n], "/"))) {
			return true
		}
	}
	return false
}

// written counts the items of a list that are not unwritten.
func (s *Subject) written(v yamldoc.Value) int {
	if !s.unfinished() {
		return v.Len()
	}
	n := 0
	for _, item := range v.Items() {
		if !unwritten(item) {
			n++
		}
	}
	return n
}

// anyDomainWritten reports whether any domain holds something that was written.
func (s *Subject) anyDomainWritten() bool {
	return slices.ContainsFunc(s.Spec.Domains, func(d spec.Domain) bool { return !s.unfinished() || !unwritten(d.At) })
}
