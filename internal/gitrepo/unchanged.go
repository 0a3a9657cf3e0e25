package gitrepo

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Unchanged says of each file, named by its path below the repository's folder,
// whether the work tree has it as t does. A file that git looked at and that was
// not touched since is not read; of the others the content decides, line ends as
// a checkout for Windows makes them aside. read is called from several
// goroutines; a file that it cannot read counts as changed.
func (r *Repository) Unchanged(ctx context.Context, t *Tree, files []string, read func(file string) ([]byte, error)) ([]bool, error) {
	known, written := loadIndex(r.index, r.prefix, r.hash)
	same := make([]bool, len(files))
	var mu sync.Mutex
	var failed error
	each(ctx, len(files), func(i int) {
		id, ok, err := t.blob(files[i])
		if err != nil {
			mu.Lock()
			failed = err
			mu.Unlock()
		}
		if err != nil || !ok {
			return
		}
		e, noted := known[files[i]]
		same[i] = r.unchanged(files[i], id, e, noted, written, read)
	})
	if failed != nil {
		return nil, failed
	}
	return same, ctx.Err()
}

func (r *Repository) unchanged(file, id string, e indexEntry, noted bool, written stamp, read func(file string) ([]byte, error)) bool {
	if noted {
		info, err := os.Lstat(filepath.Join(r.dir, filepath.FromSlash(file)))
		if err != nil {
			return false
		}
		if e.mtime.before(written) && untouched(info, e) {
			return e.id == id
		}
	}
	data, err := read(file)
	if err != nil {
		return false
	}
	return r.hash.blob(data) == id || noted && e.id == id && r.hash.blob(plainLineEnds(data)) == id
}

// untouched reports whether a file is as it was when git looked at it, by all
// that can be told without reading it.
func untouched(info fs.FileInfo, e indexEntry) bool {
	return info.Mode().IsRegular() && uint32(info.Size()) == e.size && stampOf(info.ModTime()).same(e.mtime) && sameInode(info, e)
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
