package spec

import "strings"

// mark is what a text begins with that keeps a place for one still to be written.
const mark = "TODO"

// Unwritten reports whether a text only says that it is still to be written: it
// begins with TODO in capitals, or in any spelling with a colon. Such a text is
// evidence for nothing and gives no reason for anything.
func Unwritten(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < len(mark) || !strings.EqualFold(text[:len(mark)], mark) {
		return false
	}
	rest := text[len(mark):]
	if strings.HasPrefix(rest, ":") {
		return true
	}
	return text[:len(mark)] == mark && (rest == "" || !wordByte(rest[0]))
}

// wordByte reports whether a byte may go on a word; bytes beyond ASCII may.
func wordByte(c byte) bool {
	return c >= 0x80 || c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
