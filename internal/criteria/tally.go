package criteria

// Tally is how many criteria of one specification are in which state.
type Tally struct {
	Present, Missing, ForReviewers int
	Claimed                        int // those of them in which something rests on an author's claim
}

// Count counts evidence.
func Count(evidence []Evidence) Tally {
	var t Tally
	for i := range evidence {
		switch evidence[i].State {
		case EvidencePresent:
			t.Present++
		case EvidenceMissing:
			t.Missing++
		case ForReviewers:
			t.ForReviewers++
		}
		if len(evidence[i].Claimed) > 0 {
			t.Claimed++
		}
	}
	return t
}
