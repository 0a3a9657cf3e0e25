package cli

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// hold holds the version to what every version must be.
func (d *governing) hold() error {
	g := &d.after
	if g.OfficerThreshold < 2 {
		d.objectf("%s to sign a change of governance would let one person change everything; want at least 2", counted(g.OfficerThreshold, "officer"))
	}
	if has := able(g, record.Officer); len(has) < g.OfficerThreshold {
		d.objectf("%s with an active key (%s), and %d must sign a change of governance: nobody could change it ever again", counted(len(has), "officer"), orNobody(has), g.OfficerThreshold)
	}
	if d.before != nil {
		d.holdCarried()
	}
	d.holdKeys()
	if d.before == nil || !slices.Equal(d.before.Packs, g.Packs) || !slices.Equal(d.before.GatewayPacks, g.GatewayPacks) {
		if err := d.holdPacks(); err != nil {
			return err
		}
	}
	if len(d.refuse) > 0 {
		return nil
	}
	_, found := record.ParseGovernance(d.path(), g.Marshal())
	return unusable("the new version", found)
}

// holdKeys holds each key to being one, and one person's in every version there was.
func (d *governing) holdKeys() {
	for _, p := range d.after.People {
		for _, k := range p.Keys {
			key, err := sshsig.ParseKey(k.Key)
			if err != nil {
				d.objectf("a key of %s cannot be used: %v", p.ID, err)
				continue
			}
			if owner, known := d.o.book.Owner(key); known && owner != p.ID {
				d.objectf("the key %s of %s belongs to %s already: a key belongs to one person for ever", key.Fingerprint(), p.ID, owner)
			}
		}
	}
}

// holdCarried holds a version to what the one before it asks: that enough of those
// who must sign are still there to do so, and that what was given up stays given up.
func (d *governing) holdCarried() {
	left := able(d.remaining(), record.Officer)
	if want := d.before.OfficerThreshold; len(left) < want {
		d.objectf("version %d wants %d of its officers to sign what follows it, and too few would be left to do so (%s): credctl governance --help says what then", d.before.Serial, want, orNobody(left))
	}
	if len(d.refuse) == 0 {
		d.holdSignable()
	}
	for _, p := range d.before.People {
		now, listed := d.after.Person(p.ID)
		for _, k := range p.Keys {
			kept := slices.ContainsFunc(now.Keys, func(n record.Key) bool { return n.Key == k.Key })
			if k.Status == record.Compromised && !(listed && kept) {
				d.objectf("the compromised key %s of %s is no longer listed, and what it signed would count again; keep it", fingerprint(k.Key), p.ID)
			}
		}
	}
}

// holdSignable holds a version to being one that can be signed by enough officers of
// the version before and of its own. There is one signature a person, so whoever has no
// key that is active in both signs for one of them alone.
func (d *governing) holdSignable() {
	var both, before, after, either int
	var torn []string
	for _, id := range slices.Compact(slices.Sorted(slices.Values(append(able(d.remaining(), record.Officer), able(&d.after, record.Officer)...)))) {
		was, is := activeKeys(d.remaining(), id), activeKeys(&d.after, id)
		switch {
		case slices.ContainsFunc(is, func(k string) bool { return slices.Contains(was, k) }):
			both++
		case len(was) > 0 && len(is) > 0:
			torn, either = append(torn, id), either+1
		case len(was) > 0:
			before++
		default:
			after++
		}
	}
	forBefore, forAfter := max(0, d.before.OfficerThreshold-both-before), max(0, d.after.OfficerThreshold-both-after)
	if forBefore+forAfter <= either {
		return
	}
	d.objectf("it could never be signed: %d officers of version %d and %d of version %d must sign, and %s would have no key that is active in both, so that their signature counts for one of them alone",
		d.before.OfficerThreshold, d.before.Serial, d.after.OfficerThreshold, d.after.Serial, orNobody(torn))
	d.o.env.hint("whoever still has the old key keeps it for one version more: take in the new key first, and retire the old one in the version after; where the old key is lost, credctl governance --help says what then")
}

// activeKeys are the keys that somebody signs with as an officer of a version.
func activeKeys(g *record.Governance, id string) (keys []string) {
	p, _ := g.Person(id)
	for _, k := range p.Keys {
		if p.Has(record.Officer) && k.Status == record.Active {
			keys = append(keys, k.Key)
		}
	}
	return keys
}

// remaining is the version in force without the keys that the new one marks as
// compromised: they carry neither.
func (d *governing) remaining() *record.Governance {
	left := *d.before
	left.People = nil
	for _, p := range d.before.People {
		now, _ := d.after.Person(p.ID)
		p.Keys = slices.DeleteFunc(slices.Clone(p.Keys), func(k record.Key) bool {
			return slices.Contains(now.Keys, record.Key{Key: k.Key, Status: record.Compromised})
		})
		left.People = append(left.People, p)
	}
	return &left
}

// able are the people with a role and an active key, by id.
func able(g *record.Governance, role record.Role) []string {
	var ids []string
	for _, p := range g.People {
		if p.Has(role) && slices.ContainsFunc(p.Keys, func(k record.Key) bool { return k.Status == record.Active }) {
			ids = append(ids, p.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

func orNobody(ids []string) string {
	if len(ids) == 0 {
		return "nobody"
	}
	return strings.Join(ids, ", ")
}

// fingerprint is how people name a key; a text that is none, as it stands.
func fingerprint(text string) string {
	key, err := sshsig.ParseKey(text)
	if err != nil {
		return text
	}
	return key.Fingerprint()
}
