package cli

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// Where an earlier text was judged, only that is asked which something bears on; what
// is signed is the full record, and it names the earlier one.
func TestReviewCarried(t *testing.T) {
	d := newDesk(t, func(w *recordtest.World) {
		openRound(w)
		for _, person := range []string{"lee-m", "okafor-a"} {
			w.Review(w.Subject("wound-care"), person, func(r *record.Review) {
				r.Outcomes[0].Note = "As it should be."
				r.Outcomes[1].Outcome, r.Overall = record.MeetsWithConditions, record.OverallConditions
			})
		}
	})
	earlier := record.Hash(d.world.Files[d.world.Subject("wound-care").ReviewPath("lee-m")])
	d.anotherText("Developed in every area of practice", "Taught everywhere")
	status, said := d.review("lee-m", []string{"none", "1", "", "1", "y"})
	if status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	wantSaid(
		t, said, "Criteria asked: 1 of 2.", "You judged an earlier text, version 1.0.0.", "Changed since then: version (changed), coverage (changed).", "Nothing that changed since bears on 4;",
		"Your answer on version 1.0.0 (carried if you keep it): meets-with-conditions", "Changed since: coverage (changed)",
		"[Enter keeps meets-with-conditions]", "  4 The capabilities that the area needs: meets (carried)", "[Enter keeps endorse-subject-to-conditions]",
		"Carried from your record on an earlier text: 4\n",
	)
	r := d.filed("lee-m")
	want := []record.Answer{{Criterion: "4", Outcome: record.Meets, Note: "As it should be."}, {Criterion: "4.1", Outcome: record.Meets}}
	if diff := cmp.Diff(want, r.Outcomes); diff != "" || r.CarriedFrom != earlier {
		t.Errorf("carried from %s, want %s; outcomes (-want +got):\n%s", r.CarriedFrom, earlier, diff)
	}
	// Everything can be asked all the same, and Enter keeps what was said.
	status, said = d.review("okafor-a", []string{"none", "", "", "", "y"}, "--all")
	wantSaid(t, said, "Criteria asked: 2 of 2.", "Criterion 4:")
	r = d.filed("okafor-a")
	want[1].Outcome = record.MeetsWithConditions
	if r == nil || status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	if diff := cmp.Diff(want, r.Outcomes); diff != "" || r.Overall != record.OverallConditions {
		t.Errorf("overall %s; outcomes (-want +got):\n%s", r.Overall, diff)
	}
}

// anotherText changes the specification, raises its version and opens a round on it.
func (d *desk) anotherText(old, with string) {
	d.t.Helper()
	text := string(d.world.Files[woundCare])
	if !strings.Contains(text, old) {
		d.t.Fatalf("%q is not in the text", old)
	}
	text = strings.Replace(strings.ReplaceAll(text, old, with), "version: 1.0.0", "version: 1.0.1", 1)
	d.world.Files[woundCare] = []byte(text)
	openRound(d.world)
	d.commit()
}

// Without the earlier text nobody can tell what changed: everything is asked.
func TestReviewCarriedFromAfar(t *testing.T) {
	d := newDesk(t, func(w *recordtest.World) {
		openRound(w)
		w.Review(w.Subject("wound-care"), "lee-m", nil)
	})
	d.anotherText("Developed in every area of practice", "Taught everywhere")
	shallow := filepath.Join(filepath.Dir(d.dir), "shallow")
	d.git("clone", "--quiet", "--depth=1", "file://"+filepath.ToSlash(d.dir), shallow)
	status, said := d.run(context.Background(), shallow, strings.NewReader("none\n\n\n\ny\n"), "review", "wound-care", "--key", filepath.Join(d.keys, "lee-m"))
	wantSaid(t, said, "That text is not at hand, so nobody can tell what changed since, and everything is asked.", "Criteria asked: 2 of 2.")
	if status != exitOK {
		t.Errorf("exit status %d:\n%s", status, said)
	}
}
