package gitrepo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// LockedError says that a lock file has stayed in the way. It is never removed by
// credctl: only a person can know whether the program that made it still runs.
type LockedError struct {
	Path string        // of the lock file, absolute
	Age  time.Duration // since it was made
}

// Error names the file, says how old it is and what to do.
func (e *LockedError) Error() string {
	return fmt.Sprintf("the lock file %s is in the way, made %s ago; if no other git or credctl is at work in this repository, remove it",
		e.Path, ageInWords(e.Age))
}

// ageInWords is a duration as people say it, in the largest unit that fits.
func ageInWords(age time.Duration) string {
	for _, unit := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}} {
		if n := int(age / unit.size); n == 1 {
			return "1 " + unit.name
		} else if n > 1 {
			return fmt.Sprintf("%d %ss", n, unit.name)
		}
	}
	if n := int(max(0, age) / time.Second); n != 1 {
		return fmt.Sprintf("%d seconds", n)
	}
	return "1 second"
}

// How long a lock is waited for, and how long between two looks at most. Git
// holds one for milliseconds.
const (
	lockPatience = 2 * time.Second
	lockStep     = 100 * time.Millisecond
)

// lock is a lock file of git's protocol: who makes NAME.lock may change NAME,
// by renaming the one to the other.
type lock struct {
	w    *writer
	name string // of what is locked, below the common folder
	file *os.File
}

// lock makes the lock file of name. The error is a *LockedError if somebody
// else's stays there.
func (w *writer) lock(ctx context.Context, name string) (*lock, error) {
	waited, step := time.Duration(0), 5*time.Millisecond
	for {
		file, err := w.create(name+".lock", 0o666)
		switch {
		case err == nil:
			return &lock{w: w, name: name, file: file}, nil
		case !errors.Is(err, fs.ErrExist):
			return nil, fmt.Errorf("lock %s: %w", name, err)
		case waited >= lockPatience:
			return nil, w.locked(name + ".lock")
		}
		step = min(2*step, lockStep, lockPatience-waited)
		if err := w.pause(ctx, step); err != nil {
			return nil, err
		}
		waited += step
	}
}

// locked describes the lock file that was waited for.
func (w *writer) locked(name string) error {
	err := &LockedError{Path: w.path(name)}
	if at, statErr := w.root.Lstat(name); statErr == nil {
		err.Age = w.now().Sub(at.ModTime())
	}
	return err
}

// commit makes data the content of what is locked, all of it or nothing, and
// gives the lock back.
func (l *lock) commit(data string) error {
	_, err := l.file.WriteString(data)
	if err = cmp.Or(err, l.file.Sync(), l.file.Close()); err == nil {
		err = l.w.root.Rename(l.name+".lock", l.name)
	}
	if err != nil {
		l.release()
		return fmt.Errorf("write %s: %w", l.name, err)
	}
	l.w = nil
	return nil
}

// release gives the lock back, unless that was done.
func (l *lock) release() {
	if l.w == nil {
		return
	}
	_ = l.file.Close()                    // it may be closed
	_ = l.w.root.Remove(l.name + ".lock") // what is left is named to whom it hinders
	l.w = nil
}

// pauseFor waits, unless ctx ends first.
func pauseFor(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
