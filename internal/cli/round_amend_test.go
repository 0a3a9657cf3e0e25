package cli

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// The command that status names for a round that leaves an author out clears it as it
// stands, without a flag that says who.
func TestRoundAmendNamesAnAuthorWhoWasLeftOut(t *testing.T) {
	d := newDesk(t, func(w *recordtest.World) {
		w.Open(record.Endorsement, w.Subject("wound-care"), []string{"lee-m", "okafor-a"}, func(r *record.Round) { r.Authors = r.Authors[:1] })
	})
	status, said := d.run(context.Background(), d.dir, nil, "round", "amend", "wound-care", "--yes", "--key", filepath.Join(d.keys, "rowe-e"))
	if status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	wantSaid(t, said, "author     khan-r (R. Khan; author; trust-d)")
}
