package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// label is what stands in front of a title or a text: "Domain A:", "B2",
// "1.1", "a)".
type label struct {
	word    string // "domain", "capability" or "statement"; "" where no word says so
	id      string
	rest    string
	guessed bool // it might be the first word of the text as well
}

const idShape = `(?:[A-Za-z]{0,4}[0-9]+(?:[.-][0-9A-Za-z]{1,4})*|[A-Za-z])`

var (
	// worded is a label that says what it labels.
	worded = pattern(`(?is)^(domain|theme|capability|competency|competence|statement)\s+(?:no\.?\s*)?(` + idShape + `)(?:\s*[:.)–—-]\s*|\s+|$)(.*)$`)
	// marked is a label that a sign sets apart: "A.", "1)", "(a)", "B2:".
	marked = pattern(`(?s)^\(?(` + idShape + `)\s?[:.)]\)?\s+(\S.*)$`)
	// dashed has a dash between spaces behind it: "A – Listening".
	dashed = pattern(`(?s)^(` + idShape + `)\s+[–—-]\s+(\S.*)$`)
	// bare has nothing: "B2 Treating", "1.1 Listens".
	bare = pattern(`(?s)^([A-Z]{1,4}[0-9]+(?:[.-][0-9A-Za-z]{1,4})*|[0-9]+(?:\.[0-9A-Za-z]{1,3})+)\s+(\S.*)$`)
	// letter may be a word: "A Person-centred alliance", "3 Formulation".
	letter = pattern(`(?s)^([A-Z]|[0-9]{1,2})\s+(\p{Lu}.*)$`)
)

var wordMeans = map[string]string{
	"domain": "domain", "theme": "domain",
	"capability": "capability", "competency": "capability", "competence": "capability",
	"statement": "statement",
}

// labelOf takes the label off a title, or off a text: there a single letter or
// number without any sign behind it belongs to the text.
func labelOf(text string, title bool) label {
	if m := worded().FindStringSubmatch(text); m != nil {
		return label{word: wordMeans[strings.ToLower(m[1])], id: m[2], rest: m[3]}
	}
	for _, shape := range []*regexp.Regexp{marked(), dashed(), bare()} {
		if m := shape.FindStringSubmatch(text); m != nil {
			return label{id: m[1], rest: m[2]}
		}
	}
	if m := letter().FindStringSubmatch(text); m != nil && title {
		return label{id: m[1], rest: m[2], guessed: true}
	}
	return label{rest: text}
}

var legal = pattern(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`)

const maxID = 32

// idOf takes the signs off an id of its own, as in a cell or in front of an item:
// "1.1.", "(a)", "Domain A". It is "" if nothing is left that an id may be.
func idOf(text string) string {
	text = strings.TrimSpace(text)
	if m := worded().FindStringSubmatch(text); m != nil && strings.TrimSpace(m[3]) == "" {
		text = m[2]
	}
	text = strings.Trim(text, "()[].:;,")
	if len(text) > maxID || !legal().MatchString(text) {
		return ""
	}
	return text
}

// take gives an id to a node: wanted, if there is one and no other of its kind
// has it, else the first that is free of those that make makes.
func (in *intake) take(kind string, n *node, wanted string, make func(i int) string) {
	given := in.ids[kind]
	if given == nil {
		given = map[string]bool{}
		in.ids[kind] = given
	}
	if wanted != "" && !given[wanted] {
		n.ID = wanted
	} else {
		for i := 1; n.ID == ""; i++ {
			if id := make(i); !given[id] {
				n.ID = id
			}
		}
	}
	given[n.ID] = true
	switch {
	case n.ID == wanted:
	case wanted == "":
		n.guess("the id is made")
	default:
		n.guess(fmt.Sprintf("the id is made, as another %s has the id %s already", kind, wanted))
		in.doubt(n.At, fmt.Sprintf("the id of a %s stands for another already; it was given the id %s (a spreadsheet makes 1.1 of 1.10 unless the column holds text)", kind, n.ID), wanted)
	}
}

// The ids that are made: A, B … for domains, A1 (or 1.1) for capabilities, A1.1
// for statements.
func domainID(i int) string {
	if i <= 26 {
		return string(rune('A' + i - 1))
	}
	return "D" + strconv.Itoa(i)
}

func (d *Domain) capabilityID(i int) string {
	if last := d.ID[len(d.ID)-1]; '0' <= last && last <= '9' {
		return fit(d.ID, "C") + "." + strconv.Itoa(i)
	}
	return fit(d.ID, "C") + strconv.Itoa(i)
}

func statementID(of string) func(i int) string {
	return func(i int) string { return fit(of, "S") + "." + strconv.Itoa(i) }
}

// fit returns an id that there is room behind, or else the letter that stands in
// for it.
func fit(id, letter string) string {
	if len(id) > maxID-8 {
		return letter
	}
	return id
}

// below reports whether a label is one of a short list, such as "a)" or "3.",
// whose id has to be put behind that of what it belongs to.
func below(id string) bool {
	return id != "" && (len(id) == 1 || len(id) == 2 && strings.Trim(id, "0123456789") == "" || strings.Trim(id, "ivx") == "")
}
