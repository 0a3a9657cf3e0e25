package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/internal/standing"
)

// sealed signs an entry, and reads what the commit would hold with it and with what
// belongs to it, so that nothing is recorded that does not count.
func (o *office) sealed(ctx context.Context, m *me, e *record.Entry, beside map[string][]byte) (ledger.Act, error) {
	path, data := record.EntryPath(e.Seq), e.Marshal()
	sig, err := m.sign(ctx, sshsig.Endorse, data)
	if err != nil {
		return ledger.Act{}, err
	}
	signed := ledger.Signed{Path: path, Data: data, Sigs: map[string][]byte{record.SignaturePath(path, m.ID): sig}}
	act := ledger.Entry(e, signed, m.ID, beside)
	book, err := o.with(ctx, act.Files)
	if err != nil {
		return act, err
	}
	return act, counts(book, e.Seq, m.ID)
}

// counts asks of a register as it would be that an entry stands in it and that
// somebody's signature over it counts.
func counts(book *chain.Book, seq int, person string) error {
	if len(book.Problems) > 0 {
		return fmt.Errorf("entry %d would not hold: %s; nothing was recorded", seq, book.Problems[0].Message)
	}
	if len(book.Register) < seq {
		return fmt.Errorf("entry %d would not be read; nothing was recorded", seq)
	}
	e := &book.Register[seq-1]
	for _, p := range e.Refused {
		if p.Path == record.SignaturePath(e.Path, person) {
			return fmt.Errorf("the signature would not count: %s; nothing was recorded", p.Message)
		}
	}
	return nil
}

// signersNamed lists who signed; "nobody" where none did.
func signersNamed(signers []chain.Signer) string {
	if len(signers) == 0 {
		return "nobody"
	}
	return andLast(chain.SignerIDs(signers))
}

// orList lists people of whom any will do.
func orList(who []string) string {
	switch n := len(who); n {
	case 0:
		return "nobody"
	case 1:
		return who[0]
	default:
		return strings.Join(who[:n-1], ", ") + " or " + who[n-1]
	}
}

// moreSignatures says how many are missing, and who can give them.
func moreSignatures(n int, who []string) string {
	if n == 1 {
		return "1 more signature, by " + orList(who)
	}
	return fmt.Sprintf("%d more signatures, by %s", n, orList(who))
}

// already reports whether the same was decided before, or waits for signatures, and
// says so: to run a command twice does no more than to run it once.
func (d *deciding) already(ctx context.Context) (bool, error) {
	if n := d.decision.Done; n > 0 {
		d.env.say("%s %s is already %s, by entry %d of the register (%s); nothing was recorded.",
			d.subject.ID, d.subject.Version, pastWord(d.opts.act), n, signersNamed(d.book.Register[n-1].Signers))
		return true, d.printAlready(n)
	}
	waiting, err := d.findWaiting(ctx)
	if err != nil {
		return false, err
	}
	for _, w := range waiting {
		if w.Entry != nil && w.Places[0].Branch == "" {
			d.pendingSigners = w.canSign
		}
		if w.Entry == nil || w.Entry.Kind != d.opts.act || w.Entry.Subject() != d.subject || len(w.taken) > 0 {
			continue
		}
		d.env.say("%s is recorded already, on %s, signed by %s; nothing was recorded.", described(&w.Entry.Entry), w.Places[0], signersNamed(w.Entry.Signers))
		if !w.Entry.Pending() {
			d.env.hint("it has all its signatures; take it in: git merge %s", w.toMerge())
			return true, d.printAlready(w.Entry.Seq)
		}
		d.env.hint("it takes %s: credctl sign %s", moreSignatures(w.Entry.Missing, w.canSign), w.Path)
		return true, d.printAlready(w.Entry.Seq)
	}
	return false, nil
}

// printAlready tells a program which entry decides the same already; people were told.
func (d *deciding) printAlready(seq int) error {
	if d.opts.format != "json" {
		return nil
	}
	out := checklistOf(d.opts.act, d.subject, &d.decision, d.question)
	out.Entry = seq
	return d.env.printJSON(out)
}

// pastWord says what a specification is after an act.
func pastWord(act record.Act) string {
	switch act {
	case record.Accept:
		return "accepted"
	case record.Decline:
		return "declined"
	case record.Endorse:
		return "endorsed"
	case record.Publish:
		return "published"
	case record.Withdraw:
		return "withdrawn"
	}
	return "opened"
}

// warnOfOthers names entries on other branches that have the same number: whichever is
// taken in second has to be made anew.
func (o *office) warnOfOthers(ctx context.Context, seq int) error {
	others, err := o.branched(ctx)
	for _, b := range others {
		if b.entry.Seq == seq {
			o.env.warn(fmt.Sprintf("%s is on the branch %s and has the same number", described(&b.entry.Entry), b.places[0]),
				"of two entries with one number the second to be taken in is made anew: credctl register renumber")
		}
	}
	return err
}

// releasedText finds the text of a version that was published or endorsed; of "" the
// newest that is published.
func (o *office) releasedText(id, version string) (record.Subject, error) {
	entries := o.book.Entries(id)
	if len(entries) == 0 {
		return record.Subject{}, o.nothingDecided(id)
	}
	if version == "" {
		return newestPublished(id, standing.Releases(entries), endorsedVersions(entries))
	}
	for _, act := range []record.Act{record.Publish, record.Endorse} {
		for _, e := range slices.Backward(entries) {
			if e.Kind == act && !e.Pending() && e.SpecVersion == version {
				return e.Subject(), nil
			}
		}
	}
	known := endorsedVersions(entries)
	hint := "credctl log " + id + " lists what was decided"
	if near := nearest.Word(version, known); near != "" {
		hint = "did you mean " + near + "?"
	} else if len(known) > 0 {
		hint = "versions are " + andLast(known)
	}
	return record.Subject{}, usagef(hint, "version %q of %s was neither published nor endorsed", version, id)
}

// newestPublished is the highest version that is published and not withdrawn; if all
// are withdrawn, the highest.
func newestPublished(id string, releases []standing.Release, endorsed []string) (record.Subject, error) {
	if len(releases) == 0 {
		hint := "there is nothing to withdraw"
		if len(endorsed) > 0 {
			hint = "to withdraw an endorsement, name the version: --version " + endorsed[len(endorsed)-1]
		}
		return record.Subject{}, usagef(hint, "no version of %s was published", id)
	}
	return standing.Newest(releases).Text, nil
}

// endorsedVersions lists the versions that were endorsed, each once.
func endorsedVersions(entries []*chain.Entry) []string {
	var versions []string
	for _, e := range entries {
		if e.Kind == record.Endorse && !e.Pending() && !slices.Contains(versions, e.SpecVersion) {
			versions = append(versions, e.SpecVersion)
		}
	}
	return versions
}

// nothingDecided says that the register has no entry on a specification.
func (o *office) nothingDecided(id string) error {
	var ids []string
	for _, e := range o.book.Register {
		ids = append(ids, e.SpecID)
	}
	hint := "credctl status lists where every specification stands"
	if near := nearest.Word(id, slices.Compact(slices.Sorted(slices.Values(ids)))); near != "" && near != id {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "the register has no entry on %q", id)
}
