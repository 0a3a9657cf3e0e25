package matrix

import (
	"fmt"
	"strings"
)

// State is what the records make of the specification, or what it says itself where
// nobody looked at records.
func (s Source) State() string {
	switch {
	case s.Standing != "":
		return s.Standing
	case s.Spec.Stage == "":
		return "no stage"
	}
	return string(s.Spec.Stage)
}

// Name is how people call the item.
func (i *Item) Name() string { return strings.TrimSpace(i.Number + " " + i.Title) }

// Name is how people call the place.
func (p Place) Name() string {
	return strings.TrimSpace(string(p.Kind)+" "+p.ID) + ": " + p.Title
}

// At is where the place is, as editors take it.
func (p Place) At() string {
	if p.Pos.IsZero() {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Pos.Line)
}

// Of says what of the capabilities was compared.
func (a Alike) Of() string {
	if a.Title {
		return "title and statement"
	}
	return "all that is said"
}

// Note says how likeness is counted, and what follows from it.
func (s *Similar) Note() string {
	return fmt.Sprintf("Of the words that stand in either of two capabilities, at least %d in a hundred stand in both; "+
		"small words and the endings of plurals do not count. This is advice: two texts may say the same and both be right, "+
		"and may mean the same in other words, which no count of words can see.", s.Threshold)
}
