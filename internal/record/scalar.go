package record

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scalar returns a text so that every reader of YAML reads it as that text, also
// between brackets: plain where nothing can go wrong, else in double quotes. What
// people can read stays readable.
func scalar(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range s {
		switch {
		case r == utf8.RuneError: // as it is: a byte that is no character is refused, not replaced, when it is read
			_, size := utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+size])
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// isPlain errs on the side of quotes. A text that begins with a letter is a text
// unless it is a word for a truth value or for nothing; one that begins with a
// digit may be a number, unless it is a version, a day or has a letter that no
// number has.
func isPlain(s string) bool {
	if s == "" || isReserved(s) {
		return false
	}
	first := rune(s[0])
	if isDigit(s[0]) {
		return isRelease(s) || isVersion(s) || isDay(s) || isHash(s) && strings.ContainsAny(s, "acdf")
	}
	if first >= 0x80 {
		first = []rune(s)[0]
	}
	return unicode.IsLetter(first) && strings.IndexFunc(s, mayMean) < 0 && !strings.Contains(s, "  ") && !strings.HasSuffix(s, " ")
}

// mayMean reports whether a character may mean something to YAML.
func mayMean(r rune) bool {
	return !unicode.IsLetter(r) && (r >= 0x80 || !isDigit(byte(r)) && !strings.ContainsRune(" .-_/+=();", r))
}

// isReserved reports whether some reader of YAML takes a word for something else
// than a text.
func isReserved(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
		return true
	}
	return false
}
