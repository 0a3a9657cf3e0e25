package matrix

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// joiner finds sets of words of which at least so many of a hundred are shared, without
// setting each beside each: two such sets share some of their rarest words, so that only
// sets which do are looked at (prefix filtering; Chaudhuri and others 2006, Bayardo and
// others 2007). What it finds is exact.
type joiner struct {
	threshold int
	sets      []set
	work      int // words looked at; past the bound nothing more is
}

// set is the words of a unit.
type set struct {
	unit, source int
	words        map[string]string
	ranks        []int // of the words, the rarest of all texts first
}

// group is units that are alike.
type group struct {
	percent int
	units   []int
}

// add adds the words of a unit, unless they say too little.
func (j *joiner) add(unit, source int, words map[string]string) {
	if len(words) >= fewestWords {
		j.sets = append(j.sets, set{unit: unit, source: source, words: words})
	}
}

func (j *joiner) compared() int { return len(j.sets) }

// join returns the groups of units of different sources: those of the same words as one
// group each, then pairs, in the order in which they were added.
func (j *joiner) join() []group {
	j.rank()
	bunches := j.same()
	groups := j.near(bunches)
	for _, b := range bunches {
		if g := (group{percent: 100}); j.apart(b) {
			for _, s := range b {
				g.units = append(g.units, j.sets[s].unit)
			}
			groups = append(groups, g)
		}
	}
	return groups
}

// apart reports whether the sets of a bunch are of more than one source.
func (j *joiner) apart(bunch []int) bool {
	return j.sets[bunch[len(bunch)-1]].source != j.sets[bunch[0]].source
}

// rank orders the words of every set by how rare they are.
func (j *joiner) rank() {
	count := map[string]int{}
	for _, s := range j.sets {
		for word := range s.words {
			count[word]++
		}
	}
	words := make([]string, 0, len(count))
	for word := range count {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(count[a], count[b]), strings.Compare(a, b)) })
	ranks := make(map[string]int, len(words))
	for i, word := range words {
		ranks[word] = i
	}
	for i := range j.sets {
		s := &j.sets[i]
		for word := range s.words {
			s.ranks = append(s.ranks, ranks[word])
		}
		slices.Sort(s.ranks)
	}
}

// same puts the sets of the same words together, the smallest sets first.
func (j *joiner) same() [][]int {
	at := map[string]int{}
	var bunches [][]int
	var key []byte
	for i, s := range j.sets {
		key = key[:0]
		for _, r := range s.ranks {
			key = binary.AppendUvarint(key, uint64(r))
		}
		b, ok := at[string(key)]
		if !ok {
			b = len(bunches)
			at[string(key)] = b
			bunches = append(bunches, nil)
		}
		bunches[b] = append(bunches[b], i)
	}
	slices.SortStableFunc(bunches, func(a, b []int) int {
		return cmp.Compare(len(j.sets[a[0]].ranks), len(j.sets[b[0]].ranks))
	})
	return bunches
}

// near pairs bunches of different words.
func (j *joiner) near(bunches [][]int) []group {
	var groups []group
	index := map[int][]int{}         // rank of a word to the bunches that have it among their rarest
	met := make([]int, len(bunches)) // how many of those words a bunch shares with the present one
	var touched []int                // those of them that share any
	for x, bunch := range bunches {
		touched = touched[:0]
		ranks := j.sets[bunch[0]].ranks
		for _, r := range ranks[:j.rarest(len(ranks))] {
			for _, y := range index[r] {
				if j.work++; j.work > mostWork {
					return groups
				}
				if met[y] == 0 {
					touched = append(touched, y)
				}
				met[y]++
			}
			index[r] = append(index[r], x)
		}
		near := touched[:0]
		for _, y := range touched {
			if met[y] >= fewestWords {
				near = append(near, y)
			}
			met[y] = 0
		}
		slices.Sort(near)
		for _, y := range near {
			if g, ok := j.pair(bunches[y], bunch); ok {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

// rarest is how many of the rarest of so many words have to be looked at. Sets that
// share enough words share at least fewestWords of these: all others of the smaller one
// would not suffice.
func (j *joiner) rarest(words int) int {
	return min(words, words-(words*j.threshold+99)/100+fewestWords)
}

// pair sets two bunches beside each other: they are told by the first two units of
// different sources.
func (j *joiner) pair(small, large []int) (group, bool) {
	a, b := j.sets[small[0]].ranks, j.sets[large[0]].ranks
	if len(a)*100 < len(b)*j.threshold {
		return group{}, false
	}
	j.work += len(a) + len(b)
	both := shared(a, b)
	either := len(a) + len(b) - both
	if both < fewestWords || both*100 < either*j.threshold {
		return group{}, false
	}
	one, other, ok := j.strangers(small, large)
	if !ok {
		return group{}, false
	}
	units := []int{j.sets[one].unit, j.sets[other].unit}
	slices.Sort(units)
	return group{percent: both * 100 / either, units: units}, true
}

// shared is how many numbers two ordered lists have in common.
func shared(a, b []int) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			n++
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// strangers are the first two sets of two bunches that are of different sources.
func (j *joiner) strangers(a, b []int) (one, other int, ok bool) {
	for _, pair := range [][2]int{{a[0], b[0]}, {a[0], b[len(b)-1]}, {a[len(a)-1], b[0]}} {
		if j.sets[pair[0]].source != j.sets[pair[1]].source {
			return pair[0], pair[1], true
		}
	}
	return 0, 0, false
}
