package yamldoc

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/finding"
)

// mostPerCode is how many findings of one code a file gets; what is beyond is
// counted, so that neither a reader nor the memory is flooded.
const mostPerCode = 20

// report gathers the findings of one file.
type report struct {
	file  string
	found finding.List
	count map[string]int
	more  map[string]finding.Finding // the first finding of a code beyond the most
	most  int                        // how many findings of one code there may be

	tabbed bool // a tab was found in the indentation
}

func newReport(file string) *report {
	return &report{file: file, count: map[string]int{}, more: map[string]finding.Finding{}, most: mostPerCode}
}

// full reports whether code has all the findings it may have, and if so counts
// one more: a caller that would have to make up words can spare them.
func (r *report) full(code string) bool {
	if r.count[code] <= r.most {
		return false
	}
	r.count[code]++
	return true
}

// add takes a finding; its file is filled in.
func (r *report) add(f finding.Finding) {
	f.File = r.file
	r.count[f.Code]++
	switch n := r.count[f.Code]; {
	case n <= r.most:
		r.found = append(r.found, f)
	case n == r.most+1:
		r.more[f.Code] = f
	}
}

// list returns the findings in order, with one more for each code of which there
// were too many.
func (r *report) list() finding.List {
	if len(r.found) == 0 {
		return nil
	}
	found := r.found
	for code, f := range r.more {
		if rest := r.count[code] - r.most; rest > 1 {
			f.Message = fmt.Sprintf("%s (and the same in %d more places, which are not listed)", f.Message, rest-1)
		}
		found = append(found, f)
	}
	found.Sort()
	return found
}
