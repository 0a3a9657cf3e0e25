package criteria

import "sync"

// lexicon finds out fast, in one pass and without memory, which of up to 64 slots
// have one of their pieces in a text, so that expressions are tried on the few
// texts that could match. Each piece is known by its rarest three letters; where
// these stand, the piece is compared. Letters are compared without regard to case
// in ASCII alone, and a line break counts as a space.
type lexicon struct {
	always uint64               // slots that nothing is known of: every text may match
	all    uint64               // slots that could be found
	marked [1 << 15 / 64]uint64 // the triples that begin a comparison
	known  map[uint16][]stem
}

// mostSlots is how many slots a lexicon has.
const mostSlots = 64

// stem is a piece, in lower case, with the place of the last letter of its triple.
type stem struct {
	piece string
	last  int
	slot  uint64
}

// newLexicon returns a lexicon for slots, each with its pieces in lower case. A
// slot without pieces is found in every text.
func newLexicon(slots ...[]string) *lexicon {
	x := &lexicon{known: map[uint16][]stem{}}
	for i, pieces := range slots {
		bit := uint64(1) << i
		if len(pieces) == 0 {
			x.always |= bit
			continue
		}
		x.all |= bit
		for _, piece := range pieces {
			last := rarest(piece)
			t := tripleAt(piece, last)
			x.marked[t>>6] |= 1 << (t & 63)
			x.known[t] = append(x.known[t], stem{piece, last, bit})
		}
	}
	return x
}

// tripleAt is the number of the three letters up to text[i]. Five bits tell a
// letter, in either case, from the other letters; what else shares them the
// comparison tells apart.
func tripleAt(text string, i int) uint16 {
	return uint16(text[i-2]&31)<<10 | uint16(text[i-1]&31)<<5 | uint16(text[i]&31)
}

// in returns the slots that text may match.
func (x *lexicon) in(text string) uint64 {
	var found uint64
	if x.all == 0 || len(text) < shortestStem {
		return x.always
	}
	one, two := uint16(text[1]&31)<<5, uint16(text[0]&31)<<10 // the letters before
	for i := 2; i < len(text); i++ {
		c := uint16(text[i] & 31)
		t := two | one | c
		one, two = c<<5, one<<5
		if x.marked[t>>6]&(1<<(t&63)) != 0 {
			if found |= x.at(text, i, t); found == x.all {
				break
			}
		}
	}
	return found | x.always
}

// at returns the slots whose pieces stand in text with their triple ending at i.
func (x *lexicon) at(text string, i int, t uint16) (found uint64) {
	for _, s := range x.known[t] {
		from := i - s.last
		if from >= 0 && from+len(s.piece) <= len(text) && equalFolded(text[from:from+len(s.piece)], s.piece) {
			found |= s.slot
		}
	}
	return found
}

func equalFolded(text, piece string) bool {
	for i := range len(piece) {
		if folded(text[i]) != piece[i] {
			return false
		}
	}
	return true
}

// folded is a letter in lower case, and a space for a line break.
func folded(b byte) byte {
	switch {
	case 'A' <= b && b <= 'Z':
		return b + 'a' - 'A'
	case b == '\n':
		return ' '
	}
	return b
}

// letterFrequency is how often letters are met in English prose, of a thousand,
// by their five bits. What shares bits with no letter is rare.
var letterFrequency = [32]int{
	1: 65, 12, 28, 34, 102, 18, 16, 49, 56, 1, 6, 33, 20, 57, 61, 15, 1, 48, 51, 73, 22, 8, 19, 1, 16, 1,
	27: 1, 28: 1, 29: 1, 30: 1, 31: 1,
}

// rarest returns the place of the last letter of a piece's rarest triple. A triple
// with a space is avoided, because a line break may stand for it.
func rarest(piece string) int {
	best, last := 0, 0
	for i := 2; i < len(piece); i++ {
		n := frequency(piece[i-2]) * frequency(piece[i-1]) * frequency(piece[i])
		if last == 0 || n < best {
			best, last = n, i
		}
	}
	return last
}

func frequency(letter byte) int {
	if letter == ' ' {
		return 1 << 16
	}
	return letterFrequency[letter&31]
}

// shareLexicon gives the checks that look through every text of a document one
// lexicon, so that a document is looked through once for all of them. It is
// filled when it is first needed.
func shareLexicon(checks []bound) {
	var sharers []*words
	for i := range checks {
		if w, ok := checks[i].ask.(*words); ok && w.all && len(sharers) < mostSlots {
			sharers = append(sharers, w)
		}
	}
	shared := sync.OnceValue(func() *lexicon {
		slots := make([][]string, len(sharers))
		for i, w := range sharers {
			slots[i] = stemsOfAll(w.terms)
		}
		return newLexicon(slots...)
	})
	for i, w := range sharers {
		w.shared, w.slot = shared, 1<<i
	}
}
