package validate

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
)

// suppress divides what was found in a file into what is left on a day and what
// its comments suppress, and reports the comments that have run out. The memo is
// not changed: it may be remembered.
func (m *Memo) suppress(set *criteria.Set, today string) (left finding.List, suppressed []Suppressed) {
	if len(m.Ignores) == 0 {
		return m.Found, nil
	}
	back := make([]*finding.Finding, len(m.Ignores)) // the first finding that is back, by comment
	for i := range m.Found {
		f := &m.Found[i]
		best := -1
		for j := range m.Ignores {
			ig := &m.Ignores[j]
			switch {
			case f.Code != ig.Code || !inside(f.Pointer, ig.Pointer) || !MayIgnore(set, f):
			case ig.expired(today):
				if back[j] == nil {
					back[j] = f
				}
			case best < 0 || len(ig.Pointer) > len(m.Ignores[best].Pointer):
				best = j // the comment nearest to the finding
			}
		}
		if best < 0 {
			left = append(left, *f)
			continue
		}
		suppressed = append(suppressed, Suppressed{Finding: *f, Ignore: m.Ignores[best]})
	}
	for j, f := range back {
		if f != nil {
			left = append(left, m.Ignores[j].expiredFinding(f))
		}
	}
	return left, suppressed
}

// expired reports whether the comment's last day is over. Where no date is compared
// with today's, none is.
func (ig *Ignore) expired(today string) bool {
	return ig.Until != "" && today > ig.Until
}

// expiredFinding says that the comment has run out, which suppressed f.
func (ig *Ignore) expiredFinding(f *finding.Finding) finding.Finding {
	return finding.Finding{
		File: f.File, Pos: ig.Pos, End: ig.End, Pointer: ig.Pointer, Code: CodeExpired, Severity: finding.Warning,
		Message:     fmt.Sprintf("the comment suppressed %s until %s, which is over, so the finding is back", ig.Code, ig.Until),
		Help:        "mend what the finding says and delete the comment, or give the reason again with a later day",
		Fingerprint: fingerprint(CodeExpired, f.Fingerprint.String(), ig.Until),
	}
}
