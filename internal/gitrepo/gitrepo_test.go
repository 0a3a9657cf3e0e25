package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/workspace"
)

// sandbox is a repository made by git itself, with a pinned identity and none of
// the machine's settings.
type sandbox struct {
	t   *testing.T
	dir string
}

// newSandbox makes a repository; options go to git init.
func newSandbox(t *testing.T, options ...string) *sandbox {
	t.Helper()
	s := &sandbox{t: t, dir: t.TempDir()}
	s.git(append([]string{"init", "--quiet", "--initial-branch=main"}, options...)...)
	return s
}

func environ() []string {
	return append(slices.DeleteFunc(os.Environ(), func(e string) bool { return strings.HasPrefix(e, "GIT_") }),
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=T. Tester", "GIT_AUTHOR_EMAIL=tester@example.org", "GIT_AUTHOR_DATE=2026-01-02T03:04:05Z",
		"GIT_COMMITTER_NAME=T. Tester", "GIT_COMMITTER_EMAIL=tester@example.org", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z")
}

// git runs git and returns what it says.
func (s *sandbox) git(args ...string) string { return s.gitWith("", args...) }

// gitWith is git with something to read.
func (s *sandbox) gitWith(input string, args ...string) string {
	s.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = s.dir, environ(), strings.NewReader(input)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("git %q: %v\n%s", args, err, errs.String())
	}
	return strings.TrimSuffix(string(out), "\n")
}

func (s *sandbox) write(file, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sandbox) commit() {
	s.t.Helper()
	s.git("add", "--all")
	s.git("commit", "--quiet", "--allow-empty", "--message", "a commit")
}

// open opens the folder below the sandbox.
func (s *sandbox) open(below string) *Repository {
	s.t.Helper()
	r, err := Open(context.Background(), filepath.Join(s.dir, below), environ())
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { r.Close() })
	return r
}

// tree is what HEAD has of the folder that r is.
func (s *sandbox) tree(r *Repository) *Tree {
	s.t.Helper()
	id, err := r.Commit(context.Background(), "HEAD")
	if err != nil {
		s.t.Fatal(err)
	}
	tree, err := r.Tree(context.Background(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return tree
}

// files is how the files of r are looked at.
func (s *sandbox) files(r *Repository) Files {
	s.t.Helper()
	w, err := workspace.Open(s.dir)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { w.Close() })
	return Files{
		State: func(file string) (State, bool) {
			id, ok := w.Identify(r.prefix + file)
			return State{Size: id.Size, Modified: id.Modified, Changed: id.Changed, Inode: id.Inode}, ok
		},
		Read: func(file string) ([]byte, error) { return os.ReadFile(filepath.Join(r.dir, filepath.FromSlash(file))) },
	}
}

// unchanged asks for every file of names.
func (s *sandbox) unchanged(r *Repository, names ...string) map[string]bool {
	s.t.Helper()
	same, err := r.Unchanged(context.Background(), s.tree(r), names, s.files(r))
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[string]bool{}
	for i, name := range names {
		all[name] = same[i]
	}
	return all
}

func TestTreeHoldsWhatWasCommitted(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		s := newSandbox(t, "--object-format="+format)
		s.write("a.yaml", "a")
		s.write("specs/b.yaml", "b\n")
		s.write("specs/deep/c.yaml", strings.Repeat("c", 100_000))
		s.commit()
		s.write("a.yaml", "changed since")
		tree := s.tree(s.open(""))
		got := map[string]string{}
		err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(tree, path)
			got[path] = fmt.Sprintf("%d %.2s", len(data), data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"a.yaml": "1 a", "specs/b.yaml": "2 b\n", "specs/deep/c.yaml": "100000 cc"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
		if _, err := fs.Stat(tree, "specs/none.yaml"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("what is not there gives %v", err)
		}
		below := s.tree(s.open("specs"))
		if data, err := fs.ReadFile(below, "b.yaml"); string(data) != "b\n" || err != nil {
			t.Errorf("seen from the folder: %q, %v", data, err)
		}
	}
}

func TestFolderThatTheCommitHasNotIsEmpty(t *testing.T) {
	s := newSandbox(t)
	s.write("a.yaml", "a")
	s.commit()
	s.write("area/specs/b.yaml", "b")
	entries, err := fs.ReadDir(s.tree(s.open("area")), ".")
	if len(entries) > 0 || err != nil {
		t.Errorf("%v, %v; want nothing", entries, err)
	}
}

// A name that leads elsewhere, or could mean two things, is listed and cannot be
// opened.
func TestOnlyFilesAreFiles(t *testing.T) {
	s := newSandbox(t)
	s.write("a.yaml", "a")
	s.commit()
	blob := s.git("rev-parse", "HEAD:a.yaml")
	var raw bytes.Buffer
	for _, e := range [][2]string{
		{"100644", "file"}, {"120000", "link"}, {"160000", "module"}, {"100664", "odd"},
		{"100644", "twice"}, {"100644", "twice"}, {"100755", "zprogram"},
	} {
		id := make([]byte, sha1Hash)
		fmt.Sscanf(blob, "%x", &id)
		fmt.Fprintf(&raw, "%s %s\x00%s", e[0], e[1], id)
	}
	tree := s.gitWith(raw.String(), "hash-object", "-t", "tree", "--literally", "-w", "--stdin")
	s.git("update-ref", "HEAD", s.git("commit-tree", "-m", "odd", tree))
	fsys := s.tree(s.open(""))
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		_, err := fs.ReadFile(fsys, e.Name())
		if opens := err == nil; opens != e.Type().IsRegular() {
			t.Errorf("%s is %v, opening it gives %v", e.Name(), e.Type(), err)
		}
		if e.Type().IsRegular() {
			names = append(names, e.Name())
		}
	}
	if diff := cmp.Diff([]string{"file", "zprogram"}, names); diff != "" || len(entries) != 6 {
		t.Errorf("%d entries; files (-want +got):\n%s", len(entries), diff)
	}
}

