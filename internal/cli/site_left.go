package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// siteOld ends the name of the folder that has the site before, while the new one takes
// its place.
const siteOld = ".old"

// siteWork matches what follows the name of the site in that of a folder that a run
// works in.
var siteWork = regexp.MustCompile(`^\.new-[0-9]+(\.old)?$`)

// sitePlace is where a site that is said to be in dir lies, links followed even where
// nothing is there.
func sitePlace(dir string) string {
	if place, err := filepath.EvalSymlinks(dir); err == nil {
		return place
	}
	if to, err := os.Readlink(dir); err == nil {
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(dir), to)
		}
		return filepath.Clean(to)
	}
	return dir
}

// siteLock waits until no other run makes a site in the same place: what a run leaves
// that was broken off must not be taken for what another is at. The system gives the
// lock back when a process ends, however it ends.
func siteLock(ctx context.Context, place string) (unlock func(), err error) {
	name := filepath.Join(filepath.Dir(place), "."+filepath.Base(place)+".credctl-lock")
	type opened struct {
		file *lockedfile.File
		err  error
	}
	for {
		got := make(chan opened, 1)
		go func() {
			file, err := lockedfile.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
			got <- opened{file, err}
		}()
		select {
		case <-ctx.Done():
			go func() { // whoever waits no longer does not keep it either
				if o := <-got; o.err == nil {
					o.file.Close()
				}
			}()
			return nil, ctx.Err()
		case o := <-got:
			if o.err != nil {
				return func() {}, nil // nothing can be made here, which is said when something is to be
			}
			mine, err := o.file.Stat()
			there, gone := os.Lstat(name)
			if err == nil && gone == nil && os.SameFile(mine, there) {
				return func() {
					if mine.Size() == 0 {
						os.Remove(name) // before it is given back, so that nobody else's goes
					}
					o.file.Close()
				}, nil
			}
			o.file.Close() // the run before took it away
		}
	}
}

// settle clears up after runs that were broken off: a site that was moved away and not
// replaced is put back, what is not of the site goes back to its folder, and what was
// not finished goes.
func (t *siteTarget) settle(env *Env) error {
	parent, base := filepath.Split(t.dir)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return nil // there is nothing that could be cleared up, and whatever hinders is said later
	}
	var made, moved []string
	for _, e := range entries {
		rest, begins := strings.CutPrefix(e.Name(), "."+base)
		switch {
		case !begins || !e.IsDir() || !siteWork.MatchString(rest):
		case strings.HasSuffix(rest, siteOld):
			moved = append(moved, filepath.Join(parent, e.Name()))
		default:
			made = append(made, filepath.Join(parent, e.Name()))
		}
	}
	for _, old := range moved {
		if err := t.putBack(env, old); err != nil {
			return err
		}
	}
	for _, dir := range made {
		if siteUnfinished(dir) {
			if err := siteRemove(dir); err != nil {
				return fmt.Errorf("clear up what an earlier run left: %w", plainReason(err))
			}
		}
	}
	return nil
}

// siteUnfinished reports whether a folder is one that a run was making a site in.
func siteUnfinished(dir string) bool {
	mark, err := os.ReadFile(filepath.Join(dir, siteMark))
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := os.ReadDir(dir)
		return err == nil && len(entries) == 0
	}
	return err == nil && (len(mark) == 0 || bytes.HasPrefix(mark, []byte(siteMarkHead+"\n")))
}

// siteRemove removes a folder that a run was making a site in, the mark last: whoever
// finds the rest of it, should this run be killed, still knows whose it is.
func siteRemove(dir string) error {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if e.Name() != siteMark {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	if err != nil {
		return err
	}
	return os.RemoveAll(dir)
}

// putBack settles a site that was moved away.
func (t *siteTarget) putBack(env *Env, old string) error {
	if _, err := os.Lstat(t.dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.Rename(old, t.dir); err != nil {
			return fmt.Errorf("an earlier run was broken off, and the site is in %s; it cannot be put back: %w", old, plainReason(err))
		}
		env.warn("an earlier run was broken off while it put the site in its place; the site before it was put back to "+t.said, "")
		return nil
	}
	was, now := &siteTarget{said: t.said, dir: old}, &siteTarget{said: t.said, dir: t.dir}
	if err := errors.Join(was.readMark(), now.readMark()); err != nil {
		return fmt.Errorf("an earlier run was broken off, and what it left in %s cannot be cleared up: %w", old, err)
	}
	b := &siteBuilt{siteTarget: &siteTarget{said: t.said, dir: t.dir, old: was.old}, files: now.old}
	others, err := b.others(old)
	if err != nil {
		return err
	}
	return b.retire(old, others)
}
