package workspace

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var tangle = []string{
	"r/.git/", "r/specs/b.yaml", "r/specs/a.yaml", "r/specs/README.md", "r/drafts/x.yaml", "r/drafts/y.yml", "r/drafts/.z.yaml",
	"r/drafts/deep/er/w.yaml", "r/drafts/.hidden/v.yaml", "r/empty/", "r/sub/specs/s.yaml", "r/sub/t.yaml",
	"loose.yaml", "bag/one.yaml", "bag/two/three.yaml", "other/specs/o.yaml", "other/specs/o.txt",
}

func TestSources(t *testing.T) {
	abs := func(p string) string { return "ABS/" + p }
	tests := []struct {
		name   string
		from   string
		args   []string
		files  []string
		strays []string
		err    string // begins so
	}{
		{name: "nothing is the repository", from: "r", files: []string{"specs/a.yaml", "specs/b.yaml"}, strays: []string{"specs/README.md"}},
		{name: "from below too", from: "r/drafts/deep", files: []string{"specs/a.yaml", "specs/b.yaml"}, strays: []string{"specs/README.md"}},
		{name: "the root", from: "r/drafts", args: []string{".."}, files: []string{"specs/a.yaml", "specs/b.yaml"}, strays: []string{"specs/README.md"}},
		{name: "specs", from: "r", args: []string{"specs/"}, files: []string{"specs/a.yaml", "specs/b.yaml"}, strays: []string{"specs/README.md"}},
		{name: "one file, from the root", from: "r", args: []string{"specs/a.yaml"}, files: []string{"specs/a.yaml"}},
		{name: "one file, from beside it", from: "r/specs", args: []string{"a.yaml"}, files: []string{"specs/a.yaml"}},
		{name: "another suffix is a file too", from: "r", args: []string{"drafts/y.yml"}, files: []string{"drafts/y.yml"}},
		{name: "a folder", from: "r", args: []string{"drafts"}, files: []string{"drafts/deep/er/w.yaml", "drafts/x.yaml"}},
		{name: "standard input", from: "r", args: []string{"-", "specs/a.yaml", "-"}, files: []string{"-", "specs/a.yaml"}},
		{name: "each once", from: "r", args: []string{"specs", "specs/a.yaml", "./specs//a.yaml", "specs/../specs/a.yaml", "ABS/r/specs/a.yaml"}, files: []string{"specs/a.yaml", "specs/b.yaml"}, strays: []string{"specs/README.md"}},
		{name: "a folder twice", from: "r", args: []string{"drafts/deep", "drafts", "drafts/deep"}, files: []string{"drafts/deep/er/w.yaml", "drafts/x.yaml"}},
		{name: "a file outside", from: "r", args: []string{"../loose.yaml", "specs/a.yaml"}, files: []string{"../loose.yaml", "specs/a.yaml"}},
		{name: "a file outside, once", from: "r", args: []string{"../loose.yaml", "../bag/../loose.yaml", abs("loose.yaml")}, files: []string{"../loose.yaml"}},
		{name: "a file outside, absolute", from: "r", args: []string{abs("loose.yaml")}, files: []string{abs("loose.yaml")}},
		{name: "a folder outside", from: "r", args: []string{"specs/a.yaml", "../bag"}, files: []string{"../bag/one.yaml", "../bag/two/three.yaml", "specs/a.yaml"}},
		{name: "specs outside", from: "r", args: []string{"specs/a.yaml", "../other"}, files: []string{"../other/specs/o.yaml", "specs/a.yaml"}, strays: []string{"../other/specs/o.txt"}},
		{name: "another repository", from: "r", args: []string{"../other"}, files: []string{"specs/o.yaml"}, strays: []string{"specs/o.txt"}},
		{name: "a repository in a folder", from: "r", args: []string{"specs/a.yaml", "sub"}, files: []string{"specs/a.yaml", "sub/specs/s.yaml"}},
		{name: "no repository at all", from: "bag", args: []string{"one.yaml"}, files: []string{"one.yaml"}},

		{name: "a file that is not there", from: "r", args: []string{"specs/none.yaml", "specs/a.yaml"}, files: []string{"specs/a.yaml"}, err: `"specs/none.yaml" does not exist`},
		{name: "a file below a file", from: "r", args: []string{"specs/a.yaml/x"}, err: `"specs/a.yaml/x" does not exist`},
		{name: "outside and not there", from: "r", args: []string{"../none.yaml"}, err: `"../none.yaml" does not exist`},
		{name: "two mistakes", from: "r", args: []string{"x", "y"}, err: "\"x\" does not exist\n\"y\" does not exist"},
		{name: "an empty name", from: "r", args: []string{""}, err: `"" is no path`},
		{name: "a name that is no text", from: "r", args: []string{"specs/\xff.yaml"}, err: `"specs/\xff.yaml" is not readable text`},
		{name: "a name with a null character", from: "r", args: []string{"specs/a\x00.yaml"}, err: `"specs/a\x00.yaml" cannot be read`},
		{name: "a name without end", from: "r", args: []string{strings.Repeat("x", 5000)}, err: `"xxx`},
		{name: "an empty folder", from: "r", args: []string{"empty"}, err: `no specifications in "empty", want files such as`},
		{name: "no specs", from: "bag", err: `no specifications in "ABS/bag", want files such as`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if runtime.GOOS == "windows" && unusual(test.args) {
				t.Skip("no such names on Windows")
			}
			dir := folder(t, tangle...)
			var args []string
			for _, arg := range test.args {
				args = append(args, strings.ReplaceAll(arg, "ABS", dir))
			}
			w := open(t, filepath.Join(dir, test.from), args...)
			got, err := w.Sources(args)
			var strays []string
			for _, s := range got.Strays {
				strays = append(strays, s.File)
			}
			var want []string
			for _, file := range test.files {
				want = append(want, strings.ReplaceAll(file, "ABS", filepath.ToSlash(dir)))
			}
			if diff := cmp.Diff(want, got.Files, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.strays, strays, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("strays (-want +got):\n%s", diff)
			}
			if wantErr := strings.ReplaceAll(test.err, "ABS", filepath.ToSlash(dir)); (err == nil) != (wantErr == "") || err != nil && !strings.HasPrefix(err.Error(), wantErr) {
				t.Errorf("error %v, want %s", err, wantErr)
			}
			for _, file := range got.Files {
				if file == Stdin {
					continue
				}
				if data, err := w.Read(file, 100); err != nil || !strings.HasPrefix(string(data), "id: ") {
					t.Errorf("Read(%q): %q, %v", file, data, err)
				}
			}
		})
	}
}

