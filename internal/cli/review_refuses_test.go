package cli

import (
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
)

// Whom the rules keep from being counted is told so before any question.
func TestReviewRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		edit func(w *recordtest.World)
		want string
	}{
		"released": {func(w *recordtest.World) {
			openRound(w)
			w.Open(record.Endorsement, w.Subject("wound-care"), []string{"okafor-a"}, func(r *record.Round) {
				r.Released = []record.Release{{Reviewer: "lee-m", Reason: "on leave until March"}}
			})
		}, "lee-m was released from this review: on leave until March"},
		"an author": {func(w *recordtest.World) {
			w.Open(record.Endorsement, w.Subject("wound-care"), []string{"lee-m", "okafor-a"}, func(r *record.Round) { r.Authors = append(r.Authors, "lee-m") })
		}, "a record by lee-m would not be counted: lee-m is asked to review and is an author"},
		"an organisation shared": {func(w *recordtest.World) {
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "lee-m").Organisations = []string{"uni-c", "trust-d"} })
			openRound(w)
		}, "shares the organisation trust-d with the author smith-j"},
		"a round that is not open yet": {func(w *recordtest.World) {
			w.Govern(func(g *record.Governance) { g.Policy.Openers = 2 })
			openRound(w)
		}, "the round on wound-care 1.0.0 is not open yet: entry 1 of the register lacks 1 signature of staff\n" +
			"credctl: hint: one of these has to sign, with credctl sign: quinn-d, shah-k"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, test.edit)
			status, said := d.review("lee-m", nil)
			if status != exitFindings || d.filed("lee-m") != nil {
				t.Errorf("exit status %d, want %d", status, exitFindings)
			}
			wantSaid(t, said, test.want)
		})
	}
}

// A round with more authors after the record was made asks for a new declaration: the
// record that does not hold any more is named, and a new one is made in its place.
func TestReviewAgainAfterAnAuthorWasAdded(t *testing.T) {
	d := newDesk(t, func(w *recordtest.World) {
		openRound(w)
		w.Review(w.Subject("wound-care"), "lee-m", nil)
		w.Govern(func(g *record.Governance) {
			g.People = append(g.People, record.Person{ID: "new-a", Name: "A. New", Roles: []record.Role{record.Author}, Organisations: []string{"trust-z"}})
		})
		w.Open(record.Endorsement, w.Subject("wound-care"), []string{"lee-m", "okafor-a"}, func(r *record.Round) { r.Authors = append(r.Authors, "new-a") })
	})
	status, said := d.review("lee-m", []string{"none", "1", "", "1", "", "1", "y"})
	wantSaid(t, said, "the record of lee-m that is there does not hold", "A. New (new-a), of trust-z")
	if r := d.filed("lee-m"); status != exitOK || r == nil || len(r.Declaration.Authors) != 3 {
		t.Errorf("exit status %d, recorded %+v:\n%s", status, r, said)
	}
}

// A further round that lacks signatures asks nobody yet; the one before does.
func TestReviewWhileARoundWaits(t *testing.T) {
	d := newDesk(t, func(w *recordtest.World) {
		openRound(w)
		w.Govern(func(g *record.Governance) { g.Policy.Openers = 2 })
		w.Open(record.Endorsement, w.Subject("wound-care"), []string{"lee-m", "okafor-a", "brown-p"}, nil)
	})
	status, said := d.review("lee-m", []string{"none", "1", "", "1", "", "1", "y"})
	wantSaid(t, said, "a further round on this text (rounds/wound-care/1.0.0/", "waits for signatures of staff")
	if d.filed("lee-m") == nil || status != exitOK {
		t.Errorf("exit status %d:\n%s", status, said)
	}
	if status, said = d.review("brown-p", nil); status != exitFindings {
		t.Errorf("exit status %d, want %d: nobody asks brown-p yet\n%s", status, exitFindings, said)
	}
}

// A gateway round has outcomes on the whole of its own.
func TestReviewGateway(t *testing.T) {
	d := newDesk(t, func(w *recordtest.World) {
		w.Files[woundCare] = scaffold.DemoProposal()
		w.Open(record.Gateway, w.Subject("wound-care"), []string{"lee-m"}, nil)
	})
	typed := []string{"none"}
	for range 7 {
		typed = append(typed, "meets", "")
	}
	status, said := d.review("lee-m", append(typed, "end", "accept", "y"))
	r := d.filed("lee-m")
	if status != exitOK || r == nil || r.Overall != record.OverallAccept {
		t.Fatalf("exit status %d, recorded %+v:\n%s", status, r, said)
	}
	wantSaid(t, said, "1 accept, 2 revise-and-resubmit, 3 decline", "Where the text speaks of it:\n    proposal ")
}
