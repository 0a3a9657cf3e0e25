package gitrepo

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStoreResolvesAsGitDoes(t *testing.T) {
	s := history(t)
	s.git("branch", "light", "HEAD~1") // also the name of a tag
	s.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
	s.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
	s.git("branch", strings.Repeat("ab", 20), "HEAD~1") // looks like an id
	store := s.store("specs")
	head := s.git("rev-parse", "HEAD")
	for _, rev := range []string{
		"HEAD", "@", "main", "heads/main", "refs/heads/main", "light", "tags/light", "nested", "area-3/v1.0.0", "side/one",
		"origin", "origin/main", "HEAD~1", "main^{commit}", head, head[:12], strings.ToUpper(head), ":/a commit", "main@{0}",
	} {
		got, err := store.Resolve(t.Context(), rev)
		if want := s.git("rev-parse", s.git("rev-parse", rev)+"^{commit}"); got != want || err != nil {
			t.Errorf("%q is %s, %v; git says %s", rev, got, err, want)
		}
	}
}

func TestStoreSaysWhatARevisionLacks(t *testing.T) {
	s := history(t)
	s.git("tag", "tree", "HEAD^{tree}")
	s.git("tag", "blob", "HEAD:README.md")
	store := s.store("")
	without, err := openWithoutGit(t, s.dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		rev, reason string
		missing     bool
	}{
		{"", "is empty, want a branch, a tag or a commit", false},
		{"-x", "begins with a hyphen, want a branch, a tag or a commit", false},
		{"a\nb", "holds characters that no revision has", false},
		{"none", "names nothing that is here", true},
		{"tree", "names a tree (the content of a folder), want a commit", false},
		{"blob", "names a blob (the content of a file), want a commit", false},
		{strings.Repeat("ab", 20), "is abababababababababababababababababababab, which is not here", true},
	} {
		for _, store := range []*Store{store, without} {
			_, err := store.Resolve(t.Context(), test.rev)
			var ref *RefError
			if !errors.As(err, &ref) || !strings.HasPrefix(ref.Reason, test.reason) || ref.Missing != test.missing {
				t.Errorf("%q: %v, want that it %s", test.rev, err, test.reason)
			}
		}
	}
	if _, err := without.Resolve(t.Context(), "HEAD~1"); err == nil || !strings.Contains(err.Error(), "without git, which is not installed") {
		t.Errorf("without git the error is %v", err)
	}
	if _, err := without.Config(t.Context(), "user.name"); !errors.Is(err, ErrNoGit) {
		t.Errorf("without git the configuration gives %v", err)
	}
	if got, err := without.Resolve(t.Context(), "nested"); got != s.git("rev-parse", "nested^{commit}") || err != nil {
		t.Errorf("without git a tag of a tag is %s, %v", got, err)
	}
}

func TestStoreTag(t *testing.T) {
	s := history(t)
	s.git("symbolic-ref", "refs/tags/other", "refs/tags/nested")
	s.git("branch", "only-a-branch")
	for _, packed := range []bool{false, true} {
		if packed {
			s.git("pack-refs", "--all")
		}
		store := s.store("")
		for name, leads := range map[string]string{"area-3/v1.0.0": "HEAD~1", "nested": "area-3/v1.0.0", "light": "HEAD"} {
			got, err := store.Tag(name)
			want := Tag{ID: s.git("rev-parse", name), Target: s.git("rev-parse", leads)}
			if name != "light" {
				want.Annotated, want.Raw = true, []byte(s.git("cat-file", "tag", name)+"\n")
			}
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
			}
		}
		for _, name := range []string{"none", "only-a-branch", "area-3", "light/below", "heads/main"} {
			if got, err := store.Tag(name); !errors.Is(err, ErrNoTag) {
				t.Errorf("%s: %v, %v; want %v", name, got, err, ErrNoTag)
			}
		}
		for _, name := range []string{"", "../heads/main", "a..b", "light.lock", "a b", "/x", "x/", ".x", "a\x00b"} {
			if got, err := store.Tag(name); !errors.As(err, new(*RefError)) {
				t.Errorf("%q: %v, %v; want a *RefError", name, got, err)
			}
		}
		if _, err := store.Tag("other"); err == nil || !strings.Contains(err.Error(), "names refs/tags/nested") {
			t.Errorf("a symbolic tag gives %v", err)
		}
	}
}

// Of a tag whose object was not fetched the ref is known.
func TestTagWhoseObjectIsMissing(t *testing.T) {
	s := history(t)
	id := s.git("rev-parse", "nested")
	if err := os.Remove(filepath.Join(s.dir, ".git", "objects", id[:2], id[2:])); err != nil {
		t.Fatal(err)
	}
	tag, err := s.store("").Tag("nested")
	if missing := new(*MissingError); !errors.As(err, missing) || !(*missing).ObjectMissing() || tag.ID != id {
		t.Errorf("%v, %v; want a *MissingError and the id %s", tag, err, id)
	}
}

