package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestPreCommitAcceptsTheFiles(t *testing.T) {
	preCommit := program(t, "pre-commit")
	dir := t.TempDir()
	for check, text := range map[string]string{
		"validate-manifest": readFile(t, filepath.Join(repository, ".pre-commit-hooks.yaml")),
		"validate-config":   readFile(t, filepath.Join(initialised(t), ".pre-commit-config.yaml")),
	} {
		file := filepath.Join(dir, check+".yaml")
		writeFile(t, file, text)
		if out, ok := outside(t, dir, preCommit, check, file); !ok {
			t.Errorf("%s:\n%s", check, out)
		}
		writeFile(t, file, spoilt(t, text, "id:", "ident:"))
		if out, ok := outside(t, dir, preCommit, check, file); ok {
			t.Errorf("%s lets a file without an id pass:\n%s", check, out)
		}
	}
}

// TestPreCommitRuns lets a real pre-commit build the hook from this repository, in
// a repository as credctl init makes it: a good specification goes through, a bad
// one does not.
func TestPreCommitRuns(t *testing.T) {
	preCommit := program(t, "pre-commit")
	hooks := t.TempDir()
	for _, part := range []string{"cmd", "internal", "schema", "testdata/criteria"} {
		if err := os.CopyFS(filepath.Join(hooks, part), os.DirFS(filepath.Join(repository, part))); err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range []string{"go.mod", "go.sum", ".pre-commit-hooks.yaml"} {
		writeFile(t, filepath.Join(hooks, part), readFile(t, filepath.Join(repository, part)))
	}
	commit := func(dir string) {
		must(t, dir, "git", "add", "--all")
		must(t, dir, "git", "commit", "--quiet", "-m", "x")
	}
	must(t, hooks, "git", "init", "--quiet")
	commit(hooks)
	must(t, hooks, "git", "tag", "v0.0.1")

	t.Setenv("PRE_COMMIT_HOME", t.TempDir())
	for _, name := range []string{"GOMODCACHE", "GOCACHE"} { // as the machine has them, or all would be fetched anew
		value, err := exec.Command("go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv(name, strings.TrimSpace(string(value)))
	}
	dir := initialised(t)
	config := filepath.Join(dir, ".pre-commit-config.yaml")
	text := spoilt(t, readFile(t, config), "https://github.com/advancing-practice/credctl", hooks)
	writeFile(t, config, spoilt(t, text, "rev: main", "rev: v0.0.1"))
	must(t, dir, "git", "init", "--quiet")
	spec := filepath.Join(dir, "specs", "wound-care.yaml")
	good := readFile(t, filepath.Join(repository, "testdata", "script", "files", "wound-care.yaml"))
	writeFile(t, spec, good)
	commit(dir)

	run := func(hook string) (string, bool) {
		must(t, dir, "git", "add", "--all")
		return outside(t, dir, preCommit, "run", "--color=never", "--all-files", hook)
	}
	for _, hook := range []string{"credctl-validate", "credctl-fmt"} {
		if out, ok := run(hook); !ok || !strings.Contains(out, "Passed") {
			t.Fatalf("%s: a good specification does not go through:\n%s", hook, out)
		}
	}
	writeFile(t, spec, spoilt(t, good, "title:", "tittle:"))
	if out, ok := run("credctl-validate"); ok || !strings.Contains(out, "`tittle` is not a key of the format") {
		t.Errorf("a bad specification goes through, or nobody learns why:\n%s", out)
	}
	writeFile(t, spec, spoilt(t, good, "title: ", "title:    "))
	if out, ok := run("credctl-fmt"); ok || !strings.Contains(out, "specs/wound-care.yaml") {
		t.Errorf("a layout that fmt would change goes through, or nobody learns where:\n%s", out)
	}
}
