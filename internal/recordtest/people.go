package recordtest

import (
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// people are those whom the first version of governance knows, keys aside. Quinn
// is an officer and a member of staff.
func people() []record.Person {
	of := func(id, name, organisation string, roles ...record.Role) record.Person {
		return record.Person{ID: id, Name: name, Roles: roles, Organisations: []string{organisation}}
	}
	return []record.Person{
		of("ng-t", "T. Ng", "centre", record.Officer),
		of("patel-s", "S. Patel", "centre", record.Officer),
		of("quinn-d", "D. Quinn", "centre", record.Staff, record.Officer),
		of("rowe-e", "E. Rowe", "centre", record.Staff),
		of("shah-k", "K. Shah", "centre", record.Staff),
		of("okafor-a", "A. Okafor", "trust-b", record.Clinical),
		of("lee-m", "M. Lee", "uni-c", record.Academic),
		of("brown-p", "P. Brown", "trust-e", record.Clinical),
		of("ahmed-z", "Z. Ahmed", "uni-f", record.Academic),
		of("smith-j", "J. Smith", "trust-d", record.Author),
		of("khan-r", "R. Khan", "trust-d", record.Author),
	}
}

// Person returns somebody of a version of governance, to be changed within
// World.Govern. It panics if nobody has the id.
func Person(g *record.Governance, id string) *record.Person {
	for i := range g.People {
		if g.People[i].ID == id {
			return &g.People[i]
		}
	}
	panic("nobody is called " + id)
}

// Signer returns the key that a person signs with at present. Somebody unknown
// gets one too: strangers have keys.
func (w *World) Signer(person string) crypto.Signer {
	if w.signers[person] == nil {
		seed := sha256.Sum256(fmt.Appendf(nil, "%s %d", person, w.rotations[person]))
		w.signers[person] = ed25519.NewKeyFromSeed(seed[:])
	}
	return w.signers[person]
}

// Key returns the public half of Signer.
func (w *World) Key(person string) sshsig.Key {
	key, err := sshsig.KeyOf(w.Signer(person).Public())
	must(err)
	return key
}

// NewKey gives a person another key, used from now on. Governance does not know
// it before World.Govern adds it:
//
//	w.NewKey("lee-m")
//	w.Govern(func(g *record.Governance) { w.Enrol(g, "lee-m") })
func (w *World) NewKey(person string) {
	w.rotations[person]++
	delete(w.signers, person)
}

// Enrol adds a person's present key to a version of governance, as active.
func (w *World) Enrol(g *record.Governance, person string) {
	p := Person(g, person)
	p.Keys = append(p.Keys, record.Key{Key: w.Key(person).String(), Status: record.Active})
}

// Sign signs the bytes that lie at a path, and writes the signature.
func (w *World) Sign(path, sigPath, namespace, person string) {
	data, ok := w.Files[path]
	if !ok {
		panic(path + " is not there to be signed")
	}
	w.Files[sigPath] = w.signature(namespace, person, data)
}

func (w *World) signature(namespace, person string, message []byte) []byte {
	armour, err := sshsig.Sign(w.Signer(person), namespace, message)
	must(err)
	return armour
}

// signAll signs a governance or register file, each signature beside it.
func (w *World) signAll(path, namespace string, persons []string) {
	for _, person := range persons {
		w.Sign(path, record.SignaturePath(path, person), namespace, person)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
