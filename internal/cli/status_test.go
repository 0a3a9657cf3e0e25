package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

const acute = "acute-medicine"

// askedWorld is a world in which okafor-a and lee-m are asked to review
// acute-medicine 1.0.0, whose proposal was accepted.
func askedWorld() *recordtest.World {
	w := recordtest.New()
	proposal := w.Spec(acute, "0.1.0", "proposal", "smith-j", "khan-r")
	w.Open(record.Gateway, proposal, []string{"okafor-a"}, nil)
	w.Review(proposal, "okafor-a", nil)
	w.Decide(record.Accept, proposal, nil)
	w.Open(record.Endorsement, w.Spec(acute, "1.0.0", "candidate", "smith-j", "khan-r"), []string{"okafor-a", "lee-m"}, nil)
	return w
}

// say runs a command in a bare repository with the files of a world.
func say(t *testing.T, w *recordtest.World, want int, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	importWorld(t, dir, w)
	return sayIn(t, dir, want, args...)
}

func sayIn(t *testing.T, dir string, want int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	env := quietEnv(dir)
	env.Out, env.Err = &out, &errs
	if got := Run(t.Context(), env, args); got != want {
		t.Fatalf("%q: status %d, want %d\n%s%s", args, got, want, &out, &errs)
	}
	return out.String() + errs.String()
}

// statusDoc is what tests look at of the JSON document.
type statusDoc struct {
	Pending        *struct{ Entry, Missing int }
	Specifications []struct {
		State     string
		Blockers  []struct{ Reason, Owner, Command string }
		Reviewers []struct {
			Person   string
			Released bool
			Carried  bool
			Filed    bool
		}
		Round     *struct{ Overdue bool }
		Published []struct {
			Version    string
			Withdrawn  int
			Superseded bool
		}
	}
}

func statusOf(t *testing.T, w *recordtest.World) statusDoc {
	t.Helper()
	var doc statusDoc
	if err := json.Unmarshal([]byte(say(t, w, exitOK, "status", "--format", "json", acute)), &doc); err != nil || len(doc.Specifications) != 1 {
		t.Fatal(err, doc)
	}
	return doc
}

// Every state is shown; the scripts go through the others as people do.
func TestStatusShowsEveryState(t *testing.T) {
	published := recordtest.Published()
	withdrawn := published.Clone()
	withdrawn.Decide(record.Withdraw, withdrawn.Subject(acute), nil)
	reviewed := askedWorld()
	reviewed.Review(reviewed.Subject(acute), "okafor-a", nil)
	reviewed.Review(reviewed.Subject(acute), "lee-m", func(r *record.Review) { r.Overall = record.OverallDecline })
	endorsed := askedWorld()
	endorsed.Review(endorsed.Subject(acute), "okafor-a", nil)
	endorsed.Review(endorsed.Subject(acute), "lee-m", nil)
	endorsed.Decide(record.Endorse, endorsed.Subject(acute), nil)
	candidate := published.Clone()
	candidate.Spec(acute, "1.1.0", "candidate", "smith-j", "khan-r")
	draft := published.Clone()
	draft.Spec(acute, "1.1.0", "draft", "smith-j", "khan-r")
	accepted := askedWorld()
	accepted.Spec(acute, "0.1.0", "proposal", "smith-j", "khan-r")
	proposed := recordtest.New()
	proposed.Spec(acute, "0.1.0", "proposal", "smith-j", "khan-r")
	shown := map[standing.State]bool{}
	for want, w := range map[standing.State]*recordtest.World{
		standing.Proposed: proposed, standing.Accepted: accepted, standing.InDevelopment: draft, standing.Candidate: candidate,
		standing.UnderReview: askedWorld(), standing.Reviewed: reviewed, standing.Endorsed: endorsed, standing.Published: published,
		standing.Withdrawn: withdrawn, standing.Superseded: superseded(published),
	} {
		shown[want] = true
		dir := t.TempDir()
		importWorld(t, dir, w)
		for _, args := range [][]string{{"status"}, {"status", acute}} {
			if said := sayIn(t, dir, exitOK, args...); !strings.Contains(said, string(want)) {
				t.Errorf("%q does not say %q:\n%s", args, want, said)
			}
		}
	}
	if len(shown) != len(standing.States) {
		t.Errorf("%d states, want %d", len(shown), len(standing.States))
	}
}

