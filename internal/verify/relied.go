package verify

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/standing"
)

// roleReviewer is the role of whoever signs a review record.
const roleReviewer = "reviewer"

// signer notes that a key signed something.
func (j *judge) signer(person, name, role string, key sshsig.Key, signed string) {
	who := signing{person, role, key}
	if i, known := j.signers[who]; known {
		s := &j.v.Relied.Signers[i]
		s.Signed = append(s.Signed, signed)
		return
	}
	if j.signers == nil {
		j.signers = map[signing]int{}
	}
	j.signers[who] = len(j.v.Relied.Signers)
	j.v.Relied.Signers = append(j.v.Relied.Signers, Signer{Person: person, Name: name, Role: role, Fingerprint: key.Fingerprint(), Signed: []string{signed}})
}

// signing is a person who signs as somebody, with a key.
type signing struct {
	person, role string
	key          sshsig.Key
}

// chainSigners notes who signed governance and the register.
func (j *judge) chainSigners() {
	for i := range j.book.Governance {
		s := &j.book.Governance[i]
		for _, by := range s.Signers {
			j.signer(by.Person, j.called(by.Person, s.Serial), string(record.Officer), by.Key, by.Path)
		}
	}
	for i := range j.book.Register {
		e := &j.book.Register[i]
		for _, by := range e.Signers {
			j.signer(by.Person, j.called(by.Person, e.Governance.Serial), string(record.Staff), by.Key, by.Path)
		}
	}
}

// called returns the name that a version of governance gives a person, or any
// earlier or later one; "" if none does.
func (j *judge) called(id string, serial int) string {
	if serial >= 1 && serial <= len(j.book.Governance) {
		if p, ok := j.book.Governance[serial-1].Person(id); ok {
			return p.Name
		}
	}
	for i := range j.book.Governance {
		if p, ok := j.book.Governance[i].Person(id); ok {
			return p.Name
		}
	}
	return ""
}

// relied notes who judged the text, and by which criteria.
func (j *judge) relied(d *standing.Decision) {
	r := &j.v.Relied
	for _, p := range j.round.Packs {
		r.Packs = append(r.Packs, Pack{Pack: p.ID, Version: p.Version, SHA256: p.SHA256})
	}
	for i := range j.text.Records {
		rec := &j.text.Records[i]
		j.signer(rec.Person, j.called(rec.Person, rec.Serial), roleReviewer, rec.Key, record.ReviewSignaturePath(rec.Path))
	}
	j.sinceCompromised()
	for _, list := range [][]standing.Judgement{d.Counted, d.Unfavourable, d.NotCounted} {
		for _, judgement := range list {
			if judgement.Record != nil {
				r.Reviewers = append(r.Reviewers, j.reviewer(judgement.Record))
			}
		}
	}
	for _, judgement := range d.Released {
		released := Released{Person: judgement.Person, Name: j.called(judgement.Person, j.ended.Governance.Serial), Reason: judgement.Why}
		if rec := judgement.Record; rec != nil {
			released.Record, released.Overall = rec.Path, string(rec.Overall)
		}
		r.Released = append(r.Released, released)
	}
	slices.SortFunc(r.Signers, func(a, b Signer) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Role, b.Role), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
}

// sinceCompromised notes keys that were marked as compromised after the publication.
// That does not take the release back by itself: the Centre withdraws it, or
// publishes anew.
func (j *judge) sinceCompromised() {
	if j.newest == nil {
		return
	}
	keys := []sshsig.Key{j.tag.Signature.Key()}
	for _, e := range []*chain.Entry{j.ended, j.entry} {
		for _, by := range e.Signers {
			keys = append(keys, by.Key)
		}
	}
	for i := range j.text.Records {
		keys = append(keys, j.text.Records[i].Key)
	}
	for i, key := range keys {
		if owner, _ := j.newest.Owner(key); j.newest.Compromised(key) && !slices.Contains(keys[:i], key) {
			j.note(fmt.Sprintf("the key %s of %s was marked as compromised since, in the governance of %s; that alone does not withdraw the release", key.Fingerprint(), owner, j.in.NewestFrom))
		}
	}
}

func (j *judge) reviewer(rec *chain.Record) Reviewer {
	shown := Reviewer{
		Person: rec.Person, Name: j.called(rec.Person, rec.Serial), Roles: []string{}, Overall: string(rec.Overall), Outcomes: []Answer{},
		Record: rec.Path, Fingerprint: rec.Key.Fingerprint(), Serial: rec.Serial, Date: rec.Date,
	}
	if rec.Serial >= 1 && rec.Serial <= len(j.book.Governance) {
		person, _ := j.book.Governance[rec.Serial-1].Person(rec.Person)
		for _, role := range person.Roles {
			shown.Roles = append(shown.Roles, string(role))
		}
	}
	for _, answer := range rec.Outcomes {
		shown.Outcomes = append(shown.Outcomes, Answer{Criterion: answer.Criterion, Outcome: string(answer.Outcome)})
	}
	return shown
}
