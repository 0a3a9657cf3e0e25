package chain_test

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// large is a world with a register of 1,000 entries and 2,000 records on 500
// specifications.
func large() (*recordtest.World, []string) {
	w := recordtest.New()
	reviewers := []string{"okafor-a", "lee-m", "brown-p", "ahmed-z"}
	var ids []string
	for i := range 500 {
		id := fmt.Sprintf("area-%d", i)
		s := w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r")
		w.Open(record.Endorsement, s, reviewers, nil)
		for _, person := range reviewers {
			w.Review(s, person, nil)
		}
		w.Decide(record.Endorse, s, nil)
		ids = append(ids, id)
	}
	return w, ids
}

// BenchmarkRead reads all of a large tree. Beside it stand the two things that
// nobody can do without: the bare checks of the same signatures, and the bare
// reading of the same YAML.
func BenchmarkRead(b *testing.B) {
	w, ids := large()
	tree := listed(w)
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			readLarge(b, tree, ids)
		}
	})
	b.Run("register", func(b *testing.B) {
		for b.Loop() {
			readLarge(b, tree, nil)
		}
	})
	b.Run("signatures alone", func(b *testing.B) {
		for b.Loop() {
			checkAll(b, w)
		}
	})
	b.Run("yaml alone", func(b *testing.B) {
		for b.Loop() {
			parseAll(b, w)
		}
	})
}

// listedTree is a tree that knows what is in its folders, as git's trees do:
// fstest.MapFS goes through all files for each folder.
type listedTree struct {
	fstest.MapFS
	folders map[string]fstest.MapFS
}

func listed(w *recordtest.World) fs.FS {
	t := listedTree{w.FS().(fstest.MapFS), map[string]fstest.MapFS{}}
	for file := range t.MapFS {
		for at, dir := file, path.Dir(file); at != "."; at, dir = dir, path.Dir(dir) {
			if t.folders[dir] == nil {
				t.folders[dir] = fstest.MapFS{}
			}
			entry := &fstest.MapFile{Mode: fs.ModeDir | 0o755}
			if at == file {
				entry = t.MapFS[file]
			}
			t.folders[dir][path.Base(at)] = entry
		}
	}
	return t
}

func (t listedTree) ReadDir(dir string) ([]fs.DirEntry, error) {
	if t.folders[dir] == nil {
		return nil, fs.ErrNotExist
	}
	return t.folders[dir].ReadDir(".")
}

func readLarge(b *testing.B, tree fs.FS, ids []string) {
	book, err := chain.Read(b.Context(), tree)
	if err != nil || len(book.Problems) > 0 || len(book.Register) != 1000 {
		b.Fatal(err, book.Problems)
	}
	records := 0
	for _, id := range ids {
		texts, err := book.Texts(id)
		if err != nil {
			b.Fatal(err)
		}
		for _, text := range texts {
			records += len(text.Records)
			for _, r := range text.Records {
				if len(r.Problems) > 0 {
					b.Fatal(r.Problems)
				}
			}
		}
	}
	if records != 4*len(ids) {
		b.Fatal(records)
	}
}

func checkAll(b *testing.B, w *recordtest.World) {
	for file, armour := range w.Files {
		base, isSignature := strings.CutSuffix(file, ".sig")
		if !isSignature {
			continue
		}
		namespace := sshsig.Review
		if !strings.HasPrefix(file, "reviews/") {
			base = base[:strings.LastIndexByte(base, '.')]
			namespace = sshsig.Endorse
			if strings.HasPrefix(file, "governance/") {
				namespace = sshsig.Govern
			}
		}
		sig, err := sshsig.Parse(armour)
		if err == nil {
			err = sig.Check(w.Files[base+".yaml"], namespace)
		}
		if err != nil {
			b.Fatal(file, err)
		}
	}
}

func parseAll(b *testing.B, w *recordtest.World) {
	for file, data := range w.Files {
		if strings.HasSuffix(file, ".yaml") && restsOn(file) {
			if err := yaml.Unmarshal(data, new(yaml.Node)); err != nil {
				b.Fatal(file, err)
			}
		}
	}
}
