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
	"sync"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/site"
)

// siteBuilt is a site while it is made, in a folder beside its place.
type siteBuilt struct {
	*siteTarget
	new string // "" until something differs

	mu     sync.Mutex
	files  map[string]string // hash by path
	same   []string          // that the place has already, byte for byte
	failed error
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
	if err == nil { // so that the next run knows whose it is, should this one be killed
		err = os.WriteFile(filepath.Join(dir, siteMark), []byte(siteMarkHead+"\n"), 0o644)
	}
	if err != nil {
		if dir != "" {
			os.RemoveAll(dir) // it is ours alone
		}
		b.failed = fmt.Errorf("make a folder beside %q: %w", b.said, plainReason(err))
		return "", b.failed
	}
	b.new = dir
	return dir, nil
}

// drop removes what was made and did not get to its place.
func (b *siteBuilt) drop() {
	if b.new != "" {
		_ = siteRemove(b.new) // what stays is cleared up by the next run
	}
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
