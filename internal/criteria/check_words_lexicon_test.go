package criteria

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStemsOf(t *testing.T) {
	for expression, want := range map[string][]string{
		`\bcredential(?:ed|led)\b`:          {"credentialed", "credentialled"},
		`(?:to|we) (?:\w+ly )?credential`:   {"credential"},
		`tod[oa]y?`:                         {"toda", "todo"},
		`(?i:TBC)|x*yz+abc`:                 {"abc", "tbc"},
		`\w+`:                               nil,
		`(?:ab|abc)`:                        nil, // shorter than a triple
		`(?:abc)*`:                          nil,
		`(?:abc){2,3}`:                      {"abc"},
		`(?:one|two|three) (?:four|.*five)`: {"one ", "three ", "two "},
		`(`:                                 nil,
	} {
		if diff := cmp.Diff(want, stemsOf(expression, manyStems)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", expression, diff)
		}
	}
}

// A text that an expression matches is never held back from it, whatever its case
// and wherever a line is broken.
func TestLexiconHoldsNothingBack(t *testing.T) {
	texts := matchTexts(t)
	set := embeddedSet(t)
	matched := 0
	for i := range set.bound {
		w, ok := set.bound[i].ask.(*words)
		if !ok {
			continue
		}
		for j, term := range w.terms {
			re := term.expressions().match
			for _, text := range texts {
				if !re.MatchString(strings.ReplaceAll(text, "\n", " ")) {
					continue
				}
				matched++
				if w.byTerm().in(text)&(1<<j) == 0 || w.own().in(text) == 0 || w.shared != nil && w.shared().in(text)&w.slot == 0 {
					t.Errorf("%s: %q matches %s and is held back", set.bound[i].check.Code, text, term.Match)
				}
			}
		}
	}
	if matched < 100 {
		t.Errorf("only %d matches, so nothing was tried", matched)
	}
}

// matchTexts are sentences in several cases and layouts.
func matchTexts(t *testing.T) []string {
	t.Helper()
	var texts []string
	for _, name := range []string{"credential-ok.txt", "credential-misuse.txt"} {
		for _, line := range page(t, name) {
			texts = append(texts, line.text, strings.ToUpper(line.text), strings.ReplaceAll(line.text, " ", "\n"))
		}
	}
	files, err := filepath.Glob("../../specs/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		texts = append(texts, strings.Split(specFile(t, filepath.Base(file)), "\n\n")...)
	}
	for _, text := range []string{"TODO", "x tbc", "to be confirmed", "[insert name]", "This file is endorsed", "it meets criterion 4", "MPF 1.2", "..."} {
		texts = append(texts, text, strings.ToLower(text))
	}
	return texts
}

func TestLexiconTellsSlotsApart(t *testing.T) {
	x := newLexicon([]string{"todo"}, []string{"credential ", "lorem"}, nil)
	for text, want := range map[string]uint64{
		"":                              1 << 2,
		"to":                            1 << 2,
		"A ToDo here":                   1<<0 | 1<<2,
		"Credential\nholders, TODO":     1<<0 | 1<<1 | 1<<2,
		"credentials":                   1 << 2,
		"ipsum lorem":                   1<<1 | 1<<2,
		"todo" + strings.Repeat("x", 9): 1<<0 | 1<<2,
	} {
		if got := x.in(text); got != want {
			t.Errorf("%q: got %b, want %b", text, got, want)
		}
	}
}

// Texts made to be dear: whatever stands in them, each yields at most one problem
// for each term, and the search comes to an end.
func TestWordsOnHostileTexts(t *testing.T) {
	ask := wordsOf(t, "W001")
	most := len(ask.(*words).terms)
	for _, unit := range []string{
		"credentialed ", "not credentialed ", `"credentialed" `, "'credentialed ", "to credential nurses, ", "and and credential all ",
		"neither nor credentialed", "\"", "é’credentialed", "x, y and credential all ", "credentialing.Credentialing ",
	} {
		text := strings.Repeat(unit, 20_000/len(unit))
		if got := said(t, ask, text); len(got) > most {
			t.Errorf("%q repeated has %d findings", unit, len(got))
		}
	}
}

// FuzzWords feeds arbitrary texts to every check of words.
func FuzzWords(f *testing.F) {
	set := embeddedSet(f)
	var asked []*words
	for i := range set.bound {
		if w, ok := set.bound[i].ask.(*words); ok {
			asked = append(asked, w)
		}
	}
	f.Add("Neither units nor people are “credentialed”.\n\n- We credential nurses, e.g. 'all'.")
	f.Add("e.g. credentialed")
	f.Fuzz(func(t *testing.T, text string) {
		flat := strings.ReplaceAll(text, "\n", " ")
		for _, w := range asked {
			for _, one := range w.terms {
				if at, ok := w.find(one, text, flat); ok && (at.from >= at.to || at.to > len(text)) {
					t.Errorf("a find in %q from %d to %d", text, at.from, at.to)
				}
			}
		}
		for _, q := range quotations(text) {
			if q.from >= q.to || q.to > len(text) {
				t.Errorf("a quotation in %q from %d to %d", text, q.from, q.to)
			}
		}
	})
}
