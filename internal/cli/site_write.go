package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/site"
)

// siteMark is the file by which a folder is known to be a site that this command made.
// It lists the files of the site with their hashes, as sha256sum reads them.
const siteMark = ".credctl-site"

// siteMarkHead is the first line of that file.
const siteMarkHead = "# a site made by credctl, and its files"

// siteTarget is the folder that the site is to be in.
type siteTarget struct {
	said string            // as the user named it
	dir  string            // absolute, links followed
	old  map[string]string // the files that an earlier run made: hash by path
	is   bool              // the folder exists
}

// siteTargetOf looks at the folder. One that is neither empty nor a site is refused.
func siteTargetOf(env *Env, said string) (*siteTarget, error) {
	t := &siteTarget{said: said, dir: filepath.Clean(env.path(said))}
	info, err := os.Stat(t.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		parent, err := os.Stat(filepath.Dir(t.dir))
		if err != nil || !parent.IsDir() {
			return nil, usagef("make it first, or name a folder in one that exists", "the folder that %q is to be made in does not exist", said)
		}
		if _, err := os.Lstat(t.dir); err == nil {
			return nil, usagef("", "%q is a link that leads nowhere", said)
		}
		return t, nil
	case err != nil:
		return nil, fmt.Errorf("look at %q: %w", said, plainReason(err))
	case !info.IsDir():
		return nil, usagef("name a folder", "%q is a file, and the site has many", said)
	}
	t.is = true
	if t.dir, err = filepath.EvalSymlinks(t.dir); err != nil {
		return nil, fmt.Errorf("look at %q: %w", said, plainReason(err))
	}
	if here, err := filepath.EvalSymlinks(env.Dir); err == nil && (here == t.dir || strings.HasPrefix(here, t.dir+string(filepath.Separator))) {
		return nil, usagef("go to the folder above it first", "you are in %q, and it would be replaced under you", said)
	}
	return t, t.readMark()
}

// readMark finds out what an earlier run made.
func (t *siteTarget) readMark() error {
	data, err := os.ReadFile(filepath.Join(t.dir, siteMark))
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(t.dir)
		if err != nil {
			return fmt.Errorf("look at %q: %w", t.said, plainReason(err))
		}
		if len(entries) > 0 {
			return usagef("name a folder that does not exist, or an empty one", "%q is not empty, and is no site that credctl made: it has %s", t.said, entries[0].Name())
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s of %q: %w", siteMark, t.said, plainReason(err))
	}
	head, rest, _ := strings.Cut(string(data), "\n")
	t.old = map[string]string{}
	for line := range strings.Lines(rest) {
		hash, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !fs.ValidPath(name) {
			head = ""
			break
		}
		t.old[name] = hash
	}
	if head != siteMarkHead {
		return usagef("name a folder that does not exist, or an empty one", "%s of %q is not as credctl writes it, so that nobody can tell which files are those of a site", siteMark, t.said)
	}
	return nil
}

// siteBuilt is a site while it is made, in a folder beside its place.
type siteBuilt struct {
	*siteTarget
	new string // "" until something differs

	mu     sync.Mutex
	files  map[string]string // hash by path
	same   []string          // that the place has already, byte for byte
	failed error
}

func (t *siteTarget) begin() *siteBuilt {
	return &siteBuilt{siteTarget: t, files: map[string]string{}}
}

// write takes a file of the site. It may be called from several goroutines at once.
func (b *siteBuilt) write(f site.File) error {
	hash := record.Hash(f.Data)
	b.mu.Lock()
	_, twice := b.files[f.Path]
	b.files[f.Path] = hash
	b.mu.Unlock()
	if twice || !fs.ValidPath(f.Path) {
		return fmt.Errorf("the site has the file %q twice, or cannot have it", f.Path)
	}
	if b.old[f.Path] == hash {
		if there, err := os.ReadFile(b.at(f.Path)); err == nil && bytes.Equal(there, f.Data) {
			b.mu.Lock()
			b.same = append(b.same, f.Path)
			b.mu.Unlock()
			return nil
		}
	}
	return b.put(f.Path, f.Data)
}

// at is where a file of the site is when it is in its place.
func (b *siteBuilt) at(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

// put writes a file into the new folder.
func (b *siteBuilt) put(name string, data []byte) error {
	dir, err := b.folder()
	if err != nil {
		return err
	}
	target := filepath.Join(dir, filepath.FromSlash(name))
	err = os.WriteFile(target, data, 0o644)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(target), 0o755); err == nil {
			err = os.WriteFile(target, data, 0o644)
		}
	}
	if err != nil {
		return fmt.Errorf("write %s of the site: %w; nothing was changed", name, plainReason(err))
	}
	return nil
}

// folder is the new folder, which is made when it is first needed.
func (b *siteBuilt) folder() (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.new != "" || b.failed != nil {
		return b.new, b.failed
	}
	dir, err := os.MkdirTemp(filepath.Dir(b.dir), "."+filepath.Base(b.dir)+".new-*")
	if err == nil {
		err = os.Chmod(dir, 0o755)
	}
	if err != nil {
		b.failed = fmt.Errorf("make a folder beside %q: %w", b.said, plainReason(err))
		return "", b.failed
	}
	b.new = dir
	return dir, nil
}

// drop removes what was made and did not get to its place.
func (b *siteBuilt) drop() {
	if b.new != "" {
		os.RemoveAll(b.new) // it is ours alone
	}
}

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
	others, err := b.others()
	if err != nil {
		return false, err
	}
	return true, b.swap(others)
}

// mark is the content of the file that marks the site.
func (b *siteBuilt) mark() []byte {
	lines := make([]string, 0, len(b.files))
	for name, hash := range b.files {
		lines = append(lines, name+"\x00"+hash)
	}
	slices.Sort(lines)
	out := bytes.NewBufferString(siteMarkHead + "\n")
	for _, line := range lines {
		name, hash, _ := strings.Cut(line, "\x00")
		fmt.Fprintf(out, "%s  %s\n", hash, name)
	}
	return out.Bytes()
}

// keep takes a file that did not change over from the place: a second name for it,
// where the file system has such, else a copy.
func (b *siteBuilt) keep(name string) error {
	target := filepath.Join(b.new, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return fmt.Errorf("write %s of the site: %w; nothing was changed", name, plainReason(err))
	}
	if os.Link(b.at(name), target) == nil {
		return nil
	}
	data, err := os.ReadFile(b.at(name))
	if err != nil {
		return fmt.Errorf("read %s of the site that is there: %w; nothing was changed", name, plainReason(err))
	}
	return b.put(name, data)
}

// others are the files in the place that are not of the site, or that somebody changed
// since and that the new site does not have: they stay.
func (b *siteBuilt) others() ([]string, error) {
	var list []string
	if !b.is {
		return nil, nil
	}
	err := fs.WalkDir(os.DirFS(b.dir), ".", func(name string, e fs.DirEntry, err error) error {
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
			if data, err := os.ReadFile(b.at(name)); err == nil && e.Type().IsRegular() && record.Hash(data) == hash {
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
	old := b.new + ".old"
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
	for _, name := range others {
		target := b.at(name)
		err := os.MkdirAll(filepath.Dir(target), 0o755)
		if err == nil {
			err = os.Rename(filepath.Join(old, filepath.FromSlash(name)), target)
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
		return err
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
	_ = root.Remove(siteMark)
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
	if err := os.Remove(old); err != nil {
		return fmt.Errorf("the site is in its place, and something of the one before it stayed in %s: %w", old, plainReason(err))
	}
	return nil
}
