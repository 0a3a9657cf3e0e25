package diff

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostEdits bounds the work on one text: two texts of n words that differ in d places
// take n·d steps. Texts that differ in more than this many words are shown as one text
// for another, apart from how they begin and end.
const mostEdits = 1000

// splitWords cuts a text into words, each with the white space behind it.
func splitWords(s string) []string {
	words := make([]string, 0, strings.Count(s, " ")+1)
	start, inSpace := 0, false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		space := unicode.IsSpace(r)
		if inSpace && !space {
			words = append(words, s[start:i])
			start = i
		}
		inSpace = space
		i += size
	}
	if start < len(s) {
		words = append(words, s[start:])
	}
	return words
}

// compareWords returns the pieces of two texts: what stands in both, what was removed
// and what was added, the removed before the added.
func compareWords(before, after string) []Piece {
	a, b := splitWords(before), splitWords(after)
	numbers := numbering{}
	same := common(numbers.of(a), numbers.of(b))
	var p pieces
	i, j := 0, 0
	for _, m := range same {
		p.add(a[i:m[0]], Piece{Removed: true})
		p.add(b[j:m[1]], Piece{Added: true})
		i, j = m[0]+1, m[1]+1
		if i < len(a) && j < len(b) && lines(a[m[0]]) != lines(b[m[1]]) { // a paragraph ends behind one of them
			p.add(a[m[0]:i], Piece{Removed: true})
			p.add(b[m[1]:j], Piece{Added: true})
			continue
		}
		p.add(b[m[1]:j], Piece{})
	}
	p.add(a[i:], Piece{Removed: true})
	p.add(b[j:], Piece{Added: true})
	return p
}

// numbering gives each word a number, so that words are compared fast.
type numbering map[string]int32

func (n numbering) of(words []string) []int32 {
	list := make([]int32, len(words))
	for i, w := range words {
		w = strings.TrimSpace(w)
		number, known := n[w]
		if !known {
			number = int32(len(n))
			n[w] = number
		}
		list[i] = number
	}
	return list
}

func lines(word string) int { return strings.Count(word, "\n") }

type pieces []Piece

// add adds words of one sort, to the last piece if that is of the same sort.
func (p *pieces) add(words []string, as Piece) {
	if len(words) == 0 {
		return
	}
	text := strings.Join(words, "")
	if n := len(*p); n > 0 && (*p)[n-1].Added == as.Added && (*p)[n-1].Removed == as.Removed {
		(*p)[n-1].Text += text
		return
	}
	as.Text = text
	*p = append(*p, as)
}

// common returns the places of a longest common subsequence, by Myers' greedy
// algorithm; of lists that differ in more than mostEdits places only how they begin
// and end.
func common(a, b []int32) [][2]int {
	n, m, off := len(a), len(b), 0
	var way [][2]int
	for off < n && off < m && a[off] == b[off] {
		way = append(way, [2]int{off, off})
		off++
	}
	for n > off && m > off && a[n-1] == b[m-1] {
		n, m = n-1, m-1
	}
	for _, at := range middle(a[off:n], b[off:m]) {
		way = append(way, [2]int{at[0] + off, at[1] + off})
	}
	for ; n < len(a); n, m = n+1, m+1 {
		way = append(way, [2]int{n, m})
	}
	return way
}

// middle is common without what both begin and end with.
func middle(a, b []int32) [][2]int {
	n, m := len(a), len(b)
	if n == 0 || m == 0 {
		return nil
	}
	most := min(n+m, mostEdits)
	zero := most + 1
	far := make([]int32, 2*zero+1) // by diagonal: how far into a one gets
	var trace [][]int32            // far as it was before each number of edits
	for d := 0; d <= most; d++ {
		trace = append(trace, append([]int32(nil), far[zero-d:zero+d+1]...))
		for k := -d; k <= d; k += 2 {
			x := int(far[zero+k-1]) + 1
			if down(far, zero, d, k) {
				x = int(far[zero+k+1])
			}
			for x < n && x-k < m && a[x] == b[x-k] {
				x++
			}
			far[zero+k] = int32(x)
			if x >= n && x-k >= m {
				return walkBack(trace, n, m)
			}
		}
	}
	return nil
}

// down reports whether the best way to diagonal k with d edits ends with a word of b
// that is added, rather than with one of a that is removed.
func down(far []int32, zero, d, k int) bool {
	return k == -d || k != d && far[zero+k-1] < far[zero+k+1]
}

// walkBack reads the way that was found from its end.
func walkBack(trace [][]int32, x, y int) [][2]int {
	var way [][2]int
	for d := len(trace) - 1; d >= 0; d-- {
		fromX, fromY := 0, 0
		if d > 0 {
			k := x - y
			if down(trace[d], d, d, k) {
				k++
			} else {
				k--
			}
			fromX = int(trace[d][d+k])
			fromY = fromX - k
		}
		for x > fromX && y > fromY {
			x, y = x-1, y-1
			way = append(way, [2]int{x, y})
		}
		x, y = fromX, fromY
	}
	slices.Reverse(way)
	return way
}
