package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// size is how much of a text changed.
type size int

const (
	letters size = iota // spelling, punctuation, capitals, white space
	few                 // a few words were put in, none of them of weight, and none went
	much                // more
)

// weight is how much of a text changed, and how that was told.
type weight struct {
	size size
	why  string
}

// fewest and shareOf say what a few words are: no more than one word in shareOf, or
// fewest words where the text is short.
const (
	fewest  = 2
	shareOf = 5
)

// weighty are words that turn a sentence round, narrow it, or say who, when, how much
// and whether one must. A change of one is never a few words.
var weighty = wordSet("no not nor never none without except unless only all any every each both either some most least " +
	"must may might shall should will would can cannot could need needs required require requires optional " +
	"if before after until during within under over above below less more fewer minimum maximum " +
	"always usually sometimes rarely alone independently supervised unsupervised supervision direct indirect " +
	"adult adults child children older younger hour hours day days week weeks month months year years daily weekly monthly yearly " +
	"one two three four five six seven eight nine ten twelve once twice half first second third " +
	"simple complex basic advanced routine relevant appropriate selected specific particular certain limited mild moderate severe stable " +
	"help helps assist assists contribute contributes consider considers aware awareness observe observes try")

// joining are words of weight where they are taken out or exchanged. Where one is merely
// put in, so is what it joins, and nothing is taken away.
var joining = wordSet("and or but nor")

// slight are words that carry no meaning of their own. They do not count.
var slight = wordSet("a an the of that which who this these those is are be been being as its their such also")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// weigh says how much of a text changed. known reports whether a word stands in the
// earlier version, and left whether one stands in the later version still: a word that
// is mended is one that nobody else uses, and becomes one that others do.
func weigh(words []Piece, before, after string, known, left func(word string) bool) weight {
	all, later := bare(before), bare(after)
	if slices.Equal(all, later) {
		return weight{letters, "punctuation, capitals or paragraphs alone are set otherwise"}
	}
	put, slips, gone := 0, 0, ""
	for i := 0; i < len(words); i++ {
		if !words[i].Added && !words[i].Removed {
			continue
		}
		var was, is []string
		for ; i < len(words) && (words[i].Added || words[i].Removed); i++ {
			if words[i].Removed {
				was = append(was, bare(words[i].Text)...)
			} else {
				is = append(is, bare(words[i].Text)...)
			}
		}
		was, is, slipped := differing(was, is, known, left)
		slips += slipped
		if w := cmp.Or(firstOf(weighty, was, is), firstOf(joining, was)); w != "" {
			return weight{much, fmt.Sprintf("the word %q came or went", w)}
		}
		gone = cmp.Or(gone, taken(was, is))
		put += counting(is)
	}
	switch {
	case changedFirst(all, later):
		return weight{much, "the word that it begins with is another"}
	case gone != "":
		return weight{much, gone}
	case put == 0 && slips == 0:
		return weight{few, "no word of weight changed"}
	case put == 0:
		return weight{letters, "words are spelt otherwise"}
	case put > fewest && put*shareOf > len(all):
		return weight{much, fmt.Sprintf("%d words were put into its %d", put, len(all))}
	}
	return weight{few, "a few words were put in, or stand in the plural"}
}

// taken says which words were taken out or exchanged: what they said is said no more.
// "" where every one of them is there still, in the plural perhaps.
func taken(was, is []string) string {
	var gone []string
	for _, w := range was {
		if !slight[w] && !slices.ContainsFunc(is, func(other string) bool { return w == other+"s" || other == w+"s" }) {
			gone = append(gone, w)
		}
	}
	switch {
	case len(gone) == 0:
		return ""
	case counting(is) == 0:
		return "words were taken out"
	case len(gone) == 1:
		return fmt.Sprintf("the word %q was exchanged for another", gone[0])
	}
	return fmt.Sprintf("%d words were exchanged for others", len(gone))
}

func firstOf(set map[string]bool, lists ...[]string) string {
	for _, list := range lists {
		for _, w := range list {
			if set[w] || strings.ContainsAny(w, "0123456789<>=%+±≤≥") {
				return w
			}
		}
	}
	return ""
}

func counting(words []string) int {
	n := 0
	for _, w := range words {
		if !slight[w] {
			n++
		}
	}
	return n
}

// changedFirst reports whether two texts begin with different words.
func changedFirst(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && a[0] != b[0] && !slip(a[0], b[0]) && !variant(a[0], b[0])
}

// differing takes away what two runs of words have in common, in order, and the words
// that are merely spelt otherwise, which it counts.
func differing(was, is []string, known, left func(string) bool) (w, i []string, slips int) {
	if len(was) == len(is) {
		for n := range was {
			switch {
			case was[n] == is[n]:
			case variant(was[n], is[n]), slip(was[n], is[n]) && (doubled(was[n], is[n]) || known(is[n]) && !left(was[n])):
				slips++
			default:
				w, i = append(w, was[n]), append(i, is[n])
			}
		}
		return w, i, slips
	}
	return without(was, is), without(is, was), 0
}

// without are the words that the other list has not as often.
func without(words, others []string) []string {
	count := map[string]int{}
	for _, w := range others {
		count[w]++
	}
	var left []string
	for _, w := range words {
		if count[w]--; count[w] < 0 {
			left = append(left, w)
		}
	}
	return left
}

// bare are the words of a text without capitals and the signs around and between
// them. Signs that mean something, as those of comparison and of numbers, stay.
func bare(s string) []string {
	s = strings.ToLower(s)
	words := make([]string, 0, strings.Count(s, " ")+1)
	start, quoted := -1, false // of the word that is being read
	end := func(at int) {
		if start < 0 {
			return
		}
		word := s[start:at]
		if quoted {
			word = unquoted.Replace(word)
		}
		words = append(words, word)
		start, quoted = -1, false
	}
	for i, r := range s {
		switch {
		case start >= 0 && strings.ContainsRune(silent, r):
			quoted = true
		case letter(r), keeps(s, i, r, start < 0):
			if start < 0 {
				start = i
			}
		default:
			end(i)
		}
	}
	end(len(s))
	return words
}

// silent are signs within a word that are no letters of it.
const silent = "'’\u00ad"

var unquoted = strings.NewReplacer("'", "", "’", "", "\u00ad", "")

// letter reports whether a character is part of a word wherever it stands.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || strings.ContainsRune("%&#@<>=+$^~`|", r)
	}
	return !unicode.IsSpace(r) && !unicode.IsPunct(r) && r != '\u00ad'
}

// keeps reports whether a sign belongs to a number: the point in 1.5, and the minus
// before what begins with a digit.
func keeps(s string, i int, r rune, begins bool) bool {
	digit := func(i int) bool { return i >= 0 && i < len(s) && '0' <= s[i] && s[i] <= '9' }
	switch r {
	case '.', ',':
		return digit(i-1) && digit(i+1)
	case '-', '–', '−':
		return begins && digit(i+utf8.RuneLen(r))
	}
	return false
}
