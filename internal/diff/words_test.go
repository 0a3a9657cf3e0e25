package diff

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// put together again, the pieces make both texts, white space aside.
func checkPieces(t *testing.T, before, after string) []Piece {
	t.Helper()
	pieces := compareWords(before, after)
	var was, is strings.Builder
	for i, p := range pieces {
		if !p.Added {
			was.WriteString(p.Text + " ")
		}
		if !p.Removed {
			is.WriteString(p.Text + " ")
		}
		if p.Text == "" || p.Added && p.Removed || i > 0 && pieces[i-1].Added == p.Added && pieces[i-1].Removed == p.Removed {
			t.Errorf("piece %d of %q to %q is %+v", i, before, after, p)
		}
	}
	if a, b := strings.Fields(was.String()), strings.Fields(before); !slices.Equal(a, b) {
		t.Errorf("of %q there is %q", b, a)
	}
	if a, b := strings.Fields(is.String()), strings.Fields(after); !slices.Equal(a, b) {
		t.Errorf("of %q there is %q", b, a)
	}
	return pieces
}

func FuzzCompareWords(f *testing.F) {
	f.Add("a b c", "a x c")
	f.Add("", "a")
	f.Add("one\n\n- two", "one\n- two  three")
	f.Add("\u00a0a", "a\u2003")
	f.Fuzz(func(t *testing.T, before, after string) { checkPieces(t, before, after) })
}

func TestWordsAreFewest(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		text := func() []int32 {
			list := make([]int32, rng.IntN(12))
			for i := range list {
				list[i] = rng.Int32N(4)
			}
			return list
		}
		a, b := text(), text()
		way := common(a, b)
		for i, at := range way {
			if a[at[0]] != b[at[1]] || i > 0 && (at[0] <= way[i-1][0] || at[1] <= way[i-1][1]) {
				t.Fatalf("%v and %v: %v", a, b, way)
			}
		}
		if want := longest(a, b); len(way) != want {
			t.Fatalf("%v and %v have %d in common, found %v", a, b, want, way)
		}
	}
}

// longest is the length of a longest common subsequence, by the book.
func longest(a, b []int32) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := range a {
		for j := range b {
			if a[i] == b[j] {
				table[i+1][j+1] = table[i][j] + 1
			} else {
				table[i+1][j+1] = max(table[i][j+1], table[i+1][j])
			}
		}
	}
	return table[len(a)][len(b)]
}

// Two long texts without a word in common are not compared for ever: as much is looked
// at as for mostEdits words, and the rest is one text for another.
func TestHostileTextsAreBounded(t *testing.T) {
	a := "begin " + strings.Repeat("a b ", 30000) + "end"
	b := "begin " + strings.Repeat("c d ", 30000) + "end"
	pieces := checkPieces(t, a, b)
	if len(pieces) != 4 || pieces[0].Text != "begin " || pieces[3].Text != "end" {
		t.Errorf("%d pieces", len(pieces))
	}
}

func TestRising(t *testing.T) {
	for _, c := range []struct {
		list []int
		kept []bool
	}{
		{nil, []bool{}},
		{[]int{1, 2, 3}, []bool{true, true, true}},
		{[]int{3, 0, 1, 2}, []bool{false, true, true, true}}, // one thing was moved to the front
		{[]int{1, 2, 0}, []bool{true, true, false}},
		{[]int{2, 1, 0}, []bool{false, false, true}},
	} {
		if got := rising(c.list); !slices.Equal(got, c.kept) {
			t.Errorf("%v: %v, want %v", c.list, got, c.kept)
		}
	}
}

func TestSpelling(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool // one is the other mended
	}{
		{"patient", "pateint", true},
		{"assessment", "assesment", true},
		{"organise", "organize", true},
		{"behaviour", "behavior", true},
		{"anaemia", "anemia", true},
		{"causal", "casual", false},
		{"hypotension", "hypertension", false},
		{"afferent", "efferent", false},
		{"typical", "atypical", false},
		{"able", "unable", false},
		{"adult", "adults", false},
		{"mcg", "mg", false},
		{"four", "for", false},
	} {
		if got := slip(c.a, c.b) || variant(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}
