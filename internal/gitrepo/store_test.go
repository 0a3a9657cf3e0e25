package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// store opens the folder below the sandbox as a Store.
func (s *sandbox) store(below string) *Store {
	s.t.Helper()
	store, err := OpenStore(context.Background(), filepath.Join(s.dir, below), environ())
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { store.Close() })
	return store
}

// openWithoutGit opens dir as on a machine where git is not installed.
func openWithoutGit(t *testing.T, dir string) (*Store, error) {
	t.Helper()
	path := os.Getenv("PATH")
	t.Setenv("PATH", t.TempDir())
	defer t.Setenv("PATH", path)
	store, err := OpenStore(t.Context(), dir, environ())
	if err == nil {
		t.Cleanup(func() { store.Close() })
	}
	return store, err
}

// history makes a repository with what there is to read: two commits, folders, a
// long file, a branch, a tag object, a tag of a tag and a tag that is none.
func history(t *testing.T) *sandbox {
	t.Helper()
	s := newSandbox(t)
	for i := range 20 {
		s.write(fmt.Sprintf("specs/area-%d.yaml", i), strings.Repeat(fmt.Sprintf("line %d\n", i), 500))
	}
	s.write("README.md", "read me\n")
	s.write("long.txt", strings.Repeat("long enough to be kept apart\n", 5000))
	s.commit()
	s.write("specs/area-3.yaml", strings.Repeat("line 3\n", 499)+"line three\n")
	s.commit()
	s.git("branch", "side/one", "HEAD~1")
	s.git("tag", "-a", "-m", "first", "area-3/v1.0.0", "HEAD~1")
	s.git("tag", "-a", "-m", "of a tag", "nested", "area-3/v1.0.0")
	s.git("tag", "light")
	return s
}

