// Package validate checks specifications against the format, the criteria packs
// in force and each other. It does no I/O of its own: the caller hands it a way
// to read files, so that only a few of them are in memory at a time.
package validate

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Input is what a run checks, and against what.
type Input struct {
	Files      []string          // the specifications to be checked, each named once
	Others     []string          // further specifications of the repository: only their ids count
	Looked     map[string]Looked // what is known of Others already; they are not read again
	Loose      []string          // those of Files that lie in no repository, such as standard input: their ids clash with nobody's; sorted
	Strays     []Stray           // files that lie among the specifications and are none
	Read       func(file string) ([]byte, error)
	Skim       func(file string, use func(data []byte)) error // Read for Look alone: what use is given is good until it returns; may be nil
	Criteria   *criteria.Set
	Frameworks *framework.Registry
	As         spec.Stage // the stage to judge at; "": the one each file says
	Reading    yamldoc.Options
	Today      string // YYYY-MM-DD, or "": no date is compared with today's
	TallyOnly  bool   // count the evidence and let it go: what is kept then grows with the findings alone
	Progress   func() // called after each file, from several goroutines; may be nil
	Memory     Memory // what is known from earlier runs; may be nil
	Looks      Looks  // the same for Others, and for Look; may be nil
}

// Verdict is what was found out about one specification beside its findings.
type Verdict struct {
	File     string
	ID       string     // "" if it could not be read
	Stage    spec.Stage // what the file says; "" if it could not be read
	JudgedAt spec.Stage // the stage it was judged at; "" if it could not be judged
	Tally    criteria.Tally
	Evidence []criteria.Evidence // nil if Input.TallyOnly
}

// Result is the outcome of a run. Findings are in the one order of findings, and
// so are those that are passed over; Verdicts are in the order of Input.Files.
type Result struct {
	Findings   finding.List
	Suppressed []Suppressed
	Verdicts   []Verdict
}

// ErrInternal says that a check broke down. It is a fault of the program, never
// of the specification.
var ErrInternal = errors.New("internal error")

// Run checks every file of in on all cores. The error joins what went wrong with
// single files (they could not be read, or a check broke down: ErrInternal); the
// Result holds what was found out about the others. It is the same, byte for
// byte, however the work was spread.
func Run(ctx context.Context, in Input) (Result, error) {
	checked := make([]checkedFile, len(in.Files))
	others := make([]otherFile, len(in.Others))
	each(ctx, len(in.Files)+len(in.Others), func(i int) {
		if i >= len(in.Files) {
			others[i-len(in.Files)] = in.look(in.Others[i-len(in.Files)])
			return
		}
		checked[i] = in.check(in.Files[i])
		if in.Progress != nil {
			in.Progress()
		}
	})
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	return in.gather(checked, others)
}

// gather puts together what was found file by file, and adds what only shows
// when all of them are known.
func (in *Input) gather(checked []checkedFile, others []otherFile) (Result, error) {
	res := Result{Verdicts: make([]Verdict, 0, len(checked))}
	var errs []error
	here := newInventory(len(checked) + len(others))
	for i, file := range in.Others {
		here.add(file, others[i].id)
		if err := others[i].err; err != nil {
			errs = append(errs, err)
		}
	}
	for i := range checked {
		c := &checked[i]
		if c.err != nil {
			errs = append(errs, c.err)
			here.add(in.Files[i], "")
			continue
		}
		res.Verdicts = append(res.Verdicts, c.Verdict)
		if !in.loose(c.Verdict.File) {
			here.add(c.Verdict.File, c.Verdict.ID)
		}
	}
	here.sort()
	for i := range checked {
		left, suppressed := checked[i].suppress(in.Criteria, in.Today)
		res.Findings = append(res.Findings, left...)
		res.Suppressed = append(res.Suppressed, suppressed...)
		res.Findings = append(res.Findings, checked[i].shared(here)...)
		if !in.loose(checked[i].Verdict.File) {
			res.Findings = append(res.Findings, checked[i].dangling(here)...)
		}
	}
	res.Findings = append(res.Findings, strayFindings(in.Strays)...)
	res.Findings.Sort()
	slices.SortStableFunc(res.Suppressed, func(a, b Suppressed) int { return a.Finding.Compare(b.Finding) })
	return res, errors.Join(errs...)
}

// loose reports whether a file lies in no repository.
func (in *Input) loose(file string) bool {
	_, found := slices.BinarySearch(in.Loose, file)
	return found
}

// each calls do for 0 to n-1 on all cores, until ctx ends. Of many, each core
// takes several at a time, so that they do not wait for each other where next to
// nothing is done.
func each(ctx context.Context, n int, do func(i int)) {
	cores := runtime.GOMAXPROCS(0)
	atATime := int64(min(max(1, n/(64*cores)), 16))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, cores) {
		wg.Go(func() {
			for ctx.Err() == nil {
				end := int(next.Add(atATime))
				for i := end - int(atATime); i < min(end, n); i++ {
					do(i)
				}
				if end >= n {
					return
				}
			}
		})
	}
	wg.Wait()
}

// recovered turns a panic into an error that names the file.
func recovered(file string, err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w while checking %s: %v", ErrInternal, file, p)
	}
}
