package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
)

// Everything is asked in order, in plain lines; what cannot be taken is asked again.
func TestReviewInterview(t *testing.T) {
	d := newDesk(t, nil)
	status, said := d.review("lee-m", []string{
		"b", "", "?", "None.", // the declaration
		"mets", "m", "?", "2", "Say who leads.", "And when.", "", // 4
		"b", "", // back from 4.1, and 4 stays
		"1", "", // 4.1
		"end", "endorse-s", "y", // the whole
	})
	if status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	wantSaid(
		t, said, "You review wound-care: Wound care (made up for a demonstration), version 1.0.0, as M. Lee (lee-m).",
		"this is the first question", "  J. Smith (smith-j), of trust-d\n", "I am not one of the authors",
		"Criterion 4: The capabilities that the area needs (1 of 2, mandatory)", "What a machine finds: evidence present",
		"claimed by the authors, and proved by nothing here: risk by capability B1", "domains (lines 54 to 80):\n      - id: A\n",
		`there is no outcome "mets", did you mean meets?`, `"m" can mean meets or meets-with-conditions`,
		"1 meets: the text does what the criterion asks", "[Enter keeps meets-with-conditions]",
		`"end" can mean endorse or endorse-subject-to-conditions`, "With this record the text does not go forward: it says 4 meets-with-conditions",
		"Sign and record? [y/N]",
	)
	r := d.filed("lee-m")
	if r == nil {
		t.Fatalf("nothing was recorded:\n%s", said)
	}
	want := []record.Answer{{Criterion: "4", Outcome: record.MeetsWithConditions, Note: "Say who leads.\nAnd when."}, {Criterion: "4.1", Outcome: record.Meets}}
	if diff := cmp.Diff(want, r.Outcomes); diff != "" {
		t.Errorf("outcomes (-want +got):\n%s", diff)
	}
	if r.Overall != record.OverallConditions || r.Date != "2026-11-22" || r.CarriedFrom != "" || len(r.Declaration.Conflicts) > 0 {
		t.Errorf("the record is %+v", r)
	}
	if kept := d.kept(); len(kept) > 0 {
		t.Errorf("the answers are still kept in %q", kept)
	}
}

// A conflict of interest is recorded in words, and what it means is said.
func TestReviewConflict(t *testing.T) {
	d := newDesk(t, nil)
	_, said := d.review("lee-m", []string{"I taught one of them.", "We share\x00 a flat.", "We share a flat.", "No.", "1", "", "1", "", "1", "y"})
	wantSaid(t, said, "A record with a conflict of interest is not counted", "cannot be written down", "warning: this record will not be counted: it declares a conflict of interest")
	r := d.filed("lee-m")
	if r == nil {
		t.Fatalf("nothing was recorded:\n%s", said)
	}
	if diff := cmp.Diff([]string{"I taught one of them.", "We share a flat."}, r.Declaration.Conflicts); diff != "" {
		t.Errorf("conflicts (-want +got):\n%s", diff)
	}
}

// Whoever leaves goes on where it was; nobody else can read what was kept.
func TestReviewResumes(t *testing.T) {
	d := newDesk(t, nil)
	status, said := d.review("lee-m", []string{"none", "1", "Good.", "", "q"})
	wantSaid(t, said, "Nothing was recorded; your answers so far are kept. To go on: credctl review wound-care")
	kept := d.kept()
	if status != exitOK || d.filed("lee-m") != nil || len(kept) != 1 || !strings.HasSuffix(kept[0], d.world.Subject("wound-care").SHA256+"-lee-m.json") {
		t.Fatalf("exit status %d, kept %q", status, kept)
	}
	if info, err := os.Stat(kept[0]); err != nil || filepath.Separator == '/' && info.Mode() != 0o600 {
		t.Errorf("what is kept has the mode %v, want 0600 (%v)", info.Mode(), err)
	}
	if status, said = d.review("okafor-a", []string{"q"}); strings.Contains(said, "Going on") || status != exitOK {
		t.Errorf("somebody else goes on with the answers of lee-m:\n%s", said)
	}
	status, said = d.review("lee-m", []string{"1", "", "1", "n"})
	wantSaid(t, said, "Going on with the answers that you kept", "note: Good.", "Nothing was recorded")
	if strings.Contains(said, "Declaration of interest.") || strings.Contains(said, "Criterion 4:") || status != exitOK || d.filed("lee-m") != nil {
		t.Errorf("exit status %d, and what was answered is asked again:\n%s", status, said)
	}
	status, said = d.review("lee-m", []string{"y"})
	if r := d.filed("lee-m"); status != exitOK || r == nil || r.Outcomes[0].Note != "Good." {
		t.Fatalf("exit status %d, recorded %+v:\n%s", status, r, said)
	}
	if kept := d.kept(); len(kept) > 0 {
		t.Errorf("the answers are still kept in %q", kept)
	}
}

