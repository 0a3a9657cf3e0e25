package compose

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// width is the column that lines end before, where what is on them can be
// broken.
const width = 104

// plainEverywhere reports whether a text may stand without quotes, behind a key
// and as an item of a list. Nothing knows that better than the reader: what it
// reads differently, or has something to say about, is put in quotes. So is a
// text with # in it, which only looks as if it were cut short.
func plainEverywhere(s string) bool {
	if !oneLine(s) || strings.Contains(s, "#") {
		return false
	}
	doc := parsed("a: " + s + "\nb:\n- " + s + "\n")
	return doc != nil && reads(doc.At("/a"), s) && reads(doc.At("/b/0"), s) && doc.At("/b").Len() == 1 && doc.Root().Len() == 2
}

// plainInBrackets is plainEverywhere between brackets and braces.
func plainInBrackets(s string) bool {
	if !plainEverywhere(s) || strings.ContainsAny(s, ",[]{}") {
		return false
	}
	doc := parsed("a: {b: " + s + ", c: [" + s + ", d]}\n")
	return doc != nil && reads(doc.At("/a/b"), s) && reads(doc.At("/a/c/0"), s) && doc.At("/a").Len() == 2 && doc.At("/a/c").Len() == 2
}

func oneLine(s string) bool { return !strings.ContainsAny(s, "\n\r") }

// parsed reads a source; it is nil if the reader has anything to say about it.
func parsed(source string) *yamldoc.Document {
	doc, found := yamldoc.Parse("", []byte(source), yamldoc.Options{MaxBytes: max(len(source), yamldoc.DefaultMaxBytes)})
	if len(found) > 0 {
		return nil
	}
	return doc
}

func reads(v yamldoc.Value, s string) bool { return v.Kind() == yamldoc.Text && v.Text() == s }

// quotedText returns a text in quotes: double ones, or single ones where that
// spares it backslashes.
func quotedText(s string) string {
	if strings.ContainsAny(s, `"\`) && !strings.Contains(s, "'") && strings.IndexFunc(s, mustEscape) < 0 {
		return "'" + s + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case mustEscape(r) && r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		case mustEscape(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func mustEscape(r rune) bool { return !unicode.IsPrint(r) }

// block returns a text as lines of its own below ">-" or "|-", for a given
// indentation; false if it would not be read back as it is. Line breaks stay
// where all lines have room, else paragraphs are folded.
func block(s string, indent int) (lines []string, ok bool) {
	if s == "" || strings.TrimSpace(s) != s {
		return nil, false
	}
	if !oneLine(s) && fits(s, indent) {
		lines = append([]string{"|-"}, strings.Split(s, "\n")...)
	} else {
		lines = append([]string{">-"}, folded(s, width-indent)...)
	}
	doc := parsed("a: " + strings.Join(lines, "\n  ") + "\n")
	return lines, doc != nil && reads(doc.At("/a"), s)
}

// fits reports whether all lines of a text have room.
func fits(s string, indent int) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if indent+len([]rune(line)) > width {
			return false
		}
	}
	return true
}

// folded breaks a text into the lines of a folded block: a line break of the text
// is a blank line there.
func folded(s string, room int) []string {
	var lines []string
	for i, paragraph := range strings.Split(s, "\n") {
		if i > 0 {
			lines = append(lines, "")
		}
		if paragraph != "" {
			lines = append(lines, wrapped(paragraph, room)...)
		}
	}
	return lines
}

// wrapped breaks a line at single spaces, so that no line is longer than room
// unless a word is. Where a line is broken, one space is lost and comes back when
// it is read; further white space around it would make it something else.
func wrapped(s string, room int) []string {
	var lines []string
	words := strings.Split(s, " ")
	line, length := words[0], len([]rune(words[0]))
	for i, word := range words[1:] {
		n := len([]rune(word))
		breakable := word != "" && words[i] != "" && word[0] != '\t' && !strings.HasSuffix(words[i], "\t")
		if breakable && length+1+n > max(room, 20) {
			lines = append(lines, line)
			line, length = word, n
			continue
		}
		line += " " + word
		length += 1 + n
	}
	return append(lines, line)
}
