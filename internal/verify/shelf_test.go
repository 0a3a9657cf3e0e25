package verify

import (
	"context"
	"fmt"
	"io/fs"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// named is a tree that says of its files and folders what their content is, as a tree
// of git does.
type named struct{ fstest.MapFS }

type namedInfo struct {
	fs.FileInfo
	id string
}

func (i namedInfo) ContentID() string { return i.id }

// of is the content of a file or folder: a hash of all that is in it.
func (n named) of(name string) string {
	if file := n.MapFS[name]; file != nil && !file.Mode.IsDir() {
		return record.Hash(file.Data)
	}
	entries, err := n.MapFS.ReadDir(name)
	if err != nil {
		return ""
	}
	text := ""
	for _, e := range entries {
		info, _ := e.Info()
		text += fmt.Sprintln(e.Name(), info.Mode(), n.of(name+"/"+e.Name()))
	}
	return record.Hash([]byte(text))
}

func (n named) Stat(name string) (fs.FileInfo, error) {
	info, err := n.MapFS.Stat(name)
	if err != nil {
		return nil, err
	}
	return namedInfo{info, n.of(name)}, nil
}

func (n named) ReadDir(dir string) ([]fs.DirEntry, error) {
	entries, err := n.MapFS.ReadDir(dir)
	for i, e := range entries {
		info, infoErr := e.Info()
		if infoErr != nil {
			return nil, infoErr
		}
		entries[i] = fs.FileInfoToDirEntry(namedInfo{info, n.of(dir + "/" + e.Name())})
	}
	return entries, err
}

// shelf holds a register that goes on where those of most tests end.
var shelf = sync.OnceValue(func() *chain.Shelf {
	s := chain.NewShelf()
	w := recordtest.Published()
	for _, later := range []func(){
		func() {
			w.Sign(record.EntryPath(5), record.SignaturePath(record.EntryPath(5), "quinn-d"), "endorse@credctl.v1", "quinn-d")
		},
		func() { w.Decide(record.Withdraw, w.Subject(id), nil) },
		func() {
			w.Open(record.Endorsement, w.Spec(id, "2.0.0", "candidate", "smith-j", "khan-r"), []string{"okafor-a", "lee-m"}, nil)
		},
	} {
		if _, err := s.Read(context.Background(), named{w.FS().(fstest.MapFS)}); err != nil {
			panic(err)
		}
		later()
	}
	if _, err := s.Read(context.Background(), named{w.FS().(fstest.MapFS)}); err != nil {
		panic(err)
	}
	return s
})

// sameByShelf asks that the verdict is the same where it is one of many, on trees that
// have most in common with others that were read before.
func sameByShelf(t *testing.T, in Input, v Verdict) {
	t.Helper()
	if in.Shelf != nil {
		return
	}
	in.Shelf = shelf()
	for _, tree := range []*fs.FS{&in.Tree, &in.Newest} {
		if files, ok := (*tree).(fstest.MapFS); ok {
			*tree = named{files}
		}
	}
	for range 2 {
		other, err := Verify(context.Background(), in)
		if err != nil || shown(t, other) != shown(t, v) {
			t.Errorf("as one of many: %v\n%.2000s\nwant\n%.2000s", err, shown(t, other), shown(t, v))
		}
	}
}