// superseded is a world in which a higher version was published, and the text is
// the lower one again.
func superseded(published *recordtest.World) *recordtest.World {
	w := published.Clone()
	before := w.Files[record.SpecPath(acute)]
	s := w.Spec(acute, "1.1.0", "candidate", "smith-j", "khan-r")
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, nil)
	w.Review(s, "okafor-a", nil)
	w.Review(s, "lee-m", nil)
	w.Decide(record.Endorse, s, nil)
	w.Decide(record.Publish, s, nil)
	w.Files[record.SpecPath(acute)] = before
	return w
}

func TestStatusOfWhatIsPending(t *testing.T) {
	w := askedWorld()
	s := w.Subject(acute)
	w.Review(s, "okafor-a", nil)
	w.Review(s, "lee-m", nil)
	w.Decide(record.Endorse, s, nil, "rowe-e")
	doc := statusOf(t, w)
	if doc.Pending == nil || doc.Pending.Entry != 4 || doc.Pending.Missing != 1 {
		t.Errorf("%+v", doc.Pending)
	}
	said := say(t, w, exitOK, "status")
	for _, want := range []string{"entry 4 (endorse acute-medicine 1.0.0) lacks 1 signature; E. Rowe (rowe-e) signed it", "-> credctl sign"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing:\n%s", want, said)
		}
	}
	if said := say(t, w, exitOK, "log", acute); !strings.Contains(said, "entry 4: pending, and of no effect yet: an endorsement was entered") {
		t.Errorf("the log does not say that it is pending:\n%s", said)
	}
}

// Somebody is released with a reason, somebody else starts from earlier answers,
// and the day by which an answer was asked for has passed.
func TestStatusOfARoundThatWasAmended(t *testing.T) {
	w := askedWorld()
	s := w.Subject(acute)
	w.Review(s, "lee-m", func(r *record.Review) { r.CarriedFrom = strings.Repeat("a", 64) })
	w.Open(record.Endorsement, s, []string{"lee-m", "brown-p"}, func(r *record.Round) {
		r.Released = []record.Release{{Reviewer: "okafor-a", Reason: "fell ill"}}
		r.RespondBy = "2026-01-01"
	})
	one := statusOf(t, w).Specifications[0]
	if !one.Round.Overdue {
		t.Error("the day has not passed")
	}
	type person struct {
		Person                   string
		Released, Carried, Filed bool
	}
	var people []person
	for _, r := range one.Reviewers {
		people = append(people, person(r))
	}
	want := []person{{"lee-m", false, true, true}, {"brown-p", false, false, false}, {"okafor-a", true, false, false}}
	if diff := cmp.Diff(want, people); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	said := say(t, w, exitOK, "status", acute)
	for _, want := range []string{
		"released, so the answer is not counted; the reason: fell ill", "started from answers on an earlier text; first asked in round 1",
		"An answer was asked for by 2026-01-01; that day has passed (nothing follows from it).",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing:\n%s", want, said)
		}
	}
}

func TestStatusOfWithdrawnAndSupersededReleases(t *testing.T) {
	w := superseded(recordtest.Published())
	w.Spec(acute, "1.1.0", "candidate", "smith-j", "khan-r")
	w.Decide(record.Withdraw, w.Subject(acute), nil)
	got := statusOf(t, w).Specifications[0]
	if got.State != "withdrawn" || len(got.Published) != 2 || got.Published[0].Superseded || got.Published[1].Withdrawn != 9 {
		t.Errorf("%+v", got)
	}
}

