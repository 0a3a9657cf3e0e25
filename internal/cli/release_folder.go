package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
)

// releaseFolder is a folder of files that appears whole or not at all.
type releaseFolder struct {
	dir     string   // where it is to be
	named   string   // as the user is told
	made    bool     // it was not there before
	parents []string // folders that were made for it, outermost first
}

// write puts the files under the folder's name once all of them are on the disk. A
// folder that holds exactly these is left as it is.
func (f *releaseFolder) write(files map[string][]byte) (err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, f.undo())
		}
	}()
	if err := f.makeParents(); err != nil {
		return f.failed(err)
	}
	work, err := os.MkdirTemp(filepath.Dir(f.dir), ".credctl-release-")
	if err != nil {
		return f.failed(err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	whole := filepath.Join(work, "files")
	if err := os.Mkdir(whole, 0o777); err != nil {
		return f.failed(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(whole, name), data, 0o666); err != nil {
			return f.failed(err)
		}
	}
	if err := os.Rename(whole, f.dir); err != nil {
		if _, there := os.Stat(f.dir); there == nil {
			return errReleaseTaken
		}
		return f.failed(err)
	}
	f.made = true
	return nil
}

// errReleaseTaken says that somebody else wrote the folder in the meantime.
var errReleaseTaken = errors.New("somebody else wrote the files of the release in the meantime")

// replace is write over what an earlier dry run left, which is put back where that
// fails. It is put aside under a name that nobody has: had a run been broken off, what
// it put aside would be in the way of all that follow.
func (f *releaseFolder) replace(files map[string][]byte) error {
	if _, err := os.Lstat(f.dir); errors.Is(err, fs.ErrNotExist) {
		return f.write(files)
	}
	aside, err := os.MkdirTemp(filepath.Dir(f.dir), ".credctl-release-")
	if err != nil {
		return f.failed(err)
	}
	old := filepath.Join(aside, "old")
	if err := os.Rename(f.dir, old); err != nil {
		return errors.Join(f.failed(err), os.Remove(aside))
	}
	if err := f.write(files); err != nil {
		return errors.Join(err, os.Rename(old, f.dir), os.Remove(aside))
	}
	return os.RemoveAll(aside)
}

func (f *releaseFolder) failed(err error) error {
	return fmt.Errorf("the files of the release cannot be written to %q: %w; everything is as it was", f.named, plainReason(err))
}

// makeParents makes the folders above, and remembers which were not there.
func (f *releaseFolder) makeParents() error {
	for dir := filepath.Dir(f.dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		f.parents = append([]string{dir}, f.parents...)
	}
	for _, dir := range f.parents {
		if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// undo takes away what was made.
func (f *releaseFolder) undo() error {
	if f.made {
		if err := os.RemoveAll(f.dir); err != nil {
			return err
		}
		f.made = false
	}
	for _, dir := range slices.Backward(f.parents) {
		os.Remove(dir) // fails where it is not empty, and then it is not ours alone
	}
	return nil
}

// held are the files that a folder holds, by name; nil if there is no such folder.
func (f *releaseFolder) held() (map[string][]byte, error) {
	entries, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at %q: %w", f.named, plainReason(err))
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			files[e.Name()+"/"] = nil
			continue
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(f.dir, e.Name())); err != nil {
			return nil, fmt.Errorf("look at %q: %w", f.named, plainReason(err))
		}
	}
	return files, nil
}

// differing names the files of which two folders have not the same bytes. The PDF is
// made anew by another program each time, and the list of files says so: they are left
// out where each folder is what its own list says.
func differing(a, b map[string][]byte) []string {
	var names []string
	for name, data := range a {
		if other, has := b[name]; (!has || !bytes.Equal(data, other)) && !isPrinted(name) {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, has := a[name]; !has && !isPrinted(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func isPrinted(name string) bool {
	return strings.HasSuffix(name, release.SuffixPDF) || name == release.Sums
}

// listed reports whether a folder holds exactly the files of its own list.
func listed(files map[string][]byte) (record.Sums, bool) {
	sums, err := record.ParseSums(files[release.Sums])
	if err != nil || len(sums) != len(files)-1 {
		return nil, false
	}
	for _, sum := range sums {
		if data, has := files[sum.Name]; !has || record.Hash(data) != sum.SHA256 {
			return nil, false
		}
	}
	return sums, true
}
