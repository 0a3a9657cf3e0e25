package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// coverageExplained asks that every item of the frameworks a file declares is
// mapped to or explained under coverage.not_covered. `values` are the names of
// the frameworks it asks about (none: all), `skip` those it passes over. Each
// framework yields one problem, however many items are left.
type coverageExplained struct{ only, skip []string }

func newCoverageExplained(c *Check) (asker, error) {
	return coverageExplained{c.With.Values, c.With.Skip}, nil
}

func (c coverageExplained) Problems(s *Subject) []Problem {
	var found []Problem
	for i, ref := range s.Spec.Frameworks {
		name, _, _ := strings.Cut(ref, "@")
		if slices.Index(s.Spec.Frameworks, ref) < i || slices.Contains(c.skip, name) ||
			len(c.only) > 0 && !slices.Contains(c.only, name) {
			continue
		}
		if f, known := s.Frameworks.Lookup(ref); known {
			found = append(found, unexplained(s, f)...)
		}
	}
	return found
}

// unexplained is the problem with one framework. Where nothing at all maps to
// it, maps-to-framework says so of every capability.
func unexplained(s *Subject, f *framework.Framework) []Problem {
	spoken := map[string]bool{}
	for _, m := range s.mappings() {
		if m.res.Framework == f && m.res.Problem == framework.Resolved {
			spoken[m.res.Item.Number] = true
		}
	}
	mapped := len(spoken)
	for _, m := range s.explained() {
		if m.res.Framework == f && m.res.Problem == framework.Resolved {
			spoken[m.res.Item.Number] = true
		}
	}
	left := 0
	for _, p := range f.Pillars {
		for _, item := range p.Items {
			if !spoken[item.Number] {
				left++
			}
		}
	}
	if left == 0 {
		return nil
	}
	return []Problem{{
		At: declaration(s, f.Ref()), Quiet: mapped == 0,
		Message: fmt.Sprintf("nothing maps to %s of %s (%s), and `coverage.not_covered` does not say why",
			counted(left, "item"), f.Ref(), rangesOf(f, spoken)),
	}}
}

// declaration is where the file names a framework.
func declaration(s *Subject, ref string) yamldoc.Value {
	list := s.Doc.At("/frameworks")
	for _, v := range list.Items() {
		if v.Text() == ref {
			return v
		}
	}
	return list
}
