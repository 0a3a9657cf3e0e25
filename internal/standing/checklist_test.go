package standing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/standing"
)

// listedAs writes a checklist in lines.
func listedAs(list []standing.Condition) []string {
	var lines []string
	for _, c := range list {
		line := fmt.Sprintf("%s: %s", c.Name, c.State)
		if c.By != "" {
			line += " (" + c.By + ")"
		}
		for _, b := range c.Blockers {
			line += " " + string(b.Reason)
		}
		lines = append(lines, line)
	}
	return lines
}

// wholeChecklist fails unless each blocker of a decision stands in its checklist
// once, and the list says that all is well only where it is.
func wholeChecklist(t *testing.T, d *standing.Decision, c standing.Case) {
	t.Helper()
	var listed []standing.Reason
	well, n := true, 0
	for _, condition := range d.Checklist(c) {
		listed = append(listed, reasons(condition.Blockers)...)
		n += len(condition.Blockers)
		well = well && (condition.State == standing.Satisfied || condition.State == standing.Awaited)
	}
	slices.Sort(listed)
	if diff := cmp.Diff(reasons(d.Blockers), slices.Compact(listed)); diff != "" || n != len(d.Blockers) {
		t.Errorf("the checklist has %d of %d blockers:\n%s", n, len(d.Blockers), diff)
	}
	if well != d.Allowed() {
		t.Errorf("the checklist says well: %v, and the decision %v\n%q", well, d.Allowed(), listedAs(d.Checklist(c)))
	}
}

// TestChecklist: what is asked for, and how it stands.
func TestChecklist(t *testing.T) {
	check := func(w *recordtest.World, act record.Act, signers []string, want ...string) {
		t.Helper()
		c := ask(t, w, act)
		c.Signers = signers
		d := standing.Decide(c)
		if diff := cmp.Diff(want, listedAs(d.Checklist(c))); diff != "" {
			t.Errorf("%s: %s", act, diff)
		}
		wholeChecklist(t, &d, c)
	}
	round := func(w *recordtest.World) string {
		_, path := w.Round(w.Subject(id))
		return path
	}
	w := reviewed()
	check(w, record.Endorse, []string{"rowe-e"},
		"chain: satisfied (governance version 1)", "stage: satisfied", "version: satisfied",
		"round: satisfied ("+round(w)+", opened by entry 3 of the register)", "packs: satisfied (endorsement@1.0.0)",
		"authors: satisfied (smith-j and khan-r)", "nobody-dropped: satisfied", "independence: satisfied (okafor-a and lee-m)",
		"records: satisfied (okafor-a and lee-m)", "reviewers: satisfied (okafor-a (clinical) and lee-m (academic))",
		"undecided: satisfied", "register: satisfied", "signatures: awaited (rowe-e, and 1 more, of quinn-d and shah-k)")
	check(candidate(), record.Endorse, []string{"rowe-e", "shah-k"},
		"chain: satisfied (governance version 1)", "stage: satisfied", "version: satisfied", "round: not satisfied no-round",
		"packs: untold", "authors: untold", "nobody-dropped: untold", "independence: untold", "records: untold", "reviewers: untold",
		"undecided: untold", "register: satisfied", "signatures: satisfied (rowe-e and shah-k)")
	w = asked()
	check(w, record.Endorse, nil,
		"chain: satisfied (governance version 1)", "stage: satisfied", "version: satisfied",
		"round: satisfied ("+round(w)+", opened by entry 3 of the register)", "packs: satisfied (endorsement@1.0.0)",
		"authors: satisfied (smith-j and khan-r)", "nobody-dropped: satisfied", "independence: satisfied (okafor-a and lee-m)",
		"records: not satisfied record-missing record-missing",
		"reviewers: not satisfied (1 more academic and 1 more clinical wanted)",
		"undecided: satisfied", "register: satisfied", "signatures: awaited (2 more, of quinn-d, rowe-e and shah-k)")
	check(w, record.Withdraw, nil,
		"chain: satisfied (governance version 1)", "withdrawable: not satisfied nothing-to-withdraw", "register: satisfied",
		"signatures: awaited (2 more, of quinn-d, rowe-e and shah-k)")
	check(endorsed(), record.Publish, []string{"rowe-e", "shah-k"},
		"chain: satisfied (governance version 1)", "stage: satisfied", "version: satisfied",
		"round: satisfied ("+round(w)+", opened by entry 3 of the register)", "packs: satisfied (endorsement@1.0.0)",
		"authors: satisfied (smith-j and khan-r)", "nobody-dropped: satisfied", "independence: satisfied (okafor-a and lee-m)",
		"records: satisfied (okafor-a and lee-m)", "reviewers: satisfied (okafor-a (clinical) and lee-m (academic))",
		"endorsed: satisfied", "register: satisfied", "signatures: satisfied (rowe-e and shah-k)")
}

// TestDone: an act that was done already says by which entry.
func TestDone(t *testing.T) {
	for _, test := range []struct {
		act  record.Act
		do   func(w *recordtest.World)
		want int
	}{
		{record.Endorse, func(*recordtest.World) {}, 4},
		{record.Decline, func(*recordtest.World) {}, 0},
		{record.Decline, func(w *recordtest.World) { w.Decide(record.Decline, w.Subject(id), nil) }, 5},
		{record.Endorse, func(w *recordtest.World) { w.Review(w.Subject(id), "lee-m", unfavourable) }, 0},
		{record.Publish, func(*recordtest.World) {}, 0},
		{record.Publish, func(w *recordtest.World) { w.Decide(record.Publish, w.Subject(id), nil) }, 5},
		{record.Withdraw, func(w *recordtest.World) { w.Decide(record.Withdraw, w.Subject(id), nil) }, 5},
	} {
		w := endorsed()
		test.do(w)
		c := ask(t, w, test.act)
		if d := standing.Decide(c); d.Done != test.want || d.Done > 0 && d.Allowed() {
			t.Errorf("%s: done by entry %d, want %d; blockers %v", test.act, d.Done, test.want, reasons(d.Blockers))
		}
	}
}

// TestNewest: a version that was withdrawn comes behind any other.
func TestNewest(t *testing.T) {
	list := []standing.Release{{Version: "1.9.0"}, {Version: "1.10.0"}, {Version: "2.0.0", Withdrawn: 9}, {Version: "1.2.0"}}
	if got := standing.Newest(list).Version; got != "1.10.0" {
		t.Errorf("%s, want 1.10.0", got)
	}
	if got := standing.Newest([]standing.Release{{Version: "1.0.0", Withdrawn: 3}, {Version: "2.0.0", Withdrawn: 9}}).Version; got != "2.0.0" {
		t.Errorf("%s, want 2.0.0", got)
	}
}
