package release

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
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
	compare := fmt.Sprintf("credctl diff %s %s", record.TagName(l.in.Subject.ID, l.in.Previous), record.SpecPath(l.in.Subject.ID))
	if step := changes.Step; step.OK {
		l.all[len(l.all)-1].By = fmt.Sprintf("since release %s: %s", l.in.Previous, step.Reason)
	} else {
		remedy := "raise it"
		if step.Least != "" {
			remedy += " to " + step.Least + " or higher"
		}
		why := WhyStep
		if step.Declared == "back" {
			why = WhyNotHigher
		}
		l.block(why, standing.OwnerAuthors, compare, "since release %s: %s; %s", l.in.Previous, step.Reason, remedy)
	}
	for _, f := range changes.Findings {
		if f.Severity == finding.Error {
			l.block(WhyIDs, standing.OwnerAuthors, compare, "%s: %s", f.Code, f.Message)
		}
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

// core is a version without its number as a release candidate.
func core(version string) string {
	before, _, _ := strings.Cut(version, "-")
	return before
}

// licence asks for an open licence, and for whoever grants it.
func (l *list) licence() {
	id, holder := l.in.Spec.Licence.ID, l.in.Spec.Licence.Holder
	l.ask("licence", "its licence is open, and says who grants it", fmt.Sprintf("%s, by %s", id, holder))
	known := knownOpen(l.in.Licences)
	switch why := notOpen(id); {
	case id == "":
		l.block(WhyNoLicence, standing.OwnerAuthors, "", "the specification names no licence, want %s", known)
	case why != "":
		l.block(WhyLicence, standing.OwnerAuthors, "", "%s, whatever the settings say; want %s", why, known)
	case !slices.Contains(l.in.Licences, id):
		l.block(WhyLicence, standing.OwnerAuthors, "", "%s is none of the open licences of this register, want %s", id, known)
	}
	if strings.TrimSpace(holder) == "" {
		l.block(WhyHolder, standing.OwnerAuthors, "", "licence.holder is missing: nobody is said to grant the licence")
	}
}
