package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
)

// layTraps lays traps into the configuration and the hooks of a repository: whatever
// is run leaves a file behind. What it returns says which were sprung, and forgets
// them.
func layTraps(t *testing.T, k *keptWorld) (sprung func() []string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the traps are shell scripts")
	}
	folder := t.TempDir()
	program := func(name string) string {
		path := filepath.Join(folder, strings.NewReplacer("/", "_", ":", "_").Replace(name))
		putFile(t, path, fmt.Sprintf("#!/bin/sh\necho x >>'%s.sprung'\nexit 1\n", path))
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	inGit := func(name string) string { return filepath.Join(k.env.Dir, ".git", name) }
	for _, hook := range []string{
		"post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman", "pre-commit", "commit-msg",
		"prepare-commit-msg", "post-commit", "pre-push", "post-rewrite", "update", "post-update",
	} {
		if err := os.Rename(program("hook-"+hook), inGit("hooks/"+hook)); err != nil {
			t.Fatal(err)
		}
	}
	putFile(t, inGit("info/attributes"), "* filter=evil diff=evil merge=evil\n")
	putFile(t, inGit("included"), "[alias]\n\tconfig = !"+program("included")+"\n")
	list, err := os.ReadFile(filepath.Join("..", "gitrepo", "testdata", "traps.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i, trap := range strings.Split(strings.TrimSpace(string(list)), "\n") {
		if strings.HasPrefix(trap, "#") {
			continue
		}
		key, value, _ := strings.Cut(trap, "=")
		value = strings.NewReplacer("%s", program(fmt.Sprint("trap-", i, "-", key)), "%h", inGit("hooks"), "%i", "included").Replace(value)
		k.git("config", "--add", key, value)
	}
	return func() []string {
		names, _ := filepath.Glob(filepath.Join(folder, "*.sprung"))
		for _, name := range names {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
		return names
	}
}

func putFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// released is a repository in which wound-care 1.0.0 was published and tagged.
func released(t *testing.T) (k *keptWorld, root string) {
	t.Helper()
	w := upTo("published")
	k = keep(t, w)
	head := strings.TrimSpace(k.git("rev-parse", "HEAD"))
	cmd := exec.Command("git", "hash-object", "-t", "tag", "-w", "--stdin")
	cmd.Dir, cmd.Env, cmd.Stdin = k.env.Dir, k.env.Environ, bytes.NewReader(w.Tag(head, wound, "1.0.0", "rowe-e", nil))
	object, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	k.git("update-ref", "refs/tags/"+release100, strings.TrimSpace(string(object)))
	return k, record.Hash(w.Files[record.GovernancePath(1)])
}

// commanded is a command, and the status it is to end with in the repository of
// released.
type commanded struct {
	status int
	args   []string
}

// readers are all commands that read records and write nothing, and those that write
// where they refuse.
func readers(k *keptWorld, root string) []commanded {
	key := func(person string) string { return filepath.Join(k.keys, person) }
	return []commanded{
		{exitOK, []string{"status"}},
		{exitOK, []string{"status", wound, "--format", "json"}},
		{exitOK, []string{"log", wound}},
		{exitOK, []string{"verify", release100, "--state", "none", "--trust-root", root}},
		{exitOK, []string{"governance", "show"}},
		{exitOK, []string{"allowed-signers"}},
		{exitOK, []string{"sign", "--list", "--key", key("quinn-d")}},
		{exitFindings, []string{"round", "open", wound, "--reviewers", "smith-j,lee-m", "--key", key("rowe-e")}},
		{exitFindings, []string{"round", "amend", wound, "--add", "khan-r", "--key", key("rowe-e")}},
		{exitFindings, []string{"review", wound, "--outcome", "4=meets", "--key", key("brown-p")}},
		{exitFindings, []string{"accept", wound, "--key", key("rowe-e")}},
		{exitFindings, []string{"decline", wound, "--reason", "too late", "--key", key("rowe-e")}},
		{exitOK, []string{"endorse", wound, "--key", key("rowe-e")}}, // which it is already
		{exitFailure, []string{"withdraw", wound, "--reason", "no staff", "--key", key("lee-m")}},
		{exitOK, []string{"register", "renumber", "--key", key("rowe-e")}}, // of which there is none
		{exitOK, []string{"register", "drop", "--key", key("rowe-e")}},
		{exitUsage, []string{"governance", "retire", "nobody", "--key", key("ng-t")}},
	}
}

// Nothing that a hostile repository configures, and none of its hooks, is run by any
// command that reads; nor by one that writes.
func TestNothingIsRun(t *testing.T) {
	k, root := released(t)
	sprung := layTraps(t, k)
	list := append(readers(k, root),
		commanded{exitOK, []string{"validate"}},
		commanded{exitOK, []string{"withdraw", wound, "--reason", "it was superseded", "--yes", "--key", filepath.Join(k.keys, "rowe-e")}},
		commanded{exitOK, []string{"sign", "--all", "--yes", "--key", filepath.Join(k.keys, "shah-k")}},
	)
	for _, c := range list {
		k.said.Reset()
		if status := run(k.env, c.args...); status != c.status {
			t.Errorf("credctl %s: exit status %d, want %d\n%s", strings.Join(c.args, " "), status, c.status, k.said)
		}
		if names := sprung(); len(names) > 0 {
			t.Errorf("credctl %s ran %s", strings.Join(c.args, " "), names)
		}
	}
	cmd := exec.Command("git", "status") // so that this test can fail
	cmd.Dir, cmd.Env = k.env.Dir, k.env.Environ
	_ = cmd.Run()
	if len(sprung()) == 0 {
		t.Error("git status springs no trap either, so that this test shows nothing")
	}
}

// check runs the commands in a folder, each of which is to end with the status that
// is wanted of it, or with another that is wanted of all.
func (k *keptWorld) check(t *testing.T, dir string, list []commanded, all int) {
	t.Helper()
	for _, c := range list {
		env, said := *k.env, new(bytes.Buffer)
		env.Dir, env.Out, env.Err = dir, said, said
		want := c.status
		if all != 0 {
			want = all
		}
		if status := run(&env, c.args...); status != want {
			t.Errorf("credctl %s: exit status %d, want %d\n%s", strings.Join(c.args, " "), status, want, said)
		}
	}
}

// In whatever way a clone is kept, every command that reads finds the same; where a
// part of it is not here, or it is kept in a form that is not read, nothing can be
// told.
func TestReadersInEveryLayout(t *testing.T) {
	k, root := released(t)
	k.git("config", "uploadpack.allowFilter", "true")
	list := readers(k, root)
	clone := func(t *testing.T, args ...string) string {
		dir := filepath.Join(t.TempDir(), "clone")
		k.git(append(append([]string{"clone", "--quiet"}, args...), "file://"+filepath.ToSlash(k.env.Dir), dir)...)
		return dir
	}
	for name, build := range map[string]func(t *testing.T) string{
		"bare":               func(t *testing.T) string { return clone(t, "--bare") },
		"depth 1":            func(t *testing.T) string { return clone(t, "--depth", "1", "--branch", release100) },
		"leaning on another": func(t *testing.T) string { return clone(t, "--shared") },
		"linked work tree": func(t *testing.T) string {
			dir := clone(t)
			k.git("-C", dir, "worktree", "add", "--quiet", "--detach", filepath.Join(dir, "..", "linked"))
			return filepath.Join(dir, "..", "linked")
		},
		"sparse": func(t *testing.T) string {
			dir := clone(t)
			k.git("-C", dir, "sparse-checkout", "set", "criteria")
			return dir
		},
		"packed": func(t *testing.T) string {
			dir := clone(t)
			k.git("-C", dir, "gc", "--quiet")
			return dir
		},
	} {
		t.Run(name, func(t *testing.T) { k.check(t, build(t), list, 0) })
	}
	for name, build := range map[string]func(t *testing.T) string{
		"without files":   func(t *testing.T) string { return clone(t, "--bare", "--filter=blob:none") },
		"without folders": func(t *testing.T) string { return clone(t, "--bare", "--filter=tree:0") },
		"refs as reftable": func(t *testing.T) string {
			dir := clone(t)
			k.git("-C", dir, "config", "core.repositoryformatversion", "1")
			k.git("-C", dir, "config", "extensions.refStorage", "reftable")
			return dir
		},
		"names by SHA-256": func(t *testing.T) string {
			dir := filepath.Join(t.TempDir(), "sha256")
			k.git("init", "--quiet", "--object-format=sha256", dir)
			k.git("--work-tree="+k.env.Dir, "--git-dir="+filepath.Join(dir, ".git"), "add", ".")
			k.git("-C", dir, "commit", "--quiet", "--message", "All that was recorded so far")
			return dir
		},
	} {
		t.Run(name, func(t *testing.T) { k.check(t, build(t), list, exitCannotTell) })
	}
}
