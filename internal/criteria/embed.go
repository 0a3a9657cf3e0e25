package criteria

// The literals of embedded.go are written by the test that holds them to the
// files, so that the two can be compared and renewed by the same code.
//
//go:generate go test -run ^TestEmbeddedIsTheFiles$ . -update

// references is the pack that is always in force.
const references = "references"

// Embedded returns the packs that ship with the program: references, gateway,
// endorsement, then the house packs curriculum, house and wording. The values
// are shared: do not change them.
func Embedded() []*Pack { return embedded }

// Always returns the packs that are in force whatever a repository chooses: what
// they ask is the footing on which all other checks stand.
func Always() []*Pack {
	for i, p := range embedded {
		if p.ID == references {
			return embedded[i : i+1 : i+1]
		}
	}
	return nil
}
