package drafting

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/compose"
)

// The parts of the format that are a text, and those that are a list of texts.
// Whoever asks for one says what belongs into it.
var (
	textParts = []string{
		"/title", "/summary", "/duration", "/acknowledgements",
		"/developer/organisation",
		"/provenance/sources/*/licence", "/provenance/sources/*/publisher",
		"/proposal/need/statement", "/proposal/need/scale", "/proposal/priority/statement",
		"/proposal/feasibility/development", "/proposal/feasibility/delivery",
		"/proposal/feasibility/existing_provision", "/proposal/feasibility/return_on_investment",
		"/proposal/multi_professional/statement",
		"/activities/*/description", "/domains/*/summary", "/domains/*/capabilities/*/statement",
		"/learning/supervision", "/assessment/strategy", "/assessment/methods/*/description",
		"/coverage/not_covered/*/covered_by", "/involvement/*/when", "/equality/statement",
		"/review/review_in", "/review/owner",
	}
	listParts = []string{
		"/also_known_as", "/developer/contributors", "/provenance/notes", "/proposal/need/evidence",
		"/proposal/priority/policies", "/proposal/multi_professional/professions", "/scope/in", "/scope/out",
		"/target_group/professions", "/target_group/requirements", "/entry", "/learning/content", "/learning/methods",
	}
)

// part returns what keeps the place of a part open; nothing where no text can: a
// number, an id of somebody, a licence, a mapping or a choice is the authors'.
func part(pointer, help string) compose.Node {
	if help == "" {
		help = "write what belongs here"
	}
	steps := strings.Split(pointer, "/")
	for i, step := range steps {
		if step != "" && strings.Trim(step, "0123456789") == "" {
			steps[i] = "*"
		}
	}
	pattern := strings.Join(steps, "/")
	switch {
	case slices.Contains(textParts, pattern):
		return todo("%s", help)
	case slices.Contains(listParts, pattern):
		return compose.List(todo("%s", help))
	}
	if made, ok := itemParts[pattern]; ok {
		return compose.List(made())
	}
	return compose.Node{}
}

// itemParts are the lists whose items have keys of their own: an item each, with
// the ids and words that it cannot do without. None of them says anything while
// its text is open.
var itemParts = map[string]func() compose.Node{
	"/proposal/need/relates_to": func() compose.Node {
		return population(Mark + "say whose care depends on it, and change the kind if it is not a population")
	},
	"/proposal/intervention/considered": func() compose.Node {
		return compose.Map(
			compose.Key("type", compose.Text("module")),
			compose.Key("why_not", todo("say why a module would not be enough, and add the other types that were looked at")),
		)
	},
	"/domains": func() compose.Node {
		return compose.Map(
			compose.Key("id", compose.Text("A")),
			compose.Key("title", todo("name the first group of capabilities")),
			compose.Key("capabilities", compose.List(compose.Map(
				compose.Key("id", compose.Text("A1")),
				compose.Key("title", todo("name the capability in a few words")),
				compose.Key("statement", todo("say what the practitioner does, with whom, and what makes it advanced; then add maps_to and features")),
			))),
		)
	},
	"/outcomes": func() compose.Node {
		return compose.Map(
			compose.Key("id", compose.Text("LO1")),
			compose.Key("text", todo("say what a learner can do at the end, beginning with a verb; then name under develops the capabilities it serves")),
		)
	},
	"/assessment/methods": func() compose.Node {
		return compose.Map(
			compose.Key("id", compose.Text("AS1")),
			compose.Key("type", todo("name the method, such as case-based discussion; then name under assesses the outcomes it tests")),
		)
	},
	"/involvement": func() compose.Node {
		return compose.Map(
			compose.Key("group", compose.Text("patients")),
			compose.Key("how", todo("say how patients took part, and add the other groups that did")),
		)
	},
}

// population is an entry of what the need relates to.
func population(description string) compose.Node {
	return compose.Map(
		compose.Key("kind", compose.Text("population")),
		compose.Key("description", compose.Prose(description)),
	)
}
