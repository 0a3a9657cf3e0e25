package export

import (
	"strings"
	"unicode/utf8"
)

// language is what specifications are written in.
const language = "en-GB"

// oneLine is a text without ends of lines and runs of spaces, as formats want it of
// titles.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// shortened cuts a text behind a word, so that it is at most so many characters long
// and shows that it was cut.
func shortened(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	const more = "…"
	runes := []rune(text)[:most-1]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > 0 && []rune(text)[most-1] != ' ' {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.-–") + more
}
