package yamldoc

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// slips are what gets into a file by a slip of the hand or by pasting.
var slips = []string{
	": ", "- ", "\"", "'", "[", "]", "{", "}", "#", " #", "\n", "  ", "*", "&", "!", "|", ">", "? ", ",", "%", "@",
	"---\n", "...\n", "a", "\\", "\u00a0", "\u00ad", "\t", "\r\n", "\xff", "é", "\n\n", "\n  ", "a: ", "- a: ",
}

// TestMutations holds Parse to the promises of FuzzParse on passages of the real
// specifications with a few slips in them, the same ones in every run.
func TestMutations(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "specs", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no specifications")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for range 500 {
			text := mutated(r, data)
			if oneFuzz(t, text); t.Failed() {
				t.Fatalf("%q", text)
			}
		}
	}
}

// mutated returns a passage of data with up to six changes: something put in,
// taken out, or repeated elsewhere.
func mutated(r *rand.Rand, data []byte) []byte {
	start := r.IntN(max(1, len(data)-600))
	text := append([]byte{}, data[start:min(start+600, len(data))]...)
	for range 1 + r.IntN(6) {
		at := r.IntN(len(text) + 1)
		rest := append([]byte{}, text[at:]...)
		text = text[:at]
		switch r.IntN(3) {
		case 0:
			text = append(text, slips[r.IntN(len(slips))]...)
		case 1:
			rest = rest[min(len(rest), r.IntN(8)):]
		case 2:
			from := min(len(rest), r.IntN(30))
			text = append(text, rest[from:min(len(rest), from+r.IntN(30))]...)
		}
		text = append(text, rest...)
	}
	return text
}
