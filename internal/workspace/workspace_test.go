package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// folder makes a folder with the given files; a name that ends in a slash is a
// folder. It returns its path with links resolved.
func folder(t *testing.T, files ...string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	fill(t, dir, files...)
	return dir
}

func fill(t *testing.T, dir string, files ...string) {
	t.Helper()
	for _, file := range files {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if file[len(file)-1] == '/' {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte("id: "+file+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func link(t *testing.T, target, path string) {
	t.Helper()
	if err := os.Symlink(target, path); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
}

func open(t *testing.T, dir string, args ...string) *Workspace {
	t.Helper()
	w, err := OpenFor(dir, args)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w
}

func TestOpenFindsTheRoot(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		start string // below the made folder
		args  []string
		root  string
		by    FoundBy
	}{
		{"in the root", []string{"r/.git/"}, "r", nil, "r", ByGit},
		{"far below", []string{"r/.git/", "r/a/b/c/"}, "r/a/b/c", nil, "r", ByGit},
		{"a further work tree", []string{"r/.git", "r/specs/"}, "r/specs", nil, "r", ByGit},
		{"git before settings", []string{"r/.git/", "r/a/.credctl.yaml"}, "r/a", nil, "r", ByGit},
		{"settings without git", []string{"r/.credctl.yaml", "r/a/b/"}, "r/a/b", nil, "r", BySettings},
		{"nothing", []string{"r/a/"}, "r/a", nil, "r/a", ByStart},
		{"the repository of a file", []string{"r/.git/", "r/specs/x.yaml", "here/"}, "here", []string{"../r/specs/x.yaml"}, "r", ByGit},
		{"the repository of a folder", []string{"r/.git/", "r/specs/x.yaml", "here/.git/"}, "here", []string{"-", "../r/specs"}, "r", ByGit},
		{"a folder with specs", []string{"r/specs/x.yaml", "here/"}, "here", []string{"../r"}, "r", BySpecs},
		{"a folder with specs in a repository", []string{"r/.git/", "r/sub/specs/x.yaml"}, "r", []string{"sub"}, "r/sub", BySpecs},
		{"the root itself", []string{"r/.git/", "r/specs/x.yaml"}, "r/specs", []string{".."}, "r", ByGit},
		{"a file of nowhere", []string{"r/.git/", "x.yaml"}, "r", []string{"../x.yaml"}, "r", ByGit},
		{"a file that is not there", []string{"r/.git/", "here/"}, "r", []string{"none/none.yaml"}, "r", ByGit},
		{"a repository in the repository", []string{"r/.git/", "r/m/.git", "r/m/specs/x.yaml"}, "r", []string{"m/specs/x.yaml"}, "r/m", ByGit},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := folder(t, test.files...)
			w := open(t, filepath.Join(dir, test.start), test.args...)
			if want := filepath.Join(dir, test.root); w.Dir() != want || w.FoundBy() != test.by {
				t.Errorf("root %s, the folder %s; want %s, %s", w.Dir(), w.FoundBy(), want, test.by)
			}
		})
	}
}

// Walking up from a linked folder walks up from where it really is.
func TestOpenThroughALink(t *testing.T) {
	dir := folder(t, "r/.git/", "r/sub/specs/", "elsewhere/")
	link(t, filepath.Join(dir, "r", "sub"), filepath.Join(dir, "elsewhere", "short"))
	if w := open(t, filepath.Join(dir, "elsewhere", "short")); w.Dir() != filepath.Join(dir, "r") {
		t.Errorf("root %s, want %s", w.Dir(), filepath.Join(dir, "r"))
	}
}

func TestOpenOfNothing(t *testing.T) {
	_, err := Open(filepath.Join(folder(t), "none"))
	var pe *PathError
	if !errors.As(err, &pe) || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want a PathError for something that does not exist", err)
	}
}

func TestEnclosing(t *testing.T) {
	outer := physical(t.TempDir())
	for _, dir := range []string{".git", "deep/down", "inner/.git"} {
		if err := os.MkdirAll(filepath.Join(outer, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{
		".": "", "inner": "", "deep": outer, "deep/down": outer, "not/there": outer, "inner/new": filepath.Join(outer, "inner"),
	} {
		root, ok := Enclosing(filepath.Join(outer, dir))
		if root != want || ok != (want != "") {
			t.Errorf("%s: %q, %t, want %q", dir, root, ok, want)
		}
	}
	if root, ok := Enclosing(filepath.Dir(outer)); ok {
		t.Errorf("a folder above lies in %s", root)
	}
}
