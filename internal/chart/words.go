package chart

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
)

// escape writes a text for XML and HTML alike. What no XML document may hold becomes
// the replacement character.
func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// line is a text as one line without anything that cannot be seen: a mark that turns
// the direction of writing would turn what stands beside it as well.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// fit shortens a text to what fits into room.
func fit(s string, room float64) string {
	s = line(s)
	if long(s) <= room {
		return s
	}
	room -= long("…")
	for at, r := range s {
		if room -= long(string(r)); room < 0 {
			return strings.TrimRight(s[:at], " ") + "…"
		}
	}
	return s
}

// long is how long a text is when it is drawn, rather too much than too little: which
// letters it will be drawn with is known only where it is.
func long(s string) float64 {
	n := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("ijl.,:;'|!()[] ftrI-", r):
			n += 0.36
		case r == 'm' || r == 'w' || r == 'M' || r == 'W' || r == '…':
			n += 1
		case r > 0x2e80: // scripts of wide letters
			n += 1.1
		case r >= 'A' && r <= 'Z' || r > 0x7f:
			n += 0.76
		default:
			n += 0.6
		}
	}
	return n * size
}

// number writes a measure, without digits that nobody sees.
func number(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// identifier makes a prefix fit to begin an id in HTML and XML.
func identifier(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, s)
	if s == "" || !unicode.IsLetter(rune(s[0])) {
		s = "c" + s
	}
	return s
}
