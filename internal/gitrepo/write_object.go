package gitrepo

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// object is one that is to be written.
type object struct {
	id   string
	data []byte // with its header
}

// pending are objects that are to be written, once it is known that all can be.
type pending []object

// add returns the id that an object has, and notes it.
func (p *pending) add(kind string, data []byte) string {
	all := append(fmt.Appendf(nil, "%s %d\x00", kind, len(data)), data...)
	sum := sha1.Sum(all)
	id := hex.EncodeToString(sum[:])
	*p = append(*p, object{id: id, data: all})
	return id
}

// put writes objects. When it returns they are on the disk, under their names.
func (w *writer) put(ctx context.Context, objects pending) error {
	for _, o := range objects {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.putOne(o); err != nil {
			return fmt.Errorf("write object %s: %w", o.id, err)
		}
	}
	return w.flush()
}

// putOne writes an object, unless it is there as a file of its own. One that lies
// in a pack gets such a file too: packs of what nothing refers to are removed by
// age, and this one may be old.
func (w *writer) putOne(o object) error {
	folder := "objects/" + o.id[:2]
	name := folder + "/" + o.id[2:]
	w.dirty(folder)
	if w.kept(name, o.data) {
		return nil
	}
	temp, err := w.temporary(o.data)
	if err != nil {
		return err
	}
	for range attempts { // git removes folders that it finds empty
		if err = w.makeFolder(folder); err != nil {
			continue
		}
		if err = w.root.Rename(temp, name); !errors.Is(err, fs.ErrNotExist) {
			break
		}
	}
	if err != nil {
		_ = w.root.Remove(temp)
	}
	return err
}

// kept reports whether an object lies where it belongs and is whole, and makes it
// young again, so that git does not clear it away before something refers to it.
func (w *writer) kept(name string, want []byte) bool {
	file, err := w.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	plain, err := zlib.NewReader(file)
	if err != nil {
		return false
	}
	data, err := io.ReadAll(io.LimitReader(plain, int64(len(want))+1))
	now := w.now()
	return err == nil && bytes.Equal(data, want) && w.root.Chtimes(name, now, now) == nil
}

// temporary writes an object to a file that has no meaning yet, with a name that
// git knows and clears away by and by should it be left behind.
func (w *writer) temporary(data []byte) (name string, err error) {
	var file *os.File
	for n := 0; ; n++ {
		name = fmt.Sprintf("objects/tmp_obj_credctl_%d_%d", os.Getpid(), n)
		file, err = w.create(name, 0o444)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", err
	}
	packer := zlib.NewWriter(file)
	_, err = packer.Write(data)
	if err = cmp.Or(err, packer.Close(), file.Sync(), file.Close()); err != nil {
		_ = w.root.Remove(name)
		return "", err
	}
	return name, nil
}
