package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/export"
)

// TestExportHalfWay: where a file cannot be put into its place once all of them are on
// the disk, it is said which were, and nothing else is left.
func TestExportHalfWay(t *testing.T) {
	dir := t.TempDir()
	var said bytes.Buffer
	o := &exportOptions{env: &Env{Err: &said, Dir: dir}, output: "out"}
	files := []export.File{{Name: "a.json", Data: []byte("a")}, {Name: "b.json", Data: []byte("b")}, {Name: "c.json", Data: []byte("c")}}
	staged, err := o.stage(dir, files)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "b.json", "taken meanwhile"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := o.put(staged, files); err == nil || !strings.Contains(err.Error(), "1 of 3 files were written") {
		t.Errorf("error %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{"a.json", "b.json"}; !slices.Equal(names, want) {
		t.Errorf("there is %q, want %q", names, want)
	}
	if text := said.String(); !strings.Contains(text, "a.json was written") || strings.Contains(text, "b.json was written") {
		t.Errorf("it says %q", text)
	}
}

// TestExportTakesItsFolderAway: a folder that was made for files that cannot be written
// does not stay.
func TestExportTakesItsFolderAway(t *testing.T) {
	dir := t.TempDir()
	o := &exportOptions{env: &Env{Err: &bytes.Buffer{}, Dir: dir}, output: "one/two"}
	files := []export.File{{Name: "a.json", Data: []byte("a")}, {Name: filepath.Join("nowhere", "b.json"), Data: []byte("b")}}
	if err := o.writeFolder(files); err == nil || !strings.Contains(err.Error(), "nothing was written") {
		t.Errorf("error %v", err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("there is %v, error %v", entries, err)
	}
}
