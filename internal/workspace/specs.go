package workspace

import (
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

	names []string // whatever is not hidden, in byte order
	infos []fs.FileInfo
	next  atomic.Int64 // where the next one asked for probably stands
}

// listSpecs lists the specs/ of the repository anew.
func (w *Workspace) listSpecs() (specsListing, error) {
	s := &specsFolder{}
	var found []fs.DirEntry
	var err error
	if identifies {
		s.root, _ = w.root.OpenRoot(specsDir)
	}
	if s.root != nil {
		found, err = s.look()
	} else {
		found, err = entries(w.root.FS(), specsDir)
	}
	if err != nil {
		return specsListing{}, pathError(specsDir, err)
	}
	s.specsListing = sorted(specsDir, found)
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
func (s *specsFolder) look() ([]fs.DirEntry, error) {
	dir, err := s.root.Open(".")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, hidden)
	slices.Sort(names)
	infos, err := lstatAll(s.root, names)
	if err != nil {
		return nil, err
	}
	found := make([]fs.DirEntry, 0, len(infos))
	s.names, s.infos = names[:0], infos[:0]
	for i, info := range infos {
		if info != nil {
			s.names, s.infos = append(s.names, names[i]), append(s.infos, info)
			found = append(found, fs.FileInfoToDirEntry(info))
		}
	}
	return found, nil
}

// lstatAll asks about every name in a folder; nil stands for what has gone
// meanwhile.
func lstatAll(root *os.Root, names []string) ([]fs.FileInfo, error) {
	infos, errs := make([]fs.FileInfo, len(names)), make([]error, len(names))
	var next atomic.Int64
	var wg sync.WaitGroup
	const atATime = 64
	work := func() {
		for {
			end := int(next.Add(atATime))
			for i := end - atATime; i < min(end, len(names)); i++ {
				info, err := root.Lstat(names[i])
				switch {
				case err == nil:
					infos[i] = info
				case !os.IsNotExist(err):
					errs[i] = err
				}
			}
			if end >= len(names) {
				return
			}
		}
	}
	for range min(runtime.GOMAXPROCS(0), len(names)/atATime) {
		wg.Go(work)
	}
	work()
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return infos, nil
}

// info returns what List found out about a specification. They are asked for in
// order, more or less, so that the place is looked up near the last one first.
func (s *specsFolder) info(name string) (fs.FileInfo, bool) {
	const near = 8
	next := int(s.next.Load())
	for i := next; i < min(next+near, len(s.names)); i++ {
		if s.names[i] == name {
			s.next.Store(int64(max(0, i-1)))
			return s.infos[i], true
		}
	}
	i, ok := slices.BinarySearch(s.names, name)
	if !ok {
		return nil, false
	}
	s.next.Store(int64(i))
	return s.infos[i], true
}
