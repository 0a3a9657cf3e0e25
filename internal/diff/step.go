package diff

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/semver"
)

// Step is how far the number of a version went, against how far it has to go.
type Step struct {
	Declared string // the greatest number that was raised: "major", "minor", "patch", "candidate", "none", or "back"
	Needed   string // the number that the changes ask for: "major", "minor", "patch" or "none"
	Least    string // the least version that would do, such as "1.1.0"; "" where that cannot be told
	OK       bool   // the version goes far enough
	Reason   string // in words
}

// NewStep judges the step from one version to the next by the class of what changed.
// The step may be greater than the class asks for, never smaller:
//
//   - A correction asks for the patch number, an adjustment for the minor, a revision
//     for the major one.
//   - Before 1.0.0 nobody was promised anything yet: a revision asks for the minor
//     number, like an adjustment.
//   - A release candidate counts as the version that it is a candidate of: 1.2.0-rc.1
//     is a minor step from 1.1.0.
//   - From one candidate to the next, and to the version itself, anything may change:
//     a candidate was put out for comment. What has to suffice is the step from the
//     release before it.
//   - A version never goes back, and never stays where anything changed.
//
// What stands behind a plus sign says nothing.
func NewStep(before, after string, class Class) Step {
	s := Step{Needed: class.Step(), Declared: "none"}
	was, is := "v"+before, "v"+after
	if !semver.IsValid(was) || !semver.IsValid(is) {
		s.Declared, s.Reason = "back", fmt.Sprintf("%q and %q cannot be compared as versions", before, after)
		return s
	}
	young := semver.Major(was) == "v0"
	if young && class == Revision {
		s.Needed = Adjustment.Step()
	}
	candidate := semver.Prerelease(was) != ""
	s.Declared = declared(was, is)
	s.Least = least(was, s.Needed)
	switch order := semver.Compare(is, was); {
	case order < 0:
		s.Declared, s.Reason = "back", fmt.Sprintf("%s is earlier than %s", after, before)
	case order == 0 && class == Same:
		s.OK, s.Reason = true, "nothing changed, and neither did the version"
	case order == 0:
		s.Reason = fmt.Sprintf("the version is still %s, and the changes are %s", before, indefinite(class))
	case candidate:
		s.OK, s.Reason = true, fmt.Sprintf("%s was a candidate put out for comment: what has to suffice is the step from the release before it", before)
	case class == Same:
		s.OK, s.Reason = true, "nothing changed: any later version will do"
	case rank(s.Declared) < rank(s.Needed):
		s.Reason = fmt.Sprintf("%s raises the %s number, and the changes are %s", after, s.Declared, indefinite(class))
	default:
		s.OK, s.Reason = true, fmt.Sprintf("%s raises the %s number, and the changes ask for the %s one", after, s.Declared, s.Needed)
	}
	if young && class == Revision {
		s.Reason += "; before 1.0.0 a revision asks for the minor number"
	}
	return s
}

func indefinite(c Class) string {
	if c == Adjustment {
		return "an adjustment"
	}
	return "a " + c.String()
}

// rank orders the numbers of a version.
func rank(step string) int {
	return strings.Index("none candidate patch minor major", step)
}

// declared is the greatest number that was raised, of versions that do not go back.
func declared(was, is string) string {
	core := func(v string) string { return strings.TrimSuffix(semver.Canonical(v), semver.Prerelease(v)) }
	switch {
	case semver.Major(was) != semver.Major(is):
		return "major"
	case semver.MajorMinor(was) != semver.MajorMinor(is):
		return "minor"
	case core(was) != core(is):
		return "patch"
	case semver.Compare(was, is) != 0:
		return "candidate"
	}
	return "none"
}

// least is the least version that raises a number; "" where it is beyond counting.
func least(was, step string) string {
	if pre := semver.Prerelease(was); pre != "" {
		return nextCandidate(semver.Canonical(was)[1:], pre, step)
	}
	parts := strings.Split(strings.TrimPrefix(semver.Canonical(was), "v"), ".")
	at := map[string]int{"major": 0, "minor": 1, "patch": 2}
	i, raised := at[step]
	if !raised {
		return strings.Join(parts, ".")
	}
	n, err := strconv.ParseUint(parts[i], 10, 63)
	if err != nil {
		return ""
	}
	parts[i] = strconv.FormatUint(n+1, 10)
	for i++; i < len(parts); i++ {
		parts[i] = "0"
	}
	return strings.Join(parts, ".")
}

// nextCandidate is the candidate behind one: rc.2 behind rc.1.
func nextCandidate(version, pre, step string) string {
	i := strings.LastIndexByte(pre, '.')
	n, err := strconv.ParseUint(pre[i+1:], 10, 63)
	switch {
	case step == "none":
		return version
	case err != nil:
		return ""
	}
	return strings.TrimSuffix(version, pre) + pre[:i+1] + strconv.FormatUint(n+1, 10)
}
