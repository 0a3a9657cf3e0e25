package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
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

// described names an entry of the register as people speak of it.
func described(e *record.Entry) string {
	return fmt.Sprintf("entry %d of the register (%s %s %s)", e.Seq, e.Kind, e.SpecID, e.SpecVersion)
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
