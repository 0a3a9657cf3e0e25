package gitrepo

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// State is what the file system says of a regular file.
type State struct {
	Size     int64
	Modified int64 // of the content; nanoseconds since 1970
	Changed  int64 // of anything about the file; nanoseconds since 1970
	Inode    uint64
}

// Files is how the files of the work tree are looked at, each named by its path
// below the repository's folder. Its functions are called from several goroutines.
type Files struct {
	// State returns the state of a file; false if it is no regular file, or none.
	State func(file string) (State, bool)
	// Read returns the content. A file that it cannot read counts as changed.
	Read func(file string) ([]byte, error)
}

// Unchanged says of each file of names whether the work tree has it as t does. A
// file that git looked at and that was not touched since is not read; of the
// others the content decides, line ends as a checkout for Windows makes them
// aside.
func (r *Repository) Unchanged(ctx context.Context, t *Tree, names []string, files Files) ([]bool, error) {
	known := r.noted()
	same := make([]bool, len(names))
	var mu sync.Mutex
	var failed error
	each(ctx, len(names), func(i int) {
		id, ok, err := t.blob(names[i])
		if err != nil {
			mu.Lock()
			failed = err
			mu.Unlock()
		}
		if err != nil || !ok {
			return
		}
		e, noted := known.files[names[i]]
		same[i] = r.unchanged(names[i], id, e, noted, known.written, files)
	})
	if failed != nil {
		return nil, failed
	}
	return same, ctx.Err()
}

func (r *Repository) unchanged(file, id string, e indexEntry, noted bool, written stamp, files Files) bool {
	if noted && e.mtime.before(written) {
		if s, regular := files.State(file); regular && untouched(s, e) {
			return e.id == id
		}
	}
	data, err := files.Read(file)
	if err != nil {
		return false
	}
	return r.hash.blob(data) == id || noted && e.id == id && r.hash.blob(plainLineEnds(data)) == id
}

// untouched reports whether a file is as it was when git looked at it, by all
// that can be told without reading it. A file put in the place of another differs
// in its inode at the latest.
func untouched(s State, e indexEntry) bool {
	return uint32(s.Size) == e.size && stampOf(s.Modified).same(e.mtime) &&
		(!notesInodes || uint32(s.Inode) == e.inode && e.ctime.same(stampOf(s.Changed)))
}

// each calls do for 0 to n-1 on all cores, until ctx ends.
func each(ctx context.Context, n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
