package format

import (
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

func BenchmarkSource(b *testing.B) {
	data := corpus.Specification(1)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, found, err := Source("b.yaml", data, Options{}); found != nil || err != nil {
			b.Fatal(found, err)
		}
	}
}

// Files of the greatest size, made to be slow.
func BenchmarkHostile(b *testing.B) {
	size := 250 << 10
	for name, data := range map[string]string{
		"flow":    "a: [\n" + strings.Repeat("abcdefghijklmno,\n", size/17) + "]\n",
		"one":     "a: [" + strings.Repeat("abcdefghijklmnopq,", size/18) + "]\n",
		"remarks": "a:\n" + strings.Repeat("        # abcdefgh\n", size/19) + "  b: 1\n",
		"below":   "a:\n  b: 1\n" + strings.Repeat("        # abcdefgh\n", size/19) + "c: 2\n",
		"blank":   "a: 1\n" + strings.Repeat("          \n", size/11) + "b: 1\n",
		"block":   "a: |+\n" + strings.Repeat("  text text text\n", size/17) + "b: 1\n",
		"dashes":  "a:\n" + strings.Repeat("- - - - abcdefghijklmnopqrstuvwxyz abcdefghijklm\n", size/50),
		"plain":   "a: x\n" + strings.Repeat("  text text text\n", size/17) + "b: 1\n",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, found, err := Source("b.yaml", []byte(data), Options{}); found != nil || err != nil {
					b.Fatal(found, err)
				}
			}
		})
	}
}