// unusual reports whether a name is one that Windows cannot have.
func unusual(names []string) bool {
	all := strings.Join(names, "")
	return !utf8.ValidString(all) || strings.Contains(all, "\x00")
}

func TestNoSpecificationsIsAskedFor(t *testing.T) {
	dir := folder(t, "r/.git/", "r/specs/README.md")
	got, err := open(t, filepath.Join(dir, "r")).Sources(nil)
	if !errors.Is(err, ErrNoSpecifications) {
		t.Errorf("got %v, want ErrNoSpecifications", err)
	}
	if len(got.Strays) != 1 {
		t.Errorf("strays %v: want them beside the error", got.Strays)
	}
	_, err = open(t, dir).Sources([]string{"none"})
	var pe *PathError
	if errors.Is(err, ErrNoSpecifications) || !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &pe) || pe.Path != "none" {
		t.Errorf("got %#v, want a PathError", err)
	}
}

// A file outside the repository never takes the name of one inside.
func TestOutsideNamesAreTheirOwn(t *testing.T) {
	dir := folder(t, "here/", "here/r/.git/", "here/r/specs/a.yaml", "here/r/bag/one.yaml", "here/bag/one.yaml")
	args := []string{"r/specs", "bag/one.yaml", "r/bag/one.yaml"}
	w := open(t, filepath.Join(dir, "here"), args...)
	got, err := w.Sources(args)
	if err != nil {
		t.Fatal(err)
	}
	outside := filepath.ToSlash(filepath.Join(dir, "here", "bag", "one.yaml"))
	if diff := cmp.Diff([]string{outside, "bag/one.yaml", "specs/a.yaml"}, got.Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestLinksInArguments(t *testing.T) {
	dir := folder(t, "r/.git/", "r/specs/a.yaml", "r/drafts/", "other/.git/", "other/specs/o.yaml", "loose.yaml", "here/")
	r := filepath.Join(dir, "r")
	link(t, filepath.Join(dir, "loose.yaml"), filepath.Join(r, "specs", "out.yaml"))
	link(t, filepath.Join(dir, "other"), filepath.Join(r, "drafts", "other"))
	link(t, filepath.Join(dir, "other", "specs", "o.yaml"), filepath.Join(r, "drafts", "o.yaml"))
	link(t, "../specs/a.yaml", filepath.Join(r, "drafts", "a.yaml"))
	link(t, "nowhere", filepath.Join(r, "drafts", "dangling.yaml"))
	link(t, filepath.Join(dir, "nowhere"), filepath.Join(r, "drafts", "dangling-out.yaml"))
	link(t, "loop.yaml", filepath.Join(r, "drafts", "loop.yaml"))
	link(t, r, filepath.Join(dir, "here", "short"))
	const leaves = "is a link that leads out of the repository"
	tests := []struct {
		from, arg  string
		file, want string // what is selected, or how the error's reason begins
	}{
		{"r", "specs/out.yaml", "", leaves},
		{"r", "drafts/o.yaml", "", leaves},
		{"r", "drafts/other", "", leaves},
		{"r", "drafts/other/specs/o.yaml", "", leaves},
		{"r", "drafts/dangling.yaml", "", "does not exist"},
		{"r", "drafts/dangling-out.yaml", "", leaves},
		{"r", "drafts/loop.yaml", "", "is a link that leads in a circle"},
		{"r", "drafts", "", "is a link, want the file itself"},
		{"r", "drafts/a.yaml", "drafts/a.yaml", ""},
		{"here", "short/specs/a.yaml", "specs/a.yaml", ""},
		{"here", "short", "specs/a.yaml", ""},
	}
	for _, test := range tests {
		w := open(t, filepath.Join(dir, test.from), test.arg)
		got, err := w.Sources([]string{test.arg})
		var pe *PathError
		switch {
		case test.want != "":
			if !errors.As(err, &pe) || !strings.HasPrefix(pe.Reason, test.want) {
				t.Errorf("%s: error %v, want it to say: %s", test.arg, err, test.want)
			}
		case err != nil:
			t.Errorf("%s: %v", test.arg, err)
		case cmp.Diff([]string{test.file}, got.Files) != "":
			t.Errorf("%s: selects %q, want %q", test.arg, got.Files, test.file)
		}
	}
}

func TestWalkHasAnEnd(t *testing.T) {
	deep := strings.Repeat("d/", maxDepth+1)
	dir := folder(t, "r/.git/", "r/in/"+deep+"x.yaml", "r/ok/"+deep[2:]+"x.yaml")
	w := open(t, filepath.Join(dir, "r"))
	if _, err := w.Sources([]string{"ok"}); err != nil {
		t.Errorf("%d folders deep: %v", maxDepth, err)
	}
	var pe *PathError
	if _, err := w.Sources([]string{"in"}); !errors.As(err, &pe) || !strings.Contains(pe.Reason, "deeper") {
		t.Errorf("%d folders deep: %v", maxDepth+1, err)
	}
}

func TestWalkRefusesWhatItCannotName(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no such names on Windows")
	}
	dir := folder(t, ".git/", "bag/x.yaml", "bag/\xff.yaml", "bag2/p.txt", "bag2/q.yaml", "bag3/\xff/x.yaml", "bag3/x.yaml")
	w := open(t, dir)
	var pe *PathError
	if _, err := w.Sources([]string{"bag"}); !errors.As(err, &pe) || !strings.Contains(pe.Reason, "not readable text") {
		t.Errorf("got %v", err)
	}
	if _, err := w.Sources([]string{"bag3"}); !errors.As(err, &pe) || !strings.Contains(pe.Reason, "not readable text") {
		t.Errorf("a folder: got %v", err)
	}
	pipe(t, filepath.Join(dir, "bag2", "pipe.yaml"))
	if _, err := w.Sources([]string{"bag2"}); !errors.As(err, &pe) || pe.Reason != isDevice {
		t.Errorf("got %v", err)
	}
	if _, err := w.Sources([]string{"bag2/pipe.yaml"}); !errors.As(err, &pe) || pe.Reason != isDevice {
		t.Errorf("got %v", err)
	}
}
