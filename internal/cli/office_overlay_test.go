package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// What a file system of a would-be tree shows is both, and a file in the place of
// another is the new one.
func TestWouldBe(t *testing.T) {
	w := recordtest.New()
	gone := "criteria/gateway/1.0.0.yaml"
	tree := wouldBe{w.FS(), map[string][]byte{"reviews/a/1.0.0/k/p.yaml": []byte("x"), record.GovernancePath(1): []byte("other"), gone: nil}}
	var seen []string
	err := fs.WalkDir(tree, ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			data, err := fs.ReadFile(tree, path)
			if err != nil {
				return err
			}
			info, err := e.Info()
			if err != nil || info.Mode() != 0o644 || info.Size() != int64(len(data)) {
				return fmt.Errorf("%s: %v %v", path, info, err)
			}
			seen = append(seen, path)
		}
		return err
	})
	if err != nil || len(seen) != len(w.Files) || slices.Contains(seen, gone) {
		t.Errorf("seen %q (%v), want %d files", seen, err, len(w.Files))
	}
	if _, err := fs.ReadFile(tree, gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is gone is read: %v", err)
	}
	if data, _ := fs.ReadFile(tree, record.GovernancePath(1)); string(data) != "other" {
		t.Errorf("read %q", data)
	}
	if _, err := fs.ReadFile(tree, "reviews/a"); err == nil {
		t.Error("a folder was read as a file")
	}
}
