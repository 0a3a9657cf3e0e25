// Package nearest finds the word somebody probably meant. It knows nothing of
// what the words are for.
package nearest

import "github.com/agnivade/levenshtein"

// maxWord bounds what is compared, in bytes: nobody mistypes a longer name, and
// the distance costs the product of both lengths.
const maxWord = 64

// Word returns the candidate that word was most likely meant to be, or "" if
// none is near. Near means at most a third of the word's letters differ; two
// neighbouring letters that changed places count as one difference. A single
// letter is near nothing, since it is as near to any other. Of two equally near
// candidates the earlier one wins.
func Word(word string, candidates []string) string {
	if len(word) < 2 || len(word) > maxWord {
		return ""
	}
	best, limit := "", max(1, len(word)/3)+1
	for _, c := range candidates {
		if len(c) > maxWord {
			continue
		}
		d := levenshtein.ComputeDistance(word, c)
		if d == 2 && swapped(word, c) {
			d = 1
		}
		if d < limit {
			best, limit = c, d
		}
	}
	return best
}

// swapped reports whether a becomes b when two neighbouring letters of it change
// places: the commonest slip of fast fingers.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
