package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/advancing-practice/credctl/internal/verify"
)

// userState is where a system wants programs to keep what must not be lost and is
// no document; "" where the environment does not say.
func userState(getenv func(name string) string) string {
	return userStateOn(runtime.GOOS, getenv)
}

func userStateOn(system string, getenv func(name string) string) string {
	if system == "windows" {
		if dir := cmp.Or(getenv("LOCALAPPDATA"), getenv("LocalAppData")); filepath.IsAbs(dir) {
			return dir
		}
		return ""
	}
	if dir := getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return dir
	}
	if home := getenv("HOME"); filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "state")
	}
	return ""
}

// Two runs that learn at once wait for each other so long.
const (
	lockPatience = 2 * time.Second
	lockPause    = 10 * time.Millisecond
)

// learn adds to a memory file what was seen. Another run may add to it at the same
// time: nothing is lost, and a reader never sees half of it. If nothing is new,
// nothing is written.
func learn(ctx context.Context, path string, seen verify.Memory) error {
	if led, err := filepath.EvalSymlinks(path); err == nil {
		path = led
	}
	if before, err := readMemory(path); err == nil && !isNews(path, before, seen) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("the folder %q cannot be made: %w", filepath.Dir(path), plainReason(err))
	}
	lock, err := lockFile(ctx, path+".lock")
	if err != nil {
		return err
	}
	err = func() error {
		before, err := readMemory(path) // as the run before left it
		if err != nil {
			return err
		}
		data, err := written(path, before.Learn(seen))
		if err != nil {
			return err
		}
		_, err = lock.Write(data)
		return errors.Join(err, lock.Sync())
	}()
	err = errors.Join(err, lock.Close())
	if err == nil {
		err = os.Rename(lock.Name(), path)
	}
	if err != nil {
		os.Remove(lock.Name())
		return fmt.Errorf("%q cannot be written: %w", path, plainReason(err))
	}
	return nil
}

// written is a memory as its file is to hold it: in JSON if it is in JSON already,
// or is named so; else in YAML.
func written(path string, m verify.Memory) ([]byte, error) {
	data, err := os.ReadFile(path)
	if begun := bytes.TrimSpace(data); len(begun) > 0 && begun[0] == '{' || err != nil && filepath.Ext(path) == ".json" {
		data, err := json.MarshalIndent(m, "", "  ")
		return append(data, '\n'), err
	}
	return m.Marshal(), nil
}

// isNews reports whether a memory file would change.
func isNews(path string, before, seen verify.Memory) bool {
	if _, err := os.Stat(path); err != nil {
		return true
	}
	return !bytes.Equal(before.Learn(seen).Marshal(), before.Learn(verify.Memory{}).Marshal())
}

// lockFile makes a file that only one run can make, and waits a little for the one
// that has it. It is never taken away from that: whether it still runs cannot be
// known.
func lockFile(ctx context.Context, path string) (*os.File, error) {
	return lockBy(ctx, path, func() (*os.File, error) {
		return os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	})
}

// lockWithin is lockFile for a file that is nothing but a lock, in a folder that is never
// left.
func lockWithin(ctx context.Context, root *os.Root, file string) error {
	f, err := lockBy(ctx, file, func() (*os.File, error) {
		return root.OpenFile(filepath.FromSlash(file), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	})
	if err != nil {
		return err
	}
	return f.Close()
}

func lockBy(ctx context.Context, path string, make func() (*os.File, error)) (*os.File, error) {
	for waited := time.Duration(0); ; waited += lockPause {
		f, err := make()
		switch {
		case err == nil:
			return f, nil
		case !errors.Is(err, fs.ErrExist):
			return nil, fmt.Errorf("%q cannot be made: %w", path, plainReason(err))
		case waited >= lockPatience:
			return nil, fmt.Errorf("%q is in the way: another run of credctl makes it and takes it away; if none is running, remove it", path)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPause):
		}
	}
}
