package chain

import (
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// people are those whom the versions of governance in force know, and their keys.
type people struct {
	owners  map[sshsig.Key]string // across all serials
	serials []members             // serial n at index n-1
	parsed  map[string]sshsig.Key // by text: keys stand in nearly every serial again
}

// members are the people of one version of governance.
type members struct {
	people map[string]*record.Person
	keys   map[sshsig.Key]holder
}

// holder is whom a key belongs to, and what it is good for.
type holder struct {
	person string
	status record.KeyStatus
}

func newPeople() *people {
	return &people{owners: map[sshsig.Key]string{}, parsed: map[string]sshsig.Key{}}
}

// Compromised reports whether a key is marked as compromised in the newest serial
// in force.
func (b *Book) Compromised(key sshsig.Key) bool { return b.people().compromised(key) }

// Owner returns whom a key belongs to, in whatever serial in force.
func (b *Book) Owner(key sshsig.Key) (person string, ok bool) {
	person, ok = b.people().owners[key]
	return person, ok
}

// people returns the index that Read made; for a Book put together by hand it is
// made anew.
func (b *Book) people() *people {
	if b.source.people != nil {
		return b.source.people
	}
	p := newPeople()
	for i := range b.Governance {
		if s := &b.Governance[i]; s.Missing == 0 {
			m, _ := p.members(&s.Governance, s.Path)
			p.add(m)
		}
	}
	return p
}

func (p *people) compromised(key sshsig.Key) bool {
	if len(p.serials) == 0 {
		return false
	}
	return p.serials[len(p.serials)-1].keys[key].status == record.Compromised
}

// of returns the members of a serial in force; none for any other number.
func (p *people) of(serial int) members {
	if serial < 1 || serial > len(p.serials) {
		return members{}
	}
	return p.serials[serial-1]
}

// add takes the next version in force.
func (p *people) add(m members) {
	p.serials = append(p.serials, m)
	for key, h := range m.keys {
		p.owners[key] = h.person
	}
}

// members indexes one version of governance, and says which keys cannot stand as
// they do in it. That nobody and no key stands twice, the form sees to.
func (p *people) members(g *record.Governance, path string) (members, []Problem) {
	m := members{people: make(map[string]*record.Person, len(g.People)), keys: map[sshsig.Key]holder{}}
	var found []Problem
	for i := range g.People {
		person := &g.People[i]
		m.people[person.ID] = person
		for _, k := range person.Keys {
			key, err := p.parse(k.Key)
			if err != nil {
				found = append(found, Problem{Path: path, Reason: KeyForm, Message: fmt.Sprintf("a key of %s cannot be used: %v", named(person), err)})
				continue
			}
			if before, ok := p.owners[key]; ok && before != person.ID {
				found = append(found, Problem{Path: path, Reason: KeyTwoPeople, Message: fmt.Sprintf(
					"the key %s stands under %s and belonged to %s before; a key belongs to one person for ever", key.Fingerprint(), named(person), before)})
			}
			m.keys[key] = holder{person.ID, k.Status}
		}
	}
	return m, found
}

func (p *people) parse(text string) (sshsig.Key, error) {
	if key, ok := p.parsed[text]; ok {
		return key, nil
	}
	key, err := sshsig.ParseKey(text)
	if err == nil {
		p.parsed[text] = key
	}
	return key, err
}

// name returns how a person is spoken of: by name and id where governance knows
// both.
func (m members) name(id string) string {
	if person := m.people[id]; person != nil {
		return named(person)
	}
	return id
}

func named(p *record.Person) string {
	if p.Name == "" {
		return p.ID
	}
	return p.Name + " (" + p.ID + ")"
}

// hasRole reports whether a person has one of some roles.
func (m members) hasRole(id string, roles ...record.Role) bool {
	person := m.people[id]
	return person != nil && slices.ContainsFunc(roles, person.Has)
}