// copy returns another repository like this one.
func (s *sandbox) copy(t *testing.T) *sandbox {
	t.Helper()
	c := &sandbox{t: t, dir: t.TempDir()}
	if err := os.CopyFS(c.dir, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	return c
}

// clone clones the sandbox as strangers do.
func (s *sandbox) clone(options ...string) *sandbox {
	s.t.Helper()
	c := &sandbox{t: s.t, dir: s.t.TempDir()}
	c.git(append(append([]string{"clone", "--quiet"}, options...), "file://"+filepath.ToSlash(s.dir), ".")...)
	return c
}

// layouts are the ways in which a repository may be kept. Each gives the folder to
// open, from a history.
var layouts = map[string]func(t *testing.T, s *sandbox) string{
	"plain":       func(_ *testing.T, s *sandbox) string { return s.dir },
	"folder":      func(_ *testing.T, s *sandbox) string { return filepath.Join(s.dir, "specs") },
	"git folder":  func(_ *testing.T, s *sandbox) string { return filepath.Join(s.dir, ".git") },
	"refs folder": func(_ *testing.T, s *sandbox) string { return filepath.Join(s.dir, ".git", "refs") },
	"bare":        func(_ *testing.T, s *sandbox) string { return s.clone("--bare").dir },
	"mirror":      func(_ *testing.T, s *sandbox) string { return s.clone("--mirror").dir },
	"depth 1":     func(_ *testing.T, s *sandbox) string { return s.clone("--depth=1").dir },
	"bare depth 1": func(_ *testing.T, s *sandbox) string {
		return s.clone("--bare", "--depth=1", "--branch=area-3/v1.0.0").dir
	},
	"linked": func(t *testing.T, s *sandbox) string {
		dir := filepath.Join(t.TempDir(), "linked")
		s.git("worktree", "add", "--quiet", dir, "side/one")
		return dir
	},
	"linked, its git folder": func(t *testing.T, s *sandbox) string {
		s.git("worktree", "add", "--quiet", filepath.Join(t.TempDir(), "linked"), "side/one")
		return filepath.Join(s.dir, ".git", "worktrees", "linked")
	},
	"linked to a bare one": func(t *testing.T, s *sandbox) string {
		dir := filepath.Join(t.TempDir(), "linked")
		s.clone("--bare").git("worktree", "add", "--quiet", dir, "side/one")
		return dir
	},
	"bare beside its link": func(_ *testing.T, s *sandbox) string {
		if err := os.Rename(filepath.Join(s.dir, ".git"), filepath.Join(s.dir, ".bare")); err != nil {
			s.t.Fatal(err)
		}
		s.write(".git", "gitdir: ./.bare\n")
		return filepath.Join(s.dir, ".bare")
	},
	"bare behind a link": func(_ *testing.T, s *sandbox) string {
		if err := os.Rename(filepath.Join(s.dir, ".git"), filepath.Join(s.dir, ".bare")); err != nil {
			s.t.Fatal(err)
		}
		s.write(".git", "gitdir: ./.bare\n")
		s.git("config", "core.bare", "true")
		return s.dir
	},
	"all but HEAD and index linked": func(t *testing.T, s *sandbox) string { // as git-new-workdir does
		dir := t.TempDir()
		own := &sandbox{t: t, dir: dir}
		own.git("init", "--quiet", "--initial-branch=main")
		for _, name := range []string{"config", "refs", "objects", "packed-refs", "info"} {
			path := filepath.Join(dir, ".git", name)
			if err := os.RemoveAll(path); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(filepath.Join(s.dir, ".git", name), path); err != nil {
				t.Skip(err)
			}
		}
		s.git("pack-refs", "--all")
		s.git("tag", "loose")
		return dir
	},
	"sparse": func(_ *testing.T, s *sandbox) string {
		s.git("sparse-checkout", "set", "nothing")
		return s.dir
	},
	"worktreeConfig": func(_ *testing.T, s *sandbox) string {
		s.git("config", "extensions.worktreeConfig", "true")
		return s.dir
	},
	"version 1": func(_ *testing.T, s *sandbox) string {
		s.git("config", "core.repositoryFormatVersion", "1")
		s.git("config", "extensions.noop", "")
		s.git("config", "extensions.preciousObjects", "true")
		return s.dir
	},
	"shared": func(t *testing.T, s *sandbox) string {
		c := &sandbox{t: t, dir: t.TempDir()}
		c.git("clone", "--quiet", "--shared", s.dir, ".")
		return c.dir
	},
	"reference": func(_ *testing.T, s *sandbox) string { return s.clone("--reference", s.dir).dir },
	"shared twice": func(t *testing.T, s *sandbox) string {
		b := &sandbox{t: t, dir: t.TempDir()}
		b.git("clone", "--quiet", "--shared", s.dir, ".")
		c := &sandbox{t: t, dir: t.TempDir()}
		c.git("clone", "--quiet", "--shared", b.dir, ".")
		return c.dir
	},
	"alternates, relative and quoted": func(t *testing.T, s *sandbox) string {
		c := &sandbox{t: t, dir: t.TempDir()}
		c.git("clone", "--quiet", "--shared", s.dir, ".")
		below, err := filepath.Rel(filepath.Join(c.dir, ".git", "objects"), filepath.Join(s.dir, ".git", "objects"))
		if err != nil {
			t.Fatal(err)
		}
		c.write(".git/objects/info/alternates", "# a remark\n/not/there\n\""+strings.ReplaceAll(filepath.ToSlash(below), ".git", `\056git`)+"\"\n")
		return c.dir
	},
	"packed refs": func(_ *testing.T, s *sandbox) string { s.git("pack-refs", "--all"); return s.dir },
	"packed refs and newer ones": func(_ *testing.T, s *sandbox) string {
		s.git("pack-refs", "--all")
		s.write("new.txt", "new")
		s.commit()
		s.git("tag", "-d", "light")
		return s.dir
	},
	"packed": func(_ *testing.T, s *sandbox) string { s.git("gc", "--quiet"); return s.dir },
	"two packs": func(_ *testing.T, s *sandbox) string {
		s.git("gc", "--quiet")
		s.write("new.txt", "new")
		s.commit()
		s.git("repack", "--quiet", "-d")
		return s.dir
	},
	"multi-pack index, bitmap, commit graph": func(_ *testing.T, s *sandbox) string {
		s.git("repack", "--quiet", "-a", "-d", "--write-bitmap-index")
		s.git("multi-pack-index", "write")
		s.git("commit-graph", "write", "--reachable")
		return s.dir
	},
	"split index": func(_ *testing.T, s *sandbox) string { s.git("update-index", "--split-index"); return s.dir },
	"detached":    func(_ *testing.T, s *sandbox) string { s.git("checkout", "--quiet", "--detach"); return s.dir },
	"symbolic ref": func(_ *testing.T, s *sandbox) string {
		s.git("symbolic-ref", "refs/heads/alias", "refs/heads/side/one")
		return s.dir
	},
	"refs of a linked tree's own": func(t *testing.T, s *sandbox) string {
		dir := filepath.Join(t.TempDir(), "linked")
		s.git("worktree", "add", "--quiet", dir, "side/one")
		s.git("update-ref", "refs/worktree/other", "HEAD")
		own := &sandbox{t: t, dir: dir}
		own.git("update-ref", "refs/worktree/own", "HEAD")
		return dir
	},
}

// Whatever way a repository is kept in, the Store says of refs and objects what git
// says, with git and without.
func TestStoreSaysWhatGitSays(t *testing.T) {
	first := history(t)
	for name, prepare := range layouts {
		t.Run(name, func(t *testing.T) {
			dir := prepare(t, first.copy(t))
			at := &sandbox{t: t, dir: dir}
			with := at.store("")
			agrees(t, at, with)
			without, err := openWithoutGit(t, dir)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(with.place, without.place, cmp.AllowUnexported(place{})); diff != "" {
				t.Errorf("the place, with git and without:\n%s", diff)
			}
			if shallow := at.git("rev-parse", "--is-shallow-repository") == "true"; shallow != with.Shallow() {
				t.Errorf("shallow is %v, git says %v", with.Shallow(), shallow)
			}
		})
	}
}

// agrees compares a Store with git.
func agrees(t *testing.T, at *sandbox, store *Store) {
	t.Helper()
	if git, here := at.git("rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir"), store.GitDir()+"\n"+store.CommonDir(); git != here {
		t.Errorf("git keeps it in\n%s\nhere that is\n%s", git, here)
	}
	refs, err := store.Refs()
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	for _, r := range refs {
		have = append(have, r.ID+"="+r.Name)
	}
	want := strings.Fields(at.git("for-each-ref", "--format=%(if)%(symref)%(then)%(else)%(objectname)=%(refname)%(end)"))
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("refs (-git +here):\n%s", diff)
	}
	branch, head, err := store.Head()
	if want := at.git("rev-parse", "HEAD"); head != want || err != nil {
		t.Errorf("HEAD is %s, %v; git says %s", head, err, want)
	}
	if want := strings.TrimPrefix(at.git("rev-parse", "--abbrev-ref", "HEAD"), "HEAD"); branch != want {
		t.Errorf("the branch is %q, git says %q", branch, want)
	}
	for line := range strings.SplitSeq(at.git("cat-file", "--batch-all-objects", "--batch-check"), "\n") {
		fields := strings.Fields(line)
		kind, data, err := store.Object(fields[0])
		if err != nil || kind != fields[1] || fmt.Sprint(len(data)) != fields[2] {
			t.Errorf("%s: %s of %d bytes, %v; git says %s", fields[0], kind, len(data), err, line)
		}
	}
	treeAgrees(t, at, store, head)
}

