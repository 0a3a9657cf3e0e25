package criteria

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// maxQuoted bounds how much of a text a message repeats, in characters.
const maxQuoted = 60

// nameOf is how people are told which value is meant.
func nameOf(v yamldoc.Value) string { return decode.Name(v.Pointer()) }

// quoted is a text as messages repeat it, cut where it is long.
func quoted(text string) string {
	n := 0
	for i := range text {
		if n == maxQuoted {
			return strconv.Quote(text[:i] + "…")
		}
		n++
	}
	return strconv.Quote(text)
}

// listed joins words for people: "a, b and c". conj is "and" or "or".
func listed(words []string, conj string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " " + conj + " " + words[len(words)-1]
}

// fewOf is listed with "and", with at most most words spelt out.
func fewOf(words []string, most int) string {
	if len(words) <= most {
		return listed(words, "and")
	}
	return strings.Join(words[:most], ", ") + " and " + strconv.Itoa(len(words)-most) + " more"
}

// counted is a number with its noun: "1 item", "3 items".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// kindWord is what people call an element of a kind.
func kindWord(k spec.Kind) string {
	if k == spec.KindMethod {
		return "assessment method"
	}
	return string(k)
}

// called is an element with its id, such as `capability "A1"`.
func called(e spec.Element) string { return kindWord(e.Kind) + " " + quoted(e.ID) }

// idOf is where a finding about an element as a whole stands: at its id.
func idOf(e spec.Element) yamldoc.Value {
	if id := e.At.Get("id"); id.Present() {
		return id
	}
	return e.At
}

// keyAt is where a finding about a whole part of the file stands: at the key of
// the outermost map, or at its absence.
func keyAt(s *Subject, key string) yamldoc.Value {
	for e := range s.Doc.Root().Entries() {
		if e.Name == key {
			return e.Key
		}
	}
	return s.Doc.Root().Get(key)
}
