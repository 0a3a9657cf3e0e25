//go:build unix

package gitrepo

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe in the place of a file would be waited for for ever.
func TestPipesAreNotOpened(t *testing.T) {
	s := history(t)
	id := strings.Repeat("ab", 20)
	s.write(".git/objects/ab/x", "")
	for _, file := range []string{"objects/ab/" + id[2:], "refs/tags/pipe"} {
		if err := syscall.Mkfifo(filepath.Join(s.dir, ".git", filepath.FromSlash(file)), 0o600); err != nil {
			t.Skip(err)
		}
	}
	store := s.store("")
	if _, _, err := store.Object(id); err == nil {
		t.Error("an object is read from a pipe")
	}
	if _, err := store.Tag("pipe"); err == nil {
		t.Error("a tag is read from a pipe")
	}
}
