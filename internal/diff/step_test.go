package diff_test

import (
	"testing"

	"github.com/advancing-practice/credctl/internal/diff"
)

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		before, after string
		class         diff.Class
		declared      string
		needed        string
		least         string
		ok            bool
	}{
		{"1.0.0", "1.0.0", diff.Same, "none", "none", "1.0.0", true},
		{"1.0.0", "1.0.1", diff.Same, "patch", "none", "1.0.0", true},
		{"1.0.0", "1.0.0", diff.Correction, "none", "patch", "1.0.1", false},
		{"1.0.0", "1.0.0+build.2", diff.Correction, "none", "patch", "1.0.1", false},
		{"1.0.0", "1.0.1", diff.Correction, "patch", "patch", "1.0.1", true},
		{"1.0.0", "3.0.0", diff.Correction, "major", "patch", "1.0.1", true},
		{"1.2.3", "1.2.4", diff.Adjustment, "patch", "minor", "1.3.0", false},
		{"1.2.3", "1.3.0", diff.Adjustment, "minor", "minor", "1.3.0", true},
		{"1.9.3", "1.10.0", diff.Revision, "minor", "major", "2.0.0", false},
		{"1.9.3", "2.0.0", diff.Revision, "major", "major", "2.0.0", true},
		{"9.0.0", "10.0.0", diff.Revision, "major", "major", "10.0.0", true},
		{"2.0.0", "1.9.9", diff.Same, "back", "none", "2.0.0", false},
		// Before 1.0.0 nobody was promised anything.
		{"0.3.0", "0.3.1", diff.Revision, "patch", "minor", "0.4.0", false},
		{"0.3.0", "0.4.0", diff.Revision, "minor", "minor", "0.4.0", true},
		{"0.3.0", "1.0.0", diff.Revision, "major", "minor", "0.4.0", true},
		{"0.3.0", "0.3.1", diff.Correction, "patch", "patch", "0.3.1", true},
		{"0.9.0", "1.0.0-rc.1", diff.Revision, "major", "minor", "0.10.0", true},
		// A candidate counts as what it is a candidate of.
		{"1.1.0", "1.2.0-rc.1", diff.Adjustment, "minor", "minor", "1.2.0", true},
		{"1.1.0", "1.1.1-rc.1", diff.Adjustment, "patch", "minor", "1.2.0", false},
		{"1.1.0", "1.2.0-rc.1", diff.Revision, "minor", "major", "2.0.0", false},
		{"1.1.0", "1.1.0-rc.2", diff.Same, "back", "none", "1.1.0", false},
		// From a candidate on anything may change.
		{"1.2.0-rc.1", "1.2.0-rc.2", diff.Revision, "candidate", "major", "1.2.0-rc.2", true},
		{"1.2.0-rc.9", "1.2.0-rc.10", diff.Adjustment, "candidate", "minor", "1.2.0-rc.10", true},
		{"1.2.0-rc.1", "1.2.0", diff.Revision, "candidate", "major", "1.2.0-rc.2", true},
		{"1.2.0-rc.1", "1.2.0-rc.1", diff.Correction, "none", "patch", "1.2.0-rc.2", false},
		{"1.2.0-rc.1", "1.2.0-rc.1", diff.Same, "none", "none", "1.2.0-rc.1", true},
		// What is no version, or beyond counting.
		{"", "1.0.0", diff.Same, "back", "none", "", false},
		{"99999999999999999999.0.0", "99999999999999999999.0.0", diff.Revision, "none", "major", "", false},
	} {
		got := diff.NewStep(c.before, c.after, c.class)
		if got.Declared != c.declared || got.Needed != c.needed || got.Least != c.least || got.OK != c.ok || got.Reason == "" {
			t.Errorf("%s to %s, %s: %+v, want %+v", c.before, c.after, c.class, got, c)
		}
	}
}
