package workspace

import (
	"os"
	"path/filepath"
	"testing"
)

// What Locate says is where Read reads.
func TestLocate(t *testing.T) {
	outer := physical(t.TempDir())
	for _, file := range []string{"inside/.git/x", "inside/specs/a.yaml", "b.yaml"} {
		path := filepath.Join(outer, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(file), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Open(filepath.Join(outer, "inside", "specs"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	sel, err := w.Sources([]string{"a.yaml", "../../b.yaml"})
	if err != nil || len(sel.Files) != 2 {
		t.Fatalf("found %v, %v", sel.Files, err)
	}
	for _, file := range sel.Files {
		path, inside := w.Locate(file)
		read, err := w.Read(file, 100)
		if err != nil {
			t.Fatal(err)
		}
		found, err := os.ReadFile(path)
		if err != nil || string(found) != string(read) {
			t.Errorf("%s: at %s is %q (%v), want %q", file, path, found, err, read)
		}
		if want := file == "specs/a.yaml"; inside != want {
			t.Errorf("%s: inside is %v, want %v", file, inside, want)
		}
	}
}
