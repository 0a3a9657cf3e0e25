package workspace

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestList(t *testing.T) {
	dir := folder(t,
		".git/", ".credctl.yaml", "credctl.yml",
		"specs/b.yaml", "specs/a-b.yaml", "specs/a.yaml", "specs/.gitkeep", "specs/.x.yaml",
		"specs/README.md", "specs/old.yml", "specs/LOUD.YAML", "specs/deep/x.yaml", "specs/soft\u00adhyphen.yaml",
		"frameworks/trust-x-1.yaml", "frameworks/README.md", "frameworks/late.yml",
		"criteria/gateway/1.0.0.yaml", "criteria/gateway/0.9.0.yaml", "criteria/gateway/notes.txt",
		"criteria/house-x/1.0.0.yaml", "criteria/house-x/2.0.0.yml", "criteria/loose.yaml", "criteria/README.md",
	)
	got, err := open(t, dir).List()
	if err != nil {
		t.Fatal(err)
	}
	want := &Listing{
		Specifications: []string{"specs/a-b.yaml", "specs/a.yaml", "specs/b.yaml"},
		Strays: []Stray{
			{File: "specs/LOUD.YAML", Reason: `its name ends in ".YAML", want ".yaml"`, Help: `rename it to "LOUD.yaml"`},
			{File: "specs/README.md", Reason: `its name does not end in ".yaml"`},
			{File: "specs/deep", Reason: "it is a folder"},
			{File: "specs/old.yml", Reason: `its name ends in ".yml", want ".yaml"`, Help: `rename it to "old.yaml"`},
			{File: "specs/soft\u00adhyphen.yaml", Reason: "its name holds characters that cannot be seen"},
		},
		Frameworks: []string{"frameworks/trust-x-1.yaml"},
		Packs: []PackFile{
			{Ref: "gateway@0.9.0", File: "criteria/gateway/0.9.0.yaml"},
			{Ref: "gateway@1.0.0", File: "criteria/gateway/1.0.0.yaml"},
			{Ref: "house-x@1.0.0", File: "criteria/house-x/1.0.0.yaml"},
		},
		Overlooked: []Stray{
			{File: "frameworks/late.yml", Reason: `its name ends in ".yml", want ".yaml"`},
			{File: "criteria/house-x/2.0.0.yml", Reason: `its name ends in ".yml", want ".yaml"`},
			{File: "criteria/loose.yaml", Reason: "a pack does not lie directly in criteria/"},
			{File: "credctl.yml", Reason: "settings are read from .credctl.yaml alone"},
		},
	}
	helpIfWanted := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Help" },
		cmp.Comparer(func(a, b string) bool { return a == b || a == "" || b == "" }))
	if diff := cmp.Diff(want, got, helpIfWanted); diff != "" {
		t.Errorf("List (-want +got):\n%s", diff)
	}
	for _, s := range append(got.Strays, got.Overlooked...) {
		if s.Help == "" {
			t.Errorf("%s: no help", s.File)
		}
	}
}

func TestListOfAnEmptyFolder(t *testing.T) {
	got, err := open(t, folder(t)).List()
	if diff := cmp.Diff(&Listing{}, got, cmpopts.EquateEmpty()); diff != "" || err != nil {
		t.Errorf("error %v\n%s", err, diff)
	}
}

func TestListStraysThatAreNoFiles(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("neither such links nor such names on Windows")
	}
	dir := folder(t, ".git/", "specs/a.yaml", "outside.yaml")
	link(t, "a.yaml", filepath.Join(dir, "specs", "inside.yaml"))
	link(t, "/etc/passwd", filepath.Join(dir, "specs", "outside.yaml"))
	fill(t, dir, "specs/bad\xff.yaml")
	pipe(t, filepath.Join(dir, "specs", "pipe.yaml"))
	got, err := open(t, dir).List()
	if err != nil {
		t.Fatal(err)
	}
	want := []Stray{
		{File: "specs/bad\uFFFD.yaml", Reason: "its name is not readable text", Help: "rename it, with small letters, digits and hyphens"},
		{File: "specs/inside.yaml", Reason: "it is a link", Help: "put the file itself there"},
		{File: "specs/outside.yaml", Reason: "it is a link", Help: "put the file itself there"},
		{File: "specs/pipe.yaml", Reason: "it is a pipe or a device", Help: "put a file there, or nothing"},
	}
	if diff := cmp.Diff(want, got.Strays); diff != "" {
		t.Errorf("strays (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"specs/a.yaml"}, got.Specifications); diff != "" {
		t.Errorf("specifications (-want +got):\n%s", diff)
	}
}

func TestListRefusesWhatIsNoFolder(t *testing.T) {
	dir := folder(t, ".git/", "specs")
	_, err := open(t, dir).List()
	if err == nil || err.Error() != `"specs" is a file, want a folder` {
		t.Errorf("got %v", err)
	}
	dir = folder(t, "r/.git/", "other/a.yaml")
	link(t, filepath.Join(dir, "other"), filepath.Join(dir, "r", "specs"))
	if _, err = open(t, filepath.Join(dir, "r")).List(); err == nil || !strings.Contains(err.Error(), `"specs" is a link that leads out of the repository`) {
		t.Errorf("got %v", err)
	}
}

func TestListSaysWhatItMayNotRead(t *testing.T) {
	dir := folder(t, ".git/", "frameworks/")
	unreadable(t, filepath.Join(dir, "frameworks"), 0o755)
	_, err := open(t, dir).List()
	if err == nil || err.Error() != `"frameworks" may not be read: permission is missing` {
		t.Errorf("got %v", err)
	}
}

// unreadable takes away the right to read, until the test ends.
func unreadable(t *testing.T, path string, back os.FileMode) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("rights work otherwise on Windows")
	}
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(path, back) })
}
