package criteria

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/framework"
)

// problem says in words how a reference to a framework item fails.
func (w way) problem(s *Subject, m *mapped) Problem {
	p := Problem{At: m.ref.At, Help: proposal(m.res)}
	is := nameOf(m.ref.At) + " is " + quoted(m.ref.Item)
	switch w {
	case bare:
		p.Message = is + ", want the framework and its edition before the number, such as \"mpf@2025#1.2\""
	case malformed:
		p.Message = is + ", want a framework, its edition and a number, written like \"mpf@2025#1.2\""
	case unknownFramework:
		p.Message = fmt.Sprintf("%s, but no framework %s is known here", is, quoted(frameworkOf(m.ref.Item)))
		if p.Help == "" {
			p.Help = "the frameworks known here are " + knownFrameworks(s)
		}
	case unknownItem:
		p.Message = fmt.Sprintf("%s, but %s has no item %s", is, m.res.Framework.Ref(), quoted(numberOf(m.ref.Item)))
		if p.Help == "" {
			p.Help = "its items are " + rangesOf(m.res.Framework, nil)
		}
	case undeclared:
		ref := m.res.Framework.Ref()
		p.Message = fmt.Sprintf("%s, but `frameworks` does not name %s", is, ref)
		p.Help = undeclaredHelp(s, ref)
		p.once = ref
	}
	return p
}

func undeclaredHelp(s *Subject, ref string) string {
	if len(s.Spec.Frameworks) == 0 {
		return fmt.Sprintf("add a line \"frameworks: [%s]\"", ref)
	}
	return fmt.Sprintf("add %s to `frameworks`, or map to %s, which is named there", ref, fewOf(s.Spec.Frameworks, 3))
}

// proposal offers what was probably meant.
func proposal(res framework.Resolution) string {
	switch {
	case res.Propose != "":
		return fmt.Sprintf("write %q", res.Propose)
	case len(res.Choices) > 0:
		return "write one of " + strings.Join(res.Choices, ", ")
	}
	return ""
}

// oncePerFramework keeps, of the problems with one undeclared framework, the
// first: it is one gap, however many mappings name it.
func oncePerFramework(problems []Problem) []Problem {
	count := map[string]int{}
	var kept []Problem
	for _, p := range problems {
		if p.once == "" {
			kept = append(kept, p)
			continue
		}
		if count[p.once]++; count[p.once] == 1 {
			kept = append(kept, p)
		}
	}
	for i := range kept {
		if n := count[kept[i].once] - 1; n > 0 && kept[i].once != "" {
			kept[i].Message += fmt.Sprintf(" (%d more like it)", n)
		}
	}
	return kept
}

// frameworkOf is the part of a reference before the number.
func frameworkOf(ref string) string {
	name, _, _ := strings.Cut(ref, "#")
	return name
}

func numberOf(ref string) string {
	_, number, _ := strings.Cut(ref, "#")
	return number
}

// knownFrameworks names the frameworks there are, at most eight of them.
func knownFrameworks(s *Subject) string {
	var refs []string
	for _, f := range s.Frameworks.Frameworks() {
		refs = append(refs, f.Ref())
	}
	return fewOf(refs, 8)
}

// rangesOf names the items of a framework that are in none of the given set,
// with runs of three and more as "1.1 to 1.11".
func rangesOf(f *framework.Framework, except map[string]bool) string {
	var parts []string
	for _, p := range f.Pillars {
		var run []string
		for _, item := range append(p.Items, framework.Item{}) {
			if item.Number != "" && !except[item.Number] {
				run = append(run, item.Number)
				continue
			}
			if len(run) > 2 {
				run = []string{run[0] + " to " + run[len(run)-1]}
			}
			parts = append(parts, run...)
			run = nil
		}
	}
	return fewOf(parts, 40)
}

// resolvesFrameworks asks that the frameworks the file names are known.
type resolvesFrameworks struct{}

func (resolvesFrameworks) Problems(s *Subject) []Problem {
	var found []Problem
	for _, v := range s.Doc.At("/frameworks").Items() {
		ref := v.Text()
		if _, known := s.Frameworks.Lookup(ref); known || strings.TrimSpace(ref) == "" {
			continue
		}
		found = append(found, Problem{
			At: v, Message: fmt.Sprintf("%s is %s, but no such framework is known here", nameOf(v), quoted(ref)),
			Help: "the frameworks known here are " + knownFrameworks(s),
		})
	}
	return found
}