// A tree that was tampered with is named with what is wrong, and never looks well.
func TestStatusOfABrokenChain(t *testing.T) {
	for name, spoil := range map[string]func(w *recordtest.World){
		"register/0003.yaml":   func(w *recordtest.World) { replace(w, "register/0003.yaml", "seq: 3", "seq: 7") },
		"register/0002.yaml":   func(w *recordtest.World) { delete(w.Files, "register/0002.rowe-e.sig") },
		"governance/0001.yaml": func(w *recordtest.World) { replace(w, "governance/0001.yaml", "T. Ng", "T. Eng") },
	} {
		w := askedWorld()
		spoil(w)
		for _, args := range [][]string{{"status"}, {"status", acute}, {"log", acute}} {
			if args[0] == "log" && name == "governance/0001.yaml" {
				continue // nothing of the register can be read then, and the file alone says little
			}
			if said := say(t, w, exitFindings, args...); !strings.Contains(said, strings.TrimSuffix(name, ".yaml")) || !strings.Contains(said, "does not hold") {
				t.Errorf("%q does not say what is wrong with %s:\n%s", args, name, said)
			}
		}
	}
}

// replace changes a file of a world.
func replace(w *recordtest.World, path, old, changed string) {
	w.Files[path] = bytes.Replace(slices.Clone(w.Files[path]), []byte(old), []byte(changed), 1)
}

// A record that does not hold is a blocker of its specification, and a line of its
// life; the rest is as it was.
func TestStatusOfARecordThatDoesNotHold(t *testing.T) {
	w := askedWorld()
	s := w.Subject(acute)
	w.Review(s, "lee-m", nil)
	replace(w, s.ReviewPath("lee-m"), "date: 2026-11-22", "date: 2026-11-23")
	if said := say(t, w, exitOK, "status", acute); !strings.Contains(said, "lee-m.sig") && !strings.Contains(said, "signature") {
		t.Error(said)
	}
	if said := say(t, w, exitOK, "log", acute); !strings.Contains(said, "record of M. Lee (lee-m)") || !strings.Contains(said, "does not hold: ") {
		t.Error(said)
	}
}

// What a record lies on is found by name alone, and is a help.
func TestStatusNamesBranchesNotTakenIn(t *testing.T) {
	w := askedWorld()
	s := w.Subject(acute)
	dir := t.TempDir()
	importWorld(t, dir, w)
	for _, who := range []string{"lee-m", "okafor-a"} {
		gitIn(t, dir, "branch", "credctl/review/"+s.ID+"/"+s.Version+"/"+record.Key16(s.SHA256)+"/"+who, "main")
	}
	gitIn(t, dir, "branch", "credctl/open/"+s.ID+"/"+s.Version+"/"+record.Key16(s.SHA256)+"/rowe-e", "main")
	gitIn(t, dir, "branch", "credctl/review/"+s.ID+"/0.9.0/0123456789abcdef/lee-m", "main")
	said := sayIn(t, dir, exitOK, "status", acute)
	if n := strings.Count(said, "  - credctl/"); n != 2 || !strings.Contains(said, "lee-m is about this text") {
		t.Errorf("%d branches:\n%s", n, said)
	}
	if said := sayIn(t, dir, exitOK, "status"); !strings.Contains(said, "not taken in (2 branches)") {
		t.Error(said)
	}
}

// Nothing is run that a hostile repository's configuration names.
func TestStatusRunsNothing(t *testing.T) {
	dir := t.TempDir()
	importWorld(t, dir, askedWorld())
	trap := filepath.Join(t.TempDir(), "sprung")
	program := filepath.Join(dir, "trap.sh")
	if err := os.WriteFile(program, []byte("#!/bin/sh\ntouch '"+trap+"'\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"core.fsmonitor", "core.pager", "gpg.ssh.program", "gpg.program", "core.sshCommand", "core.editor", "diff.external"} {
		gitIn(t, dir, "config", key, program)
	}
	gitIn(t, dir, "config", "core.hooksPath", dir)
	for _, args := range [][]string{{"status"}, {"status", acute}, {"log", acute}} {
		sayIn(t, dir, exitOK, args...)
	}
	if _, err := os.Stat(trap); err == nil {
		t.Error("something was run")
	}
}
