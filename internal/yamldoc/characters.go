package yamldoc

import (
	"fmt"
	"unicode"
)

// class is what is to be done about a byte or a character.
type class uint8

const (
	plain      class = iota // nothing
	counted                 // it may begin a value or a line
	lineEnd                 // '\n'
	dash                    // '-', counted where a space follows
	tab                     // '\t'
	carriage                // '\r'
	control                 // any other control character
	wide                    // the first byte of a character beyond ASCII
	separator               // ends a line for some programs and not for others
	direction               // changes the direction of the text around it
	invisible               // has no width
	private                 // has no meaning that everybody shares
	lost                    // stands where another character was lost
	hardSpace               // a space that YAML does not take for one
	notUTF8                 // a byte that is no character
	classCount              // how many classes there are
)

// classes is what is to be done about each byte.
var classes = func() (table [256]class) {
	for c := range table {
		switch {
		case c < 0x20 || c == 0x7f:
			table[c] = control
		case c >= 0x80:
			table[c] = wide
		}
	}
	for _, c := range ",:[{?" {
		table[c] = counted
	}
	table['\n'], table['-'], table['\t'], table['\r'] = lineEnd, dash, tab, carriage
	return table
}()

// uncounted are the classes for a text too short to have too many values.
var uncounted = func() [256]class {
	table := classes
	for c := range table {
		if table[c] == counted || table[c] == dash {
			table[c] = plain
		}
	}
	return table
}()

// classify says what is to be done about a character beyond ASCII. Refused are
// control characters, every format character (Unicode category Cf, which takes
// in soft hyphens, zero-width characters and joiners, marks of direction and tag
// characters), everything that programs may leave undrawn, and what has no
// meaning of its own. Two variation selectors are allowed: they only choose
// between the coloured and the plain form of a sign.
func classify(r rune) class {
	switch {
	case r >= 0xa1 && r < 0x300 && r != 0xad, r >= 0x2010 && r <= 0x2027:
		return plain
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return separator
	case r < 0xa0:
		return control
	case r == 0xfffd:
		return lost
	case unicode.Is(unicode.Bidi_Control, r):
		return direction
	case r == 0xfe0e || r == 0xfe0f:
		return plain
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector), r == 0x2800:
		return invisible
	case unicode.In(r, unicode.Co, unicode.Noncharacter_Code_Point):
		return private
	case unicode.Is(unicode.Zs, r):
		return hardSpace
	}
	return plain
}

// names are the names that people may know a character by.
var names = map[rune]string{
	0x00:   "a null byte",
	0x07:   "a bell",
	0x08:   "a backspace",
	0x09:   "a tab",
	0x0b:   "a manual line break from Word",
	0x0c:   "a page break",
	0x1b:   "an escape character",
	0x1e:   "a non-breaking hyphen from Word",
	0x1f:   "an optional hyphen from Word",
	0x7f:   "a delete character",
	0x85:   "a next-line character",
	0xa0:   "a non-breaking space",
	0xad:   "a soft hyphen",
	0x034f: "a grapheme joiner",
	0x200b: "a zero-width space",
	0x200c: "a zero-width non-joiner",
	0x200d: "a zero-width joiner",
	0x200e: "a left-to-right mark",
	0x200f: "a right-to-left mark",
	0x2007: "a figure space",
	0x2009: "a thin space",
	0x2028: "a line separator",
	0x2029: "a paragraph separator",
	0x202a: "a left-to-right embedding",
	0x202b: "a right-to-left embedding",
	0x202c: "the end of a change of direction",
	0x202d: "a left-to-right override",
	0x202e: "a right-to-left override",
	0x202f: "a narrow non-breaking space",
	0x2060: "a word joiner",
	0x3000: "a full-width space",
	0xf0a7: "a bullet from Word",
	0xf0b7: "a bullet from Word",
	0xfeff: "a byte order mark",
	0xfffd: "a replacement character",
}

// called names a character in ASCII, such as "U+00AD (a soft hyphen)".
func called(r rune) string {
	if name, ok := names[r]; ok {
		return fmt.Sprintf("U+%04X (%s)", r, name)
	}
	return fmt.Sprintf("U+%04X", r)
}

// windows1252 are the characters that bytes from 0x80 to 0x9f stand for in the
// older encoding of Western versions of Windows; a space where there is none.
var windows1252 = []rune("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ")

// older returns the character that a byte stands for in files saved by older
// programs, or 0.
func older(b byte) rune {
	if b >= 0xa1 && b != 0xad {
		return rune(b)
	}
	if i := int(b) - 0x80; i >= 0 && i < len(windows1252) && windows1252[i] != ' ' {
		return windows1252[i]
	}
	return 0
}
