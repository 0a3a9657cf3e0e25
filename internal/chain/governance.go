package chain

import (
	"context"
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// readGovernance reads the chain of governance.
//
// A signature over it is judged by the version before and by the version itself,
// and not by later ones: what a later version marks as compromised does not undo
// the versions that led to it, since those who signed it vouch for them by their
// hash. Otherwise a stolen officer's key could never be declared, because that
// would break the chain which declares it. A version that itself marks a key as
// compromised is not carried by that key, on either side.
func (b *Book) readGovernance(ctx context.Context) error {
	links, found, err := links(ctx, b.source, numbered[record.Governance]{
		dir: record.GovernanceDir, path: record.GovernancePath, namespace: sshsig.Govern, gap: GovernanceGap,
		parse: record.ParseGovernance,
	})
	if err != nil {
		return err
	}
	for i, l := range links {
		if n := len(b.Governance); n > 0 && b.Governance[n-1].Missing > 0 {
			last := b.Governance[n-1]
			b.Problems = append(b.Problems, unfinished(last.Path, GovernanceSignatures, last.Missing, last.Refused, l.path, count(last.Missing, "more officer")))
			break
		}
		if l.problem != nil {
			b.Problems = append(b.Problems, *l.problem)
			break
		}
		if problems := b.addSerial(i+1, l); len(problems) > 0 {
			b.Problems = append(b.Problems, problems...)
			break
		}
	}
	b.source.short = endsUnclear(b.Problems, found)
	b.Problems = append(b.Problems, found...)
	return nil
}

// addSerial adds a version of governance to the Book, unless it does not hold.
func (b *Book) addSerial(n int, l link[record.Governance]) []Problem {
	own, found := b.source.people.members(l.form, l.path)
	problem := func(reason Reason, message string, args ...any) {
		found = append(found, Problem{Path: l.path, Reason: reason, Message: fmt.Sprintf(message, args...)})
	}
	if l.form.Serial != n {
		problem(GovernanceSerial, "%s has serial %d, want %d as its name says", l.path, l.form.Serial, n)
	}
	if want := b.lastSerial(); l.form.Previous != want {
		problem(GovernancePrevious, "%s hangs on %s, want the SHA-256 of the version before, %s", l.path, short(l.form.Previous), short(want))
	}
	officers := 0
	for _, p := range l.form.People {
		if p.Has(record.Officer) {
			officers++
		}
	}
	if officers < l.form.OfficerThreshold {
		problem(GovernanceOfficers, "%s has %s, and wants %d to sign", l.path, count(officers, "officer"), l.form.OfficerThreshold)
	}
	if len(found) > 0 {
		return found
	}
	s := Serial{Governance: *l.form, Path: l.path, SHA256: l.hash}
	b.countOfficers(&s, own, l.signatures)
	b.Governance = append(b.Governance, s)
	if s.Missing > 0 {
		b.Problems = append(b.Problems, unclear(s.Refused)...)
		return nil
	}
	b.source.people.add(own)
	return nil
}

func (b *Book) lastSerial() string {
	if len(b.Governance) == 0 {
		return ""
	}
	return b.Governance[len(b.Governance)-1].SHA256
}

// countOfficers says who signed a version for the one before and for itself, and
// how many are still needed: those who may sign for both count for both.
func (b *Book) countOfficers(s *Serial, own members, signatures []signature) {
	before, needBefore := own, 0
	if n := len(b.Governance); n > 0 {
		before, needBefore = b.source.people.of(n), b.Governance[n-1].OfficerThreshold
	}
	needOwn := s.OfficerThreshold
	for _, sig := range signatures {
		forOwn := own.refuses(sig, record.Officer, s.Path)
		forBefore := before.refuses(sig, record.Officer, record.GovernancePath(s.Serial-1))
		if sig.problem == nil && own.keys[sig.Key].status == record.Compromised {
			forBefore = forOwn
		}
		if forOwn != nil && forBefore != nil {
			s.Refused = append(s.Refused, *forOwn)
			continue
		}
		s.Signers = append(s.Signers, sig.Signer)
		if forOwn == nil {
			needOwn--
		}
		if forBefore == nil {
			needBefore--
		}
	}
	sortSigners(s.Signers)
	needOwn, needBefore = max(needOwn, 0), max(needBefore, 0)
	s.Missing = needOwn + needBefore - min(needOwn, needBefore, both(own, before, s.Signers))
}

// both counts the officers who have not signed and may sign for two versions at
// once: with a key that is active in both.
func both(own, before members, signed []Signer) int {
	done := make(map[string]bool, len(signed))
	for _, s := range signed {
		done[s.Person] = true
	}
	for key, h := range own.keys {
		was := before.keys[key]
		if h.status == record.Active && was == h && own.hasRole(h.person, record.Officer) && before.hasRole(h.person, record.Officer) && !done[h.person] {
			done[h.person] = true
		}
	}
	return len(done) - len(signed)
}

// endsUnclear reports whether a chain may go on: it ends because something was not
// fetched, be it the break itself or the folder.
func endsUnclear(breaks, found []Problem) bool {
	return len(unclear(found)) > 0 || len(breaks) > 0 && len(unclear(breaks)) == len(breaks)
}

// unfinished is why nothing follows a file that lacks signatures. Whether it lacks
// them is not known where as many were not fetched.
func unfinished(path string, reason Reason, missing int, refused []Problem, next, who string) Problem {
	return Problem{
		Path: path, Reason: reason, Unclear: missing <= len(unclear(refused)),
		Message: fmt.Sprintf("%s follows %s, which %s must sign before anything may follow", next, path, who),
	}
}

// count says how many of something there are.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// short returns the beginning of a hash, as folders have it, for a message.
func short(hash string) string {
	if hash == "" {
		return "nothing"
	}
	return record.Key16(hash) + "…"
}
