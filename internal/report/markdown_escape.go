package report

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// markdownText is text from anywhere as Markdown that is nothing but text, also
// in the cell of a table: no markup, no HTML, no link, and nobody is called by
// their name. It has no line end.
//
// Words that a forge would link to something, such as @name, #12 or an address,
// are shown as code, where nothing is linked. It suits them: as a rule they are
// ids or items of a framework.
func markdownText(s string, most int) string {
	var b strings.Builder
	for _, p := range phrases(short(s, most)) {
		if p.Code {
			b.WriteString(markdownCode(p.Text))
			continue
		}
		words := strings.Split(p.Text, " ")
		for i, word := range words {
			if linked().MatchString(word) {
				words[i] = markdownCode(word)
				continue
			}
			words[i] = markdownEscapes.Replace(word)
		}
		b.WriteString(strings.Join(words, " "))
	}
	return lineOpening().ReplaceAllStringFunc(strings.TrimSpace(b.String()), func(opening string) string {
		last := len(opening) - 1
		return opening[:last] + `\` + opening[last:]
	})
}

// lineOpening matches what makes a list, a rule or a heading where text opens a
// line. Like linked, it is made when it is first asked for: most runs never do.
var lineOpening = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([0-9]{1,9}[.)]|[-+=])`) })

// linked matches words that GitHub or GitLab may make a link, a picture or a
// formula of.
var linked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[@#$~!%&^][\pL\pN"{]|://|(?i:www\.|mailto:|xmpp:|\bgh-[0-9])|:[\w+-]+:|\b[0-9a-f]{7,40}\b`)
})

// markdownEscapes takes its meaning from whatever has one within a line.
var markdownEscapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "|", "&#124;", "`", "&#96;", `"`, "&quot;",
	`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "[", `\[`, "]", `\]`, "$", "&#36;", "!", `\!`, "#", `\#`,
)

// markdownCode is a word of code, safe in the cell of a table too. A word with a
// backtick or a bar needs HTML: how backticks and bars are escaped within code
// differs from reader to reader.
func markdownCode(word string) string {
	word = Printable(word)
	if word == "" {
		return ""
	}
	if !strings.ContainsAny(word, "`|\\<>&") && !strings.HasPrefix(word, " ") && !strings.HasSuffix(word, " ") {
		return "`" + word + "`"
	}
	var b strings.Builder
	b.WriteString("<code>")
	for _, r := range word {
		if r < 0x80 && !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == ' ') {
			fmt.Fprintf(&b, "&#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	b.WriteString("</code>")
	return b.String()
}
