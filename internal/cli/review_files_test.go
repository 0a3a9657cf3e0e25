package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// A file is under its own name only once it is complete, so that being killed on the
// way leaves no part of it there. What is there stays, and nothing is left beside it.
func TestCreateNewIsWholeFromTheStart(t *testing.T) {
	dir, data := t.TempDir(), bytes.Repeat([]byte("zip "), 1<<18)
	for n := range 40 {
		name := filepath.Join(dir, fmt.Sprint(n))
		first := make(chan int64)
		go func() { // looks until the file is there
			for {
				if info, err := os.Stat(name); err == nil {
					first <- info.Size()
					return
				}
			}
		}()
		if err := createNew(name, data); err != nil {
			t.Fatal(err)
		}
		if size := <-first; size != int64(len(data)) {
			t.Fatalf("%d bytes were there under its name first, want all %d", size, len(data))
		}
	}
	if err := createNew(filepath.Join(dir, "0"), []byte("another")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file that is there: %v", err)
	}
	if is, err := os.ReadFile(filepath.Join(dir, "0")); err != nil || !bytes.Equal(is, data) {
		t.Errorf("it holds %d bytes, want %d (%v)", len(is), len(data), err)
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != 40 {
		t.Errorf("the folder holds %v (%v)", all, err)
	}
}
