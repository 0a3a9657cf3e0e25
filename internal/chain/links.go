package chain

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
)

// numbered describes a folder of numbered files with signatures beside them.
type numbered[T any] struct {
	dir       string
	path      func(n int) string
	namespace string
	gap       Reason
	parse     func(file string, data []byte) (*T, finding.List)
}

// link is one file of such a folder, read, with its signatures.
type link[T any] struct {
	path       string
	hash       string
	form       *T       // nil if there is a problem
	problem    *Problem // why the file cannot be used
	signatures []signature
}

// links reads the files from number 1 to the first that is missing, all at once.
// What else lies there and is none of them makes problems.
func links[T any](ctx context.Context, s source, what numbered[T]) ([]link[T], []Problem, error) {
	f, problem, err := s.folder(what.dir)
	if problem != nil || err != nil {
		return nil, list(problem), err
	}
	last, signers, found := what.names(f)
	read := make([]link[T], last)
	err = inParallel(ctx, last, func(i int) error {
		var err error
		read[i], err = readLink(s, f, what, i+1, signers[i+1])
		return err
	})
	return read, found, err
}

func readLink[T any](s source, f folder, what numbered[T], n int, signers []string) (link[T], error) {
	l := link[T]{path: what.path(n)}
	data, problem, err := s.read(f, strings.TrimPrefix(l.path, what.dir+"/"), record.MaxBytes)
	if problem != nil || err != nil {
		l.problem = problem
		return l, err
	}
	l.hash = record.Hash(data)
	if l.form, l.problem = parsed(l.path, data, what.parse); l.problem != nil {
		return l, nil
	}
	for _, person := range signers {
		name := strings.TrimPrefix(record.SignaturePath(l.path, person), what.dir+"/")
		sig, err := s.signature(f, name, person, what.namespace, data)
		if err != nil {
			return l, err
		}
		l.signatures = append(l.signatures, sig)
	}
	return l, nil
}

// parsed reads a form; the first thing that is wrong with it is the problem.
func parsed[T any](path string, data []byte, parse func(string, []byte) (*T, finding.List)) (*T, *Problem) {
	form, found := parse(path, data)
	if len(found) == 0 && form != nil {
		return form, nil
	}
	problem := &Problem{Path: path, Reason: Form, Message: path + " cannot be read"}
	if len(found) > 0 {
		problem.Message = fmt.Sprintf("%s cannot be read: line %d: %s", path, max(found[0].Pos.Line, 1), found[0].Message)
	}
	return nil, problem
}

// names sorts what a folder holds into the last number of those without a gap,
// the signers of each, and what does not belong there. Files of other kinds are
// nobody's business.
func (what numbered[T]) names(f folder) (last int, signers map[int][]string, found []Problem) {
	signers = map[int][]string{}
	var files, rest []string
	for _, name := range f.names {
		n, person, ok := what.split(f.dir, name)
		switch {
		case ok && person == "":
			files = append(files, name)
		case ok:
			signers[n] = append(signers[n], person)
		case resembles(name) && !f.modes[name].IsDir():
			rest = append(rest, name)
		}
	}
	for f.has(strings.TrimPrefix(what.path(last+1), what.dir+"/")) {
		last++
	}
	missing := what.path(last + 1)
	for _, name := range files {
		if n, _, _ := what.split(f.dir, name); n > last {
			found = append(found, Problem{Path: f.dir + "/" + name, Reason: what.gap,
				Message: fmt.Sprintf("%s stands behind %s, which is missing", f.dir+"/"+name, missing)})
		}
	}
	for n, people := range signers {
		for _, person := range people {
			if n > last && !f.has(strings.TrimPrefix(what.path(n), what.dir+"/")) {
				rest = append(rest, strings.TrimPrefix(record.SignaturePath(what.path(n), person), what.dir+"/"))
			}
		}
	}
	slices.Sort(rest)
	for _, name := range rest {
		found = append(found, stray(f.dir+"/"+name))
	}
	return last, signers, found
}

// split reads the name of a file, or of a signature by a person, in the one way
// that it can be written.
func (what numbered[T]) split(dir, name string) (n int, person string, ok bool) {
	number, rest, _ := strings.Cut(name, ".")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || len(number) > mostDigits {
		return 0, "", false
	}
	path := what.path(n)
	if person, signed := strings.CutSuffix(rest, ".sig"); signed && isPerson(person) {
		return n, person, record.SignaturePath(path, person) == dir+"/"+name
	}
	return n, "", path == dir+"/"+name
}

// mostDigits bounds a number in the name of a file.
const mostDigits = 9

// isPerson reports whether a file can be named by a person so.
func isPerson(text string) bool {
	return text != "" && len(text) <= 64 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// resembles reports whether somebody may take a file for one of the process.
func resembles(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".yaml") || strings.HasSuffix(lower, ".yml") || strings.HasSuffix(lower, ".sig")
}

func stray(path string) Problem {
	return Problem{Path: path, Reason: Stray, Message: path + " is none of the files that belong there, or belongs to one that is missing"}
}

func list(p *Problem) []Problem {
	if p == nil {
		return nil
	}
	return []Problem{*p}
}

// inParallel calls do for 0 to n-1, on all processors. Of several errors it returns
// that of the lowest number, so that the same tree says the same.
func inParallel(ctx context.Context, n int, do func(i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				errs[i] = do(i)
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
