package docx

import (
	"encoding/xml"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// in writes an element with attributes, name and value in turn, and what do writes in it.
func (m *markup) in(do func(), name string, attrs ...string) {
	m.open(name, attrs)
	m.b.WriteByte('>')
	do()
	m.b.WriteString("</" + name + ">")
}

// leaf writes an element with nothing in it.
func (m *markup) leaf(name string, attrs ...string) {
	m.open(name, attrs)
	m.b.WriteString("/>")
}

func (m *markup) open(name string, attrs []string) {
	m.b.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		m.b.WriteString(" " + attrs[i] + `="`)
		m.text(attrs[i+1])
		m.b.WriteByte('"')
	}
}

// text writes text, escaped.
func (m *markup) text(s string) {
	_ = xml.EscapeText(&m.b, []byte(visible(s))) // a bytes.Buffer takes everything
}

// val writes an element whose only attribute is w:val, as most settings are.
func (m *markup) val(name, value string) { m.leaf(name, "w:val", value) }

// visible writes what XML cannot hold, or a reader could not see doing harm, as Go
// escapes: control characters, what turns the direction of the text around it, and
// bytes that are not UTF-8.
func visible(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, unseen) < 0 {
		return s
	}
	var b strings.Builder
	for at, r := range s {
		_, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[at])
		case !unseen(r):
			b.WriteRune(r)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func unseen(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return false
	case 0xfffe, 0xffff:
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}
