package cli

import (
	"context"
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
)

// warnOfRivals names the versions of the same number that wait on a branch: only one
// can be taken in. It does not refuse, because a branch that nobody wants must not keep
// officers from going on.
func (d *governing) warnOfRivals(ctx context.Context) error {
	all, err := d.o.findWaiting(ctx)
	if err != nil {
		return err
	}
	same := record.Hash(d.after.Marshal())
	for _, w := range all {
		if w.Serial == nil || w.Serial.Serial != d.after.Serial || len(w.taken) > 0 {
			continue
		}
		at := fmt.Sprintf("on %s, signed by %s", w.Places[0], signersNamed(w.signers()))
		if w.SHA256() == same {
			d.o.env.warn(fmt.Sprintf("exactly this version is proposed already, %s", at), "sign that one instead: credctl sign "+w.Path)
			continue
		}
		d.o.env.warn(fmt.Sprintf("there is another version %d already, %s; only one can be taken in, and the changes of the other have to be proposed again", d.after.Serial, at),
			"credctl sign shows what it changes; if it is wanted, take it in first, and then run this again")
	}
	return nil
}

// begunElsewhere says so where governance has begun on a branch, and is not taken in.
func (o *office) begunElsewhere(ctx context.Context) error {
	if len(o.book.Governance) > 0 || len(o.book.Problems) > 0 {
		return nil
	}
	all, err := o.findWaiting(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	return hinted{
		err:  fmt.Errorf("this repository has no governance in %s; it is begun on %s, signed by %s", o.ref, all[0].Places[0], signersNamed(all[0].signers())),
		hint: "credctl sign shows it, and what it lacks; it is not to be begun a second time",
	}
}
