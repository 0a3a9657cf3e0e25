package validate

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Introduced returns head with those findings marked as Known that base has as
// well: in the same file, was being the names that renamed files had in base, with
// the same fingerprint, and weighing no less there. Where head has more of one
// fingerprint than base, the first are known. A finding that weighs more than
// before, because the specification went on to another stage, is not known.
func Introduced(head, base Result, was map[string]string) Result {
	there := tallyOf(base.Findings)
	head.Findings = slices.Clone(head.Findings)
	for i := range head.Findings {
		f := &head.Findings[i]
		file := f.File
		if old, renamed := was[file]; renamed {
			file = old
		}
		f.Known = there.take(file, f)
	}
	return head
}

// UnderOthers returns res with the findings of other that res has not: what the
// same files come to when they are judged by something else as well, which mark
// says in words behind the message.
func UnderOthers(res, other Result, mark string) Result {
	there := tallyOf(res.Findings)
	res.Findings = slices.Clone(res.Findings)
	for _, f := range other.Findings {
		if there.take(f.File, &f) {
			continue
		}
		f.Known = false
		f.Message += " " + mark
		res.Findings = append(res.Findings, f)
	}
	res.Findings.Sort()
	return res
}

// tally is how often each finding is there, by file and fingerprint: the
// severities, the lowest first.
type tally map[string]map[finding.Fingerprint][]finding.Severity

func tallyOf(l finding.List) tally {
	t := tally{}
	for i := range l {
		f := &l[i]
		if t[f.File] == nil {
			t[f.File] = map[finding.Fingerprint][]finding.Severity{}
		}
		t[f.File][f.Fingerprint] = append(t[f.File][f.Fingerprint], f.Severity)
	}
	for _, file := range t {
		for _, severities := range file {
			slices.Sort(severities)
		}
	}
	return t
}

// take reports whether there is a finding like f that weighs no less, and takes
// the lightest such away.
func (t tally) take(file string, f *finding.Finding) bool {
	severities := t[file][f.Fingerprint]
	i, _ := slices.BinarySearch(severities, f.Severity)
	if i == len(severities) {
		return false
	}
	t[file][f.Fingerprint] = slices.Delete(severities, i, i+1)
	return true
}
