package gitrepo

import (
	"context"
	"io/fs"
	"path/filepath"
	"testing"
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

func TestStoreSmoke(t *testing.T) {
	s := newSandbox(t)
	s.write("specs/a.yaml", "a\n")
	s.commit()
	s.git("tag", "-a", "-m", "x", "a/v1")
	store := s.store("specs")
	id, err := store.Resolve(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := store.Tree(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(tree, "specs/a.yaml")
	t.Logf("%s %v", data, err)
	t.Log(store.Tag("a/v1"))
	t.Log(store.Refs())
	t.Log(store.Head())
	t.Log(store.Config(t.Context(), "core.bare"))
	t.Log(store.Resolve(t.Context(), "HEAD~0"))
	t.Log(store.WorkTree())
}
