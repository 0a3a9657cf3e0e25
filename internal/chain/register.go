package chain

import (
	"context"
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// readRegister reads the chain of the register.
//
// A key that the newest governance marks as compromised counts under no entry,
// however old. An entry that falls short by that can be signed by further staff of
// its own serial at any time, since signatures stand beside it.
func (b *Book) readRegister(ctx context.Context) error {
	links, found, err := links(ctx, b.source, numbered[record.Entry]{
		dir: record.RegisterDir, path: record.EntryPath, namespace: sshsig.Endorse, gap: RegisterGap,
		parse: record.ParseEntry,
	})
	if err != nil {
		return err
	}
	b.Register = make([]Entry, 0, len(links)) // never moved: history points into it
	var problems []Problem
	for i, l := range links {
		if n := len(b.Register); n > 0 && b.Register[n-1].Pending() {
			last := b.Register[n-1]
			who := fmt.Sprintf("%s of serial %d", count(last.Missing, "more member")+" of staff", last.Governance.Serial)
			problems = []Problem{unfinished(last.Path, RegisterSignatures, last.Missing, last.Refused, l.path, who)}
		} else if l.problem != nil {
			problems = list(l.problem)
		} else {
			problems = b.addEntry(i+1, l)
		}
		if len(problems) > 0 {
			break
		}
	}
	if n := len(b.Register); n > 0 && b.Register[n-1].Pending() {
		problems = append(problems, unclear(b.Register[n-1].Refused)...)
	}
	b.source.cut = endsUnclear(problems, found)
	b.Problems = append(append(b.Problems, problems...), found...)
	return nil
}

// addEntry adds an entry to the Book, unless it does not hold.
func (b *Book) addEntry(n int, l link[record.Entry]) []Problem {
	e := Entry{Entry: *l.form, Path: l.path, SHA256: l.hash}
	found := b.checkLink(n, &e)
	for _, p := range b.source.history.refuses(&e) {
		p.Path = l.path
		found = append(found, p)
	}
	if len(found) > 0 {
		return found
	}
	b.countStaff(&e, l.signatures)
	b.Register = append(b.Register, e)
	b.source.history.add(&b.Register[len(b.Register)-1])
	return nil
}

// checkLink says what is wrong with how an entry hangs on the one before and on
// governance.
func (b *Book) checkLink(n int, e *Entry) (found []Problem) {
	problem := func(reason Reason, message string, args ...any) {
		found = append(found, Problem{Path: e.Path, Reason: reason, Message: fmt.Sprintf(message, args...)})
	}
	if e.Seq != n {
		problem(RegisterSeq, "%s has seq %d, want %d as its name says", e.Path, e.Seq, n)
	}
	previous, serial := record.NoEntry, 0
	if last := len(b.Register); last > 0 {
		previous, serial = b.Register[last-1].SHA256, b.Register[last-1].Governance.Serial
	}
	if e.Previous != previous {
		problem(RegisterPrevious, "%s hangs on %s, want the SHA-256 of the entry before, %s", e.Path, short(e.Previous), short(previous))
	}
	if e.Governance.Serial < serial {
		problem(RegisterSerialBack, "%s is under serial %d of governance, and the entry before it under %d; the register never goes back", e.Path, e.Governance.Serial, serial)
	}
	if p := b.refusesGovernance(e.Path, e.Governance, EntryGovernance); p != nil {
		found = append(found, *p)
	}
	return found
}

// refusesGovernance says why a version of governance that a file names is none that
// is in force; nil if it is one.
func (b *Book) refusesGovernance(path string, ref record.GovernanceRef, reason Reason) *Problem {
	p := b.refusesSerial(path, ref.Serial, reason)
	if p != nil {
		return p
	}
	if want := b.Governance[ref.Serial-1].SHA256; ref.SHA256 != want {
		return &Problem{Path: path, Reason: reason, Message: fmt.Sprintf(
			"%s names serial %d of governance as %s, and its SHA-256 is %s", path, ref.Serial, short(ref.SHA256), short(want))}
	}
	return nil
}

func (b *Book) refusesSerial(path string, serial int, reason Reason) *Problem {
	if serial >= 1 && serial <= len(b.Governance) && b.Governance[serial-1].Missing == 0 {
		return nil
	}
	return &Problem{
		Path: path, Reason: reason, Unclear: b.source.short,
		Message: fmt.Sprintf("%s is under serial %d of governance, which is not in force here", path, serial),
	}
}

// countStaff says who signed an entry, and how many are still needed.
func (b *Book) countStaff(e *Entry, signatures []signature) {
	staff := b.source.people.of(e.Governance.Serial)
	e.Missing = max(b.Governance[e.Governance.Serial-1].Policy.Endorsers, 1)
	if e.Kind == record.Open {
		e.Missing = max(b.Governance[e.Governance.Serial-1].Policy.Openers, 1)
	}
	for _, sig := range signatures {
		refused := staff.refuses(sig, record.Staff, record.GovernancePath(e.Governance.Serial))
		if refused == nil && b.Compromised(sig.Key) {
			refused = &Problem{Path: sig.Path, Reason: SignerKeyCompromised, Message: fmt.Sprintf(
				"%s was signed with a key of %s that is marked as compromised by now", sig.Path, staff.name(sig.Person))}
		}
		if refused != nil {
			e.Refused = append(e.Refused, *refused)
			continue
		}
		e.Signers = append(e.Signers, sig.Signer)
		e.Missing = max(e.Missing-1, 0)
	}
	sortSigners(e.Signers)
}
