package yamldoc

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// mendable are the signs that mean something to YAML where people mean text. In
// a mended text each is replaced by a stand-in, which stands for no character
// (Unicode keeps these code points out of texts, and so does Parse) and is put
// back in the values that come out.
const mendable = ":#\"'[]{}&*!|>%@`,-?\\"

const firstStandIn = 0xfdd0

// standIn returns the character that stands in for one of the mendable signs.
func standIn(sign byte) string {
	i := len(standInBytes) * strings.IndexByte(mendable, sign)
	return standIns[i : i+len(standInBytes)]
}

// standIns are all stand-ins in the order of the signs, each as long as the first.
var standIns = func() string {
	var b strings.Builder
	for i := range len(mendable) {
		b.WriteRune(rune(firstStandIn + i))
	}
	return b.String()
}()

// standInBytes is the first stand-in.
const standInBytes = string(rune(firstStandIn))

// restore puts the signs back that were stood in for below n, and takes out the
// characters that the text is better without.
func restore(n *yaml.Node) {
	for _, child := range n.Content {
		restore(child)
	}
	if !strings.ContainsFunc(n.Value, isStandIn) {
		return
	}
	n.Value = strings.Map(func(r rune) rune {
		switch {
		case !isStandIn(r):
			return r
		case string(r) == gone:
			return -1
		}
		return rune(mendable[r-firstStandIn])
	}, n.Value)
	if n.Kind == yaml.ScalarNode && n.Style == 0 {
		n.Tag = ""
		n.Tag = n.ShortTag()
	}
}

func isStandIn(r rune) bool {
	return r >= firstStandIn && r < firstStandIn+rune(len(mendable)) || r == goneRune
}

// goneRune is the one character of gone.
const goneRune = 0xfdef

// edit replaces width bytes, which are one character, by another character.
type edit struct {
	at, width int
	instead   string
}

// apply returns text with the edits made. Of two edits at one place the first counts.
func apply(text []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.at, b.at) })
	out := make([]byte, 0, len(text)+2*len(edits))
	copied := 0
	for _, e := range edits {
		if e.at < copied {
			continue
		}
		out = append(append(out, text[copied:e.at]...), e.instead...)
		copied = e.at + e.width
	}
	return append(out, text[copied:]...)
}

// width returns how many bytes the character at i has.
func width(text []byte, i int) int {
	_, n := utf8.DecodeRune(text[i:])
	return n
}
