package release

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/record"
)

// mostChanges is how many changes the message of a tag names; the notes name all.
const mostChanges = 20

// Message is what the tag of a release says before its fields: a summary, what is new
// in short, and the list of its files.
func Message(e *edition.Edition, sums record.Sums) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s\n\n", e.Spec.ID, e.Version(), line(e.Spec.Title))
	if e.Comment {
		b.WriteString("A draft for comment. It is not endorsed.\n\n")
	}
	for _, said := range changes(e) {
		b.WriteString(harmless(said) + "\n")
	}
	b.WriteString("\n")
	b.Write(sums.Marshal())
	return b.String()
}

// changes says what changed since the release before, a line each.
func changes(e *edition.Edition) []string {
	c := e.Changes
	switch {
	case c == nil && e.Previous != "":
		return []string{"What changed since " + e.Previous + " is not known here."}
	case c == nil:
		return []string{"It is the first release."}
	case len(c.Changes) == 0:
		return []string{fmt.Sprintf("Nothing changed since %s that anybody reads.", e.Previous)}
	}
	lines := []string{fmt.Sprintf("Since %s, %s: %s.", e.Previous, counted(len(c.Changes)), classWords(c.Class))}
	for i := range c.Changes {
		if i == mostChanges {
			return append(lines, fmt.Sprintf("- and %d more, in %s", len(c.Changes)-i, Notes))
		}
		lines = append(lines, "- "+changed(&c.Changes[i]))
	}
	return lines
}

func counted(n int) string {
	if n == 1 {
		return "1 change"
	}
	return fmt.Sprintf("%d changes", n)
}

// changed says one change in a few words.
func changed(c *diff.Change) string {
	said := line(c.Name) + " " + string(c.What)
	if c.What == diff.Renamed && c.Was != "" {
		said += " from " + line(c.Was)
	}
	return said
}

// line is a text as one line, without anything that cannot be seen.
func line(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// harmless keeps a line from being taken for a field or a signature.
func harmless(text string) string {
	if strings.HasPrefix(text, "-----BEGIN ") || strings.HasPrefix(strings.ToLower(text), "credctl-") {
		return "| " + text
	}
	return text
}

// maxForeword is the size that a foreword may have, in bytes.
const maxForeword = 16 << 10

// Foreword reads what staff want to say before the notes: plain text, of which
// nothing is hidden from whoever reads it.
func Foreword(data []byte) (string, error) {
	text := strings.TrimSpace(strings.ReplaceAll(strings.TrimPrefix(string(data), "\uFEFF"), "\r\n", "\n"))
	switch {
	case len(data) > maxForeword:
		return "", fmt.Errorf("has %d bytes, want at most %d", len(data), maxForeword)
	case !utf8.ValidString(text):
		return "", errors.New("is not UTF-8")
	case text == "":
		return "", errors.New("is empty")
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return "", fmt.Errorf("has the character U+%04X, which cannot be seen", r)
		}
	}
	return text, nil
}
