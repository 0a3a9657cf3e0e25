package matrix

import (
	"strings"
	"unicode"

	"github.com/advancing-practice/credctl/internal/spec"
)

// passedOver are words that say nothing of a subject, and those that nearly every
// capability begins with.
var passedOver = wordSet(`a about across after all also an and any are as at be been before being between both but by can
could do does during each either for from had has have her his how if in including into is it its itself may might more most
must no nor not of off on one or other others our out over own per same she should so some such than that the their them then
there these they this those through to too under until up upon was we were what when where whether which while who whom whose
why will with within without would you your able ability demonstrate practitioner advanced practice`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[singular(word)] = true
	}
	return set
}

// wordsOf are the words of texts that say something of their subject, in small letters:
// each without the ending of a plural, and as it stands first. What is still to be
// written says nothing.
func wordsOf(texts ...string) map[string]string {
	set := map[string]string{}
	for _, text := range texts {
		if spec.Unwritten(text) {
			continue
		}
		for word := range strings.FieldsFuncSeq(strings.ToLower(text), parts) {
			word = strings.Trim(word, "'’")
			stem := singular(word)
			if _, known := set[stem]; !known && len(stem) > 1 && !passedOver[stem] {
				set[stem] = word
			}
		}
	}
	return set
}

// parts reports whether a character parts words.
func parts(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
}

// singular takes the ending of a plural off. Words that only look like one lose it as
// well, in every text alike.
func singular(word string) string {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
	for _, ending := range []string{"ches", "shes", "sses", "xes"} {
		if strings.HasSuffix(word, ending) {
			return word[:len(word)-2]
		}
	}
	switch {
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") && !strings.HasSuffix(word, "is"):
		return word[:len(word)-1]
	}
	return word
}
