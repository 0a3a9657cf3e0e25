package standing

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// open judges a round that is to be opened.
func (j *judge) open() {
	if j.round = j.c.Round; j.round == nil {
		j.block(WhyNoRound, OwnerStaff, "", "there is no round to open")
		return
	}
	g := j.c.Governance
	if j.round.SpecSHA256 != j.c.Subject.SHA256 {
		j.block(WhyRoundText, OwnerStaff, "", "the round is on a text with the SHA-256 %s, want %s", j.round.SpecSHA256, j.c.Subject.SHA256)
	}
	if j.round.GovernanceSerial != g.Serial {
		j.block(WhyRoundGovernance, OwnerStaff, "", "the round is under governance %d, and %d is in force", j.round.GovernanceSerial, g.Serial)
	}
	if j.kind == record.Endorsement {
		j.stage()
		j.versionFree()
	}
	j.unanswered()
	j.packsInForce()
	j.releases()
	j.authors()
	j.independence()
	j.ready()
	j.nobodyDropped()
	j.enough()
	j.d.Needs = nil // those asked have not been asked yet
}

// unanswered asks that what the round is to decide was not decided on this very text
// already, and that a round at the gateway takes no round for endorsement away.
func (j *judge) unanswered() {
	if e := lastOf(j.c.Entries, record.Accept, j.ofText); e != nil && j.kind == record.Gateway {
		j.block(WhyDone, OwnerStaff, "", "entry %d of the register accepts this text already, and that holds whatever becomes of the text", e.Seq)
		return
	}
	var last *chain.Round
	for i := range j.c.Text.Rounds {
		if r := &j.c.Text.Rounds[i]; r.Opened > 0 {
			last = r
		}
	}
	if last == nil {
		return
	}
	declined := lastOf(j.c.Entries, record.Decline, func(e *chain.Entry) bool { return j.ofText(e) && e.RoundSHA256 == last.SHA256 })
	switch {
	case declined != nil && last.Kind == j.kind:
		j.block(WhyDeclined, OwnerAuthors, "", declinedWords, declined.Seq)
	case declined == nil && last.Kind == record.Endorsement && j.kind == record.Gateway:
		j.block(WhyRoundKind, OwnerStaff, "", "a round for endorsement is open on this text (%s), and a round for the gateway would take its place", last.Path)
	}
}

const declinedWords = "entry %d of the register declines this text; a changed text and a new round may follow"

// ready asks that everybody who is to be asked can do what is asked: has a key and
// a role that reviews.
func (j *judge) ready() {
	for _, person := range distinct(j.round.Reviewers) {
		p := j.people[person]
		if p == nil {
			continue
		}
		if !hasKey(p) {
			j.block(WhyNoKey, person, "credctl enrol", "%s is asked to review and has no active key in governance %d", person, j.c.Governance.Serial)
			j.bar(person)
		}
		if !reviews(p.Roles, "") {
			j.block(WhyNoRole, OwnerOfficers, "credctl governance propose", "%s is asked to review and is neither academic nor clinical in governance %d", person, j.c.Governance.Serial)
			j.bar(person)
		}
	}
}

// stage asks that the text is put forward as a candidate.
func (j *judge) stage() {
	if j.c.Stage != "candidate" {
		j.block(WhyStage, OwnerAuthors, "credctl validate --as candidate "+record.SpecPath(j.c.Subject.ID),
			"the specification says stage: %s, want candidate", orNothing(j.c.Stage))
	}
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}

// versionFree asks that the version was neither published nor withdrawn: a version
// is used once.
func (j *judge) versionFree() {
	if e := lastOf(j.c.Entries, record.Withdraw, j.ofVersion); e != nil {
		j.block(WhyWithdrawn, OwnerAuthors, "", "version %s was withdrawn (entry %d of the register), and a version is used once: raise it", j.c.Subject.Version, e.Seq)
		return
	}
	if e := lastOf(j.c.Entries, record.Publish, j.ofVersion); e != nil {
		if j.c.Act == record.Publish && j.ofText(e) {
			j.d.Done = e.Seq
		}
		j.block(WhyPublished, OwnerAuthors, "", "version %s is published (entry %d of the register), and a version is used once: raise it", j.c.Subject.Version, e.Seq)
	}
}

func (j *judge) ofVersion(e *chain.Entry) bool {
	return e.SpecID == j.c.Subject.ID && e.SpecVersion == j.c.Subject.Version
}

