package record

import "slices"

// Has reports whether the person has a role.
func (p Person) Has(r Role) bool { return slices.Contains(p.Roles, r) }

// Person returns the person of an id.
func (g *Governance) Person(id string) (Person, bool) {
	for i := range g.People {
		if g.People[i].ID == id {
			return g.People[i], true
		}
	}
	return Person{}, false
}

// KeyOwner returns whose key it is, by its exact text, and what it is good for.
func (g *Governance) KeyOwner(key string) (person string, status KeyStatus, ok bool) {
	for i := range g.People {
		for _, k := range g.People[i].Keys {
			if k.Key == key {
				return g.People[i].ID, k.Status, true
			}
		}
	}
	return "", "", false
}

// PacksFor returns the packs that are answered in a kind of round.
func (g *Governance) PacksFor(k Kind) []PackRef {
	if k == Gateway {
		return g.GatewayPacks
	}
	return g.Packs
}

// PolicyFor returns how many people a kind of round takes. How many sign an entry
// is said by Policy alone.
func (g *Governance) PolicyFor(k Kind) Policy {
	if k == Gateway {
		return g.GatewayPolicy
	}
	return g.Policy
}
