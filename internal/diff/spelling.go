package diff

import (
	"strings"
	"unicode/utf8"
)

// alike are words that differ in a letter or two and mean different things. Where one
// becomes another, nobody has mended a slip.
var alike = wordSet("casual causal afferent efferent ileum ilium ileal ilial perineal peroneal mucus mucous dysphagia dysphasia " +
	"prostate prostrate ureter ureters urethra trial trail moral morale affect effect affected effected complement compliment " +
	"discreet discrete principal principle carotid parotid cervical surgical hypotension hypertension " +
	"addiction adduction abduction adduct abduct later latter formal normal personal personnel statue statute " +
	"public pubic consent content message massage prescribe proscribe prescribed proscribed infection injection infections injections " +
	"advice advise device devise lesson lessen healing hearing leading loading lending mental metal scared scarred taping tapping " +
	"dying drying seating sweating setting through though thorough")

// shortest is how many letters a word must have for a slip to be told from another
// word.
const shortest = 5

// slip reports whether two words differ in one letter, or in two that changed places,
// in such a way as a slip does: not at the ends of the word, where English changes the
// meaning, and not from one known word to another.
func slip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if utf8.RuneCountInString(a) < shortest || len(b)-len(a) > 1 || alike[a] || alike[b] || strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	if i == 0 || j == 0 {
		return false
	}
	was, is := a[i:len(a)-j], b[i:len(b)-j]
	switch {
	case was == "" && len(is) == 1, len(was) == 1 && len(is) == 1:
		return true
	}
	return len(was) == 2 && len(is) == 2 && was[0] == is[1] && was[1] == is[0]
}

// doubled reports whether of two words that differ in one letter one has a letter
// twice that the other has once.
func doubled(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) != len(a)+1 {
		return false
	}
	for i := 1; i < len(b); i++ {
		if b[i] == b[i-1] && b[:i]+b[i+1:] == a {
			return true
		}
	}
	return false
}

// spellings are endings and stems that are spelt in two ways and mean the same.
var spellings = strings.NewReplacer(
	"isation", "ization", "ise", "ize", "ising", "izing", "yse", "yze", "ysing", "yzing", "our", "or", "haem", "hem", "anaem", "anem",
	"paed", "ped", "oede", "ede", "oeso", "eso", "programme", "program", "centre", "center", "practise", "practice", "judgement", "judgment",
	"ageing", "aging", "fulfill", "fulfil", "licence", "license",
)

// variant reports whether two words are two spellings of one.
func variant(a, b string) bool {
	return a != b && len(a) > shortest && len(b) > shortest && spellings.Replace(a) == spellings.Replace(b)
}
