package gitrepo

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// gitTakes reports whether git takes name for a ref.
func gitTakes(s *sandbox, name string) bool {
	cmd := exec.Command("git", "check-ref-format", name)
	cmd.Dir, cmd.Env = s.dir, environ()
	return cmd.Run() == nil
}

// hash writes an object as it is, whatever git thinks of it.
func (s *sandbox) hash(kind, content string) string {
	s.t.Helper()
	return s.gitWith(content, "hash-object", "-t", kind, "--literally", "-w", "--stdin")
}

// traps are settings by which git runs a program. The tests of the commands lay them
// too.
func traps(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "traps.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(strings.Split(strings.TrimSpace(string(text)), "\n"), func(line string) bool { return strings.HasPrefix(line, "#") })
}

// Nothing that the configuration of a stranger's repository names is run by opening
// and reading it, missing objects included.
func TestNothingOfAHostileRepositoryIsRun(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the traps are shell scripts")
	}
	s := history(t)
	lost := s.git("rev-parse", "HEAD:README.md")
	sprung := springs(t, s)
	for _, below := range []string{"", "specs", ".git"} {
		store := s.store(below)
		for _, rev := range []string{"HEAD", "light", "nested", "HEAD~1", "main@{0}", "HEAD:README.md", ":/commit", "none", lost, strings.Repeat("ab", 20)} {
			_, _ = store.Resolve(t.Context(), rev) // most are no commits
		}
		for _, key := range []string{"user.name", "core.pager", "alias.x", "credential.helper"} {
			if _, err := store.Config(t.Context(), key); err != nil {
				t.Error(err)
			}
		}
		if _, err := store.Tag("area-3/v1.0.0"); err != nil {
			t.Error(err)
		}
		if _, err := store.Refs(); err != nil {
			t.Error(err)
		}
		_, head, err := store.Head()
		if err != nil {
			t.Fatal(err)
		}
		tree, err := store.Tree(t.Context(), head)
		if err != nil {
			t.Fatal(err)
		}
		err = fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				_, err = fs.ReadFile(tree, path)
			}
			if missing := new(*MissingError); errors.As(err, missing) && (*missing).ID == lost {
				return nil
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	if names := sprung(); len(names) > 0 {
		t.Errorf("these were run: %s", names)
	}
	cmd := exec.Command("git", "status") // so that this test can fail
	cmd.Dir, cmd.Env = s.dir, environ()
	_ = cmd.Run()
	if len(sprung()) == 0 {
		t.Error("git status springs no trap either, so that this test shows nothing")
	}
}

