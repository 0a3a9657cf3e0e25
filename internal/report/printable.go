package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// Printable returns s as one line that is safe on a terminal and in a log of
// continuous integration. What a terminal would obey or a reader could not see
// is written as a Go escape (\x1b, \n, \u202e): control characters, bidirectional
// and other format characters, invisible and unassigned ones, every space but
// the plain one, bytes that are not UTF-8, and accents piled on top of each
// other. So is the second # of "##[" and "##vso[", which build servers obey
// anywhere in a line. Text that was escaped before, by %q for one, is unchanged:
// a backslash stands for itself.
func Printable(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for at := 0; at < len(s); {
		shown, _, size := glyph(s, at)
		b.WriteString(shown)
		at += size
	}
	return b.String()
}

// plain reports whether s is nothing but harmless ASCII, as nearly always.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || obeyed(s, i) {
			return false
		}
	}
	return true
}

// glyph is how the character of s at byte offset at is shown, how many columns
// that takes, and how many bytes of s it stands for. It looks only a few
// characters around it, so that a window into a long line costs no more than
// the window.
func glyph(s string, at int) (shown string, width, size int) {
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf(`\x%02x`, s[at]), 4, 1
	case hidden(r), obeyed(s, at):
		shown = escape(r)
		return shown, len(shown), size
	}
	width = runeWidth(r)
	if width == 0 && piled(s, at) {
		shown = escape(r)
		return shown, len(shown), size
	}
	return s[at : at+size], width, size
}

// hidden reports whether r must not reach a terminal as it is. Go calls
// printable what has a mark on paper and the plain space; Unicode adds a list of
// letters and marks that are drawn as nothing at all.
func hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r < ' ' || r > '~'
	}
	return !unicode.IsPrint(r) ||
		unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// escape writes r as Go does in a quoted text.
func escape(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, r)
	case r <= 0xffff:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return fmt.Sprintf(`\U%08x`, r)
}

// obeyed reports whether s[at] is the second # of a command to a build server.
func obeyed(s string, at int) bool {
	if s[at] != '#' || at == 0 || s[at-1] != '#' {
		return false
	}
	rest := s[at+1:]
	return strings.HasPrefix(rest, "[") || strings.HasPrefix(rest, "vso[")
}

// mostMarks is how many marks may stand on one letter. No script needs more;
// hundreds of them paint over the lines above.
const mostMarks = 3

// piled reports whether the mark at byte offset at has no letter to stand on, or
// too many marks below it.
func piled(s string, at int) bool {
	for range mostMarks {
		if at == 0 {
			return true
		}
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if hidden(r) || runeWidth(r) != 0 {
			return false
		}
		at -= size
	}
	return true
}

// runeWidth is the number of columns of a character that is not hidden. It is
// the same on every machine: the locale is not asked.
func runeWidth(r rune) int {
	if r < utf8.RuneSelf {
		return 1
	}
	return (&runewidth.Condition{StrictEmojiNeutral: true}).RuneWidth(r)
}

// columns is the number of columns of a text that is printable already.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// lineStart returns printable text that can stand at the start of a line: build
// servers obey "::" there, even behind spaces.
func lineStart(s string) string {
	rest := strings.TrimLeft(s, " ")
	if strings.HasPrefix(rest, "::") {
		return s[:len(s)-len(rest)] + `\x3a` + rest[1:]
	}
	return s
}
