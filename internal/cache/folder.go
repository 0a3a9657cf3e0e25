package cache

import (
	"cmp"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// folder is where snapshots lie: a folder of its own in the one that was named,
// for nobody else to read, because findings quote what they are about.
type folder struct {
	within string
	now    time.Time
}

// own is the name of the folder within the one that was named.
const own = "verdicts"

func (f folder) path(name string) string { return filepath.Join(f.within, own, name) }

// nameOf is the name of a snapshot.
func nameOf(kind byte, repository, inputs Digest) string {
	return hex.EncodeToString(repository[:12]) + "-" + hex.EncodeToString(inputs[:12]) + "." + string(kind)
}

// ours are the names of snapshots, and of those that were never finished.
var ours = regexp.MustCompile(`^[0-9a-f]{24}-[0-9a-f]{24}\.[sv](\.[0-9]+\.tmp)?$`)

const unfinished = ".tmp"

// read returns a snapshot; "" if there is none, or somebody else could have
// written it.
func (f folder) read(name string) string {
	path := f.path(name)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSnapshot || !onlyMine(info) {
		return ""
	}
	var text strings.Builder
	text.Grow(int(info.Size()))
	if _, err := io.Copy(&text, io.LimitReader(file, info.Size())); err != nil {
		return ""
	}
	return text.String()
}

// errTooLarge says that there is more to keep than is worth it.
var errTooLarge = errors.New("there is too much to keep")

// write puts a snapshot into its place whole, or not at all. Two runs that write
// the same one do not disturb each other: the later one is kept.
func (f folder) write(name string, write func(to io.Writer) error) (err error) {
	if err := os.MkdirAll(f.path(""), 0o700); err != nil {
		return err
	}
	made, err := os.CreateTemp(f.path(""), name+".*"+unfinished)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			made.Close()
			os.Remove(made.Name())
		}
	}()
	if err := write(made); err != nil {
		return err
	}
	info, err := made.Stat()
	if err != nil {
		return err
	}
	if info.Size() > maxSnapshot {
		return errTooLarge
	}
	if err := made.Close(); err != nil {
		return err
	}
	return os.Rename(made.Name(), f.path(name))
}

// The bounds of what is kept in all, for all repositories of a user.
const (
	mostSnapshots = 200
	mostBytes     = 256 << 20
	longestUnused = 90 * 24 * time.Hour
	longestWrite  = time.Hour // what was not finished by then never will be
	usedAgain     = 24 * time.Hour
)

// use notes, once a day, that a snapshot is still of use.
func (f folder) use(name string) {
	path := f.path(name)
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && f.now.Sub(info.ModTime()) > usedAgain {
		os.Chtimes(path, time.Time{}, f.now) // if not, it is forgotten a little sooner
	}
}

// prune removes what was not used for long, and the oldest of what is too much.
// What the package has not written is let be.
func (f folder) prune() {
	entries, err := os.ReadDir(f.path(""))
	if err != nil {
		return
	}
	var all []fs.FileInfo
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && ours.MatchString(e.Name()) {
			all = append(all, info)
		}
	}
	slices.SortFunc(all, func(a, b fs.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	var size int64
	for i, info := range all {
		age := f.now.Sub(info.ModTime())
		left := strings.HasSuffix(info.Name(), unfinished) && age > longestWrite
		if size += info.Size(); left || age > longestUnused || i >= mostSnapshots || size > mostBytes {
			os.Remove(f.path(info.Name()))
		}
	}
}