// springs lays the traps into the repository; what it returns says which were
// sprung.
func springs(t *testing.T, s *sandbox) func() []string {
	t.Helper()
	trapDir := t.TempDir()
	program := func(name string) string {
		path := filepath.Join(trapDir, name)
		script := fmt.Sprintf("#!/bin/sh\necho x >>'%s.sprung'\nexit 1\n", path)
		if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	hooks := filepath.Join(s.dir, ".git", "hooks")
	if err := os.MkdirAll(hooks, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, hook := range []string{"post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman", "pre-commit"} {
		if err := os.Symlink(program("hook-"+hook), filepath.Join(hooks, hook)); err != nil {
			t.Fatal(err)
		}
	}
	s.write(".git/info/attributes", "* filter=evil diff=evil merge=evil\n")
	s.write("included", "[alias]\n\tconfig = !"+program("included")+"\n")
	lost := s.git("rev-parse", "HEAD:README.md")
	if err := os.Remove(filepath.Join(s.dir, ".git", "objects", lost[:2], lost[2:])); err != nil {
		t.Fatal(err)
	}
	for i, trap := range traps(t) {
		key, value, _ := strings.Cut(trap, "=")
		value = strings.NewReplacer("%s", program(fmt.Sprintf("trap-%d-%s", i, strings.ReplaceAll(key, "/", "_"))), "%h", hooks, "%i", "../included").Replace(value)
		s.git("config", "--add", key, value)
	}
	return func() []string {
		names, _ := filepath.Glob(filepath.Join(trapDir, "*.sprung"))
		return names
	}
}

func TestPlantedBareRepositoryIsNotEntered(t *testing.T) {
	s := history(t)
	s.git("clone", "--quiet", "--bare", ".", "docs/planted")
	open := func(dir string) (*Store, error) { return OpenStore(t.Context(), dir, environ()) }
	for _, below := range []string{"docs/planted", "docs/planted/refs"} {
		dir := filepath.Join(s.dir, below)
		if _, err := open(dir); !errors.Is(err, ErrPlanted) {
			t.Errorf("%s: %v, want %v", below, err, ErrPlanted)
		}
		if _, err := openWithoutGit(t, dir); !errors.Is(err, ErrPlanted) {
			t.Errorf("%s without git: %v, want %v", below, err, ErrPlanted)
		}
	}
	if store := s.store("docs"); store.GitDir() != filepath.Join(s.dir, ".git") {
		t.Errorf("beside it %s is opened", store.GitDir())
	}
}

// Replace refs and grafts change what git shows, and nothing here.
func TestReplacementsAreNotLookedAt(t *testing.T) {
	s := history(t)
	head, old := s.git("rev-parse", "HEAD"), s.git("rev-parse", "HEAD~1")
	blob := s.git("rev-parse", "HEAD:README.md")
	evil := s.hash("blob", "evil\n")
	s.git("replace", blob, evil)
	s.git("replace", head, old)
	s.write(".git/info/grafts", head+"\n")
	store := s.store("")
	if id, err := store.Resolve(t.Context(), "HEAD"); id != head || err != nil {
		t.Errorf("HEAD is %s, %v", id, err)
	}
	if id, err := store.Resolve(t.Context(), "HEAD~1"); id != old || err != nil {
		t.Errorf("HEAD~1 is %s, %v", id, err)
	}
	tree, err := store.Tree(t.Context(), head)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := fs.ReadFile(tree, "README.md"); string(data) != "read me\n" || err != nil {
		t.Errorf("README.md is %q, %v", data, err)
	}
	if data, err := fs.ReadFile(tree, "specs/area-3.yaml"); !strings.HasSuffix(string(data), "line three\n") || err != nil {
		t.Errorf("the commit that replaces is read: %v", err)
	}
}

// Of a tree's entries only plain files can be read, and one that may be executed
// says so.
func TestStoreReadsPlainFilesAlone(t *testing.T) {
	s := history(t)
	blob := s.git("rev-parse", "HEAD:README.md")
	id := make([]byte, sha1Hash)
	if _, err := fmt.Sscanf(blob, "%x", &id); err != nil {
		t.Fatal(err)
	}
	var raw strings.Builder
	for _, e := range []string{"100755 executable", "100644 file", "120000 link", "160000 module", "100644 twice", "40000 twice"} {
		raw.WriteString(e + "\x00" + string(id))
	}
	commit := s.git("commit-tree", "-m", "odd", s.hash("tree", raw.String()))
	tree, err := s.store("").Tree(t.Context(), commit)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{
		"file": 0o644, "executable": 0o755, "link": fs.ModeSymlink, "module": fs.ModeIrregular, "twice": fs.ModeIrregular,
	} {
		info, err := fs.Stat(tree, name)
		if err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, want)
		}
		if _, err := fs.ReadFile(tree, name); (err == nil) != want.IsRegular() {
			t.Errorf("reading %s gives %v", name, err)
		}
	}
}

func TestMalformedCommitIsRefused(t *testing.T) {
	s := history(t)
	tree, other := s.git("rev-parse", "HEAD^{tree}"), s.git("rev-parse", "HEAD~1^{tree}")
	parent := s.git("rev-parse", "HEAD~1")
	rest := "author A <a@example.org> 1 +0000\ncommitter A <a@example.org> 1 +0000\n\nmessage\ntree " + other + "\n"
	store := s.store("")
	if _, err := store.Tree(t.Context(), s.hash("commit", "tree "+tree+"\nparent "+parent+"\nparent "+parent+"\n"+rest)); err != nil {
		t.Fatalf("a sound commit: %v", err)
	}
	for name, text := range map[string]string{
		"two trees":            "tree " + tree + "\ntree " + other + "\n" + rest,
		"tree after parent":    "parent " + parent + "\ntree " + tree + "\n" + rest,
		"tree after author":    "tree " + tree + "\n" + strings.Replace(rest, "\ncommitter", "\ntree "+other+"\ncommitter", 1),
		"tree at the end":      "tree " + tree + "\n" + strings.Replace(rest, "\n\n", "\ntree "+other+"\n\n", 1),
		"parent at the end":    "tree " + tree + "\n" + strings.Replace(rest, "\n\n", "\nparent "+parent+"\n\n", 1),
		"two authors":          "tree " + tree + "\nauthor B <b@example.org> 1 +0000\n" + rest,
		"no committer":         "tree " + tree + "\nauthor B <b@example.org> 1 +0000\n\nmessage\n",
		"short id":             "tree " + tree[:39] + "\n" + rest,
		"id in capitals":       "tree " + strings.ToUpper(tree) + "\n" + rest,
		"text after the id":    "tree " + tree + " x\n" + rest,
		"a NUL":                "tree " + tree + "\n" + strings.Replace(rest, "<a@", "\x00<a@", 1),
		"a carriage return":    "tree " + tree + "\r\n" + rest,
		"goes on from nothing": " tree " + other + "\ntree " + tree + "\n" + rest,
		"nothing":              "",
		"no end":               "tree " + tree,
	} {
		_, err := store.Tree(t.Context(), s.hash("commit", text))
		if malformed := new(*MalformedError); !errors.As(err, malformed) || !(*malformed).ObjectMalformed() {
			t.Errorf("%s: %v, want a *MalformedError", name, err)
		}
	}
}