func TestMissingObjectIsNotANotExistingFile(t *testing.T) {
	s := newSandbox(t)
	s.write("specs/a.yaml", "a")
	s.write("b.yaml", "b")
	s.commit()
	r := s.open("")
	tree := s.tree(r)
	id := s.git("rev-parse", "HEAD:specs/a.yaml")
	if err := os.Remove(filepath.Join(s.dir, ".git", "objects", id[:2], id[2:])); err != nil {
		t.Fatal(err)
	}
	_, err := fs.ReadFile(tree, "specs/a.yaml")
	var missing *MissingError
	if !errors.As(err, &missing) || missing.ID != id || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v, want a *MissingError of %s", err, id)
	}
	if data, err := fs.ReadFile(tree, "b.yaml"); string(data) != "b" || err != nil {
		t.Errorf("afterwards another file gives %q, %v", data, err)
	}
}

// A clone that left objects out must not have them fetched: nobody asked for a
// connection.
func TestPartialCloneIsNotCompleted(t *testing.T) {
	origin := newSandbox(t)
	origin.write("a.yaml", "old")
	origin.commit()
	origin.write("a.yaml", "new")
	origin.commit()
	origin.git("config", "uploadpack.allowFilter", "true")
	s := &sandbox{t: t, dir: t.TempDir()}
	s.git("clone", "--quiet", "--filter=blob:none", "file://"+filepath.ToSlash(origin.dir), ".")
	r := s.open("")
	id, err := r.Commit(context.Background(), "HEAD~1")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := r.Tree(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	var missing *MissingError
	if _, err := fs.ReadFile(tree, "a.yaml"); !errors.As(err, &missing) {
		t.Errorf("error is %v, want a *MissingError", err)
	}
}

func TestLongFileIsReadAsFarAsAsked(t *testing.T) {
	s := newSandbox(t)
	s.write("long.yaml", strings.Repeat("x", 200_000))
	s.write("short.yaml", "short")
	s.commit()
	r := s.open("")
	for range 2 {
		kind, data, err := r.objects.get(s.git("rev-parse", "HEAD:long.yaml"), 10)
		if kind != "blob" || len(data) != 11 || err != nil {
			t.Errorf("%s of %d bytes, %v; want a blob of 11", kind, len(data), err)
		}
		if _, data, err = r.objects.get(s.git("rev-parse", "HEAD:short.yaml"), 10); string(data) != "short" || err != nil {
			t.Errorf("the next is %q, %v", data, err)
		}
	}
}

func TestEndOfContextEndsGit(t *testing.T) {
	s := newSandbox(t)
	s.write("a.yaml", "a")
	s.commit()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := Open(ctx, s.dir, environ())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	id, err := r.Commit(ctx, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := r.Tree(ctx, id); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want that it was ended", err)
	}
}

// The index is read as git reads it, in every layout.
func TestIndexSaysWhatGitSays(t *testing.T) {
	for name, prepare := range map[string]func(s *sandbox){
		"version 2": func(*sandbox) {},
		"version 3": func(s *sandbox) { s.write("new.yaml", ""); s.git("add", "--intent-to-add", "new.yaml") },
		"version 4": func(s *sandbox) { s.git("update-index", "--index-version", "4") },
		"untracked": func(s *sandbox) { s.git("update-index", "--force-untracked-cache") },
	} {
		for _, format := range []string{"sha1", "sha256"} {
			s := newSandbox(t, "--object-format="+format)
			for i := range 40 {
				s.write(fmt.Sprintf("specs/%s-%d.yaml", strings.Repeat("x", i), i), fmt.Sprint(i))
			}
			s.commit()
			prepare(s)
			r := s.open("")
			data, err := os.ReadFile(r.index)
			if err != nil {
				t.Fatal(err)
			}
			entries, err := parseIndex(data, "", r.hash)
			if err != nil {
				t.Errorf("%s, %s: %v", name, format, err)
				continue
			}
			got := map[string]string{}
			for file, e := range entries {
				got[file] = fmt.Sprintf("%x", e.id)
			}
			want := map[string]string{}
			for line := range strings.SplitSeq(s.git("ls-files", "--stage"), "\n") {
				fields := strings.Fields(line)
				want[fields[3]] = fields[1]
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s (-git +here):\n%s", name, format, diff)
			}
		}
	}
}

func TestSplitIndexIsRefused(t *testing.T) {
	s := newSandbox(t)
	s.write("a.yaml", "a")
	s.commit()
	s.git("update-index", "--split-index")
	r := s.open("")
	data, err := os.ReadFile(r.index)
	if err != nil {
		t.Fatal(err)
	}
	if entries, err := parseIndex(data, "", r.hash); err == nil {
		t.Errorf("%d entries were read", len(entries))
	}
	if got := s.unchanged(r, "a.yaml"); !got["a.yaml"] {
		t.Error("a file that did not change is said to have")
	}
}

func TestUnchanged(t *testing.T) {
	s := newSandbox(t)
	for _, name := range []string{"same", "touched", "edited", "staged", "restored", "deleted", "other-ends"} {
		s.write(name, name+"\n")
	}
	s.commit()
	past := time.Now().Add(-time.Hour)
	for _, name := range []string{"same", "edited", "deleted"} {
		if err := os.Chtimes(filepath.Join(s.dir, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	s.git("update-index", "--refresh")
	if err := os.Chtimes(filepath.Join(s.dir, "touched"), past, past); err != nil {
		t.Fatal(err)
	}
	s.write("edited", "EDITED\n")
	s.write("staged", "other\n")
	s.git("add", "staged")
	s.write("restored", "other\n")
	s.git("add", "restored")
	s.write("restored", "restored\n")
	s.write("new", "new\n")
	s.write("other-ends", "other-ends\r\n")
	if err := os.Remove(filepath.Join(s.dir, "deleted")); err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{
		"same": true, "touched": true, "restored": true, "other-ends": true,
		"edited": false, "staged": false, "new": false, "deleted": false,
	}
	var names []string
	for name := range want {
		names = append(names, name)
	}
	if diff := cmp.Diff(want, s.unchanged(s.open(""), names...)); diff != "" {
		t.Errorf("unchanged (-want +got):\n%s", diff)
	}
}

// A file that keeps its size and is changed within the same tick of the clock in
// which git looked at it looks as it did; it is read all the same.
func TestFileChangedInTheSameMomentIsRead(t *testing.T) {
	s := newSandbox(t)
	s.write("a.yaml", "one")
	s.commit()
	r := s.open("")
	first := loadIndex(r.index, "", r.hash)
	noted, written := first.files["a.yaml"], first.written
	s.write("a.yaml", "two")
	s.git("add", "a.yaml")
	looksSame := loadIndex(r.index, "", r.hash).files["a.yaml"] // as the file is now
	looksSame.id = noted.id
	files := s.files(r)
	files.Read = func(string) ([]byte, error) { return []byte("two"), nil }
	if r.unchanged("a.yaml", noted.id, looksSame, true, looksSame.mtime, files) {
		t.Error("what was written down in the same moment is believed")
	}
	later := stamp{written.sec + 60, written.nsec}
	if !r.unchanged("a.yaml", noted.id, looksSame, true, later, files) {
		t.Error("what was written down later is not believed, so that this test shows nothing")
	}
}

func TestEnvironmentLeadsNowhereElse(t *testing.T) {
	got := environment([]string{
		"PATH=/bin", "GIT_DIR=/elsewhere", "git_work_tree=/elsewhere", "GIT_INDEX_FILE=x", "GIT_TRACE=1",
		"GIT_CONFIG_PARAMETERS=x", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES=/elsewhere", "GIT_CONFIG_GLOBAL=/home/t", "LC_ALL=de_DE", "LANGUAGE=de", "LANG=de_DE",
	})
	want := []string{
		"PATH=/bin", "GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*", "GIT_CONFIG_GLOBAL=/home/t", "LANG=de_DE",
		"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_GRAFT_FILE=" + os.DevNull,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOutputIsBounded(t *testing.T) {
	b := &bounded{most: 5}
	for _, text := range []string{"abc", "def", "ghi"} {
		if n, err := b.Write([]byte(text)); n != 3 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	if b.String() != "abcde" || !b.full {
		t.Errorf("kept %q, full %v", b.String(), b.full)
	}
}

func TestBareRepositoryAmongTheFilesIsNotEntered(t *testing.T) {
	s := newSandbox(t)
	s.write("a.yaml", "a")
	s.commit()
	s.git("init", "--quiet", "--bare", "planted")
	if _, err := Open(context.Background(), filepath.Join(s.dir, "planted"), environ()); !errors.Is(err, ErrBare) {
		t.Errorf("error is %v, want %v", err, ErrBare)
	}
}
