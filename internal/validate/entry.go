package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Entry is a comment that would suppress findings once it gives a reason.
type Entry struct {
	Line     int    // it goes above this line of the file as it is
	Text     string // the line to put in, indented as it must be
	Findings int    // how many of the findings it would suppress
}

// Entries returns the comments that would suppress what may be suppressed of the
// findings of one file, the last of the file first: put in in this order, none
// moves the line of the next. The rest is how many findings are left over.
func Entries(set *criteria.Set, file string, data []byte, found finding.List) (entries []Entry, rest int) {
	doc, _ := yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: len(data)})
	for i := range found {
		f := &found[i]
		if doc == nil || !MayIgnore(set, f) {
			rest++
			continue
		}
		at, _, ok := doc.At(f.Pointer).CommentPlace()
		if !ok {
			rest++
			continue
		}
		e := Entry{Line: at.Line, Text: fmt.Sprintf(`%s# credctl: ignore %s reason=""`, strings.Repeat(" ", at.Column-1), f.Code)}
		j := slices.IndexFunc(entries, func(o Entry) bool { return o.Line == e.Line && o.Text == e.Text })
		if j < 0 {
			entries, j = append(entries, e), len(entries)
		}
		entries[j].Findings++
	}
	slices.SortStableFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(b.Line, a.Line), cmp.Compare(a.Text, b.Text))
	})
	return entries, rest
}
