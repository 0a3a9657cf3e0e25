package criteria

// Params are the data of a check, the `with` of a pack file. Each kind uses some
// of them and refuses the others.
type Params struct {
	Pattern  string     // matches: an RE2 expression that the whole text must match
	Want     string     // matches: what the expression asks for, in words
	Values   []string   // one-of, at-least-one-of, claims, resolves, maps-to-framework, coverage-explained: see there
	Min      int        // length, min-items, number: the least number of characters or items, the least number
	Max      int        // length, number: the greatest; 0: no limit
	Of       string     // covers: the collection that is to be referred to; unique: "ids"; at-least-one-of: "keys"
	By       string     // covers: the collection that refers to it; unique: the key compared; not-before, ratio: pointer to the other value
	Through  string     // covers: the key under which it refers
	Via      string     // covers: the key under which others stand in for an element that nothing refers to
	To       string     // resolves: "links", "frameworks" or "mappings"; date: "today"
	When     *Condition // required-if, min-items: when it is asked
	Terms    []Term     // words: the terms to avoid; verbs: the openings that cannot be assessed
	Strict   bool       // words: quoted, negated and mentioned occurrences count as well
	Verbs    []string   // verbs: first verbs that can be assessed
	Unusable []string   // verbs: RE2 openings that another check reports
	Skip     []string   // verbs: RE2 openings passed over, such as "the practitioner can"; words: pointer patterns passed over with all below; coverage-explained: frameworks passed over
	Ratio    float64    // ratio: what one of the first value is in the second
}

// Condition is when a check is asked.
type Condition struct {
	At     string   // JSON Pointer pattern
	Equals []string // the texts that trigger it; empty: any present value does
}

// Term is a term to avoid, anywhere in a text (words) or at its opening (verbs).
// If the expression has groups, the first that takes part is the word that is
// meant.
type Term struct {
	Match   string // RE2 expression, matched without regard to case
	Unless  string // RE2 expression: a match that it overlaps in the same sentence is none; may be empty
	Instead string // what to write instead, in words; may be empty

	// First and Closer are pieces of which a text that matches holds at least one,
	// few for a first look and more for a closer one. They follow from Match and are
	// filled in when a pack is read; none: nothing is known.
	First, Closer []string
}
