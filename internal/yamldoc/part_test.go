package yamldoc

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// The word "credentialed" is found where it stands, however the text is written.
func TestPart(t *testing.T) {
	const word = "credentialed"
	for name, row := range map[string]struct {
		text string
		want finding.Pos // zero: cannot be told
	}{
		"plain":                     {"a: nurses are credentialed\n", finding.Pos{Line: 1, Column: 15}},
		"plain over lines":          {"a: nurses\n  are\n  credentialed now\n", finding.Pos{Line: 3, Column: 3}},
		"folded":                    {"a: >-\n  nurses are\n  really credentialed\n  now\n", finding.Pos{Line: 3, Column: 10}},
		"folded with a blank line":  {"a: >-\n  nurses are\n\n  credentialed\n", finding.Pos{Line: 4, Column: 3}},
		"folded with indented line": {"a: >-\n  nurses\n    are credentialed\n  now\n", finding.Pos{Line: 3, Column: 9}},
		"literal":                   {"a: |\n  nurses\n  - credentialed\n", finding.Pos{Line: 3, Column: 5}},
		"literal with a remark":     {"a: | # a remark\n  # credentialed\n", finding.Pos{Line: 2, Column: 5}},
		"single quotes":             {"a: 'the nurse''s credentialed'\n", finding.Pos{Line: 1, Column: 18}},
		"double quotes":             {"a: \"nurses are\n  credentialed\"\n", finding.Pos{Line: 2, Column: 3}},
		"escapes":                   {"a: \"\\u0041 credentialed\"\n", finding.Pos{}},
		"wide characters":           {"a: Ünïcödé “nurses” credentialed\n", finding.Pos{Line: 1, Column: 21}},
		"in a flow":                 {"a: {b: [x, is credentialed]}\n", finding.Pos{Line: 1, Column: 15}},
		"two spaces":                {"a: are  credentialed\n", finding.Pos{Line: 1, Column: 9}},
	} {
		doc, found := Parse("a.yaml", []byte(row.text), Options{})
		if len(found) > 0 {
			t.Fatalf("%s: %v", name, found)
		}
		v := doc.At("/a")
		if name == "in a flow" {
			v = doc.At("/a/b/1")
		}
		before, _, _ := strings.Cut(v.Text(), word)
		from := utf8.RuneCountInString(before)
		start, end, ok := v.Part(from, from+len(word))
		if ok != !row.want.IsZero() || start != row.want {
			t.Errorf("%s: got %v, %t, want %v", name, start, ok, row.want)
		}
		if want := (finding.Pos{Line: start.Line, Column: start.Column + len(word)}); ok && end != want {
			t.Errorf("%s: ends at %v, want %v", name, end, want)
		}
	}
}

func TestPartThatIsNotThere(t *testing.T) {
	doc, _ := Parse("a.yaml", []byte("a: text\nb: [1]\n"), Options{})
	for _, pointer := range []string{"/a", "/b", "/b/0", "/c"} {
		for _, part := range [][2]int{{3, 9}, {-1, 2}, {2, 2}, {50, 60}} {
			if _, _, ok := doc.At(pointer).Part(part[0], part[1]); ok {
				t.Errorf("%s has a part %v", pointer, part)
			}
		}
	}
}
