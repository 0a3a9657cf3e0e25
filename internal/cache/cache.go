// Package cache keeps verdicts by content, so that a run over files which nobody
// has changed since the last one parses none of them. It is a validate.Memory: a
// verdict is recalled for the same path, the same content and the same of every
// other input, or not at all, and whatever is lost or damaged is worked out anew.
// It writes into one folder of its own, removes nothing there but what it has
// written, and refuses to know what a verdict means. What decides over a
// specification (a review, an endorsement, a release) must never ask it.
//
// Two snapshots are kept for a repository. One says which files were seen: what
// the file system said of each, and the digest of its content, as the index of
// git does, so that an unchanged file need not even be read. The other holds the
// verdicts, each with the digest of the content it is about; there is one for
// every set of other inputs.
package cache

import (
	"crypto/sha256"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/advancing-practice/credctl/internal/validate"
)

// Options say what a Cache is for.
type Options struct {
	Dir        string // where caches are kept; made when first written to
	Repository string // what tells the repository from others: its absolute path
	Build      string // of the program; see BuildID
	Inputs     Digest // what all verdicts of this run rest on; the build need not be in it
	Today      string // YYYY-MM-DD
	Now        time.Time

	// Identify returns what the file system says of a file, or said when this run
	// first met it; false if it is no regular file of the repository, and then
	// nothing is kept about it.
	Identify func(file string) (Identity, bool)
	// Read returns the content as validate reads it.
	Read func(file string) ([]byte, error)
}

// Cache is what is known from earlier runs, and what this one adds. It is safe
// for use by several goroutines.
type Cache struct {
	o       Options
	folder  folder
	settled int64 // what was last changed before this time does not change unseen

	seen, verdicts file
	stats          struct{ recalled, read atomic.Int64 }

	mu      sync.Mutex
	pending map[string]Identity // files not recalled, as they were before they were read
}

// file is a snapshot and what is to be put into it.
type file struct {
	name   string
	kind   byte
	inputs Digest
	old    func() *snapshot
	words  func() *words
	mu     sync.Mutex
	fresh  map[string][]byte
}

// settling is how long after a change a file may change again without its times
// showing it: the coarsest clock of a file system in use counts in two seconds.
const settling = 2 * time.Second

// Open returns the cache of a repository. It never fails: what cannot be read is
// as good as empty.
func Open(o Options) *Cache {
	c := &Cache{o: o, folder: folder{o.Dir, o.Now}, settled: o.Now.Add(-settling).UnixNano(), pending: map[string]Identity{}}
	repository := sha256.Sum256([]byte(o.Repository))
	var build Inputs
	build.Add("build", []byte(o.Build))
	c.seen.open(c.folder, kindSeen, repository, build.Digest())
	build.Add("inputs", o.Inputs[:])
	c.verdicts.open(c.folder, kindVerdicts, repository, build.Digest())
	return c
}

func (f *file) open(in folder, kind byte, repository [sha256.Size]byte, inputs Digest) {
	f.kind, f.inputs, f.name, f.fresh = kind, inputs, nameOf(kind, repository, inputs), map[string][]byte{}
	f.old = sync.OnceValue(func() *snapshot { return parseSnapshot(in.read(f.name), kind, inputs) })
	f.words = sync.OnceValue(func() *words { return newWords(f.old().words) })
	go f.old() // while the caller gets ready
}

// put notes what is known of a file from now on.
func (f *file) put(name, body string) {
	if len(name)+len(body) > maxRecord {
		return
	}
	made := record(name, body)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fresh[name] = made
}

// Stats says what a Cache was good for.
type Stats struct {
	Recalled int // verdicts that were known
	Read     int // files read only to see that they are what they were
}

// Stats returns what was done so far.
func (c *Cache) Stats() Stats {
	return Stats{Recalled: int(c.stats.recalled.Load()), Read: int(c.stats.read.Load())}
}

// Recall is that of validate.Memory.
func (c *Cache) Recall(file string) (validate.Memo, bool) {
	now, regular := c.o.Identify(file)
	if !regular {
		return validate.Memo{}, false
	}
	if body, known := c.verdicts.old().record(file); known {
		if m, ok := c.recall(file, body, now); ok {
			c.stats.recalled.Add(1)
			return m, true
		}
	}
	c.await(file, now)
	return validate.Memo{}, false
}

