package workspace

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadGiven(t *testing.T) {
	outside := t.TempDir()
	root := t.TempDir()
	for file, text := range map[string]string{
		filepath.Join(outside, "notes.csv"): "outside",
		filepath.Join(root, "notes.csv"):    "inside",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(root, "specs"), 0o700); err != nil {
		t.Fatal(err)
	}
	w, err := Open(filepath.Join(root, "specs"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for arg, want := range map[string]string{
		"../notes.csv":                      "inside",
		filepath.Join(root, "notes.csv"):    "inside",
		filepath.Join(outside, "notes.csv"): "outside",
	} {
		data, err := w.ReadGiven(arg, 100)
		if err != nil || string(data) != want {
			t.Errorf("%s: got %q, %v", arg, data, err)
		}
	}
	if data, err := w.ReadGiven(filepath.Join(outside, "notes.csv"), 3); err != nil || string(data) != "outs" {
		t.Errorf("got %q, %v, want one byte more than the limit", data, err)
	}
	for arg, reason := range map[string]string{
		"none.csv": "does not exist", outside: "is a folder", ".": "is a folder", "": "is empty",
	} {
		_, err := w.ReadGiven(arg, 100)
		var path *PathError
		if !errors.As(err, &path) || path.Path != filepath.ToSlash(arg) || !strings.Contains(path.Reason, reason) {
			t.Errorf("%q: error %v, want one that says %q", arg, err, reason)
		}
	}
}
