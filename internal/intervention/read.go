package intervention

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
)

// State says what could be read of a feature.
type State string

// The states.
const (
	Present State = "yes"
	Absent  State = "no"
	Unknown State = "cannot be read"
)

// Found is what a specification shows of one feature.
type Found struct {
	Feature Feature
	State   State
	Why     string // what that rests on
}

// find returns what a specification shows of each feature, in their order.
func find(s *spec.Specification) []Found {
	learning := learningOf(s)
	return []Found{
		capabilitiesOf(s), targetGroupOf(s),
		outcomesOf(s), assessmentOf(s), openOf(s), learning, standardsOf(learning),
	}
}

// missing is a feature of which the file says nothing. Only of a candidate can it
// be said that it lacks something: anything else may still be growing.
func missing(s *spec.Specification, f Feature, what string) Found {
	if s.Stage != spec.Candidate {
		return Found{f, Unknown, "no " + what + " so far"}
	}
	return Found{f, Absent, "no " + what + " in a candidate"}
}

func capabilitiesOf(s *spec.Specification) Found {
	capabilities, statements := 0, 0
	for i := range s.Domains {
		for _, c := range s.Domains[i].Capabilities {
			if written(c.Title) || written(c.Statement) {
				capabilities++
			}
		}
		for _, st := range s.Domains[i].Statements {
			if written(st.Text) {
				statements++
			}
		}
	}
	switch {
	case capabilities > 0:
		return Found{Capabilities, Present, counted(capabilities, "capability") + " under domains"}
	case statements > 0: // a document need not have the layer between
		return Found{Capabilities, Present, counted(statements, "statement") + " under domains"}
	}
	return missing(s, Capabilities, "capability")
}

func outcomesOf(s *spec.Specification) Found {
	n := 0
	for _, outcome := range s.Outcomes {
		if written(outcome.Text) {
			n++
		}
	}
	if n == 0 {
		return missing(s, Outcomes, "learning outcome")
	}
	return Found{Outcomes, Present, counted(n, "learning outcome")}
}

func targetGroupOf(s *spec.Specification) Found {
	if n := given(s.TargetGroup.Professions); n > 0 {
		return Found{TargetGroup, Present, counted(n, "profession") + " under target_group"}
	}
	return missing(s, TargetGroup, "profession under target_group")
}

func assessmentOf(s *spec.Specification) Found {
	n := 0
	for _, method := range s.Assessment.Methods {
		if written(method.Type) {
			n++
		}
	}
	switch {
	case n > 0:
		return Found{Assessment, Present, counted(n, "method") + " of assessment"}
	case written(s.Assessment.Strategy):
		return Found{Assessment, Present, "a strategy is written"}
	}
	return missing(s, Assessment, "assessment")
}

// openOf reads the licence. Only licences that are open beyond doubt count as
// such; what forbids change or commercial use does not; of others a person has to
// read the text.
func openOf(s *spec.Specification) Found {
	id := strings.ToUpper(strings.TrimSpace(s.Licence.ID))
	switch {
	case !written(id):
		return Found{OpenSource, Unknown, "no licence is named"}
	case strings.HasPrefix(id, "CC-") && (strings.Contains(id, "-NC") || strings.Contains(id, "-ND")):
		return Found{OpenSource, Absent, fmt.Sprintf("the licence %s limits reuse", s.Licence.ID)}
	}
	for _, open := range []string{"CC0-", "CC-BY-1", "CC-BY-2", "CC-BY-3", "CC-BY-4", "CC-BY-SA-", "OGL-UK-", "MIT", "APACHE-"} {
		if strings.HasPrefix(id, open) {
			return Found{OpenSource, Present, "the licence is " + s.Licence.ID}
		}
	}
	return Found{OpenSource, Unknown, fmt.Sprintf("the licence %q is not one that is known to be open", s.Licence.ID)}
}

// learningOf tells from what is said of learning. That little is said of it shows
// nothing.
func learningOf(s *spec.Specification) Found {
	var signs []string
	add := func(is bool, sign string) {
		if is {
			signs = append(signs, sign)
		}
	}
	add(len(s.Units) > 0, "units")
	add(s.Credits > 0, "credits")
	add(s.NotionalHours > 0, "hours of learning")
	add(given(s.Learning.Content)+given(s.Learning.Methods)+len(s.Learning.Delivery) > 0, "content, methods or delivery of learning")
	if len(signs) == 0 {
		return Found{Learning, Unknown, "the file says nothing of units, hours or ways of learning"}
	}
	return Found{Learning, Present, "the file speaks of " + strings.Join(signs, ", ")}
}

// standardsOf follows from the focus on learning: a document has one focus.
func standardsOf(learning Found) Found {
	if learning.State == Present {
		return Found{Standards, Absent, "learning is its focus, and a document has one"}
	}
	return Found{Standards, Unknown, "no part of the file is for saying so"}
}

// written reports whether a text says something.
func written(text string) bool { return strings.TrimSpace(text) != "" && !spec.Unwritten(text) }

// given counts the texts that say something.
func given(texts []string) int {
	n := 0
	for _, text := range texts {
		if written(text) {
			n++
		}
	}
	return n
}

func counted(n int, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case strings.HasSuffix(what, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(what, "y"))
	}
	return fmt.Sprintf("%d %ss", n, what)
}
