package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// claims asks that each of some features is claimed somewhere by a domain, a
// capability or a statement. It is an author's claim: nothing shows that the
// text bears it out.
type claims struct{ features []string }

func newClaims(c *Check) (asker, error) { return claims{c.With.Values}, nil }

func (c claims) Problems(s *Subject) []Problem {
	if len(s.Spec.Domains) == 0 {
		v := s.Doc.Root().Get("domains")
		return []Problem{{At: v, Message: nameOf(v) + " is missing", Quiet: v.Present()}}
	}
	var lacking []string
	idle := false
	for _, feature := range c.features {
		switch claimed(s, feature) {
		case none:
			lacking = append(lacking, feature)
		case unknown:
			idle = true
		}
	}
	switch {
	case len(lacking) == 0 && !idle:
		return nil
	case len(lacking) == 0 || !s.anyDomainWritten():
		return []Problem{{At: keyAt(s, "domains"), Quiet: true}}
	}
	return []Problem{{
		At:      keyAt(s, "domains"),
		Message: "no domain, capability or statement claims to deal with " + listed(lacking, "or"),
		Help: fmt.Sprintf("where the text does, add a line such as \"features: [%s]\" to the capability or statement",
			strings.Join(lacking, ", ")),
	}}
}

// claimed says whether something claims a feature; unknown: only what is still to
// be written does.
func claimed(s *Subject, feature string) answer {
	found := none
	eachClaimant(s.Spec, feature, func(_ spec.Kind, _ string, at yamldoc.Value) bool {
		if s.idle(at) {
			found = unknown
			return true
		}
		found = some
		return false
	})
	return found
}

// Claimed says for each feature who claims it.
func (c claims) Claimed(s *Subject) []string {
	const most = 6
	var all []string
	for _, feature := range c.features {
		var by []string
		eachClaimant(s.Spec, feature, func(k spec.Kind, id string, at yamldoc.Value) bool {
			if !s.idle(at) {
				by = append(by, string(k)+" "+id)
			}
			return true
		})
		if len(by) > 0 {
			all = append(all, feature+" by "+fewOf(by, most))
		}
	}
	slices.Sort(all)
	return all
}

// eachClaimant calls yield for everything that claims a feature, in file order,
// until it returns false.
func eachClaimant(s *spec.Specification, feature string, yield func(k spec.Kind, id string, at yamldoc.Value) bool) {
	statements := func(list []spec.Statement) bool {
		for i := range list {
			if slices.Contains(list[i].Features, feature) && !yield(spec.KindStatement, list[i].ID, list[i].At) {
				return false
			}
		}
		return true
	}
	for i := range s.Domains {
		d := &s.Domains[i]
		if slices.Contains(d.Features, feature) && !yield(spec.KindDomain, d.ID, d.At) {
			return
		}
		for j := range d.Capabilities {
			a := &d.Capabilities[j]
			if slices.Contains(a.Features, feature) && !yield(spec.KindCapability, a.ID, a.At) || !statements(a.Statements) {
				return
			}
		}
		if !statements(d.Statements) {
			return
		}
	}
}
