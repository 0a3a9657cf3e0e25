package report

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPrintable(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "specs/a b.yaml", "specs/a b.yaml"},
		{"letters", "café 電纜 – “quoted”", "café 電纜 – “quoted”"},
		{"escape sequence", "\x1b[31mred", `\x1b[31mred`},
		{"one-byte control sequence", "\u009b31m", `\u009b31m`},
		{"line ends", "a\r\n\tb", `a\r\n\tb`},
		{"delete and backspace", "a\x7f\b", `a\x7f\x08`},
		{"quoted before", fmt.Sprintf("%q", "\u202e\x1b"), `"\u202e\x1b"`},
		{"reversal", "a\u202eb", `a\u202eb`},
		{"no width", "a\u200bb\u200dc\ufeff", `a\u200bb\u200dc\ufeff`},
		{"soft hyphen", "soft\u00adhyphen", `soft\u00adhyphen`},
		{"other spaces", "a\u00a0b\u3000c", `a\u00a0b\u3000c`},
		{"letters drawn as nothing", "a\u3164\u115f", `a\u3164\u115f`},
		{"tags", "a\U000e0041", `a\U000e0041`},
		{"variation selector", "\u2764\ufe0f", "\u2764\\ufe0f"},
		{"not UTF-8", "a\xff\xc3", `a\xff\xc3`},
		{"replacement character", "\ufffd", "\ufffd"},
		{"combining", "cafe\u0301", "cafe\u0301"},
		{"combining without a letter", "\u0301a", `\u0301a`},
		{"combining in a pile", "a\u0301\u0302\u0303\u0304\u0305b", "a\u0301\u0302\u0303\\u0304\\u0305b"},
		{"command", "x ##[error]y ##vso[z] ## [", `x #\x23[error]y #\x23vso[z] ## [`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Printable(test.in); got != test.want {
				t.Errorf("Printable(%q) is %q, want %q", test.in, got, test.want)
			}
		})
	}
}

func TestLineStart(t *testing.T) {
	for in, want := range map[string]string{"::error::x": `\x3a:error::x`, "  ::x": `  \x3a:x`, ":a": ":a", "a::": "a::", "": ""} {
		if got := lineStart(in); got != want {
			t.Errorf("lineStart(%q) is %q, want %q", in, got, want)
		}
	}
}

func FuzzPrintable(f *testing.F) {
	for _, seed := range []string{"", "a", roughText, "\xff", "e\u0301\u0301\u0301\u0301\u0301", "##[x", "\U0001f469\u200d\U0001f4bb"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Printable(s)
		checkHarmless(t, "path: "+got)
		if strings.Contains(got, "\n") {
			t.Errorf("Printable(%q) has a line feed: %q", s, got)
		}
		if again := Printable(got); again != got {
			t.Errorf("Printable(%q) is %q, and of that %q", s, got, again)
		}
	})
}

// checkHarmless looks for what must not be in any output. It asks its own
// questions of Unicode rather than those of the code under test.
func checkHarmless(t *testing.T, output string) {
	t.Helper()
	if !utf8.ValidString(output) {
		t.Errorf("not UTF-8: %q", output)
	}
	for _, r := range output {
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Bidi_Control, unicode.Co)) {
			t.Fatalf("%q has %U", output, r)
		}
	}
	for line := range strings.SplitSeq(output, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
			t.Errorf("a build server would obey %q", line)
		}
	}
}

// Whatever a file says, and wherever it says it, no format lets through what a
// terminal would obey.
func FuzzReport(f *testing.F) {
	f.Add(roughText, 3, 7, true)
	f.Add("::error::x", 1, 1, false)
	f.Add(":", 1, 1, false)
	f.Add(" :", 1, -78, false)
	f.Add("a\u0301\u0302\u0303\u0304\u0305b\xff##[x", 2, 200, true)
	f.Add(strings.Repeat("電 ", 300), 300, 310, false)
	f.Fuzz(func(t *testing.T, text string, column, end int, color bool) {
		r := sampleHostile(text, column, end)
		r.Options.Color = color
		out := string(written(t, func(w io.Writer) error { return writeText(w, r) }))
		if color {
			for _, code := range []string{codeOff, codeBold, codeDim, codeRed, codeYellow, codeCyan} {
				out = strings.ReplaceAll(out, code, "")
			}
		}
		checkHarmless(t, out)
		r.Options = Options{Summary: true}
		checkHarmless(t, string(written(t, func(w io.Writer) error { return writeText(w, r) })))
		checkHarmless(t, string(written(t, func(w io.Writer) error { return writeJSON(w, r) })))
	})
}
