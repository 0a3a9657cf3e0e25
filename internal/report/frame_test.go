package report

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// drawn shows an excerpt the way a reader sees it.
func drawn(x excerpt) string {
	return x.text + "\n" + strings.Repeat(" ", x.indent) + strings.Repeat("^", x.caret)
}

func TestExcerpt(t *testing.T) {
	long := "0123456789" + "0123456789" + "0123456789" + "0123456789" + "0123456789"
	const accented = "e\u0301" // a letter and the mark on it
	for _, test := range []struct {
		name, text   string
		line, column int
		endLine, end int
		want         string
	}{
		{"value", "id: abc\nx", 1, 5, 1, 8, "id: abc\n    ^^^"},
		{"several lines", "a:\n  b: |\n    c\n", 2, 6, 4, 1, "  b: |\n     ^"},
		{"point", "a: b", 1, 4, 0, 0, "a: b\n   ^"},
		{"point that says its end", "a: b", 1, 1, 1, 1, "a: b\n^"},
		{"behind the end", "a: b\n", 1, 9, 1, 12, "a: b\n    ^"},
		{"empty line", "a:\n\nb", 2, 1, 0, 0, "\n^"},
		{"last line, empty", "a:\n", 2, 1, 0, 0, "\n^"},
		{"trailing spaces", "a:  \n", 1, 3, 1, 5, "a:\n  ^^"},
		{"tab", "a:\tb", 1, 3, 1, 5, "a:    b\n  ^^^^^"},
		{"wide", "a: 電纜 b", 1, 4, 1, 6, "a: 電纜 b\n   ^^^^"},
		{"behind wide", "電: b", 1, 4, 1, 5, "電: b\n    ^"},
		{"combining", "e\u0301e\u0301 b", 1, 3, 1, 5, "e\u0301e\u0301 b\n ^"},
		{"on a mark alone", "ae\u0301", 1, 3, 1, 4, "ae\u0301\n ^"},
		{"no width", "a\u200bb", 1, 2, 1, 3, "a\\u200bb\n ^^^^^^"},
		{"not UTF-8", "a\xffb", 1, 3, 1, 4, "a\\xffb\n     ^"},
		{"line end of Windows", "a: b\r\n", 1, 4, 1, 5, "a: b\n   ^"},
		{"at a line end of Windows", "a\r\n", 1, 2, 2, 1, "a\\r\n ^^"},
		{"point at a line end of Windows", "a\r\n", 1, 2, 0, 0, "a\n ^"},
		{"long, at its start", long, 1, 1, 1, 3, long[:28] + "…\n^^"},
		{"long, in the middle", long, 1, 26, 1, 27, "…" + long[11:39] + "…\n" + strings.Repeat(" ", 15) + "^"},
		{"long, at its end", long, 1, 51, 0, 0, "…" + long[22:] + "\n" + strings.Repeat(" ", 29) + "^"},
		{"long value", long, 1, 11, 1, 51, long[:28] + "…\n" + strings.Repeat(" ", 10) + strings.Repeat("^", 18)},
		{"long, cut between letters", strings.Repeat(accented, 40), 1, 41, 1, 43, "…" + strings.Repeat(accented, 28) + "…\n" + strings.Repeat(" ", 15) + "^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var s source
			s.load([]byte(test.text))
			x, ok := s.excerpt(finding.Pos{Line: test.line, Column: test.column}, finding.Pos{Line: test.endLine, Column: test.end}, 30)
			if got := drawn(x); !ok || got != test.want {
				t.Errorf("got:\n%s\nwant:\n%s", got, test.want)
			}
		})
	}
}

func TestExcerptOfNoPlace(t *testing.T) {
	var s source
	for text, pos := range map[string]finding.Pos{
		"":      {Line: 1, Column: 1},
		"a":     {Line: 2, Column: 1},
		"a\nb":  {Line: 0, Column: 1},
		"a\nbc": {Line: 1, Column: 0},
	} {
		s.load([]byte(text))
		if x, ok := s.excerpt(pos, finding.Pos{}, 80); ok {
			t.Errorf("%q has an excerpt at %v: %q", text, pos, x.text)
		}
	}
}

// The cursor may not depend on the order in which places are asked for.
func TestSeekInAnyOrder(t *testing.T) {
	text := "äöü: 電纜\nzwei: \xffdrei\n"
	var walked source
	walked.load([]byte(text))
	for _, p := range []finding.Pos{{Line: 1, Column: 3}, {Line: 1, Column: 7}, {Line: 1, Column: 2}, {Line: 2, Column: 9}, {Line: 2, Column: 8}, {Line: 1, Column: 99}, {Line: 2, Column: 1}} {
		var fresh source
		fresh.load([]byte(text))
		if got, want := walked.seek(p), fresh.seek(p); got != want {
			t.Errorf("seek(%v) is %d, want %d", p, got, want)
		}
	}
}

func FuzzFrame(f *testing.F) {
	f.Add("a: "+strings.Repeat("電纜 ", 100), 50, 4, 0)
	f.Add("a\u0301\u0301\u0301\u0301\u0301\u0301", 3, 1, 10)
	f.Add(strings.Repeat("\u0301", 500), 250, 3, 20)
	f.Add("\t\t\xff\x1b\u202e##[x", 4, 100, 5)
	f.Fuzz(func(t *testing.T, line string, column, run, wider int) {
		line = strings.ReplaceAll(line, "\n", " ")
		width := 27 + abs(wider)%100
		var s source
		s.load([]byte(line))
		if !s.has(1) || column < 1 {
			return
		}
		at := s.seek(finding.Pos{Line: 1, Column: column})
		x := frame(line, at, max(run, 0), width)
		checkHarmless(t, "| "+x.text)
		if got := columns(x.text); got > width {
			t.Errorf("%d columns of text, want at most %d: %q", got, width, x.text)
		}
		if x.caret < 1 || x.indent < 0 || x.indent+x.caret > width {
			t.Errorf("carets under columns %d to %d of %d: %q", x.indent, x.indent+x.caret, width, x.text)
		}
		if n := utf8.RuneCountInString(x.text); n > (1+mostMarks)*width {
			t.Errorf("%d characters in %d columns: %q", n, width, x.text)
		}
	})
}

func abs(n int) int {
	if n == math.MinInt {
		return 0
	}
	return max(n, -n)
}

// Many findings on one enormous line are walked once, also if it is nothing but
// marks: ten times the findings take about ten times as long.
func BenchmarkExcerpts(b *testing.B) {
	words, marks := strings.Repeat("word ", 50_000), strings.Repeat("\u0301", 100_000)
	for name, line := range map[string]string{"words": words, "marks": marks} {
		for _, findings := range []int{1000, 10_000} {
			b.Run(fmt.Sprintf("%s/%d", name, findings), func(b *testing.B) {
				var s source
				for b.Loop() {
					s.load([]byte(line))
					for i := range findings {
						s.excerpt(finding.Pos{Line: 1, Column: 1 + i*100_000/findings}, finding.Pos{Line: 2, Column: 1}, 90)
					}
				}
			})
		}
	}
}
