package spec

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/schema"
)

// TestShapesMatchTheSchema holds every shape that is matched by hand to the
// expression that the schema publishes for it, over many short texts of the
// characters that matter to it.
func TestShapesMatchTheSchema(t *testing.T) {
	var published struct {
		Definitions map[string]struct {
			Pattern   string
			MaxLength int
		}
	}
	if err := json.Unmarshal(schema.CredentialSpecification, &published); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		shape    *decode.Shape
		alphabet string
		start    []string
		length   int
	}{
		{"slug", &slug, "aaz09-A. é", []string{""}, 8},
		{"innerId", &innerID, "aZ09.-_ é", []string{""}, 8},
		{"version", &version, "001ab.-+é", []string{"", "1.0.0", "0.3.0-", "10.20.30+"}, 8},
		{"day", &day, "0123-9a", []string{"2026-0", "2026-1", "2026-12-", "2026-01-3", "202"}, 4},
		{"date", &date, "0123-9a", []string{"", "2026", "2026-0", "2026-1", "2026-12-", "2026-01-3"}, 4},
		{"webAddress", &webAddress, "ht:/s. \u00a0é\n", []string{"", "https:/", "http://", "https://a"}, 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := published.Definitions[c.name]
			if d.Pattern == "" || d.MaxLength != c.shape.Max {
				t.Fatalf("the schema has pattern %q and length %d, want one and %d", d.Pattern, d.MaxLength, c.shape.Max)
			}
			pattern := regexp.MustCompile(d.Pattern)
			rng, fits := rand.New(rand.NewPCG(1, 2)), 0
			for range 100_000 {
				text := c.start[rng.IntN(len(c.start))] + texts(rng, []rune(c.alphabet), rng.IntN(c.length+1))
				want := pattern.MatchString(text)
				if got := c.shape.Match(text); got != want {
					t.Fatalf("%q: %v, want %v", text, got, want)
				}
				if want {
					fits++
				}
			}
			if fits < 1000 || fits > 99_000 {
				t.Errorf("%d of 100000 texts have the shape: too few of one sort", fits)
			}
		})
	}
}

func texts(rng *rand.Rand, alphabet []rune, n int) string {
	var b strings.Builder
	for range n {
		b.WriteRune(alphabet[rng.IntN(len(alphabet))])
	}
	return b.String()
}

func TestMends(t *testing.T) {
	for _, c := range []struct {
		shape      *decode.Shape
		text, want string
	}{
		{&slug, "Mental Health", "mental-health"},
		{&slug, " end_of_life--care.", "end-of-life-care"},
		{&innerID, "LO 1", "LO1"},
		{&innerID, "1.2.", "1.2"},
		{&innerID, "A_1", "A-1"},
		{&version, "v1.2", "1.2.0"},
		{&version, "1", "1.0.0"},
		{&webAddress, "www.example.org", "https://www.example.org"},
	} {
		if got := c.shape.Mend(c.text); got != c.want || !c.shape.Fits(got) {
			t.Errorf("%q mends to %q, want %q", c.text, got, c.want)
		}
	}
}

// TestWordsAreTheStages keeps the words of the format and the constants together.
func TestWordsAreTheStages(t *testing.T) {
	if len(stageWords) != len(Stages) {
		t.Fatalf("%d words for %d stages", len(stageWords), len(Stages))
	}
	for i, s := range Stages {
		if stageWords[i] != string(s) {
			t.Errorf("stage %d is %q, its word %q", i, s, stageWords[i])
		}
	}
}
