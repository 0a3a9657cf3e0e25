package criteria

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// gap is a problem with something that is not there.
type gap struct {
	pointer  string // of the first thing that is missing on the way
	bound    *bound
	problem  *Problem
	severity finding.Severity
}

// closeGaps makes one finding of all problems that share a gap: a file without a
// proposal lacks one thing, however many checks look for something in it. The
// finding is that of the weightiest check, the lowest code among equals; the
// others are named beside it.
func closeGaps(doc *yamldoc.Document, gaps []gap) finding.List {
	if len(gaps) == 0 {
		return nil
	}
	slices.SortStableFunc(gaps, func(a, b gap) int {
		if c := strings.Compare(a.pointer, b.pointer); c != 0 {
			return c
		}
		if a.severity != b.severity {
			return int(b.severity) - int(a.severity)
		}
		return strings.Compare(a.bound.check.Code, b.bound.check.Code)
	})
	var found finding.List
	for i := 0; i < len(gaps); {
		j := i + 1
		for j < len(gaps) && gaps[j].pointer == gaps[i].pointer {
			j++
		}
		found = append(found, oneGap(doc, gaps[i:j]))
		i = j
	}
	return found
}

// oneGap makes the finding of problems that share a gap, the weightiest first.
func oneGap(doc *yamldoc.Document, gaps []gap) finding.Finding {
	f := gaps[0].bound.finding(gaps[0].problem, gaps[0].severity)
	if len(gaps) == 1 {
		return f
	}
	missing := doc.At(gaps[0].pointer)
	f.Pointer = gaps[0].pointer
	f.Message = nameOf(missing) + " is missing"
	var inside []string
	for i := range gaps {
		if code := gaps[i].bound.check.Code; code != f.Code && !slices.Contains(f.Also, code) {
			f.Also = append(f.Also, code)
		}
		rest := strings.TrimPrefix(gaps[i].problem.At.Pointer(), gaps[0].pointer)
		if rest != "" && !slices.Contains(inside, rest) {
			inside = append(inside, rest)
		}
	}
	slices.Sort(f.Also)
	if len(inside) > 0 {
		f.Help = addHelp(gaps[0].pointer, inside)
	}
	return f
}

// addHelp says which part to add, and what is looked for in it.
func addHelp(pointer string, inside []string) string {
	const most = 8
	words := make([]string, len(inside))
	for i := range inside {
		words[i] = strings.Trim(decode.Name(inside[i]), "`")
	}
	key := pointer[strings.LastIndexByte(pointer, '/')+1:]
	return fmt.Sprintf("add a line \"%s:\" and under it %s", key, fewOf(words, most))
}
