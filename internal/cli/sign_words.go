package cli

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// print lists on standard output what waits: for this person, for others, and what
// has its signatures and waits to be taken in.
func (s *sitting) print() error {
	var mine, others, done []*signable
	for _, a := range s.all {
		switch {
		case a.missing() == 0:
			done = append(done, a)
		case a.isMine():
			mine = append(mine, a)
		default:
			others = append(others, a)
		}
	}
	var lines []string
	if len(mine) == 0 {
		lines = append(lines, "Nothing waits for your signature.")
	} else {
		lines = append(lines, fmt.Sprintf("%s for the signature of %s:", waits(len(mine)), mine[0].me.ID))
	}
	for _, a := range mine {
		lines = append(append(lines, ""), a.lines(true)...)
	}
	for _, part := range []struct {
		title string
		list  []*signable
	}{{"Waits for others:", others}, {"Has all its signatures, and waits to be taken in:", done}} {
		if len(part.list) > 0 {
			lines = append(lines, "", part.title)
		}
		for _, a := range part.list {
			lines = append(append(lines, ""), a.lines(false)...)
		}
	}
	return s.printLines(lines)
}

func waits(n int) string {
	if n == 1 {
		return "1 file waits"
	}
	return fmt.Sprintf("%d files wait", n)
}

func (s *sitting) printItem(a *signable) error { return s.printLines(append(a.lines(true), "")) }

func (s *sitting) printLines(lines []string) error {
	for _, line := range lines {
		if _, err := fmt.Fprintln(s.env.Out, report.Printable(line)); err != nil {
			return err
		}
	}
	return nil
}

// lines say in words what a file decides, where it waits, and who signed it. Whole is
// for who may sign it, and needs to see what it rests on.
func (a *signable) lines(whole bool) []string {
	mark := "-  "
	if a.number > 0 {
		mark = fmt.Sprintf("%-3s", fmt.Sprintf("%d.", a.number))
	}
	lines := []string{fmt.Sprintf("%s%s: %s", mark, a.Path, a.decides())}
	say := func(what, format string, args ...any) {
		lines = append(lines, fmt.Sprintf("     %-9s%s", what, fmt.Sprintf(format, args...)))
	}
	for i, p := range a.Places {
		what := ""
		if i == 0 {
			what = "on"
		}
		say(what, "%s", p)
	}
	if a.Entry != nil && a.Entry.Reason != "" {
		say("reason", "%s", a.Entry.Reason)
	}
	signed := "by " + signersNamed(a.signers())
	switch {
	case len(a.taken) > 0: // no signature is of any use
	case a.missing() == 0 && a.toMerge() == "": // it is taken in
	case a.missing() == 0:
		signed += "; take it in: git merge " + a.toMerge()
	default:
		signed += "; it takes " + moreSignatures(a.missing(), a.canSign)
	}
	say("signed", "%s", signed)
	for _, p := range a.refused() {
		say("beware", "a signature does not count: %s", p.Message)
	}
	for _, why := range a.taken {
		if !a.isMine() { // it is among the reasons, otherwise
			say("too late", "%s", why)
		}
	}
	for _, rival := range a.rivals {
		say("conflict", "another %s waits on %s; only one can be taken in, and then who made the other %s", a.Path, rival, a.again())
	}
	if whole {
		lines = append(lines, a.details()...)
	}
	return lines
}

// decides says in words what a file is for.
func (a *signable) decides() string {
	if s := a.Serial; s != nil {
		if s.Serial == 1 {
			return "the first version of governance"
		}
		return fmt.Sprintf("version %d of governance", s.Serial)
	}
	e := a.Entry
	if e.Kind == record.Open {
		return fmt.Sprintf("open a round on %s %s", e.SpecID, e.SpecVersion)
	}
	return fmt.Sprintf("%s %s %s", e.Kind, e.SpecID, e.SpecVersion)
}

