package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// create writes a file of the repository that is not there yet, and its folder
// where need be. Whatever stands in its place stays as it is; a file that could
// not be written whole is taken away again.
func (p *project) create(file string, data []byte) error {
	root, err := os.OpenRoot(p.files.Dir())
	if err != nil {
		return uncreated(file, err)
	}
	defer root.Close()
	if err := root.Mkdir(filepath.FromSlash(path.Dir(file)), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return uncreated(file, err)
	}
	name := filepath.FromSlash(file)
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return uncreated(file, err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return uncreated(file, errors.Join(err, root.Remove(name)))
	}
	return nil
}

func uncreated(file string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		err = errors.New("something of that name is there already")
	}
	return fmt.Errorf("%s cannot be written: %w", file, plainReason(err))
}
