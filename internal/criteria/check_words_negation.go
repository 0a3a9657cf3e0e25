package criteria

import (
	"slices"
	"strings"
)

// negationReach is how many words before a find are looked at for a negation.
const negationReach = 16

var (
	// negators turn a statement into its opposite.
	negators = wordSet("not never no nobody none nothing neither nor cannot without noone nowhere " +
		"avoid avoids avoided avoiding refrain refrains wrong wrongly incorrectly misleading")
	// verdicts behind a find turn it down: "to say credentialed is wrong".
	verdicts = wordSet("wrong incorrect mistaken mistake misleading avoided misuse")
	// hinges begin a clause of their own, which a negation before them leaves alone.
	hinges = wordSet("until unless because although though whereas but when whenever if after before while except")
	// joints behind a comma begin a clause too, unless they join the last item of a list.
	joints = wordSet("and so yet then")
)

// negated reports whether the statement the find stands in says that something
// is not so: "units are not credentialed", "neither units nor people". A clause
// that begins after the negation is not negated by it.
func (s sentence) negated() bool {
	n, later, found := 0, "", false
	joined, list := false, false // a joint was passed; before it, a comma
	s.wordsBefore(func(word, gap string) bool {
		comma := strings.Contains(gap, ",")
		switch {
		case strings.ContainsAny(gap, ";:") || strings.Contains(gap, " - ") || hinges[later]:
			return false
		case comma && joints[later] && n > 2:
			joined = true
		case comma:
			list = joined
		}
		if isNegation(word, later) {
			found = (!joined || list) && !(word == "not" && s.whetherOrNot(n))
			return false
		}
		n++
		later = word
		return n < negationReach
	})
	return found || s.turnedDown()
}

func (s sentence) turnedDown() bool {
	return slices.ContainsFunc(s.wordsAfter(5), func(word string) bool { return verdicts[word] })
}

// isNegation reports whether a word negates, given the word after it: "not only"
// and "not yet" do not, "rather than", "instead of" and "no one" do.
func isNegation(word, later string) bool {
	switch later {
	case "only", "just", "merely", "simply", "yet":
		return false
	case "than":
		return word == "rather"
	case "of":
		return word == "instead" || word == "none"
	}
	return negators[word] || strings.HasSuffix(word, "n't")
}

// whetherOrNot reports whether the word at position n before the find is the
// "not" of "whether or not", which negates nothing.
func (s sentence) whetherOrNot(n int) bool {
	i, or := 0, false
	s.wordsBefore(func(word, _ string) bool {
		or = i == n+1 && word == "or"
		i++
		return i < n+2
	})
	return or
}
