package criteria

// absent asks that nothing stands at its places.
type absent struct{ at places }

func newAbsent(c *Check) (asker, error) {
	at, err := newPlaces(c.At)
	return absent{at}, err
}

func (c absent) Problems(s *Subject) []Problem {
	var found []Problem
	for v := range c.at.values(s) {
		if v.Present() {
			found = append(found, Problem{At: v, Message: nameOf(v) + " is given, want it left out"})
		}
	}
	return found
}
