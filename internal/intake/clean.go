package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Cleaned is a kind of character that was mended throughout a source.
type Cleaned struct {
	What  string // such as "soft hyphens were taken out"
	Count int
	At    []string // places, each once, in order
}

// mend says what becomes of a character, and in words what was done; what is ""
// where the character stays.
func mend(r rune) (to, what string) {
	switch {
	case r == '\t':
		return " ", "" // a space like any other between words
	case r == 0x00ad || r == 0x1f:
		return "", "soft hyphens were taken out"
	case r == 0x2011 || r == 0x1e:
		return "-", "non-breaking hyphens were made plain hyphens"
	case r == 0x0b || r == 0x0c || r == 0x85 || r == 0x2028 || r == 0x2029:
		return "\n", "manual line and page breaks were made ends of lines"
	case unicode.Is(unicode.Bidi_Control, r):
		return "", "marks that turn the direction of a text were taken out"
	case r == 0xfe0e || r == 0xfe0f: // only choose the look of the sign before
		return string(r), ""
	case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector), r == 0x2800:
		return "", "invisible characters were taken out"
	case unicode.Is(unicode.Zs, r):
		return " ", "non-breaking and other special spaces were made plain spaces"
	case unicode.IsControl(r):
		return "", "control characters were taken out"
	case r == unicode.ReplacementChar:
		return "?", "characters that were lost before are written as ?"
	case unicode.In(r, unicode.Co, unicode.Noncharacter_Code_Point):
		return "", "signs from symbol fonts, such as bullets, were taken out"
	}
	return string(r), ""
}

// clean returns a text as a specification may have it, and takes down what was
// mended. Lines are joined, but for blank ones and those that begin with "- ".
func (in *intake) clean(text, at string) string {
	text = strings.ToValidUTF8(text, string(unicode.ReplacementChar))
	var b strings.Builder
	for _, r := range text {
		if ' ' <= r && r < 0x7f || r == '\n' { // nearly always
			b.WriteRune(r)
			continue
		}
		to, what := mend(r)
		b.WriteString(to)
		if what != "" {
			in.draft.Report.cleaned(what, at)
		}
	}
	return joinLines(b.String())
}

func (r *Report) cleaned(what, at string) {
	i := slices.IndexFunc(r.Cleaned, func(c Cleaned) bool { return c.What == what })
	if i < 0 {
		i = len(r.Cleaned)
		r.Cleaned = append(r.Cleaned, Cleaned{What: what})
	}
	c := &r.Cleaned[i]
	c.Count++
	if len(c.At) == 0 || c.At[len(c.At)-1] != at {
		c.At = append(c.At, at)
	}
}

// bullets are what people type in front of items in a cell.
var bullets = []string{"- ", "• ", "· ", "* ", "– ", "▪ ", "◦ ", "o "}

// unbulleted takes a typed bullet off a line.
func unbulleted(line string) (string, bool) {
	for _, b := range bullets {
		if rest, ok := strings.CutPrefix(line, b); ok {
			return strings.TrimSpace(rest), true
		}
	}
	return line, false
}

func joinLines(text string) string {
	var b strings.Builder
	blank := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			blank = b.Len() > 0
			continue
		}
		rest, bulleted := unbulleted(line)
		switch {
		case bulleted && b.Len() == 0:
			line = rest // one bullet in front of one text
		case bulleted:
			line = "\n- " + rest
		case blank:
			line = "\n\n" + line
		case b.Len() > 0:
			line = " " + line
		}
		b.WriteString(line)
		blank = false
	}
	return b.String()
}

// quoted shows a text in a message, no longer than fits in a line.
func quoted(text string) string {
	const longest = 60
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest-1]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
