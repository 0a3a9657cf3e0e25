package glossary

import (
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/framework"
)

// Every entry is complete, and what was not read in a source does not pretend to
// have been.
func TestEntriesAreComplete(t *testing.T) {
	all := Entries()
	if len(all) < 20 {
		t.Errorf("%d entries, want all that the field uses", len(all))
	}
	for _, e := range all {
		if e.Term == "" || e.Short == "" || e.Meaning == "" {
			t.Errorf("%q is not complete: %+v", e.Term, e)
		}
		if len(e.Short) > 80 || strings.HasSuffix(e.Short, ".") {
			t.Errorf("%s: the line %q is longer than 80 letters or a sentence", e.Term, e.Short)
		}
		switch e.Mark {
		case framework.Seen:
			if e.Source == "" {
				t.Errorf("%s was seen, but nobody can tell where", e.Term)
			}
		case framework.Local:
			if e.Source != "" {
				t.Errorf("%s is ours, but names the source %q", e.Term, e.Source)
			}
		default:
			t.Errorf("%s is marked %q", e.Term, e.Mark)
		}
	}
}

// A word leads to one entry, and every reference to one that exists.
func TestWordsLeadToOneEntry(t *testing.T) {
	owner := map[string]string{}
	for _, e := range Entries() {
		for _, name := range e.names() {
			if other, taken := owner[fold(name)]; taken && other != e.Term {
				t.Errorf("%q leads to %q and to %q", name, other, e.Term)
			}
			owner[fold(name)] = e.Term
		}
		for _, see := range e.See {
			if !slices.Contains(Terms(), see) || see == e.Term {
				t.Errorf("%s refers to %q, which is no other term", e.Term, see)
			}
		}
	}
}

func TestFind(t *testing.T) {
	for word, want := range map[string]string{
		"credential": "credential", "CREDENTIALS": "credential", "Level-7": "level 7", " unit  of learning": "unit of learning",
		"EPA": "entrustable professional activity", "area specific capabilities": "area-specific capabilities",
		"": "", "cable": "", "e": "",
	} {
		if got, ok := Find(word); got.Term != want || ok != (want != "") {
			t.Errorf("Find(%q) is %q, %t, want %q", word, got.Term, ok, want)
		}
	}
}

func TestNearest(t *testing.T) {
	for word, want := range map[string]string{
		"credental": "credential", "target gruop": "target group", "Stakeholdrs": "stakeholder", "aeroplane": "", "": "",
	} {
		if got := Nearest(word); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", word, got, want)
		}
	}
}

// A credential is a noun, and the entry says so.
func TestCredentialIsNoVerb(t *testing.T) {
	e, _ := Find("credential")
	if !strings.Contains(e.Meaning, "a noun, never a verb") {
		t.Errorf("the entry does not say it: %s", e.Meaning)
	}
}