func TestMalformedTagIsHandedOutWithAnError(t *testing.T) {
	s := history(t)
	head := s.git("rev-parse", "HEAD")
	for name, text := range map[string]string{
		"two objects": "object " + head + "\nobject " + head + "\ntype commit\ntag odd\n\nm\n",
		"two tags":    "object " + head + "\ntype commit\ntag odd\ntag even\n\nm\n",
		"no object":   "type commit\ntag odd\n\nm\n",
	} {
		id := s.hash("tag", text)
		s.write(".git/refs/tags/odd", id+"\n")
		tag, err := s.store("").Tag("odd")
		if !errors.As(err, new(*MalformedError)) || tag.ID != id || !tag.Annotated || string(tag.Raw) != text || tag.Target != "" {
			t.Errorf("%s: %+v, %v", name, tag, err)
		}
	}
}

// loose writes a file of an object as git keeps it, under an id of our choice.
func (s *sandbox) loose(id, content string) {
	s.t.Helper()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write([]byte(content)) // into memory
	_ = w.Close()
	s.write(".git/objects/"+id[:2]+"/"+id[2:], packed.String())
}

func TestDamagedObjectIsRefused(t *testing.T) {
	s := history(t)
	sum := func(text string) string { return fmt.Sprintf("%x", sha1.Sum([]byte(text))) }
	for name, content := range map[string]string{
		"other content":             "blob 5\x00other",
		"longer than it says":       "blob 3\x00" + strings.Repeat("x", 1<<20),
		"shorter than it says":      "blob 300\x00abc",
		"says far too much":         "blob 9223372036854775807\x00abc",
		"says less than no":         "blob -5\x00abc",
		"of no kind":                "blib 3\x00abc",
		"without an end":            "blob 3",
		"delta, which is no object": "ofs-delta 3\x00abc",
	} {
		id := sum(name)
		s.loose(id, content)
		if kind, data, err := s.store("").Object(id); err == nil || errors.As(err, new(*MissingError)) {
			t.Errorf("%s: %s of %d bytes, %v; want that it is damaged", name, kind, len(data), err)
		}
	}
	s.write(".git/objects/ab/"+strings.Repeat("ab", 19), "no zlib")
	if _, _, err := s.store("").Object(strings.Repeat("ab", 20)); err == nil {
		t.Error("what is not packed by zlib is read")
	}
}

func TestStoreReadsLongFilesAsFarAsAllowed(t *testing.T) {
	s := history(t)
	id := s.hash("blob", strings.Repeat("x", maxBlob+10))
	for _, packed := range []bool{false, true} {
		if packed {
			s.git("tag", "big", id)
			s.git("gc", "--quiet")
		}
		store := s.store("")
		if kind, data, err := store.objects.get(id, maxBlob); kind != "blob" || len(data) != maxBlob+1 || err != nil {
			t.Errorf("packed %v: %s of %d bytes, %v", packed, kind, len(data), err)
		}
		if kind, data, err := store.Object(id); kind != "blob" || len(data) != maxBlob+10 || err != nil {
			t.Errorf("packed %v: in full it is %s of %d bytes, %v", packed, kind, len(data), err)
		}
	}
	bomb := fmt.Sprintf("blob %d\x00", maxTree+1) + strings.Repeat("\x00", maxTree+1)
	s.loose(fmt.Sprintf("%x", sha1.Sum([]byte(bomb))), bomb)
	if _, data, err := s.store("").Object(fmt.Sprintf("%x", sha1.Sum([]byte(bomb)))); err == nil {
		t.Errorf("%d bytes are read", len(data))
	}
}

func TestCommitIDMustBeOne(t *testing.T) {
	s := history(t)
	store := s.store("")
	for _, id := range []string{"", "HEAD", "../../config", strings.Repeat("x", 40), strings.Repeat("a", 64)} {
		if _, err := store.Tree(t.Context(), id); err == nil || errors.As(err, new(*MissingError)) {
			t.Errorf("%q: %v, want that it is no id", id, err)
		}
	}
	if _, err := store.Tree(t.Context(), s.git("rev-parse", "HEAD^{tree}")); err == nil || !strings.Contains(err.Error(), "is a tree, want a commit") {
		t.Errorf("of a tree: %v", err)
	}
}
