package criteria

import "strings"

// opening returns where in a statement its first telling word begins: behind
// bullets and numbers, lead-ins and adverbs.
func (c *verbs) opening(text string) int {
	at := 0
	for range 8 { // a statement has few of these; more is not one
		next := at + passedMarks(text[at:])
		next += c.passedLeadIn(text[next:])
		next += c.passedAdverb(text[next:])
		if next == at {
			break
		}
		at = next
	}
	return at
}

// passedMarks is how many bytes of bullets, numbers, quotes and dots a text
// begins with.
func passedMarks(text string) int {
	return len(text) - len(strings.TrimLeft(text, " \n\t-*•–—…·.:,;()[]\"'“”‘’0123456789"))
}

func (c *verbs) passedLeadIn(text string) int {
	if c.pattern == "" {
		return 0
	}
	re := c.skip()
	if re == nil {
		return 0
	}
	if m := re.FindStringIndex(text[:runeStart(text, longestOpening)]); m != nil {
		return m[1]
	}
	return 0
}

// passedAdverb is how many bytes an adverb takes with the space or comma behind
// it, and with an "and" between two of them: "critically", "safely and". A word
// that is a verb on the list, such as apply, is none.
func (c *verbs) passedAdverb(text string) int {
	word := firstWord(text)
	if len(word) < 5 || !strings.HasSuffix(strings.ToLower(word), "ly") || c.isKnown(word) || verbsInLy[strings.ToLower(word)] {
		return 0
	}
	rest := text[len(word):]
	rest = strings.TrimLeft(rest, " ,\n")
	for _, joint := range []string{"and ", "or ", "but "} {
		rest = strings.TrimPrefix(rest, joint)
	}
	if rest == "" {
		return 0
	}
	return len(text) - len(rest)
}

// verbsInLy are verbs that look like adverbs.
var verbsInLy = wordSet("apply supply rely reply comply multiply imply underlie rally tally ally reapply misapply")

// firstWord is the run of letters, apostrophes and hyphens that a text begins with.
func firstWord(text string) string {
	end := 0
	for end < len(text) && isWordByte(text[end]) {
		end++
	}
	return strings.TrimRight(text[:end], "-'’”»")
}

// knownVerbs are verbs by their base form.
func knownVerbs(list []string) map[string]bool {
	known := make(map[string]bool, len(list))
	for _, verb := range list {
		known[spelling(strings.ToLower(verb))] = true
	}
	return known
}

// isKnown reports whether a word is a verb of the list: as it stands, in the third
// person, or behind a prefix with a hyphen ("co-produce").
func (c *verbs) isKnown(word string) bool {
	if c.known == nil {
		return false
	}
	known := c.known()
	word = spelling(strings.ToLower(word))
	if known[word] {
		return true
	}
	for _, ending := range verbEndings {
		if stem, ok := strings.CutSuffix(word, ending.has); ok && known[stem+ending.base] {
			return true
		}
	}
	if i := strings.LastIndexByte(word, '-'); i > 0 {
		return c.isKnown(word[i+1:])
	}
	return false
}

// verbEndings turn the third person into the infinitive.
var verbEndings = []struct{ has, base string }{{"ies", "y"}, {"es", ""}, {"s", ""}}

// spelling is the British spelling of a verb in -ise and -yse, whichever it had.
func spelling(word string) string {
	for _, end := range []string{"ze", "zes", "zing"} {
		stem, ok := strings.CutSuffix(word, end)
		if ok && (strings.HasSuffix(stem, "i") || strings.HasSuffix(stem, "y")) {
			return stem + "s" + end[1:]
		}
	}
	return word
}

// fromGerund is the verb of a word in -ing, if it is on the list: "Manage" of
// "Managing".
func (c *verbs) fromGerund(word string) string {
	stem, ok := strings.CutSuffix(spelling(strings.ToLower(word)), "ing")
	if !ok || stem == "" {
		return ""
	}
	known, shorter := c.known(), stem[:len(stem)-1]
	for _, base := range []string{stem, stem + "e", shorter} {
		if known[base] {
			return strings.ToUpper(base[:1]) + base[1:]
		}
	}
	return ""
}
