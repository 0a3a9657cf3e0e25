package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/scaffold"
)

// What came to be in a file's place after it was looked at is not overwritten, and
// nothing half done is left.
func TestPutReplacesOnlyWhatItMay(t *testing.T) {
	dir := t.TempDir()
	f, err := openFolder(dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	name := filepath.Join(dir, "specs", "x")
	writeFile(t, name, "theirs")
	if err := f.put("specs/x", []byte("ours"), false); err == nil || readFile(t, name) != "theirs" {
		t.Errorf("theirs was overwritten (%v)", err)
	}
	if err := f.put("specs/x", []byte("ours"), true); err != nil || readFile(t, name) != "ours" {
		t.Errorf("it was to be replaced (%v)", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(name)); err != nil || len(entries) != 1 {
		t.Errorf("left are %v, %v", entries, err)
	}
}

// A run that is interrupted says so and stops before the next file.
func TestInitStopsWhenInterrupted(t *testing.T) {
	f, err := openFolder(t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	cmd := &cobra.Command{}
	cmd.SetContext(ctx)
	steps, interrupted := (&initOptions{}).steps(cmd, f, []scaffold.File{{Path: "x"}})
	if len(steps) > 0 || !interrupted || f.has("x") {
		t.Errorf("steps %v, interrupted %t", steps, interrupted)
	}
}

// Where the order of lines counts, it has to be ours; lines of others may stand
// between.
func TestLinesInOrder(t *testing.T) {
	ours := []string{"* -text", "specs/** text eol=lf"}
	for text, want := range map[string]bool{
		"* -text\n*.docx binary\n specs/** text eol=lf\n": true,
		"specs/** text eol=lf\n* -text\n":                 false,
		"* -text\n":                                       false,
	} {
		if got := inOrder(".gitattributes", ours, []byte(text)); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
	if !inOrder("x.json", []string{`"a": 1,`, `"b": 2`}, []byte("{\n  \"b\": 2,\n  \"a\": 1\n}\n")) {
		t.Error("in JSON the order does not count")
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
