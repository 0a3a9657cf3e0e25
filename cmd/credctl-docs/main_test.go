package main

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// written runs the program and returns what it wrote, by path.
func written(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := run([]string{dir}); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, path)
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWritesManualPagesAndCompletions(t *testing.T) {
	files := written(t)
	for path, want := range map[string]string{
		"man/credctl.1":             "credctl-validate(1)",
		"man/credctl-validate.1":    "fail-on",
		"man/credctl-config-show.1": "CREDCTL",
		"completions/credctl.bash":  "bash completion",
		"completions/credctl.fish":  "complete -c credctl",
		"completions/credctl.ps1":   "Register-ArgumentCompleter",
		"completions/_credctl":      "#compdef credctl",
	} {
		if !strings.Contains(files[path], want) && !strings.Contains(strings.ReplaceAll(files[path], `\-`, "-"), want) {
			t.Errorf("%s does not hold %q", path, want)
		}
	}
}

func TestSameBytesEveryTime(t *testing.T) {
	if diff := cmp.Diff(written(t), written(t)); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}

func TestWantsOneFolder(t *testing.T) {
	if err := run(nil); err == nil {
		t.Error("no error without a folder")
	}
}