// recall takes the memo out of a record if it is of the content that the file
// has, and of this day.
func (c *Cache) recall(file, body string, now Identity) (validate.Memo, bool) {
	r := memoReader{reader: reader{rest: body, words: c.verdicts.old().words}, file: file}
	judged := r.fixed(sha256.Size)
	if r.bad {
		return validate.Memo{}, false
	}
	hash, ok := c.hash(file, now)
	if !ok || judged != string(hash[:]) {
		return validate.Memo{}, false
	}
	m, ok := r.memo()
	return m, ok && m.Days.Hold(c.o.Today)
}

// hash returns the digest of a file's content, from what was seen of it or else
// from the content itself.
func (c *Cache) hash(file string, now Identity) ([sha256.Size]byte, bool) {
	if s, ok := c.known(file); ok && s.hashed && s.is(now) {
		return s.hash, true
	}
	content, err := c.o.Read(file)
	if err != nil {
		return [sha256.Size]byte{}, false
	}
	c.stats.read.Add(1)
	hash := sha256.Sum256(content)
	c.see(file, now, content, &hash)
	return hash, true
}

// known returns what was seen of a file.
func (c *Cache) known(file string) (seen, bool) {
	body, ok := c.seen.old().record(file)
	if !ok {
		return seen{}, false
	}
	return decodeSeen(body)
}

// see notes what a file is: before is what it was before its content was read.
// Whoever writes to it later makes another of it, unless the clock shows the same
// time as before; so its identity is worth keeping if its times lie back.
// Otherwise its content decides the next time.
func (c *Cache) see(file string, before Identity, content []byte, hash *[sha256.Size]byte) {
	s := seen{looked: validate.LookAt(content)}
	if hash != nil {
		s.hashed, s.hash = true, *hash
	}
	whole := int64(len(content)) == before.Size // or else only its beginning was read
	if whole && max(before.Modified, before.Changed) < c.settled {
		s.identity = before
	}
	body := s.encode()
	if old, _ := c.seen.old().record(file); old != body {
		c.seen.put(file, body)
	}
}

// await notes how a file looked before it was read.
func (c *Cache) await(file string, now Identity) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pending[file] = now
}

// awaited returns what await noted, once.
func (c *Cache) awaited(file string) (Identity, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before, ok := c.pending[file]
	delete(c.pending, file)
	return before, ok
}

// Keep is that of validate.Memory.
func (c *Cache) Keep(file string, content []byte, m validate.Memo) {
	before, ok := c.awaited(file)
	if !ok {
		return
	}
	hash := sha256.Sum256(content)
	c.see(file, before, content, &hash)
	w := memoWriter{writer: writer{words: c.verdicts.words()}, file: file}
	w.fixed(hash[:])
	w.memo(&m)
	c.verdicts.put(file, string(w.buf))
}

// RecallLook is that of validate.Looks.
func (c *Cache) RecallLook(file string) (validate.Looked, bool) {
	now, regular := c.o.Identify(file)
	if !regular {
		return validate.Looked{}, false
	}
	if s, ok := c.known(file); ok && s.is(now) {
		return s.looked, true
	}
	c.await(file, now)
	return validate.Looked{}, false
}

// KeepLook is that of validate.Looks.
func (c *Cache) KeepLook(file string, content []byte) {
	before, ok := c.awaited(file)
	if !ok {
		return
	}
	if s, known := c.known(file); !known || !s.hashed {
		c.see(file, before, content, nil)
		return
	}
	hash := sha256.Sum256(content) // or else the next run over all would have to read the file again
	c.see(file, before, content, &hash)
}

// Save writes what this run has added, if anything. An error means that the next
// run will have to work it out again, and nothing else. The Cache must not be
// used afterwards.
func (c *Cache) Save() error {
	kept := map[string]bool{}
	exists := func(file string) bool {
		is, asked := kept[file]
		if !asked {
			_, is = c.o.Identify(file)
			kept[file] = is
		}
		return is
	}
	wrote := false
	for _, f := range []*file{&c.seen, &c.verdicts} {
		changed, err := f.save(c.folder, exists)
		if err != nil {
			return err
		}
		wrote = wrote || changed
	}
	if wrote {
		c.folder.prune()
	}
	return nil
}

func (f *file) save(in folder, exists func(file string) bool) (wrote bool, err error) {
	if len(f.fresh) == 0 {
		in.use(f.name)
		return false, nil
	}
	return true, in.write(f.name, func(to io.Writer) error {
		return writeSnapshot(to, f.kind, f.inputs, f.old(), f.words(), f.fresh, exists)
	})
}