// details are what the person has to know who signs: what changes, or what the
// decision rests on, and why it cannot be signed.
func (a *signable) details() []string {
	lines := []string{"     SHA-256  " + a.SHA256()}
	if a.Serial != nil {
		lines = append(lines, "     changes")
		for _, change := range changesInWords(a.before(), &a.Serial.Governance) {
			lines = append(lines, "       - "+change)
		}
	} else {
		lines = append(lines, a.entryDetails()...)
	}
	if why := a.reasons(); a.isMine() && len(why) > 0 {
		lines = append(lines, "     It cannot be signed by "+a.me.ID+":")
		for _, w := range why {
			lines = append(lines, "       - "+strings.ReplaceAll(w, "\n", "\n         "))
		}
	}
	return strings.Split(strings.Join(lines, "\n"), "\n")
}

// before is the version of governance before the one that waits; nil if there is none.
func (a *signable) before() *record.Governance {
	if n := a.Serial.Serial; n > 1 {
		return &a.Book.Governance[n-2].Governance
	}
	return nil
}

// entryDetails are the round, the records and the checklist of an entry.
func (a *signable) entryDetails() []string {
	e := a.Entry
	lines := []string{"     text     " + e.SpecPath + ", SHA-256 " + e.SpecSHA256}
	if round, _, err := a.Book.RoundOf(e); err == nil && round != nil {
		lines = append(lines, fmt.Sprintf("     round    %s, for %s, asks %s", round.Path, round.Kind, andLast(round.Reviewers)))
		lines = append(lines, releasedLines(round)...)
	}
	for _, l := range e.Records {
		lines = append(lines, "     record   "+l.Path)
	}
	if a.decision == nil {
		return lines
	}
	lines = append(lines, "     The rules, asked again:")
	for _, line := range append(conditionLines(a.decision.Checklist(a.question)), answerLines(a.decision)...) {
		lines = append(lines, strings.TrimRight("     "+line, " "))
	}
	return lines
}

func releasedLines(r *chain.Round) []string {
	var lines []string
	for _, released := range r.Released {
		lines = append(lines, fmt.Sprintf("     released %s: %s", released.Reviewer, released.Reason))
	}
	return lines
}

// What waits, for programs. Its keys are a contract.
type (
	waitingJSON struct {
		File    string       `json:"file"`
		SHA256  string       `json:"sha256"`
		Decides string       `json:"decides"`
		Act     string       `json:"act"` // of the register, or "govern"
		Spec    *subjectJSON `json:"spec,omitempty"`
		Serial  int          `json:"serial,omitempty"`
		Reason  string       `json:"reason,omitempty"`
		Places  []placeJSON  `json:"places"`
		Signed  []string     `json:"signed"`
		Missing int          `json:"missing"`
		CanSign []string     `json:"can_sign"`
		Yours   bool         `json:"yours"`
		Refused []string     `json:"refused"`
		Rivals  []string     `json:"rivals"`
	}
	placeJSON struct {
		Branch string `json:"branch"`
		Remote string `json:"remote,omitempty"`
		Commit string `json:"commit"`
	}
)

func (s *sitting) printJSON() error {
	list := []waitingJSON{}
	for _, a := range s.all {
		refused := orEmpty(a.taken)
		if a.isMine() {
			refused = orEmpty(a.reasons())
		}
		told := waitingJSON{
			File: a.Path, SHA256: a.SHA256(), Decides: a.decides(), Act: "govern", Places: []placeJSON{}, Signed: []string{},
			Missing: a.missing(), CanSign: orEmpty(a.canSign), Yours: a.isMine(), Refused: refused, Rivals: orEmpty(a.rivals),
		}
		if e := a.Entry; e != nil {
			told.Act, told.Reason = string(e.Kind), e.Reason
			told.Spec = &subjectJSON{e.SpecID, e.SpecVersion, e.SpecSHA256}
		} else {
			told.Serial = a.Serial.Serial
		}
		for _, p := range a.Places {
			told.Places = append(told.Places, placeJSON{p.Branch, p.Remote, p.Commit})
		}
		for _, signer := range a.signers() {
			told.Signed = append(told.Signed, signer.Person)
		}
		list = append(list, told)
	}
	return s.env.printJSON(list)
}
