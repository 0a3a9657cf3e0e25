package criteria

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is a part of a text, in bytes.
type span struct{ from, to int }

// quoteMarks are the pairs of marks that set words off as somebody else's. An
// apostrophe looks like a closing mark, so a quotation ends at the last closing
// mark before the next opening one.
var quoteMarks = []struct{ open, closing string }{
	{`"`, `"`}, {"'", "'"}, {"“„", "”“"}, {"‘‚", "’‘"}, {"«‹", "»›"}, {"`", "`"},
}

// longestQuotation is how long a quotation can be, in bytes. A closing mark that
// is farther away is an apostrophe.
const longestQuotation = 600

// quotations returns the quoted parts of a text, in no particular order.
func quotations(text string) []span {
	var found []span
	for _, marks := range quoteMarks {
		if strings.ContainsAny(text, marks.open) {
			found = quotationsBy(marks.open, marks.closing, text, found)
		}
	}
	return found
}

func quotationsBy(opening, closing, text string, found []span) []span {
	open, end := -1, -1
	flush := func() {
		if open >= 0 && end > open {
			found = append(found, span{open, end})
		}
		open, end = -1, -1
	}
	before := ' '
	for i, r := range text {
		width := utf8.RuneLen(r)
		switch {
		case r == '\n' && strings.HasPrefix(text[i+1:], "\n"):
			flush()
		case strings.ContainsRune(opening, r) && opens(before, text[i+width:]):
			flush()
			open = i
		case strings.ContainsRune(closing, r) && closes(before, text[i+width:]):
			if open >= 0 && i+width-open <= longestQuotation {
				end = i + width
			}
		}
		before = r
	}
	flush()
	return found
}

// opens reports whether a mark between before and rest can open a quotation.
func opens(before rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLetter(before) && !unicode.IsDigit(before) && !strings.ContainsRune(".,;:!?)]", before) &&
		rest != "" && !unicode.IsSpace(after)
}

// closes reports whether a mark between before and rest can close a quotation.
func closes(before rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsSpace(before) && (rest == "" || !unicode.IsLetter(after) && !unicode.IsDigit(after))
}
