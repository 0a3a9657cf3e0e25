package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/cache"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Bounds on what reading objects takes.
const (
	cachedBytes = 32 << 20 // bases of deltas, and what was read last
	openPacks   = 16
	// maxAlternates is how many object databases may lean on one another; git
	// follows five.
	maxAlternates = 32
)

// objects reads the objects of a repository and of those that it leans on, one
// go-git storage each. go-git would follow alternates itself, but by decoding
// the other's indexes anew for every object, and a relative path it takes from
// the root of the file system.
type objects struct {
	mu   sync.Mutex // go-git's storage is not safe for use by several goroutines
	dirs []*objectDir
}

// objectDir is one folder named objects.
type objectDir struct {
	path    string
	storage *filesystem.ObjectStorage
	seeks   int       // objectFS.seeks
	packed  time.Time // when its folder of packs was last changed
}

func openObjects(dir string) (*objects, error) {
	paths, err := alternates(dir)
	if err != nil {
		return nil, err
	}
	all := &objects{}
	for _, path := range paths {
		d := &objectDir{path: path}
		d.open()
		all.dirs = append(all.dirs, d)
	}
	return all, nil
}

// open begins afresh, with the packs that there are now.
func (d *objectDir) open() {
	d.packed = d.changed()
	d.storage = &filesystem.NewStorageWithOptions(objectFS{d.path, &d.seeks}, cache.NewObjectLRU(cachedBytes),
		filesystem.Options{MaxOpenDescriptors: openPacks, LargeObjectThreshold: maxBlob}).ObjectStorage
}

// changed is when a pack was last put in or taken away.
func (d *objectDir) changed() time.Time {
	info, err := os.Stat(filepath.Join(d.path, "pack"))
	if err != nil {
		return time.Time{}
	}
	return info.ModTime()
}

// get is as batch.get: of an object with more than limit bytes it returns
// limit+1.
func (o *objects) get(id string, limit int) (kind string, data []byte, err error) {
	if !sha1Hash.isID(id) {
		return "", nil, fmt.Errorf("%q is no full id of an object", id)
	}
	of, data, err := o.take(id, limit)
	if err != nil {
		return "", nil, err
	}
	if len(data) <= limit { // outside of the lock: it is half of the work
		if sum := plumbing.ComputeHash(of, data); sum.String() != strings.ToLower(id) {
			return "", nil, fmt.Errorf("read object %s: it is damaged: its content has another id", id)
		}
	}
	return of.String(), data, nil
}

// take is get for bytes that nobody has compared with the id yet.
func (o *objects) take(id string, limit int) (kind plumbing.ObjectType, data []byte, err error) {
	hash := plumbing.NewHash(id)
	o.mu.Lock()
	defer o.mu.Unlock()
	defer func() {
		if fault := recover(); fault != nil { // crafted packs have done that to go-git before
			kind, data, err = 0, nil, fmt.Errorf("read object %s: it is damaged: %v", id, fault)
		}
	}()
	for _, d := range o.dirs {
		d.seeks = maxSeeks
		object, err := d.find(hash)
		if errors.Is(err, plumbing.ErrObjectNotFound) {
			continue
		}
		if err == nil {
			kind = object.Type()
			data, err = read(object, limit)
		}
		if err != nil {
			return 0, nil, fmt.Errorf("read object %s: %w", id, err)
		}
		return kind, data, nil
	}
	return 0, nil, &MissingError{ID: strings.ToLower(id)}
}

// find looks a second time if git has packed anew since the packs were listed.
func (d *objectDir) find(hash plumbing.Hash) (plumbing.EncodedObject, error) {
	object, err := d.storage.EncodedObject(plumbing.AnyObject, hash)
	if err != nil && !d.changed().Equal(d.packed) {
		_ = d.storage.Close() // they were only read
		d.open()
		object, err = d.storage.EncodedObject(plumbing.AnyObject, hash)
	}
	return object, err
}

// read returns the bytes of an object; of one that is longer than limit only the first,
// which have no id.
func read(object plumbing.EncodedObject, limit int) ([]byte, error) {
	r, err := object.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	size := min(object.Size(), int64(limit)+1)
	if size < 0 {
		return nil, errors.New("it is damaged: its size is below zero")
	}
	// what it says of its size is not yet believed
	buffer := bytes.NewBuffer(make([]byte, 0, min(size, 1<<20)+bytes.MinRead))
	if _, err := io.CopyN(buffer, r, size); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	return buffer.Bytes(), nil
}

func (o *objects) close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var errs []error
	for _, d := range o.dirs {
		errs = append(errs, d.storage.Close())
		d.open()
	}
	return errors.Join(errs...)
}

// alternates returns dir and every folder of objects that it leans on, itself or
// through another, as git reads objects/info/alternates.
func alternates(dir string) ([]string, error) {
	all := []string{filepath.Clean(dir)}
	for i := 0; i < len(all); i++ {
		data, err := readSmall(filepath.Join(all[i], "info", "alternates"))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			path, err := alternate(strings.TrimRight(line, "\r\n"), all[i])
			if err != nil {
				return nil, err
			}
			if path == "" || slices.Contains(all, path) {
				continue
			}
			if len(all) == maxAlternates {
				return nil, fmt.Errorf("more than %d object databases lean on one another, from %s on", maxAlternates, dir)
			}
			all = append(all, path)
		}
	}
	return all, nil
}

// alternate returns the folder that a line of objects/info/alternates names, seen
// from the folder it stands in; "" if it names none that is there.
func alternate(line, from string) (string, error) {
	if line == "" || line[0] == '#' {
		return "", nil
	}
	if line[0] == '"' { // as git quotes what is no plain text
		plain, err := strconv.Unquote(line)
		if err != nil {
			return "", fmt.Errorf("%s leans on objects in a folder whose name cannot be read: %s", from, line)
		}
		line = plain
	}
	path := filepath.FromSlash(line)
	if !filepath.IsAbs(path) {
		path = filepath.Join(from, path)
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return "", nil // what it had is then a *MissingError
	}
	return filepath.Clean(path), nil
}