func treeAgrees(t *testing.T, at *sandbox, store *Store, commit string) {
	t.Helper()
	tree, err := store.Tree(t.Context(), commit)
	if err != nil {
		t.Fatal(err)
	}
	var have []string
	err = fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, path)
		have = append(have, fmt.Sprintf("%x\t%s", sha1Hash.blob(data), path))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := at.git("ls-tree", "-r", "--full-tree", "--format=%(objectname)%x09%(path)", commit)
	if diff := cmp.Diff(want, strings.Join(have, "\n")); diff != "" {
		t.Errorf("tree (-git +here):\n%s", diff)
	}
}

func TestStoreKnowsWhereItStands(t *testing.T) {
	s := history(t)
	for below, want := range map[string]string{"": "", "specs": "specs/"} {
		if dir, prefix, ok := s.store(below).WorkTree(); dir != s.dir || prefix != want || !ok {
			t.Errorf("%q: %s, %q, %v", below, dir, prefix, ok)
		}
	}
	if dir, _, ok := s.store(".git").WorkTree(); ok {
		t.Errorf("in .git the work tree is %s, want none", dir)
	}
	if dir, _, ok := s.clone("--bare").store("").WorkTree(); ok {
		t.Errorf("in a bare repository the work tree is %s, want none", dir)
	}
	if _, err := OpenStore(t.Context(), t.TempDir(), environ()); !errors.Is(err, ErrNoRepository) {
		t.Errorf("error is %v, want %v", err, ErrNoRepository)
	}
	if _, err := openWithoutGit(t, t.TempDir()); !errors.Is(err, ErrNoRepository) {
		t.Errorf("without git the error is %v, want %v", err, ErrNoRepository)
	}
}

