package validate

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDirectives(t *testing.T) {
	for text, want := range map[string]directive{
		`credctl: ignore W001 reason="a book's title" until=2026-03-31`: {"W001", "a book's title", "2026-03-31"},
		`credctl: ignore W001 until=2026-02-28 reason="first the day"`:  {"W001", "first the day", "2026-02-28"},
		`credctl:  ignore   W001   reason=" é = # 'q' "`:                {"W001", "é = # 'q'", ""},
		`credctl:ignore W001 reason=""`:                                 {"W001", "", ""},
		`credctl: ignore W001`:                                          {"W001", "", ""},
	} {
		got, wrong := parseDirective(text)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(directive{})); diff != "" || wrong != "" {
			t.Errorf("%s: %s (-want +got):\n%s", text, wrong, diff)
		}
	}
}

// Whatever is not exactly so is told, with what was found and what was wanted.
func TestMistakesInDirectives(t *testing.T) {
	for text, want := range map[string]string{
		`credctl:`:                                           `says nothing behind "credctl:"`,
		`credctl: ingore W001 reason="x"`:                    `says "ingore" behind "credctl:", want "ignore"`,
		`credctl: Ignore W001 reason="x"`:                    `says "Ignore"`,
		`Credctl: ignore W001 reason="x"`:                    `begins with "Credctl:"`,
		`credctl ignore W001 reason="x"`:                     `begins with "credctl"`,
		`credctl : ignore W001 reason="x"`:                   `begins with "credctl"`,
		`credctl: ignore`:                                    `names no code`,
		`credctl: ignore reason="x"`:                         `names no code`,
		`credctl: ignore W001,W003 reason="x"`:               `names several codes, "W001,W003"`,
		`credctl: ignore W001 W003 reason="x"`:               `says "W003" behind the code`,
		`credctl: ignore W001 reason=x`:                      `not in straight double quotes`,
		`credctl: ignore W001 reason='x'`:                    `not in straight double quotes`,
		"credctl: ignore W001 reason=\u201cx\u201d":          `not in straight double quotes`,
		`credctl: ignore W001 reason="x`:                     `not closed`,
		`credctl: ignore W001 reason="x"until=2026-01-01`:    `"until=2026-01-01" right behind the quotes`,
		`credctl: ignore W001 reason="a "b" c"`:              `"b\"" right behind the quotes`,
		`credctl: ignore W001 reason ="x"`:                   `says "reason" behind the code`,
		`credctl: ignore W001 raeson="x"`:                    `says "raeson=\"x\"" behind the code`,
		`credctl: ignore W001 reason="x" reason="y"`:         `says reason twice`,
		`credctl: ignore W001 reason="x" until=2026-02-30`:   `until is "2026-02-30", want a day`,
		`credctl: ignore W001 reason="x" until="2026-02-03"`: `until is "\"2026-02-03\""`,
		`credctl: ignore W001 reason="x" until=`:             `until is nothing`,
		`credctl: ignore W001 reason="x" until=31.3.2026`:    `until is "31.3.2026"`,
		`credctl: ignore W001 reason="x" # more`:             `says "#" behind the code`,
		`credctl: ignore W001 ` + strings.Repeat("é", 99):    `says "` + strings.Repeat("é", 40) + `…" behind`,
	} {
		if _, got := parseDirective(text); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q in it", text, got, want)
		}
		if !isDirective([]byte(text)) {
			t.Errorf("%s is taken for a remark", text)
		}
	}
}

func TestWhatIsMeantForCredctl(t *testing.T) {
	for text, want := range map[string]bool{
		`credctl: whatever`:               true,
		`CREDCTL: IGNORE W001`:            true,
		`credtl: ignore W001`:             true,
		`crectdl: ingore W001`:            true,
		`credctl validate finds nothing`:  false,
		`credctl ignores this`:            false,
		`see credctl: ignore`:             false,
		`# credctl: ignore W001`:          false,
		`yaml-language-server: $schema=x`: false,
		`credit: ignore the rest`:         false,
		`credential: ignored`:             false,
		`credctlx`:                        false,
		``:                                false,
	} {
		if got := isDirective([]byte(text)); got != want {
			t.Errorf("%q is meant for credctl: %v, want %v", text, got, want)
		}
	}
}

func TestReasons(t *testing.T) {
	for reason, want := range map[string]bool{"": false, " - ": false, "...": false, "TODO: say why": false, "TODO": false, "a book": true, "電": true} {
		if got := givesReason(reason); got != want {
			t.Errorf("%q gives a reason: %v, want %v", reason, got, want)
		}
	}
}

// FuzzDirective asks that a directive which is understood reads the same when it is
// written in the one proper form.
func FuzzDirective(f *testing.F) {
	f.Add(`credctl: ignore W001 reason="a book" until=2026-03-31`)
	f.Add(`credctl: ignore W001 until=2026-03-31 reason=" é "`)
	f.Add(`credctl: ignore W001 reason="`)
	f.Fuzz(func(t *testing.T, text string) {
		d, wrong := parseDirective(text)
		if wrong != "" {
			return
		}
		if !isDirective([]byte(text)) {
			t.Fatalf("%q is understood, but taken for a remark", text)
		}
		form := `credctl: ignore ` + d.code + ` reason="` + d.reason + `"`
		if d.until != "" {
			form += " until=" + d.until
		}
		if again, wrong := parseDirective(form); again != d || wrong != "" {
			t.Fatalf("%q is %+v, %q is %+v %s", text, d, form, again, wrong)
		}
	})
}
