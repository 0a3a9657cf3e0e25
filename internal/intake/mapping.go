package intake

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/framework"
)

// Newest returns the newest edition of a framework, such as "mpf@2025"; "" if
// none is known.
func Newest(frameworks *framework.Registry, id string) string {
	newest := ""
	for _, f := range frameworks.Frameworks() {
		if f.ID == id && f.Ref() > newest {
			newest = f.Ref()
		}
	}
	return newest
}

// itemNumber is a number of an item as people write it, with what is written
// together with it.
const itemNumber = `[\pL0-9]*[0-9](?:\.[\pL0-9]+)+`

var (
	mappingToken = pattern(
		`[a-z][a-z0-9-]*@[a-z0-9.-]+#[A-Za-z0-9.-]*[A-Za-z0-9]` + // a whole reference
			`|` + itemNumber + `(?:\s*(?:to|until|through|[-–—])\s*` + itemNumber + `)?`) // a number, or from one to another
	rangeParts = pattern(`^(` + itemNumber + `)\s*(?:to|until|through|[-–—])\s*(` + itemNumber + `)$`)
	// mappingNoise is what may stand between the numbers without a meaning of its own.
	mappingNoise = pattern(`(?i)\b(?:mpf|multi-?\s?professional|framework|mapping|mapped|maps?|items?|to|the|and)\b|[\s,;:&+/().|-]+`)
	// mappingLine is how a paragraph begins that is a mapping.
	mappingLine = pattern(`(?i)^(?:mpf|multi-?\s?professional|framework|mapping|mapped|maps)\b`)
	edition     = pattern(`\b20[0-9][0-9]\b`)
)

// mapping is what a text says of mappings.
type mapping struct {
	items []Mapping
	left  []string // words that mean nothing here
	wrong []string // numbers that no item has
}

// mappingOf reads a text such as "MPF 1.2, 1.3; 2.1 to 2.11".
func (in *intake) mappingOf(text string) mapping {
	var m mapping
	ref, between := in.options.Framework, 0
	other := func(words string) {
		if year := edition().FindString(words); year != "" {
			if id, _, _ := strings.Cut(in.options.Framework, "@"); in.known(id + "@" + year) {
				ref, words = id+"@"+year, edition().ReplaceAllString(words, "")
			}
		}
		if rest := strings.TrimSpace(mappingNoise().ReplaceAllString(words, " ")); rest != "" {
			m.left = append(m.left, strings.Join(strings.Fields(rest), " "))
		}
	}
	for _, at := range mappingToken().FindAllStringIndex(text, -1) {
		other(text[between:at[0]])
		between = at[1]
		in.resolve(&m, ref, text[at[0]:at[1]])
	}
	other(text[between:])
	return m
}

func (in *intake) known(ref string) bool {
	_, ok := in.options.Frameworks.Lookup(ref)
	return ok
}

// resolve adds what one token names.
func (in *intake) resolve(m *mapping, ref, token string) {
	if parts := rangeParts().FindStringSubmatch(token); parts != nil {
		numbers := in.between(ref, unprefixed(ref, parts[1]), unprefixed(ref, parts[2]))
		if len(numbers) == 0 {
			m.wrong = append(m.wrong, token)
			return
		}
		for _, number := range numbers {
			m.add(Mapping{Item: ref + "#" + number, Note: fmt.Sprintf("of the range %s", strings.Join(strings.Fields(token), " "))})
		}
		return
	}
	whole := token
	if !strings.Contains(token, "#") {
		whole = ref + "#" + unprefixed(ref, token)
	}
	if in.options.Frameworks.Resolve(whole, nil).Problem != framework.Resolved {
		m.wrong = append(m.wrong, token)
		return
	}
	m.add(Mapping{Item: whole})
}

// unprefixed takes the name of the framework off a number: "MPF1.2".
func unprefixed(ref, number string) string {
	id, _, _ := strings.Cut(ref, "@")
	if len(number) > len(id) && strings.EqualFold(number[:len(id)], id) {
		return number[len(id):]
	}
	return number
}

func (m *mapping) add(item Mapping) {
	if !slices.ContainsFunc(m.items, func(have Mapping) bool { return have.Item == item.Item }) {
		m.items = append(m.items, item)
	}
}

// between returns the items of one pillar from one number to another; none where
// the two are not of one pillar, or not in order.
func (in *intake) between(ref, from, to string) []string {
	f, ok := in.options.Frameworks.Lookup(ref)
	if !ok {
		return nil
	}
	for _, pillar := range f.Pillars {
		var numbers []string
		for _, item := range pillar.Items {
			if len(numbers) > 0 || item.Number == from {
				numbers = append(numbers, item.Number)
			}
			if len(numbers) > 0 && item.Number == to {
				return numbers
			}
		}
	}
	return nil
}

// longestMapping is how many bytes a paragraph has at most that is a mapping: all
// numbers of a framework fit.
const longestMapping = 600

// isMapping reports whether a paragraph is a mapping: it begins with a word for
// one, or has nothing but numbers, and names an item at least.
func (in *intake) isMapping(text string) bool {
	if len(text) > longestMapping || !mappingToken().MatchString(text) {
		return false
	}
	m := in.mappingOf(text)
	few := len(strings.Fields(strings.Join(m.left, " "))) <= 4 // more is a sentence that has a number in it
	return len(m.items)+len(m.wrong) > 0 && (len(m.left) == 0 || few && mappingLine().MatchString(text))
}

// maps adds the mappings that a text names to a node.
func (in *intake) maps(n *node, text, at string) {
	m := in.mappingOf(text)
	for _, item := range m.items {
		if slices.ContainsFunc(n.MapsTo, func(have Mapping) bool { return have.Item == item.Item }) {
			continue
		}
		n.MapsTo = append(n.MapsTo, item)
		ref, _, _ := strings.Cut(item.Item, "#")
		in.draft.uses(ref)
	}
	for _, number := range m.wrong {
		in.left(at, fmt.Sprintf("no item of %s has such a number, so that it was not mapped", in.options.Framework), number)
	}
	for _, words := range m.left {
		in.left(at, "words in a mapping that were not understood", words)
	}
}
