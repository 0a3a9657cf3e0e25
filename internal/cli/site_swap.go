package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// place puts the site into its place, if anything is different.
func (b *siteBuilt) place() (changed bool, err error) {
	if b.is && b.old != nil && len(b.same) == len(b.files) && len(b.old) == len(b.files) {
		return false, nil
	}
	if err := b.put(siteMark, b.mark()); err != nil {
		return false, err
	}
	for _, name := range b.same {
		if err := b.keep(name); err != nil {
			return false, err
		}
	}
	var others []string
	if b.is {
		var err error
		if others, err = b.others(b.dir); err != nil {
			return false, err
		}
	}
	return true, b.swap(others)
}

// others are the files in the folder of the old site that are not of it, or that
// somebody changed since and that the new site does not have: they stay.
func (b *siteBuilt) others(dir string) ([]string, error) {
	var list []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir():
			if name != "." && !b.holds(name) {
				list = append(list, name)
				return fs.SkipDir
			}
			return nil
		case name == siteMark:
			return nil
		}
		_, stays := b.files[name]
		if hash, ours := b.old[name]; ours {
			if stays {
				return nil
			}
			if data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err == nil && e.Type().IsRegular() && record.Hash(data) == hash {
				return nil
			}
		}
		if stays {
			return hinted{
				err:  fmt.Errorf("%s in %q is not of the site that was made there, and the new site has a file of that name; nothing was changed", name, b.said),
				hint: "move it away, and run this again",
			}
		}
		list = append(list, name)
		return nil
	})
	return list, err
}

// holds reports whether a folder has files of the old site or of the new one.
func (b *siteBuilt) holds(folder string) bool {
	for _, files := range []map[string]string{b.old, b.files} {
		for name := range files {
			if strings.HasPrefix(name, folder+"/") {
				return true
			}
		}
	}
	return false
}

// swap puts the new folder in the place of the old one, takes over what is not of the
// site, and removes the rest. Up to the second renaming the old site is there, whole.
func (b *siteBuilt) swap(others []string) error {
	old := b.new + siteOld
	if b.is {
		if err := os.Rename(b.dir, old); err != nil {
			return fmt.Errorf("put the site in its place: %q cannot be moved away: %w; nothing was changed", b.said, plainReason(err))
		}
	}
	if err := os.Rename(b.new, b.dir); err != nil {
		if b.is {
			err = errors.Join(err, os.Rename(old, b.dir))
		}
		return fmt.Errorf("put the site in its place: %w; nothing was changed", plainReason(err))
	}
	b.new = ""
	if !b.is {
		return nil
	}
	return b.retire(old, others)
}

// retire takes over what is not of the site from the old one, and removes the rest.
func (b *siteBuilt) retire(old string, others []string) error {
	for _, name := range others {
		target := b.at(name)
		err := os.MkdirAll(filepath.Dir(target), 0o755)
		if err == nil {
			_, err = os.Lstat(target)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			err = os.Rename(filepath.Join(old, filepath.FromSlash(name)), target)
		case err == nil:
			err = fs.ErrExist
		}
		if err != nil {
			return fmt.Errorf("the site is in its place, and %s, which is not of it, stayed in %s: %w", name, old, plainReason(err))
		}
	}
	return b.clear(old)
}

// clear removes the old site, file by file, so that nothing goes which is not of it.
func (b *siteBuilt) clear(old string) error {
	root, err := os.OpenRoot(old)
	if err != nil {
		return fmt.Errorf("the site is in its place, and the one before it stayed in %s: %w", old, plainReason(err))
	}
	defer root.Close()
	folders := map[string]bool{}
	for name := range b.old {
		if err := root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the site is in its place, and the one before it stayed in %s: %w", old, plainReason(err))
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	deepest := slices.SortedFunc(func(yield func(string) bool) {
		for dir := range folders {
			if !yield(dir) {
				return
			}
		}
	}, func(a, b string) int { return strings.Count(b, "/") - strings.Count(a, "/") })
	for _, dir := range deepest {
		_ = root.Remove(filepath.FromSlash(dir)) // one that is not empty stays
	}
	_ = root.Remove(siteMark) // last, so that the next run knows what is left, should this one be killed
	if err := os.Remove(old); err != nil {
		return fmt.Errorf("the site is in its place, and something of the one before it stayed in %s: %w", old, plainReason(err))
	}
	return nil
}
