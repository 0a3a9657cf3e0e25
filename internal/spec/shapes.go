package spec

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/decode"
)

// The shapes of texts. They are matched by hand because ids are the most frequent
// values of a specification; the tests hold each to its expression in the schema.
var (
	slug = decode.Shape{
		Match: isSlug, Mend: mendSlug, Max: 64,
		Want: `lower-case letters and digits with single hyphens between them, such as "mental-health"`,
	}
	innerID = decode.Shape{
		Match: isInnerID, Mend: mendInnerID, Max: 32,
		Want: `letters and digits with single dots or hyphens between them, such as "A1" or "1.2"`,
	}
	version = decode.Shape{
		Match: isVersion, Mend: mendVersion, Max: 64,
		Want: `a version of three numbers, such as "0.3.0"`,
	}
	day = decode.Shape{
		Match: isDay,
		Want:  `a date written year, month, day, such as "2026-03-31"`,
	}
	date = decode.Shape{
		Match: isDate,
		Want:  `a year, a month or a day, such as "2026", "2026-03" or "2026-03-31"`,
	}
	webAddress = decode.Shape{
		Match: isWebAddress, Mend: func(text string) string { return "https://" + strings.TrimSpace(text) },
		Want: `a web address that begins with https:// and has no spaces in it`,
	}
)

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isAlnum(c byte) bool { return isLower(c|0x20) || isDigit(c) }

func isSlug(text string) bool {
	if text == "" || !isLower(text[0]) {
		return false
	}
	for i := range len(text) {
		c := text[i]
		if !isLower(c) && !isDigit(c) && (c != '-' || text[i-1] == '-' || i == len(text)-1) {
			return false
		}
	}
	return true
}

func mendSlug(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r >= 0x80 || !isAlnum(byte(r))
	}), "-")
}

func isInnerID(text string) bool {
	if text == "" {
		return false
	}
	joint := true // the character before could not stand in front of a dot or hyphen
	for i := range len(text) {
		switch c := text[i]; {
		case isAlnum(c):
			joint = false
		case (c == '.' || c == '-') && !joint:
			joint = true
		default:
			return false
		}
	}
	return !joint
}

func mendInnerID(text string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case r == '.' || r == '-' || r < 0x80 && isAlnum(byte(r)):
			return r
		case r == '_' || r == '/':
			return '-'
		}
		return -1
	}, text)
	return strings.Trim(kept, ".-")
}

// isVersion reports whether text is a version as semver.org 2.0.0 has it.
func isVersion(text string) bool {
	rest, build, hasBuild := strings.Cut(text, "+")
	core, pre, hasPre := strings.Cut(rest, "-")
	numbers := 0
	for number := range strings.SplitSeq(core, ".") {
		if numbers++; numbers > 3 || !isVersionPart(number, true) || !allDigits(number) {
			return false
		}
	}
	return numbers == 3 && (!hasPre || areVersionParts(pre, true)) && (!hasBuild || areVersionParts(build, false))
}

func areVersionParts(text string, strict bool) bool {
	for part := range strings.SplitSeq(text, ".") {
		if !isVersionPart(part, strict) {
			return false
		}
	}
	return true
}

// isVersionPart: strict refuses a number with a leading zero.
func isVersionPart(part string, strict bool) bool {
	for i := range len(part) {
		if !isAlnum(part[i]) && part[i] != '-' {
			return false
		}
	}
	return part != "" && !(strict && len(part) > 1 && part[0] == '0' && allDigits(part))
}

func allDigits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return true
}

func mendVersion(text string) string {
	text = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "v")
	for strings.Count(text, ".") < 2 {
		text += ".0"
	}
	return text
}

// isDay reports the shape only; whether the month has so many days is asked by
// the packs, as the schema cannot.
func isDay(text string) bool { return len(text) == len("2006-01-02") && isDate(text) }

func isDate(text string) bool {
	year, rest, hasMonth := strings.Cut(text, "-")
	if len(year) != 4 || !allDigits(year) {
		return false
	}
	month, day, hasDay := strings.Cut(rest, "-")
	return (!hasMonth || isTwoDigits(month, "01", "12")) && (!hasDay || isTwoDigits(day, "01", "31"))
}

// isTwoDigits reports whether text is two digits from low to high.
func isTwoDigits(text, low, high string) bool {
	return len(text) == 2 && allDigits(text) && low <= text && text <= high
}

func isWebAddress(text string) bool {
	rest, found := strings.CutPrefix(text, "https://")
	if !found {
		rest, found = strings.CutPrefix(text, "http://")
	}
	return found && rest != "" && strings.IndexFunc(rest, isSpace) < 0
}
