//go:build linux || darwin

package gitrepo

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fullAt is "LIMIT DIR": how many bytes of a file the child may write, as though
// the disk were full then, and where.
const fullAt = "CREDCTL_TEST_DISK_FULL_AT"

// TestChildWritesToAFullDisk is the child of the tests below. It says what went
// wrong.
func TestChildWritesToAFullDisk(t *testing.T) {
	text, dir, ok := strings.Cut(os.Getenv(fullAt), " ")
	if !ok {
		t.Skip("is run by TestFullDiskChangesNothing")
	}
	limit, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	store, err := OpenStore(t.Context(), dir, environ())
	if err != nil {
		t.Fatal(err)
	}
	main, err := store.Resolve(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGXFSZ) // else the first write too many would end the process
	most := syscall.Rlimit{Cur: limit, Max: limit}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &most); err != nil {
		t.Fatal(err)
	}
	_, writeErr := store.Write(t.Context(), change(main))
	tagErr := error(nil)
	if limit < 40 {
		_, tagErr = store.WriteTag(t.Context(), "v1", tagOf(main, "v1"))
	}
	fmt.Printf("write: %v\ntag: %v\nmove: %v\ndelete: %v\n", writeErr, tagErr,
		store.UpdateBranch(t.Context(), "moved", main, ""), store.DeleteBranch(t.Context(), "packed", main))
}

// Where there is no room, everything stays as it was, and the next try succeeds.
func TestFullDiskChangesNothing(t *testing.T) {
	s := newSandbox(t)
	s.write("specs/a.yaml", strings.Repeat("a\n", 1000))
	s.commit()
	s.git("branch", "packed")
	s.git("pack-refs", "--all", "--prune")
	s.git("config", "core.logAllRefUpdates", "false")
	s.git("status")
	before, refs := s.untouched(), s.refs()
	for _, limit := range []int{0, 10, 30} {
		child := exec.Command(os.Args[0], "-test.run=^TestChildWritesToAFullDisk$", "-test.v")
		child.Env = append(environ(), fmt.Sprintf("%s=%d %s", fullAt, limit, s.dir))
		out, err := child.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, what := range []string{"write: write object ", "tag: write object ", "move: write refs/heads/moved: ", "delete: write packed-refs: "} {
			if !strings.Contains(string(out), what) || strings.Count(string(out), "file too large") != 4 {
				t.Errorf("room for %d bytes: want %q and four failures in\n%s", limit, what, out)
			}
		}
		if diff := cmp.Diff(before, s.untouched()); diff != "" {
			t.Errorf("room for %d bytes (-before +after):\n%s", limit, diff)
		}
		if diff := cmp.Diff(refs, s.refs()); diff != "" {
			t.Errorf("room for %d bytes: the refs (-before +after):\n%s", limit, diff)
		}
		if left := s.leftovers(); left != nil {
			t.Errorf("room for %d bytes: left over: %q", limit, left)
		}
		s.sound()
	}
	s.put(change(s.git("rev-parse", "main")))
	s.sound()
}

// A folder that may not be written to is named, and nothing changes.
func TestReadOnlyFoldersChangeNothing(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write everywhere")
	}
	for _, folder := range []string{"objects", "refs/heads", "."} {
		s := newSandbox(t)
		s.write("a", "a\n")
		s.commit()
		refs := s.refs()
		path := filepath.Join(s.dir, ".git", folder)
		if err := os.Chmod(path, 0o555); err != nil {
			t.Fatal(err)
		}
		c := change(s.git("rev-parse", "main"))
		_, err := s.store("").Write(t.Context(), c)
		if folder != "." && (err == nil || !strings.Contains(err.Error(), "permission denied")) {
			t.Errorf("%s: got %v", folder, err)
		}
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if got := s.refs(); folder != "." && got != refs {
			t.Errorf("%s: there are now the refs %q", folder, got)
		}
		if left := s.leftovers(); left != nil {
			t.Errorf("%s: left over: %q", folder, left)
		}
		s.sound()
	}
}

// In a repository that a group shares, what is made is the group's too.
func TestWriteSharesAsTheRepositoryDoes(t *testing.T) {
	old := syscall.Umask(0o077)
	defer syscall.Umask(old)
	s := newSandbox(t, "--shared=group")
	c := change("")
	id := s.put(c)
	for _, row := range []struct {
		path string
		want os.FileMode
	}{
		{"objects/" + id[:2], 0o070}, {"objects/" + id[:2] + "/" + id[2:], 0o040},
		{"refs/heads/credctl", 0o070}, {"refs/heads/" + reviewBranch, 0o060}, {"logs/refs/heads/" + reviewBranch, 0o060},
	} {
		at, err := os.Stat(filepath.Join(s.dir, ".git", filepath.FromSlash(row.path)))
		if err != nil {
			t.Fatal(err)
		}
		if got := at.Mode() & 0o070; got != row.want {
			t.Errorf("%s: the group may %o, want %o", row.path, got, row.want)
		}
	}
}