// A submodule's folder is the submodule, whose repository lies elsewhere.
func TestStoreInSubmodule(t *testing.T) {
	s, inner := history(t), history(t)
	s.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.dir, "inner")
	s.commit()
	at := &sandbox{t: t, dir: filepath.Join(s.dir, "inner")}
	agrees(t, at, at.store(""))
	id, err := s.store("").Resolve(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := s.store("").Tree(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(tree, "inner"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("reading the submodule as a file gives %v", err)
	}
	agrees(t, &sandbox{t: t, dir: filepath.Join(s.dir, ".git", "modules", "inner")}, s.store(".git/modules/inner"))
}

// What was not fetched is missing, never "does not exist".
func TestStoreOfPartialClone(t *testing.T) {
	origin := history(t)
	origin.git("config", "uploadpack.allowFilter", "true")
	s := origin.clone("--filter=blob:none", "--no-checkout")
	store := s.store("")
	id, err := store.Resolve(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := store.Tree(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	want := origin.git("rev-parse", "HEAD:README.md")
	var missing *MissingError
	if _, err := fs.ReadFile(tree, "README.md"); !errors.As(err, &missing) || missing.ID != want || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error is %v, want a *MissingError of %s", err, want)
	}
	if _, err := fs.ReadFile(tree, "none.md"); !errors.Is(err, fs.ErrNotExist) || errors.As(err, &missing) {
		t.Errorf("error is %v, want that it does not exist", err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, ".git", "objects", want[:2])); err == nil {
		t.Error("the object was fetched")
	}
}

// git may pack anew while a Store is open.
func TestStoreWhileGitPacks(t *testing.T) {
	s := history(t)
	s.git("gc", "--quiet")
	store := s.store("")
	agrees(t, s, store)
	s.write("later.txt", "later")
	s.commit()
	s.git("gc", "--quiet", "--prune=now")
	agrees(t, s, store)
	s.write("latest.txt", "latest")
	s.commit()
	agrees(t, s, store)
	if err := store.Close(); err != nil {
		t.Error(err)
	}
	agrees(t, s, store)
}

// Several goroutines read one Store.
func TestStoreIsReadByMany(t *testing.T) {
	s := history(t)
	s.git("gc", "--quiet")
	store := s.store("")
	_, head, err := store.Head()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := store.Tree(t.Context(), head)
	if err != nil {
		t.Fatal(err)
	}
	each(t.Context(), 200, func(i int) {
		data, err := fs.ReadFile(tree, fmt.Sprintf("specs/area-%d.yaml", i%20))
		if err != nil || !bytes.HasPrefix(data, []byte("line ")) {
			t.Errorf("%d bytes, %v", len(data), err)
		}
	})
}
