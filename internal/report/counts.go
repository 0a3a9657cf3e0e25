package report

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// counts are numbers of findings by severity.
type counts struct{ errors, warnings, notes int }

func (c *counts) add(s finding.Severity) {
	switch s {
	case finding.Error:
		c.errors++
	case finding.Warning:
		c.warnings++
	case finding.Note:
		c.notes++
	}
}

func countAll(l finding.List) counts {
	var c counts
	for i := range l {
		c.add(l[i].Severity)
	}
	return c
}

// countKnown counts the findings that the base of a comparison has not, and those
// that it has.
func countKnown(l finding.List) (introduced, known int) {
	for i := range l {
		if l[i].Known {
			known++
		}
	}
	return len(l) - known, known
}

// countByFile counts the findings of each file.
func countByFile(l finding.List) map[string]counts {
	byFile := map[string]counts{}
	for i := range l {
		c := byFile[l[i].File]
		c.add(l[i].Severity)
		byFile[l[i].File] = c
	}
	return byFile
}

// String says c in words: "2 errors, 1 note", or "no findings".
func (c counts) String() string {
	if c == (counts{}) {
		return "no findings"
	}
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
	}{{c.errors, "error"}, {c.warnings, "warning"}, {c.notes, "note"}} {
		if part.n > 0 {
			parts = append(parts, plural(part.n, part.noun))
		}
	}
	return strings.Join(parts, ", ")
}

// plural says how many: "1 note", "2 notes".
func plural(n int, noun string) string { return pluralOf(n, noun, noun+"s") }

// pluralOf is plural for a noun that does not take an s.
func pluralOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
