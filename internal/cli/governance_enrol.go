package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// readGiven reads a file that the user names, wherever it lies.
func (e *Env) readGiven(name string, limit int) ([]byte, error) {
	file, err := os.Open(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, plainlyMissing(err))
	}
	defer file.Close()
	data, err := workspace.ReadAtMost(io.LimitReader(file, int64(limit)+1), limit)
	if err != nil {
		return nil, fmt.Errorf("%q cannot be read: %w", name, plainlyMissing(err))
	}
	if len(data) > limit {
		return nil, fmt.Errorf("%q is larger than %d bytes, which no such file is", name, limit)
	}
	return data, nil
}

// plainlyMissing is plainReason for a file that is read.
func plainlyMissing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return errors.New("there is no such file")
	}
	return plainReason(err)
}

// enrol takes in the person of an enrolment request, or one more key of somebody
// who is known. What is wrong with it is a reason against the version.
func (d *governing) enrol(file string) error {
	sent, err := d.o.env.readGiven(file, record.MaxBytes)
	if err != nil {
		return err
	}
	data := unmailed(sent)
	request, found := record.ParseEnrolment(file, data)
	if err := unusable(file, found); err != nil {
		return hinted{err: err, hint: "it should be as credctl enrol wrote it; ask for both files again, in a zip"}
	}
	if err := d.possession(file, data, request); err != nil {
		d.objectf("%s: %v", file, err)
	}
	for _, p := range d.after.People {
		for _, k := range p.Keys {
			if k.Key != request.Person.Keys[0].Key {
				continue
			}
			switch {
			case p.ID != request.Person.ID:
				d.objectf("%s: the key %s belongs to %s already: a key belongs to one person for ever", file, fingerprint(k.Key), p.ID)
			case k.Status != record.Active:
				d.objectf("%s: the key %s of %s is %s; a new key is needed", file, fingerprint(k.Key), p.ID, k.Status)
			}
			return nil
		}
	}
	d.takeIn(file, request.Person)
	return nil
}

// unmailed undoes what mail programs and editors do to a file on the way. Nothing is
// lost by that: the proof is over the text as it was sent, and of a request only what
// it says is kept, and not its bytes.
func unmailed(data []byte) []byte {
	if what, _ := mangled(data); what == "" {
		return data
	}
	return restored(data)
}

// possession checks that whoever asks holds the key.
func (d *governing) possession(file string, data []byte, request *record.Enrolment) error {
	sigFile := record.ReviewSignaturePath(file)
	armour, err := d.o.env.readGiven(sigFile, sshsig.MaxSize)
	if err != nil {
		return fmt.Errorf("the proof that the key is held is missing: %w", err)
	}
	sig, err := sshsig.Parse(unmailed(armour))
	if err != nil {
		return fmt.Errorf("the proof %s cannot be read: %w", sigFile, err)
	}
	if key := sig.Key().String(); key != request.Person.Keys[0].Key {
		return fmt.Errorf("the proof is by another key (%s) than the request names (%s)", sig.Key().Fingerprint(), fingerprint(request.Person.Keys[0].Key))
	}
	if err := sig.Check(data, sshsig.Enrol); err != nil {
		return fmt.Errorf("the proof does not hold: %w", err)
	}
	return nil
}

// takeIn adds somebody who is new. Of somebody known it adds the key, and
// organisations that were not known: more of them can only make people less
// independent. Roles are the officers' to give.
func (d *governing) takeIn(file string, p record.Person) {
	i := slices.IndexFunc(d.after.People, func(q record.Person) bool { return q.ID == p.ID })
	if i < 0 {
		d.after.People = append(d.after.People, p)
		return
	}
	known := &d.after.People[i]
	if known.Name != p.Name {
		d.objectf("%s: %s is the id of %s already, and %s asks for it; somebody else takes another id", file, p.ID, known.Name, p.Name)
		return
	}
	known.Keys = append(known.Keys, p.Keys...)
	for _, org := range p.Organisations {
		if !slices.Contains(known.Organisations, org) {
			known.Organisations = append(known.Organisations, org)
		}
	}
	if !sameSet(known.Roles, p.Roles) {
		d.o.env.hint("%s asks to be %s and stays %s; to change that, add --role %s=…", p.ID, ofWhat(p.Roles), ofWhat(known.Roles), p.ID)
	}
}

// takeCopy takes an edited copy of the version in force. Serial and previous hash
// are filled in, so what stands there only tells which version it is a copy of.
func (d *governing) takeCopy(file string) error {
	data, err := d.o.env.readGiven(file, record.MaxBytes)
	if err != nil {
		return err
	}
	g, found := record.ParseGovernance(file, data)
	if err := unusable(file, found); err != nil {
		return hinted{err: err, hint: "credctl governance show --yaml prints a copy to begin with; its lines serial and previous stay as they are"}
	}
	if d.before == nil && g.Serial != 1 || d.before != nil && g.Serial != d.before.Serial && g.Serial != d.after.Serial {
		return hinted{
			err:  fmt.Errorf("%s is an edited copy of version %d, and the version to follow is %d: what changed in between would be lost", file, g.Serial, d.after.Serial-1),
			hint: "make the changes in a fresh copy: credctl governance show --yaml > next.yaml",
		}
	}
	g.Serial, g.Previous = d.after.Serial, d.after.Previous
	before := append(slices.Clone(d.after.Packs), d.after.GatewayPacks...)
	d.after = *g
	for _, pack := range append(slices.Clone(g.Packs), g.GatewayPacks...) {
		if slices.Contains(before, pack) {
			continue
		}
		data, err := d.edition(pack)
		if err != nil {
			return err
		}
		if have := record.Hash(data); have != pack.SHA256 {
			d.objectf("%s names %s by the SHA-256 %s, and %s has %s", file, pack.Ref(), pack.SHA256, pack.PackPath(), have)
		}
	}
	return nil
}
