package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/advancing-practice/credctl/internal/workspace"
)

// source reads a file that a command may change, or standard input.
func (p *project) source(ctx context.Context, file string) ([]byte, error) {
	if file == workspace.Stdin {
		return p.env.readStdin(ctx, p.settings.MaxBytes)
	}
	return p.files.Read(file, p.settings.MaxBytes)
}

// rewrite puts after in the place of before, which is what was read of a file
// named by the workspace. It is the one way in which commands change a file that
// somebody wrote. The file is changed whole or not at all, keeps its permissions,
// and is left alone where it does not hold before any more; a link is never
// followed. If nothing changes, nothing is written.
func (p *project) rewrite(file string, before, after []byte) error {
	if bytes.Equal(before, after) {
		return nil
	}
	dir, name, err := p.folderOf(file)
	if err == nil {
		defer dir.Close()
		err = swap(dir, name, before, after)
	}
	if err != nil {
		return fmt.Errorf("%q cannot be rewritten: %w; it was left as it is", file, plainReason(err))
	}
	return nil
}

// folderOf opens the folder of a file, that of one in the repository without ever
// leaving it.
func (p *project) folderOf(file string) (dir *os.Root, name string, err error) {
	abs, inside := p.files.Locate(file)
	if !inside {
		dir, err = os.OpenRoot(filepath.Dir(abs))
		return dir, filepath.Base(abs), err
	}
	root, err := os.OpenRoot(p.files.Dir())
	if err != nil {
		return nil, "", err
	}
	defer root.Close()
	dir, err = root.OpenRoot(filepath.FromSlash(path.Dir(file)))
	return dir, path.Base(file), err
}

// swap replaces a file in dir that holds before by one that holds after. The
// bytes are looked at last of all, so that what an editor saved in the meantime
// survives.
func swap(dir *os.Root, name string, before, after []byte) (err error) {
	info, err := dir.Lstat(name)
	switch {
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return errors.New("it is a link, want the file itself")
	case !info.Mode().IsRegular():
		return errors.New("it is no file")
	}
	beside, err := writeBeside(dir, info.Mode().Perm(), after)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			dir.Remove(beside)
		}
	}()
	if err := holds(dir, name, before); err != nil {
		return err
	}
	return dir.Rename(beside, name)
}

// writeBeside writes data into a new file in dir and returns its name.
func writeBeside(dir *os.Root, perm fs.FileMode, data []byte) (name string, err error) {
	var f *os.File
	for i := 0; ; i++ {
		name = fmt.Sprintf(".credctl-%d-%d", os.Getpid(), i)
		f, err = dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(perm), f.Sync(), f.Close())
	if err != nil {
		dir.Remove(name)
		return "", err
	}
	return name, nil
}

// holds asks that a file may be written to, and that it holds data and nothing
// else.
func holds(dir *os.Root, name string, data []byte) error {
	f, err := dir.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	found, err := io.ReadAll(io.LimitReader(f, int64(len(data))+1))
	if err == nil && !bytes.Equal(found, data) {
		err = errors.New("it was changed in the meantime")
	}
	return err
}