func (j *judge) ofText(e *chain.Entry) bool { return e.Subject() == j.c.Subject }

// lastOf returns the last complete entry of a kind that fits; nil if none does.
func lastOf(entries []*chain.Entry, kind record.Act, fits func(*chain.Entry) bool) *chain.Entry {
	for _, e := range slices.Backward(entries) {
		if e.Kind == kind && !e.Pending() && fits(e) {
			return e
		}
	}
	return nil
}

func (j *judge) endorse() {
	j.stage()
	j.versionFree()
	j.review(record.Endorsement)
	j.undecided(record.Endorse)
}

// undecided asks that the last round was not decided already.
func (j *judge) undecided(act record.Act) {
	if j.d.Round == nil {
		return
	}
	ofRound := func(e *chain.Entry) bool { return j.ofText(e) && e.RoundSHA256 == j.d.Round.SHA256 }
	if e := lastOf(j.c.Entries, record.Decline, ofRound); e != nil {
		if j.c.Act == record.Decline {
			j.d.Done = e.Seq
		}
		j.block(WhyDeclined, OwnerAuthors, "", declinedWords, e.Seq)
	}
	e := lastOf(j.c.Entries, act, ofRound)
	if e == nil || j.newRecords(e) {
		return
	}
	if j.c.Act == act {
		j.d.Done = e.Seq
	}
	j.block(WhyDone, OwnerStaff, "", "entry %d of the register decides it already", e.Seq)
}

// newRecords reports whether the records in the folder are others than those that
// an entry lists.
func (j *judge) newRecords(e *chain.Entry) bool {
	present := make([]record.Listed, len(j.c.Text.Records))
	for i := range present {
		present[i] = record.Listed{Path: j.c.Text.Records[i].Path, SHA256: j.c.Text.Records[i].SHA256}
	}
	byPath := func(a, b record.Listed) int { return strings.Compare(a.Path, b.Path) }
	slices.SortFunc(present, byPath)
	return !slices.Equal(present, slices.SortedFunc(slices.Values(e.Records), byPath))
}

// decline asks for an opened round on the text that is not decided. What the
// records say is for staff to weigh.
func (j *judge) decline() {
	if n := len(j.c.Text.Rounds); n > 0 {
		j.setKind(j.c.Text.Rounds[n-1].Kind)
	}
	if !j.lastRound() {
		return
	}
	act := record.Endorse
	if j.kind == record.Gateway {
		act = record.Accept
	}
	j.undecided(act)
}

// publish asks that the endorsement stands: given on this text, on the last round
// and on all records, by what counts.
func (j *judge) publish() {
	j.stage()
	j.versionFree()
	e := lastOf(j.c.Entries, record.Endorse, j.ofText)
	if e == nil {
		j.block(WhyNotEndorsed, OwnerStaff, "credctl endorse "+j.c.Subject.ID, "no complete entry of the register endorses this text")
		return
	}
	j.decidedBy = chain.SignerIDs(e.Signers)
	j.review(record.Endorsement)
	if j.d.Round == nil {
		return
	}
	again := "credctl endorse " + j.c.Subject.ID
	switch {
	case e.RoundSHA256 != j.d.Round.SHA256:
		j.block(WhyEndorsementOutdated, OwnerStaff, again, "entry %d of the register endorses an earlier round than %s", e.Seq, j.d.Round.Path)
	case j.newRecords(e):
		j.block(WhyEndorsementOutdated, OwnerStaff, again, "the records on this text are others than those that entry %d of the register lists", e.Seq)
	}
}

// withdraw asks that there is something to withdraw.
func (j *judge) withdraw() {
	if e := lastOf(j.c.Entries, record.Withdraw, j.ofVersion); e != nil {
		j.d.Done = e.Seq
		j.block(WhyWithdrawn, OwnerStaff, "", "version %s is withdrawn already (entry %d of the register)", j.c.Subject.Version, e.Seq)
		return
	}
	decided := lastOf(j.c.Entries, record.Publish, j.ofText)
	if decided == nil {
		decided = lastOf(j.c.Entries, record.Endorse, j.ofText)
	}
	if decided == nil {
		j.block(WhyNothingToWithdraw, OwnerStaff, "", "version %s of this text was neither endorsed nor published", j.c.Subject.Version)
	}
}
