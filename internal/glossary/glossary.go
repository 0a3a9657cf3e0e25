// Package glossary is the words of the field in our own words, each with where it
// was read and how well that is founded. It looks them up; how they are shown it
// does not know.
package glossary

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/nearest"
)

// Entry is one term.
type Entry struct {
	Term    string
	Also    []string // other words that people look it up by
	Short   string   // what it is, in one line
	Meaning string   // in full; paragraphs
	Mark    framework.Mark
	Source  string   // where it was read, in words; "" where it is ours
	See     []string // related terms
}

// Entries returns all entries, in alphabetical order of their terms.
func Entries() []Entry {
	all := slices.Concat(read(), expected())
	slices.SortFunc(all, func(a, b Entry) int { return strings.Compare(a.Term, b.Term) })
	return all
}

// Find returns the entry of a term, by any of its words. Capital letters, hyphens
// and spaces make no difference.
func Find(word string) (Entry, bool) {
	word = fold(word)
	for _, e := range Entries() {
		for _, name := range e.names() {
			if fold(name) == word {
				return e, true
			}
		}
	}
	return Entry{}, false
}

// Nearest returns the term that somebody probably meant, "" if none is near.
func Nearest(word string) string {
	terms := map[string]string{}
	var names []string
	for _, e := range Entries() {
		for _, name := range e.names() {
			terms[fold(name)] = e.Term
			names = append(names, fold(name))
		}
	}
	return terms[nearest.Word(fold(word), names)]
}

// Terms returns the terms alone, in alphabetical order.
func Terms() []string {
	var terms []string
	for _, e := range Entries() {
		terms = append(terms, e.Term)
	}
	return terms
}

func (e *Entry) names() []string { return append([]string{e.Term}, e.Also...) }

func fold(word string) string {
	word = strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(word))
	return strings.Join(strings.Fields(word), " ")
}
