package record

import (
	"slices"
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/decode"
)

// The shapes of texts. They are matched by hand because nearly every value of a
// record has one; the tests hold each to its expression in the schemas.
var (
	idShape = decode.Shape{
		Match: isID, Max: 64,
		Want: `lower-case letters and digits with single hyphens between them, no name of a Windows device, such as "okafor-a"`,
	}
	packVersion = decode.Shape{
		Match: isRelease, Max: 32,
		Want: `a version of three numbers, such as "1.0.0"`,
	}
	release = decode.Shape{
		Match: isRelease, Max: 64,
		Want: `the version of a release, three numbers without a release candidate, such as "1.0.0"`,
	}
	specVersion = decode.Shape{
		Match: isVersion, Max: 64,
		Want: `a version of three numbers, such as "1.0.0" or "1.0.0-rc.1"`,
	}
	hashShape = decode.Shape{
		Match: isHash,
		Want:  `a SHA-256: 64 digits from 0 to 9 and a to f`,
	}
	day = decode.Shape{
		Match: isDay,
		Want:  `a day of the calendar written year, month, day, such as "2026-03-31"`,
	}
	keyShape = decode.Shape{
		Match: isKey,
		Want:  `a public key: its kind and its letters, as in a .pub file but without the remark behind them`,
	}
	criterionID = decode.Shape{
		Match: isCriterionID, Max: 40,
		Want: `an official number such as "4.1", or a local id in capitals such as "L-EQUALITY"`,
	}
	line = decode.Shape{
		Match: func(text string) bool { return isProse(text) && !strings.Contains(text, "\n") },
		Want:  `one line of text`,
	}
	declarationWording = decode.Shape{
		Match: func(text string) bool { return isWording(text, "declaration/") },
		Want:  `the edition of a declaration, such as "declaration/1"`,
	}
	consentWording = decode.Shape{
		Match: func(text string) bool { return isWording(text, "consent/") },
		Want:  `the edition of a consent, such as "consent/1"`,
	}
)

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// ValidID reports whether text may be the id of a person, an organisation, a
// specification or a set of criteria. A record is filed under such ids, so none
// may be what Windows takes for a device.
func ValidID(text string) bool { return idShape.Fits(text) }

func isID(text string) bool {
	if text == "" || !isLower(text[0]) || isDevice(text) {
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

func isDevice(text string) bool {
	switch text {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(text) == 4 && (text[:3] == "com" || text[:3] == "lpt") && isDigit(text[3])
}

// isRelease reports whether text is three numbers without needless zeros.
func isRelease(text string) bool {
	numbers := 0
	for number := range strings.SplitSeq(text, ".") {
		if numbers++; numbers > 3 || !allDigits(number) || len(number) > 1 && number[0] == '0' {
			return false
		}
	}
	return numbers == 3
}

// IsCandidate reports whether a version is that of a release candidate, which is put
// out for comment and endorsed by nobody, such as "1.2.0-rc.1".
func IsCandidate(version string) bool {
	release, number, ok := strings.Cut(version, "-rc.")
	return ok && isRelease(release) && allDigits(number) && number[0] != '0' && len(number) <= 9
}

// isVersion reports whether text is a version as semver.org 2.0.0 has it.
func isVersion(text string) bool {
	rest, build, hasBuild := strings.Cut(text, "+")
	core, pre, hasPre := strings.Cut(rest, "-")
	return isRelease(core) && (!hasPre || areVersionParts(pre, true)) && (!hasBuild || areVersionParts(build, false))
}

// areVersionParts: strict refuses a number with a leading zero.
func areVersionParts(text string, strict bool) bool {
	for part := range strings.SplitSeq(text, ".") {
		for i := range len(part) {
			if c := part[i]; !isLower(c|0x20) && !isDigit(c) && c != '-' {
				return false
			}
		}
		if part == "" || strict && len(part) > 1 && part[0] == '0' && allDigits(part) {
			return false
		}
	}
	return true
}

func allDigits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return text != ""
}

func isHash(text string) bool {
	for i := range len(text) {
		if c := text[i]; !isDigit(c) && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(text) == 64
}

func isDay(text string) bool {
	if len(text) != len(time.DateOnly) {
		return false
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// isKey reports the form only: two words. What a key is, sshsig knows.
func isKey(text string) bool {
	kind, letters, ok := strings.Cut(text, " ")
	return ok && isWord(kind) && isWord(letters)
}

func isWord(text string) bool {
	for i := range len(text) {
		if text[i] <= ' ' || text[i] > '~' {
			return false
		}
	}
	return text != ""
}

// isCriterionID reports whether text is numbers joined by dots, or words in
// capitals joined by hyphens.
func isCriterionID(text string) bool {
	if text == "" {
		return false
	}
	if isDigit(text[0]) {
		return !slices.ContainsFunc(strings.Split(text, "."), func(number string) bool { return !allDigits(number) })
	}
	for i, word := range strings.Split(text, "-") {
		for j := range len(word) {
			if c := word[j]; !isUpper(c) && (i == 0 || !isDigit(c)) {
				return false
			}
		}
		if word == "" {
			return false
		}
	}
	return true
}

func isWording(text, of string) bool {
	number, ok := strings.CutPrefix(text, of)
	return ok && allDigits(number) && number[0] != '0' && len(number) < 10
}

func isProse(text string) bool { return strings.TrimSpace(text) != "" }