// --restart forgets; a file that is none of ours is passed over.
func TestReviewRestarts(t *testing.T) {
	d := newDesk(t, nil)
	d.review("lee-m", []string{"none", "1", "", "q"})
	_, said := d.review("lee-m", []string{"q"}, "--restart")
	wantSaid(t, said, "Declaration of interest.")
	if len(d.kept()) > 0 {
		t.Error("--restart left the kept answers")
	}
	d.review("lee-m", []string{"none", "1", "", "q"})
	writeFile(t, d.kept()[0], `{"form": "credctl/kept-answers/v1", "text": "x"}`)
	_, said = d.review("lee-m", []string{"q"})
	wantSaid(t, said, "does not hold answers on this text, so it is passed over", "Declaration of interest.")
}

// What flags answer is not asked.
func TestReviewAsksTheRest(t *testing.T) {
	d := newDesk(t, nil)
	status, said := d.review("lee-m", []string{"3", "", "y"}, "--no-conflicts", "--outcome", "4=meets", "--overall", "decline")
	r := d.filed("lee-m")
	if status != exitOK || r == nil || r.Overall != record.OverallDecline || r.Outcomes[1].Outcome != record.DoesNotMeet {
		t.Fatalf("exit status %d, recorded %+v:\n%s", status, r, said)
	}
	wantSaid(t, said, "Criteria asked: 1 of 2.")
}

// Whoever breaks off, at whatever question, records nothing and keeps the answers.
func TestReviewBrokenOff(t *testing.T) {
	all := []string{"none", "1", "", "1", "", "1"}
	d := newDesk(t, nil)
	for n := range all {
		status, said := d.review("lee-m", all[:n], "--restart")
		if status != exitFailure || d.filed("lee-m") != nil || !strings.Contains(said, "nothing was recorded") {
			t.Errorf("broken off after %d answers: exit status %d:\n%s", n, status, said)
		}
	}
	if len(d.kept()) != 1 {
		t.Errorf("kept are %q", d.kept())
	}
}

// A terminal at which somebody answers and then presses Ctrl-C.
type thenSilent struct {
	io.Reader
	interrupt func()
}

func (s thenSilent) Read(p []byte) (int, error) {
	n, err := s.Reader.Read(p)
	if err == io.EOF {
		s.interrupt()
		select {}
	}
	return n, err
}

func TestReviewInterrupted(t *testing.T) {
	d := newDesk(t, nil)
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	typed := thenSilent{strings.NewReader("none\n1\n\n"), interrupt}
	status, said := d.run(ctx, d.dir, typed, "review", "wound-care", "--key", filepath.Join(d.keys, "lee-m"))
	if status != exitFailure || d.filed("lee-m") != nil || len(d.kept()) != 1 {
		t.Errorf("exit status %d, kept %q", status, d.kept())
	}
	wantSaid(t, said, "credctl: error: interrupted: nothing was recorded; your answers so far are kept")
}

// A short answer that can mean either is no conflict of interest, and what leads back
// or out is no note.
func TestReviewTakesNoKeyForAnAnswer(t *testing.T) {
	d := newDesk(t, nil)
	_, said := d.review("lee-m", []string{"no", "Yes.", "none", "1", "q"})
	wantSaid(t, said, `"no" can mean either. Type none if all of it is so for you`, `"Yes." can mean either`, "Nothing was recorded")
	if strings.Contains(said, "is not counted") {
		t.Errorf("a conflict was taken down:\n%s", said)
	}
	_, said = d.review("lee-m", []string{"3", "?", "Too short.", "b", "1", "", "1", "", "1", "y"})
	wantSaid(t, said, "An empty line ends it; b asks for the outcome again, q leaves.")
	if r := d.filed("lee-m"); r == nil || r.Outcomes[0].Note != "" || r.Outcomes[0].Outcome != record.Meets {
		t.Errorf("recorded %+v:\n%s", r, said)
	}
}
