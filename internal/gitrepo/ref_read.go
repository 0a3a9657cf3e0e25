package gitrepo

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// value returns the id that a branch or tag points at; "" if there is none of
// that name.
func (w *writer) value(ref string) (string, error) {
	id, symbolic, err := w.store.ref(ref)
	switch {
	case errors.Is(err, errAbsent):
		return "", nil
	case err != nil:
		return "", err
	case symbolic != "":
		return "", fmt.Errorf("%s is another name of %q, and credctl writes to no such", sayRef(ref), symbolic)
	}
	return id, nil
}

// taken returns an error if a ref cannot be made beside the refs there are: git
// keeps them as files in folders, so a and a/b cannot both be. Empty folders of
// its name, which git leaves behind, are removed.
func (w *writer) taken(ref string) error {
	if other := w.fileOnTheWay(ref); other != "" {
		return besideError(ref, other)
	}
	packed, err := w.store.packedRefs()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(packed)) {
		if strings.HasPrefix(name, ref+"/") || strings.HasPrefix(ref, name+"/") {
			return besideError(ref, name)
		}
	}
	if at, err := w.root.Stat(ref); err != nil || !at.IsDir() {
		return nil
	}
	if other := w.removeEmpty(ref); other != "" {
		return besideError(ref, other)
	}
	return nil
}

func besideError(ref, other string) error {
	return fmt.Errorf("%s cannot be made: there is %s, and one name cannot be the beginning of the other", sayRef(ref), sayRef(other))
}

// fileOnTheWay returns the part of a ref's name that is a file rather than a
// folder; "" if there is none.
func (w *writer) fileOnTheWay(ref string) string {
	for i := range len(ref) {
		if ref[i] != '/' {
			continue
		}
		at, err := w.root.Stat(ref[:i])
		if err != nil {
			return ""
		}
		if !at.IsDir() {
			return ref[:i]
		}
	}
	return ""
}

// removeEmpty removes a folder that holds nothing but folders, and returns what
// else there is in it; "" if it was removed.
func (w *writer) removeEmpty(folder string) string {
	entries, err := fs.ReadDir(w.root.FS(), folder)
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		return folder
	}
	for _, entry := range entries {
		below := path.Join(folder, entry.Name())
		if !entry.IsDir() {
			return below
		}
		if other := w.removeEmpty(below); other != "" {
			return other
		}
	}
	if err := w.root.Remove(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folder
	}
	return ""
}