// A ref that is damaged is an error: what is packed under its name is older.
func TestDamagedRefIsNoRef(t *testing.T) {
	first := history(t)
	first.git("pack-refs", "--all")
	for name, content := range map[string]string{
		"empty": "", "no id": "main\n", "short": "abcd\n", "text after it": strings.Repeat("ab", 20) + " x\n", "elsewhere": "ref: ../../config\n",
	} {
		s := first.copy(t)
		s.write(".git/refs/tags/light", content)
		store := s.store("")
		if tag, err := store.Tag("light"); err == nil || !strings.Contains(err.Error(), "is damaged") {
			t.Errorf("%s: the tag is %v, %v", name, tag, err)
		}
		if id, err := store.Resolve(t.Context(), "light"); err == nil {
			t.Errorf("%s: it resolves to %s", name, id)
		}
		if _, err := store.Refs("refs/tags/"); err == nil {
			t.Errorf("%s: the refs are listed as if nothing were wrong", name)
		}
		if refs, err := store.Refs("refs/heads/"); len(refs) != 2 || err != nil {
			t.Errorf("%s: others are %v, %v", name, refs, err)
		}
	}
}

func TestRefThatIsALinkIsNotFollowed(t *testing.T) {
	s := history(t)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte(s.git("rev-parse", "HEAD")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(s.dir, ".git", "refs", "tags", "linked")); err != nil {
		t.Skip(err)
	}
	if tag, err := s.store("").Tag("linked"); err == nil {
		t.Errorf("the tag is %v", tag)
	}
}

func TestPackedRefsThatCannotBeRead(t *testing.T) {
	for _, line := range []string{"abcd refs/heads/x", strings.Repeat("ab", 20) + " refs/heads/../x", strings.Repeat("ab", 20), "\x00"} {
		s := newSandbox(t)
		s.write(".git/packed-refs", "# pack-refs with: peeled fully-peeled sorted \n"+line+"\n")
		if refs, err := s.store("").Refs(); err == nil {
			t.Errorf("%q: %v, want an error", line, refs)
		}
	}
}

func TestStoreHead(t *testing.T) {
	s := newSandbox(t)
	if branch, id, err := s.store("").Head(); branch != "main" || id != "" || !errors.Is(err, ErrUnborn) {
		t.Errorf("before the first commit: %q, %q, %v", branch, id, err)
	}
	if _, err := s.store("").Resolve(t.Context(), "HEAD"); !errors.As(err, new(*RefError)) {
		t.Errorf("before the first commit HEAD resolves to %v", err)
	}
	s.commit()
	s.git("symbolic-ref", "HEAD", "refs/odd/place")
	s.git("update-ref", "refs/odd/place", "main")
	if branch, id, err := s.store("").Head(); branch != "refs/odd/place" || id != s.git("rev-parse", "main") || err != nil {
		t.Errorf("on no branch: %q, %q, %v", branch, id, err)
	}
	s.git("symbolic-ref", "refs/odd/place", "refs/odd/again")
	s.git("symbolic-ref", "refs/odd/again", "refs/odd/place")
	if _, id, err := s.store("").Head(); err == nil {
		t.Errorf("refs in a circle lead to %s", id)
	}
}

func TestStoreConfig(t *testing.T) {
	s := history(t)
	s.write("more", "[user]\n\temail = included@example.org\n")
	s.git("config", "include.path", "../more")
	s.git("config", "user.name", "two\nlines ")
	s.git("config", "url.git@example.org:.insteadOf", "x")
	s.git("worktree", "add", "--quiet", filepath.Join(t.TempDir(), "linked"))
	for _, below := range []string{"", "specs", ".git", ".git/worktrees/linked"} {
		store := s.store(below)
		for key, want := range map[string]string{
			"user.email": "included@example.org", "user.name": "two\nlines ", "user.none": "", "url.git@example.org:.insteadOf": "x",
		} {
			if got, err := store.Config(t.Context(), key); got != want || err != nil {
				t.Errorf("%q: %s is %q, %v; want %q", below, key, got, err, want)
			}
		}
		for _, key := range []string{"", "user", "--list", "user.na me", "-f.x", "user.name\n"} {
			if got, err := store.Config(t.Context(), key); err == nil {
				t.Errorf("%q is %q, want an error", key, got)
			}
		}
	}
}

// validRef agrees with git check-ref-format.
func TestValidRef(t *testing.T) {
	s := newSandbox(t)
	for _, name := range []string{
		"refs/heads/main", "refs/tags/a/v1.0.0", "refs/heads/a.lock", "refs/heads/a.lock/b", "refs/heads/.a", "refs/heads/a.", "refs/heads/a..b",
		"refs/heads/a@{b", "refs/heads/@", "refs/heads/a b", "refs/heads/a~b", "refs/heads/a^b", "refs/heads/a:b", "refs/heads/a?b", "refs/heads/a*b",
		"refs/heads/a[b", "refs/heads/a\\b", "refs/heads/a\x7f", "refs/heads/a\tb", "refs/heads//b", "refs/heads/", "refs/heads/é", "refs/heads/-a",
	} {
		want := gitTakes(s, name)
		if got := validRef(name); got != want {
			t.Errorf("%q is valid: %v, git says %v", name, got, want)
		}
	}
}
