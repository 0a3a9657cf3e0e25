package validate

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/spec"
)

// directiveForm is how a finding is suppressed, in words for help.
const directiveForm = `write # credctl: ignore CODE reason="why" until=YYYY-MM-DD; until may be left out`

// directive is what a comment asks for, as it is written.
type directive struct{ code, reason, until string }

// isDirective reports whether a comment speaks to this program, or was meant to:
// a slip of the keyboard must not make it a remark without effect. A comment that
// merely begins with the program's name is a remark.
func isDirective(text []byte) bool {
	n := 0
	for n < len(text) && isLetter(text[n]) {
		n++
	}
	if n < 4 || n > 12 { // nobody mistypes credctl as any of these
		return false
	}
	name, behind := string(text[:n]), bytes.TrimLeft(text[n:], " ")
	after, colon := bytes.CutPrefix(behind, []byte(":"))
	verb, rest := word(string(after[:min(len(after), 200)]))
	switch {
	case strings.EqualFold(name, "credctl"):
		return colon || strings.EqualFold(verb, "ignore")
	case !colon || nearest.Word(strings.ToLower(name), []string{"credctl"}) == "":
		return false
	}
	code, _ := word(rest)
	return nearest.Word(strings.ToLower(verb), []string{"ignore"}) != "" && strings.ContainsAny(code, "0123456789")
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// parseDirective reads a directive. wrong says what was found and what was
// wanted; it is "" if all is well.
func parseDirective(text string) (d directive, wrong string) {
	rest, ok := strings.CutPrefix(text, "credctl:")
	if !ok {
		name, _, _ := strings.Cut(text, " ")
		return d, fmt.Sprintf("the comment begins with %s, want \"credctl: ignore\"", shown(name))
	}
	verb, rest := word(rest)
	switch {
	case verb == "":
		return d, `the comment says nothing behind "credctl:", want "ignore" and a code`
	case verb != "ignore":
		return d, fmt.Sprintf("the comment says %s behind \"credctl:\", want \"ignore\"", shown(verb))
	}
	d.code, rest = word(rest)
	switch {
	case d.code == "" || strings.Contains(d.code, "="):
		return d, `the comment names no code, want one behind "ignore"`
	case strings.Contains(d.code, ","):
		return d, fmt.Sprintf("the comment names several codes, %s, want one; give each a comment of its own", shown(d.code))
	}
	return d, d.parseRest(rest)
}

// parseRest reads what stands behind the code.
func (d *directive) parseRest(rest string) (wrong string) {
	var met []string
	for rest = strings.TrimLeft(rest, " "); rest != ""; rest = strings.TrimLeft(rest, " ") {
		name, after, ok := strings.Cut(rest, "=")
		if !ok || name != "reason" && name != "until" {
			found, _ := word(rest)
			return fmt.Sprintf("the comment says %s behind the code, want reason=\"why\" or until=YYYY-MM-DD", shown(found))
		}
		if slices.Contains(met, name) {
			return fmt.Sprintf("the comment says %s twice, want it once", name)
		}
		met = append(met, name)
		if name == "until" {
			d.until, rest = word(after)
			if _, err := time.Parse(time.DateOnly, d.until); err != nil {
				return fmt.Sprintf("until is %s, want a day such as 2026-03-31", shown(d.until))
			}
			continue
		}
		if d.reason, rest, wrong = quoted(after); wrong != "" {
			return wrong
		}
	}
	return ""
}

// quoted reads a reason in its quotes.
func quoted(text string) (reason, rest, wrong string) {
	text, ok := strings.CutPrefix(text, `"`)
	if !ok {
		return "", "", `the reason is not in straight double quotes, want reason="why"`
	}
	reason, rest, ok = strings.Cut(text, `"`)
	switch {
	case !ok:
		return "", "", `the quotes around the reason are not closed, want reason="why"`
	case rest != "" && rest[0] != ' ':
		found, _ := word(rest)
		return "", "", fmt.Sprintf("there is %s right behind the quotes of the reason, want a space or nothing; a reason has no double quotes in it", shown(found))
	}
	return strings.TrimSpace(reason), rest, ""
}

// word takes the first word off a text.
func word(text string) (first, rest string) {
	first, rest, _ = strings.Cut(strings.TrimLeft(text, " "), " ")
	return first, rest
}

// shown is a word from a file in quotes; of a long one the beginning.
func shown(word string) string {
	const most = 40
	if word == "" {
		return "nothing"
	}
	if utf8.RuneCountInString(word) > most {
		word = string([]rune(word)[:most]) + "…"
	}
	return fmt.Sprintf("%q", word)
}

// givesReason reports whether a reason says anything. One that is still to be
// written says nothing.
func givesReason(reason string) bool {
	return strings.ContainsFunc(reason, unicode.IsLetter) && !spec.Unwritten(reason)
}
