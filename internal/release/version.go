package release

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// free asks that the version was never used before.
func (l *list) free() {
	l.ask("version", "its version is used for the first time", l.in.Subject.Version, standing.WhyWithdrawn, standing.WhyPublished)
	v := l.in.Subject.Version
	for _, r := range l.in.Releases {
		if l.in.Candidate() && r.Version == core(v) {
			l.block(standing.WhyPublished, standing.OwnerAuthors, "", "version %s is published already (entry %d of the register), and a candidate comes before it: raise the version", r.Version, r.Seq)
		}
	}
	if slices.Contains(l.in.Tagged, v) && len(l.all[len(l.all)-1].Blockers) == 0 {
		l.block(WhyTagged, standing.OwnerAuthors, "credctl verify "+record.TagName(l.in.Subject.ID, v),
			"there is a tag %s already, of another text, and a version is used once: raise it%s", record.TagName(l.in.Subject.ID, v), next(v))
	}
}

// next names the version that follows a release candidate.
func next(version string) string {
	if !record.IsCandidate(version) {
		return ""
	}
	before, number, _ := strings.Cut(version, "-rc.")
	n, _ := strconv.Atoi(number) // at most nine digits
	return fmt.Sprintf(", to %s-rc.%d", before, n+1)
}

// step asks that the version is raised by at least what the changes take.
func (l *list) step() {
	l.ask("step", "its version is raised by at least what the changes take", "")
	c := &l.all[len(l.all)-1]
	switch in := l.in; {
	case in.Previous == "":
		c.By = "it is the first release"
	case in.Changes == nil:
		l.block(WhyNoPrevious, standing.OwnerStaff, "git fetch --tags origin", "the text of release %s is not here to be compared with: %s", in.Previous, in.Missing)
		l.all[len(l.all)-1].Blockers[0].Unclear = true
	default:
		l.compared(in.Changes)
	}
}

func (l *list) compared(changes *diff.Comparison) {
	before, after := l.in.Previous, l.in.Subject.Version
	took := stepOf(before, core(after))
	switch {
	case took < 0:
		l.block(WhyNotHigher, standing.OwnerAuthors, "", "version %s is not higher than release %s: raise it", after, before)
	case took < changes.Class:
		l.block(WhyStep, standing.OwnerAuthors, fmt.Sprintf("credctl diff %s %s", record.TagName(l.in.Subject.ID, before), record.SpecPath(l.in.Subject.ID)),
			"from %s to %s is %s, and the changes are %s (%s): raise the %s number", before, after, stepWords(took), classWords(changes.Class), changes.Reason, changes.Class.Step())
	default:
		l.all[len(l.all)-1].By = fmt.Sprintf("from %s to %s; the changes are %s", before, after, classWords(changes.Class))
	}
	for _, f := range changes.Findings {
		l.block(WhyIDs, standing.OwnerAuthors, "", "%s: %s", f.Code, f.Message)
	}
}

func classWords(c diff.Class) string {
	switch c {
	case diff.Same:
		return "none that anybody reads"
	case diff.Adjustment:
		return "an adjustment"
	}
	return "a " + c.String()
}

func stepWords(c diff.Class) string {
	if c == diff.Same {
		return "no step"
	}
	return "a " + c.Step() + " step"
}

// core is a version without its number as a release candidate.
func core(version string) string {
	before, _, _ := strings.Cut(version, "-")
	return before
}

// stepOf is the class of changes that the step between two releases is enough for; -1
// where the second is not higher.
func stepOf(before, after string) diff.Class {
	a, b := numbers(before), numbers(after)
	for i, class := range []diff.Class{diff.Revision, diff.Adjustment, diff.Correction} {
		switch {
		case b[i] > a[i]:
			return class
		case b[i] < a[i]:
			return -1
		}
	}
	return -1
}

func numbers(version string) [3]int {
	var n [3]int
	for i, part := range strings.SplitN(core(version), ".", 3) {
		n[i], _ = strconv.Atoi(part)
	}
	return n
}

// licence asks for an open licence, and for whoever grants it.
func (l *list) licence() {
	id, holder := l.in.Spec.Licence.ID, l.in.Spec.Licence.Holder
	l.ask("licence", "its licence is open, and says who grants it", fmt.Sprintf("%s, by %s", id, holder))
	known := strings.Join(l.in.Licences, ", ")
	switch why := notOpen(id); {
	case id == "":
		l.block(WhyNoLicence, standing.OwnerAuthors, "", "the specification names no licence, want one of %s", known)
	case why != "":
		l.block(WhyLicence, standing.OwnerAuthors, "", "%s, whatever the settings say; want one of %s", why, known)
	case !slices.Contains(l.in.Licences, id):
		l.block(WhyLicence, standing.OwnerAuthors, "", "%s is none of the open licences of this register, want one of %s", id, known)
	}
	if strings.TrimSpace(holder) == "" {
		l.block(WhyHolder, standing.OwnerAuthors, "", "licence.holder is missing: nobody is said to grant the licence")
	}
}
