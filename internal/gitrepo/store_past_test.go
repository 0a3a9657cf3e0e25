package gitrepo

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// contents are what a file held, the newest first.
func contents(t *testing.T, p *Past, name string) (all []string, cut bool) {
	t.Helper()
	cut, err := p.Contents(t.Context(), name, func(data []byte) bool {
		all = append(all, string(data))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, cut
}

// pastOf opens what a folder has checked out.
func pastOf(t *testing.T, s *sandbox, most int) *Past {
	t.Helper()
	store := s.store("")
	_, commit, err := store.Head()
	if err != nil {
		t.Fatal(err)
	}
	return store.Past(commit, most)
}

func TestPast(t *testing.T) {
	s := newSandbox(t)
	for i := range 4 {
		s.write("specs/a.yaml", fmt.Sprintf("a %d\n", i/2))
		s.write("specs/b.yaml", fmt.Sprintf("b %d\n", i))
		s.commit()
	}
	s.git("checkout", "--quiet", "-b", "side")
	s.write("specs/a.yaml", "a of the side\n")
	s.commit()
	s.git("checkout", "--quiet", "-")
	s.write("specs/b.yaml", "b 4\n")
	s.commit()
	s.git("merge", "--quiet", "--no-edit", "side")
	for _, test := range []struct {
		name string
		most int
		past *sandbox
		file string
		want []string
		cut  bool
	}{
		{"only what changed", 100, s, "specs/a.yaml", []string{"a of the side\n", "a 1\n", "a 0\n"}, false},
		{"every change", 100, s, "specs/b.yaml", []string{"b 4\n", "b 3\n", "b 2\n", "b 1\n", "b 0\n"}, false},
		{"no such file", 100, s, "specs/c.yaml", nil, false},
		{"no such folder", 100, s, "other/c.yaml", nil, false},
		{"no more than asked for", 2, s, "specs/b.yaml", []string{"b 4\n"}, true},
		{"shallow", 100, s.clone("--depth", "1"), "specs/a.yaml", []string{"a of the side\n"}, true},
	} {
		got, cut := contents(t, pastOf(t, test.past, test.most), test.file)
		if diff := cmp.Diff(test.want, got); diff != "" || cut != test.cut {
			t.Errorf("%s: cut off: %v (-want +got):\n%s", test.name, cut, diff)
		}
	}
}

// Whoever looks for one content is not made to read all others.
func TestPastStops(t *testing.T) {
	p := pastOf(t, history(t), 100)
	read := 0
	for range 2 {
		cut, err := p.Contents(t.Context(), "specs/area-3.yaml", func([]byte) bool { read++; return false })
		if cut || err != nil {
			t.Fatal(cut, err)
		}
	}
	if read != 2 || len(p.trees) != 1 {
		t.Errorf("read %d contents and %d commits", read, len(p.trees))
	}
}
