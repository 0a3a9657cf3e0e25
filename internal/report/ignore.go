package report

import (
	"bufio"
	"fmt"
	"io"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

// writeIgnore writes, for each finding that may be suppressed, the comment that
// would do so once somebody says why, under the line above which it goes; and one
// closing line. Of a file the last comes first, so that the numbers hold while
// they are put in. It is for people, and says nothing of a run that broke off.
func writeIgnore(w io.Writer, r Report) error {
	if r.Failure != "" {
		return nil
	}
	set := r.Set
	if set == nil {
		var err error
		if set, err = criteria.NewSet(r.Packs); err != nil {
			return fmt.Errorf("find out what may be suppressed: %w", err)
		}
	}
	out := bufio.NewWriter(w)
	comments, findings, rest := 0, 0, 0
	for found := r.Result.Findings; len(found) > 0; {
		n := 1
		for n < len(found) && found[n].File == found[0].File {
			n++
		}
		entries, left := r.entries(set, found[:n])
		for i, e := range entries {
			if i == 0 || e.Line != entries[i-1].Line {
				fmt.Fprintf(out, "%s\n", lineStart(fmt.Sprintf("%s:%d", Printable(found[0].File), e.Line)))
			}
			fmt.Fprintf(out, "%s\n", Printable(e.Text))
			if i == len(entries)-1 || e.Line != entries[i+1].Line {
				fmt.Fprintf(out, "\n")
			}
			findings += e.Findings
		}
		comments, rest, found = comments+len(entries), rest+left, found[n:]
	}
	fmt.Fprintf(out, "%s\n", ignoreClosing(comments, findings, rest, len(r.Result.Suppressed)))
	return out.Flush()
}

// entries are the comments for the findings of one file.
func (r Report) entries(set *criteria.Set, found finding.List) ([]validate.Entry, int) {
	may := false
	for i := range found {
		may = may || validate.MayIgnore(set, &found[i])
	}
	if !may || r.Sources == nil {
		return nil, len(found)
	}
	return validate.Entries(set, found[0].File, r.Sources(found[0].File), found)
}

// ignoreClosing says what was written and what was not.
func ignoreClosing(comments, findings, rest, suppressed int) string {
	said := "no finding to suppress"
	if comments > 0 {
		said = fmt.Sprintf("%s for %s: put each above its line, and say why between the quotes", plural(comments, "comment"), plural(findings, "finding"))
	}
	if rest > 0 {
		said += fmt.Sprintf("; %s may not be suppressed", plural(rest, "finding"))
	}
	if suppressed > 0 {
		said += fmt.Sprintf("; %d suppressed", suppressed)
	}
	return said
}
