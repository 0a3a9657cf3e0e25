package comments

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Whole is what a comment is on that is on nothing in particular.
const Whole = "whole"

// Aims are what a comment on a specification can be on: the whole, the parts of the
// file by their keys, and everything that has an id.
func Aims(s *spec.Specification) []string {
	aims := []string{Whole}
	aims = append(aims, spec.Groups()[0].Fields.Names()...)
	seen := map[string]bool{}
	for _, kind := range spec.Kinds {
		for _, e := range s.Elements(kind) {
			if e.ID != "" && !seen[e.ID] {
				seen[e.ID] = true
				aims = append(aims, e.ID)
			}
		}
	}
	return aims
}

// Missed is the first thing that a comment says it is on and that the specification
// does not have, with the nearest one that it has; "" is none. Several are parted by
// commas, and the kind may stand in front, as in "capability A1".
func Missed(s *spec.Specification, on string) (missed, near string) {
	aims := Aims(s)
	for aim := range strings.SplitSeq(on, ",") {
		aim = strings.TrimSpace(aim)
		if aim == "" || isAim(s, aims, aim) {
			continue
		}
		return aim, nearest.Word(aim, aims)
	}
	return "", ""
}

func isAim(s *spec.Specification, aims []string, aim string) bool {
	for _, a := range aims {
		if a == aim || strings.EqualFold(a, strings.ReplaceAll(aim, " ", "_")) {
			return true
		}
	}
	kind, id, ok := strings.Cut(aim, " ")
	if !ok {
		return false
	}
	for _, e := range s.Elements(spec.Kind(strings.ToLower(kind))) {
		if e.ID == strings.TrimSpace(id) {
			return true
		}
	}
	return false
}
