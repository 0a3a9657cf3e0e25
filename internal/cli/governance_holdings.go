package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// holdings names everything that somebody holds, and who or what takes it over.
func (o *office) holdings(ctx context.Context, p record.Person) ([]string, error) {
	held := []string{"roles: " + ofWhat(p.Roles), "keys: " + ofKeys(p.Keys)}
	for _, part := range []func(context.Context, record.Person) ([]string, error){o.openRounds, o.waitingFor, o.writtenBy} {
		lines, err := part(ctx, p)
		if err != nil {
			return nil, err
		}
		held = append(held, lines...)
	}
	return held, nil
}

// openRounds are the rounds not yet decided that ask somebody.
func (o *office) openRounds(_ context.Context, p record.Person) (lines []string, err error) {
	open := map[string]*chain.Entry{} // the last one of each specification
	for i := range o.book.Register {
		switch e := &o.book.Register[i]; {
		case e.Kind == record.Open:
			open[e.SpecID] = e
		case e.RoundSHA256 != "" && !e.Pending():
			delete(open, e.SpecID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(open)) {
		e := open[id]
		round, _, err := o.book.RoundOf(e)
		if err != nil {
			return nil, o.unread(err)
		}
		if round == nil || !slices.Contains(round.Reviewers, p.ID) {
			continue
		}
		text, err := o.book.Text(e.Subject())
		if err != nil {
			return nil, o.unread(err)
		}
		what := fmt.Sprintf("open round: the %s round on %s %s (entry %d) asks them, ", round.Kind, e.SpecID, e.SpecVersion, e.Seq)
		if slices.ContainsFunc(text.Records, func(r chain.Record) bool { return r.Person == p.ID }) {
			lines = append(lines, what+"and has their record, which still counts while the key is not compromised")
			continue
		}
		lines = append(lines, fmt.Sprintf("%sand waits for their record; ask somebody else: credctl round amend %s --release %s --reason … --add PERSON", what, id, p.ID))
	}
	return lines, nil
}

// waitingFor is what lacks signatures, here and on fetched branches, that somebody
// signed or could sign.
func (o *office) waitingFor(ctx context.Context, p record.Person) (lines []string, err error) {
	waiting, _, err := ledger.Pending(ctx, o.store, o.commit)
	if err != nil {
		return nil, err
	}
	for i := range waiting {
		w := &waiting[i]
		role, what, missing, signers := record.Officer, "", 0, []chain.Signer(nil)
		if w.Entry != nil {
			e := w.Entry
			role, missing, signers = record.Staff, e.Missing, e.Signers
			what = fmt.Sprintf("entry %d (%s %s %s)", e.Seq, e.Kind, e.SpecID, e.SpecVersion)
		} else {
			missing, signers = w.Serial.Missing, w.Serial.Signers
			what = fmt.Sprintf("governance version %d", w.Serial.Serial)
		}
		what += ", which waits on " + w.Places[0].String() + " for " + counted(missing, "more signature")
		switch {
		case slices.ContainsFunc(signers, func(s chain.Signer) bool { return s.Person == p.ID }):
			lines = append(lines, "signed: "+what)
		case p.Has(role):
			lines = append(lines, "could sign: "+what)
		}
	}
	return lines, nil
}

// writtenBy are the specifications that name somebody as an author.
func (o *office) writtenBy(_ context.Context, p record.Person) (lines []string, err error) {
	for _, id := range o.specIDs() {
		path := record.SpecPath(id)
		data, err := fs.ReadFile(o.tree, path)
		if err != nil {
			return nil, o.unread(err)
		}
		if spec, _ := record.ParseSpec(path, data); spec != nil && slices.Contains(spec.Authors, p.ID) {
			lines = append(lines, fmt.Sprintf("author: %s; somebody else looks after it from now on, and they stay named as its author", path))
		}
	}
	return lines, nil
}

// loses says what stops counting because keys become compromised.
func (d *governing) loses() error {
	lost := map[sshsig.Key]bool{}
	for _, p := range d.after.People {
		for _, k := range p.Keys {
			key, err := sshsig.ParseKey(k.Key)
			if err == nil && k.Status == record.Compromised && !d.o.book.Compromised(key) {
				lost[key] = true
			}
		}
	}
	if len(lost) == 0 {
		return nil
	}
	lines, err := d.o.lostRecords(lost)
	if err != nil {
		return err
	}
	lines = append(lines, d.o.lostSignatures(lost)...)
	if len(lines) == 0 {
		lines = []string{"nothing: the keys have signed no record and no entry that is in " + d.o.ref}
	}
	return d.o.env.printList("What stops counting once keys are compromised:", lines)
}

// lostRecords are the review records that keys signed.
func (o *office) lostRecords(lost map[sshsig.Key]bool) (lines []string, err error) {
	folders, err := fs.ReadDir(o.tree, record.ReviewsDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, o.unread(err)
	}
	for _, folder := range folders {
		if !record.ValidID(folder.Name()) {
			continue
		}
		texts, err := o.book.Texts(folder.Name())
		if err != nil {
			return nil, o.unread(err)
		}
		for _, text := range texts {
			for _, r := range text.Records {
				if lost[r.Key] {
					lines = append(lines, fmt.Sprintf("record: %s, on %s %s", r.Path, text.Subject.ID, text.Subject.Version))
				}
			}
		}
	}
	return lines, nil
}

// lostSignatures are the entries that keys signed, each with what becomes of it.
func (o *office) lostSignatures(lost map[sshsig.Key]bool) (lines []string) {
	for i := range o.book.Register {
		e := &o.book.Register[i]
		left := 0
		for _, s := range e.Signers {
			if !lost[s.Key] {
				left++
			}
		}
		if left == len(e.Signers) {
			continue
		}
		want := o.book.Governance[e.Governance.Serial-1].Policy.Endorsers
		if e.Kind == record.Open {
			want = o.book.Governance[e.Governance.Serial-1].Policy.Openers
		}
		line := fmt.Sprintf("entry %d (%s %s %s): one signature less, %d of %d are left", e.Seq, e.Kind, e.SpecID, e.SpecVersion, left, want)
		if left < want {
			line += "; the register breaks there unless another member of staff signs it first: credctl sign " + e.Path + " --further"
		}
		lines = append(lines, line)
	}
	return lines
}
