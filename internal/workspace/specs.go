package workspace

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// specsFolder is the specs/ of the repository as List found it. There may be ten
// thousand files in it, so each is asked about once, on all cores, and from
// within the folder: going down from the root takes the system three times as
// long.
type specsFolder struct {
	root *os.Root
	specsListing

	names []string     // whatever is not hidden, in byte order
	met   []Identity   // of each of names, be it a regular file or not
	next  atomic.Int64 // where the next one asked for probably stands
}

// listSpecs lists the specs/ of the repository anew.
func (w *Workspace) listSpecs() (specsListing, error) {
	s := &specsFolder{}
	var err error
	if identifies {
		s.root, _ = w.root.OpenRoot(specsDir)
	}
	if s.root != nil {
		err = s.look()
	} else {
		s.specsListing, err = listSpecs(w.root.FS(), specsDir)
	}
	if err != nil {
		return specsListing{}, pathError(specsDir, err)
	}
	s.files, s.strays = slices.Clip(s.files), slices.Clip(s.strays) // they are handed out twice
	w.specs.Store(s)
	return s.specsListing, nil
}

// knownSpecs is what List found, or would find.
func (w *Workspace) knownSpecs() (specsListing, error) {
	if s := w.specs.Load(); s != nil {
		return s.specsListing, nil
	}
	return w.listSpecs()
}

// look asks what lies in the folder.
func (s *specsFolder) look() error {
	dir, err := s.root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return err
	}
	names = slices.DeleteFunc(names, hidden)
	slices.Sort(names)
	met, err := identifyAll(dir, names)
	if err != nil {
		return err
	}
	s.files = make([]string, 0, len(names))
	s.names, s.met = names[:0], met[:0]
	for i, id := range met {
		if id != (Identity{}) {
			s.names, s.met = append(s.names, names[i]), append(s.met, id)
			s.add(specsDir, names[i], typeOf(id))
		}
	}
	return nil
}

// identifyAll asks about every name in a folder; the zero Identity stands for
// what has gone meanwhile.
func identifyAll(dir *os.File, names []string) ([]Identity, error) {
	met, errs := make([]Identity, len(names)), make([]error, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	const atATime = 64
	work := func() {
		for {
			end := int(next.Add(atATime))
			for i := end - atATime; i < min(end, len(names)); i++ {
				id, err := identityIn(dir, names[i])
				switch {
				case err == nil:
					met[i] = id
				case !errors.Is(err, fs.ErrNotExist):
					errs[i] = err
				}
			}
			if end >= len(names) {
				return
			}
		}
	}
	for range min(runtime.GOMAXPROCS(0)-1, len(names)/atATime) {
		wg.Go(work)
	}
	work()
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return met, nil
}

// identity returns what List found out about a regular file; known is false if it
// met nothing of that name. They are asked for in order, more or less, so that the
// place is looked up near the last one first.
func (s *specsFolder) identity(name string) (id Identity, regular, known bool) {
	const near = 8
	next := int(s.next.Load())
	for i := next; i < min(next+near, len(s.names)); i++ {
		if s.names[i] == name {
			s.next.Store(int64(max(0, i-1)))
			return s.regular(i)
		}
	}
	i, ok := slices.BinarySearch(s.names, name)
	if !ok {
		return Identity{}, false, false
	}
	s.next.Store(int64(i))
	return s.regular(i)
}

func (s *specsFolder) regular(i int) (id Identity, regular, known bool) {
	if !typeOf(s.met[i]).IsRegular() {
		return Identity{}, false, true
	}
	return s.met[i], true, true
}
