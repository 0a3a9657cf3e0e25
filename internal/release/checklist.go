package release

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// Why something holds up a release, besides what standing says. A word never changes
// its meaning.
const (
	WhyFindings     standing.Reason = "findings"
	WhyIllustrative standing.Reason = "illustrative"
	WhyTagged       standing.Reason = "version-tagged"
	WhyNotHigher    standing.Reason = "version-not-higher"
	WhyStep         standing.Reason = "version-step-too-small"
	WhyIDs          standing.Reason = "id-with-another-meaning"
	WhyNoPrevious   standing.Reason = "release-before-missing"
	WhyNoLicence    standing.Reason = "licence-missing"
	WhyLicence      standing.Reason = "licence-not-open"
	WhyHolder       standing.Reason = "licence-holder-missing"
	WhyComments     standing.Reason = "comments-unanswered"
	WhyRelated      standing.Reason = "related-not-endorsed"
	WhyBeside       standing.Reason = "changes-not-committed"
	WhyEnvironment  standing.Reason = "setting-not-committed"
	WhyNoBranch     standing.Reason = "commit-on-no-branch"
	WhyNotLast      standing.Reason = "register-went-on"
	WhyNewSerial    standing.Reason = "governance-went-on"
)

// Checklist lists everything that a release asks for and how it stands, in the order
// in which people think of it. Who clears what does not hold is said with it.
func Checklist(in *Input) []standing.Condition {
	l := &list{in: in}
	if in.Candidate() {
		l.readable()
		l.illustrative()
		l.free()
		l.step()
		l.licence()
		l.beside()
		l.branch()
		return l.all
	}
	l.left = slices.Clone(in.Decision.Blockers)
	l.candidate()
	l.illustrative()
	l.endorsed()
	l.free()
	l.step()
	l.licence()
	l.comments()
	l.related()
	l.beside()
	l.branch()
	l.register()
	l.signatures()
	at := slices.IndexFunc(l.all, func(c standing.Condition) bool { return c.Name == "endorsed" })
	l.all[at].Blockers = append(l.all[at].Blockers, l.left...) // whatever else standing has to say
	for i := range l.all {
		if len(l.all[i].Blockers) > 0 {
			l.all[i].State, l.all[i].By = standing.NotSatisfied, ""
		}
	}
	return l.all
}

// Blockers are those of all conditions.
func Blockers(conditions []standing.Condition) []standing.Blocker {
	var all []standing.Blocker
	for _, c := range conditions {
		all = append(all, c.Blockers...)
	}
	return all
}

// list is a checklist in the making.
type list struct {
	in   *Input
	all  []standing.Condition
	left []standing.Blocker // of standing, that stand under no condition yet
}

// ask adds a condition, with those blockers of standing that have one of its reasons.
func (l *list) ask(name, text, by string, why ...standing.Reason) {
	c := standing.Condition{Name: name, Text: text, By: by, State: standing.Satisfied}
	has := func(b standing.Blocker) bool { return slices.Contains(why, b.Reason) }
	for _, b := range l.left {
		if has(b) {
			c.Blockers = append(c.Blockers, b)
		}
	}
	l.left = slices.DeleteFunc(l.left, has)
	l.all = append(l.all, c)
}

// block says of the last condition why it does not hold.
func (l *list) block(why standing.Reason, owner, command, format string, args ...any) {
	c := &l.all[len(l.all)-1]
	c.State, c.By = standing.NotSatisfied, ""
	c.Blockers = append(c.Blockers, standing.Blocker{Reason: why, Message: fmt.Sprintf(format, args...), Owner: owner, Command: command})
}

func (l *list) candidate() {
	l.ask("candidate", "it is a candidate that validation finds nothing blocking in", suppressedWords(l.in.Suppressed), standing.WhyStage)
	l.findings(spec.Candidate)
}

// readable is what is asked of a release candidate: it may be incomplete, but not wrong.
func (l *list) readable() {
	l.ask("readable", "it is a draft or a candidate that validation finds nothing blocking in", suppressedWords(l.in.Suppressed))
	if s := l.in.Spec.Stage; s != spec.Draft && s != spec.Candidate {
		l.block(standing.WhyStage, standing.OwnerAuthors, "", "the specification says stage: %s, want draft or candidate", s)
	}
	l.findings(l.in.Spec.Stage)
}

// findings blocks where validation does.
func (l *list) findings(as spec.Stage) {
	const most = 5
	n := 0
	for _, f := range l.in.Found {
		if f.Severity != finding.Error {
			continue
		}
		if n++; n <= most {
			l.block(WhyFindings, standing.OwnerAuthors, fmt.Sprintf("credctl validate --as %s %s", as, record.SpecPath(l.in.Subject.ID)),
				"%d:%d %s: %s", f.Pos.Line, f.Pos.Column, f.Code, f.Message)
		}
	}
	if n > most {
		l.block(WhyFindings, standing.OwnerAuthors, fmt.Sprintf("credctl validate --as %s %s", as, record.SpecPath(l.in.Subject.ID)), "%d more findings", n-most)
	}
}

func suppressedWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 finding is suppressed in the file, with a reason"
	}
	return fmt.Sprintf("%d findings are suppressed in the file, each with a reason", n)
}

func (l *list) illustrative() {
	l.ask("not-illustrative", "nothing in it was made up as an example", "")
	for _, part := range []struct {
		is   bool
		name string
	}{{l.in.Spec.Provenance.Illustrative, "provenance"}, {l.in.Spec.Proposal.Illustrative, "proposal"}} {
		if part.is {
			l.block(WhyIllustrative, standing.OwnerAuthors, "", "%s says illustrative: true, and what was made up is never released", part.name)
		}
	}
}

// branch asks that the commit which is tagged is not lost.
func (l *list) branch() {
	if !l.in.Tags {
		return
	}
	by := l.in.Branch
	if l.in.Detached {
		by += ", and no branch is checked out"
	}
	l.ask("branch", "a branch holds the commit that is tagged", by)
	if l.in.Branch == "" {
		l.block(WhyNoBranch, standing.OwnerStaff, "git switch main && git merge "+l.in.Commit,
			"no branch holds the commit, those made for what is yet to be taken in aside, so that what follows in the register would not know of it")
	}
}

// The reasons of standing that have a condition of their own.
var elsewhere = []standing.Reason{
	standing.WhyStage, standing.WhyWithdrawn, standing.WhyPublished, standing.WhyPending,
	standing.WhyNotStaff, standing.WhySignerAuthor, standing.WhyQuorum,
}

func (l *list) endorsed() {
	by := ""
	for _, e := range l.in.Case.Entries {
		if e.Kind == record.Endorse && !e.Pending() && e.Subject() == l.in.Subject {
			by = fmt.Sprintf("entry %d of the register, signed by %s", e.Seq, names(chain.SignerIDs(e.Signers)))
		}
	}
	var why []standing.Reason
	for _, b := range l.left {
		if !slices.Contains(elsewhere, b.Reason) {
			why = append(why, b.Reason)
		}
	}
	l.ask("endorsed", "exactly this text is endorsed, on records that count", by, why...)
}

func (l *list) related() {
	l.ask("related", "every specification that it names is endorsed", relatedWords(l.in.Related))
	for _, r := range l.in.Related {
		switch {
		case r.Released != "" || r.State == standing.Endorsed || r.State == standing.Published:
		case r.State == "":
			l.block(WhyRelated, standing.OwnerAuthors, "", "related names %s, and there is no such specification", r.ID)
		default:
			l.block(WhyRelated, standing.OwnerStaff, "credctl status "+r.ID, "related names %s, which is %s: it has to be endorsed first, or not to be named", r.ID, r.State)
		}
	}
}

func relatedWords(all []Related) string {
	if len(all) == 0 {
		return "it names none"
	}
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	return names(ids)
}

func (l *list) beside() {
	l.ask("committed", "what lies in the folder is what the commit has", l.in.Elsewhere)
	for _, path := range l.in.Beside {
		l.block(WhyBeside, standing.OwnerStaff, "git status "+path, "%s differs from the commit; commit it, or put it aside with git stash", path)
	}
	for _, name := range l.in.Environment {
		l.block(WhyEnvironment, standing.OwnerStaff, "unset "+name, "%s is set in the environment, and a release goes by what the commit says alone; what is to count is set in .credctl.yaml, and committed", name)
	}
}

func (l *list) comments() {
	l.ask("comments", "every comment on its release candidates is answered", commentsWords(l.in.Comments))
	for _, sheet := range l.in.Comments {
		if n := len(sheet.Problems); n > 0 {
			more := ""
			if n > 1 {
				more = fmt.Sprintf(", and %d more things", n-1)
			}
			l.block(WhyComments, standing.OwnerAuthors, "credctl comments list "+l.in.Subject.ID, "%s cannot be read: %s%s", sheet.Path, sheet.Problems[0], more)
		}
		if n := len(sheet.Unanswered()); n > 0 {
			l.block(WhyComments, standing.OwnerAuthors, "credctl comments list "+l.in.Subject.ID+" --unanswered", "%s", waiting(n, sheet.Version))
		}
	}
}

func commentsWords(sheets []*comments.Sheet) string {
	n := 0
	for _, s := range sheets {
		n += len(s.Comments)
	}
	switch n {
	case 0:
		return "there are none"
	case 1:
		return "1 comment, answered"
	}
	return fmt.Sprintf("%d comments, all answered", n)
}

func waiting(n int, version string) string {
	if n == 1 {
		return fmt.Sprintf("1 comment on %s is not answered", version)
	}
	return fmt.Sprintf("%d comments on %s are not answered", n, version)
}

func names(ids []string) string { return strings.Join(ids, ", ") }
