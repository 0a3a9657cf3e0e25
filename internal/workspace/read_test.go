package workspace

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
)

func TestReadStopsAtTheLimit(t *testing.T) {
	dir := folder(t, ".git/", "specs/")
	big := filepath.Join(dir, "specs", "big.yaml")
	if err := os.WriteFile(big, []byte(strings.Repeat("x", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	w := open(t, dir)
	for _, test := range []struct{ limit, want int }{{10, 11}, {999, 1000}, {1000, 1000}, {1001, 1000}, {0, 1}, {-5, 1}, {math.MaxInt, 1000}} {
		data, err := w.Read("specs/big.yaml", test.limit)
		if err != nil || len(data) != test.want {
			t.Errorf("limit %d: %d bytes, %v; want %d", test.limit, len(data), err, test.want)
		}
	}
	// Ten gigabytes with a hole in them: nobody waits for those.
	if err := os.Truncate(big, 10<<30); err != nil {
		t.Skipf("no such file can be made here: %v", err)
	}
	data, err := w.Read("specs/big.yaml", 256<<10)
	if err != nil || len(data) != 256<<10+1 || cap(data) > 1<<20 {
		t.Errorf("%d bytes in %d, %v; want %d", len(data), cap(data), err, 256<<10+1)
	}
}

func TestReadAtMost(t *testing.T) {
	text := strings.Repeat("0123456789", 5000)
	for _, limit := range []int{0, 9, 5000, 49999, 50000, 60000} {
		want := text[:min(len(text), limit+1)]
		for name, r := range map[string]io.Reader{
			"whole":    strings.NewReader(text),
			"by bytes": iotest.OneByteReader(strings.NewReader(text)),
			"at once":  iotest.DataErrReader(strings.NewReader(text)),
		} {
			got, err := ReadAtMost(r, limit)
			if err != nil || string(got) != want {
				t.Errorf("%s, limit %d: %d bytes, %v; want %d", name, limit, len(got), err, len(want))
			}
		}
	}
	if _, err := ReadAtMost(iotest.ErrReader(errors.New("broken")), 5); err == nil {
		t.Error("a broken reader gives no error")
	}
}

// A file of which the system does not know the size is read all the same.
func TestReadOfUnknownSize(t *testing.T) {
	got, err := readAtMost(bytes.NewReader(make([]byte, 20_000)), 3, 256<<10)
	if err != nil || len(got) != 20_000 {
		t.Errorf("%d bytes, %v; want 20000", len(got), err)
	}
}

func TestReadRefuses(t *testing.T) {
	dir := folder(t, "r/.git/", "r/specs/a.yaml", "loose.yaml")
	r := filepath.Join(dir, "r")
	link(t, filepath.Join(dir, "loose.yaml"), filepath.Join(r, "specs", "out.yaml"))
	w := open(t, r)
	tests := []struct{ file, want string }{
		{"specs", `"specs" is a folder, want a file`},
		{"specs/none.yaml", `"specs/none.yaml" does not exist`},
		{"specs/out.yaml", `"specs/out.yaml" is a link that leads out of the repository; put the file itself there`},
		{"../loose.yaml", `"../loose.yaml" is a link that leads out of the repository; put the file itself there`},
		{"/etc/passwd", `"/etc/passwd" `},
		{"", `"" `},
		{"-", `"-" does not exist`},
	}
	for _, test := range tests {
		data, err := w.Read(test.file, 100)
		var pe *PathError
		if !errors.As(err, &pe) || !strings.HasPrefix(err.Error(), test.want) || data != nil {
			t.Errorf("Read(%q): %q, %v; want %s", test.file, data, err, test.want)
		}
	}
	if _, err := w.Read("specs/none.yaml", 100); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("errors.Is(%v, fs.ErrNotExist) is false", err)
	}
}

// Opening a pipe that nobody writes to would wait for ever.
func TestReadDoesNotWaitForAPipe(t *testing.T) {
	dir := folder(t, ".git/", "specs/")
	pipe(t, filepath.Join(dir, "specs", "pipe.yaml"))
	if _, err := open(t, dir).Read("specs/pipe.yaml", 100); err == nil || !strings.Contains(err.Error(), isDevice) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(os.DevNull); err == nil && filepath.IsAbs(os.DevNull) {
		if _, err := open(t, dir).Sources([]string{os.DevNull}); err == nil || !strings.Contains(err.Error(), isDevice) {
			t.Errorf("%s: got %v", os.DevNull, err)
		}
	}
}

func TestReadSaysWhatItMayNotRead(t *testing.T) {
	dir := folder(t, ".git/", "specs/a.yaml")
	unreadable(t, filepath.Join(dir, "specs", "a.yaml"), 0o644)
	if _, err := open(t, dir).Read("specs/a.yaml", 100); err == nil || err.Error() != `"specs/a.yaml" may not be read: permission is missing` {
		t.Errorf("got %v", err)
	}
}

func TestReadServesManyGoroutines(t *testing.T) {
	dir := folder(t, "r/.git/", "r/specs/a.yaml", "r/specs/b.yaml", "loose.yaml", "bag/x.yaml")
	w := open(t, filepath.Join(dir, "r"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			sel, err := w.Sources([]string{"specs", "../loose.yaml", "../bag"})
			if err != nil || len(sel.Files) != 4 {
				t.Errorf("%q, %v", sel.Files, err)
			}
			for _, file := range sel.Files {
				if data, err := w.Read(file, 1000); err != nil || len(data) == 0 {
					t.Errorf("%s: %q, %v", file, data, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestSkimGivesWhatReadGives(t *testing.T) {
	w, dir := skimmed(t)
	for _, file := range []string{"a.yaml", "specs/b.yaml", "specs/long.yaml", "specs/empty.yaml", "specs/deep/c.yaml"} {
		for _, limit := range []int{0, 10, 1 << 20} {
			want, err := w.Read(file, limit)
			if err != nil {
				t.Fatal(err)
			}
			var got []byte
			if err := w.Skim(file, limit, func(data []byte) { got = bytes.Clone(data) }); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s up to %d: %d bytes, %v; want %d", file, limit, len(got), err, len(want))
			}
		}
	}
	if err := os.Symlink(filepath.Join(dir, "..", "elsewhere"), filepath.Join(dir, "specs", "link.yaml")); err == nil {
		if err := os.WriteFile(filepath.Join(dir, "..", "elsewhere"), []byte("secret"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := w.Skim("specs/link.yaml", 10, func([]byte) { t.Error("a link out of the repository was followed") }); err == nil {
			t.Error("a link out of the repository gives no error")
		}
	}
	for _, file := range []string{"specs", "specs/none.yaml", "none/a.yaml", "../elsewhere"} {
		if err := w.Skim(file, 10, func([]byte) { t.Errorf("%s has bytes", file) }); err == nil {
			t.Errorf("%s gives no error", file)
		}
	}
}

// skimmed is a repository with files of several lengths.
func skimmed(t *testing.T) (*Workspace, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "repository")
	for file, size := range map[string]int{"a.yaml": 1, "specs/b.yaml": 11, "specs/long.yaml": 100_000, "specs/empty.yaml": 0, "specs/deep/c.yaml": 5} {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, bytes.Repeat([]byte("x"), size), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return w, dir
}
