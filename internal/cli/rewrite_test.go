package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/workspace"
)

// oneFile is a project in a folder with one specification, which holds data.
func oneFile(t *testing.T, data string) (p *project, file string) {
	t.Helper()
	env, _, _ := world(t, 0)
	file = filepath.Join(env.Dir, "specs", "a.yaml")
	if err := os.WriteFile(file, []byte(data), 0o640); err != nil {
		t.Fatal(err)
	}
	files, err := workspace.Open(env.Dir)
	if err != nil {
		t.Fatal(err)
	}
	p = &project{env: env, files: files}
	t.Cleanup(p.close)
	return p, file
}

// wantFile asks that a file holds data, and that nothing else lies beside it.
func wantFile(t *testing.T, file, data string) {
	t.Helper()
	got, err := os.ReadFile(file)
	if err != nil || string(got) != data {
		t.Errorf("the file holds %q, want %q (%v)", got, data, err)
	}
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(entries) != 1 {
		t.Errorf("in the folder lie %v, want one file (%v)", entries, err)
	}
}

func TestRewrite(t *testing.T) {
	p, file := oneFile(t, "old")
	if err := p.rewrite("specs/a.yaml", []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, file, "new")
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("permissions are %v, want those of before", info.Mode())
	}
}

// What somebody saved while the program was at work is not overwritten.
func TestRewriteLeavesWhatWasChangedMeanwhile(t *testing.T) {
	for _, now := range []string{"newer", "ol", "old and more", ""} {
		p, file := oneFile(t, now)
		err := p.rewrite("specs/a.yaml", []byte("old"), []byte("new"))
		if want := `"specs/a.yaml" cannot be rewritten: it was changed in the meantime; it was left as it is`; err == nil || err.Error() != want {
			t.Errorf("error is %v, want %s", err, want)
		}
		wantFile(t, file, now)
	}
}

func TestRewriteWritesNothingWhereNothingChanges(t *testing.T) {
	p, file := oneFile(t, "whatever")
	if err := p.rewrite("specs/gone.yaml", []byte("same"), []byte("same")); err != nil {
		t.Error(err)
	}
	wantFile(t, file, "whatever")
}

func TestRewriteRefuses(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege on Windows")
	}
	p, file := oneFile(t, "old")
	elsewhere := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(elsewhere, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{
		"link.yaml": file, "away.yaml": elsewhere, "folder": filepath.Dir(elsewhere), "none": filepath.Join(p.files.Dir(), "none.yaml"),
	} {
		if err := os.Symlink(target, filepath.Join(p.files.Dir(), name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"link.yaml":         "it is a link, want the file itself",
		"away.yaml":         "it is a link, want the file itself",
		"none":              "it is a link, want the file itself",
		"folder/a.yaml":     "escapes from parent",
		"specs":             "it is no file",
		"specs/gone.yaml":   "does not exist",
		"nowhere/a.yaml":    "does not exist",
		"../outside/a.yaml": "escapes from parent",
	} {
		err := p.rewrite(name, []byte("old"), []byte("new"))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error is %v, want %q", name, err, want)
		}
	}
	wantFile(t, file, "old")
	wantFile(t, elsewhere, "old")
}

// A file that an earlier run left behind when the power went is not in the way.
func TestRewriteBesideLeftovers(t *testing.T) {
	p, file := oneFile(t, "old")
	left := filepath.Join(filepath.Dir(file), ".credctl-"+strconv.Itoa(os.Getpid())+"-0")
	if err := os.WriteFile(left, []byte("left"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := p.rewrite("specs/a.yaml", []byte("old"), []byte("new")); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(left); err != nil {
		t.Fatal(err)
	}
	wantFile(t, file, "new")
}
