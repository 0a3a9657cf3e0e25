package diff

import (
	"slices"
)

// How alike texts are, from 0 to 1: the share of their words that both have, slight
// and linking words aside.
const (
	nearlySame = 0.85 // the same thing, under another id perhaps
	related    = 0.5  // the same item of a list, reworded; what replaces another thing
	unlike     = 0.15 // of two texts no more alike than this, one is not the other reworded
)

// enoughWords is how many words a text must have for others to be called unlike it:
// a few words are reworded out of recognition too easily.
const enoughWords = 4

// linking are words that every text has, whatever it is on: two texts are no more alike
// for them.
var linking = wordSet("and or for to in on with by at from into")

// bag is the words of a text, sorted.
type bag []string

func newBag(text string) bag {
	words := slices.DeleteFunc(bare(text), func(w string) bool { return slight[w] || linking[w] })
	slices.Sort(words)
	return words
}

// likeness is how alike two texts are.
func (b bag) likeness(c bag) float64 {
	if len(b)+len(c) == 0 {
		return 1
	}
	both := 0
	for i, j := 0, 0; i < len(b) && j < len(c); {
		switch {
		case b[i] == c[j]:
			both++
			i, j = i+1, j+1
		case b[i] < c[j]:
			i++
		default:
			j++
		}
	}
	return 2 * float64(both) / float64(len(b)+len(c))
}

// couldBe reports whether the likeness can reach least at all, by the lengths alone.
func (b bag) couldBe(c bag, least float64) bool {
	short, long := min(len(b), len(c)), max(len(b), len(c))
	return 2*float64(short) >= least*float64(short+long)
}

// mostLooked bounds how many words are looked at in search of what became of things
// that are gone. A text that renames more than that by hand is told as removed and
// added, apart from what is exactly the same.
const mostLooked = 2_000_000

// budget is what is left of that.
type budget int

// spend reports whether there is enough left to compare two bags.
func (n *budget) spend(b, c bag) bool {
	*n -= budget(len(b) + len(c))
	return *n > 0
}
