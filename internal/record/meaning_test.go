package record

import "testing"

// Every word that a reviewer may choose says what it means.
func TestEveryWordHasAMeaning(t *testing.T) {
	for _, o := range Outcomes {
		if o.Meaning() == "" {
			t.Errorf("%s has no meaning", o)
		}
	}
	for _, kind := range []Kind{Gateway, Endorsement} {
		for _, o := range Overalls(kind) {
			if o.Meaning() == "" {
				t.Errorf("%s has no meaning", o)
			}
		}
	}
	if m := Outcome("passes").Meaning() + Overall("passes").Meaning(); m != "" {
		t.Errorf("a word that there is not means %q", m)
	}
}
