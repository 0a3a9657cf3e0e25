package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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

	unlock func() // nil, or gives the place free for other runs
}

// claim takes the folder for this run alone, and looks at it. One that is neither empty
// nor a site is refused. release must be called in any case.
func (t *siteTarget) claim(ctx context.Context, env *Env) (err error) {
	dir := filepath.Clean(env.path(t.said))
	t.dir = sitePlace(dir)
	if t.unlock, err = siteLock(ctx, t.dir); err != nil {
		return err
	}
	if err := t.settle(env); err != nil {
		return err
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		parent, err := os.Stat(filepath.Dir(dir))
		if err != nil || !parent.IsDir() {
			return usagef("make it first, or name a folder in one that exists", "the folder that %q is to be made in does not exist", t.said)
		}
		if _, err := os.Lstat(dir); err == nil {
			return usagef("", "%q is a link that leads nowhere", t.said)
		}
		return nil
	case err != nil:
		return fmt.Errorf("look at %q: %w", t.said, plainReason(err))
	case !info.IsDir():
		return usagef("name a folder", "%q is a file, and the site has many", t.said)
	}
	t.is = true
	if t.dir, err = filepath.EvalSymlinks(dir); err != nil {
		return fmt.Errorf("look at %q: %w", t.said, plainReason(err))
	}
	if here, err := filepath.EvalSymlinks(env.Dir); err == nil && (here == t.dir || strings.HasPrefix(here, t.dir+string(filepath.Separator))) {
		return usagef("go to the folder above it first", "you are in %q, and it would be replaced under you", t.said)
	}
	return t.readMark()
}

// release gives the folder free for other runs.
func (t *siteTarget) release() {
	if t.unlock != nil {
		t.unlock()
	}
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
