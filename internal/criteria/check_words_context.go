package criteria

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is the part of a text in which a find is judged.
type sentence struct {
	text     string
	start    int // where it begins in the whole text
	from, to int // the find within the sentence
}

// reach is how far a sentence is looked for to either side of a find, in bytes,
// so that a hostile text costs no more than its length.
const reach = 400

// sentenceAround returns the sentence around text[from:to].
func sentenceAround(text string, from, to int) sentence {
	start := runeStart(text, from-reach)
	for i := from - 1; i > start; i-- {
		if endsSentence(text, i-1) {
			start = i
			break
		}
	}
	end := runeStart(text, to+reach)
	for i := to; i < end; i++ {
		if endsSentence(text, i) {
			end = i + 1
			break
		}
	}
	return sentence{text: text[start:end], start: start, from: from - start, to: to - start}
}

// runeStart returns i, held within text and moved back to where a character begins.
func runeStart(text string, i int) int {
	i = max(0, min(i, len(text)))
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// endsSentence reports whether the byte at i is the last of a sentence: a stop,
// with the quotes and brackets that close behind it, before a space and a capital
// (but not that of "e.g."), or the line break before a paragraph or an item of a
// list.
func endsSentence(text string, i int) bool {
	mark, rest := text[i], text[i+1:]
	switch mark {
	case '\n':
		return strings.HasPrefix(rest, "\n") || strings.HasPrefix(rest, "- ")
	case '.', '!', '?':
	default:
		return false
	}
	rest = strings.TrimLeft(rest[:min(len(rest), 8)], `"')]”’`)
	if rest == "" || rest[0] != ' ' && rest[0] != '\n' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return mark != '.' || !unicode.IsLower(next) && !abbreviated(text[:i])
}

// abbreviated reports whether a text breaks off within an abbreviation: "e.g",
// "U.K", "p"; but "annex B" ends a sentence.
func abbreviated(text string) bool {
	n := len(text)
	if n < 2 || !isLetter(text[n-1]) {
		return false
	}
	return text[n-2] == '.' || text[n-2] == ' ' && text[n-1] >= 'a'
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// isWordByte reports whether a byte belongs to a word: letters, digits, the
// apostrophe and the hyphen within a word, and whatever is not ASCII.
func isWordByte(b byte) bool {
	return isLetter(b) || '0' <= b && b <= '9' || b == '\'' || b == '-' || b >= utf8.RuneSelf
}

// wordsBefore calls yield for the words before the find, nearest first, in lower
// case, each with what stands between it and the word after it.
func (s sentence) wordsBefore(yield func(word, gap string) bool) {
	for end := s.from; ; {
		last := end
		for last > 0 && !isWordByte(s.text[last-1]) {
			last--
		}
		first := last
		for first > 0 && isWordByte(s.text[first-1]) {
			first--
		}
		if first == last || !yield(plainWord(s.text[first:last]), s.text[last:end]) {
			return
		}
		end = first
	}
}

// wordsAfter returns at most n words behind the find, in lower case.
func (s sentence) wordsAfter(n int) []string {
	words := strings.FieldsFunc(s.text[s.to:], func(r rune) bool {
		return r < utf8.RuneSelf && !isWordByte(byte(r))
	})
	words = words[:min(n, len(words))]
	for i := range words {
		words[i] = plainWord(words[i])
	}
	return words
}

// plainWord is a word in lower case, with straight apostrophes and no quotes.
func plainWord(word string) string {
	word = strings.ReplaceAll(strings.ToLower(word), "’", "'")
	return strings.Trim(word, "'‘“”«»-–—")
}

// Words by which a writer speaks of a word instead of using it.
var (
	mentionBefore = wordSet("word words term terms verb verbs noun nouns adjective participle expression phrase label labels wording spelling so-called")
	mentionAfter  = wordSet("word verb noun adjective participle")
)

// mentioned reports whether the find is a word that is spoken of: "the word
// credentialed", "credentialing as a verb".
func (s sentence) mentioned() bool {
	n, found := 0, false
	s.wordsBefore(func(word, _ string) bool {
		n++
		found = mentionBefore[word]
		return !found && n < 6
	})
	if found {
		return true
	}
	for _, word := range s.wordsAfter(4) {
		if mentionAfter[word] {
			return true
		}
	}
	return false
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}
